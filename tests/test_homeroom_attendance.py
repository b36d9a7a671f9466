"""The week of a class: who was away, and why."""

from datetime import date

import pytest
from django.urls import reverse

from journal.actions import PresenceEntry, note_presence
from journal.enums import Presence
from journal.models import AbsenceNote, Attendance, Change, Homeroom, Lesson, Term
from tests import make
from tests.reading import lines, links

ABSENT, LATE, ILL, EXCUSED = Presence.ABSENT, Presence.LATE, Presence.ILL, Presence.EXCUSED


@pytest.fixture
def leading(client, homeroom, school):
    client.force_login(homeroom)
    return client


@pytest.fixture
def address(school_class):
    return reverse("journal:class-attendance", args=[school_class.pk, "2026-W42"])


@pytest.fixture
def absent(lesson, student):
    """The student is noted as away at the one lesson of today."""
    make.absence(lesson=lesson, student=student)
    return lesson


def day(student, on=make.TODAY):
    return f"days-s{student.pk}-{on}"


def chosen(student, presence, *, seen, on=make.TODAY, **more):
    return {"part": "days", day(student, on): presence, f"{day(student, on)}-seen": seen} | more


def statement(who, **facts):
    typed = {"student": who.pk, "first_day": "2026-10-12", "last_day": "2026-10-13", "presence": "ill"}
    typed |= {"reason": "заявление от 12.10"} | facts
    return {"part": "statement"} | {f"statement-{name}": value for name, value in typed.items()}


def presences():
    return list(Attendance.objects.order_by("date", "lesson__number").values_list("presence", flat=True))


def row(response, name="Абрамов Пётр"):
    """Return the words of a student's row."""
    found = lines(response)
    start = found.index(name)
    return found[start : start + 4]


def test_week_shows_the_missed_lessons_by_day(leading, address, absent, student, course):
    make.absence(lesson=make.lesson(course=course, number=2), student=student, presence=ILL)
    make.absence(lesson=make.lesson(course=course, number=3), student=student, presence=LATE)

    response = leading.get(address)

    assert "пн, 12 октября" in lines(response)
    assert [" ".join(line.split()[:6]) for line in row(response)[:2]] == ["Абрамов Пётр", "Н 1 ОП 1 Б 1"]
    assert row(response)[2:] == ["2", "без причины: 1"]


def test_reason_is_saved_for_the_whole_day(leading, address, absent, student, course):
    second = make.lesson(course=course, number=2)
    make.absence(lesson=second, student=student)

    seen = f"{absent.pk}.absent {second.pk}.absent"
    response = leading.post(address, chosen(student, "excused", seen=seen, **{"days-reason": " записка  мамы "}))

    assert (response.url, presences()) == (f"{address}?saved=days", [EXCUSED, EXCUSED])
    assert "Сохранить причины ● сохранено" in lines(leading.get(response.url))
    assert Change.objects.filter(new="УП", reason="записка мамы").count() == 2


def test_reason_without_a_word_says_whose_it_is(leading, address, absent, student):
    leading.post(address, chosen(student, "ill", seen=f"{absent.pk}.absent"))

    assert Change.objects.get(new="Б").reason == "со слов классного руководителя"


def test_reason_of_a_lesson_to_come_is_taken_back(leading, address, course, student):
    lesson = make.lesson(course=course, number=6)
    make.absence(lesson=lesson, student=student, presence=ILL)

    leading.post(address, chosen(student, "present", seen=f"{lesson.pk}.ill"))

    assert presences() == [""]


