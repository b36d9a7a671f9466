"""The plan of a course as a list of lines: what corrections and a table make of it, and whether it fits the year."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from hashlib import sha256
from itertools import count

from accounts.names import folded
from accounts.russian import NBSP, noun, plural


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of a plan: what `hours` lessons are about, and how many have been; without a key it is a new one.

    `kind`: of the work that is planned, anything with a name; None for none.
    """

    topic: str
    hours: int = 1
    homework: str = ""
    kind: object | None = None
    pk: int | None = None
    position: int = 0
    held: int = 0

    @property
    def is_begun(self) -> bool:
        return self.held > 0

    @property
    def left(self) -> int:
        """How many lessons the topic is still to have."""
        return max(self.hours - self.held, 0)

    @property
    def words(self) -> str:
        """The line as the history keeps it: «12. Степень, 2 ч, Контрольная работа, на дом: № 45»."""
        parts = [f"{self.position}. {self.topic}", f"{self.hours} ч"]
        parts += [self.kind.name] if self.kind else []
        parts += [f"на дом: {self.homework}"] if self.homework else []
        return ", ".join(parts)

    def is_as(self, other: "Line") -> bool:
        """Whether both say the same, wherever they stand."""
        return _content(self) == _content(other)


@dataclass(frozen=True)
class Comparison:
    """What becomes of a plan: lines that are new, pairs of what a line was and is, lines that go."""

    new: list[Line]
    changed: list[tuple[Line, Line]]
    removed: list[Line]

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.changed or self.removed)

    @property
    def takes_away(self) -> bool:
        """Whether something that stood no longer stands as it did."""
        return bool(self.changed or self.removed)


@dataclass(frozen=True)
class Fit:
    """Hours planned, hours of the topics ahead, and lessons of the year that have no topic yet."""

    planned: int
    ahead: int
    lessons: int

    @property
    def is_too_long(self) -> bool:
        return self.ahead > self.lessons

    @property
    def sentence(self) -> str:
        """Whether the plan fits, and what to do when it does not."""
        spare = self.lessons - self.ahead
        if spare < 0:
            return f"План не помещается на {-spare}{NBSP}ч: объедините темы или сократите часы."
        if spare == 0:
            return "План помещается: на каждый оставшийся урок есть тема."
        without_topic = f"{noun(spare, 'остаётся,остаются,остаётся')} {plural(spare, 'урок,урока,уроков')}"
        return f"План помещается. Без темы {without_topic}: добавьте темы или часы."


def placed(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with their numbers: begun ones keep their own, the others fill the rest in the order given."""
    taken = {line.position for line in lines if line.is_begun}
    free = (number for number in count(1) if number not in taken)
    numbered = [line if line.is_begun else replace(line, position=next(free)) for line in lines]
    return sorted(numbered, key=lambda line: line.position)


def changed(lines: Sequence[Line], pk: int, **facts) -> list[Line]:
    """Return the plan with other facts in a line."""
    return [replace(line, **facts) if line.pk == pk else line for line in lines]


def following(lines: Sequence[Line], pk: int) -> Line | None:
    """Return the first line after this one that no lesson has taken; None when there is none."""
    later = lines[_place(lines, pk) + 1 :]
    return next((line for line in later if not line.is_begun), None)


def preceding(lines: Sequence[Line], pk: int) -> Line | None:
    """Return the last line before this one that no lesson has taken; None when there is none."""
    earlier = lines[: _place(lines, pk)]
    return next((line for line in reversed(earlier) if not line.is_begun), None)


def merged(lines: Sequence[Line], pk: int, *, hours: int) -> list[Line]:
    """Return the plan with a line and the following one made one, as long as said."""
    line, other = lines[_place(lines, pk)], following(lines, pk)
    joined = {
        "topic": f"{line.topic.rstrip('.')}. {other.topic}",
        "homework": "; ".join(filter(None, (line.homework, other.homework))),
        "kind": line.kind or other.kind,
    }
    return without(changed(lines, pk, hours=hours, **joined), other.pk)


def exchanged(lines: Sequence[Line], pk: int, other: int) -> list[Line]:
    """Return the plan with two lines in each other's place."""
    swapped = list(lines)
    here, there = _place(lines, pk), _place(lines, other)
    swapped[here], swapped[there] = swapped[there], swapped[here]
    return placed(swapped)


def inserted(lines: Sequence[Line], new: Line, *, before: int | None) -> list[Line]:
    """Return the plan with a new line before the one with this key, or at the end."""
    place = len(lines) if before is None else _place(lines, before)
    return placed([*lines[:place], new, *lines[place:]])


def without(lines: Sequence[Line], pk: int) -> list[Line]:
    """Return the plan without a line."""
    return placed([line for line in lines if line.pk != pk])


def brought(lines: Sequence[Line], rows: Sequence[Line]) -> list[Line]:
    """Return the plan as a table has it; lines that are begun stay as they are, whatever the table says.

    Lines are known by their topics in their order; a row in the place of another is that line changed.
    """
    old, new = ([folded(line.topic) for line in side] for side in (lines, rows))
    after = []
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        stood, given = lines[first:last], rows[start:end]
        if tag == "equal":
            after += [line if line.is_begun else _as(line, row) for line, row in zip(stood, given, strict=True)]
        else:
            free = [line for line in stood if not line.is_begun]
            after += [line for line in stood if line.is_begun]
            after += [_as(line, row) for line, row in zip(free, given, strict=False)] + list(given[len(free) :])
    return placed(after)


def compared(before: Sequence[Line], after: Sequence[Line]) -> Comparison:
    """Return what is different; that a line has another number because of its neighbours is no difference."""
    stood = {line.pk: line for line in before}
    stays = {line.pk for line in after if line.pk in stood}
    ranks = {pk: rank for rank, pk in enumerate(line.pk for line in before if line.pk in stays)}
    kept = [line for line in after if line.pk in stays]
    return Comparison(
        new=[line for line in after if line.pk not in stood],
        changed=[
            (stood[line.pk], line)
            for rank, line in enumerate(kept)
            if not line.is_as(stood[line.pk]) or (line.position != stood[line.pk].position and rank != ranks[line.pk])
        ],
        removed=[line for line in before if line.pk not in stays],
    )


def version(lines: Sequence[Line]) -> str:
    """Return a short name of the plan as it stands: another one as soon as anything in it is different."""
    said = [(line.pk, line.position, *_content(line)) for line in lines]
    return sha256(repr(said).encode()).hexdigest()[:16]


def fit(lines: Sequence[Line], *, lessons: int) -> Fit:
    """Return how the plan fits into the lessons that have no topic yet."""
    return Fit(sum(line.hours for line in lines), sum(line.left for line in lines), lessons)


def _content(line):
    return line.topic, line.hours, line.homework, line.kind and line.kind.name


def _as(line, row):
    return replace(row, pk=line.pk, position=line.position)


def _place(lines, pk):
    return next(place for place, line in enumerate(lines) if line.pk == pk)
