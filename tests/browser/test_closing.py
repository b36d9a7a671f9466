"""A term decided, closed and opened again: by the teacher's keyboard and the deputy's pages."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_every_page import violations

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
COURSE = """
    select course.id from journal_course as course join journal_subject as subject on subject.id = course.subject_id
    where subject.name = 'Музыка'
"""


@pytest.fixture
def opened(browser, browser_context_args, signed_in, monday):
    """Open a page of somebody who has signed in."""
    contexts = []

    def opened(login, address, **options):
        options = browser_context_args | {"storage_state": signed_in(login), "viewport": DESK} | options
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.goto(f"{monday}{address}")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def music(rows):
    """The address of a journal whose trimester ends today."""
    [(course,)] = rows(COURSE)
    return f"/teach/journals/{course}/"


SUMMARIES = {"reopen": "Открыть курс", "end": "Закрыть снова"}


def close_or_open(page, part, **typed):
    """Act upon the term as the deputy."""
    page.goto(page.url)
    form = page.locator("form").filter(has=page.locator(f"input[name=part][value^={part}]"))
    page.locator("summary").filter(has_text=SUMMARIES[part]).click()
    for label, value in typed.items():
        field = form.get_by_label(label)
        field.select_option(**value) if label == "Курс" else field.fill(value)
    form.get_by_role("button").click()
    page.wait_for_load_state()


def decide(page):
    """Give each of three students a result, by the keyboard alone."""
    page.locator(".result-value").first.focus()
    for _ in range(3):
        page.keyboard.type("н")
        page.keyboard.press("ArrowRight")
        page.keyboard.type("много болел")
        page.keyboard.press("Home")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_text("I триместр: сохранено.")).to_be_visible()


def test_term_is_decided_closed_and_opened_again(opened, music):
    teacher = opened("teacher", f"{music}results/")
    decide(teacher)

    deputy = opened("deputy", "/control/terms/")
    deputy.get_by_role("link", name="I триместр").click()
    # The lesson of the day is still to come: whoever closes before it says why.
    deputy.get_by_label("Почему период закрывается, хотя внесено не всё").fill("Урок запишут завтра")
    deputy.get_by_role("button", name="Закрыть период").click()
    expect(deputy.get_by_text("Период закрыт.", exact=True)).to_be_visible()
    teacher.goto(teacher.url.replace("results/", ""))
    expect(teacher.get_by_text("Период закрыт: I триместр")).to_be_visible()
    expect(teacher.locator("tbody input")).to_have_count(0)

    said = {"Курс": {"value": music.split("/")[-2]}, "Почему": "Ошибка"}
    close_or_open(deputy, "reopen", **said, **{"По какой день": "2026-10-13"})
    teacher.reload()
    expect(teacher.locator("tbody input").first).to_be_visible()
    expect(teacher.get_by_text("курс открыт по 13 октября")).to_be_visible()

    close_or_open(deputy, "end")
    teacher.reload()
    expect(teacher.locator("tbody input")).to_have_count(0)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_pages_of_results_and_terms_are_accessible_and_fit(opened, music, viewport):
    pages = [opened("teacher", "/teach/journals/1/results/", viewport=viewport)]
    pages += [opened("deputy", address, viewport=viewport) for address in ("/control/terms/", "/control/rules/")]
    pages += [opened("deputy", address, viewport=viewport) for address in ("/control/years/1/", "/control/terms/1/")]

    for page in pages:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
