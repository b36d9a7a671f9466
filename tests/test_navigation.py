"""The navigation: the pages of all the roles a person holds."""

import pytest

from accounts.enums import Role
from journal.context import NAVIGATION, navigation
from journal.context import school as letterhead
from journal.models import Homeroom
from tests import make

COMPLAINTS = "Обра\u00adщения"


def links(rf, user, path="/home/"):
    request = rf.get(path)
    request.user = user
    return [(link.label, link.url) for link in navigation(request)["navigation"]]


@pytest.mark.parametrize(
    "role, labels",
    [
        (Role.STUDENT, ["Главная", "Дневник", "Задания", "Отметки", COMPLAINTS]),
        (Role.PARENT, ["Главная", COMPLAINTS]),
        (Role.TEACHER, ["Главная", "Мой день"]),
        (Role.DEPUTY, ["Главная", "Контроль", "Классы", "Посещения"]),
        (Role.DIRECTOR, ["Главная", "Контроль", "Классы", "Люди", "Посещения"]),
        (Role.ADMINISTRATOR, ["Главная", "Люди", "Карточки", "Посещения", "Учёт"]),
    ],
)
def test_navigation_of_a_role(db, rf, role, labels):
    person = make.person(roles=[role])

    assert [label for label, _ in links(rf, person)] == labels


def test_navigation_of_several_roles_names_each_page_once(db, rf):
    person = make.person(roles=[Role.TEACHER, Role.PARENT, Role.DIRECTOR])

    assert links(rf, person) == [
        ("Главная", "/home/"),
        (COMPLAINTS, "/complaints/"),
        ("Мой день", "/teach/"),
        ("Контроль", "/control/"),
        ("Классы", "/classes/"),
        ("Люди", "/accounts/"),
        ("Посещения", "/accounts/visits/"),
    ]


def test_navigation_leads_a_student_to_the_own_diary(rf, student):
    assert links(rf, student)[1] == ("Дневник", f"/students/{student.pk}/diary/")


def test_navigation_leads_a_homeroom_teacher_to_the_own_class(rf, homeroom, school_class):
    assert links(rf, homeroom)[3:] == [("Мой класс", f"/classes/{school_class.pk}/")]


def test_navigation_leads_who_has_several_classes_to_their_list(rf, homeroom):
    make.school_class(8, "В", homeroom=homeroom)

    assert links(rf, homeroom)[3:] == [("Классы", "/classes/")]


def test_navigation_knows_no_class_led_before(rf, homeroom):
    Homeroom.objects.update(until=make.TODAY - make.days(1))

    assert links(rf, homeroom) == [("Главная", "/home/"), (COMPLAINTS, "/complaints/"), ("Мой день", "/teach/")]


def test_navigation_tells_the_own_class_from_the_others(rf, school_class, homeroom):
    request = rf.get(f"/classes/{school_class.pk}/attendance/2026-W42/")
    request.user = homeroom
    homeroom.roles |= {Role.DEPUTY}

    found = {link.label: link.is_current for link in navigation(request)["navigation"]}

    assert found == {
        "Главная": False,
        COMPLAINTS: False,
        "Мой день": False,
        "Мой класс": True,
        "Контроль": False,
        "Классы": False,
        "Посещения": False,
    }


@pytest.mark.parametrize("path, current", [("/home/", "Главная"), ("/classes/5/", "Классы"), ("/service/", None)])
def test_navigation_marks_the_page_one_is_on(deputy, rf, path, current):
    request = rf.get(path)
    request.user = deputy

    found = [link.label for link in navigation(request)["navigation"] if link.is_current]

    assert found == ([current] if current else [])


def test_navigation_of_nobody_is_empty(rf):
    assert navigation(rf.get("/")) == {"navigation": []}


def test_every_role_has_its_navigation_of_at_most_five_pages():
    assert {role: len(items) <= 5 for role, items in NAVIGATION.items()} == dict.fromkeys(Role, True)


def test_pages_know_no_school_before_it_is_brought_in(db, rf):
    assert letterhead(rf.get("/")) == {"school": None}


def test_pages_know_the_school_that_is_brought_in(school, rf):
    assert letterhead(rf.get("/")) == {"school": school}
