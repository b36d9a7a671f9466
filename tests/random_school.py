"""A random small school and some weeks of its life, lived through the actions that people use.

A life is a list of small deeds with indices, so that a failing one shrinks to the few deeds that matter.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from hypothesis import strategies as st

from accounts.enums import Role
from accounts.models import User
from journal.actions import Refused
from journal.enums import CourseKind, Mode
from journal.models import Course, Lesson, Student, Work
from tests import make
from tests.random_deeds import DEEDS, Deed

BEGINS = make.at(7, 30)
HOUR, DAY = 60, 24 * 60
# Minutes between two deeds; sixteen hours and a half lead from the morning to midnight.
PACE = (1, 1, 1, 30, 30, 4 * HOUR, 4 * HOUR, 16 * HOUR + 29, 16 * HOUR + 30, DAY, DAY, 2 * DAY, 4 * DAY, 6 * DAY)


@dataclass(frozen=True)
class Drawn:
    """A lesson of the timetable: the number of its course, days after the first Monday, where it is held."""

    course: int
    day: int
    is_remote: bool = False


@dataclass(repr=False)
class School:
    """Who is there, and what has come to be so far; everything is asked for by a number, which goes round."""

    teachers: list[User]
    deputy: User
    courses: list[Course]
    students: list[Student]
    members: dict[int, list[int]]
    now: datetime = BEGINS
    lessons: list[Lesson] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def teacher(self, number: int) -> User:
        return self.teachers[number % len(self.teachers)]

    def lesson(self, number: int) -> Lesson:
        return self.lessons[number % len(self.lessons)]

    def work(self, number: int) -> Work:
        if not self.works:
            raise Refused("Работ ещё нет.")
        return self.works[number % len(self.works)]

    def student(self, course_id: int, number: int) -> Student:
        """A student of the course, or now and then one who is not."""
        own = self.members[course_id]
        return self.students[own[number % len(own)] if number < len(own) else number % len(self.students)]

    def draw(self, drawn: Drawn) -> None:
        course = self.courses[drawn.course]
        mode = Mode.REMOTE if drawn.is_remote else Mode.SCHOOL
        self.lessons.append(make.lesson(course=course, on=on(drawn.day), number=drawn.course + 1, mode=mode))

    def live(self, deed: Deed) -> None:
        """Do one deed; what the diary refuses is simply not done."""
        self.now += timedelta(minutes=deed.minutes)
        try:
            with transaction.atomic():
                DEEDS[deed.name].do(self, **deed.facts)
            self.done.append(deed.name)
        except Refused:
            pass


def on(day: int) -> date:
    return make.TODAY + make.days(day)


def found() -> School:
    """Found the school: two classes together, a subgroup, an activity, a course without marks, one of a few weeks."""
    teachers = [make.teacher(surname) for surname in ("Сидорова", "Чужова", "Новая")]
    deputy = make.person("Власова", roles=(Role.DEPUTY,))
    first, second, small = make.school_class(7, "А"), make.school_class(7, "Б"), make.school_class(1, "А")
    names = (("Абрамов", first), ("Белова", first), ("Волков", first), ("Гусев", second), ("Дроздова", second))
    students = [make.student(surname, school_class=of) for surname, of in (*names, ("Ежов", small))]
    courses, members = [], {}

    def course(teacher, own, classes, name, **facts):
        new = make.course(
            teacher=teachers[teacher],
            students=[students[number] for number in own],
            classes=classes,
            subject_name=name,
            **facts,
        )
        courses.append(new)
        members[new.pk] = list(own)

    nothing = {"marks_since": None, "homework_since": None}
    course(0, (0, 1, 2), [first], "Алгебра")
    course(1, (3, 4), [second], "Алгебра")
    course(1, (0, 2), [first], "Английский язык")
    course(2, (1, 2, 3), [first, second], "Труд", homework_since=None)
    course(0, (0, 1, 2), [first], "Разговоры о важном", kind=CourseKind.ACTIVITY, **nothing)
    course(2, (5,), [small], "Чтение", **nothing)
    course(0, (3, 4), [second], "Геометрия", marks_until=on(5), homework_until=on(3))
    return School(teachers, deputy, courses, students, members)


# Most lessons are of the courses that owe everything, and on the first days.
LESSONS = st.lists(
    st.builds(Drawn, st.sampled_from((0, 0, 0, 1, 2, 3, 4, 5, 6)), st.sampled_from((0, 0, 1, 2, 5, 9)), st.booleans()),
    min_size=1,
    max_size=6,
    unique_by=lambda drawn: (drawn.course, drawn.day),
)


def one_deed(name: str, pace=PACE) -> st.SearchStrategy[Deed]:
    choices = {fact: st.sampled_from(some) for fact, some in DEEDS[name].choices.items()}
    return st.builds(Deed, st.just(name), st.sampled_from(pace), st.fixed_dictionaries(choices))


def lives() -> st.SearchStrategy[list[Deed]]:
    """Return lives that begin with some works; then come some dozens of deeds."""
    works = st.lists(one_deed("work", (1, HOUR)), max_size=4)
    # Lists of lists: one list is seldom long unless it has to be, and then it cannot shrink.
    some = st.lists(st.one_of([one_deed(name) for name, kind in DEEDS.items() for _ in range(kind.often)]))
    rest = st.lists(some, max_size=8)
    return st.builds(lambda first, then: [*first, *(deed for part in then for deed in part)], works, rest)


@contextmanager
def lived(school: School, lessons: list[Drawn], life: list[Deed]) -> Iterator[School]:
    """Live a life in a school that has been founded, and undo it all at the end."""
    own = School(**{name: getattr(school, name) for name in ("teachers", "deputy", "courses", "students")}, members={})
    own.members = {course: list(members) for course, members in school.members.items()}
    with transaction.atomic():
        for drawn in lessons:
            own.draw(drawn)
        for deed in life:
            own.live(deed)
        yield own
        transaction.set_rollback(True)
