"""The teacher's day: what each lesson lacks, and what is owed beside it."""

from collections import defaultdict
from collections.abc import Iterable
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
from journal.views.teacher.states import Reader, State, states, until, work_state

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
    cards, own = lesson_cards(request, day), courses(user, today)
    owed = sorted(owed_by(user, today, request.now), key=lambda row: (row.due, row.url))
    debts = [row for row in reversed(owed) if row.due < today]
    shown = {card.lesson.get_absolute_url() for card in cards}
    due_soon = [row for row in owed if row.due >= today and row.url not in shown]
    return {
        "day": day,
        "is_today": day == today,
        "previous": Neighbour(day - (DAY if day.weekday() else 2 * DAY)),
        "following": Neighbour(day + (2 * DAY if day.weekday() == SATURDAY else DAY)),
        "cards": cards,
        "empty": None if cards else why_no_lessons(day, today, own),
        "is_done": not any(due <= today for due in (*_due_days(cards), *(row.due for row in due_soon))),
        "due_soon": due_soon,
        "debts": debts[:SHOWN],
        "debts_in_all": len(debts),
        "courses": own,
        "notices": list(user.notices.unread().newest_first()),
    }


def lesson_cards(request, day) -> list[LessonCard]:
    """Return the person's lessons of the day with their states. Two queries."""
    reader = Reader(request.user.pk, request.today)
    lessons = _lessons(teacher=reader.pk, day=day, now=request.now)
    works = defaultdict(list)
    for work in _works(teacher=reader.pk, day=day):
        works[work.lesson_id].append(work)
    return [
        LessonCard(lesson, states(lesson, works[lesson.pk], reader=reader, **absences_of(lesson))) for lesson in lessons
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


def _due_days(cards):
    return (state.due for card in cards for state in card.states if state.due)


def owed_by(user, today, now) -> list[Owed]:
    """Return what the person owes the diary of this year and has not entered, be it due or overdue. Two queries.

    Marks for written works, topics and homework, all of lessons that have begun; what was handed over to the person
    too, and nothing that was handed over to others.
    """
    lessons, works = (
        _owing_lessons(teacher=user.pk, today=today, now=now),
        _owing(teacher=user.pk, today=today, now=now),
    )
    found = [_marks_owed(work, today) for work in works]
    for lesson in lessons:
        own = [duty for duty in lesson.lacks if lesson.is_owed_by(user.pk, duty)]
        found += [_entries_owed(lesson, due, duties, today) for due, duties in by_due_day(lesson, own)]
    return found


def _marks_owed(work, today) -> Owed:
    url = f"{work.lesson.get_absolute_url()}?saved={part_of(work)}#{part_of(work)}"
    return Owed(work.awaited_by, work.label, work.lesson.course, url, work_state(work, today))


def _entries_owed(lesson, due, duties, today) -> Owed:
    return Owed(due, lacks_said(duties), lesson.course, lesson.get_absolute_url(), entry_state(due, today))


def entry_state(due, today) -> State:
    """Return how an entry stands that is owed and not there."""
    if due < today:
        return State("topic", "late", f"срок прошёл {due:%d.%m}")
    return State("topic", "soon", until(due, today))


def by_due_day(lesson, duties) -> Iterable[tuple[date, list[Duty]]]:
    """Return what a lesson lacks by its last day: mostly one for both."""
    found = defaultdict(list)
    for duty in duties:
        found[lesson.deadline_on(duty)].append(duty)
    return found.items()


def lacks_said(duties) -> str:
    """Say what a lesson lacks: «тема, домашнее задание»."""
    return ", ".join(LACKS[duty] for duty in duties)


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
def _owing(teacher: int, today: date, now: datetime):
    works = owing_works().begun(now).filter(owed_by=teacher, course__in=Course.objects.of_year_on(today))
    return with_progress(works.with_lesson()).filter(unmarked__gt=0)


@prepared
def _owing_lessons(teacher: int, today: date, now: datetime):
    lessons = Lesson.objects.filter(course__in=Course.objects.of_year_on(today)).begun(now)
    topics, homework = (lessons.owed_by(teacher, duty).lacking(duty) for duty in LACKS)
    return (topics | homework).with_course().with_lacks(now)


@prepared
def _courses(teacher: int, today: date):
    coming = Lesson.objects.held().filter(course=OuterRef("pk"), date__gte=today).in_order()[:1]
    who = User(pk=teacher).standing(on=today)
    own = Course.objects.taught_by(who).of_year_on(today) | Course.objects.filter(access.corrects(who))
    own = own.with_subject().in_order()
    return own.annotate(next_lesson=Subquery(coming.values("pk")), next_on=Subquery(coming.values("date")))
