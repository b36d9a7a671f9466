"""The session ends, another teacher sits down: what waits is sent under the name of its author, and under no other."""

import pytest

from tests.browser.proxy import cut_before

AWAY = "Нужно войти снова"


def gone_offline(weather, mark="5"):
    """Type a mark that waits."""
    weather.network.fault = cut_before
    weather.give(mark)
    weather.queued()


def authors(weather) -> list[int]:
    """Return in whose names the journal has sent anything, in the order of their first words."""
    return list(dict.fromkeys(batch["user"] for batch in weather.network.sent))


def test_ended_session_waits_for_the_same_person(weather):
    weather.context.clear_cookies(name="sessionid")
    weather.give("5")
    weather.grid.says(f"{AWAY}. В очереди отметок: 1. Они не потеряются")
    assert (weather.shown[:2], weather.changes) == (("5", "queue"), [])

    weather.sign_in("teacher")
    weather.open().saved()

    assert (weather.marks, weather.changes) == ([5], ["teacher 5"])


def test_page_that_stayed_open_sends_by_itself_after_the_way_in(weather):
    weather.context.clear_cookies(name="sessionid")
    weather.give("5")
    weather.grid.says(AWAY)

    # The way in changes the token against forgery as well.
    weather.sign_in("teacher")
    weather.clear_up()

    assert (weather.marks, weather.changes) == ([5], ["teacher 5"])


def test_lost_token_waits_for_a_new_page(weather):
    weather.context.clear_cookies(name="csrftoken")
    weather.give("5")
    weather.grid.says("Страница устарела. Набранное будет отправлено ещё раз. В очереди отметок: 1")

    weather.grid.reopened().saved()

    assert (weather.marks, weather.changes) == ([5], ["teacher 5"])


def test_another_teacher_sees_a_number_alone(weather):
    gone_offline(weather)
    mine = weather.box
    weather.grid.page.close()
    weather.sign_in("colleague")

    weather.open().question.wait_for()

    assert weather.grid.question.inner_text() == "Здесь есть неотправленные отметки другого учителя (1)"
    assert weather.grid.column() == [""] * 30
    assert weather.box == mine


def test_nothing_is_sent_in_the_name_of_another(weather):
    gone_offline(weather)
    weather.grid.page.close()
    weather.sign_in("colleague")
    weather.open()
    # Not before: a tab that is closed tries once more.
    weather.network.mend()
    weather.give("4", row=1)
    weather.grid.saved()
    assert weather.changes == ["colleague 4"]

    weather.sign_in("teacher")
    weather.open().saved()

    assert weather.changes == ["colleague 4", "teacher 5"]
    assert [len(batch["ops"]) for batch in weather.network.sent] == [1] * len(weather.network.sent)


def test_open_page_of_the_first_waits_while_another_is_signed_in(weather):
    weather.sign_in("colleague")
    weather.give("5")

    weather.grid.says(f"{AWAY}: на этом компьютере вошёл другой человек. В очереди отметок: 1")
    assert (weather.changes, len(authors(weather))) == ([], 1)
    weather.sign_in("teacher")
    weather.clear_up()
    assert weather.changes == ["teacher 5"]


@pytest.mark.parametrize("is_sure", [True, False])
def test_signing_out_with_a_queue_asks_first(weather, is_sure):
    weather.sign_in("teacher")
    weather.open()
    gone_offline(weather)
    asked = []
    weather.grid.page.on("dialog", lambda box: (asked.append(box.message), box.accept() if is_sure else box.dismiss()))

    weather.grid.page.get_by_role("button", name="Выйти").click()

    if is_sure:
        weather.grid.page.wait_for_url(f"{weather.network.address}/login/**")
    assert [sentence[:46] for sentence in asked] == ["В очереди есть неотправленные отметки: 1. Они "]
    assert (len(weather.box), weather.changes) == (1, [])
    weather.network.mend()
    weather.sign_in("teacher")
    weather.open().saved()
    assert weather.changes == ["teacher 5"]
