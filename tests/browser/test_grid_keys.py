"""The keys of the journal, by their places on the keyboard."""

import pytest

WORK = 3


def of_thirty(*values):
    """Return a column of thirty that begins with these values."""
    return [*values, *[""] * (30 - len(values))]


@pytest.fixture
def work(grid):
    """The work of two parts, and its first cell."""
    grid.go(0, WORK)
    return grid


def test_thirty_marks_take_sixty_one_presses(grid):
    marks = [str(2 + number % 4) for number in range(30)]

    grid.enter()
    for mark in marks:
        grid.press(mark, "Enter")

    # The last Enter leads nowhere.
    assert grid.presses - 1 == 61
    assert grid.saved().reopened().column() == marks


def test_thirty_marks_in_the_fast_mode_take_at_most_thirty_five_presses(open_grid):
    grid = open_grid()
    grid.page.get_by_label("Сразу к следующему").check()
    grid.page.reload()
    marks = [str(2 + number % 4) for number in range(30)]

    grid.enter()
    grid.press(*marks)

    assert grid.presses <= 35
    assert grid.saved().reopened().column() == marks


def test_thirty_marks_at_five_a_second_are_at_most_three_requests(grid):
    grid.enter()
    for _ in range(30):
        grid.press("5", "Enter", held=100)

    assert grid.saved().column() == ["5"] * 30
    assert len(grid.requests) <= 3


CELLS = [
    (["5", "3"], "3"),
    (["n"], "Н"),
    (["Y"], "Н"),
    (["o"], "ОП"),
    (["j"], "ОП"),
    (["4", "o"], "4"),
    (["o", "4"], "4"),
    (["."], "·"),
    (["5", "n"], "Н"),
    (["5", "Backspace"], ""),
    (["5", "Delete", "4"], "4"),
    (["5", "1"], "5"),
    (["5", "/", "4"], "4"),
    (["5", "q", "Space", "%"], "5"),
]


def test_keys_of_a_cell(grid):
    for row, (presses, _) in enumerate(CELLS):
        grid.go(row)
        grid.press(*presses, "Enter")

    assert grid.column() == of_thirty(*(shown for _, shown in CELLS))
    assert grid.saved().reopened().column() == of_thirty(*(shown for _, shown in CELLS))


PLACES = [
    ("KeyY", "н", "Н"),
    ("KeyJ", "о", "ОП"),
    ("Period", "ю", "·"),
    ("Slash", ".", "·"),
    ("Numpad4", "4", "4"),
    ("NumpadDecimal", ",", ""),
    ("KeyA", "ф", ""),
]


def test_russian_layout_and_the_numeric_pad(grid):
    for row, (code, char, _) in enumerate(PLACES):
        grid.go(row)
        grid.press_place(code, char)

    assert grid.saved().reopened().column() == of_thirty(*(shown for _, _, shown in PLACES))


PARTS = [
    (["5", "/", "4"], "5/4"),
    (["5", "Space", "4"], "5/4"),
    (["5", "NumpadDivide", "4"], "5/4"),
    (["5", "/", "4", "3"], "3"),
    (["5", "/", "4", "/", "2"], "5/2"),
    (["5", "/"], "5"),
    (["/"], ""),
]


def test_two_marks_of_a_work_of_two_parts(work):
    for row, (presses, _) in enumerate(PARTS):
        work.go(row, WORK)
        work.press(*presses, "Enter")

    assert work.saved().reopened().column(WORK) == of_thirty(*(shown for _, shown in PARTS))


def test_two_parts_in_the_russian_layout(work):
    for code, char in (("Digit5", "5"), ("Slash", "."), ("Digit4", "4")):
        work.press_place(code, char)

    assert work.saved().reopened().column(WORK)[0] == "5/4"


def test_fast_mode_waits_for_the_second_mark(work):
    work.page.get_by_label("Сразу к следующему").check()
    work.go(0, WORK)
    work.press("5", "/", "4", "3", "/", "3", ".")

    assert work.column(WORK) == of_thirty("5/4", "3/3", "·")


