"""The empty template, and that what is written is read back as it was."""

from datetime import date, time

import pytest
from python_calamine import CalamineWorkbook

from accounts.enums import Ground
from journal.enums import Retake, Weekday
from journal.workbook.reading import read
from journal.workbook.sheets import EXPLANATIONS, PARENTS, SHEETS, TIMETABLE
from journal.workbook.writing import explained, write_template, write_workbook
from tests import workbook_rows
from tests.workbook_rows import load


@pytest.fixture
def path(tmp_path):
    return tmp_path / "school.xlsx"


def cells(path, sheet):
    return CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python()


def test_template_has_every_sheet_with_its_columns_and_no_rows(path):
    write_template(path)

    pages, problems = read(path)

    assert problems == []
    assert [(page.sheet, page.columns, page.rows) for page in pages] == [(sheet, sheet.columns, ()) for sheet in SHEETS]


def test_template_explains_every_column(path):
    write_template(path)

    explanations = cells(path, EXPLANATIONS)

    columns = [column for sheet in SHEETS for column in sheet.columns]
    assert [row[1] for row in explanations[1:] if row[1]] == [column.title for column in columns]
    assert [row[3] for row in explanations if not row[3]] == []


def test_explanation_says_whether_the_column_must_be_filled():
    code, _, _, patronymic, *_ = PARENTS.columns

    assert explained(code).startswith("Обязательно. Код человека в школе")
    assert explained(patronymic) == "Пусто, если отчества нет. Формат: буквы, пробел, дефис."


def test_every_example_of_the_template_is_understood():
    examples = [(column, column.example) for sheet in SHEETS for column in sheet.columns if column.example != ""]

    understood = [column.parser(example) for column, example in examples]

    assert None not in understood


def test_cells_are_written_as_people_type_them(path):
    row = {"course": "К", "weekday": Weekday.FRIDAY, "number": 3, "room": "=1+1", "since": date(2026, 9, 1)}
    parent = {"code": "Р", "children": ("1", "2"), "ground": Ground.FOSTER, "email": None}
    bell = {"number": 1, "begins": time(8, 30)}

    answers = [{"gives_ones": True, "retakes": Retake.BOTH}, {"gives_ones": False, "retakes": Retake.LAST}]

    write_workbook(path, {"Расписание": [row], "Родители": [parent], "Звонки": [bell], "Школа": answers})

    assert cells(path, TIMETABLE.name)[1] == ["К", "пятница", 3.0, "", "=1+1", date(2026, 9, 1), ""]
    assert cells(path, PARENTS.name)[1][5:7] == ["1; 2", "приёмный родитель"]
    assert cells(path, "Звонки")[1][1:3] == [1.0, time(8, 30)]
    assert [row[6:] for row in cells(path, "Школа")] == [
        ["Ставит единицы", "При пересдаче считается"],
        ["да", "обе отметки"],
        ["нет", "отметка за пересдачу"],
    ]


@pytest.mark.django_db
def test_a_filled_in_template_is_brought_in():
    report = load(workbook_rows.school())

    assert not report.changes_nothing
