"""What is outlived goes once a day: sessions, counted tries, operations of the grid; what they wrote stays."""

from io import StringIO
from uuid import UUID

from django.core.management import call_command

from accounts.models import Session, Tries
from journal.models import Operation
from tests import make


def cleared() -> str:
    told = StringIO()
    call_command("clear_outlived", stdout=told)
    return told.getvalue().replace("\u00a0", " ").strip()


def session(key, *, ends):
    return Session.objects.create(session_key=key, expire_date=ends, began_at=make.NOW, seen_at=make.NOW)


def test_outlived_rows_are_deleted_and_counted(teacher):
    for number, age in enumerate((31, 30, 0), 1):
        Operation.objects.create(user=teacher, key=UUID(int=number), answer={}, at=make.NOW - make.days(age))
    for key, ends in (("ended", make.NOW), ("open", make.at(10, 1)), ("long ago", make.NOW - make.days(90))):
        session(key, ends=ends)
    for key, until in (("a", make.NOW), ("b", make.at(10, 1))):
        Tries.objects.create(key=key, number=3, until=until)

    assert [cleared(), cleared()] == [
        "Удалено: 2 сеанса, 1 счётчик попыток входа, 1 операция журнала.",
        "Удалено: 0 сеансов, 0 счётчиков попыток входа, 0 операций журнала.",
    ]
    assert [operation.key.int for operation in Operation.objects.order_by("key")] == [2, 3]
    assert [row.pk for row in Session.objects.all()] == ["open"]
    assert [row.pk for row in Tries.objects.all()] == ["b"]
