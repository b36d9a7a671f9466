"""Roles given and ended: by the administrator, and the administrator's own by the director."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from accounts.access import STAFF, roles_given_by
from accounts.actions.audit import note
from accounts.actions.locks import end_sessions
from accounts.actions.people import held_still
from accounts.actions.refusals import demand_room, unless
from accounts.enums import AuditKind, Role
from accounts.models import HeldRole, Slip, User
from accounts.rules import desk


@transaction.atomic
def give_role(
    person: User, *, role: Role, since: date, until: date | None = None, order: str = "", by: User, at: datetime
) -> HeldRole:
    """Give a person a role for a time.

    A role of the staff ends the sessions of the person: those of the staff are shorter; and the open slip: it has been
    printed by one, and seen by many, who may not open what it opens now.
    """
    unless(desk.another_s_to_give(role, roles_given_by(by)))
    unless(by.pk == person.pk and desk.OWN_ROLE)
    unless(desk.without_order(role, order))
    demand_room(HeldRole, order=order)
    [fresh] = held_still(person)
    _demand_place(fresh, role, since, until)
    held = HeldRole.objects.create(user=fresh, role=role, since=since, until=until, order=order, given_here=True)
    note(AuditKind.ROLE_GIVEN, by=by, at=at, person=fresh, detail=role_said(held))
    if role in STAFF:
        end_sessions(fresh, by=by, at=at)
        Slip.objects.of([fresh]).replace(at=at)
    return held


@transaction.atomic
def end_role(held: HeldRole, *, seen: date | None, until: date, reason: str, by: User, at: datetime) -> None:
    """End a role with its last day; one that is still to come, and by then has not, is taken back whole.

    `seen`: the last day that it had when the person looked. Raises Refused when it has been changed in the meantime.
    """
    demand_room(HeldRole, end_reason=reason)
    unless(desk.another_s_to_give(held.role, roles_given_by(by)))
    unless(held.role == Role.ADMINISTRATOR and by.pk == held.user_id and desk.OWN_APPOINTMENT)
    held_still(held.user)
    fresh = HeldRole.objects.filter(pk=held.pk, until=seen).first()
    unless(fresh is None and desk.CHANGED)
    unless(desk.end_out_of_place(until, since=fresh.since, known=fresh.until, today=localdate(at)))
    end_term(fresh, until, end_reason=reason)
    detail = f"{fresh.get_role_display()}, последний день {until:%d.%m.%Y}. {reason}"
    note(AuditKind.ROLE_ENDED, by=by, at=at, person=held.user, detail=detail)


@transaction.atomic
def name_order(held: HeldRole, *, order: str, by: User, at: datetime) -> None:
    """Write down the order of a role that was given without one; a named one is not written over."""
    unless(desk.another_s_to_give(held.role, roles_given_by(by)))
    demand_room(HeldRole, order=order)
    held_still(held.user)
    fresh = HeldRole.objects.filter(pk=held.pk, order="").first()
    unless(fresh is None and desk.CHANGED)
    fresh.order = order
    fresh.save(update_fields=["order"])
    note(AuditKind.CHANGED, by=by, at=at, person=held.user, detail=role_said(fresh))


def end_term(row, until: date, **facts) -> None:
    """Set the last day of a dated row; what would end before it comes is taken back."""
    if until < row.since:
        row.delete()
        return
    row.until = until
    for name, value in facts.items():
        setattr(row, name, value)
    row.save(update_fields=["until", *facts])


def role_said(held: HeldRole) -> str:
    """Return the role as the log keeps it."""
    order = f", приказ {held.order}" if held.order else ""
    return f"{Role(held.role).label} {desk.term_said(held.since, held.until)}{order}"


def _demand_place(person, role, since, until):
    """Refuse a role that the person holds already, and one of the staff to somebody who learns here."""
    standing = HeldRole.objects.filter(user=person).within(since, until or date.max)
    same = standing.filter(role=role).first()
    unless(same and desk.standing_already(same.since, same.until))
    apart = STAFF if role == Role.STUDENT else {Role.STUDENT} if role in STAFF else ()
    unless(standing.filter(role__in=apart).exists() and desk.STUDENT_AND_STAFF)
