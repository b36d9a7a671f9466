"""What a check of the history has found, as its row keeps it and as it is read again.

A chain cut together with its head, or taken away whole, looks like one that never was longer: the check before knows.
"""

from django.utils.timezone import localtime

from journal.control.chains import Fault
from journal.models import ChainHead, Change, Course, HistoryCheck, JournalDestruction


def kept(faults: list[Fault]) -> list[list]:
    """Return the faults as lists that JSON can hold: course, number of the link, words, place."""
    return [[fault.course.pk, fault.number, fault.said, list(fault.place)] for fault in faults]


def faults_of(check: HistoryCheck | None, most: int | None = None) -> list[Fault]:
    """Return what a check found, `most` at most; nothing of a row that another hand wrote. One query or none."""
    rows = check.found[:most] if check and check.is_genuine else []
    courses = Course.objects.with_subject().in_bulk([course for course, *_ in rows])
    return [Fault(courses[course], number, said, tuple(place)) for course, number, said, place in rows]


def ends_now() -> dict[int, list]:
    """Return the last link of each chain that has begun, by course: [course, number, digest]. One query."""
    heads = ChainHead.objects.filter(number__gt=0).order_by("course").values_list("course", "number", "digest")
    return {head[0]: list(head) for head in heads}


def lost_since(check: HistoryCheck | None) -> list[Fault]:
    """Return the journals whose chains no longer have the link with which they ended at a check. Three queries.

    Journals destroyed by an act have none: the act keeps their end.
    """
    ends = {tuple(end) for end in check.ends} if check and check.is_genuine else set()
    courses, numbers = {course for course, *_ in ends}, {number for _, number, _ in ends}
    gone = set(JournalDestruction.objects.filter(course__in=courses).values_list("course", flat=True))
    links = Change.objects.filter(course__in=courses, number__in=numbers).values_list("course", "number", "digest")
    lost = {course: number for course, number, _ in ends.difference(links.iterator()) if course not in gone}
    return [
        Fault(course, lost[course.pk], _said(check, lost[course.pk]))
        for course in Course.objects.with_subject().filter(pk__in=lost).order_by("pk")
    ]


def _said(check, number) -> str:
    return f"проверка {localtime(check.at):%d.%m.%Y, %H:%M} видела запись № {number}, теперь её нет или она другая"
