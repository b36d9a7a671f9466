"""The diary tells of an entry that has appeared: told once, whenever it is run."""

from datetime import datetime

from django.db import transaction

from complaints.actions.deciding import entry_now
from complaints.actions.steps import held, note
from complaints.actions.telling import tell_author, tell_directors
from complaints.enums import About, StepKind
from complaints.models import Complaint


def tell_appeared(*, at: datetime) -> int:
    """Tell authors and directors which missing entries stand in the diary now; return how many. Six queries each."""
    waiting = Complaint.objects.going_on().filter(about=About.MISSING, entry__stood="").with_people()
    return sum(tell_if_appeared(case, at=at) for case in waiting.order_by("pk") if not _is_told(case))


@transaction.atomic
def tell_if_appeared(case: Complaint, *, at: datetime) -> bool:
    """Tell of the entry of one case when it stands in the diary, unless that has been told."""
    found = entry_now(case, now=at)
    if found is None or not found.is_found:
        return False
    case = held(case)
    # Two runs at once: the second finds what the first has written.
    if _is_told(case):
        return False
    note(case, StepKind.APPEARED, by=None, at=at, text=found.excerpt[:4000])
    tell_author(case, f"В дневнике появилась запись: {found.named}. Обращение {case}."[:400], key="appeared", at=at)
    tell_directors(case, f"Запись по обращению {case} появилась: {found.named}."[:400], key="appeared-office", at=at)
    return True


def _is_told(case) -> bool:
    """Whether it has been told of the entry that is linked now. One query."""
    about_entry = case.steps.filter(kind__in=(StepKind.APPEARED, StepKind.LINKED)).order_by("pk")
    last = about_entry.last()
    return last is not None and last.kind == StepKind.APPEARED
