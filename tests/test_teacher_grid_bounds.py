"""Whose rows and columns a journal shows, and what its page costs."""

import gzip
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from journal.enums import Audience, Presence
from tests import make

pytestmark = pytest.mark.usefixtures("school")


@pytest.fixture
def html(client, course):
    """Open the journal as a person; returns the text of its page."""

    def html(user, query=""):
        client.force_login(user)
        return client.get(reverse("journal:teacher-journal", args=[course.pk]) + query).content.decode()

    return html


def rows(page):
    return re.findall(r'<th scope="row" id="s\d+">([^<]+)<', page)


def columns(page):
    return re.findall(r'<th scope="col" id="([ow]\d+)"', page)


def fill(course, lessons, students):
    """Give every student a mark at every second lesson, and an absence at every third."""
    members = [make.student("Волков", f"Илья {number:02}") for number in range(students)]
    for member in members:
        make.membership(course, member)
    held = [make.lesson(course=course, on=make.TODAY - timedelta(days=number)) for number in range(lessons)]
    for number, lesson in enumerate(held):
        for member in members if number % 2 else ():
            make.mark(lesson=lesson, student=member, value=4)
        if number % 3 == 0:
            make.absence(lesson=lesson, student=members[0])


def test_substitute_reads_and_writes_the_lessons_held(html, lesson, course, colleague, student):
    own = make.lesson(course=course, number=2, teacher=colleague)

    page = html(colleague)

    assert (columns(page), rows(page)) == ([f"o{own.pk}"], ["Абрамов Пётр"])
    assert f'name="o{own.pk}-{student.pk}"' in page


def test_homeroom_teacher_reads_the_rows_of_the_own_class(html, lesson, course, homeroom, deputy):
    other = make.student("Яковлев", "Олег", school_class=make.school_class(7, "Б"))
    make.membership(course, other)

    assert rows(html(homeroom)) == ["Абрамов Пётр"]
    assert rows(html(deputy)) == ["Абрамов Пётр", "Яковлев Олег"]


def test_student_has_cells_while_in_the_course(html, course, lesson, teacher, student):
    late = make.student("Белова", "Анна")
    make.membership(course, late, since=make.TODAY)
    before = make.lesson(course=course, on=make.TODAY - make.days(3))

    page = html(teacher, f"?lesson={before.pk}")

    assert f'name="o{before.pk}-{student.pk}"' in page
    assert page.count('<td class="off">') == 1
    assert f'name="o{before.pk}-{late.pk}"' not in page


def test_work_for_some_has_cells_for_them(html, lesson, course, teacher, student):
    other = make.student("Белова", "Анна")
    make.membership(course, other)
    work = make.work(lesson=lesson, audience=Audience.LISTED, students=[other])

    page = html(teacher, f"?work={work.pk}")

    assert (f'name="w{work.pk}-{student.pk}"' in page, f'name="w{work.pk}-{other.pk}"' in page) == (False, True)


@pytest.mark.parametrize("noted, hints", [(None, 1), (Presence.ABSENT, 0)])
def test_what_the_family_said_stands_in_the_empty_cell(html, lesson, teacher, student, parent, noted, hints):
    make.absence_note(student=student, by=parent)
    if noted:
        make.absence(lesson=lesson, student=student, presence=noted)

    assert html(teacher).count('placeholder="Н?" title="Семья сообщила: не придёт"') == hints


def test_cancelled_lesson_has_no_column(html, lesson, course, teacher):
    other = make.lesson(course=course, number=2, cancelled_at=make.NOW, cancel_reason="Карантин")

    assert columns(html(teacher)) == [f"o{lesson.pk}"]
    assert other.cancelled_at


@pytest.mark.parametrize("lessons, students", [(5, 5), (5, 35), (30, 5)])
def test_page_asks_the_same_number_of_queries(
    client, html, course, teacher, lessons, students, django_assert_num_queries
):
    fill(course, lessons, students)
    html(teacher)

    # Session, person, course, lessons, works, members, marks, absences.
    with django_assert_num_queries(8):
        client.get(reverse("journal:teacher-journal", args=[course.pk]))


def test_asked_column_and_works_for_some_cost_two_queries_more(
    client, html, course, lesson, teacher, student, django_assert_num_queries
):
    for _ in range(3):
        work = make.work(lesson=lesson, audience=Audience.LISTED, students=[student])
    html(teacher)

    with django_assert_num_queries(10):
        client.get(reverse("journal:teacher-journal", args=[course.pk]) + f"?work={work.pk}")


def test_page_of_thirty_students_and_lessons_is_light(html, course, teacher):
    fill(course, 30, 30)

    page = html(teacher)

    assert len(re.findall(r"<[a-z]", page)) <= 1500
    assert len(gzip.compress(page.encode())) <= 20_000
