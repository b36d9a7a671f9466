"""The teacher's day: what each lesson lacks, and what is owed beside it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.russian import weekday_day
from journal.forms.teacher.marks import part_of
from journal.models import LACKING, Course, Lesson, Work, with_absences, with_progress
from journal.rules.deadlines import DEADLINES, overdue_through
from journal.views.teacher.states import State, states, work_state

DAY = timedelta(days=1)
# A list that nobody would read to its end is cut here; the rest is counted.
SHOWN = 20


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
    works, cards = owed_works(user, today), lesson_cards(request, day)
    debts = overdue_lessons(user, today) + [marks_owed(work, today) for work in works if work.due_on < today]
    debts.sort(key=lambda debt: (debt.due, debt.url), reverse=True)
    return {
        "day": day,
        "is_today": day == today,
        "previous": Neighbour(day - DAY),
        "following": Neighbour(day + DAY),
        "cards": cards,
        "is_done": not any(state.due and state.due <= today for card in cards for state in card.states),
        "due_soon": [marks_owed(work, today) for work in works if work.due_on >= today],
        "debts": debts[:SHOWN],
        "debts_in_all": len(debts),
        "courses": courses(user, today),
        "notices": list(user.notices.unread().newest_first()),
    }


def lesson_cards(request, day) -> list[LessonCard]:
    """Return the person's lessons of the day with their states. Two queries."""
    lessons = Lesson.objects.taught_by(request.user).on(day).with_course().with_lacks(request.now)
    lessons = list(with_absences(lessons.select_related("replaces")).in_order())
    works = defaultdict(list)
    for work in with_progress(Work.objects.standing().filter(lesson__in=lessons)):
        works[work.lesson_id].append(work)
    return [
        LessonCard(lesson, states(lesson, works[lesson.pk], absences=lesson.absences, today=request.today))
        for lesson in lessons
    ]


def owed_works(user, today) -> list[Work]:
    """Return the written works that the person set this year and that still owe marks, the most urgent first."""
    works = Work.objects.standing().filter(set_by=user, is_written=True, lesson__cancelled_at__isnull=True)
    works = works.filter(course__in=Course.objects.of_year_on(today)).with_lesson()
    return list(with_progress(works).filter(unmarked__gt=0).order_by("due_on", "date", "pk"))


def marks_owed(work, today) -> Owed:
    url = f"{work.lesson.get_absolute_url()}?saved={part_of(work)}#{part_of(work)}"
    return Owed(work.due_on, work.label, work.lesson.course, url, work_state(work, today))


def overdue_lessons(user, today) -> list[Owed]:
    """Return the person's lessons of this year whose topic or homework was due before today. One query."""
    mine = Lesson.objects.taught_by(user).filter(course__in=Course.objects.of_year_on(today))
    late = (mine.lacking(duty).filter(date__lte=overdue_through(DEADLINES[duty].days, today)) for duty in LACKING)
    return [
        Owed(
            lesson.date,
            lacks_said(lesson),
            lesson.course,
            lesson.get_absolute_url(),
            State("topic", "late", f"срок прошёл {lesson.date:%d.%m}"),
        )
        for lesson in reduce(or_, late).with_course()
    ]


def lacks_said(lesson) -> str:
    wanted = not lesson.has_homework_entry and lesson.course.sets_homework_on(lesson.date)
    lacks = (("тема", not lesson.topic), ("домашнее задание", wanted))
    return ", ".join(word for word, is_lacking in lacks if is_lacking)


def courses(user, today):
    """Return the courses that the person teaches, each with its next lesson. One query."""
    coming = Lesson.objects.held().filter(course=OuterRef("pk"), date__gte=today).in_order()[:1]
    own = Course.objects.taught_by(user).of_year_on(today).with_subject().in_order()
    return list(own.annotate(next_lesson=Subquery(coming.values("pk")), next_on=Subquery(coming.values("date"))))
