"""Classes as lists of diaries."""

from datetime import date

import pytest

from journal.models import AcademicYear, Homeroom, SchoolClass
from tests import make
from tests.reading import lines, links, part

WAYS = ("Все классы", "Класс 6 «А»", "Сводная ведомость", "Табели класса")


def test_deputy_sees_all_classes(client, deputy, school_class, school):
    client.force_login(deputy)

    assert links(client.get("/classes/")) == {
        "5 «Б»": f"/classes/{make.school_class(5, 'Б').pk}/",
        "7 «А»": f"/classes/{school_class.pk}/",
        "XLSX": "/control/classes/table.xlsx",
        "CSV": "/control/classes/table.csv",
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


# --- Past years


@pytest.fixture
def past(homeroom):
    """Return a way to make a class of a year before, led by the homeroom teacher when asked for."""

    def past(grade, letter, *, year="2025/26", is_led=False):
        begins = int(year[:4])
        facts = {"first_day": date(begins, 9, 1), "last_day": date(begins + 1, 5, 26)}
        of, _ = AcademicYear.objects.get_or_create(name=year, defaults=facts)
        found = SchoolClass.objects.create(year=of, grade=grade, letter=letter)
        if is_led:
            Homeroom.objects.create(school_class=found, teacher=homeroom, since=date(begins, 9, 1))
        return found

    return past


@pytest.mark.parametrize("office", ["deputy", "director"])
def test_past_years_are_listed_with_their_classes(client, request, school, school_class, past, office):
    six, eleven = past(6, "А"), past(11, "Б")
    five = past(5, "А", year="2024/25")
    client.force_login(request.getfixturevalue(office))

    response = client.get("/classes/")

    assert part(response, "Прошлые годы", to="Скачать таблицу: XLSX, CSV") == [
        *("2025/26 учебный год", "6 «А»", "11 «Б»"),
        *("2024/25 учебный год", "5 «А»"),
    ]
    ways = [f"/classes/{one.pk}/results/year/" for one in (six, eleven, five)]
    assert [way for way in links(response).values() if "results" in way] == ways


def test_homeroom_teacher_sees_the_past_years_of_the_own_class(client, homeroom, school, past):
    past(11, "Б")
    past(6, "А", is_led=True)
    client.force_login(homeroom)

    assert lines(client.get("/classes/"))[2:] == ["Прошлые годы", "2025/26 учебный год", "6 «А»"]


def test_class_of_a_past_year_has_no_today(client, deputy, school, school_class, past):
    found = past(6, "А")
    make.enrolment(make.student(), found, since=date(2025, 9, 1))
    client.force_login(deputy)

    response = client.get(f"/classes/{found.pk}/", follow=True)

    assert response.redirect_chain == [(f"/classes/{found.pk}/results/year/", 302)]
    assert lines(response)[:2] == ["Итоги 6 «А»", "Годовые отметки, 2025/26 учебный год"]
    assert {title: way for title, way in links(response).items() if title in WAYS} == {
        "Все классы": "/classes/",
        "Сводная ведомость": f"/classes/{found.pk}/print/summary/",
        "Табели класса": f"/classes/{found.pk}/print/report-cards/",
    }


@pytest.mark.parametrize("number", [1, 3])
def test_classes_ask_the_same_number_of_queries(client, deputy, school, past, number, django_assert_num_queries):
    for one in range(number):
        make.school_class(5 + one)
        past(5 + one, "А", year=f"{2023 + one}/{24 + one}")
    client.force_login(deputy)
    client.get("/classes/")

    with django_assert_num_queries(4):  # session, user, classes of the year, past ones
        client.get("/classes/")
