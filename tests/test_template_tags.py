from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template

from accounts import russian

TODAY = date(2026, 10, 12)
ENTRIES = "запись,записи,записей"


def rendered(source, **context):
    return Template("{% load russian %}" + source).render(Context(context))


@pytest.mark.parametrize(
    "number, expected",
    [
        (0, "0\u00a0записей"),
        (1, "1\u00a0запись"),
        (2, "2\u00a0записи"),
        (4, "4\u00a0записи"),
        (5, "5\u00a0записей"),
        (11, "11\u00a0записей"),
        (14, "14\u00a0записей"),
        (21, "21\u00a0запись"),
        (112, "112\u00a0записей"),
        (123, "123\u00a0записи"),
    ],
)
def test_plural_agrees_with_the_number(number, expected):
    assert russian.plural(number, ENTRIES) == expected


@pytest.mark.parametrize(
    "number, expected", [(0, "0"), (9999, "9999"), (10_000, "10\u00a0000"), (1_133_338, "1\u00a0133\u00a0338")]
)
def test_thousands_of_a_long_number_stand_apart(number, expected):
    assert russian.grouped(number) == expected


def test_noun_leaves_the_number_out():
    assert rendered("{{ n|noun:forms }}", n=3, forms=ENTRIES) == "записи"


@pytest.mark.parametrize(
    "write, expected",
    [
        (russian.day_month, "12\u00a0октября"),
        (russian.full_date, "12\u00a0октября 2026\u00a0года"),
        (russian.short_date, "12.10"),
        (russian.weekday, "понедельник"),
        (russian.weekday_day, "пн, 12\u00a0октября"),
    ],
)
def test_date_is_written_in_russian(write, expected):
    assert write(TODAY) == expected


@pytest.mark.parametrize(
    "when, expected",
    [
        (date(2026, 10, 9), "9\u00a0октября"),
        (date(2026, 10, 11), "вчера"),
        (date(2026, 10, 12), "сегодня"),
        (date(2026, 10, 13), "завтра"),
        (date(2026, 10, 14), "послезавтра"),
        (date(2025, 10, 12), "12\u00a0октября 2025\u00a0года"),
        # Samara is four hours ahead: its Monday begins while it is still Sunday in Greenwich.
        (datetime(2026, 10, 11, 20, 0, tzinfo=UTC), "сегодня в\u00a000:00"),
        (datetime(2026, 10, 11, 14, 40, tzinfo=UTC), "вчера в\u00a018:40"),
    ],
)
def test_near_says_a_date_as_people_do(when, expected):
    assert rendered("{{ when|near:today }}", when=when, today=TODAY) == expected


@pytest.mark.parametrize(
    "seconds, expected",
    [
        (0, "0\u00a0с"),
        (24.9, "24\u00a0с"),
        (60, "1\u00a0мин"),
        (185, "3\u00a0мин 5\u00a0с"),
        (3600, "1\u00a0ч"),
        (4355, "1\u00a0ч 12\u00a0мин"),
        (86_400, "24\u00a0ч"),
    ],
)
def test_lasting_names_two_units_at_most(seconds, expected):
    assert rendered("{{ time|lasting }}", time=timedelta(seconds=seconds)) == expected


@pytest.mark.parametrize(
    "first, last, expected",
    [
        (date(2026, 10, 12), date(2026, 10, 12), "12\u00a0октября"),
        (date(2026, 10, 12), date(2026, 10, 14), "с\u00a012 по\u00a014\u00a0октября"),
        (date(2026, 10, 30), date(2026, 11, 2), "с\u00a030\u00a0октября по\u00a02\u00a0ноября"),
        (date(2026, 10, 12), date(2027, 10, 12), "с\u00a012\u00a0октября по\u00a012\u00a0октября"),
    ],
)
def test_days_are_said_from_the_first_to_the_last(first, last, expected):
    assert russian.days_said(first, last) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Школа № 89", "Школа №\u00a089"),
        ("по п. 4.1.2", "по п.\u00a04.1.2"),
        ("г. Самара", "г.\u00a0Самара"),
        ("до 24 ноября", "до 24\u00a0ноября"),
        ("7 «А» класс", "7\u00a0«А» класс"),
        ("И. И. Иванов", "И.\u00a0И.\u00a0Иванов"),
        ("Срок — завтра", "Срок\u00a0— завтра"),
        ("№ 5, § 7", "№\u00a05, §\u00a07"),
        ("Упр. 7, С. 26", "Упр.\u00a07, С.\u00a026"),
        ("1-я группа", "1-я\u00a0группа"),
        ("5 яблок", "5 яблок"),
    ],
)
def test_typeset_keeps_together_what_belongs_together(text, expected):
    assert russian.typeset(text) == expected


def test_clause_links_to_its_place_in_the_regulation():
    assert rendered('({% clause "4.1.2" %})') == '(<a class="nowrap" href="/service/#p-4-1-2">п.\u00a04.1.2</a>)'
