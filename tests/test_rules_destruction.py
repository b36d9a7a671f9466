"""Until when personal data are kept."""

from datetime import date, timedelta

import pytest

from accounts.enums import Role
from journal.rules.destruction import JOURNAL, SUMMARY, Keeping, destroyed_early, kept_from, what_keeps_longest

STILL_HERE = (
    "У человека есть роль в школе без последнего дня. Сначала закончите её: пока человек в школе, данные нужны."
)
OF_SUMMARY = (
    "Данные хранятся до 1\u00a0января 2053\u00a0года: срок хранения сводных ведомостей (25\u00a0лет) ещё не истёк."
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
    assert what_keeps_longest(held).free_on == free_on


@pytest.mark.parametrize(
    "written, keeping",
    [
        ([(JOURNAL, date(2020, 9, 1)), (JOURNAL, LEFT)], Keeping(date(2032, 1, 1), JOURNAL.going_on)),
        ([(SUMMARY, date(2020, 5, 26)), (JOURNAL, LEFT)], Keeping(date(2046, 1, 1), SUMMARY.going_on)),
        ([(SUMMARY, date(2000, 5, 26)), (JOURNAL, LEFT)], Keeping(date(2032, 1, 1), JOURNAL.going_on)),
    ],
)
def test_what_names_a_person_keeps_the_data_by_its_own_term_whatever_the_roles_say(written, keeping):
    assert what_keeps_longest([(Role.STUDENT, date(2020, 1, 1))], written) == keeping


def test_role_of_a_parent_keeps_the_data_until_its_end():
    assert what_keeps_longest([(Role.PARENT, LEFT)]) == Keeping(date(2026, 5, 27), "роль в школе ещё не закончилась")


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.PARENT}))
def test_journals_that_name_a_person_are_kept_for_five_years(role):
    assert what_keeps_longest([(role, LEFT)]).free_on == date(2032, 1, 1)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("today", [date(2032, 1, 1), date(2031, 12, 31), date(2032, 2, 29)])
def test_list_of_those_past_the_term_turns_the_rule_round(role, today):
    earliest = kept_from(role, today)

    assert what_keeps_longest([(role, earliest)]).free_on > today
    assert what_keeps_longest([(role, earliest - timedelta(days=1))]).free_on <= today


@pytest.mark.parametrize("term, years", [(JOURNAL, 5), (SUMMARY, 25)])
def test_term_turned_round_names_the_first_year_that_is_kept(term, years):
    today = date(2032, 2, 29)
    earliest = term.kept_from(today)

    assert earliest == date(2032 - years, 1, 1)
    assert term.kept_through(earliest - timedelta(days=1)) < today <= term.kept_through(earliest)


@pytest.mark.parametrize(
    "keeping, today, sentence",
    [
        (Keeping(date(2032, 1, 1), JOURNAL.going_on), date(2032, 1, 1), None),
        (Keeping(date.min), date(2026, 10, 12), None),
        (
            Keeping(date(2032, 1, 1), JOURNAL.going_on),
            date(2031, 12, 31),
            "Данные хранятся до 1\u00a0января 2032\u00a0года: срок хранения журнала (5\u00a0лет) ещё не истёк.",
        ),
        (
            Keeping(date(2053, 1, 1), SUMMARY.going_on),
            date(2033, 1, 10),
            OF_SUMMARY,
        ),
        (Keeping(None), date(2026, 10, 12), STILL_HERE),
    ],
)
def test_destruction_waits_for_the_term(keeping, today, sentence):
    assert destroyed_early(keeping, today) == sentence
