"""The secret of the second step: how a telephone is given it, and that nobody else is."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.actions.factor import WRONG_CODE
from accounts.enums import AuditKind
from accounts.models import AuditEntry
from accounts.views.factor import OUTDATED
from tests import make
from tests.reading import lines, links
from tests.telephone import scanned, spelled, wrong

OWN = "/account/second-factor/"


@pytest.fixture
def desk(client, teacher, school):
    client.force_login(teacher)
    return client


def test_telephone_is_connected_by_its_code(desk, teacher):
    page = desk.get(OWN)
    desk.post(OWN, scanned(page))

    [entry] = AuditEntry.objects.all()
    assert TOTPDevice.objects.get().user == teacher
    assert (entry.kind, entry.by, entry.person) == (AuditKind.FACTOR_ADDED, teacher, teacher)


def test_telephone_on_which_the_page_is_open_takes_the_secret_by_a_link(desk):
    page = desk.get(OWN)

    address = urlsplit(links(page)["Открыть в приложении"])
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert parse_qs(address.query)["secret"] == [spelled(page).replace(" ", "")]


def test_secret_is_kept_nowhere_before_it_works(desk):
    desk.post(OWN, scanned(desk.get(OWN)) | {"code": "12"})

    assert (TOTPDevice.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_secret_stays_the_same_after_a_wrong_code(desk):
    page = desk.get(OWN)
    sent = scanned(page)
    again = desk.post(OWN, sent | {"code": wrong(sent["code"])})

    assert (WRONG_CODE in lines(again), spelled(again)) == (True, spelled(page))
    assert TOTPDevice.objects.count() == 0


def test_each_page_offers_another_secret(desk):
    assert spelled(desk.get(OWN)) != spelled(desk.get(OWN))


def test_secret_is_never_shown_after_it_has_been_confirmed(desk):
    page = desk.get(OWN)
    sent = scanned(page)
    desk.post(OWN, sent)

    later = [desk.get(OWN), desk.post(OWN, sent, follow=True), desk.get("/account/")]

    assert [(spelled(shown), "<svg" in shown.text, sent["secret"] in shown.text) for shown in later] == [
        ("", False, False)
    ] * 3
    assert TOTPDevice.objects.count() == 1


def test_second_window_does_not_take_the_telephone_of_the_first(desk):
    first, second = scanned(desk.get(OWN)), scanned(desk.get(OWN))
    desk.post(OWN, first)

    answer = desk.post(OWN, second)

    assert (answer.status_code, TOTPDevice.objects.count()) == (302, 1)


@pytest.mark.parametrize("spoil", [lambda sealed: "", lambda sealed: sealed[:-1], lambda sealed: "x:y"])
def test_secret_that_we_have_not_shown_is_refused(desk, spoil):
    sent = scanned(desk.get(OWN))

    page = desk.post(OWN, sent | {"secret": spoil(sent["secret"])})

    assert (OUTDATED in lines(page), TOTPDevice.objects.count()) == (True, 0)


def test_secret_shown_to_another_is_refused(desk, colleague):
    sent = scanned(desk.get(OWN))
    desk.force_login(colleague)

    page = desk.post(OWN, sent)

    assert (OUTDATED in lines(page), TOTPDevice.objects.count()) == (True, 0)


def test_secret_shown_long_ago_is_refused(desk, time_machine):
    sent = scanned(desk.get(OWN))
    time_machine.move_to(make.at(10, 31))

    assert OUTDATED in lines(desk.post(OWN, sent))


def test_picture_is_drawn_without_style_and_names_no_person(desk, teacher):
    text = desk.get(OWN).text
    picture = text[text.index("<svg") : text.index("</svg>")]

    assert re.findall(' (?:style|on[a-z]+|href)="', picture) == []
    assert ('stroke="#000"' in picture, "fill" in picture) == (True, True)
    assert teacher.surname not in picture
