"""How a complaint is held still, moved on, and what happened to it written down."""

from datetime import datetime

from complaints.actions.refusals import Changed, unless
from complaints.enums import Status, StepKind
from complaints.models import Complaint, Step
from complaints.rules.transitions import out_of_order

CHANGED = "С обращением {} тем временем что-то сделали: {}. Ваш текст сохранён ниже: проверьте и отправьте ещё раз."


def held(complaint: Complaint, *, seen: int | None = None) -> Complaint:
    """Return the case, locked until the transaction ends. Raises Changed when it is no longer the version seen."""
    (case,) = held_together(complaint.pk)
    demand_seen(case, seen)
    return case


def held_together(*keys: int) -> list[Complaint]:
    """Return the cases in one order, locked until the transaction ends: so two who hold some do not wait for ever."""
    rows = Complaint.objects.select_related("entry", "author", "lead").select_for_update(of=("self",), no_key=True)
    return list(rows.filter(pk__in=keys).order_by("pk"))


def demand_seen(case: Complaint, seen: int | None) -> None:
    """Raise Changed when a case is no longer the version seen."""
    if seen not in (None, case.version):
        last = case.steps.order_by("pk").last()
        raise Changed(CHANGED.format(case, last.get_kind_display()))


def note(case: Complaint, kind: StepKind, *, by, at: datetime, text: str = "", **changed) -> None:
    """Write down a step, and with it what it changed in the case."""
    for name, value in changed.items():
        setattr(case, name, value)
    case.version += 1
    case.save(update_fields=["version", *changed])
    Step.objects.create(complaint=case, kind=kind, by=by, at=at, text=text)


def move(case: Complaint, to: Status, kind: StepKind, *, by, at: datetime, text: str = "", **changed) -> None:
    """Bring the case into another state. Raises Refused when that state does not follow."""
    unless(out_of_order(Status(case.status), to))
    ended = {"ended_at": at} if to in Status.ended() else {}
    note(case, kind, by=by, at=at, text=text, status=to, **ended, **changed)
