"""Operations of the grid are kept for 30 days, and what they wrote for good."""

from io import StringIO
from uuid import UUID

from django.core.management import call_command

from journal.models import Operation
from tests import make


def cleared() -> str:
    told = StringIO()
    call_command("clear_operations", stdout=told)
    return told.getvalue().replace("\u00a0", " ").strip()


def test_outlived_operations_are_deleted_and_counted(teacher):
    for number, age in enumerate((31, 30, 0), 1):
        Operation.objects.create(user=teacher, key=UUID(int=number), answer={}, at=make.NOW - make.days(age))

    assert [cleared(), cleared()] == ["Удалено: 1 операция журнала", "Удалено: 0 операций журнала"]
    assert [operation.key.int for operation in Operation.objects.order_by("key")] == [2, 3]
