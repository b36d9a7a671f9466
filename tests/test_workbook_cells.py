"""What a cell may hold, however it was typed."""
# ruff: noqa: DTZ001 - a spreadsheet knows no time zones

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.enums import Role
from journal.workbook import letters, sheets, words
from journal.workbook.cells import (
    AcademicYearName,
    ClassName,
    Clock,
    Code,
    Day,
    Email,
    ListOf,
    Name,
    Since,
    Text,
    Unclear,
    Whole,
    Whom,
)

DAY = date(2026, 9, 1)


def misread(text, *, written, read):
    return text.encode(written).decode(read)


@pytest.mark.parametrize(
    "parser, raw, value",
    [
        (Text(40), "  Школа \u00a0 №\t89\n", "Школа № 89"),
        (Text(40), 7.0, "7"),
        (Text(40), 7.5, "7.5"),
        (Text(40), True, "да"),
        (Text(40), DAY, "01.09.2026"),
        (Text(40), "Müller", "Müller"),
        (Text(40), misread("Иванов Пётр", written="cp1251", read="cp1252"), "Иванов Пётр"),
        (Text(40), misread("Орлов", written="utf-8", read="cp1251"), "Орлов"),
        (Name(80), "Петрoв-Водкин", "Петров-Водкин"),
        (Name(80), "Mary Ann", "Mary Ann"),
        (Name(80), "О’Нил", "О’Нил"),
        (Code(32), 15.0, "15"),
        (Email(80), " petrova@school.example ", "petrova@school.example"),
        (Whole(1, 8), "7", 7),
        (Whole(1, 8), 7.0, 7),
        (Day(), DAY, DAY),
        (Day(), datetime(2026, 9, 1, 12, 30), DAY),
        (Day(), "01.09.2026", DAY),
        (Day(), "1.9.26", DAY),
        (Day(), "01/09/2026", DAY),
        (Day(), "2026-09-01", DAY),
        (Day(), "2026-09-01 00:00:00", DAY),
        (Day(), "1 сентября 2026 г.", DAY),
        (Day(), 46266.0, DAY),
        (Day(), "46266", DAY),
        (Since(), "Да", True),
        (Since(), "01.09.2026", DAY),
        (Clock(), time(8, 30), time(8, 30)),
        (Clock(), datetime(1899, 12, 31, 8, 30), time(8, 30)),
        (Clock(), timedelta(hours=8, minutes=30), time(8, 30)),
        (Clock(), 8.5 / 24, time(8, 30)),
        (Clock(), "8:30", time(8, 30)),
        (Clock(), "08.30", time(8, 30)),
        (Clock(), "8-30", time(8, 30)),
        (ClassName(), "7а", (7, "А")),
        (ClassName(), "7А", (7, "А")),
        (ClassName(), "7 «А»", (7, "А")),
        (ClassName(), "7-а", (7, "А")),
        (ClassName(), "7 A", (7, "А")),  # a Latin A
        (ClassName(), "11 б класс", (11, "Б")),
        (ClassName(), "5ё", (5, "Е")),
        (Whom(), "1-4", (1, 4, "")),
        (Whom(), 9.0, (9, 9, "")),
        (Whom(), "5–9 классы", (5, 9, "")),
        (Whom(), "7а", (7, 7, "А")),
        (AcademicYearName(), "2026/2027", "2026/27"),
        (AcademicYearName(), "2026-27 уч. год", "2026/27"),
        (AcademicYearName(), "1999/00", "1999/00"),
        (words.STAFF_ROLE, "Зам. директора", Role.DEPUTY),
        (words.STAFF_ROLE, "завуч", Role.DEPUTY),
        (words.YES_OR_NO, False, False),
        (words.WEEKDAY, "Пн.", 1),
        (words.WEEKDAY, 3.0, 3),
        (ListOf(Code(32)), "1; 2;\n3, 1", ("1", "2", "3")),
        (ListOf(Code(32)), 15.0, ("15",)),
        (ListOf(ClassName()), "7а; 7 Б", ((7, "А"), (7, "Б"))),
        (ListOf(Code(32)), " ; ", ()),
    ],
)
def test_cell_is_understood(parser, raw, value):
    assert parser(raw) == value


