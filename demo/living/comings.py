"""When each person comes to the diary: a few never, families now and then, those who work here every other day."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Max, Min
from django.db.models.functions import Coalesce

from accounts.access import STAFF
from accounts.devices import COMPUTER, PHONE, TABLET
from accounts.models import HeldRole, User
from demo.living.chance import chance, pick
from demo.living.register import Register, moment
from demo.logins import LOGINS

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Custom:
    """How many of some people never come, days until the first time and between two, minutes of the day, devices."""

    never: float
    first: tuple[int, int]
    gap: tuple[int, int]
    hours: tuple[int, int]
    devices: tuple[tuple[float, str], ...]


OF_FAMILIES = Custom(
    never=0.12,
    first=(0, 20),
    gap=(14, 45),
    hours=(15 * 60, 21 * 60 + 30),
    devices=((0.75, PHONE), (0.2, COMPUTER), (0.05, TABLET)),
)
OF_STAFF = Custom(
    never=0.03, first=(0, 2), gap=(1, 4), hours=(7 * 60 + 30, 17 * 60), devices=((0.8, COMPUTER), (0.2, PHONE))
)
# Seconds from the open form to the first page: with a slip and a new password, with a password, with a bad network.
WITH_SLIP, WITH_PASSWORD, SLOW = (70, 420), (6, 80), (31 * 60, 55 * 60)
SELDOM = 0.003


@dataclass(frozen=True)
class Coming:
    """One sign-in: seconds that typing took, and seconds until the first page; None when it was not waited for."""

    person: User
    at: datetime
    is_first: bool
    typing: int
    showing: int | None
    device: str


@dataclass(frozen=True)
class Term:
    """The days on which a person has a way in, both included."""

    person: User
    first: date
    last: date
    custom: Custom


def terms_of(register: Register) -> list[Term]:
    """Return since when, until when and how each person may come, by code. Two queries."""
    year, staff = register.year, set(HeldRole.objects.filter(role__in=STAFF).values_list("user", flat=True))
    rows = HeldRole.objects.values("user__code", "user").annotate(
        first=Min("since"), last=Max(Coalesce("until", year.last_day))
    )
    return [
        Term(
            register.people[row["user"]],
            max(row["first"], year.first_day),
            min(row["last"], year.last_day),
            OF_STAFF if row["user"] in staff else OF_FAMILIES,
        )
        for row in rows.order_by("user__code")
    ]


def comings_of(seed: int, term: Term) -> Iterator[Coming]:
    """Tell each coming of a person; whoever signs in on the demonstration comes."""
    dice = chance(seed, "coming", term.person.code)
    if dice.random() < term.custom.never and term.person.login not in LOGINS:
        return
    device, is_first = pick(dice, term.custom.devices), True
    day = term.first + DAY * dice.randint(*term.custom.first)
    while day <= term.last:
        yield _coming(dice, term, day, is_first=is_first, device=device)
        day, is_first = day + DAY * dice.randint(*term.custom.gap), False


def by_day(comings: Iterator[Coming]) -> Mapping[date, list[Coming]]:
    found = defaultdict(list)
    for coming in comings:
        found[coming.at.date()].append(coming)
    return found


def _coming(dice, term, day, *, is_first, device) -> Coming:
    is_by_slip = is_first and term.person.login not in LOGINS
    typing = dice.randint(*(SLOW if dice.random() < SELDOM else WITH_SLIP if is_by_slip else WITH_PASSWORD))
    showing = None if dice.random() < SELDOM else dice.randint(1, 4)
    at = moment(day, dice.randint(*term.custom.hours), dice.randint(0, 59))
    return Coming(term.person, at, is_first, typing, showing, device)