def test_day_changed_meanwhile_is_shown_and_the_others_are_saved(leading, address, absent, student, course):
    tuesday = make.lesson(course=course, on=date(2026, 10, 13))
    make.absence(lesson=tuesday, student=student, moment=make.NOW)
    seen = f"{absent.pk}.absent"
    later = make.lesson(course=course, number=2)
    make.absence(lesson=later, student=student)
    fields = chosen(student, "ill", seen=seen) | chosen(
        student, "excused", seen=f"{tuesday.pk}.absent", on=date(2026, 10, 13), **{"days-reason": "справка"}
    )

    response = leading.post(address, fields)

    assert (response.status_code, presences()) == (409, [ABSENT, ABSENT, EXCUSED])
    assert "Было: Н 1. Сейчас: Н 2. Вы выбрали: Б." in response.text
    assert 'value="справка"' in response.text
    assert response.context["page"].days.rows[0].cells[0].question.seen == f"{seen} {later.pk}.absent"


def test_what_was_handed_back_is_saved_the_second_time(leading, address, absent, student):
    first = leading.post(address, chosen(student, "ill", seen=""))
    question = first.context["page"].days.rows[0].cells[0].question

    leading.post(address, chosen(student, question.options[1].value, seen=question.seen))

    assert ([option.is_chosen for option in question.options], presences()) == ([False, True, False], [ILL])


def test_absence_taken_back_meanwhile_is_told(leading, address, absent, student, teacher):
    seen = f"{absent.pk}.absent"
    facts = {"lesson": absent, "student": student, "by": teacher, "at": make.NOW}
    note_presence([PresenceEntry(presence=Presence.PRESENT, **facts)])

    response = leading.post(address, chosen(student, "", seen=seen) | chosen(student, "present", seen=seen))

    assert (response.status_code, presences()) == (409, [""])
    assert "Было: Н 1. Сейчас: пропусков нет. Вы выбрали: снять." in response.text


def test_one_stranger_in_the_table_refuses_it_whole(leading, address, absent, student):
    stranger = make.student("Чужой")
    fields = chosen(student, "ill", seen=f"{absent.pk}.absent") | chosen(stranger, "ill", seen="")

    response = leading.post(address, fields)

    assert "В таблице есть ученик или день, которых на этой странице нет." in response.text
    assert presences() == [ABSENT]


def test_nothing_chosen_is_told(leading, address, absent, student):
    response = leading.post(address, chosen(student, "", seen=f"{absent.pk}.absent"))

    assert "Ничего не выбрано. Выберите причину хотя бы у одного дня." in lines(response)


def test_what_is_not_theirs_is_refused_and_kept(leading, address, absent, student):
    response = leading.post(address, chosen(student, "present", seen=f"{absent.pk}.absent"))

    assert any("Кто был на уроке, отмечает учитель урока." in line for line in lines(response))
    assert presences() == [ABSENT]


def test_word_that_is_no_reason_is_refused(leading, address, absent, student):
    response = leading.post(address, chosen(student, "late", seen=f"{absent.pk}.absent"))

    assert (response.status_code, presences()) == (200, [ABSENT])


def test_closed_week_is_read_and_not_written(leading, address, absent, student):
    Term.objects.update(closed_at=make.NOW)

    shown = leading.get(address)
    answer = leading.post(address, chosen(student, "ill", seen=f"{absent.pk}.absent"))

    assert "Период закрыт: I четверть." in shown.text
    assert "<select class" not in shown.text.partition("statement")[0]
    assert (answer.status_code, presences()) == (409, [ABSENT])


def test_week_without_absences_asks_nothing(leading, address, student):
    shown = lines(leading.get(address))

    assert "На этой неделе объяснять нечего: пропусков, причину которых можно поставить, нет." in shown
    assert "Сохранить причины" not in shown


def test_cancelled_lesson_is_no_absence(leading, address, absent):
    Lesson.objects.update(cancelled_at=make.NOW, cancelled_on=make.TODAY)

    assert row(leading.get(address))[1] != "Н 1"


def test_unknown_part_is_a_bad_request(leading, address, absent):
    assert leading.post(address, {"part": "other"}).status_code == 400


# --- By a statement


def test_statement_is_written_on_days_to_come(leading, address, absent, student, course):
    make.lesson(course=course, on=date(2026, 10, 13))

    response = leading.post(address, statement(student), follow=True)

    assert (lines(response)[0], presences()) == ("Причина поставлена: 2 урока.", [ILL, ILL])


