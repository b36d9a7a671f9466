"""Marks from a pasted list: seen first, then put."""

import pytest
from django.urls import reverse

from journal.enums import Audience, Presence
from journal.models import Attendance, Mark, Term
from tests import make
from tests.reading import lines, links, part


@pytest.fixture
def teaching(client, teacher, school):
    client.force_login(teacher)
    return client


@pytest.fixture
def work(lesson):
    return make.work(lesson=lesson, title="Контрольная № 1")


@pytest.fixture
def belova(course):
    return make.membership(course, make.student("Белова", "Алёна", "")).student


@pytest.fixture
def lev(course):
    """Another Abramov, before Пётр in the list."""
    return make.membership(course, make.student("Абрамов", "Лев")).student


def at(work):
    return reverse("journal:teacher-paste", args=[work.pk])


def look(client, work, text, **fields):
    """Ask what a list will put."""
    return client.post(at(work), {"part": "paste", "paste-text": text, **fields})


def seen(response, text):
    """Return what a browser sends when the list has been looked at."""
    puts = {put.seen_name: str(put.base) for put in response.context["form"].puts}
    return puts | {"part": "paste", "paste-text": text, "paste-shown": text, "apply": "1"}


def put(client, work, text):
    """Look at what a list will put, and put it."""
    return client.post(at(work), seen(look(client, work, text), text))


def marks(work):
    rows = work.marks.order_by("student__sort_key")
    return {mark.student.list_name: mark.digits for mark in rows.select_related("student")}


def shown(response):
    """Return the rows of the preview."""
    return [(row.student.list_name, row.about, row.old, row.new) for row in response.context["form"].puts]


def left(response):
    return [(row.line, row.reason) for row in response.context["form"].left]


def test_work_leads_to_its_list_and_back(teaching, work):
    page = teaching.get(reverse("journal:teacher-work", args=[work.pk]))

    assert links(page)["Вставить списком"] == at(work)
    assert links(teaching.get(at(work)))["Контрольная № 1"] == reverse("journal:teacher-work", args=[work.pk])


def test_list_is_seen_before_it_is_put(teaching, work, student, belova):
    make.mark(work=work, student=student, value=3)

    response = look(teaching, work, "Белова не сдано\r\nАбрамов Пётр 5")

    assert shown(response) == [("Белова Алёна", "", "—", "не сдано"), ("Абрамов Пётр", "", "3", "5")]
    assert part(response, "2 записи, заменит 1", to="Поставить отметки") == [
        *("Ученик", "Стоит", "Будет"),
        *("Белова Алёна", "—", "не сдано"),
        *("Абрамов Пётр", "3", "5"),
    ]
    assert marks(work) == {"Абрамов Пётр": "3"}


def test_list_that_was_seen_is_put(teaching, work, student, belova):
    response = put(teaching, work, "Белова не сдано\nАбрамов Пётр 5")

    page = reverse("journal:teacher-work", args=[work.pk])
    assert response.url == f"{page}?saved=marks-{work.pk}#marks-{work.pk}"
    assert marks(work) == {"Абрамов Пётр": "5", "Белова Алёна": "·"}


def test_column_goes_by_the_list_of_the_lesson(teaching, work, student, lev, belova):
    hint = "Без фамилий первая строка — Абрамов Лев, дальше по списку; пустая строка пропускает ученика."
    assert hint in lines(teaching.get(at(work)))

    put(teaching, work, "\r\n4\r\n5")

    assert marks(work) == {"Абрамов Пётр": "4", "Белова Алёна": "5"}


def test_work_for_some_has_their_list(teaching, lesson, student, belova):
    work = make.work(lesson=lesson, audience=Audience.LISTED, students=[belova])

    response = look(teaching, work, "Абрамов 4\nБелова 5")

    assert shown(response) == [("Белова Алёна", "", "—", "5")]
    assert left(response) == [("Абрамов 4", "Не понять, чья отметка: проверьте фамилию.")]


