"""The topic of a lesson on its page."""

import pytest

from journal import actions
from journal.models import Lesson, Term
from tests import make
from tests.teaching import history, post, saved


def write(lesson, topic, *, by, at):
    actions.write_topics([actions.TopicEntry(lesson=lesson, topic=topic, by=by, at=at)])


def close_term():
    Term.objects.update(closed_at=make.NOW)


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
    assert "В журнале теперь: «Корень»." in response.text
    assert "Не сохранено: 1\u00a0запись, тем временем там написали другое." in response.text
    form = response.context["page"].topic
    assert (form["text"].value(), form["seen"].value()) == ("Степень", "Корень")


def test_topic_against_topic_is_one_choice(teaching, lesson, colleague):
    write(lesson, "Корень", by=colleague, at=make.at(9))

    shown = post(teaching, lesson, "topic", text="Степень", seen="")
    assert "В журнале теперь: «Корень» (Чужова А.\u00a0С., 09:00). Ваш текст стоит в поле." in shown.text
    write(lesson, "Дроби", by=colleague, at=make.at(9, 30))
    again = post(teaching, lesson, "topic", text="Степень", seen="Корень")
    assert (again.status_code, "«Дроби» (Чужова А.\u00a0С., 09:30)" in again.text) == (409, True)

    assert post(teaching, lesson, "topic", text="Степень", seen="Дроби").status_code == 302
    assert history("old", "new") == [("", "Корень"), ("Корень", "Дроби"), ("Дроби", "Степень")]


def test_topic_taken_away_meanwhile_is_told(teaching, lesson, colleague):
    write(lesson, "Корень", by=colleague, at=make.at(9))
    write(lesson, "", by=colleague, at=make.at(9, 30))

    response = post(teaching, lesson, "topic", text="Степень", seen="Корень")

    assert "В журнале теперь: «пусто» (Чужова А.\u00a0С., 09:30)." in response.text


@pytest.mark.parametrize("text", ["", " \r\n", "\u200b"])
def test_topic_that_says_nothing_is_asked_for(teaching, lesson, text):
    response = post(teaching, lesson, "topic", text=text, seen="")

    assert "Напишите тему урока." in response.text
    assert history("matter") == []


def test_topic_is_taken_away(teaching, course):
    lesson = make.lesson(course=course, topic="Степень")

    post(teaching, lesson, "topic", text="", seen="Степень")

    assert history("old", "new") == [("Степень", "")]


def test_what_the_form_does_not_ask_is_not_written(teaching, lesson, colleague):
    extra = {"homework": "№ 99", "teacher": colleague.pk, "topic_recorded_at": "2020-01-01", "lesson_id": 1}
    typed = {"part": "topic", "topic-text": "Степень", **extra, "homework-text": "№ 99"}

    teaching.post(lesson.get_absolute_url(), typed)

    written = Lesson.objects.get()
    assert (written.topic, written.homework, written.teacher_id) == ("Степень", "", lesson.teacher_id)
    assert written.topic_recorded_at == make.NOW


def test_topic_of_another_plan_is_refused(teaching, lesson, colleague):
    foreign = make.planned_topic(make.course(teacher=colleague))

    response = post(teaching, lesson, "topic", text="", seen="", plan=foreign.pk)

    assert "Эту тему плана уже взял другой урок" in response.text
    assert history("matter") == []


def test_topic_of_a_closed_term_is_refused_and_kept(teaching, lesson):
    close_term()

    response = post(teaching, lesson, "topic", text="Степень", seen="")

    lesson.refresh_from_db()
    assert "Период закрыт: I четверть" in response.text
    assert response.context["page"].topic["text"].value() == "Степень"
    assert lesson.topic == ""
