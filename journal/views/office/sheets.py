"""Printed sheets: eight slips to a page, and for each pile a list to sign."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import segno
from django.http import HttpRequest
from django.urls import reverse

from accounts.actions import PrintedSlip
from journal.views.office.holders import Holder, Pile

SLIPS_TO_A_SHEET = 8
# White around a QR, in its own squares: less, and a telephone may not find it.
QUIET = 4


@dataclass(frozen=True)
class Card:
    """A slip with whom it is for."""

    holder: Holder
    slip: PrintedSlip


@dataclass(frozen=True)
class Stack:
    """The slips of a pile."""

    title: str
    cards: Sequence[Card]

    @property
    def sheets(self) -> list[Sequence[Card]]:
        return [self.cards[first : first + SLIPS_TO_A_SHEET] for first in range(0, len(self.cards), SLIPS_TO_A_SHEET)]


@dataclass(frozen=True)
class Qr:
    """The address as a QR: the side in squares, and the outline of the dark ones."""

    side: int
    outline: str


@dataclass(frozen=True)
class Sheets:
    """All that is printed at once."""

    stacks: Sequence[Stack]
    address: str
    qr: Qr

    @property
    def number(self) -> int:
        return sum(len(stack.cards) for stack in self.stacks)

    @property
    def address_said(self) -> str:
        """The address as people type it."""
        return self.address.partition("://")[2]


def sheets_of(piles: Iterable[Pile], slips: Iterable[PrintedSlip], request: HttpRequest) -> Sheets:
    """Lay the slips out in their piles; who got none after all is left out."""
    of = {slip.person.pk: slip for slip in slips}
    stacks = [Stack(pile.title, _cards(pile, of)) for pile in piles]
    address = request.build_absolute_uri(reverse("accounts:activate"))
    return Sheets([stack for stack in stacks if stack.cards], address, qr_of(address))


def qr_of(address: str) -> Qr:
    """Return the QR of an address; every row of dark squares is a row of rectangles."""
    rows = [list(row) for row in segno.make(address, error="m", micro=False).matrix_iter(border=QUIET)]
    outline = (f"M{x} {y}h{width}v1h-{width}z" for y, row in enumerate(rows) for x, width in _runs(row))
    return Qr(len(rows), "".join(outline))


def _cards(pile, of) -> list[Card]:
    return [Card(holder, of[holder.person.pk]) for holder in pile.holders if holder.person.pk in of]


def _runs(row):
    """Yield where each run of dark squares begins, and how long it is."""
    for dark, squares in groupby(enumerate(row), key=lambda square: bool(square[1])):
        places = [x for x, _ in squares]
        if dark:
            yield places[0], len(places)
