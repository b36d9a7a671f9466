"""After the sign-out a shared computer shows nothing of who sat there."""

import pytest

from tests.browser.school import sign_in

BACK = 3


@pytest.fixture(scope="module")
def keeping(browser_type_launch_args, browser_type):
    """A browser that keeps left pages alive for «Back», as browsers of people do and those of tests do not."""
    options = browser_type_launch_args | {"ignore_default_args": ["--disable-back-forward-cache"]}
    with browser_type.launch(**options) as browser:
        yield browser


@pytest.fixture(params=[True, False], ids=["script", "plain"])
def left(keeping, browser_context_args, address, request):
    """A page on which a parent has read the diary and signed out."""
    with keeping.new_context(**browser_context_args | {"java_script_enabled": request.param}) as context:
        page = context.new_page()
        sign_in(page, address, "parent")
        name = page.locator("h2").filter(has_text=" ").first.inner_text().split(",")[0]
        page.get_by_role("link", name="Темы уроков").first.click()
        assert name in page.locator("body").inner_text()
        page.get_by_role("button", name="Выйти").click()
        page.wait_for_url(f"{address}/login/")
        page.child = name
        yield page


def test_back_after_the_sign_out_shows_the_way_in_alone(left, address):
    shown = []
    for _ in range(BACK):
        left.go_back(wait_until="commit")
        shown.append((left.locator("h1").inner_text(), left.child in left.content()))

    assert shown == [("Вход в дневник", False)] * BACK
