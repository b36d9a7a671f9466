"""What a table of topics says, pasted or from a file, and what is wrong with it."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
import xlsxwriter

from journal.actions.plan import MOST_LINES
from journal.models import WorkKind
from journal.rules.plan import Line
from journal.workbook.plan import parse, text_of, tidied, workbook_of
from journal.workbook.problems import Refused
from tests import make

KINDS = (
    WorkKind(pk=1, name="Контрольная работа", short_name="К"),
    WorkKind(pk=2, name="Диктант", short_name="Д"),
)


def said(text):
    """Return what each line of a pasted table says, and the sentences about it."""
    table = parse(tidied(text), KINDS)
    facts = [(line.topic, line.hours, line.homework, str(line.kind or "")) for line in table.lines]
    return facts, [*map(str, table.problems), *table.notes]


def file_of(*rows, empty=1):
    """Return a workbook whose last sheet holds the rows, after so many empty ones."""
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        for _ in range(empty):
            book.add_worksheet()
        page = book.add_worksheet("План")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return file.getvalue()


def damaged():
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    return file.getvalue()


def misnamed():
    """Return an archive with a name in no alphabet."""
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("xl/é.xml", "")
    return file.getvalue().replace("é".encode(), b"\xc1\xc1")


STEPS = [("Степень", 2, "№ 45", "Контрольная работа"), ("Корень", 1, "", "")]


@pytest.mark.parametrize(
    "text",
    [
        "Степень\t2\t№ 45\tКонтрольная работа\nКорень",
        "Степень;2;№ 45;к.\nКорень;;;",
        "1\tСтепень\t2\t№ 45\tК\r\n2.\tКорень\t—\t-\t–\r\n",
        "\tСтепень\t2\t№ 45\tК\n\tКорень",
        "Тема;Кол-во часов;Домашнее задание;Вид работы\n\n Степень ; 2 ; № 45 ; контрольная  работа\n\nКорень",
        "№ урока\tЧасы\tТема урока\tВид контроля\tД/з\n1\t2\tСтепень\tК\t№ 45\n2\t\tКорень\n\t\t\t\t",
    ],
)
def test_a_table_is_read_however_it_is_laid_out(text):
    assert said(text) == (STEPS, [])


def test_columns_and_rows_that_are_not_ours_are_named():
    text = "Рабочая программа\n7 класс\nДата\tТема\tЧасов\tПримечание\n01.09\tСтепень\t2\tповтор\n02.09\t\t\tитог"

    assert said(text) == (
        [("Степень", 2, "", "")],
        ["Строки над названиями столбцов не загружаются: 2.", "Столбцы не загружаются: «Дата», «Примечание»."],
    )


def test_a_cell_of_several_lines_is_one_cell():
    assert said('Степень\t1\t"№ 45\n№ 46"\n«"Мёртвые души"», анализ') == (
        [("Степень", 1, "№ 45 № 46", ""), ('«"Мёртвые души"», анализ', 1, "", "")],
        [],
    )


@pytest.mark.parametrize(
    "row, sentence",
    [
        ("Степень;два", ", столбец «Часов»: здесь не то число: «два». Что сделать: нужно целое число от 1 до 99."),
        ("Степень;0", ", столбец «Часов»: здесь не то число: «0». Что сделать: нужно целое число от 1 до 99."),
        (";2", ", столбец «Тема»: темы нет. Что сделать: напишите тему или удалите строку."),
        ("\u2800;2", ", столбец «Тема»: темы нет. Что сделать: напишите тему или удалите строку."),
        ("а" * 301, ", столбец «Тема»: слишком длинно: 301 знаков. Что сделать: сократите до 300 знаков."),
        (
            "Степень;1;;Проба",
            (
                ", столбец «Вид работы»: незнакомое слово: «Проба». "
                "Что сделать: выберите одно из: Контрольная работа, Диктант."
            ),
        ),
        ("Степень;1;№ 1;Д;ещё", ": лишнее в конце: «ещё». Что сделать: добавьте первой строкой названия столбцов."),
    ],
)
def test_a_row_that_cannot_be_read_is_explained_and_the_others_stand(row, sentence):
    facts, sentences = said(f"Корень\n{row}\nДробь")

    assert [topic for topic, *_ in facts] == ["Корень", "Дробь"]
    assert sentences == [f"Строка 2{sentence}"]


def test_a_table_longer_than_a_plan_is_named():
    table = parse("\n".join(f"Тема {number}" for number in range(MOST_LINES + 1)), KINDS)

    assert (len(table.lines), [str(problem) for problem in table.problems]) == (
        MOST_LINES,
        ["Файл: строк больше, чем уместится в плане: 401. Что сделать: оставьте не больше 400."],
    )


def test_a_file_is_its_first_filled_sheet():
    content = file_of(["Тема", "Часов"], [], ["Степень\nчисла", 2.0], ["Корень", None])

    assert text_of(content) == "Тема\tЧасов\n\nСтепень числа\t2\nКорень"


@pytest.mark.parametrize(
    "content, sentence",
    [
        (b"", "это не таблица XLSX или файл повреждён"),
        (misnamed(), "это не таблица XLSX или файл повреждён"),
        (file_of(), "Файл: таблица пуста. Что сделать: заполните первый лист."),
        (file_of(["Степень"], empty=10), "Файл: таблица пуста. Что сделать: заполните первый лист."),
        (damaged(), "Файл: таблица повреждена и не читается."),
    ],
)
def test_a_file_that_is_no_table_is_refused(content, sentence):
    with pytest.raises(Refused, match=sentence):
        text_of(content)


def test_a_plan_comes_back_from_its_own_workbook(db):
    kind = make.kind("test")
    lines = [
        Line(topic="=Степень", hours=2, homework="№ 45", kind=kind, position=1, pk=7, held=1),
        Line(topic="Корень", position=3),
    ]

    table = parse(text_of(workbook_of(lines)), [kind])

    assert table.lines == [replace(line, pk=None, position=0, held=0) for line in lines]
    assert (table.hours, table.problems, table.notes) == (3, [], [])


def test_an_empty_plan_is_a_form_to_fill_in():
    assert text_of(workbook_of([])) == "№\tТема\tЧасов\tДомашнее задание\tВид работы"
