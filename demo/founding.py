"""Founding the demonstration: the invented school comes in by its workbook, gets its logins, plans and lessons."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User, take
from demo.guard import Holding, holding
from demo.invention.plans import plan_of
from demo.invention.rows import rows_of
from demo.invention.school import invent
from demo.living.register import moment
from demo.logins import PASSWORD
from demo.models import Demonstration
from journal.models import AcademicYear, Course, Lesson, PlannedTopic, WorkKind
from journal.models.bulk import insert
from journal.workbook.importing import import_school
from journal.workbook.writing import write_workbook


class RealSchool(Exception):
    """The database holds a school that nobody invented."""


def standing() -> Demonstration | None:
    """Return the demonstration of this database, None for an empty one; raises RealSchool."""
    if holding() is Holding.REAL:
        raise RealSchool
    return Demonstration.objects.first()


def found(
    workbook: Path, *, students: int, until: datetime, seed: int, progress: Callable[[str], None]
) -> Demonstration:
    """Bring in an invented school in whose year the moment lies inside a term; wholly or not at all."""
    progress("Школа придумывается")
    school = invent(students, on=localdate(until), seed=seed)
    write_workbook(workbook, rows_of(school))
    with transaction.atomic():
        opened_on = school.year.first_day
        import_school(workbook, on=opened_on, at=moment(opened_on, 0), progress=progress)
        _issue(school.logins, at=moment(opened_on, 0))
        progress("Планы тем")
        _plan(AcademicYear.objects.get())
        return Demonstration.objects.create(pk=1, seed=seed, lived_until=moment(school.year.first_day, 0))


def _issue(logins: dict[str, str], *, at: datetime) -> None:
    """Give the logins that everybody is told, all with one password: a hash takes long on purpose."""
    take(logins, at=at)
    password = make_password(PASSWORD)
    people = User.objects.in_bulk(logins.values(), field_name="code")
    for login, code in logins.items():
        people[code].login, people[code].password = login, password
    User.objects.bulk_update(people.values(), ("login", "password"))


def _plan(year: AcademicYear) -> None:
    """Write a plan for the lessons of each course that have been drawn up."""
    kinds = {kind.code: kind for kind in WorkKind.objects.all()}
    lessons = Counter(Lesson.objects.values_list("course", flat=True))
    courses = Course.objects.filter(year=year).select_related("subject")
    insert(
        [
            PlannedTopic(
                course=course,
                position=position,
                topic=line.topic,
                hours=line.hours,
                homework=line.homework,
                work_kind=kinds.get(line.kind),
            )
            for course in courses
            for position, line in enumerate(plan_of(course.subject.code, course.grade, lessons[course.pk]), 1)
        ]
    )
