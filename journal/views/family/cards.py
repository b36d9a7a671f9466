"""The home page of a family: for each child what is to be done for the next school day, and the tests of the week."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Subquery
from django.utils.timezone import localtime

from accounts.russian import day_month, weekday
from journal.models import Lesson, Membership, Student, Work
from journal.views.family.calendar import DAY, calendar_of
from journal.views.family.coming_of_age import announcement
from journal.views.family.empty import Empty, why_no_lessons
from journal.views.family.said import Said, homework_of

WEEK = timedelta(days=7)
# From this hour on the lessons of today are behind: the home page opens with the next school day.
AFTERNOON = time(14)
WEEKDAYS_OF_AIM = "понедельник вторник среду четверг пятницу субботу воскресенье".split()


@dataclass(frozen=True)
class SubjectTask:
    """A subject of a school day with what is to be done for it."""

    subject: str
    said: list[Said]
    note: str

    @property
    def is_silent(self) -> bool:
        """Whether the subject is all there is to tell: an activity, a lesson of the first grade."""
        return not self.said and not self.note


@dataclass(frozen=True)
class SchoolDay:
    """A day with lessons, as the home page names it."""

    title: str
    date: date
    tasks: list[SubjectTask]

    @property
    def told(self) -> list[SubjectTask]:
        return [task for task in self.tasks if not task.is_silent]

    @property
    def silent(self) -> str:
        """The subjects to which nothing is set, in one line: they too are packed for."""
        return ", ".join(task.subject for task in self.tasks if task.is_silent)


@dataclass(frozen=True)
class Card:
    """One child of the family."""

    student: Student
    days: list[SchoolDay]
    tests: list[Work]
    empty: Empty | None
    # What the family is told beforehand: that the child comes of age.
    announcement: str


@dataclass(frozen=True)
class Studies:
    """What the family's children attend, found by a few queries for all of them."""

    memberships: dict[int, list[Membership]]
    lessons: list[Lesson]
    # The last lesson that has begun in each course.
    lasts: set[int]
    # For whom the homework of a lesson is, where it is not for everybody.
    addressees: dict[int, set[int]]
    tests: list[Work]

    def is_for(self, student: Student, lesson: Lesson) -> bool:
        return not lesson.homework_is_listed or student.pk in self.addressees[lesson.pk]


def cards_of(user, *, now: datetime, today: date) -> list[Card]:
    """Return a card for each child of the family; nothing for those who have none. At most four queries."""
    students = list(Student.objects.of_family(user).with_class(on=today).in_order())
    if not students:
        return []
    studies = _studies(students, now, today)
    return [_card(user, student, studies, now, today) for student in students]


def _studies(students, now, today):
    memberships = list(_memberships(students, now, today))
    courses = {membership.course_id for membership in memberships}
    days = {today, *(membership.next_on for membership in memberships if membership.next_on)}
    lasts = {membership.last_pk for membership in memberships if membership.last_pk}
    lessons = Lesson.objects.of_courses(courses).of_days_or_due_on(days, or_pks=lasts).with_course().with_teacher()
    of_family, addressees, distinct = defaultdict(list), defaultdict(set), {}
    for membership in memberships:
        of_family[membership.student_id].append(membership)
    for lesson in lessons.with_addressee_among(students).with_lacks(now).in_order():
        addressees[lesson.pk].add(lesson.addressee)
        distinct[lesson.pk] = lesson
    tests = Work.objects.of_courses(courses).coming(now, until=today + WEEK).with_lesson().in_order()
    return Studies(of_family, list(distinct.values()), lasts, addressees, list(tests))


def _memberships(students, now, today):
    """Present and coming memberships with the next day of lessons in each, and the last lesson that has begun."""
    covered = Lesson.objects.covered_by_outer_membership().held()
    ahead, behind = covered.after(today).in_order(), covered.begun(now).in_order().reverse()
    own = Membership.objects.not_ended(today).filter(student__in=students)
    return own.annotate(next_on=Subquery(ahead.values("date")[:1]), last_pk=Subquery(behind.values("pk")[:1]))


def _card(reader, student, studies, now, today):
    own = studies.memberships[student.pk]
    courses = {membership.course_id: membership for membership in own}
    lessons = [lesson for lesson in studies.lessons if lesson.course_id in courses]
    next_on = min((membership.next_on for membership in own if membership.next_on), default=None)
    days = [today] if localtime(now).time() < AFTERNOON else []
    days += [next_on] if next_on else []
    shown = [_school_day(student, day, lessons, courses, studies, today) for day in days]
    return Card(
        student,
        [day for day in shown if day.tasks],
        [work for work in studies.tests if work.course_id in courses],
        None if next_on == today + DAY else _why_no_lessons_tomorrow(student, next_on, today),
        announcement(student, reader=reader, today=today),
    )


def _why_no_lessons_tomorrow(student, next_on, today):
    calendar = calendar_of(student.school_class, today)
    if next_on is None:
        return why_no_lessons(student, calendar, today + DAY, today + WEEK, today)
    off = calendar.day_off(today + DAY)
    return Empty(off.title, f"По {day_month(off.last_day)}.") if off else None


def _school_day(student, day, lessons, courses, studies, today):
    of_day = [lesson for lesson in lessons if lesson.date == day and courses[lesson.course_id].holds_on(day)]
    # A double lesson is one task; of a lesson cancelled and drawn anew the one that will be held.
    by_course = {lesson.course_id: lesson for lesson in sorted(of_day, key=lambda one: not one.is_cancelled)}
    in_order = sorted(by_course.values(), key=lambda lesson: lesson.number)
    return SchoolDay(_title(day, today), day, [_task(student, lesson, lessons, studies, today) for lesson in in_order])


def _title(day, today):
    if day == today:
        return f"Сегодня, {weekday(day)}"
    aim = f"{WEEKDAYS_OF_AIM[day.weekday()]}, {day_month(day)}"
    return f"На завтра, {weekday(day)}" if day == today + DAY else f"На {aim}"


def _task(student, lesson, lessons, studies, today):
    name = lesson.course.subject.name
    if lesson.is_cancelled:
        return SubjectTask(name, [], "урок отменён")
    others = [other for other in lessons if other.course_id == lesson.course_id and other.pk != lesson.pk]
    due = [other for other in others if other.homework_due_on == lesson.date and studies.is_for(student, other)]
    said = [Said(other.homework) for other in due] or _why_nothing(student, lesson, others, studies, today)
    return SubjectTask(name, said, f"замена: {lesson.teacher.short_name}" if lesson.replaces_id else "")


def _why_nothing(student, lesson, others, studies, today):
    """Say what the last lesson of the course has left: «не задано», a promise, or nothing to say at all."""
    begun = [other for other in others if other.pk in studies.lasts]
    if not begun:
        return [Said("уроков по предмету ещё не было")] if lesson.course.sets_homework_on(lesson.date) else []
    said = homework_of(begun[-1], today, is_for_them=studies.is_for(student, begun[-1]))
    if said is None:
        return []
    return [said] if said.tone or not said.until else [Said("к этому уроку не задано")]
