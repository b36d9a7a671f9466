"""The command that breaks the history of the invented school in six ways and shows that each is named."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from demo.breaking import WAYS
from demo.models import Demonstration
from journal.control.chains import check_history
from journal.models import Lesson
from tests import make
from tests.owing import plain

ALTERED = "изменена, вставлена или стоит не на своём месте"


@pytest.fixture
def invented(written):
    Demonstration.objects.create(pk=1, seed=89, lived_until=make.NOW)


def break_history():
    told = StringIO()
    call_command("break_history", stdout=told)
    return plain(told.getvalue()).splitlines()


def test_command_breaks_the_history_and_leaves_it_whole(invented):
    assert break_history() == [
        "Проверено записей: 7. Всё так, как было записано.",
        "Ломаем: Алгебра, 7 «А», 7 записей.",
        f"— изменить значение: запись № 3 {ALTERED}",
        f"— вставить запись: запись № 3 {ALTERED}",
        "— убрать запись: нет записи № 3: за № 2 следует № 4",
        f"— переставить две записи: запись № 3 {ALTERED}",
        "— обрезать конец: конец отрезан: записей 2, а было 7",
        f"— переписать всё без ключа: запись № 1 {ALTERED}",
    ]
    assert check_history().faults == []


def test_command_ends_with_a_fault_when_a_way_goes_unnoticed(invented, monkeypatch):
    monkeypatch.setitem(WAYS, "ничего не делать", lambda chain, place: None)

    with pytest.raises(SystemExit, match="1"):
        break_history()


@pytest.mark.usefixtures("written")
def test_history_of_a_real_school_is_not_broken():
    with pytest.raises(CommandError, match="В базе настоящая школа"):
        break_history()


def test_broken_history_is_not_broken_again(invented):
    Lesson.objects.update(topic="Дробь")

    with pytest.raises(CommandError, match="История уже нарушена"):
        break_history()


@pytest.mark.django_db
def test_nothing_is_broken_where_nothing_is():
    with pytest.raises(CommandError, match="Ломать нечего"):
        break_history()
