"""What an own password may be, and the passwords of three words."""

import re
from datetime import date

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.rules.passwords import FEWEST_OWN, WORDS, in_one_form, own_signs, refusal, suggestions
from accounts.validators import COMMON
from tests import make

SHORT = "Нужно не меньше 12 знаков, сейчас их {}. Проще всего взять три слова через дефис."
PLAIN = (
    "Такой пароль легко угадать: имена, годы, повторы, клавиши подряд и слова вроде «пароль» пробуют первыми. "
    "Добавьте к нему два других слова."
)


@pytest.mark.parametrize(
    "password",
    ["лампа-берег-ветер", "мой кот спит на шкафу", "Xk7#pL2!vQ9z", "9 яблок и 4 груши", "дваждыДва=пять?"],
)
def test_password_of_ones_own_is_taken(password):
    assert refusal(password) == ""


@pytest.mark.parametrize(
    "password, expected",
    [
        ("", SHORT.format(0)),
        ("короткий-11", SHORT.format(11)),
        ("840193756201", "Добавьте буквы: пароль из одних цифр подбирают быстрее всего."),
        ("+7 (917) 555-12-34", "Добавьте буквы: пароль из одних цифр подбирают быстрее всего."),
        ("ааббввабваба", "Слишком мало разных знаков. Нужно хотя бы 5 разных."),
        ("ЁлкаЕлкаёлка", "Слишком мало разных знаков. Нужно хотя бы 5 разных."),
        ("qwertyuiop123", PLAIN),
        ("йцукенгшщзхъ", PLAIN),
        ("1qaz2wsx3edc", PLAIN),
        ("абвгдежзийкл", PLAIN),
        ("ytrewq654321", PLAIN),
        ("q1w2e3r4t5y6", PLAIN),
        ("секретсекретсекрет", PLAIN),
        ("Password2026!", PLAIN),
        ("gfhjkmgfhjkm1", PLAIN),
        ("Привет123456", PLAIN),
        ("Samara-2011-school", PLAIN),
        ("mama1987papa1985", PLAIN),
    ],
)
def test_password_that_is_tried_first_is_refused(password, expected):
    assert refusal(password) == expected


@pytest.mark.parametrize(
    "password, expected",
    [("лампа", 5), ("пароль", 1), ("qwe", 1), ("qw", 2), ("rtyлампа", 6), ("лампалампа", 5), ("лампа1999", 6)],
)
def test_what_is_tried_first_counts_as_one_sign(password, expected):
    assert own_signs(password) == expected


@pytest.mark.parametrize(
    "password",
    [
        "АбрамовПётр2011",
        "abramov.petr-07",
        "f,hfvjd-gtnh1",
        "Ильич-Абрамов",
        "Пётр 03.05.2011 Абрамов",
        "03052011-Пётр",
    ],
)
def test_password_of_ones_own_name_is_refused(db, password):
    person = make.person("Абрамов", "Пётр", "Ильич", login="abramov.p", born_on=date(2011, 5, 3))

    with pytest.raises(ValidationError, match="Такой пароль легко угадать"):
        validate_password(password, person)


def test_name_of_another_is_no_hindrance(db):
    validate_password("АбрамовПётр-кит", make.person("Яшин", "Ян", ""))


def test_most_common_passwords_are_refused():
    with pytest.raises(ValidationError) as refused:
        validate_password("Playstation3")

    assert refused.value.messages == [COMMON]


def test_words_are_plain_to_write():
    unfit = [word for word in WORDS if not re.fullmatch("[а-я]{4,8}", word)]

    assert (unfit, len(set(WORDS)) == len(WORDS), list(WORDS) == sorted(WORDS)) == ([], True, True)
    assert len(WORDS) >= 1024


def test_suggestions_are_three_words_each_and_good(db):
    person = make.person("Радуга", "Роза", "Львовна")
    offered = [password for _ in range(50) for password in suggestions(("Радуга", "Роза"))]

    assert {len(password.split("-")) for password in offered} == {3}
    assert {word for password in offered for word in password.split("-")} <= set(WORDS)
    assert min(own_signs(password, (person.surname, person.name)) for password in offered) >= FEWEST_OWN
    assert len(set(offered)) == 150


@pytest.mark.parametrize(
    "typed",
    [
        "весна-гусь-рупор",
        "Весна-гусь-рупор",
        "ВЕСНА ГУСЬ РУПОР",
        "весна\u2013гусь\u2014рупор",
        "весна\u2011гусь \u2212 рупор",
        "весна\u00a0гусь  -рупор",
    ],
)
def test_three_words_of_ours_are_one_password(typed):
    assert in_one_form(typed) == "весна-гусь-рупор"


@pytest.mark.parametrize(
    "password",
    [
        "",
        "Весна",
        "Весна-Гусь",
        "Весна-Гусь-Рупор-Лампа",
        "Весна-Гусь-Ы",
        "ВеснаГусьРупор",
        "Мой кот спит",
        "4F7K-2MQP",
    ],
)
def test_any_other_password_stays_as_it_is(password):
    assert in_one_form(password) == password
