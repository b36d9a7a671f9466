"""People whom a workbook calls by another name: mostly a marriage or a slip mended, now and then rows that moved."""

from dataclasses import dataclass

from accounts.models import User
from journal.workbook.differences import Difference
from journal.workbook.school import Known

# So many codes given to somebody else are more likely names sorted without their codes than chance.
FEW = 2


@dataclass(frozen=True)
class Renamed:
    """A person of the diary and the name that the workbook has under the same code."""

    person: User
    new_name: str
    is_another: bool


def renamed_of(people: Difference, known: Known) -> list[Renamed]:
    """Return who is called otherwise, in the order of a list; both names changed make another person."""
    found = [_renamed(known.people[known.codes_of_people[pk]], fields) for pk, fields in people.changed]
    return sorted(filter(None, found), key=lambda row: (row.person.sort_key, row.person.code))


def _renamed(person, fields) -> Renamed | None:
    if fields.keys().isdisjoint({"surname", "name", "patronymic"}):
        return None
    parts = (fields.get(part, getattr(person, part)) for part in ("surname", "name", "patronymic"))
    return Renamed(person, " ".join(filter(None, parts)), is_another={"surname", "name"} <= fields.keys())
