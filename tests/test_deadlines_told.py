"""`check_deadlines`: the letters that go out with it, and the week of which deputies are told."""

import json

import pytest

from accounts.models import Letter, Notice, User
from tests import make
from tests.mail import SILENT
from tests.owing import TOMORROW, notices, plain, reminders

MONDAY, NEXT_MONDAY = make.TODAY, make.TODAY + make.days(7)


@pytest.fixture
def mailed(settings, teacher):
    """The teacher has an address, and a server takes letters."""
    settings.SENDS_MAIL, settings.DEFAULT_FROM_EMAIL = True, "diary@school.example"
    settings.SITE = "https://diary.school.example"
    User.objects.filter(pk=teacher.pk).update(email="sidorova@school.example")


def test_letter_says_what_the_notice_says(check, mailed, lesson, mailoutbox):
    check()

    [letter] = mailoutbox
    assert (letter.to, letter.subject) == (["sidorova@school.example"], "Дневник: внести сегодня и завтра")
    assert plain(letter.body) == (
        "Внести сегодня до 23:59: 2 записи\n— 12.10, Алгебра, 7 «А»: тема, задание\n\n"
        f"Открыть дневник: https://diary.school.example/teach/lessons/{lesson.pk}/\n\n"
        "Это письмо отправил электронный дневник школы, отвечать на него не нужно."
    )


def test_letter_has_no_link_where_the_address_of_the_diary_is_not_known(check, mailed, late, settings, mailoutbox):
    settings.SITE = ""

    check(7)

    assert (mailoutbox[0].subject, "Открыть" in mailoutbox[0].body) == ("Дневник: срок записей прошёл", False)


def test_texts_name_no_child(check, mailed, course, student, belova, mailoutbox):
    title = f"Индивидуальная: {student.surname}"
    make.work(lesson=make.lesson(course=course, on=TOMORROW - make.days(6)), title=title)

    check()

    said = " ".join([mailoutbox[0].body, *Notice.objects.values_list("text", flat=True)])
    assert ("Контрольная работа" in said, [name for name in (student.surname, belova.surname) if name in said]) == (
        True,
        [],
    )


def test_letter_that_the_server_did_not_take_goes_with_the_next_run(check, mailed, lesson, settings, mailoutbox):
    works, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, SILENT
    silent = check()
    settings.EMAIL_BACKEND = works

    again = [check(17, 1)[-1], check(17, 2)[-1]]

    assert silent[-2:] == [
        "Отправлено напоминаний: 1, писем: 0. Писем ждут отправки: 1, не отправить: 0.",
        "Почта не принимает письмо: ConnectionRefusedError 111.",
    ]
    assert again == [
        "Отправлено напоминаний: 0, писем: 1. Писем ждут отправки: 0, не отправить: 0.",
        "Отправлено напоминаний: 0, писем: 0. Писем ждут отправки: 0, не отправить: 0.",
    ]
    assert (len(mailoutbox), Letter.objects.get().tries) == (1, 2)


def test_programs_read_what_ails_the_mail(check, mailed, lesson, settings):
    settings.EMAIL_BACKEND = SILENT

    assert json.loads("\n".join(check(17, 0, "--json")))["letters"] == {
        "sent": 0,
        "waiting": 1,
        "given_up": 0,
        "faults": ["ConnectionRefusedError 111"],
    }


WEEK = "Записи, срок которых был с 5 по 11 октября: 4. В срок 25 %, позже срока 1, снято 0, просрочено 2 (учителей: 1)."


@pytest.fixture
def week(course):
    """A week in which of four entries one was in time and one late."""
    make.lesson(course=course, on=make.TODAY - make.days(3))
    lesson = make.lesson(course=course, on=make.TODAY - make.days(4), topic="Степень", homework="№ 7")
    type(lesson).objects.filter(pk=lesson.pk).update(homework_recorded_on=make.TODAY)


@pytest.mark.parametrize("offset", [0, 1, 6])
def test_deputy_is_told_of_the_week_by_the_first_run_after_it(check, week, deputy, offset):
    check(7, on=MONDAY + make.days(offset))
    check(17, on=MONDAY + make.days(6))

    assert [row for row in reminders() if row[1] == "weekly"] == [("Власова", "weekly", WEEK)]
    assert notices(deputy) == [(WEEK, "/control/reports/2026-W41/")]


def test_deputy_is_told_of_each_week_once(check, week, deputy, course):
    check(7)
    make.lesson(course=course, topic="Степень", homework="№ 7")
    check(7, on=NEXT_MONDAY)
    check(17, on=NEXT_MONDAY)

    assert [text[:45] for _, kind, text in reminders() if kind == "weekly"] == [
        "Записи, срок которых был с 5 по 11 октября: 4",
        "Записи, срок которых был с 12 по 18 октября: ",
    ]


def test_week_without_duties_is_passed_over(check, deputy, director):
    check(7)

    assert reminders() == []
