"""Who of the school has never signed in, as files."""

from urllib.parse import unquote

import pytest

from accounts.models import User
from tests import make
from tests.downloads import csv_rows, xlsx_rows
from tests.reading import links

ADDRESS = "/accounts/never/"
AS_OF = "По состоянию на 12.10.2026, 10:00."


@pytest.fixture
def office(client, deputy, school):
    client.force_login(deputy)
    return client


@pytest.fixture
def table(office):
    """Return the workbook that a page leads to."""
    return lambda address: office.get(links(office.get(address))["XLSX"])


def test_classes_are_told_with_their_numbers(table, student, parent, stranger):
    User.objects.filter(pk=student.pk).update(last_login=make.NOW)

    caption, head, *rows = xlsx_rows(table(ADDRESS))

    assert caption[0] == f"Кто ещё не входил в дневник: по классам. {AS_OF}"
    assert head[:3] == ["Класс", "Учеников не входило", "Учеников всего"]
    assert [row for row in rows if row[0] != "5 «Б»"] == [["7 «А»", 0, 1, 1, 1], ["8 «В»", 1, 1, 1, 1]]


def test_class_is_told_by_name(table, school_class, student, parent):
    response = table(f"{ADDRESS}{school_class.pk}/")

    caption, head, *rows = xlsx_rows(response)
    assert (caption[0], head) == (
        f"Кто ещё не входил в дневник: класс 7 «А». {AS_OF}",
        ["Имя", "Кто это", "Почему"],
    )
    assert rows == [
        ["Абрамов Пётр", "ученик", "карточка не выдана"],
        ["Абрамова Ольга", "родитель, ребёнок Абрамов Пётр", "карточка не выдана"],
    ]
    name = unquote(response["Content-Disposition"])
    assert name == "attachment; filename*=utf-8''Не входили, класс 7 «А», 12.10.2026.xlsx"


def test_staff_are_told_by_name(table, colleague):
    rows = xlsx_rows(table(f"{ADDRESS}staff/"))

    assert ["Чужова Анна", "работник", "карточка не выдана"] in rows


def test_class_that_is_not_there_is_no_file(office):
    assert office.get(f"{ADDRESS}999999/table.csv").status_code == 404


def test_name_that_looks_like_a_formula_stays_a_text(office, school_class, student):
    User.objects.filter(pk=student.pk).update(surname="=Абрамов")

    assert csv_rows(office.get(f"{ADDRESS}{school_class.pk}/table.csv"))[2][0] == "'=Абрамов Пётр"


@pytest.mark.parametrize("part", ["", "staff/", "{of_class}/"])
@pytest.mark.parametrize("number", [1, 3])
def test_files_ask_the_same_number_of_queries(office, school_class, django_assert_max_num_queries, part, number):
    for _ in range(number):
        make.teacher()
        make.guardianship(make.person(roles=("parent",)), make.student(school_class=school_class))
    address = f"{ADDRESS}{part}table.csv".format(of_class=school_class.pk)
    office.get(address)

    with django_assert_max_num_queries(8):
        office.get(address)
