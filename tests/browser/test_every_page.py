"""Every page that a person can reach by links, in every theme, on the narrowest phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.school import LOGINS, pages_of, served, sign_in

THEMES = (
    "light",
    "dark",
    "hc-black-on-white",
    "hc-white-on-black",
    "hc-yellow-on-black",
    "hc-navy-on-sky",
    "hc-brown-on-beige",
)
# The narrowest phone; at 200 % text it is as if the page had half of it.
NARROW = {"width": 320, "height": 640}


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    with served(tmp_path_factory.mktemp("school")) as address:
        yield address


@pytest.fixture
def complaints_of_browser(page):
    """Collect what the browser complains of: errors of scripts, refusals of the content policy."""
    heard = []
    page.on("console", lambda message: heard.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def violations(page) -> list[str]:
    """Return what axe finds in each theme, as «theme: rule: element»."""
    found = []
    for theme in THEMES:
        page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        for rule in Axe().run(page).response["violations"]:
            found += [f"{theme}: {rule['id']}: {node['html'][:90]}" for node in rule["nodes"]]
    return found


def overflow(page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("login", LOGINS)
def test_every_page_is_accessible_in_every_theme(page, address, login, complaints_of_browser):
    sign_in(page, address, login)

    found = {}
    for name, path in pages_of(page, address).items():
        page.goto(address + path)
        if faults := violations(page):
            found[name] = faults

    assert (found, complaints_of_browser) == ({}, [])


@pytest.mark.parametrize("size", ["100", "200"])
@pytest.mark.parametrize("login", LOGINS)
def test_no_page_scrolls_sideways_on_a_narrow_phone(page, address, login, size):
    page.set_viewport_size(NARROW)
    sign_in(page, address, login)

    wide = {}
    for name, path in pages_of(page, address).items():
        page.goto(address + path)
        page.evaluate("size => { document.documentElement.dataset.size = size }", size)
        if by := overflow(page):
            wide[name] = by

    assert wide == {}


def test_a_passer_by_sees_accessible_pages(page, address, complaints_of_browser):
    found = {}
    for path in ("/", "/login/", "/service/", "/help/", "/password/help/", "/settings/display/", "/no-such-page/"):
        page.goto(address + path)
        if faults := violations(page):
            found[path] = faults

    assert found == {}
