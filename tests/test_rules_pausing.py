"""Which days may be paused, and what may be answered and taken away."""

from datetime import date

import pytest

from journal.rules.pausing import not_waived_yet, pause_out_of_bounds, pause_without_ground

MONDAY = date(2026, 10, 12)
TOO_LONG = "Сразу можно приостановить не больше 120 дней. Продлите потом ещё одной записью."


@pytest.mark.parametrize(
    "first, last, sentence",
    [
        (MONDAY, MONDAY, None),
        (MONDAY, date(2026, 10, 11), "Последний день приостановки раньше первого."),
        (MONDAY, date(2027, 2, 8), None),
        (MONDAY, date(2027, 2, 9), TOO_LONG),
        (date(2025, 10, 11), date(2025, 10, 20), None),
        (date(2025, 10, 10), date(2025, 10, 20), "10.10.2025: от сегодняшнего дня больше года. Проверьте день и год."),
        (date(2027, 10, 10), date(2027, 10, 13), None),
        (date(2027, 10, 10), date(2027, 10, 14), "14.10.2027: от сегодняшнего дня больше года. Проверьте день и год."),
    ],
)
def test_days_of_a_pause_are_sensible(first, last, sentence):
    assert pause_out_of_bounds(first, last, MONDAY) == sentence


@pytest.mark.parametrize("words, document, may", [("", "", False), ("гололёд", "", True), ("", "приказ", True)])
def test_pause_has_a_word_or_a_document(words, document, may):
    assert (pause_without_ground(words, document) is None) is may


@pytest.mark.parametrize(
    "due, sentence",
    [
        (date(2026, 10, 11), None),
        (MONDAY, "Срок ещё не прошёл: запись можно внести по 12.10.2026. Снимают только просроченное."),
    ],
)
def test_only_what_is_past_its_day_is_waived(due, sentence):
    assert not_waived_yet(due, MONDAY) == sentence
