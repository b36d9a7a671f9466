"""Two people at one cell of the journal, refusals, and the journal without script."""

import pytest


@pytest.fixture
def pair(open_grid):
    """One journal open before two teachers, and nothing in it yet."""
    return open_grid(), open_grid("colleague")


def give(grid, mark, row=0):
    grid.go(row)
    grid.press(mark, "Enter")


def asked(grid) -> str:
    """Return the question with its choices in one line, without the minutes."""
    grid.question.wait_for()
    return " | ".join(grid.question.inner_text().replace("\xa0", " ").split("\n"))


def met(pair, first, second):
    """Let both write to one cell, the second one not knowing of it."""
    give(pair[0], first)
    pair[0].saved()
    give(pair[1], second)
    return pair[1]


@pytest.mark.parametrize("choice, stays", [("Оставить 3", "3"), ("Поставить 5", "5")])
def test_two_values_are_asked_about(pair, choice, stays):
    mine = met(pair, "3", "5")

    question = asked(mine)
    assert question.startswith("Абрамов Пётр: в журнале 3 (Сидорова А. С., 10:")
    assert question.endswith("), у вас 5. Что оставить? | Оставить 3 | Поставить 5")
    assert mine.cell(0).get_attribute("data-state") == "ask"
    mine.page.get_by_role("button", name=choice).click()
    assert mine.saved().column()[0] == stays
    assert mine.reopened().column()[0] == stays


def test_deletion_against_an_edit_is_asked_about(pair):
    mine, other = pair
    give(mine, "4")
    mine.saved()
    other.reopened()
    give(other, "2")
    other.saved()

    give(mine, "Delete")

    assert asked(mine).endswith("у вас пусто. Что оставить? | Оставить 2 | Очистить")
    mine.page.get_by_role("button", name="Очистить").click()
    assert mine.saved().reopened().column()[0] == ""


def test_edit_against_a_deletion_is_asked_about(pair):
    mine, other = pair
    give(mine, "4")
    mine.saved()
    other.reopened()
    give(other, "Delete")
    other.saved()

    give(mine, "3")

    assert "в журнале пусто" in asked(mine)
    assert other.reopened().column()[0] == ""


def test_same_value_of_two_is_no_question(pair):
    mine = met(pair, "5", "5")

    assert (mine.saved().question.count(), mine.column()[0]) == (0, "5")


def test_other_cells_of_the_batch_are_saved_and_refreshed(pair):
    mine, other = pair
    give(other, "3")
    give(other, "2", row=7)
    other.saved()

    give(mine, "5")
    give(mine, "4", row=1)
    asked(mine)

    assert [mine.saved().column()[row] for row in (0, 1, 7)] == ["5", "4", "2"]
    assert [other.reopened().column()[row] for row in (0, 1, 7)] == ["3", "4", "2"]


def test_question_waits_for_its_answer_over_a_new_page(pair):
    mine = met(pair, "3", "5")
    asked(mine)

    mine.reopened()

    assert "у вас 5. Что оставить?" in asked(mine)
    mine.page.get_by_role("button", name="Поставить 5").click()
    assert mine.saved().reopened().column()[0] == "5"


def test_new_value_over_a_question_is_asked_about_again(pair):
    mine = met(pair, "3", "5")
    asked(mine)

    give(mine, "4")

    mine.page.get_by_role("button", name="Поставить 4").wait_for()
    assert mine.question.count() == 1


def test_escape_keeps_what_stands(pair):
    mine = met(pair, "3", "5")
    asked(mine)
    mine.go(0)
    mine.press("Escape")

    assert (mine.question.count(), mine.column()[0]) == (0, "3")


def test_mark_of_an_absent_student_asks_once(grid):
    give(grid, "n")
    grid.saved()
    give(grid, "5")

    assert asked(grid).endswith("Оставить Н | Поставить 5, Н остаётся | Поставить 5: был на уроке")
    grid.page.get_by_role("button", name="Поставить 5, Н остаётся").click()
    assert grid.saved().reopened().column()[0] == "5"
    assert grid.cell(0).get_attribute("class") == "m5 away"


def test_correcting_the_mark_of_an_absent_student_keeps_the_absence(grid):
    give(grid, "n")
    grid.saved()
    give(grid, "5")
    grid.page.get_by_role("button", name="Поставить 5, Н остаётся").click()
    grid.saved()

    give(grid, "4")

    assert grid.saved().reopened().column()[0] == "4"
    assert grid.cell(0).get_attribute("class") == "m4 away"


def test_refusal_is_told_by_name_and_what_stands_returns(grid, rows):
    rows("UPDATE journal_lesson SET cancelled_at = starts_at, cancelled_on = date WHERE id = ?", (grid.head()[1:],))
    give(grid, "5")

    assert asked(grid).startswith("Не сохранено: Абрамов Пётр 5. Урок отменён.")
    assert grid.cell(0).get_attribute("data-state") == "refused"
    grid.page.get_by_role("button", name="Понятно").click()
    assert (grid.place, grid.column()[0]) == ((0, 2), "")


def test_who_only_reads_a_journal_is_told_why(open_grid):
    grid = open_grid("homeroom")
    grid.go(0)

    grid.says("Урок ведёт Сидорова А. С.: изменить записи может только этот учитель.")
    assert grid.page.locator("tbody input").count() == 0


def test_waiting_marks_of_another_teacher_are_told_as_a_number(open_grid):
    grid = open_grid("colleague")
    grid.page.evaluate("['one', 'two'].forEach(id => { localStorage['marks:0:' + id] = '{}' })")

    grid.reopened()

    assert asked(grid) == "Здесь есть неотправленные отметки другого учителя (2)"
    assert grid.page.evaluate("localStorage['marks:0:one']") == "{}"


def test_leaving_with_a_queue_asks_first(grid):
    told = []
    grid.page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
    grid.page.context.set_offline(True)
    give(grid, "5")
    grid.says("Нет связи. В очереди отметок: 1. Они не потеряются")

    grid.page.get_by_role("button", name="Выйти").click()

    [question] = told
    assert question.startswith("В очереди есть неотправленные отметки: 1. Они останутся на этом компьютере")


@pytest.mark.parametrize("typed, shown", [("5", "5"), ("н", "Н")])
def test_column_is_a_plain_form_without_script(open_grid, typed, shown):
    grid = open_grid(java_script_enabled=False)
    grid.page.locator("tbody input[id]").first.fill(typed)
    grid.page.keyboard.press("Enter")

    grid.page.wait_for_url("**&saved=1*")
    assert grid.page.locator("tbody input[id]").first.input_value() == shown


def test_two_values_without_script_are_radio_buttons(open_grid):
    plain, other = open_grid(java_script_enabled=False), open_grid("colleague")
    give(other, "3")
    other.saved()
    fields = plain.page.locator("tbody input[id]")
    fields.nth(0).fill("5")
    fields.nth(1).fill("4")
    with plain.page.expect_navigation() as answer:
        plain.page.get_by_role("button", name="Сохранить").click()

    assert answer.value.status == 409
    plain.page.get_by_label("Поставить 5").check()
    plain.page.get_by_role("button", name="Сохранить").click()
    plain.page.wait_for_url("**&saved=1*")
    assert [fields.nth(row).input_value() for row in (0, 1)] == ["5", "4"]
