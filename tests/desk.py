"""The administrator's desk as the tests sit at it: roles, links, the log."""

from accounts import actions
from accounts.enums import Ground
from accounts.models import AuditEntry, HeldRole, Session
from tests import make

YESTERDAY, TOMORROW = make.TODAY - make.days(1), make.TODAY + make.days(1)


def log():
    return [(entry.kind, entry.person, entry.other, entry.detail) for entry in AuditEntry.objects.order_by("pk")]


def give(person, role, *, by, since=make.TODAY, **facts):
    return actions.give_role(person, role=role, since=since, by=by, at=make.NOW, **facts)


def end(held, *, by, until=YESTERDAY, **facts):
    facts = {"seen": held.until, "reason": "Уволена"} | facts
    actions.end_role(held, until=until, by=by, at=make.NOW, **facts)


def join(guardian, child, *, by, since=make.TODAY, **facts):
    facts = {"ground": Ground.GUARDIAN, "since": since} | facts
    return actions.link(guardian=guardian, child=child, by=by, at=make.NOW, **facts)


def part(row, *, by, until=YESTERDAY, **facts):
    facts = {"seen": row.until, "reason": "Решение суда"} | facts
    actions.unlink(row, until=until, by=by, at=make.NOW, **facts)


def terms_of(person, role):
    return list(HeldRole.objects.filter(user=person, role=role).order_by("since").values_list("since", "until"))


def sign_in(client, person):
    """Sign a person in and return their sessions."""
    client.force_login(person)
    return Session.objects.filter(user=person)
