"""The speed of the pages is measured on a demonstration, and the measurement leaves no trace in it."""

from dataclasses import replace
from io import StringIO
from random import Random

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from accounts.models import Session
from demo import measuring
from demo.models import Demonstration
from journal.enums import Presence
from journal.models import Change, Mark
from tests import make

pytestmark = pytest.mark.usefixtures("school")
# How many statements a page may ask, the session and the person included: of a family, the journal, one cell of it,
# the board of the control.
FAMILY, JOURNAL, CELL, BOARD = 8, 10, 8, 10


@pytest.fixture
def demonstration(db):
    return Demonstration.objects.create(pk=1, seed=89, lived_until=make.NOW)


@pytest.fixture
def mark(lesson, student, deputy):
    return make.mark(lesson=lesson, student=student)


def speed(**options) -> list[str]:
    """Return the lines of the table; the figures differ each time."""
    told = StringIO()
    call_command("measure_speed", stdout=told, **options)
    return told.getvalue().splitlines()


def test_table_has_a_line_for_each_page(demonstration, mark):
    head, floor, *others = [line.rsplit(maxsplit=3) for line in speed(rounds=1)]

    assert head == ["страница", "мс", "запросов", "скорость"]
    assert (floor[0], floor[2:]) == ("ничего", ["2", "1.00"])
    assert [line[0] for line in others] == [page.name for page in measuring.pages(make.TODAY)[1:]]


def test_seconds_end_the_measurement_after_its_first_round(demonstration, mark):
    assert len(speed(rounds=1000, seconds=0)) == 1 + len(measuring.pages(make.TODAY))


def test_family_pages_ask_no_more_than_agreed(mark):
    measured = measuring.measure(measuring.pages(make.TODAY), rounds=1, seconds=0, chance=Random(1))

    family = [page for page in measuring.pages(make.TODAY) if page.login == "student"]
    asked = {page.name: page.statements for page in measured}
    assert [page.name for page in family if asked[page.name] > FAMILY] == []


def test_journal_and_its_cell_ask_no_more_than_agreed(mark):
    measured = measuring.measure(measuring.pages(make.TODAY), rounds=1, seconds=0, chance=Random(1))

    asked = {page.name: page.statements for page in measured}
    assert (asked["журнал"] <= JOURNAL, asked["клетка журнала"] <= CELL) == (True, True)


def test_control_asks_no_more_than_agreed(mark):
    measured = measuring.measure(measuring.pages(make.TODAY), rounds=1, seconds=0, chance=Random(1))

    asked = {page.name: page.statements for page in measured}
    assert [asked[f"контроль, {period}"] <= BOARD for period in ("четверть", "год")] == [True, True]


def test_pages_are_asked_at_the_moment_that_has_been_reached(deputy):
    board = measuring.Page("контроль", "deputy", reverse("journal:control"))

    with measuring.without_trace():
        environ = measuring.environ_of(board, measuring.sign_in("deputy"))
        shown = b"".join(measuring.Server(make.at(15, 30))(environ, lambda *told: None)).decode()

    assert "По состоянию на 15:30" in shown


def test_measuring_leaves_no_trace(demonstration, mark):
    before = list(Change.objects.values_list("digest"))

    speed(rounds=2)

    mark.refresh_from_db()
    assert (mark.value, list(Change.objects.values_list("digest"))) == (5, before)
    assert Session.objects.count() == 0


def test_work_not_handed_in_is_measured_too(lesson, student, deputy):
    given = make.mark(work=make.work(lesson=lesson), student=student, value=None, not_handed_in=True)

    measuring.measure(measuring.pages(make.TODAY), rounds=1, seconds=0, chance=Random(1))

    assert Mark.objects.get(pk=given.pk).not_handed_in


def test_mark_of_one_who_came_late_is_measured_too(lesson, student, mark):
    make.absence(lesson=lesson, student=student, presence=Presence.LATE)

    measured = measuring.measure(measuring.pages(make.TODAY), rounds=1, seconds=0, chance=Random(1))

    assert "клетка журнала" in [page.name for page in measured]


def test_cell_that_is_not_saved_is_no_measurement(mark):
    [page] = [page for page in measuring.pages(make.TODAY) if page.batch]
    batch = page.batch()
    batch["ops"][0]["base"] = "0."

    with pytest.raises(measuring.Unmeasurable, match="Отметка не сохранена"):
        measuring.measure([replace(page, batch=lambda: batch)], rounds=1, seconds=0, chance=Random(1))


def test_page_that_does_not_answer_is_no_measurement(mark):
    page = measuring.Page("чужая", "student", "/teach/")

    with pytest.raises(measuring.Unmeasurable, match="/teach/ ответила «403 Forbidden»"):
        measuring.measure([page], rounds=1, seconds=0, chance=Random(1))


def test_diary_without_marks_is_not_measured(demonstration):
    with pytest.raises(CommandError, match="нет отметок"):
        speed()


def test_empty_database_is_not_measured(school):
    school.delete()

    with pytest.raises(CommandError, match="База пуста"):
        speed()


def test_real_school_is_not_measured(db):
    with pytest.raises(CommandError, match="настоящая школа"):
        speed()
