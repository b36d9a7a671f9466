"""The rows of a journal as prepared text: a thousand cells would cost a template engine more than all the rest."""

from collections.abc import Iterator, Mapping

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from journal.enums import Presence
from journal.rules.cells import Base, Cell
from journal.views.teacher.grid.page import Head, JournalPage

OFF = '<td class="off"></td>'


def rows(page: JournalPage, typed: Mapping[str, str], asked: frozenset[str]) -> Iterator[tuple[object, SafeString]]:
    """Yield each student with the text of the row's cells.

    `typed`: what could not be saved and stands in its field again, by cell. `asked`: cells that a question is about.
    """
    for student in page.members:
        cells = (_drawn(page, head, student, typed, asked) for head in page.heads)
        # Digits, codes and keys alone, and what was typed goes through escape().
        yield student, mark_safe("".join(cells))  # noqa: S308


def _drawn(page, head, student, typed, asked) -> str:
    if not page.is_on_roster(head, student):
        return OFF
    cell, base = page.cell(head, student)
    name = f"{head.id}-{student.pk}"
    attributes = _attributes(cell, base)
    if head is not page.chosen or head.closed or name in asked:
        return f"<td{attributes}>{_shown(cell)}</td>"
    return f"<td{attributes}>{_fields(head, name, cell, base, typed.get(name))}</td>"


def _fields(head: Head, name: str, cell: Cell, base: Base, typed: str | None) -> str:
    shown = _shown(cell)
    value = shown if typed is None else escape(typed)
    invalid = "" if typed is None else ' aria-invalid="true"'
    return (
        f'<input id="{name}" name="{name}" value="{value}" maxlength="6" autocomplete="off"'
        f' aria-labelledby="s{name.partition("-")[2]} {head.id}"{invalid}>'
        f'<input type="hidden" name="v-{name}" value="{base}={shown}">'
    )


def _shown(cell: Cell) -> str:
    """Return the mark, or the code where there is none: a late arrival beside a mark is drawn small."""
    return cell.digits or cell.code


def _attributes(cell: Cell, base: Base) -> str:
    classes = []
    if cell.value:
        classes.append(f"m{cell.value}")
    elif _shown(cell):
        classes.append("code")
    if cell.digits and cell.presence:
        classes.append("late" if cell.presence == Presence.LATE else "away")
    said = f' class="{" ".join(classes)}"' if classes else ""
    return said if base == Base() else f'{said} data-v="{base}"'
