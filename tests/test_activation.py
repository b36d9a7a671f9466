"""The first sign-in: the slip, the own password, the diary; in whatever order and in however many windows."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from accounts.actions import issue
from accounts.actions.passwords import OVERTAKEN
from accounts.enums import AuditKind, Entrance
from accounts.forms.own import BOTH, NEITHER, UNLIKE
from accounts.models import AuditEntry, Session, Slip, Tries, User, Visit
from accounts.rules.entering import WRONG_CODE
from accounts.rules.passwords import refusal
from accounts.views.activation import ANEW
from tests import make
from tests.reading import lines, links

OWN = "лампа-берег-ветер"
TYPED = {"offered": "", "new_password": OWN, "again": OWN}


@pytest.fixture
def print_slip(administrator):
    """Print a slip of a person, and return what is typed from it."""

    def print_slip(person, moment=make.NOW):
        [slip] = issue([person], by=administrator, at=moment, batch=uuid4())
        return {"username": slip.person.login, "password": slip.code}

    return print_slip


@pytest.fixture
def slip(print_slip, parent):
    return print_slip(parent)


@pytest.fixture
def holder(client, slip):
    """A browser in which the right slip has just been typed."""
    client.post("/activate/", slip)
    return client


def signed_in(client):
    return client.session.get(SESSION_KEY)


def test_slip_leads_to_the_diary_in_three_pages(client, slip, parent, school):
    first = client.get("/activate/")
    second = client.post("/activate/", slip, follow=True)
    third = client.post("/activate/password/", TYPED, follow=True)

    assert [page.request["PATH_INFO"] for page in (first, second, third)] == [
        "/activate/",
        "/activate/password/",
        "/home/",
    ]
    assert signed_in(client) == str(parent.pk)


@pytest.mark.parametrize("typed", ["{}", " {} ", "{l}", "{n}"])
def test_slip_is_taken_however_it_is_typed(client, slip, typed):
    code = slip["password"]

    answer = client.post(
        "/activate/", slip | {"password": typed.format(code, l=code.lower(), n=code.replace("-", " "))}
    )

    assert answer.url == "/activate/password/"


def test_sign_in_page_takes_a_slip_too(client, slip):
    assert client.post("/login/", slip).url == "/activate/password/"


def test_own_password_stands_and_the_slip_is_used(holder, parent):
    holder.post("/activate/password/", TYPED)

    parent.refresh_from_db()
    [visit] = Visit.objects.all()
    assert (parent.check_password(OWN), Slip.objects.get().used_at, parent.last_login) == (True, make.NOW, make.NOW)
    assert (visit.user, visit.entrance) == (parent, Entrance.SLIP)
    assert AuditEntry.objects.of(AuditKind.ENTERED).values_list("by", "person", "detail").get() == (
        parent.pk,
        parent.pk,
        "",
    )


def test_nobody_is_signed_in_before_the_own_password(holder):
    assert (signed_in(holder), holder.get("/home/").status_code) == (None, 302)


def test_name_is_shown_only_after_the_right_code(client, slip, parent):
    wrong = client.post("/activate/", slip | {"password": "2222-2222"})
    right = client.post("/activate/", slip, follow=True)

    assert (parent.surname in wrong.text, WRONG_CODE in lines(wrong)) == (False, True)
    assert "Карточка: Абрамова Ольга Юрьевна." in " ".join(lines(right))


@pytest.mark.parametrize(
    "fate, sentence",
    [
        ({"used_at": make.NOW}, "По этой карточке уже входили 12 октября 2026 года"),
        ({"replaced_at": make.NOW}, "Эта карточка не действует: 12 октября 2026 года её заменила более новая."),
        ({"valid_until": make.TODAY - make.days(1)}, "Карточка действовала до 11 октября 2026 года"),
    ],
)
def test_slip_that_opens_nothing_is_explained(client, slip, fate, sentence):
    Slip.objects.update(**fate)

    page = client.post("/activate/", slip)

    assert sentence in " ".join(lines(page))
    assert links(page)["Не получается войти"] == "/password/help/"


@pytest.mark.parametrize("typed, signs", [("4F7K2M", 6), ("4f7k-2m", 6), ("4F7K-2MQP9", 9), ("-", 0)])
def test_code_of_another_length_costs_no_try(client, slip, typed, signs):
    page = client.post("/activate/", slip | {"password": typed})

    said = f"В одноразовом пароле 8 знаков, у вас {signs}. Сверьте его с карточкой."
    assert (said in lines(page), Tries.objects.exists()) == (True, False)


def test_own_password_opens_the_page_of_the_slip_too(holder, slip):
    holder.post("/activate/password/", TYPED)

    assert Client().post("/activate/", slip | {"password": OWN}).url == "/home/"


def test_own_device_is_said_on_the_first_page(client, slip, parent):
    client.post("/activate/", slip | {"own_device": "on"})
    client.post("/activate/password/", TYPED)

    assert Session.objects.get(user=parent).expire_date == make.NOW + timedelta(days=90)


def test_page_asked_for_is_reached_at_last(client, slip):
    client.post("/activate/", slip | {"next": "/help/"})

    assert client.post("/activate/password/", TYPED).url == "/help/"


def offers(page) -> list[str]:
    """Return the passwords that the page offers; the last choice is that of an own one."""
    *three, own = re.findall(r'type="radio" name="offered" value="([^"]*)"', page.text)
    assert own == ""
    return three


def test_offered_password_is_taken_without_typing(holder, parent):
    chosen = offers(holder.get("/activate/password/"))[1]

    holder.post("/activate/password/", {"offered": chosen, "new_password": "", "again": ""})

    assert User.objects.get(pk=parent.pk).check_password(chosen)


@pytest.mark.parametrize("typed", ["Лампа-Берег-Ветер", "лампа берег ветер", "лампа\u2014берег\u2014ветер"])
def test_password_of_three_words_is_one_however_it_is_typed(holder, typed):
    holder.post("/activate/password/", TYPED | {"new_password": typed, "again": typed.upper()})
    login = User.objects.get(pk=signed_in(holder)).login
    holder.post("/logout/")

    answers = [Client().post("/login/", {"username": login, "password": word}) for word in (OWN, typed, typed.title())]

    assert [answer.status_code for answer in answers] == [302, 302, 302]


def test_each_page_offers_three_other_good_passwords(holder):
    offered = [password for _ in range(2) for password in offers(holder.get("/activate/password/"))]

    assert (len(set(offered)), [refusal(password) for password in offered]) == (6, [""] * 6)


@pytest.mark.parametrize(
    "typed, sentence",
    [
        ({"new_password": "", "again": ""}, NEITHER),
        ({"offered": "ветер-берег-лампа"}, BOTH),
        ({"again": "лампа-берег"}, UNLIKE),
        ({"new_password": "короткий", "again": "короткий"}, "Нужно не меньше 12 знаков"),
        ({"new_password": "Абрамова1985", "again": "Абрамова1985"}, "Такой пароль легко угадать"),
        ({"offered": "пароль", "new_password": "", "again": ""}, "Нужно не меньше 12 знаков"),
        ({"new_password": "д" * 129}, "Пароль не бывает длиннее 128 знаков."),
        ({"offered": "д" * 129, "new_password": "", "again": ""}, "нет среди допустимых"),
    ],
)
def test_password_that_cannot_be_taken_is_explained(holder, parent, typed, sentence):
    page = holder.post("/activate/password/", TYPED | typed)

    assert sentence in " ".join(lines(page))
    assert (signed_in(holder), Slip.objects.open().count()) == (None, 1)
    assert OWN not in page.text


def test_chosen_password_stays_chosen_beside_a_mistake(holder):
    page = holder.post("/activate/password/", TYPED | {"offered": "ветер-берег-лампа"})

    assert re.search('value="ветер-берег-лампа"[^>]* checked', page.text)


def test_password_page_opens_to_nobody_without_a_slip(client, db):
    page = client.get("/activate/password/", follow=True)

    assert (page.request["PATH_INFO"], ANEW in lines(page)) == ("/activate/", True)


def test_password_page_leads_home_who_has_come_in(holder):
    holder.post("/activate/password/", TYPED)

    page = holder.get("/activate/password/", follow=True)

    assert (page.request["PATH_INFO"], ANEW in lines(page)) == ("/home/", False)


def test_page_left_open_too_long_begins_anew(holder, time_machine):
    time_machine.move_to(make.at(10, 31))

    page = holder.post("/activate/password/", TYPED, follow=True)

    assert (ANEW in lines(page), Slip.objects.open().count()) == (True, 1)


def test_second_window_learns_that_the_slip_is_used(holder, slip, parent):
    other = Client()
    other.post("/activate/", slip)
    holder.post("/activate/password/", TYPED)

    page = other.post(
        "/activate/password/", TYPED | {"new_password": "другой-пароль-тут", "again": "другой-пароль-тут"}
    )

    assert page.url == "/activate/"
    assert (signed_in(other), signed_in(holder)) == (None, str(parent.pk))
    assert User.objects.get(pk=parent.pk).check_password(OWN)


def test_slip_used_at_the_very_same_moment_is_used_once(holder, parent):
    # The other window has used the slip, and we still hold the person as they were.
    Slip.objects.update(used_at=make.NOW)

    page = holder.post("/activate/password/", TYPED, follow=True)

    assert OVERTAKEN in lines(page)
    assert (signed_in(holder), User.objects.get(pk=parent.pk).has_usable_password()) == (None, False)


def test_new_slip_ends_the_way_of_the_older_one(holder, print_slip, parent):
    print_slip(parent, make.at(10, 5))

    page = holder.post("/activate/password/", TYPED, follow=True)

    assert (ANEW in lines(page), Slip.objects.open().count()) == (True, 1)


def test_locked_person_does_not_get_in_by_a_page_already_open(holder, parent):
    User.objects.filter(pk=parent.pk).update(locked_at=make.NOW)

    holder.post("/activate/password/", TYPED)

    assert (signed_in(holder), Slip.objects.open().count()) == (None, 1)


def test_staff_with_a_telephone_to_set_up_do_that_before_the_diary(client, print_slip, teacher, settings):
    settings.STAFF_SECOND_FACTOR = True
    client.post("/activate/", print_slip(teacher))

    answer = client.post("/activate/password/", TYPED)

    assert (answer.url, signed_in(client)) == ("/login/second-factor/", None)


def test_guessing_slips_is_paused_as_guessing_passwords(client, slip):
    for _ in range(7):
        client.post("/activate/", slip | {"password": "2222-2222"})

    assert [client.post(page, slip).status_code for page in ("/activate/", "/login/")] == [429, 429]


def test_password_manager_is_told_what_the_fields_are(holder, parent):
    text = holder.get("/activate/password/").text

    assert text.count('autocomplete="new-password"') == 2
    assert f'name="username" value="{User.objects.get(pk=parent.pk).login}" autocomplete="username"' in text
    assert "onpaste" not in text


def test_shown_password_is_not_changed_by_the_telephone(holder):
    fields = re.findall('<input type="password"[^>]*>', holder.get("/activate/password/").text)

    assert ['autocapitalize="none" spellcheck="false"' in field for field in fields] == [True, True]
