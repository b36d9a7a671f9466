"""What the board of the control costs, be the school small or large."""

import pytest
from django.urls import reverse

from journal.enums import Duty
from journal.models import Waiver
from tests import make

BOARD = reverse("journal:control")
# The session, the person, the terms, the days off, two for the choices of the filters, three for the figures.
ASKED = 9
pytestmark = pytest.mark.usefixtures("school")


def fill(teachers, deputy):
    """Let each teacher hold a lesson with entries, and set a work that is marked, waived and missing."""
    students = [make.student("Волков", f"Илья {number}") for number in range(3)]
    for number in range(teachers):
        teacher = make.teacher("Учителев", name=f"Олег {number:02}")
        lesson = make.lesson(course=make.course(teacher=teacher, students=students), topic="Степень")
        work = make.work(lesson=lesson)
        make.mark(work=work, student=students[0])
        said = {"reason": "Болела", "waived_by": deputy, "waived_at": make.NOW, "owed_by": teacher}
        Waiver.objects.create(duty=Duty.WRITTEN, work=work, student=students[1], **said)


@pytest.mark.parametrize("teachers", [1, 60])
def test_board_asks_the_same_number_of_queries(client, deputy, teachers, django_assert_num_queries):
    fill(teachers, deputy)
    client.force_login(deputy)

    with django_assert_num_queries(ASKED):
        response = client.get(BOARD, {"since": make.YEAR_BEGINS, "through": make.YEAR_ENDS})

    assert [len(table["rows"]) for table in response.context["tables"][:1]] == [teachers]


@pytest.mark.parametrize("teachers", [1, 3])
def test_board_of_a_teacher_asks_no_more(client, deputy, teachers, django_assert_num_queries):
    fill(teachers, deputy)
    client.force_login(deputy)

    with django_assert_num_queries(ASKED):
        client.get(BOARD, {"teacher": deputy.pk})


def test_course_of_a_year_that_is_over_costs_one_query_more(client, deputy, lesson, student, django_assert_num_queries):
    last = make.lesson(course=lesson.course, on=make.YEAR_ENDS)
    make.mark(work=make.work(lesson=last), student=student, moment=make.at(on=make.YEAR_ENDS))
    client.force_login(deputy)

    with django_assert_num_queries(ASKED + 1):
        response = client.get(BOARD, {"since": "2027-05-27", "through": "2027-06-30"})

    assert [row.label for table in response.context["tables"] for row in table["rows"]][-1] == "Алгебра"
