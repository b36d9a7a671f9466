"""What the deputy director reads of the whole school as files: classes, rules of results, years."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from journal.models import AcademicYear, School
from tests import make
from tests.downloads import csv_rows, xlsx_rows
from tests.reading import links

EXTRACT = "Выписка из электронного журнала по состоянию на 12.10.2026, 10:00."


@pytest.fixture
def table(client, deputy, school):
    """Return the rows of the workbook that a page leads to."""
    client.force_login(deputy)
    return lambda page: xlsx_rows(client.get(links(client.get(reverse(f"journal:{page}")))["XLSX"]))


def test_classes_are_listed_year_by_year(table, school_class):
    make.school_class(5, "Б")
    old = AcademicYear.objects.create(name="2025/26", first_day=date(2025, 9, 1), last_day=date(2026, 5, 26))
    old.classes.create(grade=6, letter="А", shift=2)

    assert table("classes") == [
        [f"{EXTRACT} Классы.", "", ""],
        ["Учебный год", "Класс", "Смена"],
        ["2026/27", "5 «Б»", 1],
        ["2026/27", "7 «А»", 1],
        ["2025/26", "6 «А»", 2],
    ]


def test_rules_are_told_as_they_stand(table):
    School.objects.update(five_from=Decimal("4.60"))

    caption, head, first, *others = table("control-rules")

    assert (caption[0], head) == (
        f"{EXTRACT} Правила итоговых отметок.",
        ["Правило", "К чему относится", "Значение"],
    )
    assert first == ["От какого среднего какая отметка предлагается", "5 — от среднего", 4.6]
    assert others[-2][1:] == [
        "Аттестат за 9 класс: среднее из",
        "годовая отметка за 9 класс, экзаменационная отметка за 9 класс",
    ]


def test_rules_before_the_school_is_brought_in_are_an_empty_file(client, deputy):
    client.force_login(deputy)

    assert csv_rows(client.get(reverse("journal:control-list", args=["rules", "csv"])))[2:] == []


def test_years_are_told_with_how_long_each_is_kept(table, school_class):
    assert table("year-archives")[1:] == [
        [
            *("Учебный год", "С", "По", "Состояние"),
            *("Журналы хранятся до", "Итоговые отметки хранятся до"),
        ],
        [
            *("2026/27", make.YEAR_BEGINS, make.YEAR_ENDS, "идёт, не закрыт"),
            *(date(2032, 12, 31), date(2052, 12, 31)),
        ],
    ]


def test_homeroom_teacher_is_led_to_no_list_of_classes(client, homeroom, deputy, school_class):
    found = []
    for person in (homeroom, deputy):
        client.force_login(person)
        found.append("XLSX" in links(client.get(reverse("journal:classes"))))

    assert found == [False, True]


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("name, queries", [("classes", 3), ("years", 3)])
def test_lists_ask_the_same_number_of_queries(client, deputy, school, name, number, queries, django_assert_num_queries):
    for one in range(number):
        days = {"first_day": date(2020 + one, 9, 1), "last_day": date(2021 + one, 5, 26)}
        AcademicYear.objects.create(name=f"{2020 + one}/{21 + one}", **days).classes.create(grade=5, letter="А")
    client.force_login(deputy)
    address = reverse("journal:control-list", args=[name, "csv"])
    client.get(address)

    with django_assert_num_queries(queries):
        client.get(address)
