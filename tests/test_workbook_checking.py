"""What is wrong with a workbook is named all at once: sheet, row, column, what, and what to do."""

from datetime import date, time

import pytest

from accounts.models import User
from journal.workbook.problems import Problem, Refused
from tests import make, workbook_rows
from tests.workbook_rows import faults, load, row_of, slot, student, without

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    return workbook_rows.school()


def test_all_bad_rows_are_named_at_once_and_nothing_is_written(rows):
    row_of(rows, "Ученики", code="3")["since"] = "осенью"
    row_of(rows, "Ученики", code="4")["school_class"] = "9 Я"
    row_of(rows, "Курсы", code="7Б-АЛГ")["teacher"] = "У-9"
    row_of(rows, "Родители", code="Р-1")["surname"] = ""
    row_of(rows, "Расписание", course="7-ТРУД")["number"] = 99

    found = faults(rows)

    assert found == [
        ("Ученики", 4, "Зачислен с", "это не дата: «осенью»"),
        ("Ученики", 5, "Класс", "нет такого: 9 Я"),
        ("Родители", 2, "Фамилия", "ячейка пуста"),
        ("Курсы", 3, "Учитель", "нет такого: У-9"),
        ("Расписание", 6, "Урок", "здесь не то число: «99»"),
    ]
    assert not User.objects.exists()


def test_problem_says_where_what_and_what_to_do():
    problem = Problem("Ученики", 4, "Класс", "нет такого: 9 Я", "исправьте или добавьте на лист «Классы»")

    assert str(problem) == (
        "Лист «Ученики», строка 4, столбец «Класс»: нет такого: 9 Я. "
        "Что сделать: исправьте или добавьте на лист «Классы»."
    )


def spoil(sheet, _cells, **changes):
    return lambda rows: row_of(rows, sheet, **_cells).update(changes)


def add(sheet, **cells):
    return lambda rows: rows[sheet].append(cells)


def drop(sheet, **cells):
    return lambda rows: without(rows, sheet, **cells)


STAY = {"since": workbook_rows.FIRST}
ANOTHER_NAME = "под кодом 1 на листе «Ученики» в строке 2 стоит другое"
NO_TRIMESTERS = "на листе «Календарь» нет периодов вида «триместр»"
OF_NO_USE = "день не этого учебного года"
QUARTER_2 = {"kind": "четверть", "number": 2}

FAULTS = [
    (drop("Школа"), ("Школа", 0, "", "должна быть ровно одна строка")),
    (drop("Сотрудники", code="А-1"), ("Сотрудники", 0, "Роли", "нет администратора")),
    (spoil("Предметы", {"code": "АЛГ"}, certificate="МАТ"), ("Предметы", 2, "В аттестате как", "нет такого: МАТ")),
    (spoil("Родители", {"code": "Р-1"}, children="1; 99"), ("Родители", 2, "Дети", "нет такого: 99")),
    (spoil("Курсы", {"code": "7-ТРУД"}, classes="7 А; 8 Б"), ("Курсы", 6, "Классы", "нет такого: 8 Б")),
    (spoil("Дистанционно", {}, whom="8 Б"), ("Дистанционно", 2, "Для кого", "нет такого класса")),
    (add("Предметы", code="алг", name="Алгебра"), ("Предметы", 6, "Код", "повторяет строку 2")),
    (add("Звонки", number=1, begins=time(8), ends=time(9)), ("Звонки", 10, "Смена", "повторяет строку 2")),
    (
        lambda rows: rows["Ученики"].append(student("1", "Абрамов", "7 Б")),
        ("Ученики", 14, "Зачислен с", "срок пересекается со строкой 2"),
    ),
    (
        add("Родители", code="Р-1", surname="Абрамова", name="Ольга", patronymic="Юрьевна", children="1"),
        ("Родители", 6, "С", "срок пересекается со строкой 2"),
    ),
    (
        spoil("Ученики", {"code": "1"}, until=date(2026, 8, 31)),
        ("Ученики", 2, "Выбыл (последний день)", "конец раньше начала"),
    ),
    (spoil("Звонки", {"number": 1}, ends=time(8)), ("Звонки", 2, "Конец", "урок кончается не позже, чем начинается")),
    (
        lambda rows: rows["Ученики"].append(
            student("1", "Абрамов", "7 Б", date(2026, 12, 1), patronymic="Ильич-Младший")
        ),
        ("Ученики", 14, "Отчество", ANOTHER_NAME),
    ),
    (
        spoil("Классы", {"school_class": "7 А"}, homeroom="А-1"),
        ("Классы", 2, "Классный руководитель", "А-1 не учитель"),
    ),
    (spoil("Курсы", {"code": "7А-АЛГ"}, teacher=""), ("Курсы", 2, "Учитель", "у курса нет учителя")),
    (
        add("Учителя курсов", course="7А-АЛГ", teacher="У-3"),
        ("Курсы", 2, "Учитель", "на листе «Учителя курсов» у курса другие учителя"),
    ),
    (
        spoil("Курсы", {"code": "7А-РОВ"}, marks_since="да"),
        ("Курсы", 7, "Отметки с", "у внеурочных занятий нет отметок и заданий"),
    ),
    (add("Группы", course="7А-АНГЛ-1", student="12"), ("Группы", 8, "Ученик", "ученик не из классов курса")),
    (
        lambda rows: (
            row_of(rows, "Ученики", code="12").update(workbook_rows.row_of(rows, "Родители", code="У-2"), code="У-2"),
            row_of(rows, "Родители", code="У-2").update(children="У-2"),
        ),
        ("Родители", 5, "Дети", "человек указан своим ребёнком"),
    ),
    (
        add("Сотрудники", code="1", surname="Абрамов", name="Пётр", patronymic="Ильич", roles="зам. директора"),
        ("Сотрудники", 6, "Код", "под этим кодом учится ученик: лист «Ученики», строка 2"),
    ),
    (spoil("Расписание", {"number": 2}, shift=2), ("Расписание", 3, "Урок", "нет звонка: смена 2, урок 2")),
    (drop("Календарь", kind="год"), ("Календарь", 0, "", "должна быть ровно одна строка вида «год»")),
    (spoil("Календарь", QUARTER_2, year="2025/26"), ("Календарь", 4, "Учебный год", "другой учебный год")),
    (spoil("Календарь", QUARTER_2, number=""), ("Календарь", 4, "Номер", "нет номера")),
    (drop("Календарь", **QUARTER_2), ("Календарь", 4, "Номер", "нет периода с номером 2")),
    (
        spoil("Календарь", QUARTER_2, first_day=date(2026, 10, 23)),
        ("Календарь", 4, "Начало", "начинается раньше, чем кончается период в строке 3"),
    ),
    (
        spoil("Курсы", {"code": "7А-АЛГ"}, term_system="триместр"),
        ("Курсы", 2, "Периоды", "на листе «Календарь» нет периодов вида «триместр»"),
    ),
    (
        spoil("Курсы", {"code": "7А-АЛГ"}, marks_since=date(2025, 9, 1)),
        ("Курсы", 2, "Отметки с", OF_NO_USE),
    ),
    (
        spoil("Ученики", {"code": "1"}, since=date(2027, 9, 1)),
        ("Ученики", 2, "Зачислен с", OF_NO_USE),
    ),
    (
        spoil("Ученики", {"code": "1"}, since=date(2020, 9, 1), until=date(2026, 5, 1)),
        ("Ученики", 2, "Выбыл (последний день)", OF_NO_USE),
    ),
]


