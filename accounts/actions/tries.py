"""Tries to sign in, counted before a password is looked at: tries made at once are counted one after the other.

Checks of a paper's code are counted alike.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from accounts.models import Tries
from accounts.rules.limits import ADDRESS, CHECKS, LOGIN, PAIR, SCHOOL_ADDRESS, Count, Limit


class Paused(Exception):
    """Too many tries; `until` says when the next one is looked at."""

    def __init__(self, until: datetime):
        super().__init__(until)
        self.until = until


@dataclass(frozen=True)
class Try:
    """A try to sign in: with which login, from which address, in which browser.

    `browser`: the number of a browser in which this login has signed in before; there only its own tries count.
    """

    login: str
    address: str
    browser: str = ""
    is_at_school: bool = False

    @property
    def pair(self) -> str:
        known, place = ("browser", self.browser) if self.browser else ("pair", self.address)
        return key(known, self.login, place)

    @property
    def limits(self) -> Mapping[str, Limit]:
        """Return the limits by the keys under which tries are counted; nothing that was typed can be read from them."""
        if self.browser:
            return {self.pair: PAIR}
        by_address = SCHOOL_ADDRESS if self.is_at_school else ADDRESS
        return {self.pair: PAIR, key("login", self.login): LOGIN, key("address", self.address): by_address}


@dataclass(frozen=True)
class Check:
    """A look at what the code of a paper confirms, from which address."""

    address: str

    @property
    def limits(self) -> Mapping[str, Limit]:
        return {key("check", self.address): CHECKS}


def key(*parts: str) -> str:
    return salted_hmac("accounts.tries", "\0".join(parts), algorithm="sha256").hexdigest()


@transaction.atomic
def count_try(attempt: Try | Check, *, at: datetime) -> None:
    """Count a try against each of its limits and forget what is outlived; four statements, whatever is known.

    Raises Paused, and counts nothing, when one of the limits is full: who goes on trying does not make it longer.
    """
    limits = attempt.limits
    counts = _locked(limits, at)
    full = [known.until for name, known in counts.items() if known.is_full(limits[name], at)]
    if full:
        raise Paused(max(full))
    _keep({name: known.with_one_more(limits[name], at) for name, known in counts.items()})
    _forget_outlived(at)


@transaction.atomic
def forgive_try(attempt: Try) -> None:
    """Take back the count of a try that was right: the pair's altogether, of the others this one try.

    Who has an account of the own can thus not wipe out what was guessed from the same address.
    """
    counted = [row.pk for row in _in_order(attempt.limits) if row.number]
    Tries.objects.filter(pk=attempt.pair).delete()
    Tries.objects.filter(pk__in=counted).update(number=F("number") - 1)


def _locked(limits: Iterable[str], at: datetime) -> dict[str, Count]:
    Tries.objects.bulk_create([Tries(name, 0, at) for name in sorted(limits)], ignore_conflicts=True)
    return {row.pk: Count(row.number, row.until) for row in _in_order(limits)}


def _in_order(names: Iterable[str]):
    """Return the rows, locked one after the other in the same order by everybody: so nobody waits for ever."""
    return Tries.objects.select_for_update().filter(pk__in=list(names)).order_by("pk")


def _keep(counts: Mapping[str, Count]) -> None:
    rows = [Tries(name, known.number, known.until) for name, known in counts.items()]
    Tries.objects.bulk_create(rows, update_conflicts=True, unique_fields=["key"], update_fields=["number", "until"])


def _forget_outlived(at: datetime) -> None:
    """Delete rows that count nothing any more, passing over those that another try holds at the moment."""
    outlived = Tries.objects.select_for_update(skip_locked=True).filter(until__lte=at)
    Tries.objects.filter(pk__in=outlived.values("pk")).delete()
