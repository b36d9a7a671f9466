"""What a check of the history has found, as its row keeps it and as it is read again."""

from journal.control.chains import Fault
from journal.models import Course, HistoryCheck


def kept(faults: list[Fault]) -> list[list]:
    """Return the faults as lists that JSON can hold: course, number of the link, words, place."""
    return [[fault.course.pk, fault.number, fault.said, list(fault.place)] for fault in faults]


def faults_of(check: HistoryCheck | None, most: int | None = None) -> list[Fault]:
    """Return what a check found, `most` at most; nothing of a row that another hand wrote. One query or none."""
    rows = check.found[:most] if check and check.is_genuine else []
    courses = Course.objects.with_subject().in_bulk([course for course, *_ in rows])
    return [Fault(courses[course], number, said, tuple(place)) for course, number, said, place in rows]
