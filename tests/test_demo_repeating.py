"""The lived year of the demonstration is repeated by earlier ones, whole and with all that its constraints demand."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from demo.models import Demonstration
from demo.repeating import YEAR
from journal.control import Selection, figures_of
from journal.models import AcademicYear, Lesson, Mark, Membership
from tests import make

pytestmark = pytest.mark.usefixtures("school")


@pytest.fixture
def lived(lesson, student, belova):
    """A year with a topic, a written work for two of which one is marked, and an absence."""
    Demonstration.objects.create(pk=1, seed=89, lived_until=make.NOW)
    make.write_topic(lesson)
    make.mark(work=make.work(lesson=lesson), student=student)
    make.absence(lesson=lesson, student=belova)
    return lesson


def repeat(years):
    told = StringIO()
    call_command("repeat_years", str(years), stdout=told)
    return told.getvalue()


def counted(number):
    """Return the numbers of duties in each state of the year that was so many before."""
    first, last = make.YEAR_BEGINS - number * YEAR, make.YEAR_ENDS - number * YEAR
    figures = figures_of(Selection(first, last, make.NOW, make.TODAY))
    return {rule: sum(tally.states.values()) for rule, tally in figures.by_rule.items()}


def test_years_stand_before_the_lived_one_and_do_not_overlap(lived):
    assert "Записано" in repeat(2)

    years = AcademicYear.objects.order_by("first_day").values_list("name", "first_day", "last_day")
    assert [name for name, *_ in years] == ["2024/25", "2025/26", "2026/27"]
    assert [begins for _, begins, _ in years][1:] == [ends + make.days(1) for *_, ends in years][:-1]


def test_rows_are_repeated_with_their_days_and_their_relations(lived):
    repeat(2)

    connection.check_constraints()
    assert [model.objects.count() for model in (Lesson, Mark, Membership)] == [3, 3, 6]
    for number in (1, 2):
        mark = Mark.objects.get(date=make.TODAY - number * YEAR)
        assert (mark.due_on, mark.recorded_on) == (mark.work.due_on, mark.date)
        assert mark.work.lesson.starts_at == lived.starts_at - number * YEAR
        assert mark.course == mark.work.course == mark.work.lesson.course
        assert mark.course.memberships.filter(until=mark.course.year.last_day).count() == 2


def test_each_year_is_counted_as_the_lived_one(lived):
    repeat(2)

    assert counted(1) == counted(2) == counted(0)


def test_rows_made_later_take_keys_of_their_own(lived):
    repeat(1)

    assert make.lesson(course=lived.course, number=5).pk > Lesson.objects.filter(number=1).latest("pk").pk


def test_years_are_repeated_once(lived):
    repeat(1)

    with pytest.raises(CommandError, match="уже есть"):
        repeat(1)


def test_empty_database_has_no_year_to_repeat(school):
    school.delete()

    with pytest.raises(CommandError, match="База пуста"):
        repeat(1)


def test_real_school_is_not_repeated(lesson):
    with pytest.raises(CommandError, match="настоящая школа"):
        repeat(1)
