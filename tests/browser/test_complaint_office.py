"""The director's half of a complaint: from the first page by the clock to the closed case, with script and without."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.test_every_page import listen

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
# Whose mother waits for an answer, one for each way of working; their lessons have no topic.
WAITING = {"phone": "Бабкин", "desk": "Белов"}
BY_KEYBOARD = "Волков"
LESSON = """
    select lesson.id from journal_lesson as lesson
    join journal_course as course on course.id = lesson.course_id
    join journal_subject as subject on subject.id = course.subject_id
    join journal_membership as membership on membership.course_id = course.id
    join accounts_user as student on student.id = membership.student_id
    where subject.name = 'Химия' and student.surname = ?
"""
NOT_YET = "Сведения ещё не появились. Свяжите запись или укажите, почему её не будет."


@pytest.fixture
def opened(browser, browser_context_args, signed_in, monday):
    """Open the first page of somebody; what the browser complains of is collected."""
    contexts = []

    def open_as(login, address, **options):
        contexts.append(browser.new_context(**browser_context_args | {"storage_state": signed_in(login)} | options))
        page = contexts[-1].new_page()
        page.complaints = listen(page)
        page.goto(monday + address)
        return page

    yield open_as
    for context in contexts:
        context.close()


@pytest.fixture(params=[("phone", PHONE, False), ("desk", DESK, True)], ids=["phone_without_script", "desk"])
def case(request, opened):
    """The director on the first page of the desk, and whose case is to be answered."""
    way, viewport, script = request.param
    return opened("director", "/admin/", viewport=viewport, java_script_enabled=script), WAITING[way]


def violations(page) -> list[str]:
    """Return what axe finds in the two themes of the admin."""
    found = []
    for theme in ("light", "dark"):
        page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        for rule in Axe().run(page).response["violations"]:
            found += [f"{theme}: {rule['id']}: {node['html'][:90]}" for node in rule["nodes"]]
    return found


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def unfold(page, title):
    page.locator("summary").filter(has_text=title).click()


def decide(page):
    unfold(page, "Запросить объяснения")
    page.get_by_label("Что объяснить").fill("Почему нет темы?")
    press(page, "Отправить вопрос")
    expect(page.get_by_text("объяснений ещё нет")).to_be_visible()
    unfold(page, "Принять решение")
    page.get_by_label("обосновано", exact=True).check()
    page.get_by_label("Основания").fill("Тема не внесена в срок (п. 4.1.4).")
    press(page, "Принять решение")


def answer(page):
    page.get_by_role("link", name="Ответ заявителю: черновик").click()
    page.get_by_role("link", name="Утвердить ответ").click()
    press(page, "Утвердить")
    expect(page.get_by_text("Слова, номер и дата больше не меняются.")).to_be_visible()
    page.get_by_label("собственноручно").check()
    page.get_by_label("Файл").set_input_files(
        {"name": "ответ.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )
    press(page, "Приложить")
    page.get_by_label("в дневнике").check()
    press(page, "Ответ направлен")
    expect(page.get_by_role("heading", name="Направлено")).to_be_visible()


def close(page):
    unfold(page, "Завершить рассмотрение")
    press(page, "Завершить")


def write_topic(page):
    page.get_by_label("Тема урока").fill("Степень окисления")
    press(page, "Сохранить тему")


def test_case_is_answered_and_closed_when_the_entry_has_appeared(case, opened, rows):
    page, surname = case
    ((lesson,),) = rows(LESSON, [surname])
    page.locator("tr").filter(has_text=surname).get_by_role("link").click()
    expect(page.get_by_text("срок прошёл 09.10, запись ещё не внесена").first).to_be_visible()

    decide(page)
    answer(page)
    page.get_by_role("navigation").get_by_role("link", name="№").click()
    close(page)
    expect(page.get_by_role("alert")).to_contain_text(NOT_YET)
    write_topic(opened("colleague", f"/teach/lessons/{lesson}/"))
    page.get_by_role("navigation").get_by_role("link", name="Обращения").click()
    page.locator("tr").filter(has_text=surname).get_by_role("link").click()
    expect(page.get_by_text("Запись появилась в дневнике")).to_contain_text("Степень окисления")
    close(page)

    expect(page.locator(".identity")).to_contain_text("завершено")
    expect(page.get_by_role("region", name="Тема урока: Химия")).to_contain_text("Степень окисления")
    assert page.complaints == []


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/complaints/complaint/",
        "/admin/complaints/complaint/add/",
        "/admin/complaints/complaint/1/change/",
        "/admin/complaints/complaint/1/reply/",
    ],
)
def test_pages_of_the_desk_fit_and_are_read_by_all(opened, address, viewport):
    page = opened("director", address, viewport=viewport)

    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]
    assert (violations(page), page.complaints) == ([], [])


def test_question_is_asked_by_keyboard_alone(opened):
    page = opened("director", "/admin/", viewport=DESK)
    page.locator("tr").filter(has_text=BY_KEYBOARD).get_by_role("link").press("Enter")
    page.locator("summary").filter(has_text="Запросить объяснения").press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")

    page.keyboard.type("Почему нет темы?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.get_by_text("объяснений ещё нет")).to_be_visible()
    assert ring == "solid"
