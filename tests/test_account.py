"""«Мой вход»: what people settle for themselves."""

import re
from datetime import date

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from accounts.actions import Refused, change_password, end_devices
from accounts.actions.passwords import UNFIT
from accounts.enums import AuditKind
from accounts.forms.own import UNLIKE
from accounts.models import AuditEntry, Guardianship, Session, Tries, User
from tests import make
from tests.reading import lines, links, part

ACCOUNT = "/account/"
OWN = "лампа-берег-ветер"
CHANGE = {"part": "password", "old_password": make.PASSWORD, "offered": "", "new_password": OWN, "again": OWN}
OF_AGE = date(2008, 10, 12)


@pytest.fixture
def parent(parent, school):
    parent.set_password(make.PASSWORD)
    parent.save()
    return parent


@pytest.fixture
def own(client, parent):
    client.force_login(parent)
    return client


def another_device(person):
    client = Client()
    client.force_login(person)
    return client


def still_in(client):
    return client.get(ACCOUNT).status_code == 200


def log():
    return list(AuditEntry.objects.values_list("kind", "by", "person", "detail"))


def mark_of(page) -> str:
    return re.search('name="device" value="([^"]+)"', page.text)[1]


def test_every_page_leads_to_it(own):
    assert 'href="/account/">Мой вход</a>' in own.get("/home/").text


def test_password_is_changed_by_the_present_one(own, parent):
    answer = own.post(ACCOUNT, CHANGE)

    assert (answer.url, User.objects.get(pk=parent.pk).check_password(OWN)) == (ACCOUNT, True)
    assert log() == [(AuditKind.PASSWORD, parent.pk, parent.pk, "")]
    assert "Пароль сменён. На других устройствах нужно войти снова." in lines(own.get(ACCOUNT))


def test_three_words_are_changed_by_however_the_telephone_writes_them(own, parent):
    parent.set_password(OWN)
    parent.save()
    own.force_login(parent)

    own.post(
        ACCOUNT, CHANGE | {"old_password": OWN.title(), "new_password": "Весна Гусь Рупор", "again": "весна гусь рупор"}
    )

    assert User.objects.get(pk=parent.pk).check_password("весна-гусь-рупор")


def test_changed_password_signs_out_every_other_device(own, parent):
    other, before = another_device(parent), own.session.session_key
    own.post(ACCOUNT, CHANGE)

    assert (still_in(own), still_in(other)) == (True, False)
    assert own.session.session_key != before
    assert Session.objects.filter(user=parent).count() == 1


@pytest.mark.parametrize(
    "typed, sentence",
    [
        ({"old_password": "не тот"}, UNFIT),
        ({"old_password": ""}, "Введите пароль, с которым вы входите сейчас."),
        ({"again": "другой"}, UNLIKE),
        ({"new_password": "abc", "again": "abc"}, "Нужно не меньше 12 знаков"),
    ],
)
def test_password_that_is_not_changed_is_explained(own, parent, typed, sentence):
    other = another_device(parent)

    page = own.post(ACCOUNT, CHANGE | typed)

    assert (sentence in " ".join(lines(page)), "<title>Ошибка: Мой вход" in page.text) == (True, True)
    assert 'id="password" open' in page.text
    assert (User.objects.get(pk=parent.pk).check_password(make.PASSWORD), still_in(other), log()) == (True, True, [])


def test_guessing_the_present_password_is_paused(own, parent):
    answers = [own.post(ACCOUNT, CHANGE | {"old_password": "не тот"}) for _ in range(8)]

    assert [UNFIT in answer.text for answer in answers] == [*[True] * 7, False]
    assert "Слишком много попыток. Снова можно в 10:10." in answers[-1].text
    assert UNFIT not in own.post(ACCOUNT, CHANGE).text
    assert User.objects.get(pk=parent.pk).check_password(make.PASSWORD)


def test_right_password_is_no_try(own):
    own.post(ACCOUNT, CHANGE)

    assert sum(Tries.objects.values_list("number", flat=True)) == 0


def test_password_is_not_changed_past_a_slip_printed_meanwhile(parent):
    person = User.objects.get(pk=parent.pk)
    User.objects.filter(pk=parent.pk).update(password="!by-a-slip")

    with pytest.raises(Refused, match="Пароль за это время сменился"):
        change_password(person, OWN, old=make.PASSWORD, at=make.NOW)

    assert User.objects.get(pk=parent.pk).password == "!by-a-slip"


def test_devices_are_listed_this_one_first(own, parent, time_machine):
    another_device(parent)
    Session.objects.exclude(pk=own.session.session_key).update(
        device="телефон", began_at=make.at(9, on=make.TODAY - make.days(1)), seen_at=make.at(9, 50)
    )

    assert part(own.get(ACCOUNT), "Где выполнен вход", to="Выйти везде, кроме этого устройства") == [
        "устройство это устройство",
        "вход сегодня в 10:00",
        "телефон",
        "вход вчера в 09:00, последний раз сегодня в 09:50",
        "Выйти",
    ]


def test_sessions_that_have_ended_and_of_others_are_not_listed(own, parent, stranger):
    another_device(stranger)
    another_device(parent)
    Session.objects.exclude(pk=own.session.session_key).filter(user=parent).update(expire_date=make.NOW)

    assert "Выйти везде, кроме этого устройства" not in lines(own.get(ACCOUNT))


