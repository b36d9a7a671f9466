"""People: their names, their roles and terms, guardianship, notices."""

from datetime import date

import pytest
from django.contrib.auth import authenticate

from accounts.actions import read_notice, tell
from accounts.backends import SchoolBackend
from accounts.enums import NoticeKind, Role
from accounts.models import Guardianship, HeldRole, Notice, User
from accounts.names import folded, search_key, sort_key
from tests import make

pytestmark = pytest.mark.django_db


# --- Names


def test_names_are_folded_to_be_compared():
    assert folded("  ЁЛКИНА   Анна ") == "елкина анна"


def test_names_sort_as_in_a_class_list():
    names = [("Ёлкина", "Анна"), ("Елкин", "Яков"), ("Жук", "Ян"), ("Елка", "Яна"), ("Абрамов", "Пётр")]

    in_order = sorted(names, key=lambda name: sort_key(*name))

    assert [surname for surname, _ in in_order] == ["Абрамов", "Елка", "Елкин", "Ёлкина", "Жук"]


def test_search_key_has_a_space_before_each_word():
    assert search_key("Ким", "", "П-1") == " ким п-1"


@pytest.mark.parametrize(
    "patronymic, full, short, formal",
    [
        ("Юрьевна", "Ёлкина Анна Юрьевна", "Ёлкина А.\u00a0Ю.", "Анна Юрьевна"),
        ("", "Ёлкина Анна", "Ёлкина А.", "Анна"),
    ],
)
def test_person_is_named_for_each_occasion(patronymic, full, short, formal):
    person = make.person("Ёлкина", "Анна", patronymic)

    assert (str(person), person.full_name, person.short_name, person.formal_name) == (
        "Ёлкина Анна",
        full,
        short,
        formal,
    )


def test_destroyed_has_no_initials():
    assert make.person("Данные", "уничтожены", "", destroyed_at=make.NOW).short_name == "Данные уничтожены"


@pytest.mark.parametrize(
    "words, found",
    [("елк", 1), ("Ёлкина анна", 1), ("анна ЁЛ", 1), ("п-77", 1), ("лкина", 0), ("ёлкина яна", 0), ("%", 0), ("", 1)],
)
def test_people_are_found_by_the_beginnings_of_their_names(words, found):
    make.person("Ёлкина", "Анна", "Юрьевна", code="П-77")

    assert User.objects.named_like(words).count() == found


def test_people_come_in_order():
    surnames = ("Ёлкина", "Жук", "Абрамов")
    for surname in surnames:
        make.person(surname)

    assert [person.surname for person in User.objects.in_order()] == ["Абрамов", "Ёлкина", "Жук"]


# --- Signing in


@pytest.mark.parametrize("typed", ["anna", " Anna ", "ANNA"])
def test_login_is_found_whatever_its_case(typed):
    person = make.person(login="anna")

    assert list(User.objects.with_login(typed)) == [person]


def test_person_without_a_login_is_not_found_by_it():
    make.person(login=None)

    assert list(User.objects.with_login("")) == []


def test_backend_takes_no_password_past_the_limits():
    person = make.person(login="anna")
    person.set_password(make.PASSWORD)
    person.save()

    assert authenticate(login="anna", password=make.PASSWORD) is None


@pytest.mark.parametrize("roles, queries", [((), 3), ((Role.TEACHER,), 1), ((Role.TEACHER, Role.PARENT), 1)])
def test_backend_finds_a_person_with_any_number_of_roles(roles, queries, django_assert_num_queries):
    person = make.person(roles=roles)

    with django_assert_num_queries(queries):
        found = SchoolBackend().get_user(person.pk).acting_on(make.TODAY)

    assert (found, found.roles) == (person, frozenset(roles))


def test_roles_that_came_along_can_still_be_filtered(teacher):
    found = SchoolBackend().get_user(teacher.pk)

    assert found.held_roles.filter(role=Role.DEPUTY).count() == 0


def test_backend_finds_nobody_by_an_unknown_key():
    assert SchoolBackend().get_user(89) is None


# --- Roles


@pytest.mark.parametrize(
    "day, roles",
    [
        (date(2026, 9, 30), set()),
        (date(2026, 10, 1), {Role.DEPUTY}),
        (date(2026, 10, 12), {Role.DEPUTY}),
        (date(2026, 10, 13), set()),
    ],
)
def test_role_is_held_from_its_first_day_to_its_last(day, roles):
    person = make.person()
    HeldRole.objects.create(user=person, role=Role.DEPUTY, since=date(2026, 10, 1), until=date(2026, 10, 12))

    assert person.acting_on(day).roles == roles
    assert set(User.objects.holding(Role.DEPUTY, on=day)) == ({person} if roles else set())


def test_person_without_a_day_holds_nothing():
    make.teacher()

    assert User.objects.get().roles == frozenset()


@pytest.mark.parametrize("role", Role)
def test_who_has_a_desk_there_enters_the_admin(role):
    person = make.person(roles=(role,))

    has_desk = role in (Role.DIRECTOR, Role.DEPUTY, Role.ADMINISTRATOR)
    assert (person.is_staff, person.has_module_perms("journal")) == (has_desk, has_desk)


def test_permission_strings_grant_nothing(director):
    assert director.has_perm("accounts.change_user") is False


def test_rows_say_what_they_are(parent, student):
    role, guardianship = parent.held_roles.get(), parent.guardianships.get()

    assert [str(role), str(guardianship)] == ["Абрамова Ольга: родитель", "Абрамова Ольга → Абрамов Пётр"]


# --- Terms


@pytest.mark.parametrize(
    "since, until, first, last, touches",
    [
        (1, 5, 5, 9, True),
        (1, 5, 6, 9, False),
        (5, 9, 1, 5, True),
        (6, 9, 1, 5, False),
        (1, None, 9, 9, True),
        (9, None, 1, 8, False),
    ],
)
def test_rows_within_a_period_hold_on_a_day_of_it(parent, student, since, until, first, last, touches):
    day = lambda number: number and date(2026, 10, number)
    Guardianship.objects.update(since=day(since), until=day(until))

    assert Guardianship.objects.within(day(first), day(last)).exists() == touches


# --- Notices


def test_tell_tells_the_same_thing_once(parent, stranger):
    told = {"kind": NoticeKind.DIARY, "text": "Отметка исправлена", "address": "/", "key": "mark-7", "at": make.NOW}

    tell([parent], **told)
    tell([parent, stranger], **told)

    assert list(Notice.objects.order_by("pk").values_list("recipient", "text")) == [
        (parent.pk, "Отметка исправлена"),
        (stranger.pk, "Отметка исправлена"),
    ]


def test_notices_come_newest_first_to_their_reader_alone(parent, stranger):
    for key, hour in (("a", 9), ("b", 10)):
        tell([parent], kind=NoticeKind.SCHOOL, text=key, address="", key=key, at=make.at(hour))
    tell([stranger], kind=NoticeKind.SCHOOL, text="чужое", address="", key="a", at=make.NOW)

    assert [str(notice) for notice in Notice.objects.visible_to(parent).newest_first()] == ["b", "a"]
    assert Notice.objects.editable_by(parent).count() == 2


def test_read_notice_keeps_the_first_moment(parent):
    tell([parent], kind=NoticeKind.SCHOOL, text="Собрание", address="", key="a", at=make.NOW)
    notice = Notice.objects.get()

    read_notice(notice, at=make.at(11))
    read_notice(notice, at=make.at(12))

    notice.refresh_from_db()
    assert notice.read_at == make.at(11)
    assert not Notice.objects.unread().exists()
