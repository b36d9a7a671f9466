"""What is typed in one part of a lesson's page is not lost when another part is saved."""

import pytest

PLANNED = "Повторить § 7"


@pytest.fixture
def typed(grid):
    """Type a topic and a homework; returns the page and what it asks."""
    page, asked = grid.page, []
    page.get_by_role("link", name="Урок 12 октября").click()
    page.get_by_label("Тема урока").fill("Сложение дробей")
    page.get_by_label("Задание", exact=True).fill(PLANNED)
    return page, asked


def save_topic(page, asked, *, is_sure):
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept() if is_sure else dialog.dismiss()))
    page.get_by_role("button", name="Сохранить тему").click()


def test_text_of_another_part_is_asked_about_and_kept(typed):
    page, asked = typed

    save_topic(page, asked, is_sure=False)

    assert asked == ["Не сохранено: «Задание». Сохранить только эту часть?"]
    assert page.evaluate("document.activeElement.value") == PLANNED
    assert page.get_by_label("Тема урока").input_value() == "Сложение дробей"


def test_one_part_is_saved_when_the_person_says_so(typed):
    page, asked = typed

    save_topic(page, asked, is_sure=True)

    page.wait_for_url("**/?saved=topic*")
    assert page.get_by_label("Тема урока").input_value() == "Сложение дробей"


def test_only_text_typed_is_asked_about(typed):
    page, asked = typed
    page.get_by_label("Задание", exact=True).fill("")

    save_topic(page, asked, is_sure=False)

    page.wait_for_url("**/?saved=topic*")
    assert asked == []
