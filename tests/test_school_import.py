"""The school's workbook by a page: checked, shown, applied as it was shown, kept nowhere."""

from base64 import b64decode, b64encode
from datetime import date

import pytest
from django.urls import reverse

from accounts.actions import note
from accounts.enums import AuditKind, Role
from accounts.models import AuditEntry, Guardianship, HeldRole, User
from journal.forms.office import school_import
from journal.models import Enrolment
from journal.views.office.school_import import table_of
from journal.workbook.problems import Problem
from journal.workbook.reading import read
from tests import make, workbook_rows
from tests.importing import ADDRESS, changed, sender, written
from tests.reading import lines, links, part
from tests.slips import issued
from tests.workbook_rows import load, row_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    rows = workbook_rows.school()
    load(rows)
    return rows


@pytest.fixture
def send(client, rows):
    return sender(client)


def test_page_begins_with_the_last_import(client, administrator, school):
    client.force_login(administrator)

    before = lines(client.get(ADDRESS))
    note(AuditKind.IMPORTED, by=None, at=make.NOW, detail="с 01.09.2026; люди: новых 19")

    assert before[:2] == ["Школьная таблица", "Загрузить таблицу"]
    shown = part(client.get(ADDRESS), "Последняя загрузка", to="Загрузить таблицу")
    assert shown == ["сегодня в 10:00, на сервере", "с 01.09.2026; люди: новых 19"]


def test_template_can_be_filled_in(client, administrator, school):
    client.force_login(administrator)

    response = client.get(links(client.get(ADDRESS))["Скачать пустую таблицу с пояснениями"])

    assert read(response.content)[1] == []
    assert response["Content-Disposition"].startswith("attachment")


def test_workbook_is_shown_by_names_and_numbers_and_then_applied(send, rows):
    content = changed(rows)
    shown = send(file=content)
    before = Enrolment.objects.filter(student__code="13").exists()

    response = send("apply")

    assert part(shown, "Что изменится с 12 октября", to="Другой файл или день") == [
        *("Новые люди: 1", "Кто это", "Носов Пётр Ильич, код 13"),
        "Потеряют доступ: 1 человек. У них не останется ни одной роли. Записи о них останутся.",
        *("Кто это", "Котов Пётр Ильич, код 10"),
        *("Руководство и администраторы", "Власова Нина Андреевна, заместитель директора: роль закончится"),
        *("Сколько чего изменится", "Люди: новых 1, прекращено 1", "Роли: новых 1, прекращено 2"),
        *("Зачисления: новых 1, прекращено 1", "Ученики курсов: новых 2, прекращено 2"),
        "Уроки с этого дня составятся заново по расписанию; урок, в котором есть запись, останется.",
        "Загрузка занимает несколько секунд, записи учителей в это время ждут: лучше загружать после уроков.",
        "Загрузить",
    ]
    assert (before, response.url) == (False, f"{ADDRESS}?saved")
    assert Enrolment.objects.get(student__code="13").since == make.TODAY
    assert HeldRole.objects.get(user__code="10").until == date(2026, 10, 11)


def test_page_says_who_brought_it_in(send, rows, client):
    send(file=changed(rows))
    send("apply")

    shown = lines(client.get(f"{ADDRESS}?saved"))

    assert shown[1:4] == ["● загружено", "Последняя загрузка", "сегодня в 10:00, Титов Олег Иванович"]
    assert shown[4].startswith("с 12.10.2026; люди: новых 1, прекращено 1; роли: новых 1, прекращено 2; зачисления:")


def test_who_rises_to_the_staff_needs_a_new_slip(send, rows):
    parent, teacher = User.objects.get(code="Р-1"), User.objects.get(code="У-1")
    issued(parent, teacher)
    named = {key: row_of(rows, "Родители", code="Р-1")[key] for key in ("code", "surname", "name", "patronymic")}
    rows["Сотрудники"].append(named | {"roles": "зам. директора"})

    shown = send(file=written(rows))
    send("apply")

    said = (
        "Кто получит роль работника: 1 человек. "
        "Карточка, по которой такой человек ещё не вошёл, перестанет действовать: напечатайте новую."
    )
    assert said in part(shown, "Руководство и администраторы")
    assert (parent.slips.get().replaced_at, teacher.slips.get().replaced_at) == (make.NOW, None)


def test_who_comes_back_is_shown(send, rows):
    HeldRole.objects.filter(user__code="10").update(until=date(2026, 10, 1))

    shown = send(file=written(rows))

    assert part(shown, "Снова получат доступ: 1 человек")[:2] == ["Кто это", "Котов Пётр Ильич, код 10"]


def test_the_same_workbook_changes_nothing(send, rows):
    shown = send(file=written(rows))

    assert part(shown, "Что изменится с 12 октября", to="Другой файл или день") == [
        "Таблица совпадает с дневником: ничего не изменится."
    ]


def test_the_day_is_the_administrators(send, rows):
    send(file=changed(rows), on="2026-10-20")

    send("apply")

    assert HeldRole.objects.get(user__code="10").until == date(2026, 10, 19)


