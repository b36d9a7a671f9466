"""From an overdue entry to the case: at most five pages, with script and without, by touch and by keyboard alone."""

import re

import pytest

from tests.browser.school import PASSWORD, sign_in
from tests.browser.test_story import PHONE, Keyboard

WORDS, WISH = "Задания нет уже неделю: ребёнок не знает, что готовить.", "Внести задание."
COMPLAIN, SENT = "Обратиться к директору", "зарегистрировано и отправлено директору"


@pytest.fixture
def parent(browser, browser_context_args, address):
    """Open a page of a mother who has just signed in."""
    contexts = []

    def come(**options):
        contexts.append(browser.new_context(**browser_context_args | {"viewport": PHONE} | options))
        page = contexts[-1].new_page()
        sign_in(page, address, "parent")
        return page

    yield come
    for context in contexts:
        context.close()


def open_overdue(page, address):
    """Open the programme or the week of a child where an entry is overdue."""
    children = [link.get_attribute("href") for link in page.get_by_role("link", name="Дневник", exact=True).all()]
    for child in children:
        page.goto(f"{address}{child}")
        for _ in range(6):
            if page.get_by_role("link", name=COMPLAIN).count():
                return
            page.locator("a[rel=prev]").click()
    raise AssertionError(page.url)


def counted(page) -> list[str]:
    """Collect the pages that are shown from now on, the present one the first."""
    shown = [page.url]
    page.on("framenavigated", lambda frame: shown.append(frame.url))
    return shown


@pytest.mark.parametrize("has_script", [True, False])
def test_overdue_entry_becomes_a_case_in_five_pages(parent, address, has_script):
    page = parent(java_script_enabled=has_script)
    open_overdue(page, address)
    shown = counted(page)

    page.get_by_role("link", name=COMPLAIN).first.click()
    page.get_by_label("Что случилось").fill(WORDS)
    page.get_by_label("Какого результата вы хотите").fill(WISH)
    page.get_by_role("button", name="Дальше").click()
    page.get_by_role("button", name="Дальше").click()
    page.get_by_role("button", name="Отправить директору").click()

    assert page.get_by_role("status").filter(has_text=SENT).is_visible()
    assert page.get_by_text(WORDS).is_visible()
    assert len(shown) == 5


def test_what_was_typed_stays_on_the_way_back(parent, address):
    page = parent()
    open_overdue(page, address)
    page.get_by_role("link", name=COMPLAIN).first.click()
    page.get_by_label("Что случилось").fill(WORDS)
    page.get_by_role("button", name="Дальше").click()
    page.wait_for_url("**/complaints/new/reply/**")

    page.go_back()
    back = page.get_by_label("Что случилось").input_value()
    page.goto(f"{address}/complaints/")
    page.get_by_text("Не отправлено").get_by_role("link").first.click()

    assert (back, page.get_by_label("Что случилось").input_value()) == (WORDS, WORDS)


def test_double_press_sends_one_case(parent, address):
    page = parent()
    open_overdue(page, address)
    page.get_by_role("link", name=COMPLAIN).first.click()
    page.get_by_label("Что случилось").fill(WORDS)
    page.get_by_role("button", name="Дальше").click()
    page.get_by_role("button", name="Дальше").click()
    page.get_by_role("button", name="Отправить директору").dblclick(no_wait_after=True)
    page.wait_for_url(re.compile(r"/complaints/\d+-\d+/$"))
    number = page.locator("h1").inner_text()
    page.goto(f"{address}/complaints/")

    newest = page.get_by_role("article").first.get_by_role("heading").inner_text()
    assert number == f"Обращение {newest}"


def test_case_is_sent_by_the_keyboard_alone(page, address):
    page.set_viewport_size(PHONE)
    page.goto(f"{address}/login/")
    keyboard = Keyboard(page)
    keyboard.write(page.get_by_label("Логин", exact=True), "parent")
    keyboard.write(page.get_by_label("Пароль", exact=True), PASSWORD)
    keyboard.enter()
    open_overdue(page, address)

    keyboard.follow(page.get_by_role("link", name=COMPLAIN).first)
    keyboard.write(page.get_by_label("Что случилось"), WORDS)
    keyboard.follow(page.get_by_role("button", name="Дальше"))
    keyboard.follow(page.get_by_role("button", name="Дальше"))
    keyboard.follow(page.get_by_role("button", name="Отправить директору"))

    assert page.get_by_role("status").filter(has_text=SENT).is_visible()
    assert keyboard.unseen == []
