"""The list of cases, and the first page of the desk: by the clock, narrowed, searched, empty in words."""

import re

import pytest

from complaints.enums import Channel, Status
from tests import make
from tests.complaining import brought_to, complain
from tests.deciding import page, words_of

NUMBERS = re.compile(r"/change/\">№\u00a0(\d+)-2026</a>")


@pytest.fixture
def desk(client, director):
    client.force_login(director)
    return client


@pytest.fixture
def cases(parent, student, stranger, director):
    """1: overdue; 2: two days are left; 3: a letter of today; 4: answered; the last two are the stranger's."""
    return [
        complain(parent, student, at=make.NOW - make.days(37)),
        complain(parent, student, at=make.NOW - make.days(28), about="mark"),
        complain(stranger, channel=Channel.PAPER, by=director),
        brought_to(Status.ANSWERED, complain(stranger), by=director),
    ]


def shown(client, **asked) -> list[int]:
    return [int(number) for number in NUMBERS.findall(client.get(page("changelist"), asked).text)]


def test_list_begins_with_what_is_overdue(desk, cases):
    assert shown(desk) == [1, 2, 3, 4]


def test_list_tells_of_each_case(desk, cases):
    text = words_of(desk.get(page("changelist")))

    assert "<h1>Обращения</h1>" in text
    assert "Абрамова Ольга Юрьевна" in text
    assert 'data-label="Ученик">Абрамов Пётр' in text
    assert "■ </span>просрочено на 7 дней" in text
    assert "▲ </span>" in text
    assert "письмом" in text
    assert "ответ направлен</td>" in text


@pytest.mark.parametrize(
    "asked, numbers",
    [
        ({"clock": "overdue"}, [1]),
        ({"clock": "soon"}, [2]),
        ({"clock": "later"}, [3]),
        ({"status__exact": "answered"}, [4]),
        ({"channel__exact": "paper"}, [3]),
        ({"about__exact": "mark"}, [2]),
        ({"year": "2026"}, [1, 2, 3, 4]),
        ({"q": "2-2026"}, [2]),
        ({"q": "№ 3"}, [3]),
        ({"q": "3-2025"}, []),
        ({"q": "яшин"}, [3, 4]),
        ({"q": "абр пётр"}, [1, 2]),
        ({"q": " "}, [1, 2, 3, 4]),
    ],
)
def test_list_is_narrowed(desk, cases, asked, numbers):
    assert shown(desk, **asked) == numbers


def test_author_typed_by_name_is_found(desk, cases, director):
    complain(None, author_name="Щукина Мария", channel=Channel.EMAIL, by=director)

    assert shown(desk, q="щукина мар") == [5]


@pytest.mark.parametrize("asked", [{"year": "1999"}, {"clock": "never"}])
def test_unknown_filter_narrows_nothing(desk, cases, asked):
    assert shown(desk, **asked) == [1, 2, 3, 4]


def test_list_without_cases_says_so(desk):
    empty = words_of(desk.get(page("changelist")))
    nothing = words_of(desk.get(page("changelist"), {"q": "нет"}))

    assert "Обращений ещё не было" in empty
    assert "Ничего не найдено" in nothing
    assert "Показать все обращения" in nothing


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_the_same_number_of_queries(desk, number, django_assert_max_num_queries):
    for _ in range(number):
        complain(make.person(), make.student())

    with django_assert_max_num_queries(8):
        desk.get(page("changelist"))


@pytest.mark.parametrize("lookup", ["author__password__startswith", "author__login", "text__contains", "_to_field"])
def test_list_is_not_cut_by_what_it_does_not_offer(desk, cases, lookup):
    assert desk.get(page("changelist"), {lookup: "a"}).status_code == 400


# --- The first page


def test_index_tells_what_waits_by_the_clock(desk, cases):
    text = words_of(desk.get("/admin/"))

    assert [text.index(words) for words in ("Просрочено: 1", "Осталось не больше 3 дней: 1", "Остальные: 1")] == sorted(
        text.index(words) for words in ("Просрочено: 1", "Осталось не больше 3 дней: 1", "Остальные: 1")
    )
    assert NUMBERS.findall(desk.get("/admin/").text) == ["1", "2", "3"]
    assert "Контроль" in text
    assert "Кто выдаёт логины" in text
    assert "Зарегистрировать обращение" in text


def test_index_without_cases_says_so(desk):
    assert "Обращений без ответа нет" in desk.get("/admin/").text


def test_index_of_the_deputy_has_cases_and_no_rows_of_people(client, deputy, cases):
    client.force_login(deputy)

    text = client.get("/admin/").text

    assert NUMBERS.findall(text) == ["1", "2", "3"]
    assert "Записи дневника" not in text
    assert "Назначения" not in text


def test_index_of_the_administrator_registers_and_shows_no_case(client, administrator, cases):
    client.force_login(administrator)

    text = client.get("/admin/").text

    assert (NUMBERS.findall(text), "Абрамов" in text) == ([], False)
    assert page("add") in text


@pytest.mark.parametrize(
    "who, words",
    [("director", "Кабинет директора"), ("deputy", "Обращения к директору"), ("administrator", "Обращения к")],
)
def test_home_leads_to_the_desk(client, request, who, words):
    client.force_login(request.getfixturevalue(who))

    text = client.get("/home/").text

    assert f'href="/admin/">{words}' in text
    assert f"Школа № 89 · {words}" in client.get("/admin/").text


def test_index_asks_the_same_number_of_queries(desk, django_assert_max_num_queries):
    for _ in range(3):
        complain(make.person(), make.student())

    with django_assert_max_num_queries(14):
        desk.get("/admin/")
