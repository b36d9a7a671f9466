"""The pages of a course: its journal as it stands on paper, and the changes of its history."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from accounts.russian import short_date
from journal.enums import Audience, Mode
from journal.models import Lesson, Term, Work, every_term
from journal.models.said import mark_said
from journal.views.office.year.course import CourseRows
from journal.views.office.year.drawing import Table, link, page
from journal.views.teacher.history import Line

SIGNS = "Н — не был на уроке, ОП — опоздал, Б — болел, УП и НП — причина уважительная и нет, точка — работа не сдана."
TOPICS = ("Дата", "Урок", "Тема", "Домашнее задание", "Учитель", "Примечание")
WORKS = ("Дата", "Вид", "Название", "Вес", "Для кого", "Примечание")
PLAN = ("№", "Тема", "Часов", "Домашнее задание")
HISTORY = ("№", "Когда", "Что", "О ком", "Где", "Было", "Стало", "Кто", "Как", "Почему")


@dataclass(frozen=True)
class Column:
    """A lesson with the answers at it, or a work that was set; marks of another school have a work alone."""

    day: date
    lesson: Lesson | None
    works: tuple[Work, ...]

    @property
    def head(self) -> str:
        """«12.10», of a work with its kind in a line below."""
        named = [work.kind.short_name for work in self.works if not work.is_implicit]
        return "\n".join([short_date(self.day), *named])


class Journal:
    """A course as a table of marks for each of its terms, and as a list of topics."""

    def __init__(self, rows: CourseRows):
        self.rows, course = rows, rows.course
        self.terms = [
            term for term in every_term() if (term.year_id, term.system) == (course.year_id, course.term_system)
        ]
        self.marks = {(mark.work_id, mark.student_id): mark for mark in rows.marks}
        self.presences = {(row.lesson_id, row.student_id): row.get_presence_display() for row in rows.attendances}

    @property
    def page(self) -> bytes:
        course, head = self.rows.course, self.rows.head
        taught = ", ".join(f"{row.teacher.full_name} ({_held(row)})" for row in self.rows.teachers)
        lead = [f"Учитель: {taught or 'не назначен'}.", SIGNS]
        lead.append(f"Записей истории: {head.number}. Печать последней: {head.digest or 'нет'}.")
        return page(
            f"{course}: журнал, {course.year}",
            back=[link(f"../history/{course.pk}.html", "История журнала")],
            lead=lead,
            tables=[*self.grids, self.topics, *self.lists],
        )

    @property
    def grids(self) -> Iterator[Table]:
        """Students by lessons, a table for each term that has any."""
        # A mark of another school stands among the lessons by its day.
        columns = sorted(self.columns, key=lambda column: column.day)
        for term in [*self.terms, None]:
            own = [column for column in columns if self._term(column) == term]
            if own:
                yield Table(
                    str(term or "Вне учебных периодов"), self._head(own), self._rows(own), "marks", self._notes(own)
                )

    @property
    def columns(self) -> Iterator[Column]:
        works = defaultdict(list)
        for work in self.rows.works:
            if not work.cancelled_at:
                works[work.lesson_id].append(work)
        for lesson in self.rows.lessons:
            if not lesson.cancelled_at:
                own = works[lesson.pk]
                yield Column(lesson.date, lesson, tuple(work for work in own if work.is_implicit))
                yield from (Column(lesson.date, None, (work,)) for work in own if not work.is_implicit)
        yield from (Column(work.date, None, (work,)) for work in works[None])

    @property
    def topics(self) -> Table:
        rows = self.rows
        lines = [
            (
                f"{lesson.date:%d.%m.%Y}",
                str(lesson.number),
                lesson.topic,
                rows.homework(lesson),
                lesson.teacher.short_name,
                _remark(lesson),
            )
            for lesson in rows.lessons
        ]
        return Table("Темы и домашние задания", TOPICS, lines)

    @property
    def lists(self) -> list[Table]:
        works = [work for work in self.rows.works if not work.is_implicit]
        set_works = [
            (f"{work.date:%d.%m.%Y}", work.kind.name, work.label, str(work.weight), self._audience(work), _origin(work))
            for work in works
        ]
        plan = [(str(line.position), line.topic, str(line.hours), line.homework) for line in self.rows.plan]
        tables = [Table("Работы", WORKS, set_works), Table("План тем", PLAN, plan)]
        return [table for table in tables if table.rows]

    def _term(self, column) -> Term | None:
        return next((term for term in self.terms if term.covers(column.day)), None)

    def _head(self, columns):
        return ["Ученик", *(column.head for column in columns)]

    def _rows(self, columns):
        for student in self.rows.students:
            yield [student.list_name, *(self._cell(column, student.pk) for column in columns)]

    def _cell(self, column, student) -> str:
        given = (self.marks.get((work.pk, student)) for work in column.works)
        noted = self.presences.get((column.lesson.pk, student), "") if column.lesson else ""
        return " ".join(filter(None, [*(mark.digits for mark in given if mark), noted]))

    def _notes(self, columns) -> list[str]:
        """Return what stands beside digits: days that are the mark's own, the word of the teacher."""
        shown = {work.pk for column in columns for work in column.works}
        marks = [mark for mark in self.rows.marks if mark.work_id in shown and mark_said(mark) != mark.digits]
        return [f"{short_date(mark.date)}, {mark.student.list_name}: {mark_said(mark)}" for mark in marks]

    def _audience(self, work) -> str:
        if work.audience != Audience.LISTED:
            return work.get_audience_display()
        return ", ".join(student.list_name for student in self.rows.works_for.get(work.pk, ()))


def history_page(rows: CourseRows) -> bytes:
    """Return the page of all changes of a course, the first one above."""
    course = rows.course
    return page(
        f"{course}: история журнала, {course.year}",
        back=[link(f"../journals/{course.pk}.html", "Журнал")],
        lead=["Каждое изменение: что стояло, что стало, кто, когда и как его внёс."],
        tables=[Table("Изменения", HISTORY, _changes(rows))] if rows.changes else [],
    )


def _changes(rows) -> Iterator[list[str]]:
    for change in rows.changes:
        if rows.is_of_others(change):
            yield [str(change.number), "", "запись об ученике другого класса", *[""] * (len(HISTORY) - 3)]
        else:
            yield _change(Line(change))


def _change(line) -> list[str]:
    change = line.change
    return [
        str(change.number),
        f"{line.moment:%d.%m.%Y %H:%M}" + (f" ({line.typed})" if line.typed else ""),
        line.what,
        change.student.list_name if change.student else "",
        line.place,
        line.old,
        line.new,
        change.by.short_name,
        line.door,
        change.reason,
    ]


def _remark(lesson) -> str:
    said = [*_cancelled(lesson, "отменён")]
    said += [f"замещает: {lesson.replaces.short_name}"] if lesson.replaces else []
    said += [lesson.get_mode_display()] if lesson.mode == Mode.REMOTE else []
    return "; ".join(said)


def _origin(work) -> str:
    return "; ".join([*_cancelled(work, "отменена"), *filter(None, [work.document])])


def _cancelled(row, word) -> Iterator[str]:
    if row.cancelled_at:
        yield ": ".join(filter(None, [word, row.cancel_reason]))


def _held(row) -> str:
    return f"с {row.since:%d.%m.%Y}" + (f" по {row.until:%d.%m.%Y}" if row.until else "")
