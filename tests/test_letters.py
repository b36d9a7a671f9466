"""The outbox: what goes into it, and how it goes out."""

import pytest

from accounts.actions import Posted, send_letters, write_letters
from accounts.actions.letters import MOST_TRIES
from accounts.models import Letter, User
from tests import make
from tests.mail import CHOOSY, SILENT


@pytest.fixture(autouse=True)
def _with_mail(settings):
    settings.SENDS_MAIL, settings.DEFAULT_FROM_EMAIL = True, "diary@school.example"


@pytest.fixture
def teacher(db):
    return make.teacher(email="sidorova@school.example")


def write(*people, key="evening-2026-10-12", **facts):
    facts = {"subject": "Дневник", "text": "Внести сегодня: 3", "made_at": make.NOW} | facts
    write_letters([Letter(recipient=person, key=key, **facts) for person in people])


def states():
    return list(Letter.objects.order_by("pk").values_list("tries", "taken_at", "sent_at"))


def test_letter_is_sent_once(teacher, mailoutbox):
    write(teacher)

    posted = [send_letters(at=make.NOW), send_letters(at=make.at(17))]

    assert posted == [Posted(1, 0, 0, []), Posted(0, 0, 0, [])]
    [letter] = mailoutbox
    assert (letter.to, letter.from_email) == (["sidorova@school.example"], "diary@school.example")
    assert (letter.subject, letter.body) == ("Дневник", "Внести сегодня: 3")
    assert letter.extra_headers == {"Auto-Submitted": "auto-generated"}
    assert states() == [(1, None, make.NOW)]


def test_letter_is_written_once_under_its_key(teacher):
    write(teacher)
    write(teacher, text="Внести сегодня: 4")
    write(teacher, key="evening-2026-10-13")

    assert list(Letter.objects.order_by("pk").values_list("key", "text")) == [
        ("evening-2026-10-12", "Внести сегодня: 3"),
        ("evening-2026-10-13", "Внести сегодня: 3"),
    ]


def test_letter_is_written_to_nobody_without_an_address_or_a_way_in(teacher):
    write(make.teacher(), make.teacher(email="a@school.example", locked_at=make.NOW))

    assert Letter.objects.count() == 0


def test_without_a_server_nothing_is_written_or_sent(teacher, settings, mailoutbox):
    write(teacher)
    settings.SENDS_MAIL = False
    write(teacher, key="morning-2026-10-13")

    assert send_letters(at=make.NOW) == Posted(0, 1, 0, [])
    assert (Letter.objects.count(), mailoutbox) == (1, [])


@pytest.mark.parametrize("since", [{"email": ""}, {"locked_at": make.NOW}])
def test_who_has_no_address_any_more_gets_nothing(teacher, mailoutbox, since):
    write(teacher)
    User.objects.filter(pk=teacher.pk).update(**since)

    assert (send_letters(at=make.NOW), mailoutbox) == (Posted(0, 0, 0, []), [])


def test_server_that_does_not_answer_loses_nothing_and_is_asked_once(teacher, settings, mailoutbox):
    write(teacher, make.teacher(email="petrova@school.example"))
    works, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, SILENT

    silent = send_letters(at=make.NOW)
    settings.EMAIL_BACKEND = works
    then = send_letters(at=make.NOW)

    assert silent == Posted(0, 2, 0, ["ConnectionRefusedError 111"])
    assert then == Posted(2, 0, 0, [])
    assert sorted(letter.to[0] for letter in mailoutbox) == ["petrova@school.example", "sidorova@school.example"]
    assert states() == [(2, None, make.NOW), (1, None, make.NOW)]


def test_letter_that_is_refused_holds_nobody_up(teacher, settings, mailoutbox):
    write(make.teacher(email="nobody@school.example"), teacher)
    settings.EMAIL_BACKEND = CHOOSY

    assert send_letters(at=make.NOW) == Posted(1, 1, 0, ["SMTPRecipientsRefused"])
    assert [letter.to[0] for letter in mailoutbox] == ["sidorova@school.example"]


def test_letter_is_given_up_after_its_last_try(teacher, settings, mailoutbox):
    write(make.teacher(email="nobody@school.example"))
    settings.EMAIL_BACKEND = CHOOSY

    posted = [send_letters(at=make.NOW) for _ in range(MOST_TRIES + 1)]

    assert posted[0] == Posted(0, 1, 0, ["SMTPRecipientsRefused"])
    assert posted[-2:] == [Posted(0, 0, 1, ["SMTPRecipientsRefused"]), Posted(0, 0, 1, [])]
    assert states() == [(MOST_TRIES, None, None)]


def test_address_that_is_none_is_told_and_stops_nothing(teacher, mailoutbox):
    write(make.teacher(email="a\n@school.example"), teacher)

    assert send_letters(at=make.NOW) == Posted(1, 1, 0, ["BadHeaderError"])


def test_letter_in_the_hands_of_another_run_waits_until_that_run_has_died(teacher, mailoutbox):
    write(teacher)
    Letter.objects.update(taken_at=make.NOW, tries=1)

    posted = [send_letters(at=moment) for moment in (make.at(11), make.at(11, 1))]

    assert posted == [Posted(0, 1, 0, []), Posted(1, 0, 0, [])]
