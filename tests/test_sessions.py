"""How long a person stays signed in, and who does not any more."""

import re
from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client

from accounts.enums import Role
from accounts.models import HeldRole, Session, User
from accounts.sessions import ENDED, IDLE, SessionStore
from tests import make

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Often enough for a session that ends by idleness.
STEP = timedelta(minutes=40)


@pytest.fixture
def sign_in(client, time_machine):
    """Sign a person in at ten o'clock; returns the same as a word about later: may the person go on?"""

    def sign_in(person, **posted):
        person.set_password(make.PASSWORD)
        person.save()
        client.post("/login/", {"username": person.login, "password": make.PASSWORD, **posted})
        return goes_on

    def goes_on(*later):
        for moment in later:
            time_machine.move_to(make.NOW + moment, tick=False)
            answer = client.get("/home/")
        return answer.status_code == 200

    return sign_in


def used(until, step=STEP):
    """Return moments of steady use, the last of them given."""
    return [*(step * number for number in range(1, int(until / step) + 1)), until]


@pytest.mark.parametrize(
    "moments, expected",
    [
        ([timedelta(minutes=59)], True),
        ([timedelta(minutes=61)], False),
        # use puts the end off, to ten minutes exactly
        ([timedelta(minutes=50), timedelta(minutes=109)], True),
        ([timedelta(minutes=50), timedelta(minutes=111)], False),
        (used(20 * HOUR), True),
    ],
)
def test_shared_device_ends_after_an_hour_without_use(sign_in, parent, school, moments, expected):
    assert sign_in(parent)(*moments) == expected


@pytest.mark.parametrize("idle, expected", [(89 * DAY, True), (90 * DAY - HOUR, True), (90 * DAY + HOUR, False)])
def test_own_device_ends_ninety_days_after_the_sign_in(sign_in, parent, school, idle, expected):
    assert sign_in(parent, own_device="on")(idle) == expected


def test_use_of_an_own_device_does_not_put_off_its_end(sign_in, parent, school):
    assert not sign_in(parent, own_device="on")(*used(90 * DAY + HOUR, step=30 * DAY))


@pytest.mark.parametrize("posted", [{}, {"own_device": "on"}])
@pytest.mark.parametrize(
    "moments, expected",
    [
        ([timedelta(minutes=59)], True),
        ([timedelta(minutes=61)], False),
        (used(12 * HOUR - timedelta(minutes=1)), True),
        (used(12 * HOUR + timedelta(minutes=1)), False),
    ],
)
def test_staff_end_after_an_hour_without_use_and_in_twelve_at_most(sign_in, teacher, school, posted, moments, expected):
    assert sign_in(teacher, **posted)(*moments) == expected


@pytest.mark.parametrize("posted", [{}, {"own_device": "on"}])
def test_teacher_who_becomes_a_parent_stays_as_long_as_staff_to_the_end(sign_in, teacher, school, posted):
    goes_on = sign_in(teacher, **posted)
    teacher.held_roles.update(role=Role.PARENT)

    assert goes_on(*used(12 * HOUR - timedelta(minutes=1)))
    assert not goes_on(12 * HOUR + timedelta(minutes=1))


@pytest.mark.parametrize("posted, max_age", [({}, ""), ({"own_device": "on"}, 90 * 24 * 60 * 60)])
def test_cookie_of_a_shared_device_ends_with_the_browser(client, sign_in, parent, posted, max_age):
    sign_in(parent, **posted)

    assert client.cookies["sessionid"]["max-age"] == max_age


def test_row_of_the_session_says_who_where_and_since_when(client, sign_in, parent, school):
    client.defaults["HTTP_USER_AGENT"] = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X)"

    sign_in(parent)(timedelta(minutes=25))

    [session] = Session.objects.all()
    assert (session.user, session.device, session.began_at) == (parent, "телефон", make.NOW)
    assert session.seen_at == make.NOW + timedelta(minutes=25)


def test_use_is_noted_at_most_every_ten_minutes(sign_in, parent, school):
    sign_in(parent)(timedelta(minutes=9))

    assert Session.objects.get().seen_at == make.NOW


def test_session_is_a_new_one_after_the_sign_in(client, sign_in, parent):
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    client.cookies = SimpleCookie({"sessionid": session.session_key})

    sign_in(parent)

    assert client.session.session_key != session.session_key
    assert "planted" not in client.session
    assert Session.objects.count() == 1


# --- Who may no longer come in


LEFT = "Ваш доступ закончился. Если это ошибка, обратитесь к администратору школы."
LOCKED = "Вход для вас закрыт. Почему, скажет администратор школы."
RISEN = "Теперь вы работаете в школе. Войдите ещё раз."


def leave(person):
    person.held_roles.update(until=make.TODAY - DAY)


def lock(person):
    type(person).objects.filter(pk=person.pk).update(locked_at=make.NOW)


