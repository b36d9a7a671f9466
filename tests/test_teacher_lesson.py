"""The page of a lesson: what it shows, and to whom."""

import pytest
from django.urls import reverse

from journal import actions
from journal.models import Lesson, Student, Term
from tests import make
from tests.reading import lines
from tests.teaching import history, post, post_rows, saved


def close_term():
    Term.objects.update(closed_at=make.NOW)


def test_page_shows_the_lesson(teaching, course):
    lesson = make.lesson(course=course, room="24")

    page = teaching.get(lesson.get_absolute_url()).text

    assert "<h1>Алгебра, 7\u00a0«А»</h1>" in page
    assert "пн, 12\u00a0октября, 1-й урок" in page
    assert "тема: сегодня до 23:59" in page


def test_page_of_a_foreign_lesson_is_not_there(teaching, colleague):
    foreign = make.lesson(course=make.course(teacher=colleague))

    assert teaching.get(foreign.get_absolute_url()).status_code == 404
    assert post(teaching, foreign, "topic", text="Чужая тема").status_code == 404


def test_page_leads_to_the_neighbours_of_the_day(teaching, course):
    first, second, third = (make.lesson(course=course, number=number) for number in (1, 2, 3))

    page = teaching.get(second.get_absolute_url()).context

    assert (page["previous"].url, page["following"].url) == (first.get_absolute_url(), third.get_absolute_url())
    assert page["following"].label == "3-й урок, 7\u00a0«А»"


def test_page_of_a_coming_lesson_takes_no_marks(teaching, course):
    lesson = make.lesson(course=course, on=make.TODAY + make.days(1))

    page = teaching.get(lesson.get_absolute_url())

    assert "Урок ещё не наступил" in page.text
    assert list(page.context["page"].forms) == ["topic", "homework"]


def test_page_of_an_activity_asks_for_topic_and_absences(teaching, teacher, student):
    facts = {"kind": "activity", "marks_since": None, "homework_since": None}
    lesson = make.lesson(course=make.course(teacher=teacher, students=[student], **facts))

    assert list(teaching.get(lesson.get_absolute_url()).context["page"].forms) == ["topic", "presence"]


def fill(course, parent, *, students):
    """Make a lesson of as many students as there may be, with all that its page can show of each of them."""
    members = [make.student(f"Ученик{number:02}") for number in range(students)]
    lesson = make.lesson(course=course, topic="Корень", homework="№ 7", homework_minutes=20)
    oral = make.work(lesson=lesson, kind_code="answer")
    for member in members:
        make.membership(course, member)
        make.absence_note(student=member, by=parent)
        make.mark(work=oral, student=member)
    make.lesson(course=make.course(teacher=lesson.teacher, classes=[make.school_class(7, "Б")]), number=2)
    make.lesson(course=course, on=make.TODAY + make.days(2))
    return lesson


@pytest.mark.parametrize("works", [1, 3])
@pytest.mark.parametrize("students", [5, 35])
def test_page_asks_the_same_number_of_queries(teaching, course, parent, students, works, django_assert_num_queries):
    lesson = fill(course, parent, students=students)
    for _ in range(works):
        make.work(lesson=lesson)
    teaching.get("/help/")

    with django_assert_num_queries(8):
        teaching.get(lesson.get_absolute_url())


def test_page_with_a_plan_and_a_listed_work_asks_two_more(teaching, course, parent, django_assert_num_queries):
    make.planned_topic(course)
    lesson = fill(course, parent, students=5)
    Lesson.objects.filter(pk=lesson.pk).update(topic="")
    for _ in range(2):
        make.work(lesson=lesson, students=list(Student.objects.filter(surname__startswith="Ученик")))
    teaching.get("/help/")

    with django_assert_num_queries(10):
        teaching.get(lesson.get_absolute_url())


def test_unknown_part_is_a_bad_request(teaching, lesson):
    assert teaching.post(lesson.get_absolute_url(), {"part": "grid"}).status_code == 400


def test_announced_absence_is_noted_by_one_press(teaching, lesson, student, parent):
    make.absence_note(student=student, by=parent)
    page = teaching.get(lesson.get_absolute_url())
    assert "Семьи предупредили, что на уроке не будет: Абрамов Пётр." in lines(page)
    assert "отсутствующих нет, семьи предупредили: 1" in page.text

    rows = {student: {"presence": "absent", "was_presence": ""}}
    assert post_rows(teaching, lesson, "presence", rows).url == saved(lesson, "presence")

    assert "Семьи предупредили" not in teaching.get(lesson.get_absolute_url()).text
    assert history("matter", "new") == [("presence", "Н")]


def test_lesson_of_a_closed_term_is_only_read(teaching, course, student):
    lesson = make.lesson(course=course, topic="Степень", homework="№ 7")
    make.mark(lesson=lesson, student=student)
    close_term()

    page = teaching.get(lesson.get_absolute_url())

    assert "Период закрыт: I четверть" in page.text
    assert "<button>Сохранить тему</button>" not in page.text
    shown = lines(page)
    assert shown[shown.index("Абрамов Пётр") + 1] == "5"


def test_cancelled_lesson_is_only_read(teaching, course):
    lesson = make.lesson(course=course, cancelled_at=make.NOW)

    assert "Урок отменён. Записи отменённого урока не меняются." in teaching.get(lesson.get_absolute_url()).text
    assert "Урок отменён" in post(teaching, lesson, "topic", text="Степень", seen="").text


def test_work_is_named_by_its_teacher_on_the_page(teaching, lesson):
    make.work(lesson=lesson, title="Контрольная № 1")

    page = teaching.get(lesson.get_absolute_url()).text

    assert "Контрольная работа, вес 3, отметки не позднее 18\u00a0октября" in page
    assert reverse("journal:teacher-work-new", args=[lesson.pk]) in page


def test_substituted_lesson_names_the_regular_teacher(teaching, lesson, teacher, colleague, deputy):
    actions.substitute([lesson], teacher=colleague, reason="болезнь", by=deputy, at=make.NOW)

    page = teaching.get(lesson.get_absolute_url()).text

    assert "замещение, постоянный учитель: Сидорова А.\u00a0С." in page
    assert "Урок ведёт Чужова А.\u00a0С." in page
