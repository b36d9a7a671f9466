"""Classes as lists of diaries."""

from datetime import date

import pytest

from journal.models import SchoolClass
from tests import make
from tests.reading import lines, links, part


def test_deputy_sees_all_classes(client, deputy, school_class, school):
    client.force_login(deputy)

    assert links(client.get("/classes/")) == {
        "5 «Б»": f"/classes/{make.school_class(5, 'Б').pk}/",
        "7 «А»": f"/classes/{school_class.pk}/",
        "Архив журналов: учебные годы и сроки хранения": "/office/archive/",
    }


def test_homeroom_teacher_sees_the_own_class(client, homeroom, school):
    client.force_login(homeroom)

    assert lines(client.get("/classes/")) == ["Классы", "7 «А»"]


def test_class_lists_its_diaries(client, homeroom, student, school_class, school):
    make.student("Ёлкина", "Анна", school_class=school_class)
    client.force_login(homeroom)

    response = client.get(f"/classes/{school_class.pk}/")

    assert part(response, "2 ученика") == ["Абрамов Пётр", "Ёлкина Анна", "Карточки для входа"]
    assert links(response)["Абрамов Пётр"] == f"/students/{student.pk}/diary/"


def test_classes_of_others_do_not_exist_for_a_homeroom_teacher(client, homeroom, school):
    client.force_login(homeroom)

    response = client.get(f"/classes/{make.school_class(5, 'Б').pk}/")

    assert (response.status_code, lines(response)[0]) == (404, "Страница не найдена")


@pytest.mark.parametrize("page", ["/classes/", "/classes/1/"])
def test_teacher_without_a_class_has_no_page_of_classes(client, colleague, school, page):
    client.force_login(colleague)

    assert client.get(page).status_code == 403


def test_classes_and_students_that_are_not_there_are_waited_for(client, deputy, school):
    client.force_login(deputy)

    empty = lines(client.get("/classes/"))
    found = lines(client.get(f"/classes/{make.school_class().pk}/"))

    assert (empty[1], found[-2]) == ("Классов пока нет", "В классе никого нет")


def test_classes_in_summer_are_those_of_the_year_behind(client, deputy, student, school, time_machine):
    time_machine.move_to(make.at(on=date(2027, 7, 1)))
    client.force_login(deputy)

    assert lines(client.get(f"/classes/{SchoolClass.objects.get(grade=7).pk}/"))[-2] == "1 ученик"
    assert lines(client.get("/classes/"))[:3] == ["Классы", "5 «Б»", "7 «А»"]
