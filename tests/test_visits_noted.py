"""How the way to the first page with information is noted (regulation, 3.2)."""

import re
from datetime import timedelta

import pytest

from accounts.actions import note_shown, note_visit
from accounts.enums import Entrance
from accounts.models import Visit
from accounts.rules.entering import WAITED, began
from tests import make
from tests.guessing import with_password


def after(**time):
    return make.NOW + timedelta(**time)


@pytest.fixture
def parent(parent, school):
    return with_password(parent)


@pytest.fixture
def at(client, time_machine):
    """Open or send the form of the way in at a moment; returns the answer."""
    stamps = []

    def at(moment, password=None, address="/login/"):
        time_machine.move_to(moment, tick=False)
        posted = {"username": "parent", "password": password, "began": stamps[-1] if stamps else ""}
        answer = client.post("/login/", posted) if password else client.get(address)
        stamps.extend(re.findall(r'name="began" value="([^"]+)"', answer.text))
        return answer

    return at


@pytest.mark.parametrize("address", ["/", "/login/"])
def test_way_begins_with_the_open_form(at, parent, address):
    at(after(), address=address)
    at(after(minutes=3), make.PASSWORD)

    visit = Visit.objects.get()
    assert (visit.began_at, visit.signed_in_at) == (after(), after(minutes=3))


def test_way_begins_with_the_form_however_often_it_was_tried(at, parent):
    at(after())
    at(after(minutes=20), "wrong-one")
    at(after(minutes=50), make.PASSWORD)

    assert Visit.objects.get().began_at == after()


def test_form_that_stood_open_overnight_makes_no_way_of_a_night(at, parent):
    at(after())
    at(after(hours=12), "wrong-one")
    at(after(hours=12, minutes=40), make.PASSWORD)

    assert Visit.objects.get().began_at == after(hours=12)


@pytest.mark.parametrize("hours, expected", [(2, 0), (3, 3), (72, 72)])
def test_tries_days_apart_are_not_one_way(at, parent, hours, expected):
    at(after())
    at(after(minutes=5), "wrong-one")
    at(after(hours=hours), make.PASSWORD)

    assert Visit.objects.get().began_at == after(hours=expected)


@pytest.mark.parametrize("spoilt", ["", "rubbish", "WzE3OTE3ODEyMDAuMCxmYWxzZV0:1wdPTw:abc"])
def test_stamp_that_is_not_ours_says_nothing(client, parent, spoilt):
    client.post("/login/", {"username": "parent", "password": make.PASSWORD, "began": spoilt})

    assert Visit.objects.get().began_at == make.NOW


@pytest.mark.parametrize(
    "opened, expected", [(-30, -30), (-31, 0), (0, 0), (1, 0)], ids=["in time", "too long", "at once", "in the future"]
)
def test_beginning_of_a_way(opened, expected):
    assert began(after(minutes=opened), make.NOW, within=WAITED) == after(minutes=expected)


def test_way_ends_with_the_first_page_of_the_diary(client, at, parent, time_machine):
    at(after(), make.PASSWORD)
    for minute, address in enumerate(("/help/", "/privacy/", "/", "/healthz", "/students/999/", "/home/", "/home/"), 1):
        time_machine.move_to(after(minutes=minute), tick=False)
        client.get(address)

    assert Visit.objects.get().shown_at == after(minutes=6)


def test_page_after_the_first_writes_nothing(client, at, parent):
    at(after(), make.PASSWORD)
    client.get("/home/")

    client.get("/home/")

    assert "visit" not in client.session
    assert Visit.objects.count() == 1


def test_each_sign_in_is_a_visit(client, at, parent):
    at(after(), make.PASSWORD)
    client.post("/logout/")
    at(after(minutes=1), make.PASSWORD)

    assert [visit.shown_at for visit in Visit.objects.all()] == [None, None]


def test_wrong_try_is_no_visit(at, parent):
    at(after(), "wrong-one")

    assert Visit.objects.count() == 0


def test_page_is_shown_once_and_never_before_the_sign_in(parent):
    visit = note_visit(parent, entrance=Entrance.PASSWORD, began_at=make.NOW, at=make.NOW)

    # A clock that was set back.
    note_shown(visit.pk, at=after(seconds=-5))
    note_shown(visit.pk, at=after(seconds=5))

    visit.refresh_from_db()
    assert visit.shown_at == make.NOW
