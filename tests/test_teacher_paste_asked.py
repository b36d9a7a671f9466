"""What is asked and refused before a pasted list is put."""

import pytest

from journal.models import Term
from tests import make
from tests.pasting import at, kept, look, marks, put, questions, seen, shown
from tests.reading import lines


def test_list_changed_after_it_was_seen_is_shown_again(teaching, work, student):
    typed = seen(look(teaching, work, "Абрамов 5"), "Абрамов 5")

    response = teaching.post(at(work), typed | {"paste-text": "Абрамов 4"})

    assert (shown(response), marks(work)) == ([("Абрамов Пётр", "", "—", "4")], {})


def test_mark_changed_meanwhile_is_asked_about(teaching, work, student, belova, colleague):
    text = "Абрамов 5\nБелова 4"
    typed = seen(look(teaching, work, text), text)
    make.mark(work=work, student=student, value=3, by=colleague)

    response = teaching.post(at(work), typed)

    assert (response.status_code, marks(work)) == (409, {"Абрамов Пётр": "3", "Белова Алёна": "4"})
    [question] = response.context["outcome"].questions
    assert question.sentence.startswith("Абрамов Пётр: в журнале 3 (Чужова А.\u00a0С., 08:00), у вас 5.")
    assert "Остальное сохранено: 1." in lines(response)


@pytest.mark.parametrize("answer", ["3", "5"])
def test_answer_to_a_question_outlives_another_question(teaching, work, student, belova, colleague, answer):
    text = "Абрамов 5\nБелова 4"
    typed = seen(look(teaching, work, text), text)
    make.mark(work=work, student=student, value=3, by=colleague)
    asked = teaching.post(at(work), typed)
    make.mark(work=work, student=belova, value=2, by=colleague)

    again = teaching.post(at(work), typed | questions(asked, answer))
    last = teaching.post(at(work), seen(again, text) | kept(again) | questions(again, "4"))

    assert (again.status_code, kept(again)) == (409, {f"w{work.pk}-{student.pk}": answer})
    assert (last.status_code, marks(work)) == (302, {"Абрамов Пётр": answer, "Белова Алёна": "4"})


def test_mark_of_an_absent_student_is_asked_about_once(teaching, work, lesson, student):
    make.absence(lesson=lesson, student=student)

    asked = put(teaching, work, "Абрамов 5")
    response = teaching.post(at(work), seen(asked, "Абрамов 5") | questions(asked, "5"))

    assert asked.context["outcome"].questions[0].sentence == (
        "Абрамов Пётр: на уроке отмечено отсутствие. Поставить 5?"
    )
    assert (asked.status_code, response.status_code, marks(work)) == (409, 302, {"Абрамов Пётр": "5"})


def test_answer_that_is_no_value_changes_nothing(teaching, work, student):
    text = "Абрамов 5"
    typed = seen(look(teaching, work, text), text)

    teaching.post(at(work), typed | {f"w{work.pk}-{student.pk}": "отлично"})

    assert marks(work) == {}


def test_lesson_to_come_refuses_the_list_and_keeps_it(teaching, course, student):
    work = make.work(lesson=make.lesson(course=course, on=make.TODAY + make.days(1)), moment=make.NOW)

    response = put(teaching, work, "Абрамов 5")

    refusal = "Не сохранено: 1 клетка. Урок 13.10.2026 ещё не наступил: отметку можно поставить в день урока или позже."
    assert (refusal in lines(response), marks(work)) == (True, {})
    assert "\nАбрамов 5</textarea>" in response.text


def test_closed_term_refuses_the_list_and_keeps_it(teaching, work, student):
    typed = seen(look(teaching, work, "Абрамов 5"), "Абрамов 5")
    Term.objects.update(closed_at=make.NOW)

    page, response = teaching.get(at(work)), teaching.post(at(work), typed)

    assert ("Период закрыт: I четверть" in page.text, "<textarea" in page.text) == (True, False)
    assert ("Период закрыт: I четверть" in response.text, marks(work)) == (True, {})
    assert "\nАбрамов 5</textarea>" in response.text


def test_foreign_list_is_not_there(teaching, colleague):
    work = make.work(lesson=make.lesson(course=make.course(teacher=colleague)))

    assert (teaching.get(at(work)).status_code, look(teaching, work, "Абрамов 5").status_code) == (404, 404)
