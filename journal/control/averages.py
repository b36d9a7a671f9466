"""The averages of students in their subjects, by the school's rule of retakes."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from journal.enums import Retake
from journal.models import Mark, Term, the_school
from journal.rules.averages import Average, replaced, weighted

# A student and a subject.
Key = tuple[int, int]


class Given(NamedTuple):
    """A mark with what its part in the average takes."""

    student: int
    subject: int
    work: int
    retake_of: int | None
    weight: int
    value: int
    second_value: int | None


FIELDS = ("student", "work__course__subject", "work", "work__retake_of", "work__weight", "value", "second_value")


def averages_of(students: Iterable, term: Term) -> dict[Key, Average | None]:
    """Return the averages of a term of the students in all their subjects. One query."""
    marks = Mark.objects.filter(student__in=students).between(term.first_day, term.last_day)
    given = defaultdict(list)
    for mark in map(Given._make, marks.counted().in_order().values_list(*FIELDS)):
        given[mark.student, mark.subject].append(mark)
    return {key: average_of(marks) for key, marks in given.items()}


def average_of(marks: Iterable[Given]) -> Average | None:
    """Return the average of one student's marks in one subject, in their order."""
    again = done_again(marks)
    counted = (mark for mark in marks if mark.work not in again)
    return weighted(
        (value, mark.weight) for mark in counted for value in (mark.value, mark.second_value) if value is not None
    )


def done_again(marks: Iterable[Given]) -> set[int]:
    """Return the works whose marks do not count, since the student did them again."""
    school = the_school()
    return replaced(((mark.work, mark.retake_of) for mark in marks), school.retakes if school else Retake.LAST)
