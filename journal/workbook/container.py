"""Is the file a workbook that is safe to open? Asked before anything reads it."""

import re
import zlib
from io import BytesIO
from lzma import LZMAError
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from journal.workbook.problems import refused_file

MOST_UNPACKED = 100 * 2**20
# Of a file that was sent to the server, which must answer others meanwhile; a school of 1,000 students unpacks to 2.
MOST_SENT = 30 * 2**20
PIECE = 2**20
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
# The reader makes room for the whole rectangle up to the last filled cell: one cell at XFD1048576 would ask for 500 GB.
# A filled cell with a far address of its own, or one without an address in a far row.
FAR_CELL = re.compile(
    rb"""r\s*=\s*["'](?:"""
    rb"""(?:[A-Za-z]{2,3}[0-9]+|[A-Za-z][0-9]{6,})["'][^>]*(?<!/)>"""
    rb"""|[0-9]{6,}["'][^>]*>\s*<c\b(?![^>]*\sr\s*=)[^>]*(?<!/)>)""",
)
LONGEST_TAG = 512
# All that the reading of a spoilt archive ends in, whichever of its bytes is spoilt and however it is packed.
BROKEN = (BadZipFile, zlib.error, LZMAError, EOFError, OSError, RuntimeError, ValueError)

SAVE_AS_XLSX = "сохраните таблицу в формате «Книга Excel (.xlsx)» и загрузите её"


def opened(source: Path | str | bytes) -> BytesIO:
    """Return a file by its path, or what was sent of one, checked to be a workbook that fits into memory.

    Raises Refused.
    """
    if isinstance(source, bytes):
        return checked(source, most=MOST_SENT)
    return checked(_read(Path(source)))


def checked(content: bytes, *, most: int = MOST_UNPACKED) -> BytesIO:
    """Return what a file holds, checked to be a workbook of at most so many bytes unpacked; raises Refused."""
    if content.startswith(OLD_OFFICE):
        raise refused_file("это таблица в старом формате или под паролем", SAVE_AS_XLSX)
    try:
        with ZipFile(BytesIO(content)) as archive:
            _check(archive, most)
    except BROKEN:
        raise refused_file("это не таблица XLSX или файл повреждён", SAVE_AS_XLSX) from None
    return BytesIO(content)


def _read(path):
    try:
        with path.open("rb") as file:
            content = file.read(MOST_UNPACKED + 1)
    except OSError as error:
        raise refused_file(f"файл не открывается: {error.strerror}", "проверьте путь к файлу") from None
    if len(content) > MOST_UNPACKED:
        raise too_large()
    return content


def _check(archive, most):
    if "xl/workbook.xml" not in archive.namelist():
        raise refused_file("в файле нет таблицы Excel", SAVE_AS_XLSX)
    unpacked = 0
    for entry in archive.infolist():
        unpacked += _size(archive, entry, most - unpacked)
        if unpacked > most:
            raise too_large(most)


def _size(archive, entry, most):
    """Return how many bytes an entry really unpacks to, giving up just past `most`; raises Refused for a far cell."""
    # A bomb may name a small size: believe the bytes, not the directory.
    entry.file_size = most + PIECE
    size, tail = 0, b""
    with archive.open(entry) as unpacking:
        while size <= most and (piece := unpacking.read(PIECE)):
            size += len(piece)
            if FAR_CELL.search(tail + piece):
                raise refused_file(
                    "на одном из листов заполнена ячейка правее столбца Z или ниже строки 99 999",
                    "удалите лишние столбцы и строки целиком",
                )
            tail = piece[-LONGEST_TAG:]
    return size


def too_large(most: int = MOST_UNPACKED):
    return refused_file(
        f"файл слишком велик: больше {most // 2**20} МБ после распаковки",
        "уберите из него картинки и лишние листы, оставьте только таблицу",
    )
