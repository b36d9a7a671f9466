"""What the log says of each person whom a workbook concerns: roles, links, and which facts have changed."""

from datetime import date

import pytest

from accounts.enums import AuditKind, Role
from accounts.models import AuditEntry, Guardianship, HeldRole, User
from tests import make, workbook_rows
from tests.workbook_rows import load, row_of, without

ON = date(2026, 10, 12)

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    rows = workbook_rows.school()
    load(rows)
    return rows


def told(rows):
    """Bring the rows in and return what was noted, the import itself left out: what, about whom, whom else, words."""
    last = AuditEntry.objects.newest_first().values_list("pk", flat=True)[0]
    load(rows, on=ON)
    found = AuditEntry.objects.filter(pk__gt=last).exclude(kind=AuditKind.IMPORTED).order_by("pk")
    assert set(found.values_list("at", flat=True)) <= {make.at(on=ON)}
    return list(found.values_list("kind", "person__code", "other__code", "detail"))


def test_first_workbook_notes_every_role_and_every_link(rows):
    kinds = list(AuditEntry.objects.exclude(kind=AuditKind.IMPORTED).values_list("kind", flat=True))

    assert len(kinds) == HeldRole.objects.count() + Guardianship.objects.count()
    assert set(kinds) == {AuditKind.ROLE_GIVEN, AuditKind.LINKED}


def test_links_given_and_ended_the_same_day_leave_their_trace(rows):
    row = row_of(rows, "Родители", code="Р-1")

    row["children"] = "1; 5"
    given = told(rows)
    row["children"] = "1"
    taken = told(rows)

    assert given == [(AuditKind.LINKED, "5", "Р-1", "родитель с 12.10.2026. Школьная таблица")]
    assert taken == [(AuditKind.UNLINKED, "5", "Р-1", "родитель с 12.10.2026, отменено. Школьная таблица")]


def test_who_leaves_is_noted_with_every_role_and_link(rows):
    without(rows, "Родители", code="Р-1")

    assert told(rows) == [
        (AuditKind.ROLE_ENDED, "Р-1", None, "родитель с 01.09.2026 по 11.10.2026. Школьная таблица"),
        (AuditKind.UNLINKED, "1", "Р-1", "родитель с 01.09.2026 по 11.10.2026. Школьная таблица"),
    ]


def test_longer_shorter_and_other_roles_are_noted(rows):
    HeldRole.objects.filter(user__code="У-1").update(until=date(2026, 12, 31))
    row_of(rows, "Сотрудники", code="У-2")["until"] = date(2027, 1, 31)
    row_of(rows, "Сотрудники", code="А-1")["order"] = "№ 8"
    row_of(rows, "Родители", code="Р-3")["ground"] = "опекун"

    found = told(rows)

    assert found == [
        (AuditKind.ROLE_GIVEN, "У-1", None, "учитель с 01.09.2026. Школьная таблица"),
        (AuditKind.CHANGED, "А-1", None, "администратор с 01.09.2026, приказ № 8. Школьная таблица"),
        (AuditKind.CHANGED, "А-1", None, "директор с 01.09.2026, приказ № 8. Школьная таблица"),
        (AuditKind.ROLE_ENDED, "У-2", None, "учитель с 01.09.2026 по 31.01.2027. Школьная таблица"),
        (AuditKind.CHANGED, "3", "Р-3", "опекун с 01.09.2026. Школьная таблица"),
    ]


def test_facts_of_a_person_are_noted_by_their_names_alone(rows):
    row_of(rows, "Сотрудники", code="А-1").update(surname="Титова", email="t@school.example")
    row_of(rows, "Ученики", code="5")["born_on"] = date(2012, 3, 4)

    assert told(rows) == [
        (AuditKind.CHANGED, "А-1", None, "фамилия, эл. почта. Школьная таблица"),
        (AuditKind.CHANGED, "5", None, "дата рождения. Школьная таблица"),
    ]


def test_role_of_somebody_new_is_noted_about_them(rows):
    rows["Ученики"].append(workbook_rows.student("13", "Носов", "7 Б", ON))

    assert told(rows) == [(AuditKind.ROLE_GIVEN, "13", None, "ученик с 12.10.2026. Школьная таблица")]
    assert User.objects.get(code="13").held_roles.get().role == Role.STUDENT
