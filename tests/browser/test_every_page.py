"""Every page that a person can reach by links, in every theme, on the narrowest phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.school import LOGINS, pages_of, sign_in

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

# Words of buttons, questions, headings and facts that stand on two lines.
BROKEN_WORDS = r"""() => {
  const broken = [];
  for (const element of document.querySelectorAll('main :is(h1, h2, h3, button, .button, label, dt)')) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      for (const word of walker.currentNode.data.matchAll(/\p{L}+/gu)) {
        const range = document.createRange();
        range.setStart(walker.currentNode, word.index);
        range.setEnd(walker.currentNode, word.index + word[0].length);
        if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) broken.push(word[0]);
      }
    }
  }
  return broken;
}"""


@pytest.fixture(scope="session")
def pages(browser, browser_context_args, address):
    """Return (login, address, page of a browser signed in) of every named page once, and of everybody's home."""
    found = {}
    for login in LOGINS:
        page = browser.new_context(**browser_context_args).new_page()
        page.complaints = listen(page)
        sign_in(page, address, login)
        for name, path in pages_of(page, address).items():
            found.setdefault((login, name) if name == "journal:home" else name, (login, address + path, page))
    return list(found.values())


def listen(page) -> list[str]:
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


def overflow(page, size) -> int:
    """Return by how many pixels the page is wider than its window at a size of text."""
    page.evaluate("size => { document.documentElement.dataset.size = size }", size)
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_every_page_is_accessible_in_every_theme(pages):
    found = {}
    for login, address, page in pages:
        page.goto(address)
        if faults := violations(page):
            found[login, address] = faults

    assert (found, [page.complaints for _, _, page in pages if page.complaints]) == ({}, [])


def test_no_page_scrolls_sideways_on_a_narrow_phone(pages):
    wide = {}
    for login, address, page in pages:
        page.set_viewport_size(NARROW)
        page.goto(address)
        for size in ("100", "200"):
            if by := overflow(page, size):
                wide[login, address, size] = by

    assert wide == {}


def test_words_stay_whole_in_large_letters(page, address):
    """Of those by which one finds the way in: on the usual phone, at 200 %."""
    broken = {}
    page.set_viewport_size({"width": 360, "height": 640})
    for path in ("/", "/login/", "/activate/"):
        page.goto(address + path)
        page.evaluate("document.documentElement.dataset.size = '200'")
        broken[path] = page.evaluate(BROKEN_WORDS)

    assert broken == {"/": [], "/login/": [], "/activate/": []}


def test_a_passer_by_sees_accessible_pages(page, address):
    found = {}
    for path in ("/", "/login/", "/activate/", "/no-such-page/"):
        page.goto(address + path)
        if faults := violations(page):
            found[path] = faults

    assert found == {}
