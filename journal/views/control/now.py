"""How the duties of the school stand at the moment, in short: for the home page of the office."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from accounts.keep import kept
from journal.control import Figures, Selection, absent_of
from journal.enums import DutyState
from journal.forms.control.filters import first_of_year, usual_period
from journal.models import PauseRequest

MINUTE = 60


@dataclass(frozen=True)
class Now:
    """How much is overdue, of how many teachers, what is still to be entered today, and who asks for a pause."""

    overdue: int
    teachers: int
    due_today: int
    requests: int


def state_now(now: datetime) -> Now:
    """Return what the board says in its sentence. Two queries, one of them once a minute."""
    absent = _absent(now.replace(second=0, microsecond=0))
    whole = absent.whole
    requests = PauseRequest.objects.open().count()
    return Now(whole.states[DutyState.OVERDUE], absent.teachers_overdue, whole.due_today, requests)


@kept(seconds=MINUTE)
def _absent(minute: datetime) -> Figures:
    today = localdate(minute)
    return absent_of(Selection(first_of_year(today), usual_period(today)[1], minute, today))
