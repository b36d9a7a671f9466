"""What was decided for some students of a class in a year, as it is printed."""

from collections import defaultdict
from datetime import date
from functools import cached_property

from django.db.models import Q

from journal.control.exempt import Exempt, exempt_throughout
from journal.models import Student, Term, results_within
from journal.views.family.results import Decided, by_subject
from journal.views.homeroom.taken import ClassCourses


class DecidedOfClass(ClassCourses):
    """The results of some students in the subjects that they take. Four queries, whoever they are."""

    def __init__(self, students: list[Student], terms: list[Term], *, day: date):
        super().__init__(students, terms[0].year)
        self.terms, self.day = terms, day

    @cached_property
    def found(self) -> dict[int, list[dict]]:
        """Rows of `results_of`, by student."""
        own = defaultdict(list)
        for row in results_within(Q(student__in=self.students), self.year):
            own[row["student"]].append(row)
        return own

    @cached_property
    def exempt(self) -> Exempt:
        taken = {student.pk: self.taken_by(student) for student in self.students}
        return exempt_throughout(taken, self.terms, today=self.day)

    @cached_property
    def decided(self) -> dict[int, Decided]:
        return {student.pk: by_subject(self.found[student.pk], self.exempt[student.pk]) for student in self.students}
