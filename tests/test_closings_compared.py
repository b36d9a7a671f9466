"""What is closed, and open again, in the database beside what the history of each course tells of it."""

from datetime import date, timedelta

import pytest

from journal.actions import close_term, close_year, end_reopening, reopen
from journal.models import AcademicYear, Reopening, Term
from tests import make
from tests.meddling import differs, found

LAST_DAY = make.at(on=date(2026, 10, 23))
AFTER = make.at(on=date(2026, 10, 26))
SUMMER = make.at(on=date(2027, 6, 1))
UNTIL = date(2026, 10, 30)


@pytest.fixture
def closed(course, deputy):
    """The first quarter, closed, opened again by the deputy director until the thirtieth, and closed again."""
    close_term(make.term(), by=deputy, at=LAST_DAY)
    again = reopen(course, term=make.term(), reason="Ошибка: спор", until=UNTIL, by=deputy, at=AFTER)
    end_reopening(again, by=deputy, at=AFTER + timedelta(hours=1))
    return make.term()


@pytest.fixture
def open_again(closed, course, deputy):
    return reopen(course, term=closed, reason="Ошибка", until=UNTIL, by=deputy, at=AFTER + timedelta(hours=2))


@pytest.fixture
def closed_year(closed, course, deputy):
    for term in Term.objects.filter(year=make.year()):
        close_term(term, by=deputy, at=SUMMER)
    close_year(AcademicYear.objects.get(), by=deputy, at=SUMMER)
    return reopen(course, term=None, reason="Экзамен", until=date(2027, 6, 4), by=deputy, at=SUMMER)


def test_closed_and_opened_again_is_as_it_was_written(open_again, course):
    assert found(course) == []


def test_closed_year_opened_again_is_as_it_was_written(closed_year, course):
    assert found(course) == []


def test_course_that_came_after_the_closing_knows_nothing_of_it(closed, teacher, deputy):
    late = make.course(teacher=teacher, subject_name="Музыка")
    before = found(late)

    reopen(late, term=closed, reason="Ошибка", until=UNTIL, by=deputy, at=AFTER)

    assert (before, found(late)) == ([], [])
    Term.objects.update(closed_at=None, closed_by=None)
    now, then = differs(late, "учебный период")
    assert (now.partition(";")[0], then.partition(";")[0]) == ("открыт", "закрыт")


def test_term_open_though_it_was_closed_is_found(course, deputy):
    close_term(make.term(), by=deputy, at=LAST_DAY)

    Term.objects.update(closed_at=None, closed_by=None)

    assert differs(course, "учебный период") == ("открыт", f"закрыт, {deputy.code}, 23.10.2026 10:00")


PERIODS = {
    "another moment": lambda other: Term.objects.filter(number=1).update(closed_at=make.NOW),
    "another who closed": lambda other: Term.objects.filter(number=1).update(closed_by=other),
    "year open": lambda other: AcademicYear.objects.update(closed_at=None, closed_by=None),
    "year open again for longer": lambda other: Reopening.objects.filter(term=None).update(until=date(2030, 1, 1)),
    "another reason": lambda other: Reopening.objects.filter(term=None).update(reason="Так надо"),
    "not closed again": lambda other: Reopening.objects.update(ended_at=None, ended_by=None),
    "never opened again": lambda other: Reopening.objects.filter(term=None)._raw_delete("default"),
}


@pytest.mark.parametrize("change", PERIODS.values(), ids=PERIODS)
def test_another_closing_is_found(closed_year, course, teacher, change):
    assert found(course) == []

    change(teacher)

    now, then = differs(course, "учебный период")
    assert now != then


@pytest.mark.parametrize("of_year", [False, True])
def test_reopening_that_the_history_knows_nothing_of_is_found(course, deputy, of_year):
    facts = {"opened_by": deputy, "opened_to": deputy, "opened_at": AFTER, "opened_on": AFTER.date()}
    term = None if of_year else make.term()

    Reopening.objects.create(course=course, term=term, reason="Так надо", until=date(2030, 1, 1), **facts)

    said = f"открыт снова, {deputy.code}, 26.10.2026 10:00, по 01.01.2030, Так надо"
    assert differs(course, "учебный период") == (said, "")