def test_the_day_may_not_have_passed(send, rows):
    content = changed(rows)

    shown = send(file=content, on="2026-10-11")
    applied = send("apply", on="2026-10-11")

    assert {f"С какого дня действует: {school_import.PASSED}"} <= {*lines(shown)} & {*lines(applied)}
    assert (HeldRole.objects.get(user__code="10").until, HeldRole.objects.exclude(until=None).count()) == (None, 0)
    assert send(on="2026-10-12").context["form"].comparison is not None


def test_another_day_than_was_shown_is_shown_first(send, rows):
    send(file=changed(rows))

    response = send("apply", on="2026-10-20")

    assert (response.status_code, "Что изменится с 20 октября" in lines(response)) == (409, True)
    assert lines(response)[0] == school_import.CHANGED
    assert (HeldRole.objects.get(user__code="10").until, send("apply").status_code) == (None, 302)


def test_diary_that_has_changed_is_compared_anew(send, rows):
    send(file=changed(rows))
    HeldRole.objects.filter(user__code="11").update(until=date(2026, 10, 1))

    response = send("apply")

    assert (response.status_code, lines(response)[0]) == (409, school_import.CHANGED)
    assert part(response, "Снова получат доступ: 1 человек")[1] == "Лапин Пётр Ильич, код 11"
    assert send("apply").status_code == 302


def test_mistakes_are_listed_and_downloaded(send, rows):
    row_of(rows, "Ученики", code="3")["since"] = "осенью"
    rows["Группы"] = [{"course": "=HYPERLINK(1)", "student": "1"} for _ in range(40)]

    shown = send(file=written(rows))
    table = send("errors")

    found = part(shown, "Что исправить в файле", to="Другой файл или день")
    more = "Показаны первые 30 ошибок из 80."
    fault = "Лист «Ученики», строка 4, столбец «Зачислен с»: это не дата: «осенью»."
    assert (found[0].partition(" Что")[0], found[30:]) == (fault, [more, "Скачать все ошибки (CSV)"])
    assert "Школьная таблица: В таблице 80 ошибок. Исправьте файл и выберите его снова." in lines(shown)
    rows_of_table = table.content.decode("utf-8-sig").splitlines()
    assert (rows_of_table[0], len(rows_of_table)) == ("Лист;Строка;Столбец;Что не так;Что сделать", 81)
    assert rows_of_table[1] == "Ученики;4;Зачислен с;это не дата: «осенью»;напишите день так: 01.09.2026"


def test_a_formula_in_a_mistake_stays_a_text():
    problem = Problem("=1+1", 0, "", "незнакомый лист", "исправьте")

    table = table_of([problem])

    assert table.decode("utf-8-sig").splitlines()[1] == "'=1+1;;;незнакомый лист;исправьте"


def test_own_role_is_not_ended(send, rows):
    row_of(rows, "Сотрудники", code="А-1")["roles"] = "директор"
    row_of(rows, "Сотрудники", code="У-1")["roles"] = "учитель; администратор"
    HeldRole.objects.create(user=User.objects.get(code="У-1"), role=Role.ADMINISTRATOR, since=workbook_rows.FIRST)

    shown = send(file=written(rows))

    assert part(shown, "Что исправить в файле")[0].startswith(
        "Лист «Сотрудники», столбец «Роли»: таблица заканчивает вашу роль администратора."
    )


def test_link_ended_in_the_diary_is_refused(send, rows):
    Guardianship.objects.filter(guardian__code="Р-1").update(until=date(2026, 10, 5), end_reason="решение суда")

    shown = send(file=written(rows))

    assert "связь с учеником 1 закончена в дневнике 05.10.2026" in part(shown, "Что исправить в файле")[0]


@pytest.mark.parametrize(
    "fields, sentence",
    [
        ({}, school_import.NO_FILE),
        ({"content": "не код"}, school_import.NO_FILE),
        ({"file": b"a" * (school_import.LARGEST + 1)}, school_import.TOO_LARGE),
        ({"file": b"name;code"}, "В таблице 1 ошибка. Исправьте файл и выберите его снова."),
    ],
)
def test_what_is_no_workbook_is_refused(send, fields, sentence):
    response = send(**fields)

    assert f"Школьная таблица: {sentence}" in lines(response)


def test_file_is_carried_when_the_day_is_mistyped(send, rows):
    content = changed(rows)

    response = send(file=content, on="завтра")

    assert "С какого дня действует: Напишите день так: 16.11.2026." in lines(response)
    assert b64decode(response.context["form"]["content"].value()) == content
    assert send(on="2026-10-12").context["form"].comparison is not None


def test_the_largest_file_fits_into_a_posted_form(settings):
    carried = len(b64encode(b"a" * school_import.LARGEST))

    assert carried < settings.DATA_UPLOAD_MAX_MEMORY_SIZE - 2**16


def test_checking_writes_nothing(send, rows, django_assert_num_queries):
    before = AuditEntry.objects.count(), User.objects.count(), HeldRole.objects.count()

    send(file=changed(rows))
    send("errors")

    assert (AuditEntry.objects.count(), User.objects.count(), HeldRole.objects.count()) == before


@pytest.mark.parametrize("imports", [1, 3])
def test_page_asks_the_same_number_of_queries(client, administrator, school, imports, django_assert_num_queries):
    for _ in range(imports):
        note(AuditKind.IMPORTED, by=administrator, at=make.NOW)
    client.force_login(administrator)
    client.get(ADDRESS)

    with django_assert_num_queries(3):
        client.get(reverse("journal:school-import"))