@pytest.mark.parametrize(
    "parser, raw, what",
    [
        (Text(5), "длинно", "слишком длинно: 6 знаков"),
        (Text(40), "Петр\ufffdв", "буквы испорчены: «Петр\ufffdв»"),
        (Text(40), "?????", "буквы испорчены: «?????»"),
        (Text(40), "РРІР°РЅРѕРІ", "буквы испорчены: «РРІР°РЅРѕРІ»"),
        (Text(40), "Î\u2603Î\u2603ÎÎ", "буквы испорчены: «Î\u2603Î\u2603ÎÎ»"),
        (Text(40), "Пётр Èâàíîâ", "буквы испорчены: «Пётр Èâàíîâ»"),
        (Name(80), "Иванов1", "это не похоже на имя: «Иванов1»"),
        (Name(80), "-", "это не похоже на имя: «-»"),
        (Code(32), "1 2", "в коде лишние знаки: «1 2»"),
        (Code(32), "1;2", "в коде лишние знаки: «1;2»"),
        (Code(32), "destroyed-7", "код того, чьи данные уничтожены"),
        (Code(32), "Dеstrоyеd-7", "код того, чьи данные уничтожены"),
        (Email(80), "petrova", "это не адрес почты: «petrova»"),
        (Whole(1, 8), 9.0, "здесь не то число: «9»"),
        (Whole(1, 8), "семь", "здесь не то число: «семь»"),
        (Whole(1, 8), "7" * 5000, f"здесь не то число: «{'7' * 39}…»"),
        (Day(), "7" * 5000, f"это не дата: «{'7' * 39}…»"),
        (Whole(1, 8), 7.5, "здесь не то число: «7.5»"),
        (Day(), "31.02.2026", "это не дата: «31.02.2026»"),
        (Day(), "осенью", "это не дата: «осенью»"),
        (Day(), 5.0, "это не дата: «5»"),
        (Day(), date(1900, 1, 1), "это не дата: «01.01.1900»"),
        (Since(), "нет", "это не дата: «нет»"),
        (Clock(), "25:00", "это не время: «25:00»"),
        (Clock(), "8:75", "это не время: «8:75»"),
        (Clock(), "утром", "это не время: «утром»"),
        (ClassName(), "12 А", "это не класс: «12 А»"),
        (ClassName(), "А7", "это не класс: «А7»"),
        (Whom(), "4-1", "нет таких параллелей: «4-1»"),
        (Whom(), date(2026, 4, 1), "это дата: 01.04.2026"),
        (Whom(), "начальная школа", "это не класс: «начальная школа»"),
        (AcademicYearName(), "2026/28", "это не учебный год: «2026/28»"),
        (AcademicYearName(), 2026.0, "это не учебный год: «2026»"),
        (words.YES_OR_NO, "может быть", "незнакомое слово: «может быть»"),
    ],
)
def test_cell_is_named_when_it_is_not_understood(parser, raw, what):
    with pytest.raises(Unclear) as fault:
        parser(raw)

    assert fault.value.what == what
    assert fault.value.advice


def test_message_shortens_a_long_cell():
    with pytest.raises(Unclear, match=f"^это не дата: «{'я' * 39}…»$"):
        Day()("я" * 500)


@pytest.mark.parametrize("one, other", [("У-12", "y-12"), ("ЁЛКА", "елка"), ("7А-АНГЛ", "7A-АHГЛ"), (" К  1", "к 1")])
def test_codes_are_looked_up_whatever_their_letters_look_like(one, other):
    assert letters.looked_up(one) == letters.looked_up(other)


PARSERS = {column.parser for sheet in sheets.SHEETS for column in sheet.columns}
RAW = st.one_of(
    st.text(max_size=30), st.floats(), st.booleans(), st.dates(), st.datetimes(), st.times(), st.timedeltas()
)


@given(parser=st.sampled_from(sorted(PARSERS, key=repr)), raw=RAW)
def test_any_cell_is_understood_or_named(parser, raw):
    try:
        parser(raw)
    except Unclear as fault:
        named = fault.what and fault.advice
    else:
        named = True
    assert named


@given(day=st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 30)))
def test_any_day_is_understood_in_every_spelling(day):
    serial = float((day - date(1899, 12, 30)).days)

    spellings = (day, f"{day:%d.%m.%Y}", day.isoformat(), f"{day.day}.{day.month}.{day.year} г.", serial)

    assert {Day()(spelling) for spelling in spellings} == {day}


FORMS = st.sampled_from(["{}{}", "{} {}", "{} «{}»", "{}-{}"])


@given(grade=st.integers(1, 11), letter=st.sampled_from("АБВГДЕЖЗИК"), form=FORMS)
def test_any_class_is_understood_in_every_spelling(grade, letter, form):
    assert ClassName()(form.format(grade, letter.lower())) == (grade, letter)


@given(text=st.text(alphabet=[chr(code) for code in range(ord("А"), ord("я") + 1)], min_size=2, max_size=20))
def test_any_russian_word_read_in_a_wrong_encoding_is_repaired(text):
    assert letters.tidied(misread(text, written="cp1251", read="latin-1").replace("\u00a0", "")) == text
