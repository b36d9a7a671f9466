"""Tables as they are downloaded: the cells that an office program would show."""

import csv
from io import BytesIO, StringIO

from python_calamine import CalamineWorkbook


def csv_rows(response) -> list[list[str]]:
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


def xlsx_rows(response) -> list[list]:
    return rows_of(response.content)


def rows_of(workbook: bytes) -> list[list]:
    return CalamineWorkbook.from_filelike(BytesIO(workbook)).get_sheet_by_index(0).to_python()
