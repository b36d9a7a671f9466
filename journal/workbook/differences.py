"""What an import would do to the rows of one kind."""

from dataclasses import dataclass, field

from django.db.models import Model

from journal.workbook.dated import Move

# More than this share of missing rows is more likely a wrong file than a school that changed.
MOST_MISSING = 0.1
# A handful of rows that go is an ordinary day of a timetable; of people, even one of five is not.
FEW = 10


@dataclass
class Difference:
    """The rows of one model that are new, changed and ended.

    `missing` of the `live` ones are not in the workbook; `gone`: people all of whose roles end; so `few`
    missing are an ordinary day. `moves`: how each row changes, of rows with a term.
    """

    title: str
    model: type[Model]
    new: list[Model] = field(default_factory=list)
    linked: list[tuple[Model, dict]] = field(default_factory=list)
    changed: list[tuple[int, dict]] = field(default_factory=list)
    ended: list[tuple[int, dict]] = field(default_factory=list)
    never_began: list[int] = field(default_factory=list)
    unchanged: int = 0
    missing: int = 0
    live: int = 0
    gone: int = 0
    few: int = FEW
    moves: list[Move] = field(default_factory=list)

    def compare(self, stored: Model | None, fields: dict, **identity) -> Model:
        """Note a row of the workbook beside the stored one, and return the object that it is or will be.

        `identity`: what a stored one was found by, needed only to create it.
        """
        if stored is None:
            created = self.model(**identity, **fields)
            self.new.append(created)
            return created
        differing = {name: value for name, value in fields.items() if getattr(stored, name) != value}
        if differing:
            self.changed.append((stored.pk, differing))
        else:
            self.unchanged += 1
        return stored

    @property
    def is_mass_ending(self) -> bool:
        return self.missing > self.live * MOST_MISSING and self.missing > self.few
