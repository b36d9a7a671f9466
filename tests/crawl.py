"""Walks through the portal by its links, as each person of the demonstration."""

import gzip
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.apps import apps
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import models
from accounts.keep import forget
from tests.browser.school import links_of, loads_of, name_of


@dataclass(frozen=True)
class Visit:
    """One page as it was answered: `statements` it cost, and its `weight` in compressed bytes with all it loads."""

    name: str
    path: str
    taps: int
    status: int
    statements: int
    weight: int


def crawl(client, *, start="/home/", most_of_a_kind=3) -> list[Visit]:
    """Follow all links from the start, at most so many addresses of each named page."""
    visits, queue, seen, kinds = [], [(start, 0)], {start}, {}
    while queue:
        path, taps = queue.pop(0)
        name = name_of(path)
        kinds[name] = kinds.get(name, 0) + 1
        if name is None or kinds[name] > most_of_a_kind:
            continue
        visit, links = look(client, name, path, taps)
        visits.append(visit)
        # A redirect takes no tap of its own.
        step = taps + (visit.status == 200)
        queue += [(link, step) for link in links if link not in seen]
        seen.update(links)
    return visits


def look(client, name, path, taps) -> tuple[Visit, list[str]]:
    # The first answer loads what each process keeps for seconds; it is not what the page costs.
    forget()
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path, headers={"accept-encoding": "gzip"})
    is_packed = answer.headers.get("Content-Encoding") == "gzip"
    html = (gzip.decompress(answer.content) if is_packed else answer.content).decode()
    weight = len(answer.content) + sum(map(weight_of, loads_of(html)))
    links = [answer["Location"]] if answer.status_code == 302 else links_of(html)
    return Visit(name, path, taps, answer.status_code, len(asked), weight), links


@cache
def weight_of(file: str) -> int:
    """Return the compressed bytes of a style sheet, a script or a picture of ours."""
    return len(gzip.compress(Path(finders.find(file.removeprefix("/static/"))).read_bytes()))


# What tells that somebody was here: it may be written by whoever only reads.
TRACES = {models.Session, models.Look, models.Visit, models.Tries}


def fingerprint() -> dict[str, str]:
    """Return a hash of all rows of each table that the school keeps, traces of reading apart."""
    every = [
        model for label in ("accounts", "complaints", "journal") for model in apps.get_app_config(label).get_models()
    ]
    return {model._meta.label: _hashed(model) for model in every if not model._meta.proxy and model not in TRACES}


def _hashed(model) -> str:
    rows = model._base_manager.order_by("pk").values_list()
    return sha256("\n".join(map(str, rows.iterator())).encode()).hexdigest()
