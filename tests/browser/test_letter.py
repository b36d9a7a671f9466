"""The letter of an answer on paper: one A4, and a code that a telephone reads."""

import pytest

from tests.browser.test_every_page import violations
from tests.browser.test_slips import PAPER, PHONE, pages_of, read_qr

LETTER = "/complaints/1-2026/letter/"


@pytest.fixture
def letter(browser, browser_context_args, signed_in, monday):
    """The letter as its author opens it."""
    with browser.new_context(**browser_context_args | {"storage_state": signed_in("mother")}) as context:
        page = context.new_page()
        page.goto(f"{monday}{LETTER}")
        yield page


def test_letter_is_one_sheet(letter):
    assert letter.get_by_role("article", name="Письмо").is_visible()
    assert pages_of(letter) == 1


def test_paper_bears_the_letter_alone(letter):
    letter.set_viewport_size(PAPER)
    letter.emulate_media(media="print")

    assert [name for name in (".header", ".footer", "#printing", "h1") if letter.locator(name).is_visible()] == []


@pytest.mark.parametrize("theme", ["light", "dark", "hc-white-on-black"])
@pytest.mark.parametrize("media", ["screen", "print"])
def test_code_leads_to_the_page_that_confirms_the_letter(letter, monday, theme, media):
    letter.emulate_media(media=media)
    letter.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
    words = letter.locator(".letter-foot strong").inner_text()

    (address,) = read_qr(letter.locator(".letter-foot").screenshot())
    letter.goto(address)

    assert address.startswith(f"{monday}/verify/")
    assert letter.locator("dd").all_inner_texts() == ["Ответ на обращение", "12\xa0октября 2026\xa0года", words]


def test_letter_fits_a_phone(letter):
    letter.set_viewport_size(PHONE)

    assert letter.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert violations(letter) == []