@pytest.mark.parametrize(
    "text, reason",
    [
        ("Ученик Отметка", "Не понять, чья отметка: проверьте фамилию."),
        ("Абрамов 5", "Подходят Абрамов Лев Ильич, Абрамов Пётр Ильич: допишите имя или отчество."),
        ("Белова отлично\nБелова", "Не понять, чья отметка: проверьте фамилию."),
        ("Белова", "Отметки нет, или её не понять."),
        ("Белова 5\nБелова А. 4", "Этот ученик назван не раз: оставьте одну строку."),
        ("Белова 5/4", "За эту работу ставят одну отметку."),
        ("Белова 7", "Можно поставить отметку от 2 до 5."),
    ],
)
def test_line_that_puts_nothing_says_why(teaching, work, student, lev, belova, text, reason):
    response = look(teaching, work, f"{text}\nАбрамов Лев 5")

    assert left(response)[0] == (text.splitlines()[0], reason)
    assert shown(response) == [("Абрамов Лев", "", "—", "5")]
    assert f">\n{text}\nАбрамов Лев 5</textarea>" in response.text


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("", "Вставьте список отметок."),
        (" \n ", "Вставьте список отметок."),
        ("5\n" * 2501, "Слишком длинный список: уместится 5000 знаков. Вставьте его по частям."),
    ],
)
def test_text_that_is_no_list_is_explained_and_kept(teaching, work, text, sentence):
    response = look(teaching, work, text, apply="1")

    assert f"Список: {sentence}" in lines(response)
    assert response.context["form"]["text"].value() == text


def test_list_changed_after_it_was_seen_is_shown_again(teaching, work, student):
    typed = seen(look(teaching, work, "Абрамов 5"), "Абрамов 5")

    response = teaching.post(at(work), typed | {"paste-text": "Абрамов 4"})

    assert (shown(response), marks(work)) == ([("Абрамов Пётр", "", "—", "4")], {})


def test_two_parts_are_put_at_once(teaching, lesson, student):
    work = make.work(lesson=lesson, kind_code="essay")

    put(teaching, work, "Абрамов Пётр\t5\t4")

    assert marks(work) == {"Абрамов Пётр": "5/4"}


def test_same_list_put_again_changes_nothing(teaching, work, student):
    put(teaching, work, "Абрамов 5")

    response = look(teaching, work, "Абрамов 5")
    put(teaching, work, "Абрамов 5")

    assert part(response, "Ничего не изменится")[3:6] == ["Абрамов Пётр", "5", "так же"]
    assert ("Поставить отметки" in response.text, Mark.objects.get().version) == (False, 1)


def test_absence_goes_to_the_lesson(teaching, work, student, belova):
    response = look(teaching, work, "Абрамов 5 оп\nБелова нб")

    assert shown(response) == [
        ("Абрамов Пётр", "урок", "—", "ОП"),
        ("Абрамов Пётр", "", "—", "5"),
        ("Белова Алёна", "урок", "—", "Н"),
    ]
    put(teaching, work, "Абрамов 5 оп\nБелова нб")
    assert (marks(work), list(Attendance.objects.order_by("pk").values_list("student", "presence"))) == (
        {"Абрамов Пётр": "5"},
        [(student.pk, Presence.LATE), (belova.pk, Presence.ABSENT)],
    )


def test_reason_of_the_homeroom_teacher_stays(teaching, work, lesson, student):
    make.absence(lesson=lesson, student=student, presence=Presence.ILL)

    response = look(teaching, work, "Абрамов Н")

    assert shown(response) == [("Абрамов Пётр", "урок", "Б", "Б")]


def test_answers_keep_what_the_list_does_not_say(teaching, lesson, student, belova):
    work = make.mark(lesson=lesson, student=student, value=4).work
    make.absence(lesson=lesson, student=belova, presence=Presence.LATE)
    text = "Абрамов н\nБелова 5"

    response = put(teaching, work, text)

    assert response.url == f"{reverse('journal:teacher-work', args=[work.pk])}?saved=answers#answers"
    assert marks(work) == {"Абрамов Пётр": "4", "Белова Алёна": "5"}
    assert dict(Attendance.objects.values_list("student", "presence")) == {
        student.pk: Presence.ABSENT,
        belova.pk: Presence.LATE,
    }


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


@pytest.mark.parametrize("students", [1, 3])
def test_page_asks_the_same_number_of_queries(teaching, course, work, student, students, django_assert_num_queries):
    text = "Абрамов Пётр 5"
    for number in range(students - 1):
        make.mark(work=work, student=make.membership(course, make.student(f"Ученик{number}")).student)
        text += f"\nУченик{number} 4"
    teaching.get("/help/")

    with django_assert_num_queries(7):
        teaching.get(at(work))
    with django_assert_num_queries(7):
        look(teaching, work, text)


def questions(response, answer):
    """Return the answer to each question of a page."""
    asked = [question.answer for question in response.context["outcome"].questions]
    answers = {row.cell: answer for row in asked} | {f"v-{row.cell}": f"{row.base}={row.value}" for row in asked}
    return answers | {f"sure-{row.cell}": "1" for row in asked}


def kept(response):
    """Return the answers that the page carries along."""
    asked = response.context["outcome"].asked
    puts = response.context["form"].puts
    return {put.name: str(put.wanted) for put in puts if put.is_answered and put.name not in asked}
