"""The page of visits: how long the way from the form to the first page with information takes."""

from itertools import pairwise
from urllib.parse import unquote

import pytest

from accounts.enums import Entrance
from tests import downloads, make, reading

ADDRESS = "/accounts/visits/"


@pytest.fixture
def read(client, administrator, school):
    """Return the lines of the page as the administrator reads it."""
    client.force_login(administrator)
    return lambda query="": reading.lines(client.get(ADDRESS + query))


@pytest.fixture
def come(parent):
    for minutes in (0.5, 1, 4, 30):
        make.visit(parent, way=minutes)


def facts(lines):
    return dict(pairwise(lines))


def test_page_says_how_long_the_ways_were(read, come):
    lines = read()

    assert "4 посещения" in lines
    assert facts(lines)["В 30 минут уложились"] == "100,0 %: 4 из 4"
    assert facts(lines)["Обычный путь"] == "1 мин: половина быстрее, половина дольше"
    assert facts(lines)["Самый долгий"] == "30 мин"
    assert "Не дошли" not in lines


@pytest.mark.parametrize(
    "step, number, share",
    [
        ("до 1 минуты", "2", "50,0 %"),
        ("от 1 до 2 минут", "0", "0,0 %"),
        ("от 2 до 5 минут", "1", "25,0 %"),
        ("от 10 до 30 минут", "1", "25,0 %"),
        ("дольше 30 минут", "0", "0,0 %"),
    ],
)
def test_page_counts_the_ways_by_their_length(read, come, step, number, share):
    lines = read()

    place = lines.index(step)
    assert lines[place + 1 : place + 3] == [number, share]


def test_page_names_who_waited_for_too_long(read, come, stranger):
    make.visit(stranger, way=41, device="телефон", entrance=Entrance.SLIP)

    lines = read()

    assert facts(lines)["В 30 минут уложились"] == "80,0 %: 4 из 5"
    place = lines.index("Яшин Игорь")
    assert lines[place : place + 4] == ["Яшин Игорь", "сегодня в 10:00", "41 мин", "по карточке, телефон"]


def test_page_tells_those_who_came_to_nothing(read, come, parent):
    make.visit(parent)

    assert facts(read())["Не дошли"] == "1 вход без открытой страницы со сведениями"


def test_page_without_a_page_shown_says_so(read, parent):
    make.visit(parent)

    assert "Пока никто не дошёл до сведений" in read()


def test_page_without_visits_says_so(read):
    assert "Посещений нет" in read()


@pytest.mark.parametrize(
    "query, expected",
    [
        ("", "2 посещения"),
        ("?whose=staff", "1 посещение"),
        ("?whose=all", "3 посещения"),
        ("?days=30", "3 посещения"),
        ("?days=365", "4 посещения"),
        ("?entrance=slip", "1 посещение"),
        ("?days=365&whose=all&entrance=password", "4 посещения"),
    ],
)
def test_filters_narrow_the_visits(read, parent, student, deputy, query, expected):
    make.visit(parent, way=1)
    make.visit(student, way=1, at=make.NOW - make.days(7), entrance=Entrance.SLIP)
    make.visit(student, way=1, at=make.NOW - make.days(8))
    make.visit(student, way=1, at=make.NOW - make.days(31))
    make.visit(deputy, way=1)

    assert expected in read(query)


def test_filter_that_is_not_offered_shows_nothing(read, come):
    lines = read("?days=999")

    assert "Выберите из списка." in lines
    assert "4 посещения" not in lines


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_the_same_number_of_queries(client, administrator, school, django_assert_num_queries, number):
    for _ in range(number):
        make.visit(make.student(), way=45)
    client.force_login(administrator)
    client.get(ADDRESS)

    # The session, the person; counts, the middle, the late ones.
    with django_assert_num_queries(5):
        client.get(ADDRESS)


def test_table_names_all_who_waited_for_too_long(client, come, read, stranger, deputy):
    client.force_login(deputy)
    make.visit(stranger, way=41, device="телефон", entrance=Entrance.SLIP)
    for _ in range(21):
        make.visit(make.student(), way=31, at=make.NOW - make.days(1))
    page = client.get(f"{ADDRESS}?days=30")

    response = client.get(reading.links(page)["XLSX"])

    caption, head, first, *others = downloads.xlsx_rows(response)
    said = "Посещения дольше 30 минут. По состоянию на 12.10.2026, 10:00."
    assert caption[0] == f"{said} Отбор: За сколько дней: 30 дней."
    assert head == ["Кто", "Когда", "Сколько", "Как", "Устройство"]
    assert first == ["Яшин Игорь", "12.10.2026, 10:00", "41 мин", "по карточке", "телефон"]
    assert others == [["Абрамов Пётр", "11.10.2026, 10:00", "31 мин", "по паролю", ""]] * 21


def test_table_keeps_a_formula_as_a_text(client, read, stranger):
    make.visit(stranger, way=41, device="=1")

    response = client.get(f"{ADDRESS}table.csv")

    name = unquote(response["Content-Disposition"])
    assert downloads.csv_rows(response)[2][4] == "'=1"
    assert name == "attachment; filename*=utf-8''Посещения дольше 30 минут, 12.10.2026.csv"


def test_filter_that_is_not_offered_leads_to_the_page(client, read):
    response = client.get(f"{ADDRESS}table.csv?days=999")

    assert response.url == f"{ADDRESS}?days=999"


@pytest.mark.parametrize("number", [1, 3])
def test_table_asks_the_same_number_of_queries(client, administrator, school, django_assert_num_queries, number):
    for _ in range(number):
        make.visit(make.student(), way=45)
    client.force_login(administrator)
    client.get(f"{ADDRESS}table.csv")

    with django_assert_num_queries(3):
        client.get(f"{ADDRESS}table.csv")
