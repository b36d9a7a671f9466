"""Changes of cells as a script sends them: JSON, read with suspicion."""

import json
from datetime import datetime
from uuid import UUID

from django.utils.dateparse import parse_datetime

from journal.actions.grid import CellEntry
from journal.rules.cells import NOT_A_CELL, Base, Cell, Column

MOST = 100
FIELDS = {"id": str, "cell": str, "base": str, "value": str, "at": str, "sure": bool}
# A clock that says another year is out of order, and at the ends of time no moment can be told in the school's zone.
YEARS = range(2000, 2100)
UNREADABLE = "Запрос не разобрать. Обновите страницу: набранное останется в очереди."


class Unreadable(Exception):
    """What was sent is no batch of operations; the message is a Russian sentence to be shown."""


def read_operations(body: bytes) -> tuple[int, list[CellEntry]]:
    """Return the key of the person whose page it was, and the entries in their order. Raises Unreadable."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as broken:
        raise Unreadable(UNREADABLE) from broken
    if not isinstance(sent, dict) or sent.keys() != {"user", "ops"} or not _is_list(sent["ops"]):
        raise Unreadable(UNREADABLE)
    entries = [_entry(operation) for operation in sent["ops"]]
    if len({entry.name for entry in entries}) < len(entries) or len({entry.key for entry in entries}) < len(entries):
        raise Unreadable("Одна клетка или операция названа дважды. Обновите страницу.")
    return sent["user"], entries


def named_cell(name: str) -> tuple[Column, int] | None:
    """Return the column and the key of the student that the name of a cell says; None for what is none."""
    column, _, student = name.partition("-")
    found = Column.read(column)
    if found is None or not (student.isascii() and student.isdecimal() and len(student) <= 18):
        return None
    return found, int(student)


def _is_list(ops) -> bool:
    return isinstance(ops, list) and 0 < len(ops) <= MOST


def _entry(operation) -> CellEntry:
    if not isinstance(operation, dict) or not operation.keys() <= FIELDS.keys():
        raise Unreadable(UNREADABLE)
    told = {"at": "", "sure": False} | operation
    if told.keys() != FIELDS.keys() or any(type(told[name]) is not kind for name, kind in FIELDS.items()):
        raise Unreadable(UNREADABLE)
    cell, base, wanted = named_cell(told["cell"]), Base.read(told["base"]), Cell.read(told["value"])
    if None in (cell, base, wanted):
        raise Unreadable(NOT_A_CELL)
    column, student = cell
    return CellEntry(
        column=column,
        student_id=student,
        base=base,
        wanted=wanted,
        sure=told["sure"],
        key=_key(told["id"]),
        typed_at=_moment(told["at"]),
    )


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as broken:
        raise Unreadable(UNREADABLE) from broken


def _moment(text: str) -> datetime | None:
    """Return when it was typed by the device's clock, which is told and never counts; None when it is not told."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo and moment.year in YEARS else None
