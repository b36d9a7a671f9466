"""What the tests of slips ask of their pages."""

from accounts.actions import issue
from tests import make

SLIPS = "/accounts/slips/"


def names(response):
    """Return whom the page names, pile by pile."""
    piles = response.context["page"].piles
    return {spaced(pile.title): [holder.person.list_name for holder in pile.holders] for pile in piles}


def spaced(text):
    return text.replace("\u00a0", " ")


def form_of(response):
    """Return what the button «Напечатать» sends."""
    return {field.name: field.value() for field in response.context["page"].anew}


def print_at(client, address):
    return client.post(address, form_of(client.get(address)))


def problem(response):
    return response.context["page"].problem


def issued(*people, at=make.NOW):
    return issue(people, by=None, at=at, batch="7a6f1c1e-3a52-4a43-9d2e-0d1d6f0f3c11")
