"""The chosen column of a journal as a plain form."""

from collections.abc import Mapping
from dataclasses import replace

from journal.actions.grid import CellEntry
from journal.enums import Presence
from journal.forms.teacher.operations import named_cell
from journal.rules.cells import Base, Cell

SEEN, SURE = "v-", "sure-"


class ColumnForm:
    """What was typed into a column, cell by cell; what the person did not touch is left as it stands by then.

    `entries`: what is to be saved. `unread`: what is no value of a cell, by cell, as it was typed.
    """

    def __init__(self, posted: Mapping[str, str]):
        self.entries: list[CellEntry] = []
        self.unread: dict[str, str] = {}
        for name, typed in posted.items():
            place = named_cell(name)
            base, _, shown = posted.get(SEEN + name, "").partition("=")
            if place is not None and (typed.strip() != shown or SURE + name in posted):
                self._take(name, place, typed, Base.read(base), shown=shown, is_sure=SURE + name in posted)

    def _take(self, name, place, typed, base, *, shown, is_sure):
        wanted = Cell.read(typed)
        if wanted is None or base is None:
            self.unread[name] = typed
            return
        if not (wanted.presence or is_sure) and _stays(base.presence, shown, wanted):
            wanted = replace(wanted, presence=base.presence)
        column, student = place
        self.entries.append(CellEntry(column=column, student_id=student, base=base, wanted=wanted, sure=is_sure))


def _stays(noted, shown, wanted) -> bool:
    """Say whether what is noted stands on: a mark hides it in the field, and who came late stays late with a mark."""
    return shown not in ("", noted.label) or (noted == Presence.LATE and bool(wanted.digits))
