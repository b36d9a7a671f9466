"""A real browser against a real server. Run these apart: ./test tests/browser."""

import os

import pytest

from tests.browser.chromium import ADVICE, found
from tests.browser.school import served

FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # The browser talks to the tested server and to nobody else.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


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
