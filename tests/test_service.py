"""The regulation with how it is kept this week: counted for everybody, without names, once an hour."""

from datetime import date

import pytest

from accounts import keep
from accounts.regulation import RESPONSIBILITY
from journal.control.openly import FEWEST_DUTIES, FEWEST_TEACHERS
from journal.enums import DayOffKind, Mode
from tests import make
from tests.reading import links, part

FRIDAY = date(2026, 10, 16)
MANY, ENOUGH = FEWEST_DUTIES // FEWEST_TEACHERS, FEWEST_TEACHERS
FEW_SAID = "За эту неделю данных мало."
POINTS = RESPONSIBILITY.clauses[0].points


@pytest.fixture
def said(client, db, time_machine):
    """Return what everybody reads beside a point of clause 4.1, on Friday evening."""
    time_machine.move_to(make.at(20, on=FRIDAY), tick=False)
    keep.forget()

    return lambda point: part(client.get("/service/"), POINTS[point - 1])[0]


@pytest.fixture
def lessons(school, student):
    """Make lessons of this week: of so many teachers so many each, with facts of their own."""

    def hold(teachers=ENOUGH, each=MANY, homework_since=make.YEAR_BEGINS, **facts):
        of_course = {"students": [student], "homework_since": homework_since}
        courses = [make.course(teacher=make.teacher(), **of_course) for _ in range(teachers)]
        return [
            make.lesson(course=course, on=make.TODAY + make.days(number % 4), number=1 + number // 4, **facts)
            for course in courses
            for number in range(each)
        ]

    return hold


def test_share_in_time_stands_beside_its_point(said, lessons, student):
    for lesson in lessons(topic="Степень", homework_not_set=True):
        make.mark(lesson=lesson, student=student)

    assert said(1) == "На этой неделе в срок: отметки — 100 %."
    assert said(4) == "На этой неделе в срок: темы уроков — 100 %, домашние задания — 100 %."


def test_what_is_overdue_is_not_in_time(said, lessons):
    lessons(topic="Степень")
    lessons(each=1)

    assert said(4) == "На этой неделе в срок: темы уроков — 85 %, домашние задания — 0 %."


def test_written_works_and_remote_lessons_have_points_of_their_own(said, lessons, student):
    for lesson in lessons(mode=Mode.REMOTE):
        make.mark(lesson=lesson, student=student)
        make.work(lesson=lesson)

    assert [said(point) for point in (1, 2, 3)] == [FEW_SAID, FEW_SAID, "На этой неделе в срок: отметки — 100 %."]


@pytest.mark.parametrize("teachers, each", [(ENOUGH - 1, MANY * 2), (ENOUGH, MANY - 1)], ids=["teachers", "duties"])
def test_too_few_are_not_told(said, lessons, teachers, each):
    lessons(teachers, each, topic="Степень", homework_not_set=True)

    assert said(4) == FEW_SAID


def test_what_has_a_day_still_to_pass_is_not_told(said, lessons):
    lessons()
    make.pause(make.TODAY, FRIDAY)

    assert said(4) == FEW_SAID


def test_one_rule_of_a_point_may_be_silent(said, lessons):
    lessons(homework_since=None, topic="Степень")

    assert said(4) == "На этой неделе в срок: темы уроков — 100 %, домашние задания — данных мало."


def test_page_names_nobody_and_is_open_to_all(client, lessons):
    teacher = lessons()[0].teacher

    page = client.get("/service/")

    assert (page.status_code, teacher.surname in page.text) == (200, False)


def test_week_without_lessons_is_called_by_its_name(said):
    make.day_off(make.TODAY, FRIDAY + make.days(1), title="Осенние каникулы", kind=DayOffKind.BREAK)

    assert {said(point) for point in (1, 2, 3, 4)} == {"Осенние каникулы: уроков на этой неделе нет."}


def test_summer_is_called_a_rest(said, time_machine):
    make.year()
    time_machine.move_to(make.at(on=date(2027, 7, 1)), tick=False)

    assert said(1) == "Каникулы: уроков на этой неделе нет."


def test_before_the_first_year_nothing_stands_beside_the_points(client, db):
    page = client.get("/service/")

    assert "На этой неделе" not in page.text
    assert "Доли — по всей школе" not in page.text


def test_week_is_counted_once_an_hour(client, lessons, time_machine, django_assert_num_queries):
    lessons()

    with django_assert_num_queries(6):  # letterhead, terms, days off, figures
        client.get("/service/")
    with django_assert_num_queries(0):
        client.get("/service/")
    time_machine.move_to(make.at(11), tick=False)
    with django_assert_num_queries(3):
        client.get("/service/")


def test_hour_of_the_figures_is_told(client, school, lessons, time_machine):
    time_machine.move_to(make.at(10, 40), tick=False)

    assert "без имён, на 10:00, 12.10.2026" in client.get("/service/").text


def test_points_of_a_diary_lead_to_the_page(client, parent, student, lesson, school):
    client.force_login(parent)

    diary = client.get(f"/students/{student.pk}/days/{make.TODAY}/")

    assert links(diary)["п. 4.1.4"] == "/service/#p-4-1-4"
