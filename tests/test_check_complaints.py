"""`check_complaints`: who is told what by the clock, what is printed, what programs read."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command

from accounts.models import Letter, Notice
from complaints import actions
from complaints.enums import Status
from complaints.models import Step
from tests import make
from tests.complaining import brought_to, complain, told
from tests.owing import plain

# The complaint of 12 October is to be answered by 11 November.
THREE_BEFORE, DUE, AFTER = date(2026, 11, 8), date(2026, 11, 11), date(2026, 11, 12)
TO_DIRECTOR = "Обращения, срок ответа прошёл: № 1-2026 (11.11)."


@pytest.fixture
def check(time_machine, school):
    """Run the command on a day; return what it prints."""

    def run(*arguments, on=make.TODAY, hour=7):
        time_machine.move_to(make.at(hour, on=on), tick=False)
        said, complained = StringIO(), StringIO()
        call_command("check_complaints", *arguments, stdout=said, stderr=complained)
        return plain(said.getvalue() + complained.getvalue())

    return run


def told_by_clock(director):
    return [plain(row.text) for row in Notice.objects.filter(recipient=director, key__startswith="complaints-clocks")]


def enter(lesson):
    lesson.topic, lesson.topic_recorded_at, lesson.topic_recorded_on = "Степень", make.NOW, make.TODAY
    lesson.save()


def test_entry_that_has_appeared_is_told_of_once(check, complaint, late_topic, parent, director):
    check()
    enter(late_topic)

    first, second = check(), check()

    assert ("Записей появилось: 1." in first, "Записей появилось: 0." in second) == (True, True)
    assert Step.objects.filter(kind="appeared").count() == 1
    assert told(parent) == ["В дневнике появилась запись: Тема урока: Алгебра, 9 октября. Обращение № 1-2026."]


@pytest.mark.parametrize(
    "day, words",
    [
        (THREE_BEFORE - make.days(1), []),
        (THREE_BEFORE, ["Обращения, скоро срок: № 1-2026 (11.11)."]),
        (DUE, ["Обращения, скоро срок: № 1-2026 (11.11)."]),
        (AFTER, [TO_DIRECTOR]),
    ],
)
def test_director_is_told_as_the_day_comes(check, complaint, director, day, words):
    check(on=day)

    assert told_by_clock(director) == words


def test_director_is_told_once_a_day(check, complaint, director):
    for day in (AFTER, AFTER + make.days(1)):
        check(on=day)
        check(on=day, hour=17)

    assert told_by_clock(director) == [TO_DIRECTOR] * 2
    assert {row.address for row in Notice.objects.filter(text__contains="срок ответа прошёл")} == {
        "/admin/complaints/complaint/"
    }


def test_second_director_is_told_the_same_day(check, complaint, director):
    check(on=AFTER)
    other = make.person("Ершов", roles=("director",))

    said = check(on=AFTER, hour=17)

    assert (told_by_clock(director), told_by_clock(other)) == ([TO_DIRECTOR], [TO_DIRECTOR])
    assert "Извещено директоров: 1." in said


def test_late_and_due_soon_stand_in_one_notice(check, complaint, parent, director):
    complain(parent, at=make.NOW - make.days(2))

    check(on=date(2026, 11, 10))

    words = "Обращения, срок ответа прошёл: № 2-2026 (09.11); скоро срок: № 1-2026 (11.11)."
    assert told_by_clock(director) == [words]


def test_many_are_counted(check, parent, director):
    for _ in range(7):
        complain(parent)

    check(on=AFTER)

    (words,) = told_by_clock(director)
    assert words.count("(11.11)") == 5
    assert words.endswith(" и ещё 2.")


@pytest.mark.parametrize("status", [Status.ANSWERED, Status.CLOSED, Status.WITHDRAWN, Status.REDIRECTED])
def test_answered_case_is_told_of_no_more(check, complaint, director, status):
    brought_to(status, complaint, by=director)

    said = check(on=AFTER)

    assert told_by_clock(director) == []
    assert "Обращений ждут ответа: 0, просрочено: 0" in said


def test_prolonged_case_is_late_by_its_new_day(check, complaint, director):
    actions.prolong(complaint, until=date(2026, 11, 30), why="Проверка.", by=director, at=make.NOW)

    check(on=AFTER)

    assert told_by_clock(director) == []


def test_waiting_letters_are_sent(check, complaint, parent, director, settings):
    settings.SENDS_MAIL = True
    parent.email = "mother@example.ru"
    parent.save()
    brought_to(Status.ANSWERED, complaint, by=director)

    said = check()

    assert "Отправлено писем: 1." in said
    assert [letter.to for letter in mail.outbox] == [["mother@example.ru"]]
    assert Letter.objects.unsent().count() == 0


def test_fault_of_the_mail_is_printed(check, complaint, parent, director, settings):
    settings.SENDS_MAIL, settings.EMAIL_BACKEND = True, "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    parent.email = "mother@example.ru"
    parent.save()
    brought_to(Status.ANSWERED, complaint, by=director)

    assert "Почта не принимает письмо: ConnectionRefusedError" in check()


def test_summary_names_late_cases_by_number(check, complaint, director):
    assert check(on=AFTER) == (
        "12.11.2026, 07:00. Обращений ждут ответа: 1, просрочено: 1, срок в ближайшие дни: 0. Записей появилось: 0.\n"
        "№ 1-2026: ответить не позднее 11.11\n"
        "Извещено директоров: 1. Отправлено писем: 0. Писем ждут отправки: 0, не отправить: 0.\n"
    )


def test_programs_read_numbers_and_no_names(check, complaint, director):
    assert json.loads(check("--json", on=AFTER)) == {
        "at": "2026-11-12T07:00:00+04:00",
        "awaiting": 1,
        "overdue": ["1-2026"],
        "soon": [],
        "appeared": 0,
        "told": 1,
        "letters": {"sent": 0, "waiting": 0, "given_up": 0, "faults": []},
    }


@pytest.mark.parametrize("cases", [1, 3])
def test_clocks_ask_the_same_number_of_queries(parent, director, cases, django_assert_num_queries):
    for _ in range(cases):
        complain(parent)

    # A savepoint, late ones, those due soon, the directors who were not told, their notices, how many wait.
    with django_assert_num_queries(7):
        actions.tell_clocks(at=make.at(7, on=AFTER))
