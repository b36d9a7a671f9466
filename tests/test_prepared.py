"""Queries that are built once and asked many times."""

from datetime import date, datetime

import pytest

from accounts.prepared import prepared
from journal.models import Lesson
from tests import make


@pytest.fixture
def built():
    """How many times the query has been built."""
    return []


@pytest.fixture
def lessons(built):
    @prepared
    def lessons(*, course: int, first: date, last: date, now: datetime, is_held: bool):
        built.append(is_held)
        begun = Lesson.objects.filter(course=course).between(first, last).begun(now).with_course().in_order()
        return begun.held() if is_held else begun

    return lessons


def asked(lessons, course, *, first=make.TODAY, last=make.TODAY, now=make.NOW, is_held=True):
    found = lessons(course=course.pk, first=first, last=last, now=now, is_held=is_held)
    return [(lesson.number, lesson.course.group) for lesson in found]


def test_prepared_query_answers_each_time_anew(lessons, built, lesson, course):
    yesterday = make.TODAY - make.days(1)
    before = asked(lessons, course)
    make.lesson(course=course, number=2)

    assert before == [(1, "7\u00a0«А»")]
    assert asked(lessons, course) == [(1, "7\u00a0«А»"), (2, "7\u00a0«А»")]
    assert asked(lessons, course, first=yesterday, last=yesterday) == []
    assert asked(lessons, course, now=make.at(8, 30)) == [(1, "7\u00a0«А»")]
    assert asked(lessons, make.course(classes=[make.school_class(8)])) == []
    assert built == [True]


def test_arguments_that_are_no_values_tell_queries_apart(lessons, built, course):
    make.lesson(course=course, cancelled_at=make.NOW)

    assert asked(lessons, course) == []
    assert asked(lessons, course, is_held=False) == [(1, "7\u00a0«А»")]
    assert built == [True, False]


def test_prepared_query_is_one_statement(lessons, lesson, course, django_assert_num_queries):
    with django_assert_num_queries(1):
        asked(lessons, course)
    with django_assert_num_queries(1):
        asked(lessons, course)
