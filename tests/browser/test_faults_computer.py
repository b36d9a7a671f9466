"""Tabs are closed, laptops sleep, storage is forbidden: what waits in a browser waits there until it has arrived."""

import json

from tests.browser.monday import SURNAMES
from tests.browser.proxy import Hold, cut_before

FORBIDDEN = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } });"
FULL = """() => {
    for (let size = 2 ** 23; size >= 1; size /= 2) {
        try { localStorage[`others:${size}`] = 'x'.repeat(size); } catch { /* It is that full already. */ }
    }
}"""


def test_all_ten_of_a_closed_tab_arrive_later(weather):
    weather.network.go_down()
    for row in range(10):
        weather.give(str(2 + row % 4), row)
    weather.queued(10)
    weather.grid.page.close()
    assert weather.changes == []

    weather.network.mend()
    weather.open().saved()

    assert weather.marks == [2, 3, 4, 5, 2, 3, 4, 5, 2, 3]
    assert len(weather.changes) == 10
    assert weather.grid.reopened().column()[:11] == [*"2345234523", ""]


def test_tab_closed_while_a_mark_is_on_its_way_doubles_nothing(weather):
    weather.network.fault = hold = Hold()
    weather.give("5")
    hold.taken()
    weather.grid.page.close()
    hold.let_go()

    weather.network.mend()
    weather.open().saved()

    assert (weather.marks, weather.changes) == ([5], ["teacher 5"])


def test_tab_closed_at_once_after_a_key_loses_nothing(weather):
    weather.network.go_down()
    weather.grid.go(0)
    weather.grid.press("5")
    weather.grid.page.close()

    weather.network.mend()
    weather.open().saved()

    assert (weather.marks, weather.changes) == ([5], ["teacher 5"])


def test_page_loaded_anew_shows_what_waits(weather):
    weather.network.fault = cut_before
    weather.give("5")
    weather.queued()
    weather.give("4")

    weather.grid.reopened()
    weather.queued(2)
    assert weather.shown == ("4", "queue", "В очереди: нет связи")
    weather.clear_up()

    assert (weather.marks, weather.changes) == ([4], ["teacher 5", "teacher 4"])


def test_two_tabs_send_the_same_once(weather):
    weather.network.fault = cut_before
    weather.give("5")
    weather.queued()
    first = weather.grid
    weather.open()
    weather.queued()

    weather.clear_up()
    first.saved()

    assert (weather.marks, weather.changes) == ([5], ["teacher 5"])


def test_answer_that_slept_too_long_doubles_nothing(weather):
    weather.network.fault = hold = Hold()
    weather.give("5")
    hold.taken()
    weather.pass_time(25)
    weather.queued()
    hold.let_go()
    assert weather.changes == ["teacher 5"]

    weather.stop_time()
    weather.network.mend()
    weather.grid.page.evaluate("dispatchEvent(new Event('online'))")

    weather.grid.saved()
    assert (weather.marks, weather.changes) == ([5], ["teacher 5"])


def test_connection_that_returns_is_used_at_once(weather):
    weather.context.set_offline(True)
    weather.give("5")
    weather.queued()

    weather.stop_time()
    weather.context.set_offline(False)

    weather.grid.saved()
    assert (weather.marks, weather.changes) == ([5], ["teacher 5"])


def test_marks_wait_in_memory_where_storage_is_forbidden(weather):
    weather.grid.page.add_init_script(FORBIDDEN)
    weather.grid.reopened()
    weather.network.fault = cut_before
    weather.give("5")
    weather.queued()

    weather.clear_up()

    assert (weather.marks, weather.changes) == ([5], ["teacher 5"])


def test_marks_wait_in_memory_where_storage_is_full(weather):
    weather.grid.page.evaluate(FULL)
    weather.network.fault = cut_before
    weather.give("5")
    weather.queued()
    assert [key for key in weather.box if not key.startswith("others:")] == []

    weather.clear_up()

    assert (weather.marks, weather.changes) == ([5], ["teacher 5"])


def test_queue_holds_keys_and_values_and_no_names(weather):
    weather.network.fault = cut_before
    weather.give("5")
    weather.queued()

    [(key, kept)] = weather.box.items()
    entry = json.loads(kept)
    assert key.split(":")[::2] == ["marks", entry["id"]]
    assert sorted(entry) == ["at", "base", "cell", "id", "sure", "to", "value"]
    assert [entry[name] for name in ("base", "value", "sure")] == ["0.", "5", False]
    assert entry["to"] == f"/teach/journals/{weather.journal}/entries/"
    assert [surname for surname in SURNAMES if surname in kept] == []
    weather.clear_up()
    assert weather.box == {}