@pytest.mark.parametrize("spoiling, fault", FAULTS, ids=[str(fault) for _, fault in FAULTS])
def test_rows_that_contradict_each_other_are_named(rows, spoiling, fault):
    spoiling(rows)

    assert fault in faults(rows)


def test_what_could_not_be_read_is_not_blamed_twice(rows):
    row_of(rows, "Календарь", kind="год")["first_day"] = "осенью"
    row_of(rows, "Классы", school_class="7 А")["shift"] = "первая"
    row_of(rows, "Курсы", code="7А-АЛГ").update(classes="все", teacher="У 1")
    row_of(rows, "Ученики", code="12")["since"] = "осенью"
    rows["Ученики"].append(student("12", "Марков", "7 А"))

    assert faults(rows) == [
        ("Календарь", 2, "Начало", "это не дата: «осенью»"),
        ("Классы", 2, "Смена", "здесь не то число: «первая»"),
        ("Ученики", 13, "Зачислен с", "это не дата: «осенью»"),
        ("Курсы", 2, "Классы", "это не класс: «все»"),
        ("Курсы", 2, "Учитель", "в коде лишние знаки: «У 1»"),
    ]


def test_who_has_learned_here_may_work_here(rows):
    row_of(rows, "Ученики", code="1")["until"] = date(2026, 10, 30)
    rows["Сотрудники"].append(
        {"code": "1", "surname": "Абрамов", "name": "Пётр", "patronymic": "Ильич", "roles": "учитель"}
    )
    worker = rows["Сотрудники"][-1]

    asked = []
    for since in (date(2026, 10, 30), date(2026, 10, 31), "осенью"):
        worker["since"] = since
        asked.append([what for *_, what in faults(rows)])

    learns = "под этим кодом учится ученик: лист «Ученики», строка 2"
    assert asked == [[learns], [], ["это не дата: «осенью»"]]


def test_a_person_may_stand_on_several_sheets_and_rows(rows):
    row_of(rows, "Родители", code="У-2").update(surname="крылова", patronymic="ПАВЛОВНА", email="v@school.example")
    rows["Ученики"][0]["until"] = date(2026, 10, 30)
    rows["Ученики"].append(student("1", "Абрамов", "7 Б", date(2026, 11, 2)))
    rows["Расписание"][0]["until"] = date(2026, 12, 31)
    rows["Расписание"].append(slot("7А-АЛГ", "пн", 1, since=date(2027, 1, 11), room="14"))

    assert faults(rows) == []


def test_an_earlier_year_is_not_brought_in_over_a_later_one(rows):
    make.year()
    for row in rows["Календарь"]:
        days = {name: row[name].replace(year=row[name].year - 1) for name in ("first_day", "last_day")}
        row.update(days, year="2025/26")
    rows["Дистанционно"] = []
    for row in rows["Ученики"]:
        row["since"] = date(2025, 9, 1)

    with pytest.raises(Refused, match="уже есть более поздний учебный год"):
        load(rows)
