"""«Сегодня не придёт»: what a family sends, and what it reads of it."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import User
from journal.actions import read_note, withdraw_note
from journal.enums import Presence
from journal.models import AbsenceNote
from tests import make
from tests.reading import lines, links, part

TYPED = {"first_day": "2026-10-12", "last_day": "2026-10-14", "ground": "illness", "text": " Сообщу  завтра "}


@pytest.fixture
def family(client, parent, school):
    client.force_login(parent)
    return client


@pytest.fixture
def address(student):
    return reverse("journal:family-absence", args=[student.pk])


def test_family_sends_a_word_to_the_homeroom_teacher(family, address, student, parent):
    response = family.post(address, TYPED)

    note = AbsenceNote.objects.get()
    assert response.url == f"{address}?saved=sent#sent"
    assert (note.student_id, note.text, note.sent_by, note.sent_at) == (student.pk, "Сообщу завтра", parent, make.NOW)
    assert part(family.get(response.url), "Что отправлено", to="Отозвать") == [
        "● отправлено",
        "с 12 по 14 октября, болеет",
        "«Сообщу завтра»",
        "Абрамова О. Ю., сегодня в 10:00",
        "○ ещё не прочитано",
    ]


def test_one_day_needs_no_second_date(family, address):
    family.post(address, TYPED | {"last_day": ""})

    assert list(AbsenceNote.objects.values_list("first_day", "last_day")) == [(make.TODAY, make.TODAY)]


@pytest.mark.parametrize(
    "typed, sentence",
    [
        ({"first_day": "скоро"}, "С какого дня: Напишите день так: 16.11.2026."),
        ({"ground": ""}, "Почему: Выберите причину."),
        ({"ground": "лень"}, "Почему: Выберите причину из списка."),
        ({"last_day": "2026-10-11"}, "Последний день отсутствия раньше первого."),
    ],
)
def test_word_that_cannot_be_sent_is_explained_and_kept(family, address, typed, sentence):
    response = family.post(address, TYPED | typed)

    assert (AbsenceNote.objects.count(), sentence in lines(response)) == (0, True)
    assert 'value=" Сообщу  завтра "' in response.text


def test_page_names_who_reads_it(family, address, homeroom):
    assert "Сообщение прочитает классный руководитель: Крылова Вера Павловна." in family.get(address).text


@pytest.mark.parametrize("in_class", [True, False])
def test_page_says_when_there_is_nobody_to_read_it(family, parent, in_class):
    child = make.student("Абрамова", "Яна", school_class=make.school_class(9, "Г") if in_class else None)
    make.guardianship(parent, child)

    shown = family.get(reverse("journal:family-absence", args=[child.pk])).text

    assert "Классного руководителя сейчас нет: сообщите ещё и по телефону школы" in shown


def test_what_became_of_a_note_is_shown(family, address, student, lesson, homeroom):
    family.post(address, TYPED)
    read_note(AbsenceNote.objects.get(), by=homeroom, at=make.at(9, 15))
    make.absence(lesson=lesson, student=student, presence=Presence.ILL)
    make.absence(lesson=make.lesson(course=lesson.course, number=2), student=student)

    assert part(family.get(address), "Абрамова О. Ю., сегодня в 10:00", to="Отозвать") == [
        "● прочитано: Крылова В. П., сегодня в 09:15",
        "Н: 1 урок",
        "Б: 1 урок",
    ]


def test_note_is_taken_back(family, address):
    family.post(address, TYPED)
    response = family.post(f"{address}{AbsenceNote.objects.get().pk}/withdraw/")

    assert (response.url, AbsenceNote.objects.get().withdrawn_at) == (address, make.NOW)
    assert part(family.get(address), "Абрамова О. Ю., сегодня в 10:00")[0] == "○ отозвано"


def test_note_about_days_behind_stays(family, parent, address, time_machine):
    family.post(address, TYPED)
    time_machine.move_to(make.at(on=date(2026, 10, 15)))
    family.force_login(parent)

    shown = lines(family.get(address))
    refused = family.post(f"{address}{AbsenceNote.objects.get().pk}/withdraw/", follow=True)

    assert "Отозвать" not in shown
    assert lines(refused)[0].startswith("Эти дни уже прошли: сообщение не отзывают.")
    assert AbsenceNote.objects.standing().count() == 1


def test_note_of_another_family_does_not_exist(client, family, address, stranger, student):
    family.post(address, TYPED)
    client.force_login(stranger)

    answers = [client.post(address, TYPED), client.post(f"{address}{AbsenceNote.objects.get().pk}/withdraw/")]

    assert ([answer.status_code for answer in answers], AbsenceNote.objects.standing().count()) == ([404, 404], 1)


def test_student_reads_and_does_not_send(client, family, address, student):
    family.post(address, TYPED)
    note = AbsenceNote.objects.get()
    client.force_login(User.objects.get(pk=student.pk))

    shown = lines(client.get(address))
    answers = [client.post(address, TYPED), client.post(f"{address}{note.pk}/withdraw/")]

    assert ("Об отсутствии сообщают родители" in shown, "с 12 по 14 октября, болеет" in shown) == (True, True)
    assert ([answer.status_code for answer in answers], AbsenceNote.objects.standing().count()) == ([403, 404], 1)


@pytest.mark.parametrize("born_on, sends", [(date(2008, 10, 12), True), (date(2008, 10, 13), False), (None, False)])
def test_student_of_age_sends_for_themselves(client, address, student, school, born_on, sends):
    User.objects.filter(pk=student.pk).update(born_on=born_on)
    client.force_login(User.objects.get(pk=student.pk))

    client.post(address, TYPED)

    assert AbsenceNote.objects.count() == (1 if sends else 0)


@pytest.mark.parametrize("reader", ["homeroom", "deputy"])
def test_those_who_read_the_diary_do_not_send(client, address, reader, request, school):
    client.force_login(request.getfixturevalue(reader))

    assert ("Отправить" in lines(client.get(address)), client.post(address, TYPED).status_code) == (False, 403)


def test_family_finds_the_page_from_home_and_from_the_diary(family, address, student):
    marks = reverse("journal:family-marks", args=[student.pk])

    assert [links(family.get(path))["Сегодня не придёт"] for path in ("/home/", marks)] == [address, address]


@pytest.mark.parametrize("notes", [1, 3])
def test_page_asks_the_same_number_of_queries(family, address, notes, django_assert_num_queries):
    for _ in range(notes):
        family.post(address, TYPED)
        withdraw_note(AbsenceNote.objects.standing().get(), at=make.NOW)
    family.get(address)

    with django_assert_num_queries(7):  # session, user, child, speaks for the child, homeroom, notes, absences
        family.get(address)
