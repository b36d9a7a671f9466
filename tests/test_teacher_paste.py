"""Marks from a pasted list: seen first, then put."""

import pytest
from django.urls import reverse

from journal.enums import Audience, Presence
from journal.models import Attendance, Mark
from tests import make
from tests.pasting import at, left, look, marks, put, shown
from tests.reading import lines, links, part


@pytest.fixture
def lev(course):
    """Another Abramov, before Пётр in the list."""
    return make.membership(course, make.student("Абрамов", "Лев")).student


def test_work_leads_to_its_list_and_back(teaching, work):
    page = teaching.get(reverse("journal:teacher-work", args=[work.pk]))

    assert links(page)["Вставить списком"] == at(work)
    assert links(teaching.get(at(work)))["Контрольная № 1"] == reverse("journal:teacher-work", args=[work.pk])


def test_column_of_a_work_leads_to_its_list(teaching, lesson, work):
    journal = reverse("journal:teacher-journal", args=[lesson.course_id])

    of_work, of_answers = (links(teaching.get(f"{journal}?{column}")) for column in (f"work={work.pk}", ""))

    assert (of_work["Вставить списком"], "Вставить списком" in of_answers) == (at(work), False)


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


@pytest.mark.parametrize("students", [1, 3])
def test_page_asks_the_same_number_of_queries(teaching, course, work, student, students, django_assert_num_queries):
    text = "Абрамов Пётр 5"
    for number in range(students - 1):
        make.mark(work=work, student=make.membership(course, make.student(f"Ученик{number}")).student)
        text += f"\nУченик{number} 4"
    teaching.get("/help/")

    with django_assert_num_queries(6):
        teaching.get(at(work))
    with django_assert_num_queries(6):
        look(teaching, work, text)
