"""How rows with a term change when a new workbook comes.

What the journal has recorded of the past stands. Rows live on tracks: a track is what rows follow one another in (the
classes of a student, the teachers of a course), a value is what holds there (the class, the teacher). A row that the
workbook no longer has ends the day before the effective day, or the day before its successor begins. What has begun
meanwhile, between a past effective day and today, is never undone: there the workbook takes effect from today.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from journal.workbook.parsing import Row
from journal.workbook.problems import Problem

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Wanted:
    """A row as the workbook has it; `since` None: whenever it began, and `begins` if it has yet to begin."""

    row: Row
    track: Hashable
    value: Hashable
    since: date | None
    until: date | None
    begins: date
    fields: dict = field(default_factory=dict)

    def problem(self, what: str, advice: str) -> Problem:
        return self.row.problem("since", what, advice)


@dataclass(frozen=True)
class Stored:
    """A row as the database has it; `limit`: the last day of its own, earlier academic year."""

    pk: int | None
    track: Hashable
    value: Hashable
    since: date
    until: date | None
    fields: dict = field(default_factory=dict)
    limit: date | None = None

    def is_live(self, on: date) -> bool:
        return self.until is None or self.until >= on

    def covers(self, other: "Stored") -> bool:
        """Whether this row holds on every day of the other."""
        ends_within = self.until is None or (other.until is not None and other.until <= self.until)
        return self.since <= other.since and ends_within


@dataclass(frozen=True)
class Move:
    """How one row changes: `before` None is a new row, `after` None one that never began."""

    before: Stored | None
    after: Stored | None

    @property
    def row(self) -> Stored:
        return self.after or self.before

    @property
    def gives(self) -> bool:
        """Whether the row comes to hold on days on which it did not."""
        return self.after is not None and not (self.before and self.before.covers(self.after))

    @property
    def takes(self) -> bool:
        """Whether the row no longer holds on days on which it did."""
        return self.before is not None and not (self.after and self.after.covers(self.before))


@dataclass
class Outcome:
    """What is to be done, and the rows as they will stand; new ones have no pk yet.

    `over`: rows that nobody knows, of a term that has passed, without its first day.
    """

    new: list[Stored] = field(default_factory=list)
    changed: list[tuple[int, dict]] = field(default_factory=list)
    ended: list[tuple[int, dict]] = field(default_factory=list)
    never_began: list[int] = field(default_factory=list)
    standing: list[Stored] = field(default_factory=list)
    clashing: list[tuple[Wanted, Stored]] = field(default_factory=list)
    over: list[Wanted] = field(default_factory=list)
    unchanged: int = 0
    missing: int = 0
    live: int = 0


def compare(
    wanted: Iterable[Wanted],
    stored: Iterable[Stored],
    *,
    on: date,
    today: date,
    year_begins: date,
    exclusive: bool = False,
) -> Outcome:
    """Compare all tracks; `exclusive`: only one value may hold on a track at a time."""
    outcome = Outcome()
    wanted_by_track, stored_by_track = _by_track(wanted), _by_track(stored)
    for track in wanted_by_track | stored_by_track:
        rows = stored_by_track.get(track, [])
        day = today if any(on <= row.since < today for row in rows) else on
        settled = _Track(wanted_by_track.get(track, []), rows, day, year_begins)
        settled.settle(outcome)
        outcome.standing += [row for _, row in settled.standing]
        outcome.clashing += clashes(settled.standing, exclusive=exclusive)
    return outcome


def moves(outcome: Outcome, stored: Iterable[Stored]) -> list[Move]:
    """Return how each row changes, in the order in which it is written."""
    before = {row.pk: row for row in stored}
    return [
        *(Move(before[pk], None) for pk in outcome.never_began),
        *(Move(before[pk], _after(before[pk], fields)) for pk, fields in outcome.changed + outcome.ended),
        *(Move(None, row) for row in outcome.new),
    ]


def _after(row, fields):
    own = row.fields | {name: value for name, value in fields.items() if name in row.fields}
    return replace(row, since=fields.get("since", row.since), until=fields.get("until", row.until), fields=own)


def _by_track(rows):
    tracks = defaultdict(list)
    for row in rows:
        tracks[row.track].append(row)
    return tracks


class _Track:
    """The rows of one track, settled in passes; each pass takes away what it has matched."""

    def __init__(self, wanted: list[Wanted], stored: list[Stored], on: date, year_begins: date):
        self.wanted = sorted(wanted, key=lambda row: row.since or date.min)
        self.stored = sorted(stored, key=lambda row: row.since)
        self.free = list(self.stored)
        self.on = on
        self.year_begins = year_begins
        self.standing: list[tuple[Wanted | None, Stored]] = []

    def settle(self, outcome: Outcome) -> None:
        outcome.live += sum(row.is_live(self.on) and row.limit is None for row in self.stored)
        left, pairs = self.wanted, []
        for matches in self._passes():
            left = [row for row in left if not self._match(row, matches, pairs)]
        new = [(row, self._begun(row)) for row in left]
        outcome.over += [wanted for wanted, row in new if row.until and row.until < row.since]
        outcome.new += [row for _, row in new]
        self.standing += new
        beginnings = [row.since for _, row in new]
        # One that is already written down and has yet to begin: until then the one before it stays.
        beginnings += [wanted.since for wanted, stored in pairs if wanted.since and stored.since > self.on]
        past = [self._end(stored, beginnings, outcome) for stored in self.free]
        for wanted, stored in pairs:
            self._change(wanted, stored, list(filter(None, past)), outcome)

    def _passes(self):
        return self._is_same, self._has_same_beginning, self._goes_on, self._has_same_end, self._corrects_the_past

    def _match(self, wanted, matches, pairs):
        found = next((row for row in self.free if row.value == wanted.value and matches(wanted, row)), None)
        if found is not None:
            self.free.remove(found)
            pairs.append((wanted, found))
        return found is not None

    def _is_same(self, wanted, row):
        return wanted.since in {None, row.since} and wanted.until == row.until

    def _has_same_beginning(self, wanted, row):
        # A row that has ended is not opened again: its past stands, and a new row goes on from it.
        return wanted.since == row.since and (row.is_live(self.on) or not self._is_live(wanted))

    def _goes_on(self, wanted, row):
        return row.is_live(self.on) and (wanted.until is None or wanted.until >= row.since)

    def _has_same_end(self, wanted, row):
        return wanted.until is not None and wanted.until == row.until

    def _corrects_the_past(self, wanted, row):
        """Whether both are over and have a day in common."""
        return (
            not self._is_live(wanted)
            and row.since <= wanted.until
            and (wanted.since is None or wanted.since <= row.until)
        )

    def _is_live(self, wanted):
        return wanted.until is None or wanted.until >= self.on

    def _holds_today(self, wanted):
        return (wanted.since or wanted.begins) <= self.on and self._is_live(wanted)

    def _begun(self, wanted):
        """Return a new row: after an earlier one of its value; from today when it replaces another undated."""
        since = wanted.since or wanted.begins
        if self._is_live(wanted):
            replaced = [row for row in self.free if row.is_live(self.on) and row.since < self.on and row.limit is None]
            if any(since <= row.since for row in replaced):
                since = max(self.on, self.year_begins)
            for row in self.free:
                if row.value == wanted.value and not row.is_live(self.on) and since <= row.until:
                    since = row.until + ONE_DAY
        return Stored(None, wanted.track, wanted.value, since, wanted.until, wanted.fields)

    def _change(self, wanted, stored, past, outcome):
        fields = {name: value for name, value in wanted.fields.items() if stored.fields[name] != value}
        since = self._beginning(wanted, stored, past)
        if since != stored.since:
            fields["since"] = since
        if wanted.until != stored.until:
            fields["until"] = wanted.until
        self.standing.append((wanted, replace(stored, since=since, until=wanted.until)))
        if not fields:
            outcome.unchanged += 1
        elif stored.until is None and wanted.until is not None:
            outcome.ended.append((stored.pk, fields))
        else:
            outcome.changed.append((stored.pk, fields))

    def _beginning(self, wanted, stored, past):
        """Return the first day of a row that goes on: corrected, but after all that came before it."""
        if stored.since < self.year_begins or (wanted.since is None and stored.since <= self.on):
            return stored.since
        since = wanted.since or min(wanted.begins, stored.since)
        return max([since, *(row.until + ONE_DAY for row in past if row.since < stored.since)])

    def _end(self, stored, beginnings, outcome):
        """End a row that the workbook does not have, and return it as it will stand; None: it never began."""
        successor = min((since for since in beginnings if since > stored.since), default=None)
        last = successor - ONE_DAY if successor else stored.limit or self.on - ONE_DAY
        if successor and any(self._holds_today(row) for row in self.wanted):
            last = min(last, self.on - ONE_DAY)
        ended = stored if self._is_over(stored, last) else replace(stored, until=last)
        if ended is not stored and successor is None and stored.limit is None:
            outcome.missing += 1
        if ended.until < stored.since:
            outcome.never_began.append(stored.pk)
            return None
        if ended is not stored:
            outcome.ended.append((stored.pk, {"until": last}))
        self.standing.append((None, ended))
        return ended

    def _is_over(self, stored, last):
        return stored.until is not None and (stored.limit or stored.until <= last or not stored.is_live(self.on))


def clashes(rows: list[tuple[Wanted | None, Stored]], *, exclusive: bool) -> Iterator[tuple[Wanted, Stored]]:
    """Name rows of the workbook that hold on a day on which another row of their track or value holds already."""
    latest: dict = {}
    for wanted, row in sorted(rows, key=lambda pair: pair[1].since):
        value = None if exclusive else row.value
        before = latest.get(value)
        if before and (before[1].until is None or row.since <= before[1].until) and (wanted or before[0]):
            yield (wanted, before[1]) if wanted else (before[0], row)
        if before is None or (before[1].until is not None and (row.until is None or row.until > before[1].until)):
            latest[value] = (wanted, row)