@pytest.mark.parametrize("end, sentence", [(leave, LEFT), (lock, LOCKED)])
def test_open_session_ends_with_the_next_request(client, parent, school, end, sentence):
    client.force_login(parent)
    end(parent)

    answer = client.get("/home/", follow=True)

    assert answer.redirect_chain == [("/login/?next=/home/", 302)]
    assert sentence in answer.text
    assert not Session.objects.exclude(user=None).exists()


@pytest.mark.parametrize("posted", [{}, {"own_device": "on"}])
@pytest.mark.parametrize("is_required", [False, True])
def test_parent_who_becomes_a_teacher_comes_in_anew(client, sign_in, parent, school, settings, posted, is_required):
    settings.STAFF_SECOND_FACTOR = is_required
    goes_on = sign_in(parent, **posted)
    HeldRole.objects.create(user=parent, role=Role.TEACHER, since=make.TODAY)

    answer = client.get("/home/", follow=True)

    assert answer.redirect_chain == [("/login/?next=/home/", 302)]
    assert RISEN in answer.text
    assert not goes_on(timedelta(minutes=1))
    assert Session.objects.filter(user=parent).count() == 0


def test_parent_who_came_in_anew_as_a_teacher_goes_on(sign_in, parent, school):
    HeldRole.objects.create(user=parent, role=Role.TEACHER, since=make.TODAY)

    assert sign_in(parent)(timedelta(minutes=5))


def test_session_that_has_ended_so_does_not_come_back(client, parent, school):
    client.force_login(parent)
    lock(parent)
    client.get("/home/")

    type(parent).objects.update(locked_at=None)

    assert client.get("/home/").status_code == 302


def test_what_was_typed_meanwhile_is_given_back(client, teacher, lesson, school):
    client.force_login(teacher)
    lock(teacher)

    answer = client.post(lesson.get_absolute_url(), {"part": "texts", "topic": "Степень и её свойства"})

    assert "Степень и её свойства" in answer.text
    assert LOCKED in answer.text


@pytest.mark.parametrize("end, sentence", [(leave, LEFT), (lock, LOCKED)])
def test_right_password_tells_why_it_does_not_let_in(client, sign_in, parent, end, sentence):
    end(parent)
    parent.refresh_from_db()

    parent.set_password(make.PASSWORD)
    parent.save()
    answer = client.post("/login/", {"username": parent.login, "password": make.PASSWORD})

    assert answer.context["form"].non_field_errors() == [sentence]
    assert SESSION_KEY not in client.session


# --- The way out


def test_sign_out_has_the_browser_drop_its_pages_and_keep_what_waits(client, parent):
    client.force_login(parent)

    answer = client.post("/logout/")

    # Not "storage": unsent marks of a teacher lie there.
    assert answer["Clear-Site-Data"] == '"cache"'
    assert not Session.objects.exclude(user=None).exists()


def test_pages_of_a_person_are_stored_nowhere(client, parent, school):
    client.force_login(parent)

    assert client.get("/home/")["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def told(client):
    """Return what the way in says to who asks for a page."""
    page = client.get("/home/", follow=True)
    return re.findall('role="status">([^<]+)<', page.text)


def test_forgotten_session_is_said_to_have_been_idle(client, sign_in, teacher, school, time_machine):
    sign_in(teacher)
    time_machine.move_to(make.NOW + timedelta(minutes=61))

    assert told(client) == [IDLE]


def test_session_told_of_once_is_not_told_of_again(client, sign_in, teacher, school, time_machine):
    sign_in(teacher)
    time_machine.move_to(make.NOW + 2 * HOUR)

    assert [told(client), told(client)] == [[IDLE], []]


def test_session_at_its_very_end_is_not_called_idle(client, sign_in, teacher, school, time_machine):
    sign_in(teacher)(*used(12 * HOUR - timedelta(minutes=1)))
    time_machine.move_to(make.NOW + 12 * HOUR + timedelta(minutes=1))

    assert told(client) == [ENDED]


def test_session_ended_elsewhere_is_said_to_have_ended(client, sign_in, parent, school):
    sign_in(parent)
    Session.objects.all().delete()

    assert told(client) == [ENDED]


def test_end_with_a_reason_of_its_own_is_told_by_that_alone(client, sign_in, parent, school):
    sign_in(parent)
    User.objects.filter(pk=parent.pk).update(locked_at=make.NOW)

    [sentence] = told(client)
    assert sentence not in (IDLE, ENDED)


def test_who_never_came_in_is_told_of_no_end(client, school, time_machine):
    passing = SessionStore()
    passing.update({"awaited": "somebody"})
    passing.set_expiry(60)
    passing.save()
    client.cookies = SimpleCookie({"sessionid": passing.session_key})
    time_machine.move_to(make.NOW + HOUR)

    assert (told(client), told(Client())) == ([], [])
