"""An ordinary lesson on a phone: topic, homework, one absent student and four marks in a dozen taps."""

import pytest

from tests.browser.monday import UNWRITTEN

PHONE = {"width": 360, "height": 740}
MARKS = ("5", "4", "3", "5")


class Thumb:
    """Taps on a page, and counts."""

    def __init__(self, page):
        self.page, self.taps = page, 0

    def tap(self, target):
        target.tap()
        self.taps += 1


@pytest.fixture(params=[True, False], ids=["script", "plain"])
def page(request, browser, browser_context_args, signed_in, monday):
    phone = {"viewport": PHONE, "has_touch": True, "java_script_enabled": request.param}
    context = browser.new_context(**browser_context_args | {"storage_state": signed_in("teacher")} | phone)
    page = context.new_page()
    page.goto(f"{monday}/teach/days/{UNWRITTEN}/")
    yield page
    context.close()


def lesson_to_write(page):
    """Return the link of a lesson at which nobody has answered yet."""
    cards = page.get_by_role("article").filter(has_text="отметки не требуются")
    return cards.first.get_by_role("link")


def overflow(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_an_ordinary_lesson_takes_a_dozen_taps(page):
    thumb, link = Thumb(page), lesson_to_write(page)

    thumb.tap(link)
    thumb.tap(page.locator("#plan summary"))
    thumb.tap(page.locator("#plan label").first)
    thumb.tap(page.get_by_role("button", name="Записать по плану"))
    page.wait_for_url("**/?saved=plan*")
    rows = page.locator("#answers .picks")
    for number, mark in enumerate(MARKS, 1):
        thumb.tap(rows.nth(number).locator("label", has_text=mark))
    thumb.tap(page.get_by_role("button", name="Сохранить отметки"))
    page.wait_for_url("**/?saved=answers*")

    assert [bool(page.get_by_label(label, exact=True).input_value()) for label in ("Тема урока", "Задание")] == [
        True
    ] * 2
    chosen = page.locator("#answers input:checked").evaluate_all("all => all.map(one => one.value)")
    assert chosen[: 1 + len(MARKS)] == ["Н", *MARKS]
    assert thumb.taps <= 12


def test_buttons_of_a_row_stand_in_one_line(page):
    lesson_to_write(page).click()
    page.locator("summary", has_text="Ответы на уроке").click()

    boxes = [pick.bounding_box() for pick in page.locator("#answers .picks").first.locator("label").all()]

    assert {round(box["y"]) for box in boxes} == {round(boxes[0]["y"])}
    assert all(box["width"] >= 44 <= box["height"] for box in boxes)
    assert overflow(page) == 0
