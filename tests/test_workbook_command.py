"""What the person who brings the school in sees."""

import re
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from accounts.models import HeldRole, User
from journal.workbook.reading import read
from tests import workbook_rows
from tests.workbook_rows import row_of, without, write_workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    return workbook_rows.school()


@pytest.fixture
def path(tmp_path, rows):
    path = tmp_path / "school.xlsx"
    write_workbook(path, rows)
    return path


def told(capsys):
    """Return what was printed, without the padding of its columns."""
    printed = capsys.readouterr()
    return [re.sub(" +", " ", line) for line in printed.out.splitlines()], printed.err.splitlines()


def test_command_shows_its_progress_and_what_it_did(path, capsys):
    call_command("import_school", str(path))

    table, progress = told(capsys)
    assert progress == ["Чтение файла…", "Проверка…", "Сравнение с дневником…", "Запись…", "Уроки по расписанию…"]
    assert table[0] == " новых изменено без изменений прекращено"
    assert "Люди 19 0 0 0" in table
    assert table[-1] == "Загружено."


def test_command_says_that_nothing_changed(path, capsys):
    call_command("import_school", str(path))
    call_command("import_school", str(path))

    assert told(capsys)[0][-1] == "Таблица совпадает с дневником: ничего не изменилось."


def test_command_shows_what_would_change(path, capsys):
    call_command("import_school", str(path), "--dry-run")

    table, progress = told(capsys)
    assert progress[-1] == "Уроки по расписанию…"
    assert "Люди 19 0 0 0" in table
    assert table[-1] == "Это проверка: ничего не записано."
    assert not User.objects.exists()


def test_command_ends_what_is_missing_on_the_day_before(path, rows):
    call_command("import_school", str(path), "--on=2026-09-01")
    for code in ("10", "11"):
        without(rows, "Ученики", code=code)
    write_workbook(path, rows)

    call_command("import_school", str(path), "--allow-mass-ending", "--on=2026-10-05")

    assert HeldRole.objects.get(user__code="10").until == date(2026, 10, 4)


def test_command_ends_what_is_missing_yesterday(path, rows):
    call_command("import_school", str(path))
    without(rows, "Ученики", code="10")
    write_workbook(path, rows)

    call_command("import_school", str(path))

    assert HeldRole.objects.get(user__code="10").until == date(2026, 10, 11)


def test_command_names_every_fault_and_fails(path, rows):
    row_of(rows, "Ученики", code="3")["since"] = "осенью"
    row_of(rows, "Ученики", code="4")["school_class"] = "Я"
    write_workbook(path, rows)

    with pytest.raises(CommandError) as failure:
        call_command("import_school", str(path))

    assert failure.value.returncode == 1
    assert str(failure.value).replace(" Что сделать:", "\nЧто сделать:").splitlines() == [
        "Лист «Ученики», строка 4, столбец «Зачислен с»: это не дата: «осенью».",
        "Что сделать: напишите день так: 01.09.2026.",
        "Лист «Ученики», строка 5, столбец «Класс»: это не класс: «Я».",
        "Что сделать: напишите класс так: 7 А.",
        "Ничего не загружено. Всего ошибок: 2.",
    ]


def test_command_shortens_a_very_long_list_of_faults(path, rows):
    rows["Группы"] = [{"course": "7А-АНГЛ-1", "student": "99"} for _ in range(250)]
    write_workbook(path, rows)

    with pytest.raises(CommandError) as failure:
        call_command("import_school", str(path))

    *shown, more, total = str(failure.value).splitlines()
    assert (len(shown), more, total) == (200, "… и ещё 299.", "Ничего не загружено. Всего ошибок: 499.")


def test_command_writes_a_template(tmp_path, capsys):
    path = tmp_path / "template.xlsx"

    call_command("import_school", f"--template={path}")

    assert read(path)[1] == []
    assert told(capsys)[0] == [f"Записана пустая таблица: {path}. Что писать в столбцах, сказано на листе «Пояснения»."]


def test_command_never_overwrites_a_filled_in_workbook(path):
    before = path.read_bytes()

    with pytest.raises(CommandError, match=r"^Файл .* уже есть\."):
        call_command("import_school", f"--template={path}")

    assert path.read_bytes() == before
