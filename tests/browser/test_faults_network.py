"""The network fails: what a teacher typed is stored exactly once, or visibly waits, and nobody is overwritten."""

import pytest

from tests.browser.proxy import Hold, answered_502, answered_503, cut_after, cut_amid, cut_before

LOST = ("5", "queue", "В очереди: нет связи")


def another_gives(open_grid, mark):
    """Let a colleague, whose network is sound, write to the first cell."""
    grid = open_grid("colleague")
    grid.go(0)
    grid.press(mark, "Enter")
    grid.saved()


def question(weather) -> str:
    """Return the only question with its choices, in one line."""
    weather.grid.question.wait_for()
    return " | ".join(weather.grid.question.inner_text().split("\n"))


@pytest.mark.parametrize(
    "fault, arrived",
    [
        (cut_before, []),
        (cut_after, ["teacher 5"]),
        (cut_amid, ["teacher 5"]),
        (answered_502, []),
        (answered_503, []),
    ],
)
def test_mark_waits_out_a_fault_and_is_stored_once(weather, fault, arrived):
    weather.network.fault = fault
    weather.give("5")
    weather.queued()
    assert (weather.shown, weather.changes) == (LOST, arrived)

    weather.clear_up()

    value, state, title = weather.shown
    assert (value, state, title[:13]) == ("5", "ok", "Сохранено 10:")
    assert (weather.marks, weather.changes) == ([5], ["teacher 5"])


def test_new_value_arrives_after_a_lost_answer(weather):
    weather.network.fault = cut_after
    weather.give("5")
    weather.queued()
    weather.give("4")

    weather.clear_up()

    assert (weather.marks, weather.changes) == ([4], ["teacher 5", "teacher 4"])
    assert weather.grid.question.count() == 0


def test_what_has_left_the_browser_does_not_change(weather):
    weather.network.fault = cut_before
    for mark in ("5", "4", "3"):
        weather.give(mark)
        weather.queued()
    weather.clear_up()

    told = weather.network.told
    assert [len(contents) for contents in told.values()] == [1] * len(told)
    assert weather.changes == ["teacher 5", "teacher 3"]


def test_value_typed_while_another_is_on_its_way_follows_it(weather):
    weather.network.fault = hold = Hold()
    weather.give("5")
    hold.taken()
    weather.give("3")
    with weather.grid.page.expect_response("**/entries/"):
        hold.let_go()

    weather.clear_up()

    assert (weather.marks, weather.changes) == ([3], ["teacher 5", "teacher 3"])
    assert [len(batch["ops"]) for batch in weather.network.sent] == [1, 1]


def test_another_teacher_is_not_overwritten_after_a_lost_answer(weather, open_grid):
    weather.network.fault = cut_after
    weather.give("5")
    weather.queued()
    another_gives(open_grid, "3")

    weather.clear_up()

    assert (weather.marks, weather.changes) == ([3], ["teacher 5", "colleague 3"])
    assert weather.grid.question.count() == 0


def test_another_teacher_is_asked_about_after_a_lost_answer(weather, open_grid):
    weather.network.fault = cut_after
    weather.give("5")
    weather.queued()
    weather.give("4")
    another_gives(open_grid, "3")

    weather.clear_up()

    assert question(weather).endswith("у вас 4. Что оставить? | Оставить 3 | Поставить 4")
    assert (weather.marks, weather.changes) == ([3], ["teacher 5", "colleague 3"])
    weather.grid.page.get_by_role("button", name="Поставить 4").click()
    weather.clear_up()
    assert weather.changes == ["teacher 5", "colleague 3", "teacher 4"]


def test_newest_of_what_waited_is_asked_about(weather, open_grid):
    weather.network.fault = cut_before
    weather.give("5")
    weather.queued()
    weather.give("4")
    another_gives(open_grid, "3")

    weather.clear_up()

    assert question(weather).endswith("у вас 4. Что оставить? | Оставить 3 | Поставить 4")
    assert (weather.marks, weather.changes) == ([3], ["colleague 3"])
    weather.grid.page.get_by_role("button", name="Оставить 3").click()
    weather.clear_up()
    assert (weather.grid.reopened().column()[0], weather.changes) == ("3", ["colleague 3"])


def test_undoing_waits_like_any_value(weather):
    weather.network.fault = cut_after
    weather.give("5")
    weather.queued()
    weather.grid.press("Control+z")

    weather.clear_up()

    assert (weather.marks, weather.changes) == ([None], ["teacher 5", "teacher"])


def test_two_works_of_one_lesson_wait_together(weather):
    weather.network.fault = cut_after
    weather.give("5")
    weather.grid.go(0, 3)
    weather.grid.press("4", "/", "3", "Enter")
    weather.give("n", row=1)
    weather.queued(3)

    weather.clear_up()

    assert (weather.marks, len(weather.changes)) == ([5, 4], 2)
    assert weather.grid.reopened().column()[:2] == ["5", "Н"]
    assert weather.grid.column(3)[:2] == ["4/3", ""]