def test_key_of_a_session_stands_on_no_page(own, parent):
    another_device(parent)

    text = own.get(ACCOUNT).text

    assert [key for key in Session.objects.values_list("pk", flat=True) if key in text] == []


def test_one_device_is_signed_out(own, parent):
    other, third = another_device(parent), another_device(parent)
    ends = {other: other.session.session_key, third: third.session.session_key}

    own.post(ACCOUNT, {"part": "device", "device": mark_of(own.get(ACCOUNT))})

    left = set(Session.objects.values_list("pk", flat=True))
    assert sorted(key in left for key in ends.values()) == [False, True]
    assert (still_in(own), log()) == (True, [(AuditKind.SIGNED_OUT, parent.pk, parent.pk, "устройств: 1")])


def test_device_already_signed_out_leaves_no_line(own, parent):
    own.post(ACCOUNT, {"part": "device", "device": "0" * 16})

    assert (still_in(own), log()) == (True, [])


def test_device_of_another_person_stays(own, parent, stranger):
    other = another_device(stranger)
    another_device(stranger)
    mark = mark_of(other.get(ACCOUNT))

    own.post(ACCOUNT, {"part": "device", "device": mark})
    end_devices(parent, [other.session.session_key], at=make.NOW)

    assert Session.objects.filter(user=stranger).count() == 2


def test_every_other_device_is_signed_out_at_once(own, parent, stranger):
    others, foreign = [another_device(parent) for _ in range(2)], another_device(stranger)

    own.post(ACCOUNT, {"part": "devices"})

    assert [still_in(client) for client in (own, *others, foreign)] == [True, False, False, True]
    assert log() == [(AuditKind.SIGNED_OUT, parent.pk, parent.pk, "устройств: 2")]


def test_address_for_letters_is_kept_and_not_told_to_the_log(own, parent):
    own.post(ACCOUNT, {"part": "email", "email": "olga@school.example"})
    own.post(ACCOUNT, {"part": "email", "email": "olga@school.example"})

    assert User.objects.get(pk=parent.pk).email == "olga@school.example"
    assert log() == [(AuditKind.CHANGED, parent.pk, parent.pk, "эл. почта")]


def test_address_that_is_none_is_kept_on_the_page(own, parent):
    page = own.post(ACCOUNT, {"part": "email", "email": "olga@"})

    assert "Адрес для писем: Напишите адрес целиком, например petrova@school.example." in lines(page)
    assert 'value="olga@"' in page.text
    assert User.objects.get(pk=parent.pk).email == ""


def test_unknown_part_changes_nothing(own):
    assert own.post(ACCOUNT, {"part": "role"}).status_code == 200


def test_parent_sees_the_children_and_who_looked(own, student):
    page = own.get(ACCOUNT)

    assert part(page, "Дети")[:3] == ["Абрамов Пётр Ильич", "родитель", "Кто из школы смотрел дневник"]
    assert f"/students/{student.pk}/looks/" in links(page).values()


def test_parent_without_children_is_told_where_to_go(own, school):
    Guardianship.objects.update(until=make.TODAY - make.days(1))

    shown = lines(own.get(ACCOUNT))

    assert "К вам не записан ни один ребёнок. Запишет администратор школы: обратитесь к нему." in shown


def test_parent_of_one_come_of_age_learns_who_decides(own, student):
    User.objects.filter(pk=student.pk).update(born_on=OF_AGE)

    page = own.get(ACCOUNT)

    assert "Исполнилось 18 лет: дневник откроется, когда Пётр разрешит это на своей странице «Мой вход»." in lines(page)
    assert f"/students/{student.pk}/looks/" not in links(page).values()


def test_staff_see_neither_children_nor_readers(client, teacher, school):
    client.force_login(teacher)

    shown = lines(client.get(ACCOUNT))

    assert ("Дети" in shown, "Кто читает мой дневник" in shown, "Второй шаг входа" in shown) == (False, False, True)


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_the_same_number_of_queries(own, parent, number, django_assert_num_queries):
    for _ in range(number - 1):
        another_device(parent)
        make.guardianship(parent, make.student())
    own.get(ACCOUNT)

    with django_assert_num_queries(4):  # session, user with roles, links, devices
        own.get(ACCOUNT)


def test_page_of_staff_asks_for_the_second_step_too(client, homeroom, school, django_assert_num_queries):
    client.force_login(homeroom)
    client.get(ACCOUNT)

    with django_assert_num_queries(5):  # session, user with roles, links, devices, second step
        client.get(ACCOUNT)


def test_signed_out_device_is_at_the_way_in(own, parent):
    other = another_device(parent)
    own.post(ACCOUNT, {"part": "devices"})

    other.get(ACCOUNT)

    assert SESSION_KEY not in other.session


def test_expiry_of_the_page_s_form_shows_no_password(db, school, parent):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(parent)

    page = strict.post(ACCOUNT, CHANGE, headers={"Origin": "http://testserver"})

    assert (page.status_code, OWN in page.text, make.PASSWORD in page.text) == (403, False, False)
