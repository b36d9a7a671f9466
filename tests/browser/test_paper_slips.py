"""Papers about current marks in a browser: how many sheets of A4 they take, and that nothing on them is cut."""

from math import ceil

import pytest

from tests.browser.test_every_page import violations
from tests.browser.test_slips import PHONE, pages_of

# What print.css and the papers' own sheet leave of an A4 between the margins, at the 96 dots of CSS.
BETWEEN_MARGINS = {"width": 680, "height": 1032}
WIDER = "papers => papers.filter(paper => paper.scrollWidth > paper.clientWidth).map(paper => paper.innerText)"
HUNDRED_MM = "slips => slips.forEach(slip => { slip.style.minHeight = '100mm' })"
MANY_SUBJECTS = """notice => {
  const rows = notice.querySelector('tbody');
  for (let more = 0; more < 12; more += 1) rows.append(rows.rows[0].cloneNode(true));
}"""


@pytest.fixture
def office(browser, browser_context_args, signed_in, monday):
    """Open a paper of 7 «А» as its homeroom teacher does, from the results of the class or from a diary."""
    with browser.new_context(**browser_context_args | {"storage_state": signed_in("homeroom")}) as context:
        page = context.new_page()

        def opened(paper):
            page.goto(f"{monday}/classes/1/")
            if paper == "Выписка текущих отметок":
                page.get_by_role("link", name="Абрамов Пётр").last.click()
            else:
                page.get_by_role("link", name="Итоги", exact=True).click()
            page.get_by_role("link", name=paper).click()
            page.get_by_role("button", name="Распечатать").wait_for()
            return page

        yield opened


@pytest.fixture
def slips(office):
    return office("Листки с отметками для собрания")


@pytest.fixture
def notices(office):
    return office("Уведомления родителям")


@pytest.fixture
def extract(office):
    return office("Выписка текущих отметок")


def test_slips_of_a_class_stand_many_to_a_sheet(slips):
    assert slips.locator(".mark-slip").count() == 30
    assert pages_of(slips) <= 5


def test_no_slip_is_cut_by_the_end_of_a_sheet(slips):
    slips.locator(".mark-slip").evaluate_all(HUNDRED_MM)

    # Fifteen pairs of 100 mm: two to a sheet, where six sheets would do if slips were cut.
    assert pages_of(slips) == 8


def test_notices_take_half_a_sheet_each(notices):
    number = notices.locator(".paper-notice").count()

    assert number >= 3
    assert pages_of(notices) == ceil(number / 2)


def test_long_notice_takes_a_sheet_of_its_own(notices):
    notices.locator(".paper-notice").first.evaluate(MANY_SUBJECTS)
    number = notices.locator(".paper-notice").count()

    assert pages_of(notices) == 1 + ceil((number - 1) / 2)


def test_extract_of_few_subjects_is_one_sheet(extract):
    assert extract.locator(".dated-mark").count() >= 29
    assert pages_of(extract) == 1


@pytest.mark.parametrize("paper", ["slips", "notices", "extract"])
def test_paper_bears_itself_alone_and_nothing_is_cut_at_its_side(request, paper):
    page = request.getfixturevalue(paper)
    page.set_viewport_size(BETWEEN_MARGINS)
    page.emulate_media(media="print")

    seen = [
        name for name in (".header", ".footer", "#printing", "h1", ".tabs") if page.locator(name).first.is_visible()
    ]

    assert (seen, page.locator(".sheet-of-paper").evaluate_all(WIDER)) == ([], [])
    assert page.get_by_text("Выписка из электронного журнала по состоянию на 12.10.2026").first.is_visible()


@pytest.mark.parametrize("paper", ["slips", "notices", "extract"])
def test_paper_fits_a_phone(request, paper):
    page = request.getfixturevalue(paper)
    page.set_viewport_size(PHONE)

    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert violations(page) == []
