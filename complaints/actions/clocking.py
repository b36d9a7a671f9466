"""Directors are told once a day which answers are late and which are due soon."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.actions import tell
from accounts.enums import NoticeKind, Role
from accounts.models import Notice, User
from accounts.russian import short_date
from complaints.models import Complaint

# So many are named, the others counted.
NAMED = 5


@dataclass(frozen=True)
class Clocks:
    """The cases that wait for an answer: late, and due today or within three days; how many directors were told."""

    awaiting: int
    overdue: Sequence[Complaint]
    soon: Sequence[Complaint]
    told: int


@transaction.atomic
def tell_clocks(*, at: datetime) -> Clocks:
    """Tell the directors of the clocks, each once a day, and of nothing when all is in time. Six queries at most."""
    today = localdate(at)
    overdue = list(Complaint.objects.overdue(today).by_clock())
    soon = list(Complaint.objects.due_soon(today).by_clock())
    told = _tell(_said(overdue, soon), today, at) if overdue or soon else 0
    return Clocks(Complaint.objects.awaiting().count(), overdue, soon, told)


def _tell(text, today: date, at) -> int:
    key = f"complaints-clocks-{today}"
    known = Notice.objects.filter(key=key)
    directors = User.objects.holding(Role.DIRECTOR, on=today).exclude(pk__in=known.values("recipient"))
    untold = list(directors)
    address = reverse("admin:complaints_complaint_changelist")
    tell(untold, kind=NoticeKind.COMPLAINT, text=text, address=address, key=key, at=at)
    return len(untold)


def _said(overdue, soon) -> str:
    parts = []
    if overdue:
        parts.append(f"срок ответа прошёл: {_listed(overdue)}")
    if soon:
        parts.append(f"скоро срок: {_listed(soon)}")
    return f"Обращения, {'; '.join(parts)}."


def _listed(cases: Sequence[Complaint]) -> str:
    named = ", ".join(f"{case} ({short_date(case.due_on)})" for case in cases[:NAMED])
    return f"{named} и ещё {len(cases) - NAMED}" if len(cases) > NAMED else named