def test_statement_says_where_the_student_was(leading, address, lesson, student, course):
    make.mark(lesson=lesson, student=student)
    make.lesson(course=course, on=date(2026, 10, 13))

    response = leading.post(address, statement(student), follow=True)

    assert lines(response)[0] == "Причина поставлена: 1 урок. Не изменены, так как ученик был: 1 урок."


@pytest.mark.parametrize(
    "typed, sentence",
    [
        ({"student": ""}, "Ученик: Выберите ученика."),
        ({"student": "0"}, "Ученик: Выберите ученика из списка класса."),
        ({"first_day": "вчера"}, "С какого дня: Напишите день так: 16.11.2026."),
        ({"presence": "absent"}, "Причина: Выберите причину из списка."),
        ({"reason": ""}, "Основание: Напишите, на каком основании: заявление, справка, приказ."),
        ({"last_day": "2026-10-11"}, "Последний день отсутствия раньше первого."),
        ({"first_day": "2026-10-18", "last_day": "2026-10-18"}, "В эти дни отмечать нечего: уроков у ученика нет,"),
    ],
)
def test_statement_that_cannot_be_is_explained(leading, address, absent, student, typed, sentence):
    response = leading.post(address, statement(student, **typed))

    assert any(sentence in line for line in lines(response))
    assert presences() == [ABSENT]


def test_word_of_the_family_fills_the_statement_and_is_read_by_it(leading, address, absent, student, parent):
    note = make.absence_note(student=student, by=parent, last=date(2026, 10, 14))

    initial = leading.get(f"{address}?note={note.pk}").context["page"].statement.initial
    leading.post(f"{address}?note={note.pk}", statement(student))

    assert initial == {
        "student": student.pk,
        "first_day": make.TODAY,
        "last_day": date(2026, 10, 14),
        "presence": ILL,
        "reason": "сообщила семья: болеет",
    }
    assert (AbsenceNote.objects.get().read_at, presences()) == (make.NOW, [ILL])


def test_word_of_the_family_stands_on_its_days(leading, address, student, parent):
    make.absence_note(student=student, by=parent)

    assert row(leading.get(address))[1] == "сообщили: болеет"


# --- Who reads and who writes


@pytest.mark.parametrize("reader", ["deputy", "director"])
def test_those_who_read_by_their_office_do_not_write(client, request, address, absent, student, reader, school):
    client.force_login(request.getfixturevalue(reader))

    answer = client.post(address, chosen(student, "ill", seen=f"{absent.pk}.absent"))

    assert "<select" not in client.get(address).text
    assert (answer.status_code, presences()) == (403, [ABSENT])


def test_homeroom_teacher_of_yesterday_does_not_reach_the_week(leading, address, absent, student, homeroom):
    Homeroom.objects.update(until=make.TODAY - make.days(1))
    make.school_class(9, "Г", homeroom=homeroom)

    answer = leading.post(address, chosen(student, "ill", seen=f"{absent.pk}.absent"))

    assert (answer.status_code, presences()) == (404, [ABSENT])


def test_week_leads_to_its_neighbours(leading, address, school_class):
    found = links(leading.get(address))

    assert found["← с 5 по 10 октября"] == f"/classes/{school_class.pk}/attendance/2026-W41/"
    assert found["с 19 по 24 октября →"] == f"/classes/{school_class.pk}/attendance/2026-W43/"


@pytest.mark.parametrize("students", [1, 3])
def test_week_asks_the_same_number_of_queries(leading, address, course, lesson, students, django_assert_num_queries):
    for number in range(students):
        child = make.student("Белов", f"Лев {number}", school_class=make.school_class())
        make.membership(course, child)
        make.absence(lesson=lesson, student=child)
    leading.get(address)

    with django_assert_num_queries(6):  # session, user, class, students, notes, absences
        leading.get(address)
