"""Logins made of names, and one-time passwords: whatever people are called, whatever is typed."""

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as some

from accounts.rules.logins import LONGEST, login_of, numbered
from accounts.rules.one_time import LENGTH, SIGNS, folded_code, new_code, valid_until
from tests import make

NAMES = some.text(max_size=80) | some.text("абвгдежзийклмнопрстуфхцчшщъыьэюяёЛАЯ -", max_size=80)
LOGIN_SIGNS = frozenset("abcdefghijkmnopqrstuvwxyz.23456789")


@pytest.mark.parametrize(
    "names, login",
    [
        (("Абрамов", "Пётр", "Ильич"), "abramov.p"),
        (("Абрамов", "Пётр"), "abramov.p"),
        (("Щукина", "Юлия", "Жановна"), "shchukina.y"),
        (("Подъячий", "Эмиль", ""), "podyachiy.e"),
        (("Попов", "Лев", "Сергеевич"), "popov.s"),
        (("Попов", "Лев", "Львович"), "popov"),
        (("Павлов", "Пётр", "Ильич"), "petr.p"),
        (("Павлова", "Алла", "Сергеевна"), "pav.a"),
        (("Михайлов", "Илья", "Андреевич"), "mikhay.i"),
        (("Николаев", "Илья", "Викторович"), "niko.i"),
        (("Волков", "Илья", "Петрович"), "petrovich.v"),
        (("Волков", "Михаил", "Ильич"), "mikhai.v"),
        (("Соловьёв", "Лев", "Павлович"), "soovev.p"),
        (("Л", "Алла", "Ильич"), "aa.i"),
        (("Л", "Л", "Ильич"), "iich"),
        (("Салтыков-Щедрин", "Михаил", ""), "shchedrin.m"),
        (("Li", "Wei", ""), "wei"),
        (("Müller", "Zoë", "Ивановна"), "zoe.m"),
        (("Гарифуллина", "Әминә", ""), "amina.g"),
        (("Л", "Л", "Л"), "person"),
        (("明", "—", ""), "person"),
        (("А" * 80, "Б", ""), "a" * 30 + ".b"),
    ],
)
def test_login_is_made_of_names(names, login):
    assert login_of(*names) == login


@given(NAMES, NAMES, NAMES)
def test_login_of_any_names_holds_only_clear_signs(surname, name, patronymic):
    namesakes = list(islice(numbered(login_of(surname, name, patronymic)), 600))

    assert set().union(*namesakes) <= LOGIN_SIGNS
    assert len(set(namesakes)) == len(namesakes)
    assert namesakes[0][0].isalpha()
    assert max(map(len, namesakes)) <= LONGEST


def test_namesakes_are_numbered_without_nought_and_one():
    namesakes = list(islice(numbered("abramov.p"), 74))

    assert [*namesakes[:3], *namesakes[8:11], namesakes[73]] == [
        "abramov.p",
        "abramov.p2",
        "abramov.p3",
        "abramov.p9",
        "abramov.p22",
        "abramov.p23",
        "abramov.p222",
    ]


def test_code_is_printed_in_two_halves_of_clear_signs():
    codes = {new_code() for _ in range(1000)}

    assert len(codes) == 1000
    assert {(len(code), code[4]) for code in codes} == {(LENGTH + 1, "-")}
    assert set("".join(codes)) == set(SIGNS) | {"-"}
    assert set(SIGNS) & set("0O1IL") == set()


@given(
    some.text(SIGNS, min_size=LENGTH, max_size=LENGTH), some.sampled_from(["{}-{}", " {} {} ", "{}{}\u00a0", "{}—{}"])
)
def test_code_is_read_however_it_was_typed(signs, manner):
    typed = manner.format(signs[:4], signs[4:])
    cyrillic = typed.translate(str.maketrans("ABEKMHPCTYX", "АВЕКМНРСТУХ"))

    assert {folded_code(text) for text in (typed, typed.lower(), cyrillic, cyrillic.lower())} == {signs}


@given(some.text())
def test_code_is_read_from_any_text(text):
    assert folded_code(folded_code(text)) == folded_code(text)


def test_slip_is_valid_for_thirty_days():
    assert valid_until(make.TODAY) == make.TODAY + make.days(30)
