"""How much of the journal there is to load and to draw, thirty students at thirty lessons."""

from tests.browser.figures import elements_of, weights_of
from tests.browser.monday import LARGE


def test_journal_of_thirty_lessons_is_light(grid, monday):
    grid.page.goto(monday + LARGE)

    assert elements_of(grid.page) <= 1500
    assert sum(weights_of(grid.page, monday).values()) <= 40_000


def test_journal_begins_at_the_chosen_column(grid, monday):
    grid.page.goto(monday + LARGE)

    scrolled = grid.page.locator(".grid-scroll")
    assert scrolled.evaluate("it => it.scrollLeft + it.clientWidth") == scrolled.evaluate("it => it.scrollWidth")
