"""Pauses: days that are not counted in deadlines. Recorded and withdrawn openly; what they move is counted anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.actions import tell
from accounts.enums import NoticeKind
from accounts.models import User
from journal.actions.history import ledger
from journal.actions.recounting import recount
from journal.actions.refusals import Refused, demand_room, unless
from journal.enums import PauseReason, Way
from journal.models import AcademicYear, Course, Pause, moved_by
from journal.rules.pausing import LONGEST_PAUSE, pause_out_of_bounds, pause_without_ground, withdrawn_already


def pause(
    *,
    teacher: User | None,
    first_day: date,
    last_day: date,
    reason: PauseReason,
    words: str = "",
    document: str = "",
    by: User,
    at: datetime,
) -> Pause:
    """Leave days out of the deadlines of a teacher, or of everyone for None, and count the last days anew.

    The pause comes back with `moved`, how many last days it moves. Raises Refused: days that cannot be meant, neither
    a word nor a document, the same days for the same people twice.
    """
    unless(pause_out_of_bounds(first_day, last_day, localdate(at)) or pause_without_ground(words, document))
    demand_room(Pause, words=words, document=document)
    days = {"teacher": teacher, "first_day": first_day, "last_day": last_day}
    with undisturbed(first_day, last_day):
        _demand_new(**days)
        new = Pause.objects.create(
            **days, reason=reason, words=words, document=document, recorded_by=by, recorded_at=at
        )
        recount(teacher, first_day, last_day)
        new.moved = moved_by([new])[new.pk]
    return new


def withdraw_pause(pause: Pause, *, reason: str, by: User, at: datetime) -> None:
    """Take back a pause recorded by mistake; it stays to be seen, and the last days are as they would be without it.

    The teacher whose pause it was is told. Raises Refused: withdrawn already, no reason.
    """
    if not reason:
        raise Refused("Напишите, почему приостановка отзывается.")
    demand_room(Pause, withdraw_reason=reason)
    with undisturbed(pause.first_day, pause.last_day):
        # Not `with_people`: a database locks no rows that need not be there.
        fresh = Pause.objects.select_for_update().get(pk=pause.pk)
        unless(withdrawn_already(fresh))
        fresh.withdrawn_by, fresh.withdrawn_at, fresh.withdraw_reason = by, at, reason
        fresh.save(update_fields=("withdrawn_by", "withdrawn_at", "withdraw_reason"))
        recount(fresh.teacher, fresh.first_day, fresh.last_day)
        if fresh.teacher:
            text = f"Приостановка сроков {fresh.days} отозвана: {reason} Сроки посчитаны заново."
            tell_of(fresh.teacher, text, key=f"pause-{fresh.pk}-withdrawn", at=at)


@contextmanager
def undisturbed(first: date, last: date) -> Iterator[None]:
    """Open a transaction in which nobody else writes what may be due on these days, nor pauses or draws up lessons.

    Three queries to open.
    """
    with transaction.atomic():
        # A last day may lie beyond the end of its year.
        years = AcademicYear.objects.filter(first_day__lte=last, last_day__gte=first - LONGEST_PAUSE)
        locked = list(years.select_for_update(no_key=True).order_by("pk"))
        with ledger(Course.objects.filter(year__in=locked).values_list("pk", flat=True), way=Way.OFFICE):
            yield


def tell_of(teacher: User, text: str, *, key: str, at: datetime) -> None:
    """Tell a teacher what became of the deadlines."""
    tell([teacher], kind=NoticeKind.DUTY, text=text, address=reverse("journal:teacher-pauses"), key=key, at=at)


def _demand_new(**days):
    if same := Pause.objects.standing().filter(**days).first():
        raise Refused(f"Такая приостановка уже внесена: {same.days}, {same.get_reason_display()}.")
