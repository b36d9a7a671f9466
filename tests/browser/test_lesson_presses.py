"""Large buttons on a phone: each press is saved by itself, waits out a lost connection, and overwrites nobody."""

import re

import pytest

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def open_answers(open_grid):
    """Open the answers of today's lesson of this test's journal on a phone."""

    def open_answers(login="teacher"):
        page = open_grid(login, viewport=PHONE, has_touch=True).page
        page.get_by_role("link", name="Урок 12 октября").click()
        page.locator("summary", has_text="Ответы на уроке").click()
        return page

    return open_answers


def tap(page, row, label):
    page.locator("#answers .picks").nth(row).get_by_text(label, exact=True).tap()


def state(page, row, name):
    """Wait until a row shows what has become of its press."""
    page.locator("#answers .roster-name").nth(row).and_(page.locator(f"[data-state={name}]")).wait_for()


def stored(page, rows=3) -> list[str]:
    """Return what the first rows have after the page is loaded anew."""
    page.reload()
    chosen = page.locator("#answers input:checked").evaluate_all("all => all.map(one => one.value)")
    return chosen[:rows]


def test_press_is_saved_by_itself(open_answers):
    page = open_answers()

    for row, label in enumerate(("5", "Н", "4")):
        tap(page, row, label)
    for row in range(3):
        state(page, row, "ok")
    tap(page, 2, "—")
    tap(page, 2, "2")
    tap(page, 1, "—")
    state(page, 1, "ok")
    page.get_by_text("Сохранено").first.wait_for()

    assert stored(page) == ["5", "", "2"]


def test_press_without_connection_waits(open_answers):
    page = open_answers()
    page.context.set_offline(True)

    tap(page, 0, "5")
    state(page, 0, "queue")
    tap(page, 0, "3")
    page.context.set_offline(False)
    state(page, 0, "ok")

    assert stored(page, 1) == ["3"]


def test_mark_of_an_absent_student_is_asked_about(open_answers):
    page = open_answers()
    tap(page, 0, "Н")
    state(page, 0, "ok")

    tap(page, 0, "5")
    page.locator("#grid-questions").get_by_role("button", name="Поставить 5, Н остаётся").tap()
    state(page, 0, "ok")

    page.reload()
    first = page.locator("#answers .roster-row").first
    assert (first.locator("input:checked").input_value(), first.locator(".mark-code").text_content()) == ("5", "Н")


def test_two_people_are_shown_both_marks(open_answers):
    mine, theirs = open_answers(), open_answers("colleague")
    tap(theirs, 0, "3")
    state(theirs, 0, "ok")

    tap(mine, 0, "5")
    question = mine.locator("#grid-questions fieldset")
    asked = question.inner_text().replace("\u00a0", " ")
    assert re.search(r"в журнале 3 \(Чужова А\. С\., 10:\d\d\), у вас 5", asked)
    question.get_by_role("button", name="Оставить 3").tap()

    assert mine.locator("#answers input:checked").first.input_value() == "3"
    assert stored(mine, 1) == ["3"]


def test_saved_press_does_not_meet_itself_in_the_plain_form(open_answers):
    page = open_answers()
    tap(page, 0, "5")
    state(page, 0, "ok")

    tap(page, 0, "4")
    page.get_by_role("button", name="Сохранить отметки").tap()
    page.wait_for_url("**/?saved=answers*")

    assert stored(page, 1) == ["4"]
