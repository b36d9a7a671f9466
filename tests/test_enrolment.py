"""A student who comes among the year: written down, enrolled, in the courses of the class."""

from datetime import date

import pytest

from accounts.actions import Refused
from accounts.enums import AuditKind, Role
from accounts.models import HeldRole, User
from journal.actions import Place, enrol
from journal.models import Enrolment, Membership
from tests import make
from tests.arriving import log, newcomer
from tests.reading import lines

ADDRESS = "/accounts/new/?kind=student"
CHILD = {"surname": "Носов", "name": "Илья", "patronymic": "Олегович", "code": "77", "born_on": "2013-05-06"}
CHILD |= {"since": "2026-10-12", "order": "№ 9 от 11.10.2026"}


@pytest.fixture
def desk(client, administrator, school):
    client.force_login(administrator)
    return client


@pytest.fixture
def classmates(school_class):
    return [make.student(surname, school_class=school_class) for surname in ("Белов", "Волков", "Громов", "Ершов")]


def send(desk, **typed):
    return desk.post(ADDRESS, typed)


def test_student_is_written_down_with_a_role_and_a_place_in_a_class(desk, school_class):
    response = send(desk, **CHILD, school_class=school_class.pk)

    person, order = newcomer(), CHILD["order"]
    role, place = HeldRole.objects.get(user=person), Enrolment.objects.get(student=person)
    assert response.url == f"/accounts/{person.pk}/"
    assert (person.full_name, person.born_on) == ("Носов Илья Олегович", date(2013, 5, 6))
    assert (person.login, person.has_usable_password()) == (None, False)
    assert (role.role, role.since, role.until, role.order) == (Role.STUDENT, make.TODAY, None, order)
    assert (place.school_class, place.since, place.until, place.order) == (school_class, make.TODAY, None, order)
    assert log() == [
        (AuditKind.ADDED, "77", None, ""),
        (AuditKind.ROLE_GIVEN, "77", None, f"ученик с 12.10.2026, приказ {order}"),
        (AuditKind.CHANGED, "77", None, f"зачисление: 7 А с 12.10.2026, приказ {order}"),
    ]


def test_student_joins_the_courses_of_the_whole_class(desk, school_class, classmates, teacher):
    whole = make.course(teacher=teacher, students=classmates)
    make.course(teacher=teacher, students=classmates[:2], subject_name="Английский язык")

    send(desk, **CHILD, school_class=school_class.pk)

    rows = Membership.objects.filter(student=newcomer()).values_list("course", "since", "until", "recorded_on")
    assert list(rows) == [(whole.pk, make.TODAY, None, make.TODAY)]


def test_page_of_the_newcomer_says_what_is_left(desk, school_class, classmates, teacher):
    make.course(teacher=teacher, students=classmates)
    make.course(teacher=teacher, students=classmates[:2], subject_name="Английский язык", group="7 «А», 1-я группа")

    response = desk.post(ADDRESS, CHILD | {"school_class": school_class.pk}, follow=True)

    assert lines(response)[0] == (
        "Ученик внесён и зачислен. Курсы всего класса, в которые он записан: 1. "
        "В курсы по группам запишите его школьной таблицей: Английский язык (7 «А», 1-я группа)."
    )


def test_entries_of_the_past_are_not_owed_for_who_came_before(desk, school_class, classmates, teacher):
    make.course(teacher=teacher, students=classmates)

    send(desk, **CHILD | {"school_class": school_class.pk, "since": "2026-09-20"})

    places = [*Membership.objects.filter(student=newcomer()), *Enrolment.objects.filter(student=newcomer())]
    assert {(place.since, place.recorded_on) for place in places} == {(date(2026, 9, 20), make.TODAY)}


def test_who_comes_later_is_owed_from_then_on(desk, school_class, classmates, teacher):
    make.course(teacher=teacher, students=classmates)

    send(desk, **CHILD | {"school_class": school_class.pk, "since": "2026-11-02"})

    place = Membership.objects.get(student=newcomer())
    assert (place.since, place.recorded_on) == (date(2026, 11, 2), date(2026, 11, 2))


def test_one_who_is_taught_at_home_makes_no_group_of_the_rest(desk, school_class, classmates, teacher):
    make.course(teacher=teacher, students=classmates[1:])

    send(desk, **CHILD, school_class=school_class.pk)

    assert Membership.objects.filter(student=newcomer()).count() == 1


def test_ended_courses_and_those_of_other_classes_are_not_joined(desk, school_class, classmates, teacher):
    make.course(teacher=teacher, students=classmates, ended_on=date(2026, 10, 1))
    make.course(teacher=teacher, students=classmates, classes=[make.school_class(8, "В")])

    send(desk, **CHILD, school_class=school_class.pk)

    assert not Membership.objects.filter(student=newcomer()).exists()


def test_the_first_of_an_empty_class_joins_no_course(desk, school_class, teacher):
    make.course(teacher=teacher)

    send(desk, **CHILD, school_class=school_class.pk)

    assert (Enrolment.objects.filter(student=newcomer()).count(), Membership.objects.count()) == (1, 0)


def test_day_outside_the_year_is_refused_and_nothing_is_written(desk, school_class):
    response = send(desk, **CHILD | {"school_class": school_class.pk, "since": "2027-06-10"})

    sentence = "Учебный год этого класса: с 01.09.2026 по 26.05.2027. Выберите день в нём."
    assert (lines(response)[0], 'value="Носов"' in response.text) == (sentence, True)
    assert not User.objects.filter(code="77").exists()
    assert log() == []


def test_student_has_one_place_at_a_time(student, administrator, school_class):
    with pytest.raises(Refused, match="В эти дни ученик уже зачислен в класс"):
        enrol(student, Place(make.school_class(8, "В"), make.TODAY, "№ 9"), by=administrator, at=make.NOW)
