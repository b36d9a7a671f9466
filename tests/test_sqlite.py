"""Russian letters are compared alike on SQLite and on PostgreSQL."""

import pytest
from django.db.models import F
from django.db.models.functions import Lower, Upper

from accounts.models import User
from accounts.sqlite import like
from tests import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "lookup, words, found",
    [
        ("icontains", "ёлкин", True),
        ("icontains", "ЁЛК", True),
        ("icontains", "елк", False),
        ("istartswith", "ёл", True),
        ("iendswith", "ИНА", True),
        ("iexact", "ёлкина", True),
        ("iexact", "ёлкин", False),
        ("icontains", "Ё%", False),
        ("icontains", "Ё_", False),
    ],
)
def test_lookups_know_russian_letters(lookup, words, found):
    make.person("Ёлкина")

    assert User.objects.filter(**{f"surname__{lookup}": words}).exists() == found


def test_letters_change_their_case():
    make.person("Ёлкина", "анна", login="anna")

    cases = User.objects.annotate(small=Lower("surname"), great=Upper("name"), code_again=F("code"))

    assert cases.values_list("small", "great").get() == ("ёлкина", "АННА")


def test_an_absent_text_has_no_case():
    make.person()

    assert User.objects.annotate(small=Lower("login"), great=Upper("login")).values_list("small", "great").get() == (
        None,
        None,
    )


@pytest.mark.parametrize(
    "pattern, text, escape, answer",
    [
        ("%", "", None, True),
        ("а_в", "АБВ", None, True),
        ("а_в", "АВ", None, False),
        ("а%", "в а", None, False),
        ("а.в", "абв", None, False),
        ("%два%", "раз\nдва\nтри", None, True),
        (r"100\%", "100%", "\\", True),
        (r"100\%", "1000", "\\", False),
        ("а\\", "а", "\\", True),
        (7, "7", None, True),
        (None, "а", None, None),
        ("а", None, None, None),
    ],
)
def test_like_answers_as_sql_does(pattern, text, escape, answer):
    assert like(pattern, text, escape) is answer
