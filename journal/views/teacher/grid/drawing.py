"""The table of a journal as prepared text: a thousand cells would cost a template engine more than all the rest."""

from collections.abc import Mapping
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from accounts.russian import MONTHS, day_month
from journal.enums import Presence
from journal.rules.cells import Base, Cell
from journal.views.teacher.grid.page import UNMARKED, Head, JournalPage, Standing, read

EMPTY, OFF = "<td></td>", '<td class="off"></td>'
ANNOUNCED = ' placeholder="Н?" title="Семья сообщила: не придёт"'
NOTHING: Standing = (*UNMARKED, Presence.PRESENT)


def head_row(page: JournalPage) -> SafeString:
    """Return the cells of the columns' heads."""
    # Keys, figures and dates alone; what was typed goes through escape().
    return mark_safe("".join([_head(head, is_chosen=head is page.chosen) for head in page.heads]))  # noqa: S308


def rows(page: JournalPage, typed: Mapping[str, str], asked: frozenset[str]) -> SafeString:
    """Return the rows of the students.

    `typed`: what could not be saved and stands in its field again, by cell. `asked`: cells that a question is about.
    """
    columns = [_column(page, head, typed, asked) for head in page.heads]
    # As above: names are escaped.
    return mark_safe("\n".join([_row(student, columns) for student in page.members]))  # noqa: S308


def _head(head, *, is_chosen) -> str:
    work, day = head.work, head.lesson.date
    shown = f"{day.day}<br>{MONTHS[day.month - 1][:3]}"
    chosen, current = (' class="chosen"', ' aria-current="true"') if is_chosen else ("", "")
    lesson = f' data-lesson="{head.first}"' if work else ""
    closed = f' data-closed="{escape(head.closed)}"' if head.closed else ""
    what = f"<small>{escape(work.kind.short_name)}</small>" if work else ""
    owed = f"<small>{head.progress}</small>" if head.progress else ""
    again = "<small>пересдача</small>" if work and work.retake_of_id else ""
    said = f"{day_month(day)}, {work.label if work else 'ответы на уроке'}"
    return (
        f'<th scope="col" id="{head.id}" data-parts="{head.parts}"{lesson}{closed}{chosen}>'
        f'<a href="{head.url}#{head.id}"{current} aria-label="{escape(said)}">{shown}</a>'
        f"{what}{owed}{again}</th>"
    )


def _row(student, columns) -> str:
    cells = "".join([column.get(student.pk, EMPTY) for column in columns])
    return f'<tr><th scope="row" id="s{student.pk}">{escape(student.list_name)}</th>{cells}</tr>'


def _column(page, head, typed, asked) -> dict[int, str]:
    """Return by student the cells of a column that are not empty."""
    standing = page.standing(head)
    cells = {student: _plain(*stands) for student, stands in standing.items()}
    if head is page.chosen and not head.closed:
        for student in page.members:
            name = f"{head.id}-{student.pk}"
            if name not in asked:
                stands, is_announced = standing.get(student.pk, NOTHING), student.pk in page.announced
                cells[student.pk] = _with_field(head, name, stands, typed.get(name), is_announced=is_announced)
    return cells | dict.fromkeys(page.off(head), OFF)


@lru_cache(maxsize=4096)
def _plain(*stands) -> str:
    cell, base = read(stands)
    return f"<td{_attributes(cell, base)}>{_shown(cell)}</td>"


def _with_field(head: Head, name: str, stands: Standing, typed: str | None, *, is_announced: bool) -> str:
    cell, base = read(stands)
    shown = _shown(cell)
    value = shown if typed is None else escape(typed)
    more = "" if typed is None else ' aria-invalid="true"'
    if is_announced and not shown and not head.work:
        more += ANNOUNCED
    return (
        f'<td{_attributes(cell, base)}><input id="{name}" name="{name}" value="{value}" maxlength="6"'
        f' autocomplete="off" aria-labelledby="s{name.partition("-")[2]} {head.id}"{more}>'
        f'<input type="hidden" name="v-{name}" value="{base}={shown}"></td>'
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
