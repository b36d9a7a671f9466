"""A teacher's request for a pause: asked, and answered once, by a pause or in words."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.actions import read_notice, tell
from accounts.enums import NoticeKind, Role
from accounts.models import Notice, User
from journal.actions.pauses import pause, tell_of
from journal.actions.refusals import Refused, demand_room, unless
from journal.enums import PauseReason
from journal.models import Pause, PauseRequest
from journal.rules.pausing import answered_already, pause_out_of_bounds


@transaction.atomic
def ask_for_pause(
    *, teacher: User, first_day: date, last_day: date, reason: PauseReason, words: str, at: datetime
) -> PauseRequest:
    """Ask for a pause; every deputy is told.

    Raises Refused: days that cannot be meant, no words, asked already and not answered.
    """
    unless(pause_out_of_bounds(first_day, last_day, localdate(at)))
    if not words:
        raise Refused("Напишите, почему просите приостановить сроки.")
    demand_room(PauseRequest, words=words)
    # The same form sent twice at once: the second one reads what the first has asked.
    User.objects.select_for_update(no_key=True).get(pk=teacher.pk)
    asked = PauseRequest.objects.of(teacher).open().filter(first_day__lte=last_day, last_day__gte=first_day).first()
    if asked:
        raise Refused(f"Вы уже просили о приостановке {asked.days}. Дождитесь ответа.")
    days = {"first_day": first_day, "last_day": last_day}
    new = PauseRequest.objects.create(teacher=teacher, **days, reason=reason, words=words, asked_at=at)
    _tell_deputies(new, at)
    return new


@transaction.atomic
def accept_request(request: PauseRequest, *, document: str = "", by: User, at: datetime) -> Pause:
    """Turn a request into a pause and tell the teacher. Raises Refused: answered already, or no pause can be of it."""
    fresh = _open(request)
    new = pause(
        teacher=fresh.teacher,
        first_day=fresh.first_day,
        last_day=fresh.last_day,
        reason=PauseReason(fresh.reason),
        words=fresh.words,
        document=document,
        by=by,
        at=at,
    )
    fresh.pause = new
    _answer(fresh, f"Просьбу о приостановке сроков {fresh.days} приняли.", by=by, at=at)
    return new


@transaction.atomic
def decline_request(request: PauseRequest, *, words: str, by: User, at: datetime) -> None:
    """Answer a request in words instead and tell the teacher. Raises Refused: answered already, no words."""
    if not words:
        raise Refused("Напишите, почему просьба отклонена: ответ увидит учитель.")
    demand_room(PauseRequest, decline_words=words)
    fresh = _open(request)
    fresh.decline_words = words
    _answer(fresh, f"Просьбу о приостановке сроков {fresh.days} отклонили: {words}", by=by, at=at)


def _tell_deputies(request, at):
    text = f"{request.teacher.short_name} просит приостановить сроки {request.days}: {request.get_reason_display()}."
    told = {"text": text, "address": reverse("journal:control-pauses"), "key": _key(request)}
    tell(User.objects.holding(Role.DEPUTY, on=localdate(at)), kind=NoticeKind.DUTY, **told, at=at)


def _key(request):
    return f"pause-asked-{request.pk}"


def _open(request) -> PauseRequest:
    """Return the request as it stands, locked until the answer is written. Raises Refused when there is an answer."""
    fresh = PauseRequest.objects.select_for_update().get(pk=request.pk)
    unless(answered_already(fresh))
    return fresh


def _answer(request, text, *, by, at):
    """Write the answer down and tell it; what the deputies were told of the request is read by that."""
    request.answered_by, request.answered_at = by, at
    request.save(update_fields=("answered_by", "answered_at", "pause", "decline_words"))
    for notice in Notice.objects.filter(key=_key(request)).unread():
        read_notice(notice, at=at)
    tell_of(request.teacher, text, key=f"pause-request-{request.pk}", at=at)
