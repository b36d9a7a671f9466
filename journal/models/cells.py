"""The cells of some columns of a journal with all that a change of them needs. One query."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery

from accounts.models import User
from journal.enums import Presence
from journal.models.lesson import Attendance, Lesson
from journal.models.marks import Mark, Work
from journal.models.plan import Membership
from journal.models.school import Term

Key = tuple[int, int]
# What comes along with each row: the model and the name it is joined by.
JOINED = {"membership": Membership, "work": Work, "mark": Mark, "attendance": Attendance, "student": User}
OF_STUDENT = ("id", "surname", "name")


@dataclass
class Cells:
    """Columns of a journal: lessons and works by their keys, the rest by lesson or work and student."""

    lessons: dict[int, Lesson]
    works: dict[int, Work]
    students: dict[int, User]
    marks: dict[Key, Mark]
    attendances: dict[Key, Attendance]
    memberships: list[Membership]

    def oral_work(self, lesson_id: int) -> Work | None:
        """Return the work of the answers at a lesson, None before its first mark."""
        return next((work for work in self.works.values() if work.is_implicit and work.lesson_id == lesson_id), None)

    def presence(self, lesson_id: int, student_id: int) -> Presence:
        row = self.attendances.get((lesson_id, student_id))
        return Presence(row.presence) if row else Presence.PRESENT


def cells_of(lessons, works: Iterable[int]) -> Cells:
    """Return the cells of lessons: of their answers, and of the works named.

    `lessons`: a queryset of one course. Whoever has ever been a member of it comes along.
    """
    found = Cells({}, {}, {}, {}, {}, [])
    for row in _rows(lessons, works):
        parts = {name: _part(row, name) for name in JOINED}
        lesson, work, student = found.lessons.setdefault(row.pk, row), parts["work"], parts["student"]
        found.students[student.pk] = student
        parts["membership"].student = student
        found.memberships.append(parts["membership"])
        if parts["attendance"]:
            found.attendances[lesson.pk, student.pk] = parts["attendance"]
        if work:
            work = found.works.setdefault(work.pk, work)
            work.lesson, work.course, work.closed_term = lesson, lesson.course, lesson.closed_term
        if parts["mark"]:
            parts["mark"].work = work
            found.marks[work.pk, student.pk] = parts["mark"]
    return found


def _rows(lessons, works):
    """Return the lessons, once for each of their members and works, with the columns of all that is joined."""
    closed = Term.objects.closed().covering(OuterRef("course__term_system"), OuterRef("date"))
    member = "course__memberships"
    return (
        lessons.select_related("course__subject")
        .alias(
            membership=FilteredRelation(member),
            work=FilteredRelation("works", condition=Q(works__is_implicit=True) | Q(works__in=list(works))),
        )
        .alias(
            student=FilteredRelation("membership__student"),
            mark=FilteredRelation("work__marks", condition=Q(work__marks__student=F("membership__student"))),
            attendance=FilteredRelation("attendances", condition=Q(attendances__student=F("membership__student"))),
        )
        .filter(membership__isnull=False)
        .annotate(closed_term=Subquery(closed.values("pk")[:1]), **dict(_columns()))
    )


def _columns() -> Iterator[tuple[str, F]]:
    for name, model in JOINED.items():
        for field in _fields(name, model):
            yield f"{name}__{field}_", F(f"{name}__{field}")


def _fields(name, model):
    return OF_STUDENT if name == "student" else [column.attname for column in model._meta.concrete_fields]


def _part(row, name):
    """Return the joined row of a model, or None where there is none."""
    model = JOINED[name]
    values = {field: getattr(row, f"{name}__{field}_") for field in _fields(name, model)}
    if values["id"] is None:
        return None
    names = list(values)
    return model.from_db(row._state.db, names, [values[field] for field in names])