def test_absence_typed_beside_a_work_stands_in_the_first_column(work):
    work.press("5", "o", "Enter", "n")

    assert (work.column(2), work.column(WORK)) == (of_thirty("ОП", "Н"), of_thirty("5"))
    work.saved().reopened()
    assert (work.column(2), work.column(WORK)) == (of_thirty("ОП", "Н"), of_thirty("5"))


# From the middle of today's lesson.
AWAY = {
    "Enter": (16, 2),
    "Shift+Enter": (14, 2),
    "ArrowDown": (16, 2),
    "ArrowUp": (14, 2),
    "ArrowLeft": (15, 1),
    "ArrowRight": (15, 3),
    "Home": (15, 0),
    "End": (15, 3),
    "Control+Home": (0, 2),
    "Control+End": (29, 2),
    "PageDown": (25, 2),
    "PageUp": (5, 2),
    "Tab": (16, 2),
    "Shift+Tab": (14, 2),
}
EDGES = [((0, 2), "ArrowUp"), ((29, 2), "ArrowDown"), ((0, 0), "ArrowLeft"), ((0, 3), "ArrowRight"), ((29, 2), "Enter")]


def led(grid, place, key):
    grid.go(*place)
    grid.press(key)
    return grid.place


def test_keys_that_lead_away(grid):
    assert {key: led(grid, (15, 2), key) for key in AWAY} == AWAY


def test_edge_of_the_journal_is_no_door(grid):
    assert [(led(grid, place, key), key) for place, key in EDGES] == EDGES


def test_neighbouring_cell_is_a_field_while_the_keyboard_is_there(grid):
    grid.go(0)
    grid.press("ArrowLeft", "4", "ArrowRight")

    assert grid.cell(0, 1).locator("input").count() == 0
    assert grid.saved().reopened().column(1)[0] == "4"


def test_tab_leaves_the_table_from_a_neighbouring_column(grid):
    grid.go(0, 1)
    grid.press("Tab")

    assert grid.page.evaluate("document.activeElement.textContent") == "Сохранить"


def test_other_keys_are_refused_with_a_sentence(grid):
    grid.go(0)
    grid.press("q")

    grid.says("Можно поставить: 2–5, Н, ОП, точку")
    assert grid.column()[0] == ""


def test_repeating_the_cell_above(grid):
    grid.go(0)
    grid.press("4", "Enter", "Control+d", "Enter", "Control+d")

    assert grid.saved().reopened().column() == of_thirty("4", "4", "4")


def test_escape_returns_what_is_saved(grid):
    grid.go(0)
    grid.press("4")
    grid.saved()
    grid.press("5", "Escape")

    assert grid.column()[0] == "4"
    assert grid.saved().reopened().column()[0] == "4"


@pytest.mark.parametrize("key", ["F2", "Alt+Enter"])
def test_card_of_a_cell_opens(grid, key):
    grid.go(0)
    name = grid.page.evaluate("document.activeElement.id")

    with grid.page.expect_navigation():
        grid.press("5", key)

    assert grid.page.url.endswith(f"/cells/{name}/")


def test_emptiness_is_sent_when_the_cell_is_left(grid):
    clock = grid.page.clock
    clock.install()
    grid.reopened().go(0)
    grid.press("4")
    clock.run_for(1000)
    grid.saved().press("Backspace")
    clock.run_for(10_000)
    sent = len(grid.requests)
    grid.press("Enter")
    clock.run_for(10_000)

    assert sent == 1
    assert grid.saved().reopened().column()[0] == ""


def test_text_put_in_without_keys_counts_when_the_cell_is_left(grid):
    grid.go(0)
    grid.page.keyboard.insert_text("н")
    grid.press("Enter")
    grid.page.keyboard.insert_text("пять")
    grid.press("Enter")

    grid.says("Можно поставить")
    assert grid.saved().reopened().column() == of_thirty("Н")
