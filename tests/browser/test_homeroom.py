"""The week of a class without script: a paper fills it forward, a day is changed, two tabs meet on it."""

import re
from datetime import date

import pytest

from tests.browser.school import sign_in

PHONE = {"width": 360, "height": 740}
# Weeks of holidays that the newest week of lessons may lie behind.
WEEKS = 16


@pytest.fixture
def visitor(browser, browser_context_args, address):
    """Open a page of somebody who has just signed in, on a phone and without script."""
    contexts = []

    def come(login):
        options = browser_context_args | {"viewport": PHONE, "java_script_enabled": False}
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        sign_in(page, address, login)
        return page

    yield come
    for context in contexts:
        context.close()


def state_absence(page, name) -> date:
    """Write «Б» on a student's week by a paper, the newest week that has lessons; returns its Monday."""
    for _ in range(WEEKS):
        year, week = map(int, re.search(r"(\d{4})-W(\d\d)", page.url).groups())
        page.locator("summary", has_text="Отсутствие по заявлению").click()
        form = page.locator("#statement")
        form.get_by_label("Ученик").select_option(label=name)
        form.get_by_label("С какого дня").fill(str(date.fromisocalendar(year, week, 1)))
        form.get_by_label("По какой день").fill(str(date.fromisocalendar(year, week, 6)))
        form.get_by_label("Б, болезнь").check()
        form.get_by_label("Основание").fill("справка из поликлиники")
        form.get_by_role("button", name="Поставить причину").click()
        if page.get_by_text("Причина поставлена").count():
            return date.fromisocalendar(year, week, 1)
        page.locator("a[rel=prev]").click()
    raise AssertionError(page.url)


def asked(page, name):
    """Return the first day of a student's week that may be explained."""
    return page.get_by_role("row", name=name).get_by_role("combobox").first


def words(locator) -> str:
    """Return the text of an element with single spaces."""
    return " ".join(locator.text_content().split())


def choose(page, name, reason):
    asked(page, name).select_option(label=reason)
    page.get_by_role("button", name="Сохранить причины").click()


def test_a_week_is_explained_without_script_and_stands_in_the_diary(visitor, address):
    leader, other_tab = visitor("homeroom"), visitor("homeroom")
    leader.get_by_role("navigation", name="Разделы").get_by_role("link", name="Мой класс").click()
    student = leader.locator("#students").get_by_role("link").first
    name, child = student.text_content(), student.get_attribute("href").removesuffix("diary/")

    leader.get_by_role("link", name="Посещаемость").click()
    monday = state_absence(leader, name)
    other_tab.goto(leader.url)
    choose(leader, name, "УП")
    assert leader.locator(".tag-ok").filter(has_text="сохранено").is_visible()

    choose(other_tab, name, "НП")
    assert "Не сохранено: 1 день" in words(other_tab.get_by_role("alert"))
    assert re.search(r"Было: Б \d.*Сейчас: УП \d.*Вы выбрали: НП", words(other_tab.get_by_role("row", name=name)))
    day = re.search(r"\d{4}-\d\d-\d\d", asked(other_tab, name).get_attribute("name"))[0]
    other_tab.get_by_role("button", name="Сохранить причины").click()
    leader.goto(f"{address}{child}days/{day}/")

    assert (date.fromisoformat(day) >= monday, "НП" in words(leader.locator("main"))) == (True, True)
