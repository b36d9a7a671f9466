"""What those who live the year know: courses, who is in them, the lessons of the year, plans, habits, health."""

from bisect import bisect_right
from collections import defaultdict
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.utils.timezone import get_current_timezone

from accounts.enums import Role
from accounts.models import HeldRole, User
from demo.living.chance import chance
from demo.living.children import Health, absences_of
from demo.living.habits import ODD, Habit, Leave, habits_of, leaves_of
from demo.logins import LOGINS
from journal.enums import TermSystem
from journal.models import (
    AcademicYear,
    Course,
    Enrolment,
    Exemption,
    Homeroom,
    Lesson,
    Membership,
    PlannedTopic,
    Term,
    WorkKind,
)

LESSON_FIELDS = ("course_id", "teacher_id", "date", "number", "starts_at")


def moment(day: date, minute: int, second: int = 0) -> datetime:
    """Return the moment of the school's day."""
    midnight = datetime.combine(day, time(), tzinfo=get_current_timezone())
    return midnight + timedelta(minutes=minute, seconds=second)


class Register:
    """Everything that stands still while the year is lived, read once; lessons alone change, and are kept in step."""

    def __init__(self, seed: int):
        self.seed = seed
        self.year = AcademicYear.objects.latest("first_day")
        self.people = User.objects.in_bulk()
        self.courses = Course.objects.filter(year=self.year).select_related("subject").order_by("code").in_bulk()
        self.kinds = WorkKind.objects.in_bulk()
        self.oral, self.notebooks = (WorkKind.objects.get(code=code) for code in ("answer", "homework"))
        self.terms = list(Term.objects.filter(year=self.year).order_by("first_day"))
        plans = _by("course_id", PlannedTopic.objects.order_by("course", "position"))
        self.turns = {
            course: [(line, hour) for line in plan for hour in range(line.hours)] for course, plan in plans.items()
        }
        self.memberships = _by("course_id", Membership.objects.order_by("course", "student__code", "since"))
        self.enrolments = _by("student_id", Enrolment.objects.order_by("since"))
        self.homerooms = _by("school_class_id", Homeroom.objects.order_by("since"))
        self.lessons = _by("course_id", Lesson.objects.held().only(*LESSON_FIELDS).order_by("course", "date", "number"))

    @cached_property
    def days(self) -> dict[date, list[Lesson]]:
        """Lessons of courses with a plan by day, cancelled ones left out."""
        days = defaultdict(list)
        for course in self.turns:
            for lesson in self.lessons[course]:
                days[lesson.date].append(lesson)
        return days

    @cached_property
    def places(self) -> dict[int, int]:
        """Which lesson of its course a lesson is, from 0."""
        return {lesson.pk: place for lessons in self.lessons.values() for place, lesson in enumerate(lessons)}

    def drop(self, lessons: list[Lesson]) -> None:
        """Forget lessons that have been cancelled."""
        for lesson in lessons:
            self.lessons[lesson.course_id].remove(lesson)
        del self.days, self.places

    def turn(self, lesson: Lesson) -> tuple[PlannedTopic, int]:
        """Return the line of the plan whose turn it is, and which of its hours, from 0; a short plan begins anew."""
        turns = self.turns[lesson.course_id]
        return turns[self.places[lesson.pk] % len(turns)]

    def following(self, lesson: Lesson) -> Lesson | None:
        """Return the first lesson of the course on a later day, as things stand now."""
        lessons = self.lessons[lesson.course_id]
        place = bisect_right(lessons, lesson.date, key=lambda item: item.date)
        return lessons[place] if place < len(lessons) else None

    def members(self, course: int, day: date) -> list[User]:
        """Return who is in the course on the day, by code."""
        return [self.people[row.student_id] for row in self.memberships[course] if row.holds_on(day)]

    @cached_property
    def deputy(self) -> User:
        """Who puts things right in the office: the deputy who signs in."""
        return self.known("deputy")

    def known(self, login: str) -> User:
        """Return the person of one of the logins that everybody is told."""
        return next(person for person in self.people.values() if person.login == login)

    @cached_property
    def teachers(self) -> list[User]:
        teachers = HeldRole.objects.filter(role=Role.TEACHER).order_by("user__code")
        return [self.people[pk] for pk in teachers.values_list("user", flat=True)]

    def courses_of(self, student: User) -> list[Course]:
        """Return the courses in which the student is at any time of the year."""
        mine = (pk for pk, rows in self.memberships.items() if any(row.student_id == student.pk for row in rows))
        return [self.courses[pk] for pk in sorted(mine)]

    @cached_property
    def first_teachers(self) -> dict[int, User]:
        """Who began to teach each course."""
        return {pk: self.people[lessons[0].teacher_id] for pk, lessons in self.lessons.items()}

    @cached_property
    def teachers_of(self) -> dict[int, list[User]]:
        """Who teaches each subject, by code."""
        teachers = defaultdict(set)
        for pk, teacher in self.first_teachers.items():
            teachers[self.courses[pk].subject_id].add(teacher)
        return {subject: sorted(own, key=lambda teacher: teacher.code) for subject, own in teachers.items()}

    @cached_property
    def odd(self) -> list[str]:
        """Codes of those of whom some are odd: the teachers of whoever signs in as a student, but for who sign in."""
        lessons = [course for course in self.courses_of(self.known("student")) if not course.is_activity]
        # One who falls ill is replaced by a colleague of the subject, where a school is large enough to have one.
        shared = [course for course in lessons if len(self.teachers_of[course.subject_id]) > 1]
        odd, others = (self._unknown(courses) for courses in (shared, lessons))
        return odd if len(odd) >= ODD else others

    def _unknown(self, courses):
        own = {self.first_teachers[course.pk] for course in courses}
        return sorted(teacher.code for teacher in own if teacher.login not in LOGINS)

    @cached_property
    def exemptions(self) -> list[Exemption]:
        """One student is freed from physical education for four weeks of autumn; not saved."""
        course = next(course for course in self.courses.values() if course.subject.code == "ФКУ" and course.grade > 4)
        dice, first = chance(self.seed, "exemption"), self.year.first_day
        student = self.people[dice.choice(self.memberships[course.pk]).student_id]
        spell = {"since": first + timedelta(days=15), "until": first + timedelta(days=43)}
        return [Exemption(student=student, subject=course.subject, ground="Справка врача", **spell)]

    def freed(self, lesson: Lesson) -> set[str]:
        """Return the codes of those who are freed from the subject on the lesson's day."""
        subject = self.courses[lesson.course_id].subject_id
        own = (exemption for exemption in self.exemptions if exemption.subject_id == subject)
        return {exemption.student.code for exemption in own if exemption.holds_on(lesson.date)}

    @cached_property
    def habits(self) -> dict[str, Habit]:
        return habits_of(self.seed, [teacher.code for teacher in self.teachers], self.odd)

    @cached_property
    def leaves(self) -> list[Leave]:
        quarters = [(term.first_day, term.last_day) for term in self.terms if term.system == TermSystem.QUARTER]
        return leaves_of(self.seed, self.odd, quarters)

    @cached_property
    def health(self) -> Health:
        first, last = self.terms[0].first_day, self.terms[-1].last_day
        students = sorted({self.people[row.student_id].code for rows in self.memberships.values() for row in rows})
        return Health(absence for code in students for absence in absences_of(self.seed, code, first, last))

    def homeroom(self, student: User, day: date) -> User:
        """Return the homeroom teacher of the student's class; of the last one, when the student has left."""
        enrolment = [row for row in self.enrolments[student.pk] if row.since <= day][-1]
        homeroom = next(row for row in self.homerooms[enrolment.school_class_id] if row.holds_on(day))
        return self.people[homeroom.teacher_id]


def _by(name: str, rows) -> dict[int, list]:
    """Gather rows by the id of what they belong to, in their order."""
    gathered = defaultdict(list)
    for row in rows.iterator():
        gathered[getattr(row, name)].append(row)
    return gathered
