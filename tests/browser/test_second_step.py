"""The secret of the second step as a telephone reads it from the screen, in every theme."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.school import sign_in
from tests.browser.test_every_page import THEMES
from tests.browser.test_slips import PHONE, read_qr


@pytest.fixture
def screen(browser, browser_context_args, address):
    with browser.new_context(**browser_context_args | {"viewport": PHONE}) as context:
        page = context.new_page()
        sign_in(page, address, "deputy")
        page.get_by_role("link", name="Мой вход").click()
        page.get_by_role("link", name="Включить").click()
        yield page


def test_telephone_reads_the_secret_in_every_theme(screen):
    screen.get_by_text("или нет камеры").click()
    spelled = screen.locator(".factor-key").inner_text().replace(" ", "")
    read = {}
    for theme in THEMES:
        screen.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        [address] = read_qr(screen.locator(".factor-qr").screenshot())
        read[theme] = (urlsplit(address).path, parse_qs(urlsplit(address).query)["secret"])

    assert read == dict.fromkeys(THEMES, ("/%D0%94%D0%BD%D0%B5%D0%B2%D0%BD%D0%B8%D0%BA%2089%3Adeputy", [spelled]))
