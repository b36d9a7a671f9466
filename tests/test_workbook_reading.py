"""Which files are opened, and which are named and left alone."""

import zipfile
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter

from journal.workbook import container
from journal.workbook.parsing import parse
from journal.workbook.problems import Refused
from journal.workbook.reading import MOST_ROWS, MOST_SHEETS, read
from journal.workbook.sheets import GROUPS, SHEETS, STUDENTS
from tests import workbook_rows
from tests.workbook_rows import write_workbook


@pytest.fixture
def path(tmp_path):
    return tmp_path / "school.xlsx"


def refusal(path):
    with pytest.raises(Refused) as refused:
        read(path)
    (problem,) = refused.value.problems
    return problem.what


def pages_of(path, sheets):
    """Write sheets of plain rows and read them; return the pages and the problems with other sheets left out."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    pages, problems = read(path)
    return pages, [(problem.row, problem.column, problem.what) for problem in problems if problem.sheet in sheets]


def titles(sheet):
    return [column.title for column in sheet.columns]


def test_a_whole_workbook_is_read_without_a_problem(path):
    write_workbook(path, workbook_rows.school())

    pages, problems = read(path)

    assert [page.sheet for page in pages] == list(SHEETS)
    assert problems == []


def test_sheets_and_columns_that_are_missing_or_unknown_are_named(path):
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Ученики").write_row(0, 0, ["Код", "Фамилия", "Фамилия", "Ник"])
        book.add_worksheet("Ученикии").write(0, 0, "Код")
        book.add_worksheet("Лист1")
        book.add_worksheet("Предметы")

    _, problems = read(path)

    found = {(problem.sheet, problem.column, problem.what) for problem in problems}
    assert {
        ("Ученики", "Фамилия", "столбец повторяется"),
        ("Ученики", "Ник", "незнакомый столбец"),
        ("Ученики", "Имя", "столбца нет"),
        ("Ученикии", "", "незнакомый лист"),
        ("Предметы", "", "нет строки с названиями столбцов"),
        ("Родители", "", "листа нет"),
    } <= found
    assert "Лист1" not in {sheet for sheet, _, _ in found}


def test_titles_are_known_whatever_their_case_spaces_and_letters(path):
    head = [f"  {title.upper().replace('Ё', 'Е')} *" for title in titles(STUDENTS)]
    row = ["1", "Абрамов", "Пётр", "", "", "7а", "01.09.2026", "", "", ""]

    pages, problems = pages_of(path, {" УЧЕНИКИ": [[], head, [], row]})
    rows, unclear = parse(pages)

    (found,) = rows[STUDENTS]
    assert (problems, unclear) == ([], [])
    assert (found.number, found["school_class"], found["patronymic"]) == (4, (7, "А"), "")


def test_codes_are_spelt_as_they_first_stand(path):
    parents = next(sheet for sheet in SHEETS if sheet.name == "Родители")
    students = [titles(STUDENTS), ["У-1ё", "Абрамов", "Пётр", "", "", "7а", "01.09.2026", "", "", ""]]
    row = ["Р-1", "Абрамова", "Яна", "", "", "y-1Е; у-1ё", "", "", ""]

    pages, _ = pages_of(path, {"Ученики": students, "Родители": [titles(parents), row]})
    rows, _ = parse(pages)

    assert rows[parents][0]["children"] == ("У-1ё",)


def test_a_list_of_nothing_is_an_empty_cell(path):
    parents = next(sheet for sheet in SHEETS if sheet.name == "Родители")
    row = ["Р-1", "Абрамова", "Яна", "", "", " ; ", "", "", ""]

    pages, _ = pages_of(path, {"Родители": [titles(parents), row]})
    _, unclear = parse(pages)

    assert [(problem.column, problem.what) for problem in unclear] == [("Дети", "ячейка пуста")]


def test_fifty_thousand_rows_are_read(path):
    many = (["7А-АНГЛ", str(number)] for number in range(MOST_ROWS))

    pages, problems = pages_of(path, {"Группы": [titles(GROUPS), *many]})
    rows, unclear = parse(pages)

    assert (len(rows[GROUPS]), problems, unclear) == (MOST_ROWS, [], [])


def test_more_rows_are_named(path):
    pages, problems = pages_of(path, {"Группы": [titles(GROUPS), *([1] for _ in range(MOST_ROWS + 1))]})

    assert problems == [(0, "", "строк больше 50000")]
    assert pages == []


@pytest.mark.parametrize("more", [0, 1])
def test_more_sheets_than_a_workbook_may_have_are_not_read(path, more):
    with xlsxwriter.Workbook(str(path)) as book:
        for number in range(MOST_SHEETS + more):
            book.add_worksheet(f"Лишний {number}").write(0, 0, "x")

    if more:
        assert refusal(path) == "листов больше 30"
    else:
        assert len(read(path)[1]) == len(SHEETS) + MOST_SHEETS


def test_a_bomb_is_not_unpacked(path):
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (container.MOST_UNPACKED + 1))

    assert path.stat().st_size < 200_000
    assert refusal(path) == "файл слишком велик: больше 100 МБ после распаковки"


def test_a_bomb_that_lies_about_its_size_is_not_unpacked(path):
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (container.MOST_UNPACKED + 1))
        archive.infolist()[1].file_size = 10

    assert refusal(path) == "файл слишком велик: больше 100 МБ после распаковки"


def test_a_file_of_too_many_bytes_is_not_read(path):
    with path.open("wb") as file:
        file.truncate(container.MOST_UNPACKED + 1)

    assert refusal(path) == "файл слишком велик: больше 100 МБ после распаковки"


@pytest.mark.parametrize("row, column", [(1_048_575, 0), (0, 16_383), (99_999, 2)])
def test_a_lonely_far_cell_does_not_fill_the_memory(path, row, column):
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Ученики").write(row, column, "x")

    assert refusal(path) == "на одном из листов заполнена ячейка правее столбца Z или ниже строки 99 999"


def test_a_far_cell_without_an_address_does_not_fill_the_memory(path):
    with ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", "<row r = '1000000'><c t='n'><v>1</v></c></row>")

    assert refusal(path).startswith("на одном из листов заполнена ячейка")


def test_far_cells_that_are_only_coloured_do_no_harm(path):
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Лист1")
        page.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))

    assert len(read(path)[1]) == len(SHEETS)


@pytest.mark.parametrize(
    "content, what",
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old table", "это таблица в старом формате или под паролем"),
        ("Код;Фамилия\n1;Иванов\n".encode("cp1251"), "это не таблица XLSX или файл повреждён"),
        (b"PK\x03\x04 and nothing more", "это не таблица XLSX или файл повреждён"),
        (b"", "это не таблица XLSX или файл повреждён"),
    ],
)
def test_what_is_not_a_workbook_is_named(path, content, what):
    path.write_bytes(content)

    assert refusal(path) == what


def test_another_archive_is_named(path):
    with ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<office/>")

    assert refusal(path) == "в файле нет таблицы Excel"


def test_a_missing_file_is_named(path):
    assert refusal(path) == "файл не открывается: No such file or directory"


def test_a_damaged_workbook_is_named(path):
    with ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")

    assert refusal(path) == "таблица повреждена и не читается"


def test_a_damaged_sheet_is_named(path, tmp_path):
    whole = tmp_path / "whole.xlsx"
    write_workbook(whole, {})
    with ZipFile(whole) as archive, ZipFile(path, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name)
            copy.writestr(name, content[:400] + b"<<" if name.endswith("sheet1.xml") else content)

    assert refusal(path) == "лист «Школа» повреждён и не читается"


def test_a_damaged_archive_is_named(path):
    write_workbook(path, {})
    content = bytearray(path.read_bytes())
    with ZipFile(path) as archive:
        entry = archive.infolist()[0]
    start = entry.header_offset + zipfile.sizeFileHeader + len(entry.filename)
    content[start : start + 20] = b"\xff" * 20
    path.write_bytes(content)

    assert refusal(path) == "это не таблица XLSX или файл повреждён"
