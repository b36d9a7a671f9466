"""The cells of some columns of a journal with all that a change of them needs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, Subquery

from accounts.models import User
from accounts.prepared import prepared
from journal.enums import Presence
from journal.models.attendance import Attendance
from journal.models.closing import closed_to
from journal.models.lesson import Lesson
from journal.models.marks import Mark, Work, WorkAddressee
from journal.models.plan import Course, Membership, Subject
from journal.rules.cells import Column

Key = tuple[int, int]
# What a row is made of: the path from the lesson, and the model there.
PARTS = {
    "lesson": ("", Lesson),
    "course": ("course__", Course),
    "subject": ("course__subject__", Subject),
    "membership": ("membership__", Membership),
    "student": ("student__", User),
    "work": ("work__", Work),
    "mark": ("mark__", Mark),
    "attendance": ("attendance__", Attendance),
}
OF_STUDENT = ["id", "surname", "name"]
FIELDS = {
    name: OF_STUDENT if model is User else [column.attname for column in model._meta.concrete_fields]
    for name, (_, model) in PARTS.items()
}

COLUMNS = [path + field for name, (path, _) in PARTS.items() for field in FIELDS[name]]


@dataclass
class Cells:
    """Columns of a journal: lessons and works by their keys, the rest by lesson or work and student."""

    lessons: dict[int, Lesson]
    works: dict[int, Work]
    students: dict[int, User]
    marks: dict[Key, Mark]
    attendances: dict[Key, Attendance]
    memberships: dict[int, Membership]
    addressees: set[Key]

    def oral_work(self, lesson_id: int) -> Work | None:
        """Return the work of the answers at a lesson, None before its first mark."""
        return next((work for work in self.works.values() if work.is_implicit and work.lesson_id == lesson_id), None)

    def presence(self, lesson_id: int, student_id: int) -> Presence:
        row = self.attendances.get((lesson_id, student_id))
        return Presence(row.presence) if row else Presence.PRESENT


def cells_of(columns: Iterable[Column], *, course: int, by: User) -> Cells:
    """Return the columns of a course that the person may write to. One query for each.

    Whoever has ever been a member of the course comes along.
    """
    found = Cells({}, {}, {}, {}, {}, {}, set())
    for column in set(columns):
        work, lesson = (column.pk, 0) if column.is_work else (0, column.pk)
        for row in _rows(lesson=lesson, work=work, course=course, by=by.pk, on=by.on, roles=by.roles):
            _take(row, found)
    return found


def _take(row, found):
    """Add what a row tells and is not known yet: a lesson and its works come again with each student."""
    values = dict(zip(FIELDS, _cut(row), strict=True))
    lesson = found.lessons.get(values["lesson"][0]) or _lesson(row, values, found)
    student = _known(found.students, "student", values)
    _known(found.memberships, "membership", values).student = student
    attendance, mark = values["attendance"], values["mark"]
    if attendance[0]:
        found.attendances[lesson.pk, student.pk] = _made("attendance", attendance)
    if values["work"][0]:
        work = _known(found.works, "work", values)
        work.lesson, work.course, work.closed_term = lesson, lesson.course, lesson.closed_term
        if row[-1]:
            found.addressees.add((work.pk, student.pk))
        if mark[0] and (work.pk, student.pk) not in found.marks:
            found.marks[work.pk, student.pk] = _made("mark", mark)
            found.marks[work.pk, student.pk].work = work


def _lesson(row, values, found) -> Lesson:
    lesson, course = _known(found.lessons, "lesson", values), _made("course", values["course"])
    lesson.course, course.subject, lesson.closed_term = course, _made("subject", values["subject"]), row[-2]
    return lesson


def _known(rows, name, values):
    key = values[name][0]
    if key not in rows:
        rows[key] = _made(name, values[name])
    return rows[key]


def _made(name, values):
    return PARTS[name][1].from_db(DEFAULT_DB_ALIAS, FIELDS[name], values)


def _cut(row) -> Iterator[tuple]:
    first = 0
    for fields in FIELDS.values():
        yield row[first : first + len(fields)]
        first += len(fields)


@prepared
def _rows(*, lesson: int, work: int, course: int, by: int, on: date, roles: frozenset):
    """Return a lesson, or the one of a work, with the columns of all that is joined.

    It comes once for each of its members, and for the work of its answers and the work asked for. At last stand its
    closed term, and whether the work names the student.
    """
    own = Lesson.objects.editable_by(User(pk=by).standing(on=on, roles=roles))
    addressed = WorkAddressee.objects.filter(work=OuterRef("work__pk"), student=OuterRef("membership__student"))
    return (
        own.filter(Q(pk=lesson) | Q(pk__in=Work.objects.filter(pk=work).values("lesson")), course=course)
        .alias(
            membership=FilteredRelation("course__memberships"),
            work=FilteredRelation("works", condition=Q(works__is_implicit=True) | Q(works__pk=work)),
        )
        .alias(
            student=FilteredRelation("membership__student"),
            mark=FilteredRelation("work__marks", condition=Q(work__marks__student=F("membership__student"))),
            attendance=FilteredRelation("attendances", condition=Q(attendances__student=F("membership__student"))),
        )
        .filter(membership__isnull=False)
        .annotate(closed_term=Subquery(closed_to(on=on).values("pk")[:1]), is_addressed=Exists(addressed))
        .values_list(*COLUMNS, "closed_term", "is_addressed")
    )
