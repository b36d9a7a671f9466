"""The list of people: by name, by class, by role, by the state of the way in."""

import pytest

from tests import make
from tests.reading import lines, links


def names(response):
    return [words for words, address in links(response).items() if address.startswith("/accounts/")]


def test_person_is_found_by_the_beginning_of_a_name(client, administrator, parent, stranger, school):
    client.force_login(administrator)

    response = client.post("/accounts/", {"words": "абр оль"})

    assert "Абрамова Ольга Юрьевна" in names(response)
