"""The register of a year: what it says of each case, to whom, on paper and as a table."""

import csv
from datetime import date
from io import BytesIO, StringIO
from urllib.parse import unquote

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from complaints import actions
from complaints.enums import Channel, Delivery, Status
from tests import make
from tests.complaining import brought_to, complain
from tests.reading import lines, links, part

REGISTER = reverse("admin:complaints_complaint_register")
HEAD = [
    *("Номер", "Поступило", "Зарегистрировано", "Как", "От кого", "Об ученике", "О чём", "Ответить не позднее"),
    *("Состояние", "Ответ", "От", "Как направлен"),
]
FORMULA = '=HYPERLINK("http://example.com")'


@pytest.fixture
def office(client, deputy, school):
    """Return the register as the deputy director gets it."""
    client.force_login(deputy)
    return lambda **asked: client.get(REGISTER, asked)


@pytest.fixture
def two(complaint, director):
    """An answered case of the mother, and a paper letter of somebody without a login."""
    brought_to(Status.ANSWERED, complaint, by=director)
    complain(None, author_name=FORMULA, channel=Channel.PAPER, received_on=date(2026, 10, 9), by=director)


def csv_rows(response) -> list[list[str]]:
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def test_table_tells_each_case_without_its_words(office, two):
    response = office(year=2026, format="csv")

    about = "нет сведений в дневнике: Тема урока: Алгебра, 9 октября"
    assert csv_rows(response) == [
        ["Обращения к директору школы за 2026 год. По состоянию на 12.10.2026, 10:00."],
        HEAD,
        [
            *("1-2026", "12.10.2026", "12.10.2026", Channel.PORTAL.label, "Абрамова Ольга Юрьевна"),
            *("Абрамов Пётр Ильич", about, "11.11.2026", "ответ направлен"),
            *("1-2026", "12.10.2026", "в дневнике 12.10.2026"),
        ],
        [
            *("2-2026", "09.10.2026", "12.10.2026", Channel.PAPER.label, f"'{FORMULA}", "", "другое", "11.11.2026"),
            *("зарегистрировано", "", "", ""),
        ],
    ]
    assert "Темы нет четвёртый день" not in response.content.decode()
    assert "Обращения 2026, 12.10.2026.csv" in unquote(response["Content-Disposition"])


def test_workbook_holds_days_as_days_and_no_formula(office, two):
    rows = CalamineWorkbook.from_filelike(BytesIO(office(format="xlsx").content)).get_sheet_by_index(0).to_python()

    assert (rows[1], rows[2][:3]) == (HEAD, ["1-2026", date(2026, 10, 12), date(2026, 10, 12)])
    assert rows[3][4] == FORMULA


def test_page_shows_the_same_to_be_printed(office, two):
    response = office()

    assert part(response, HEAD[-1], to="2-2026") == [
        *("1-2026", "12.10.2026", "12.10.2026", Channel.PORTAL.label, "Абрамова Ольга Юрьевна", "Абрамов Пётр Ильич"),
        *("нет сведений в дневнике: Тема урока: Алгебра, 9 октября", "11.11.2026", "ответ направлен"),
        *("1-2026", "12.10.2026", "в дневнике 12.10.2026"),
    ]
    assert links(response)["CSV"] == "?year=2026&format=csv"


def test_prolonged_case_is_due_later(office, complaint, director):
    until = date(2026, 11, 30)
    actions.prolong(complaint, until=until, why="Нужна проверка.", by=director, at=make.NOW)

    assert csv_rows(office(format="csv"))[2][7] == "30.11.2026"


def test_answer_is_told_how_it_was_sent(office, complaint, director):
    case = brought_to(Status.DECIDED, complaint, by=director)
    actions.approve(case, by=director, at=make.NOW)
    actions.mark_answered(case, delivery=Delivery.POST, on=make.TODAY, where="Юбилейная, 22А", by=director, at=make.NOW)

    assert csv_rows(office(format="csv"))[2][-3:] == ["1-2026", "12.10.2026", "почтой 12.10.2026"]


def test_year_is_of_the_number(office, two, stranger):
    complain(stranger, at=make.at(on=date(2025, 12, 1)))

    last, this = office(year=2025), office(year=2026)

    assert [len(csv_rows(office(year=year, format="csv"))) for year in (2024, 2025, 2026)] == [2, 3, 4]
    assert "1-2025" in lines(last)
    assert "1-2025" not in lines(this)
    assert [links(page)[year] for page in (last, this) for year in ("2025", "2026")] == ["?year=2025", "?year=2026"] * 2


def test_year_without_cases_says_so(office):
    assert "Обращений не было" in lines(office())


@pytest.mark.parametrize(
    "asked", [{"year": "давно"}, {"year": "20266"}, {"year": "٢٠٢٦"}, {"year": "-2026"}, {"format": "exe"}]
)
def test_address_without_sense_is_no_page(office, two, asked):
    assert office(**asked).status_code == 404


def test_register_is_closed_to_others(client, two, parent, teacher, director, deputy, administrator):
    answers = {}
    for person in (parent, teacher, administrator, deputy, director):
        client.force_login(person)
        answers[person.login] = client.get(REGISTER).status_code

    closed = dict.fromkeys(("parent", "teacher", "administrator"), 403)
    assert answers == closed | {"deputy": 200, "director": 200}
    client.logout()
    assert client.get(REGISTER).status_code == 302


@pytest.mark.parametrize("cases", [1, 3])
def test_register_asks_the_same_number_of_queries(
    office, parent, student, late_topic, director, cases, django_assert_num_queries
):
    for _ in range(cases):
        brought_to(Status.ANSWERED, complain(parent, student, entry=f"topic-{late_topic.pk}"), by=director)
    office()

    # Session with its person, roles, cases, years.
    with django_assert_num_queries(4):
        office()
