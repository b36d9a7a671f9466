"""The homework of a child by the day it is due."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.prepared import prepared
from accounts.russian import near, weekday_day
from journal.models import Lesson
from journal.views.family.child import child_page
from journal.views.family.empty import FIRST_GRADE_HOMEWORK, Empty
from journal.views.family.readers import for_readers_of_children
from journal.views.family.said import Said, homework_of

PAST = timedelta(days=7)


@dataclass(frozen=True)
class Task:
    """A homework, or the promise of one."""

    subject: str
    said: Said
    given_on: date
    due_on: date | None


@dataclass(frozen=True)
class Group:
    """Tasks due on one day, which the title then names, or in one direction from today."""

    title: str
    tasks: list[Task]
    empty: str = ""
    is_folded: bool = False
    is_of_one_day: bool = False


@for_readers_of_children
@require_safe
def homework(request: HttpRequest, sid: int) -> HttpResponse:
    child = child_page(request, sid)
    ahead = next(iter(_next_day(student=sid, today=request.today)), None)
    lessons = _lessons(student=sid, first=request.today - PAST, today=request.today, now=request.now)
    tasks = _tasks(lessons, request.today, child.reminding)
    context = {
        "child": child,
        "groups": groups_of(tasks, request.today, ahead),
        "empty": Empty(FIRST_GRADE_HOMEWORK) if child.is_in_first_grade else None,
    }
    return render(request, "journal/family/homework.html", context)


def groups_of(tasks: list[Task], today: date, ahead: date | None) -> list[Group]:
    """Sort tasks by when they are due; `ahead` is the next day with lessons, if any is drawn up."""
    groups = defaultdict(list)
    for task in tasks:
        groups[_group(task, today, ahead)].append(task)
    title = f"На {near(ahead, today)}, {weekday_day(ahead)}" if ahead else "На следующий учебный день"
    return [
        Group(title, groups["next"], "ничего не задано" if ahead else "уроков впереди нет", is_of_one_day=True),
        Group("Ещё не внесено", groups["lacking"]),
        Group("Позже", groups["later"], "ничего не задано"),
        Group("На сегодня", groups["today"], is_of_one_day=True),
        Group("Прошлые", groups["past"][::-1], "за неделю ничего не было задано", is_folded=True),
    ]


@prepared
def _next_day(student: int, today: date):
    coming = Lesson.objects.attended_by(student).held().after(today)
    return coming.in_order().values_list("date", flat=True)[:1]


@prepared
def _lessons(student: int, first: date, today: date, now: datetime):
    lessons = Lesson.objects.attended_by(student).held().between_or_due_from(first, today)
    return lessons.with_course().with_homework_for(student).with_lacks(now).in_order()


def _tasks(lessons, today, reminding):
    tasks = []
    for lesson in lessons:
        said = homework_of(lesson, today, reminding, is_for_them=lesson.is_for_student)
        if said and (said.tone or (lesson.homework and lesson.is_for_student)):
            tasks.append(Task(lesson.course.subject.name, said, lesson.date, lesson.homework_due_on))
    return sorted(tasks, key=lambda task: task.due_on or date.max)


def _group(task, today, ahead):
    if task.said.tone:
        return "lacking"
    if task.due_on is None or task.due_on > (ahead or today):
        return "later"
    if task.due_on == ahead:
        return "next"
    # A day between today and the next lessons is a day off: its tasks are behind nobody yet.
    return "past" if task.due_on < today else "today"
