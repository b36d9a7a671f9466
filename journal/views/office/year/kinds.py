"""The tables of the archive for a spreadsheet: what each is called, its columns, and its rows of one course.

Keys of the database stand beside the codes: the history names its places by them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from journal.models import Change, Enrolment, TermMark
from journal.models.about import in_words
from journal.models.sealing import moment
from journal.views.office.year.course import CourseRows


@dataclass(frozen=True)
class Kind:
    """`rows` yields values, not words."""

    name: str
    title: str
    head: Sequence[str]
    rows: Callable[[CourseRows], Iterable[Sequence]]


def _course(rows) -> Iterator[tuple]:
    course = rows.course
    classes = ", ".join(found.code for found in course.classes.all())
    taught = ", ".join(row.teacher.code for row in rows.teachers)
    said = (course.get_kind_display(), course.get_term_system_display())
    yield (course.pk, course.code, course.subject.code, course.subject, course.group, classes, *said, taught)


def _members(rows) -> Iterator[tuple]:
    for row in rows.members:
        yield (rows.course.code, row.student.code, row.student, row.since, row.until)


def _lessons(rows) -> Iterator[tuple]:
    for row in rows.lessons:
        held = (row.teacher.code, row.teacher, row.replaces and row.replaces.code, row.get_mode_display())
        written = (row.topic, rows.homework(row), row.cancelled_at, row.cancel_reason)
        yield (row.pk, rows.course.code, row.date, row.number, *held, *written)


def _works(rows) -> Iterator[tuple]:
    for row in rows.works:
        said = (row.kind.code, row.kind.name, row.title, row.weight, row.is_written, row.get_audience_display())
        listed = ", ".join(student.code for student in rows.works_for.get(row.pk, ()))
        rest = (row.retake_of_id, row.document, row.cancelled_at, row.cancel_reason)
        yield (row.pk, rows.course.code, row.lesson_id, row.date, *said, listed, *rest)


def _marks(rows) -> Iterator[tuple]:
    for row in rows.marks:
        days = (row.done_on, row.received_on, row.received_reason)
        written = (row.comment, row.given_by.code, row.recorded_at, row.changed_at)
        yield (rows.course.code, row.work_id, row.date, row.student.code, row.student, row.digits, *days, *written)


def _attendances(rows) -> Iterator[tuple]:
    for row in rows.attendances:
        noted = (row.get_presence_display(), row.recorded_at)
        yield (rows.course.code, row.lesson_id, row.date, row.student.code, row.student, *noted)


def _plan(rows) -> Iterator[tuple]:
    for row in rows.plan:
        yield (rows.course.code, row.position, row.topic, row.hours, row.homework)


def _results(rows) -> Iterator[tuple]:
    for row in rows.results:
        year, of = (row.term.year, str(row.term)) if isinstance(row, TermMark) else (row.year, "год")
        kind = getattr(row, "kind", "") and f"{row.get_kind_display()}, попытка {row.attempt}"
        given = (row.digits, row.proposed_digits, row.comment, row.given_by.code, row.recorded_at)
        held = (getattr(row, "form", ""), getattr(row, "held_on", None))
        what = (kind or row._meta.verbose_name, year, of, *held)
        whose = (rows.course.code, row.subject_id, row.subject.code, row.subject, row.student.code, row.student)
        yield (*whose, *what, *given)


def _head(rows) -> Iterator[tuple]:
    yield (rows.course.pk, rows.course.code, rows.head.number, rows.head.digest)


OF_COURSES = (
    Kind(
        "courses",
        "Курсы",
        ("Ключ", "Курс", "Код предмета", "Предмет", "Группа", "Классы", "Вид", "Периоды", "Учителя"),
        _course,
    ),
    Kind("members", "Ученики курсов", ("Курс", "Код ученика", "Ученик", "С", "По"), _members),
    Kind(
        "lessons",
        "Уроки, темы, задания",
        (
            *("Ключ", "Курс", "Дата", "Урок", "Код учителя", "Учитель", "Замещает", "Где"),
            *("Тема", "Домашнее задание", "Отменён", "Почему отменён"),
        ),
        _lessons,
    ),
    Kind(
        "works",
        "Работы",
        (
            *("Ключ", "Курс", "Ключ урока", "Дата", "Код вида", "Вид", "Название", "Вес", "Письменная", "Для кого"),
            *("Коды учеников", "Пересдача работы", "Документ", "Отменена", "Почему отменена"),
        ),
        _works,
    ),
    Kind(
        "marks",
        "Отметки",
        (
            *("Курс", "Ключ работы", "Дата", "Код ученика", "Ученик", "Отметка", "Работа выполнена", "Получена"),
            *("Почему в другой день", "Пояснение", "Кто поставил", "Внесена", "Изменена"),
        ),
        _marks,
    ),
    Kind(
        "attendance",
        "Посещение",
        ("Курс", "Ключ урока", "Дата", "Код ученика", "Ученик", "Посещение", "Внесено"),
        _attendances,
    ),
    Kind("plan", "План тем", ("Курс", "№", "Тема", "Часов", "Домашнее задание"), _plan),
    Kind(
        "results",
        "Итоговые отметки",
        (
            *(
                "Курс",
                "Ключ предмета",
                "Код предмета",
                "Предмет",
                "Код ученика",
                "Ученик",
                "Вид",
                "Учебный год",
                "Период",
            ),
            *("Форма", "День проведения", "Отметка", "Предложена по правилу", "Пояснение", "Кто поставил", "Внесена"),
        ),
        _results,
    ),
    Kind("chains", "Концы цепей истории", ("Ключ курса", "Курс", "Записей", "Печать последней записи"), _head),
)
# A row of the history holds what its seal is made of, in the same order.
HISTORY = (
    *("Ключ курса", "№", "Что", "Ключ урока", "Ключ работы", "Ключ ученика", "Ключ предмета", "Ключ периода"),
    *("Ключ года", "Было", "Стало", "Почему", "Ключ автора", "Когда (UTC)", "Набрано без связи (UTC)", "Как"),
    *("Устройство", "Печать", "Код автора"),
)
STUDENTS = ("Ключ", "Код", "Ученик", "Класс", "С", "По", "Приказ о зачислении", "Приказ о выбытии")
TITLES = {kind.name: kind.title for kind in OF_COURSES} | {
    "students": "Ученики классов",
    "history": "История изменений",
}
HEADS = {kind.name: kind.head for kind in OF_COURSES} | {"students": STUDENTS, "history": HISTORY}


def words_of(kind: Kind, rows: CourseRows) -> Iterator[list[str]]:
    for row in kind.rows(rows):
        yield [in_words(cell) for cell in row]


def student_words(enrolments: Iterable[Enrolment], code: str) -> Iterator[list[str]]:
    for row in enrolments:
        days = (row.since, row.until, row.order, row.leaving_order)
        yield [in_words(cell) for cell in (row.student_id, row.student.code, row.student, code, *days)]


def history_words(rows: CourseRows) -> Iterator[list[str]]:
    """Yield the links of a course; one about others keeps its place and its seal, which the next one is made of."""
    for change in rows.changes:
        if rows.is_of_others(change):
            yield [str(change.course_id), str(change.number), *[""] * (len(HISTORY) - 4), change.digest, ""]
        else:
            yield change_words(change)


def change_words(change: Change) -> list[str]:
    place = (change.lesson_id, change.work_id, change.student_id, change.subject_id, change.term_id, change.year_id)
    said = (
        change.old,
        change.new,
        change.reason,
        change.by_id,
        moment(change.at),
        change.typed_at and moment(change.typed_at),
    )
    whole = (change.course_id, change.number, change.matter, *place, *said, change.way, change.device, change.digest)
    return [in_words(cell) for cell in (*whole, change.by.code)]
