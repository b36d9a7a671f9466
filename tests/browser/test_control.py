"""The deputy director's way from the sentence of the board to the lesson behind it, with script and without."""

import re

import pytest
from playwright.sync_api import expect

from journal.enums import Duty
from tests.browser.school import sign_in

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
# The address keeps the year, whatever day the test is run on.
YEAR = "?since=2026-09-01&through=2027-08-31"


@pytest.fixture(params=[(PHONE, False), (DESK, True)], ids=["phone_without_script", "desk"])
def deputy(request, browser, browser_context_args, address):
    """The page of the deputy director who has just signed in."""
    viewport, script = request.param
    with browser.new_context(**browser_context_args | {"viewport": viewport, "java_script_enabled": script}) as context:
        page = context.new_page()
        sign_in(page, address, "deputy")
        yield page


def number_in(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def test_board_leads_from_its_sentence_to_the_lesson(deputy, address):
    deputy.get_by_role("navigation", name="Разделы").get_by_role("link", name="Контроль").click()
    deputy.goto(address + "/control/" + YEAR)
    sentence = deputy.get_by_role("link", name="Просрочено записей")
    overdue = number_in(sentence.text_content())

    sentence.click()
    expect(deputy.get_by_text(re.compile(r"^Записей: "))).to_contain_text(re.compile(rf"\D{overdue}\b"))
    lesson = deputy.locator("tbody td.place").first.get_by_role("link")
    words = " ".join(lesson.text_content().split())
    lesson.click()

    subject = words.split(",")[0]
    expect(deputy.get_by_role("heading", level=1)).to_contain_text(subject)
    assert re.search(r"/teach/journals/\d+/\?lesson=\d+$", deputy.url)


def test_duty_is_found_and_taken_away_by_keyboard_alone(deputy, address):
    deputy.goto(f"{address}/control/duties/{YEAR}&state=overdue")
    deputy.locator("tbody th").first.get_by_role("link").first.focus()
    deputy.keyboard.press("Enter")
    expect(deputy.get_by_role("heading", name="Как посчитан срок")).to_be_visible()

    deputy.get_by_label("Причина").focus()
    deputy.keyboard.type("Снято в проверке")
    deputy.keyboard.press("Enter")

    expect(deputy.get_by_role("region", name="Обязанность снята")).to_contain_text("Снято в проверке")
    expect(deputy.get_by_label("Причина")).to_have_count(0)


def test_filters_of_the_board_work_by_keyboard_alone(deputy, address):
    deputy.goto(address + "/control/" + YEAR)
    deputy.locator("summary", has_text="Отобрать").focus()
    deputy.keyboard.press("Enter")
    deputy.get_by_label("Обязанность").focus()
    for _ in range(list(Duty).index(Duty.TOPIC) + 1):
        deputy.keyboard.press("ArrowDown")
    deputy.get_by_role("button", name="Показать").press("Enter")

    expect(deputy.get_by_role("list", name="Отбор")).to_contain_text("Обязанность: Тема урока")
    expect(deputy.get_by_role("region", name="По пунктам порядка").locator("tbody tr")).to_have_count(1)
