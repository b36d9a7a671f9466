"""The page of a lesson: what it shows, and its topic."""

import pytest
from django.urls import reverse

from journal import actions
from journal.models import Term
from tests import make
from tests.teaching import history, post, saved


@pytest.fixture
def teaching(client, teacher, school):
    client.force_login(teacher)
    return client


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


@pytest.mark.parametrize("works", [1, 3])
@pytest.mark.parametrize("students", [5, 25])
def test_page_asks_the_same_number_of_queries(teaching, course, students, works, django_assert_num_queries):
    for number in range(students - 1):
        make.membership(course, make.student(f"Ученик{number:02}"))
    lesson = make.lesson(course=course)
    for _ in range(works):
        make.work(lesson=lesson)
    teaching.get("/help/")

    with django_assert_num_queries(9):
        teaching.get(lesson.get_absolute_url())


def test_unknown_part_is_a_bad_request(teaching, lesson):
    assert teaching.post(lesson.get_absolute_url(), {"part": "grid"}).status_code == 400


def test_topic_is_saved(teaching, lesson):
    response = post(teaching, lesson, "topic", text=" Степень \r\n числа ", seen="")

    lesson.refresh_from_db()
    assert (response.url, lesson.topic) == (saved(lesson, "topic"), "Степень числа")
    assert history("matter", "new") == [("topic", "Степень числа")]


def test_topic_says_that_it_is_saved(teaching, course):
    lesson = make.lesson(course=course, topic="Степень")

    page = teaching.get(f"{lesson.get_absolute_url()}?saved=topic").text

    assert "сохранено" in page
    assert "Внесена сегодня в\u00a008:00" in page


def test_topic_is_taken_from_the_plan_by_one_press(teaching, course):
    make.lesson(course=course, number=1, planned_topic=make.planned_topic(course, 1, "Степень"), topic="Степень")
    planned = make.planned_topic(course, 2, "Свойства степени", homework="№ 45")
    lesson = make.lesson(course=course, number=2)
    assert "Взять из плана только тему" in teaching.get(lesson.get_absolute_url()).text

    post(teaching, lesson, "topic", text="", seen="", plan=planned.pk)

    lesson.refresh_from_db()
    assert (lesson.topic, lesson.planned_topic) == ("Свойства степени", planned)
    page = teaching.get(lesson.get_absolute_url())
    assert "Задание из плана. Оно ещё не сохранено." in page.text
    assert page.context["page"].homework["text"].value() == "№ 45"


def test_topic_of_the_plan_is_taken_once(teaching, course):
    planned = make.planned_topic(course)
    make.lesson(course=course, number=1, planned_topic=planned, topic="Степень")
    lesson = make.lesson(course=course, number=2)

    response = post(teaching, lesson, "topic", text="", seen="", plan=planned.pk)

    lesson.refresh_from_db()
    assert "Эту тему плана уже взял другой урок" in response.text
    assert lesson.topic == ""


def test_corrected_topic_stays_the_plans(teaching, course):
    planned = make.planned_topic(course)
    lesson = make.lesson(course=course, planned_topic=planned, topic="Степень")

    post(teaching, lesson, "topic", text="Степень числа", seen="Степень")

    lesson.refresh_from_db()
    assert (lesson.topic, lesson.planned_topic) == ("Степень числа", planned)


def test_topic_that_is_too_long_is_kept_on_the_page(teaching, lesson):
    long = "Степень " * 50

    response = post(teaching, lesson, "topic", text=long, seen="")

    assert response.status_code == 200
    assert "Убедитесь, что это значение содержит не более 300 символов" in response.text
    assert long.strip() in response.text
    assert history("matter") == []


def test_topic_that_another_has_written_is_not_overwritten(teaching, course):
    lesson = make.lesson(course=course, topic="Корень")

    response = post(teaching, lesson, "topic", text="Степень", seen="")

    lesson.refresh_from_db()
    assert (response.status_code, lesson.topic) == (409, "Корень")
    assert "В журнале теперь: «Корень»" in response.text
    form = response.context["page"].topic
    assert (form["text"].value(), form["seen"].value()) == ("Степень", "Корень")


def test_lesson_of_a_closed_term_is_only_read(teaching, course, student):
    lesson = make.lesson(course=course, topic="Степень", homework="№ 7")
    make.mark(lesson=lesson, student=student)
    close_term()

    page = teaching.get(lesson.get_absolute_url())

    assert "Период закрыт: I четверть" in page.text
    assert "<button>Сохранить тему</button>" not in page.text
    assert "<dt>Абрамов Пётр</dt><dd>5</dd>" in page.text


def test_topic_of_a_closed_term_is_refused_and_kept(teaching, lesson):
    close_term()

    response = post(teaching, lesson, "topic", text="Степень", seen="")

    lesson.refresh_from_db()
    assert "Период закрыт: I четверть" in response.text
    assert response.context["page"].topic["text"].value() == "Степень"
    assert lesson.topic == ""


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
