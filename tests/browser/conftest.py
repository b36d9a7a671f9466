"""A real browser against a real server. Run these apart: ./test tests/browser."""

import os
import sqlite3
from contextlib import closing
from itertools import count

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import ADVICE, found
from tests.browser.faults import Weather
from tests.browser.grid import Grid
from tests.browser.monday import monday_served
from tests.browser.proxy import proxied
from tests.browser.school import served, sign_in

FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # The browser talks to the tested server and to nobody else.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# What a busy machine may take; five seconds are Playwright's own patience.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session", autouse=True)
def orm_beside_playwright():
    """Playwright keeps an event loop running, in which Django would refuse to ask the database."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    path = found()
    assert path, ADVICE
    # The sandbox needs what root in a container does not have.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return browser_type_launch_args | {"executable_path": path, "args": [*FLAGS, *sandbox]}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    # Without motion a colour is what it is at once, however a theme is switched.
    return browser_context_args | {"locale": "ru-RU", "timezone_id": "Europe/Samara", "reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def address(tmp_path_factory):
    """One school for all the tests of the browser, with classes of a handful of students."""
    with served(tmp_path_factory.mktemp("school"), students=60) as address:
        yield address


@pytest.fixture(scope="session")
def monday_database(tmp_path_factory):
    return tmp_path_factory.mktemp("monday") / "monday.sqlite3"


@pytest.fixture(scope="session")
def monday(monday_database):
    """The Monday of the tests: a class of thirty, two teachers, and a journal for each test."""
    with monday_served(monday_database) as address:
        yield address


@pytest.fixture
def rows(monday, monday_database):
    """Ask the Monday's database, or change what no page of a teacher changes; returns rows."""
    with closing(sqlite3.connect(monday_database, isolation_level=None)) as connection:
        yield lambda *statement: connection.execute(*statement).fetchall()


@pytest.fixture(scope="session")
def signed_in(browser, browser_context_args, monday):
    """Return the cookies of a person of the Monday who has signed in once."""
    cookies = {}

    def signed_in(login):
        if login not in cookies:
            with browser.new_context(**browser_context_args) as context:
                sign_in(context.new_page(), monday, login)
                cookies[login] = context.storage_state()
        return cookies[login]

    return signed_in


@pytest.fixture(scope="session")
def journals():
    """The numbers of journals that nobody has written to."""
    return count(1)


@pytest.fixture
def open_grid(browser, browser_context_args, monday, signed_in, journals):
    """Open the journal of this test; `query` chooses another column than that of today's lesson."""
    contexts, journal = [], next(journals)

    def open_grid(login="teacher", query="", address=monday, **options):
        options = browser_context_args | {"storage_state": signed_in(login)} | options
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.goto(f"{address}/teach/journals/{journal}/{query}")
        return Grid(page)

    yield open_grid
    for context in contexts:
        context.close()


@pytest.fixture
def grid(open_grid):
    return open_grid()


@pytest.fixture
def network(monday):
    with proxied(monday) as network:
        yield network


@pytest.fixture
def weather(open_grid, network, rows):
    """The journal of this test, open behind a network that fails when told to."""
    return Weather(open_grid(address=network.address), network, rows)
