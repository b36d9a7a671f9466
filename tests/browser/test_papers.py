"""The papers of the school as a browser prints them: sheets, their size, and codes that a telephone reads."""

import re

import pytest

from tests.browser.monday import LARGE
from tests.browser.test_every_page import violations
from tests.browser.test_slips import PHONE, read_qr

A4, A4_WIDE, A5 = (595, 842), (842, 595), (420, 595)
# The class of thirty, and the first of its students, whoever has signed in before.
CLASS, CHILD = "/classes/1/print/", "/students/{}/print/"
FIRST = """
    SELECT student_id FROM journal_enrolment JOIN accounts_user ON accounts_user.id = student_id
    WHERE school_class_id = 1 ORDER BY surname LIMIT 1
"""
THEMES = ("light", "dark", "hc-white-on-black")


@pytest.fixture
def opened(browser, browser_context_args, signed_in, monday):
    """Open a paper as somebody who reads it."""
    contexts = []

    def opened(path, login="homeroom"):
        options = browser_context_args | {"storage_state": signed_in(login)}
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.goto(monday + path)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def child(rows):
    """The key of the student who is first in the list of the class."""
    ((key,),) = rows(FIRST)
    return key


@pytest.fixture
def quarter(rows):
    ((key,),) = rows("SELECT id FROM journal_term WHERE system = 'quarter' AND number = 1")
    return key


def sheets(page) -> list[tuple[int, int]]:
    """Return the size of each sheet that is printed, in points."""
    paper = page.pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox\s*\[([^\]]*)\]", paper)
    return [tuple(round(float(side)) for side in size.split()[2:]) for size in sizes]


def cut_off(page, paper: str) -> bool:
    """Whether anything on paper is wider than the paper, in millimetres between its margins."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": {"A4": 672, "A4 wide": 1009, "A5": 487}[paper], "height": 1000})
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_journal_of_thirty_by_thirty_takes_a_sheet_of_marks_and_one_of_topics(opened, quarter):
    page = opened(f"{LARGE}print/{quarter}/", "teacher")

    assert page.locator(".paper-grid tbody tr").count() == 30
    assert sheets(page) == [A4_WIDE] * 2
    assert not cut_off(page, "A4 wide")


def test_summary_keeps_each_student_whole(opened):
    page = opened(f"{CLASS}summary/")

    assert page.locator(".paper-summary tbody").count() == 30
    assert set(sheets(page)) == {A4_WIDE}
    assert not cut_off(page, "A4 wide")


def test_report_cards_of_a_class_are_a_sheet_each(opened):
    page = opened(f"{CLASS}report-cards/")

    assert (page.locator(".paper-card").count(), sheets(page)) == (30, [A4] * 30)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("media", ["screen", "print"])
def test_code_of_a_card_leads_to_the_page_that_confirms_it(opened, child, monday, theme, media):
    page = opened(f"{CHILD.format(child)}report-card/")
    page.emulate_media(media=media)
    page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    words = page.locator(".paper-foot strong").inner_text()

    (address,) = read_qr(page.locator(".paper-foot").screenshot())
    page.goto(address)

    assert address.startswith(f"{monday}/verify/")
    assert page.locator("dd").all_inner_texts() == ["Табель успеваемости", "12\xa0октября 2026\xa0года", words]


def test_card_and_week_have_their_sizes(opened, child):
    card, week = (opened(CHILD.format(child) + path) for path in ("report-card/", "week/2026-W42/"))

    assert (sheets(card), set(sheets(week))) == ([A4], {A5})
    assert not cut_off(card, "A4")
    assert not cut_off(week, "A5")


@pytest.mark.parametrize("path", ["summary/", "report-cards/"])
def test_paper_bears_itself_alone(opened, path):
    page = opened(CLASS + path)
    page.emulate_media(media="print")

    assert [name for name in (".header", ".footer", "#printing", "h1") if page.locator(name).is_visible()] == []
    assert page.locator(".page > .print-only").is_hidden()


@pytest.mark.parametrize("path", [f"{CLASS}summary/", "report-card/", "week/2026-W42/"])
def test_paper_fits_a_phone_in_every_theme(opened, child, path):
    page = opened(path if path.startswith(CLASS) else CHILD.format(child) + path)
    page.set_viewport_size(PHONE)

    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert violations(page) == []
