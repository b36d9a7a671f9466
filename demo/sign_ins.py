"""How long a whole sign-in takes, with the parameters of Argon2id that were chosen and with others."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from time import monotonic, perf_counter

from django.contrib.auth.hashers import get_hasher, make_password
from django.urls import reverse

from accounts.enums import Role
from accounts.hashers import SchoolArgon2
from accounts.models import HeldRole, User
from demo.measuring import Page, Server, call, environ_of, without_trace

LOGIN, PASSWORD = "measured.m", "весло-облако-январь"


@dataclass(frozen=True)
class Cost:
    """Parameters of Argon2id: memory in KiB, passes over it, lanes that may run at once."""

    memory: int
    passes: int
    lanes: int

    def __str__(self):
        return f"{self.memory / 1024:.0f} МиБ × {self.passes}, полос {self.lanes}"


CHOSEN = Cost(SchoolArgon2.memory_cost, SchoolArgon2.time_cost, SchoolArgon2.parallelism)
COSTS = {
    "выбрано": CHOSEN,
    # OWASP's other profile of the same strength, and the two of RFC 9106 that a small server can think of.
    "OWASP, память": Cost(46 * 1024, 1, 1),
    "RFC 9106": Cost(64 * 1024, 3, 4),
    "Django": Cost(100 * 1024, 2, 8),
}


@dataclass(frozen=True)
class Spent:
    """Seconds that each of some sign-ins took, and that one look at the password takes."""

    sign_in: list[float]
    hashing: list[float]


def measure(*, seconds: float, today: date) -> dict[str, Spent]:
    """Sign one invented parent in over and over, with each of the costs in turn, and leave no trace."""
    server, until = Server(), monotonic() + seconds
    page = Page("вход", LOGIN, reverse("accounts:login"), lambda: {"username": LOGIN, "password": PASSWORD})
    with without_trace():
        person = _parent(today)
        kept = {name: _hashed(cost) for name, cost in COSTS.items()}
        spent = {name: Spent([], []) for name in COSTS}
        while not spent["Django"].sign_in or monotonic() < until:
            for name, cost in COSTS.items():
                User.objects.filter(pk=person.pk).update(password=kept[name])
                with costing(cost):
                    spent[name].sign_in.append(call(server, page, environ_of(page, "")))
                    spent[name].hashing.append(_verified(kept[name]))
    return spent


@contextmanager
def costing(cost: Cost) -> Iterator[None]:
    """Let passwords be kept at the cost."""
    hasher = get_hasher(SchoolArgon2.algorithm)
    was = hasher.memory_cost, hasher.time_cost, hasher.parallelism
    hasher.memory_cost, hasher.time_cost, hasher.parallelism = cost.memory, cost.passes, cost.lanes
    try:
        yield
    finally:
        hasher.memory_cost, hasher.time_cost, hasher.parallelism = was


def _parent(today) -> User:
    person = User(code=LOGIN, login=LOGIN)
    person.call("Замерова", "Майя")
    person.save()
    HeldRole.objects.create(user=person, role=Role.PARENT, since=today)
    return person


def _hashed(cost) -> str:
    with costing(cost):
        return make_password(PASSWORD, hasher=SchoolArgon2.algorithm)


def _verified(kept) -> float:
    began = perf_counter()
    get_hasher(SchoolArgon2.algorithm).verify(PASSWORD, kept)
    return perf_counter() - began
