"""The log of acts, to read and as a table."""

import csv
from io import StringIO

import pytest

from accounts import actions
from accounts.enums import AuditKind, Role
from accounts.models import AuditEntry
from tests import make
from tests.reading import lines, links, part


@pytest.fixture
def read(client, director, school):
    """Return the log as the director opens it."""
    client.force_login(director)
    return lambda **asked: client.get("/accounts/audit/", asked)


def act(kind=AuditKind.LOCKED, *, on=make.TODAY, **facts):
    facts = {"by": make.person("Титов", "Олег", "Иванович")} | facts
    actions.note(kind, at=make.at(12, on=on), **facts)


def test_log_says_who_did_what_to_whom(read, parent, student):
    act(AuditKind.LINKED, person=student, other=parent, detail="опекун с 12.10.2026")

    response = read()

    assert part(response, "12.10.2026, 12:00") == [
        "представитель записан",
        "Абрамов Пётр, Абрамова Ольга",
        "опекун с 12.10.2026",
        "Титов О. И.",
        "Скачать таблицей (CSV, не больше 10000 записей)",
    ]
    assert links(response)["Абрамов Пётр"] == f"/accounts/{student.pk}/"


def test_log_names_the_server_where_nobody_acted(read):
    act(AuditKind.IMPORTED, by=None)

    assert part(read(), "школьная таблица загружена")[:3] == ["—", "—", "сервер"]


def test_log_is_narrowed(read, parent, student):
    by = make.person("Власов", "Илья", "Львович", roles=(Role.TEACHER,))
    act(person=parent, on=make.TODAY - make.days(2))
    act(AuditKind.UNLOCKED, person=parent, on=make.TODAY - make.days(1), by=by)
    act(AuditKind.LINKED, person=student, other=parent)

    def kinds(**asked):
        return [entry.kind for entry in read(**asked).context["page"]]

    assert kinds(kind="unlocked") == ["unlocked"]
    assert kinds(author=by.pk) == ["unlocked"]
    assert kinds(person=student.pk) == ["linked"]
    assert kinds(person=parent.pk) == ["linked", "unlocked", "locked"]
    assert kinds(since="2026-10-11") == ["linked", "unlocked"]
    assert kinds(through="2026-10-11") == ["unlocked", "locked"]
    assert kinds(since="2026-10-12", through="2026-10-11") == []


def test_log_is_narrowed_by_the_acts_of_the_staff_alone(read, administrator, parent):
    act(AuditKind.ENTERED, person=parent, by=parent)
    act(AuditKind.SLIP, person=parent, by=administrator)

    assert list(dict(read().context["form"].fields["author"].choices).values()) == ["все", "Титов О.\u00a0И."]


@pytest.mark.parametrize("person", ["0", "9" * 30, "²", "Иванова"])
def test_person_who_is_none_is_refused_in_words(read, person):
    act()

    assert "Выберите из списка." in lines(read(person=person))


def test_filter_that_leaves_nothing_says_so(read):
    assert "Записей пока нет" in lines(read())
    assert "Ничего не найдено" in lines(read(kind="locked"))


def test_log_comes_in_pages_that_keep_the_filters(read):
    for _ in range(51):
        act()

    assert links(read(kind="locked"))["Дальше →"] == "/accounts/audit/?kind=locked&page=2"
    assert len(read(kind="locked", page=2).context["page"]) == 1


def test_table_holds_what_the_filters_leave(client, read, parent):
    act(AuditKind.LINKED, person=parent, other=make.person(code="П-х"), detail="=1+1")
    act(AuditKind.IMPORTED, by=None)

    response = client.get(links(read(kind="linked"))["Скачать таблицей"])
    rows = list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))

    assert rows == [
        ["Когда", "Что", "О ком", "Код", "И о ком", "Код", "Подробности", "Кто"],
        [
            "12.10.2026 12:00",
            "представитель записан",
            "Абрамова Ольга Юрьевна",
            parent.code,
            "Иванова Анна Сергеевна",
            "П-х",
            "'=1+1",
            "Титов О.\u00a0И.",
        ],
    ]
    assert response["Content-Disposition"].startswith("attachment")


def test_table_of_acts_about_nobody(client, read):
    act(AuditKind.IMPORTED, by=None)

    read()

    assert client.get("/accounts/audit/table/").content.decode("utf-8-sig").splitlines()[1] == (
        "12.10.2026 12:00;школьная таблица загружена;;;;;;сервер"
    )


def test_table_of_a_senseless_filter_is_empty(client, read):
    act()

    read()

    assert len(client.get("/accounts/audit/table/?kind=king").content.splitlines()) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_log_asks_the_same_number_of_queries(read, number, django_assert_num_queries):
    for _ in range(number):
        act(person=make.person(), other=make.person())
    person = AuditEntry.objects.first().person_id
    read()

    with django_assert_num_queries(6):
        read(person=person)
