"""The teacher's day: what each lesson lacks, and what is owed beside it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.models import User
from accounts.prepared import prepared
from accounts.russian import near, weekday_day
from journal import access
from journal.enums import Duty
from journal.forms.teacher.marks import part_of
from journal.models import (
    Course,
    Lesson,
    Work,
    days_off_within,
    owing_works,
    with_absences,
    with_announced,
    with_progress,
)
from journal.views.teacher.states import State, states, work_state

DAY = timedelta(days=1)
SATURDAY = 5
# A list that nobody would read to its end is cut here; the rest is counted.
SHOWN = 20
LACKS = {Duty.TOPIC: "тема", Duty.HOMEWORK: "домашнее задание"}


@dataclass(frozen=True)
class LessonCard:
    lesson: Lesson
    states: list[State]


@dataclass(frozen=True)
class Owed:
    """Something that the person owes the diary: what, where, by which day."""

    due: date
    what: str
    course: Course
    url: str
    state: State


@dataclass(frozen=True)
class Neighbour:
    """A link to another day."""

    day: date

    @property
    def url(self):
        return reverse("journal:teacher-day-on", args=[self.day])

    @property
    def label(self):
        return weekday_day(self.day)


@for_roles(Role.TEACHER)
@require_safe
def today(request: HttpRequest) -> HttpResponse:
    return render(request, "journal/teacher/day.html", day_context(request, request.today))


@for_roles(Role.TEACHER)
@require_safe
def day_on(request: HttpRequest, day: date) -> HttpResponse:
    return render(request, "journal/teacher/day.html", day_context(request, day))


def day_context(request, day) -> dict:
    """Return what the page of a day shows; what is owed is as of today, whatever the day. Six queries."""
    user, today = request.user, request.today
    works, cards, own = owed_works(user, today), lesson_cards(request, day), courses(user, today)
    late_works = [marks_owed(work, today) for work in works if work.due_on < today]
    debts = overdue_lessons(user, today, request.now) + late_works
    debts.sort(key=lambda debt: (debt.due, debt.url), reverse=True)
    return {
        "day": day,
        "is_today": day == today,
        "previous": Neighbour(day - (DAY if day.weekday() else 2 * DAY)),
        "following": Neighbour(day + (2 * DAY if day.weekday() == SATURDAY else DAY)),
        "cards": cards,
        "empty": None if cards else why_no_lessons(day, today, own),
        "is_done": not any(state.due and state.due <= today for card in cards for state in card.states),
        "due_soon": [marks_owed(work, today) for work in works if work.due_on >= today],
        "debts": debts[:SHOWN],
        "debts_in_all": len(debts),
        "courses": own,
        "notices": list(user.notices.unread().newest_first()),
    }


def lesson_cards(request, day) -> list[LessonCard]:
    """Return the person's lessons of the day with their states. Two queries."""
    lessons = _lessons(teacher=request.user.pk, day=day, now=request.now)
    works = defaultdict(list)
    for work in _works(teacher=request.user.pk, day=day):
        works[work.lesson_id].append(work)
    return [
        LessonCard(lesson, states(lesson, works[lesson.pk], today=request.today, **absences_of(lesson)))
        for lesson in lessons
    ]


def absences_of(lesson) -> dict:
    return {"absences": lesson.absences, "announced": lesson.announced}


def why_no_lessons(day, today, own) -> dict:
    """Say why a day is empty, and when the next lessons are. At most one query, and that once in a while."""
    for_all = (off for off in days_off_within(day, day) if off.grade_from is None and off.school_class_id is None)
    off = next(for_all, None)
    coming = min((course.next_on for course in own if course.next_on), default=None)
    return {
        "title": off.title if off else "Уроков в этот день нет",
        "text": f"Ближайшие уроки {near(coming, today)}." if coming else "",
    }


def owed_works(user, today) -> list[Work]:
    """Return the written works of this year for which the person still owes marks, the most urgent first."""
    return _owing(teacher=user.pk, today=today)


def marks_owed(work, today) -> Owed:
    url = f"{work.lesson.get_absolute_url()}?saved={part_of(work)}#{part_of(work)}"
    return Owed(work.due_on, work.label, work.lesson.course, url, work_state(work, today))


def overdue_lessons(user, today, now) -> list[Owed]:
    """Return the lessons of this year of which the person owed an entry before today. One query."""
    return [_lesson_owed(lesson) for lesson in _overdue(teacher=user.pk, today=today, now=now)]


def _lesson_owed(lesson):
    due = first_due(lesson)
    state = State("topic", "late", f"срок прошёл {due:%d.%m}")
    return Owed(due, lacks_said(lesson), lesson.course, lesson.get_absolute_url(), state)


def first_due(lesson) -> date:
    """Return the earliest last day of what the lesson lacks."""
    return min(lesson.deadline_on(duty) for duty in lesson.lacks)


def lacks_said(lesson) -> str:
    """Say what a lesson lacks: «тема, домашнее задание»."""
    return ", ".join(LACKS[duty] for duty in lesson.lacks)


def courses(user, today):
    """Return the courses that the person teaches, each with its next lesson. One query."""
    return _courses(teacher=user.pk, today=today)


@prepared
def _lessons(teacher: int, day: date, now: datetime):
    lessons = Lesson.objects.taught_by(teacher).on(day).with_course().with_lacks(now)
    return with_announced(with_absences(lessons.select_related("replaces")), on=day).in_order()


@prepared
def _works(teacher: int, day: date):
    return with_progress(Work.objects.standing().filter(lesson__teacher=teacher, lesson__date=day))


@prepared
def _owing(teacher: int, today: date):
    works = owing_works().filter(owed_by=teacher, course__in=Course.objects.of_year_on(today)).with_lesson()
    return with_progress(works).filter(unmarked__gt=0).order_by("due_on", "date", "pk")


@prepared
def _overdue(teacher: int, today: date, now: datetime):
    lessons = Lesson.objects.filter(course__in=Course.objects.of_year_on(today)).with_course().with_lacks(now)
    topics, homework = (lessons.owed_by(teacher, duty).overdue(duty, today) for duty in LACKS)
    return topics | homework


@prepared
def _courses(teacher: int, today: date):
    coming = Lesson.objects.held().filter(course=OuterRef("pk"), date__gte=today).in_order()[:1]
    own = Course.objects.filter(access.teaches(User(pk=teacher).standing(on=today))).of_year_on(today)
    own = own.with_subject().in_order()
    return own.annotate(next_lesson=Subquery(coming.values("pk")), next_on=Subquery(coming.values("date")))
