"""Lists of marks as teachers paste them."""

from types import SimpleNamespace

import pytest

from journal.rules.pasted import is_named, read, sort_out


def named(surname, name="Пётр", patronymic="Ильич"):
    return SimpleNamespace(surname=surname, name=name, patronymic=patronymic)


ABRAMOV, LEV, BELOVA = named("Абрамов"), named("Абрамов", "Лев"), named("Белова", "Алёна", "")
PEOPLE = [ABRAMOV, LEV, BELOVA]


@pytest.mark.parametrize(
    "line, words, value",
    [
        ("Абрамов 5", "Абрамов", "5"),
        ("Абрамов Пётр — 4", "Абрамов Пётр", "4"),
        ("Абрамов-5", "Абрамов", "5"),
        ("Петрова-Водкина: 3", "Петрова-Водкина", "3"),
        ("12\tАбрамов Пётр\t5", "Абрамов Пётр", "5"),
        ("3. Абрамов 5 / 4", "Абрамов", "5/4"),
        ("Абрамов\t5\t4", "Абрамов", "5/4"),
        ("Абрамов;5", "Абрамов", "5"),
        ("Абрамов 5,00", "Абрамов", "5"),
        ("Абрамов 5 оп", "Абрамов", "5 ОП"),
        ("Абрамов нб", "Абрамов", "Н"),
        ("Абрамов н/б", "Абрамов", "Н"),
        ("Абрамов не сдал", "Абрамов", "·"),
        ("Абрамов н/с", "Абрамов", "·"),
        ("Абрамов .", "Абрамов", "·"),
        ("н", "", "Н"),
        ("Y", "", "Н"),
        ("Не сдано", "", "·"),
        ("5/4", "", "5/4"),
        ("7", "", "7"),
        ("12", "", None),
        ("", "", None),
        ("Абрамов", "Абрамов", None),
        ("7 Абрамов П.", "Абрамов П.", None),
        ("Абрамов 5+", "Абрамов 5+", None),
        ("Ученик\tОтметка", "Ученик Отметка", None),
    ],
)
def test_line_is_read(line, words, value):
    found = read(f" {line} ")

    assert (found.text, found.words, found.cell and str(found.cell)) == (line, words, value)


@pytest.mark.parametrize(
    "words, student, is_meant",
    [
        ("Абрамов", ABRAMOV, True),
        ("абрамов петр", ABRAMOV, True),
        ("Абрамов П. И.", ABRAMOV, True),
        ("Пётр Абрамов", ABRAMOV, True),
        ("Белова;Алена", BELOVA, True),
        ("Абрамов Лев", ABRAMOV, False),
        ("Абрам", ABRAMOV, False),
        ("Пётр", ABRAMOV, False),
        ("Абрамова", ABRAMOV, False),
        ("", ABRAMOV, False),
        ("Аль Хасан Р", named("Аль Хасан", "Рашид"), True),
        ("Хасан", named("Аль Хасан", "Рашид"), False),
    ],
)
def test_words_are_a_name(words, student, is_meant):
    assert is_named(words, student) == is_meant


@pytest.mark.parametrize(
    "text, found",
    [
        ("Белова 5\n\nАбрамов Л 4", [("Белова 5", [BELOVA]), ("Абрамов Л 4", [LEV])]),
        ("Абрамов 5\nСтранный 4\n3", [("Абрамов 5", [ABRAMOV, LEV]), ("Странный 4", []), ("3", [])]),
        ("5\n4\n3\n2", [("5", [ABRAMOV]), ("4", [LEV]), ("3", [BELOVA]), ("2", [])]),
        # An empty cell of a column is a student without a mark, its heading is nobody.
        ("\n4", [("4", [LEV])]),
        ("Отметка\n\n4", [("Отметка", []), ("4", [LEV])]),
        ("5\nпозже\n4", [("5", [ABRAMOV]), ("позже", [LEV]), ("4", [BELOVA])]),
        ("Отметка", [("Отметка", [])]),
        ("", []),
    ],
)
def test_lines_find_their_students(text, found):
    assert [(line.line.text, list(line.students)) for line in sort_out(text, PEOPLE)] == found
