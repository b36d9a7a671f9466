"""What stands on the pages of terms, of a term, of a year and of a class's outcomes as tables to take away."""

from datetime import date, datetime

from accounts.russian import days_said
from accounts.spreadsheet import Cell, Column, Sheet, plain
from journal.actions import undecided_of
from journal.control.closing import missing_in, unwritten_in
from journal.forms.control.promotion import UNDECIDED
from journal.models import AcademicYear, Course, Promotion, SchoolClass, Term
from journal.rules.results import FINAL, TERM, YEAR
from journal.views.control.closing import reopenings_of, years_with_terms
from journal.views.control.list_sheets import moment, short_name
from journal.views.control.promotion import form_of
from journal.views.control.sheets import extract

COURSE = (Column("Предмет", 24), Column("Группа", 18))
UNWRITTEN = (Column("Не внесено тем"), Column("Не внесено заданий"), Column("Работ без отметок"))
# What results a term, or a year, asks for.
RESULTS = {TERM: "Нет итоговых, учеников", YEAR: "Нет годовых, учеников", FINAL: "Нет в аттестат, учеников"}
OF_REOPENINGS = (
    *(*COURSE, Column("За что", 16), Column("Почему", 40), Column("Кто открыл", 20), Column("Когда открыл", 17)),
    *(
        Column("По какой день"),
        Column("Кто исправляет", 20),
        Column("Кто закрыл снова", 20),
        Column("Когда закрыл снова", 17),
    ),
)
DECISION = (Column("Решение", 34), Column("Приказ", 24), Column("Кто внёс", 20), Column("Когда внёс", 17))
OF_CLASS = (Column("Ученик", 26), Column("По отметкам", 34), *DECISION)
OF_YEAR = (Column("Класс", 9), Column("Ученик", 26), *DECISION)
OF_TERMS = (
    *(Column("Учебный год", 12), Column("Период", 18), Column("С"), Column("По")),
    *(Column("Когда закрыт", 17), Column("Кто закрыл", 20)),
)
BY_COUNCIL = "решает педсовет"


def missing_sheet(period: Term | AcademicYear, *, now: datetime, today: date) -> Sheet:
    """Return what the courses of a period lack, each once: entries and results. At most nine queries."""
    asked = (TERM,) if isinstance(period, Term) else (YEAR, FINAL)
    unwritten = {row.course.pk: (row.topics, row.homework, row.works) for row in unwritten_in(period, now=now)}
    missing = {(row.column.what, row.course.pk): row.number for row in missing_in(period, today=today)}
    courses = Course.objects.filter(pk__in={*unwritten, *(course for _, course in missing)}).with_subject().in_order()
    lacking = [
        (course, *unwritten.get(course.pk, (0, 0, 0)), *(missing.get((what, course.pk), 0) for what in asked))
        for course in courses
    ]
    rows = [plain((course.subject.name, course.group, *numbers)) for course, *numbers in lacking]
    total = ("Всего", None, *map(sum, zip(*(numbers for _, *numbers in lacking), strict=True)))
    columns = (*COURSE, *UNWRITTEN, *(Column(RESULTS[what]) for what in asked))
    return Sheet("Чего не хватает", _caption("Чего не хватает", period, now), columns, rows, total)


def reopenings_sheet(period: Term | AcademicYear, *, now: datetime, today: date) -> Sheet:
    rows = [plain(_reopening(row)) for row in reopenings_of(period)]
    return Sheet("Открытия курсов", _caption("Курсы, открытые для исправления", period, now), OF_REOPENINGS, rows)


def _reopening(row) -> tuple[Cell, ...]:
    of = (row.course.subject.name, row.course.group, str(row.term or "учебный год"), row.reason)
    opened = (row.opened_by.short_name, moment(row.opened_at), row.until, short_name(row.opened_to))
    return (*of, *opened, short_name(row.ended_by), moment(row.ended_at))


def outcomes_sheet(year: AcademicYear, *, now: datetime, today: date) -> Sheet:
    """Return how a year ended for everybody, by class, with those about whom nothing is decided yet. Two queries."""
    decided = Promotion.objects.filter(school_class__year=year).select_related("school_class", "student", "decided_by")
    undecided = undecided_of(year).select_related("school_class", "student")
    outcomes = [*((row, row) for row in decided), *((place, None) for place in undecided)]
    outcomes.sort(key=lambda outcome: _place(outcome[0]))
    rows = [plain((str(of.school_class), of.student.list_name, *_decision(row))) for of, row in outcomes]
    return Sheet("Итоги года", _caption("Итоги года", year, now), OF_YEAR, rows)


def _place(row) -> tuple:
    return (row.school_class.grade, row.school_class.letter, row.student.sort_key, row.student.code)


def class_sheet(found: SchoolClass, *, now: datetime) -> Sheet:
    """Return the outcomes of a class, with what the marks of the year say."""
    rows = [plain(_outcome(row)) for row in form_of(found).rows()]
    return Sheet("Итоги года", _caption(f"Итоги года {found}", found.year, now), OF_CLASS, rows)


def _outcome(row) -> tuple[Cell, ...]:
    proposed = row.proposed.label if row.proposed else BY_COUNCIL
    return (row.student.list_name, proposed, *_decision(row.standing))


def _decision(row: Promotion | None) -> tuple[Cell, ...]:
    if row is None:
        return (UNDECIDED[1], "", "", "")
    return (row.get_outcome_display(), row.order, row.decided_by.short_name, moment(row.decided_at))


def terms_sheet(form, *, now: datetime, today: date) -> Sheet:
    """Return the years with their terms, the latest first, and who closed them. Two queries."""
    rows = [plain(_term(period)) for year, terms in years_with_terms() for period in (year, *terms)]
    return Sheet("Учебные периоды", f"{extract(now)} Учебные периоды.", OF_TERMS, rows)


def _term(period) -> tuple[Cell, ...]:
    of = (str(period.year), str(period)) if isinstance(period, Term) else (str(period), "учебный год")
    return (*of, period.first_day, period.last_day, moment(period.closed_at), short_name(period.closed_by))


def _caption(title, period, now) -> str:
    said = f"{period}, {period.year}" if isinstance(period, Term) else f"учебный год {period}"
    return plain([f"{extract(now)} {title}: {said}, {days_said(period.first_day, period.last_day)}."])[0]
