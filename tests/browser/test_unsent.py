"""Marks that wait in the browser are told of and sent from the teacher's day, too."""

from urllib.parse import urljoin

import pytest

from tests.browser.grid import Grid

ENTRIES = "**/entries/"


@pytest.fixture
def day(grid):
    """Type a mark without connection, close the journal, and open the day; `is_cut`: the mark still cannot go."""

    def day(*, is_cut):
        context, journal = grid.page.context, grid.page.url
        context.route(ENTRIES, lambda route: route.abort())
        grid.go(0)
        grid.press("5")
        grid.says("Нет связи. В очереди отметок: 1. Они не потеряются")
        grid.page.close()
        if not is_cut:
            context.unroute(ENTRIES)
        page = context.new_page()
        page.goto(urljoin(journal, "/teach/"))
        return Grid(page), journal

    return day


def test_waiting_marks_are_sent_from_the_day(day):
    opened, journal = day(is_cut=False)

    opened.says("Сохранено")
    opened.page.goto(journal)
    assert opened.column()[0] == "5"


def test_waiting_marks_are_told_on_the_day_and_leaving_asks(day):
    opened, _ = day(is_cut=True)
    told = []
    opened.page.on("dialog", lambda dialog: (told.append(dialog.message[:40]), dialog.dismiss()))

    opened.says("Нет связи. В очереди отметок: 1. Они не потеряются")
    opened.page.get_by_role("button", name="Выйти").click()

    assert told == ["В очереди есть неотправленные отметки: 1"]
