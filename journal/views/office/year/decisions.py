"""The tables of what the office decided: how the year ended for whom, who closed it, what was opened again and why."""

from collections.abc import Iterable, Iterator, Sequence

from journal.forms.control.promotion import UNDECIDED
from journal.models import AcademicYear, Course, Enrolment, Promotion, Reopening, SchoolClass, Term
from journal.models.about import in_words
from journal.views.control.closing_sheets import DECISION, OF_REOPENINGS, OF_TERMS

OUTCOMES = ("Класс", "Код ученика", "Ученик", *(column.title for column in DECISION))
REOPENINGS = ("Курс", *(column.title for column in OF_REOPENINGS))
# The history names a term and a year by their keys.
TERMS = ("Ключ периода", "Ключ года", *(column.title for column in OF_TERMS))
TITLES = {"outcomes": "Итоги года", "terms": "Закрытие периодов и года", "reopenings": "Открытия курсов"}
HEADS = {"outcomes": OUTCOMES, "terms": TERMS, "reopenings": REOPENINGS}


class Outcomes:
    """How the year ended for the students of a class. One query."""

    def __init__(self, school_class: SchoolClass, enrolments: Iterable[Enrolment]):
        self.school_class = school_class
        rows = Promotion.objects.filter(school_class=school_class).select_related("student", "decided_by")
        self.decided: list[Promotion] = list(rows.order_by("student__sort_key", "pk"))
        known, last_day = {row.student_id for row in self.decided}, school_class.year.last_day
        undecided = (row for row in enrolments if row.student_id not in known and _lasts(row, last_day))
        self.undecided = [row.student for row in undecided]

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """Return student, outcome and order; none while nothing is decided of anybody."""
        decided = [(row.student.list_name, row.get_outcome_display(), row.order) for row in self.decided]
        undecided = [(student.list_name, UNDECIDED[1], "") for student in self.undecided]
        return [*decided, *undecided] if decided else []

    @property
    def words(self) -> Iterator[list[str]]:
        for row in self.decided:
            yield self._said(row.student, row.get_outcome_display(), row.order, row.decided_by, row.decided_at)
        for student in self.undecided:
            yield self._said(student, UNDECIDED[1], None, None, None)

    def _said(self, student, *decision):
        return _said(self.school_class.code, student.code, student, *decision)


def term_words(year: AcademicYear) -> Iterator[list[str]]:
    """Yield the year and its terms, with who closed them. One query."""
    terms = Term.objects.filter(year=year).select_related("closed_by").order_by("system", "number")
    yield _said("", year.pk, year, "учебный год", *_closing(year))
    for term in terms:
        yield _said(term.pk, year.pk, year, term, *_closing(term))


def reopening_words(courses: Sequence[Course]) -> Iterator[list[str]]:
    """Yield what was opened again of the courses, as it went. One query."""
    rows = Reopening.objects.filter(course__in=courses).select_related("ended_by").newest_first().reverse()
    for row in rows:
        course = row.course
        of = (course.code, course.subject, course.group, row.term or "учебный год", row.reason)
        yield _said(*of, row.opened_by, row.opened_at, row.until, row.opened_to, row.ended_by, row.ended_at)


def _closing(period) -> tuple:
    return (period.first_day, period.last_day, period.closed_at, period.closed_by)


def _lasts(enrolment, day) -> bool:
    return enrolment.since <= day and (enrolment.until is None or day <= enrolment.until)


def _said(*cells) -> list[str]:
    return [in_words(cell) for cell in cells]
