"""Until when personal data are kept."""

from datetime import date, timedelta

import pytest

from accounts.enums import Role
from journal.rules.destruction import destroyed_early, kept_from, past_term_on

STILL_HERE = (
    "У человека есть роль в школе без последнего дня. Сначала закончите её: пока человек в школе, данные нужны."
)
LEFT = date(2026, 5, 26)


@pytest.mark.parametrize(
    "held, free_on",
    [
        ([], date.min),
        ([(Role.PARENT, LEFT)], date(2026, 5, 27)),
        ([(Role.STUDENT, LEFT)], date(2032, 1, 1)),
        ([(Role.STUDENT, date(2026, 12, 31))], date(2032, 1, 1)),
        ([(Role.STUDENT, date(2027, 1, 1))], date(2033, 1, 1)),
        ([(Role.TEACHER, LEFT), (Role.PARENT, date(2031, 12, 31))], date(2032, 1, 1)),
        ([(Role.TEACHER, LEFT), (Role.PARENT, date(2032, 1, 1))], date(2032, 1, 2)),
        ([(Role.STUDENT, LEFT), (Role.PARENT, None)], None),
    ],
)
def test_data_are_kept_as_long_as_any_role_wants_them(held, free_on):
    assert past_term_on(held) == free_on


def test_journal_that_names_a_person_keeps_the_data_whatever_the_roles_say():
    assert past_term_on([(Role.STUDENT, date(2020, 1, 1))], [date(2020, 9, 1), LEFT]) == date(2032, 1, 1)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.PARENT}))
def test_journals_that_name_a_person_are_kept_for_five_years(role):
    assert past_term_on([(role, LEFT)]) == date(2032, 1, 1)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("today", [date(2032, 1, 1), date(2031, 12, 31), date(2032, 2, 29)])
def test_list_of_those_past_the_term_turns_the_rule_round(role, today):
    earliest = kept_from(role, today)

    assert past_term_on([(role, earliest)]) > today
    assert past_term_on([(role, earliest - timedelta(days=1))]) <= today


@pytest.mark.parametrize(
    "free_on, today, sentence",
    [
        (date(2032, 1, 1), date(2032, 1, 1), None),
        (date.min, date(2026, 10, 12), None),
        (
            date(2032, 1, 1),
            date(2031, 12, 31),
            "Данные хранятся до 1\u00a0января 2032\u00a0года: срок хранения журнала ещё не истёк.",
        ),
        (None, date(2026, 10, 12), STILL_HERE),
    ],
)
def test_destruction_waits_for_the_term(free_on, today, sentence):
    assert destroyed_early(free_on, today) == sentence
