"""What is done with several cells of the journal: undone, pasted, moved to the next student."""

import re

import pytest


def of_thirty(*values):
    """Return a column of thirty that begins with these values."""
    return [*values, *[""] * (30 - len(values))]


def given(grid, *marks):
    """Give marks from the first student on."""
    grid.go(0)
    for mark in marks:
        grid.press(mark, "Enter")


def test_undone_changes_return_one_by_one(grid):
    given(grid, "4", "5")
    grid.saved()

    grid.press("Control+z")

    grid.says("Отменено: Агеев Пётр, снова пусто")
    assert (grid.place, grid.column()) == ((1, 2), of_thirty("4"))
    grid.press("Control+z")
    assert grid.column() == of_thirty()
    assert grid.saved().reopened().column() == of_thirty()


@pytest.mark.parametrize("redo", ["Control+y", "Control+Shift+z"])
def test_undone_changes_are_done_again(grid, redo):
    given(grid, "4", "5")
    grid.press("Control+z", "Control+z", redo)

    grid.says("Возвращено: Абрамов Пётр, снова 4")
    assert grid.saved().reopened().column() == of_thirty("4")


def test_new_change_forgets_what_was_undone(grid):
    given(grid, "4")
    grid.press("Control+z", "3", "Control+y")

    assert grid.saved().reopened().column() == of_thirty("3")


def test_undoing_over_another_teacher_asks(open_grid):
    mine, other = open_grid(), open_grid("colleague")
    given(mine, "4")
    mine.saved()
    other.reopened()
    given(other, "2")
    other.saved()

    mine.press("Control+z")

    mine.question.wait_for()
    assert "в журнале 2 (Чужова А. С., 10:" in mine.question.inner_text().replace("\xa0", " ")
    assert other.reopened().column() == of_thirty("2")


def test_one_value_is_pasted_into_the_cell(grid):
    grid.go(0)
    grid.paste("н\r\n")

    assert grid.saved().reopened().column() == of_thirty("Н")


def test_what_is_no_mark_is_not_pasted(grid):
    grid.go(0)
    grid.paste("отлично")

    grid.says("Можно поставить")
    assert grid.column() == of_thirty()


def test_column_is_pasted_after_a_preview_by_name(grid):
    given(grid, "4", "5", "3")
    grid.go(0)

    shown = grid.paste("5\r\n5\r\n\r\nн\r\nпять\r\n4 ОП\r\n")

    assert shown == [
        "4 отметки, заменит 1",
        "Абрамов Пётр: 4 → 5",
        "Агеев Пётр: 5 → 5",
        "Белов Пётр: Н",
        "Волков Пётр: пять, не разобрать",
        "Гусев Пётр: 4 ОП",
    ]
    assert grid.saved().reopened().column() == of_thirty("5", "5", "3", "Н", "", "4")


def test_pasted_column_is_undone_as_one(grid):
    grid.go(0)
    grid.paste("5\n4\n3")
    grid.press("Control+z")

    grid.says("Отменено: 3 отметки")
    assert grid.saved().reopened().column() == of_thirty()


def test_preview_is_closed_and_nothing_pasted(grid):
    grid.go(0)
    grid.paste("5\n4\n3", sure=False)

    assert (grid.place, grid.column()) == ((0, 2), of_thirty())


def test_lines_below_the_last_student_are_told(grid):
    grid.go(29)

    assert grid.paste("5\n4") == ["1 отметка, заменит 0", "Юдин Пётр: 5", "Ученика нет: 4, не разобрать"]
    assert grid.saved().reopened().column()[29] == "5"


def test_pasted_marks_of_a_work_of_two_parts(grid):
    grid.go(0, 3)
    grid.paste("5/4\n3 3\n2/")

    assert grid.saved().reopened().column(3) == of_thirty("5/4", "3/3")


def test_marks_given_to_the_wrong_students_move_by_one_row(grid):
    given(grid, "5", "4", "n", "2")
    grid.go(0)

    grid.press("Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowDown", "Shift+ArrowUp", "Alt+ArrowDown")

    assert (grid.place, grid.column()) == ((3, 2), of_thirty("2", "5", "4", "Н"))
    grid.press("Alt+ArrowDown")
    assert grid.saved().reopened().column() == of_thirty("2", "", "5", "4", "Н")


def test_marks_move_up_by_a_button(grid):
    given(grid, "Backspace", "5", "4")
    grid.go(2)
    grid.press("Shift+ArrowUp")

    grid.page.get_by_role("button", name="выше").click()

    assert (grid.place, grid.column()) == ((0, 2), of_thirty("5", "4"))
    grid.page.get_by_role("button", name="выше").click()
    assert grid.saved().reopened().column() == of_thirty("5", "4")


def test_moving_is_undone_as_one(grid):
    given(grid, "5", "4")
    grid.go(0)
    grid.press("Shift+ArrowDown", "Alt+ArrowDown", "Control+z")

    assert grid.saved().reopened().column() == of_thirty("5", "4")


def test_selection_ends_with_any_other_key(grid):
    given(grid, "5", "4")
    grid.go(0)
    grid.press("Shift+ArrowDown", "ArrowUp", "Alt+ArrowDown")

    assert grid.saved().reopened().column() == of_thirty("4", "5")


def test_fast_mode_is_remembered(grid):
    grid.page.get_by_label("Сразу к следующему").check()

    assert grid.reopened().page.get_by_label("Сразу к следующему").is_checked()
    grid.page.get_by_label("Сразу к следующему").uncheck()
    assert not grid.reopened().page.get_by_label("Сразу к следующему").is_checked()


def test_state_of_a_cell_is_in_its_title(grid):
    given(grid, "5")
    grid.saved()

    cell = grid.cell(0)
    assert cell.get_attribute("data-state") == "ok"
    assert re.fullmatch(r"Сохранено 10:\d\d", cell.get_attribute("title"))
    grid.says("Сохранено 10:")
