"""Who reads the card of a cell, and when it is only read."""

import pytest
from django.urls import reverse

from journal.actions import cancel_work
from journal.enums import Audience
from journal.models import Mark, Term
from tests import make
from tests.cards import at, card, of_answers, of_work
from tests.reading import lines, links, part

LATER = make.TODAY + make.days(3)


@pytest.mark.parametrize("reader", ["homeroom", "deputy", "director"])
def test_who_reads_the_journal_reads_the_card(client, school, lesson, work, student, request, reader):
    make.mark(work=work, student=student, value=4, comment="Молодец")
    make.work(lesson=lesson, retake_of=work, students=[student])
    client.force_login(request.getfixturevalue(reader))

    page = client.get(at(work, student))

    refusal = "Урок ведёт Сидорова А. С.: изменить записи может только этот учитель."
    assert (refusal in lines(page), part(page, "Отметка")[:2]) == (True, ["4", "Молодец"])
    assert part(page, "Пересдача")[0] == "пн, 12 октября, пересдача: отметки нет"
    assert (page.text.count('method="post"'), "Урок" in links(page)) == (1, False)
    assert client.post(at(work, student), of_work(student, work, 1, value="5")).status_code == 400


def test_homeroom_teacher_reads_the_own_class_alone(client, school, course, homeroom, lesson):
    other = make.student("Яшин", school_class=make.school_class(7, "Б"))
    make.membership(course, other)
    client.force_login(homeroom)

    assert client.get(of_answers(lesson, other)).status_code == 404


def test_substitute_writes_to_the_lesson_they_hold(client, school, course, lesson, colleague, student):
    held = make.lesson(course=course, teacher=colleague, number=2)
    client.force_login(colleague)

    client.post(of_answers(held, student), card(student, "answers", value="5"))

    assert Mark.objects.get().given_by == colleague
    assert client.get(of_answers(lesson, student)).status_code == 404


def test_card_leads_to_its_place_in_the_journal(teaching, lesson, work, student):
    journal = reverse("journal:teacher-journal", args=[lesson.course_id])

    of_a_work, of_an_answer = (
        links(teaching.get(address)) for address in (at(work, student), of_answers(lesson, student))
    )

    assert of_a_work["Журнал"] == f"{journal}?work={work.pk}#w{work.pk}-{student.pk}"
    assert of_an_answer["Журнал"] == f"{journal}?lesson={lesson.pk}#o{lesson.pk}-{student.pk}"
    assert of_a_work["Работа"] == reverse("journal:teacher-work", args=[work.pk])


def test_card_of_a_closed_term_is_only_read(teaching, work, student):
    make.mark(work=work, student=student, value=4)
    Term.objects.update(closed_at=make.NOW)

    page, response = (
        teaching.get(at(work, student)),
        teaching.post(at(work, student), of_work(student, work, 1, was="4", value="5", comment="Молодец")),
    )

    assert "Период закрыт: I четверть" in page.text
    assert part(page, "Отметка")[0] == "4"
    assert ("Период закрыт: I четверть" in response.text, 'value="Молодец"' in response.text) == (True, True)
    assert Mark.objects.get().value == 4


def test_card_of_a_cancelled_work_is_only_read(teaching, work, student):
    cancel_work(work, reason="ошибка", by=work.set_by, at=make.NOW)

    page = teaching.get(at(work, student))

    assert "Работа отменена. Отметки за неё не ставятся." in lines(page)
    assert part(page, "Отметка")[0] == "Отметки нет."


def test_card_where_no_marks_are_given_is_only_read(teaching, teacher, student):
    course = make.course(teacher=teacher, students=[student], marks_since=None)

    page = teaching.get(of_answers(make.lesson(course=course), student))

    assert "отметки в этом курсе не ставятся." in page.text


@pytest.mark.parametrize("name", ["x1-1", "o1", "w0-0", "o{lesson}-0", "w{oral}-{student}", f"o{'9' * 19}-1"])
def test_cell_of_nothing_is_not_there(teaching, lesson, student, name):
    oral = make.work(lesson=lesson, kind_code="answer")
    cell = name.format(lesson=lesson.pk, student=student.pk, oral=oral.pk)

    assert teaching.get(reverse("journal:teacher-cell", args=[lesson.course_id, cell])).status_code == 404


def test_cell_beside_the_roster_or_the_list_is_not_there(teaching, course, lesson, student):
    listed = make.membership(course, make.student("Белова")).student
    newcomer = make.membership(course, make.student("Новиков"), since=LATER).student
    work = make.work(lesson=lesson, audience=Audience.LISTED, students=[listed])

    answers = [teaching.get(at(work, person)).status_code for person in (student, listed, newcomer)]

    assert (answers, teaching.get(of_answers(lesson, newcomer)).status_code) == ([404, 200, 404], 404)
