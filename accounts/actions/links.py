"""Children and those who answer for them (regulation, 2.1)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from accounts.access import OF_AGE, years_before
from accounts.actions.audit import note
from accounts.actions.people import held_still
from accounts.actions.refusals import demand_room, unless
from accounts.actions.roles import end_term, role_said
from accounts.enums import AuditKind, Ground, Role
from accounts.models import Guardianship, HeldRole, User
from accounts.rules import desk


@transaction.atomic
def link(
    *,
    guardian: User,
    child: User,
    ground: Ground,
    document: str = "",
    since: date,
    until: date | None = None,
    by: User,
    at: datetime,
) -> Guardianship:
    """Let an adult read the diary of a child and speak for it; whoever is no parent yet becomes one from that day."""
    unless(guardian.pk == child.pk and desk.LINK_WITH_ONESELF)
    unless(by.pk in (guardian.pk, child.pk) and desk.OWN_LINK)
    demand_room(Guardianship, document=document)
    guardian, child = held_still(guardian, child)
    _demand_family(guardian, child, since, until)
    new = Guardianship.objects.create(
        guardian=guardian, child=child, ground=ground, document=document, since=since, until=until, given_here=True
    )
    note(AuditKind.LINKED, by=by, at=at, person=child, other=guardian, detail=link_said(new))
    _demand_parent(guardian, since, by=by, at=at)
    return new


@transaction.atomic
def unlink(row: Guardianship, *, seen: date | None, until: date, reason: str, by: User, at: datetime) -> None:
    """End a link with its last day; one that is still to come, and by then has not, is taken back whole.

    `seen`: the last day that it had when the person looked. Raises Refused when it has been changed in the meantime.
    """
    demand_room(Guardianship, end_reason=reason)
    held_still(row.guardian, row.child)
    fresh = Guardianship.objects.filter(pk=row.pk, until=seen).first()
    unless(fresh is None and desk.CHANGED)
    unless(desk.end_out_of_place(until, since=fresh.since, known=fresh.until, today=localdate(at)))
    end_term(fresh, until, end_reason=reason)
    detail = f"последний день {until:%d.%m.%Y}. {reason}"
    note(AuditKind.UNLINKED, by=by, at=at, person=row.child, other=row.guardian, detail=detail)


def link_said(new: Guardianship) -> str:
    """Return the link as the log keeps it."""
    document = f", {new.document}" if new.document else ""
    return f"{Ground(new.ground).label} {desk.term_said(new.since, new.until)}{document}"


def _demand_family(guardian, child, since, until):
    last = until or date.max
    learns = HeldRole.objects.filter(user=child, role=Role.STUDENT).within(since, last)
    unless(not learns.exists() and desk.NO_STUDENT)
    is_minor = guardian.born_on is not None and guardian.born_on > years_before(since, OF_AGE)
    unless(is_minor and desk.NO_ADULT)
    same = Guardianship.objects.filter(guardian=guardian, child=child).within(since, last).first()
    unless(same and desk.standing_already(same.since, same.until))


def _demand_parent(guardian, since, *, by, at):
    """Make a parent of whoever is none on the day: without the role the link would open nothing."""
    roles = HeldRole.objects.filter(user=guardian, role=Role.PARENT)
    if roles.on(since).exists():
        return
    later = roles.filter(since__gt=since).order_by("since").first()
    until = later and later.since - timedelta(days=1)
    held = HeldRole.objects.create(user=guardian, role=Role.PARENT, since=since, until=until, given_here=True)
    note(AuditKind.ROLE_GIVEN, by=by, at=at, person=guardian, detail=role_said(held))
