"""A workbook that looks like a wrong one is brought in only when somebody says that it is meant."""

import pytest

from accounts.models import User
from journal.forms.office import school_import
from journal.workbook.problems import Refused
from tests import workbook_rows
from tests.importing import sender, written
from tests.reading import lines, part
from tests.workbook_rows import load, row_of, without

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    rows = workbook_rows.school()
    load(rows)
    return rows


@pytest.fixture
def send(client, rows):
    return sender(client)


def test_more_than_a_tenth_missing_is_asked_about(send, rows):
    for code in ("10", "11"):
        without(rows, "Ученики", code=code)
    shown = send(file=written(rows))

    refused = send("apply")
    agreed = send("apply", sure="on")

    warning = "Люди: в таблице нет 2 из 19. Это больше десятой части: проверьте, та ли это таблица."
    assert part(shown, "Что изменится с 12 октября")[0] == warning
    assert school_import.NOT_SURE in lines(refused)
    assert (refused.status_code, agreed.status_code) == (200, 302)


def test_names_that_have_moved_against_their_codes_are_asked_about(send, rows):
    students = rows["Ученики"]
    names = [(row["surname"], "Лев") for row in students]
    for row, (surname, name) in zip(students, names[-1:] + names, strict=False):
        row["surname"], row["name"] = surname, name
    shown = send(file=written(rows))

    refused = send("apply")
    agreed = send("apply", sure="on")

    said = part(shown, "Что изменится с 12 октября")
    assert said[0].startswith("Под прежними кодами станут другие люди: 12. Похоже, строки таблицы сдвинулись")
    assert "1: был(а) Абрамов Пётр Ильич, станет Марков Лев Ильич" in said
    assert school_import.NOT_SURE in lines(refused)
    assert (refused.status_code, agreed.status_code) == (200, 302)
    assert User.objects.get(code="1").surname == "Марков"


def test_a_new_surname_is_shown_and_not_asked_about(send, rows):
    row_of(rows, "Родители", code="Р-1")["surname"] = "Белова"

    shown = send(file=written(rows))

    said = part(shown, "Кого таблица зовёт иначе: 1 человек", to="Сколько чего изменится")
    assert said == ["Р-1: был(а) Абрамова Ольга Юрьевна, станет Белова Ольга Юрьевна"]
    assert send("apply").status_code == 302


def test_server_s_command_names_the_moved_rows_and_wants_its_flag(rows):
    for row in rows["Ученики"]:
        row["surname"], row["name"] = row["surname"] + "ин", "Лев"

    with pytest.raises(Refused) as refusal:
        load(rows)

    [problem] = refusal.value.problems
    assert problem.what == (
        "под прежними кодами стоят другие люди: 12, например 1: был Абрамов Пётр Ильич, стал Абрамовин Лев Ильич"
    )
    assert not load(rows, allow_mass_ending=True).changes_nothing
