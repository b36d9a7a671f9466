"""What families are promised, on every page of a child, by the one definition: pauses, waivers, cancellations."""

import re
from datetime import date

import pytest

from journal.actions import cancel_lessons, cancel_work, waive
from journal.enums import Duty
from journal.models import Mark
from tests import make
from tests.reading import lines, links, part

FRIDAY, TUESDAY, LONG_AGO = date(2026, 10, 9), date(2026, 10, 13), date(2026, 9, 28)
NEXT_WEEK = make.at(on=date(2026, 10, 19))
TEST_DUE = "Контрольная № 1 12.10: отметка не позднее 18.10 (п. 4.1.2)"
TEST_LATE = "Контрольная № 1 12.10: ■ срок прошёл 18.10, отметка ещё не внесена (п. 4.1.2)"


@pytest.fixture
def said(client, parent, student, school, time_machine):
    """Return what a page of the student says to the mother at a moment."""

    def read(page, at=make.NOW):
        time_machine.move_to(at, tick=False)
        client.force_login(parent)
        return lines(client.get(f"/students/{student.pk}/{page}"))

    return read


@pytest.fixture
def pages(said, lesson):
    """Return the promises of all pages that show the lesson of today, each by the name of its page."""
    subject = lesson.course.subject_id
    addresses = {
        "day": f"days/{make.TODAY}/",
        "week": "diary/2026-W42/",
        "homework": "homework/",
        "marks": "marks/",
        "subject": f"subjects/{subject}/",
        "programme": "programme/",
        "topics": f"programme/?subject={subject}",
    }

    def read(at=make.NOW):
        found = {name: promises(said(page, at)) for name, page in addresses.items()}
        return {name: told for name, told in found.items() if told}

    return read


def promises(told):
    """Return the lines that promise something, without what may be done about it."""
    return [line.partition(" Напомнить")[0] for line in told if re.search(r"(внесен|не позднее).*п\. 4\.1\.\d", line)]


def everywhere(words):
    """Return the promises of a lesson that lacks its topic and its homework."""
    in_full = [f"Тема: {words}", f"Задание: {words}"]
    once = ("homework", "subject", "programme", "topics")
    return {"day": in_full, "week": in_full} | {name: [words] for name in once}


def test_every_page_says_until_when_an_entry_may_be_absent(pages):
    today = "▲ ещё не внесено, срок сегодня до 23:59 п. 4.1.4"

    assert pages() == everywhere(today)


def test_every_page_says_that_the_day_has_passed(pages):
    late = "■ срок прошёл 12.10, запись ещё не внесена п. 4.1.4"

    assert pages(make.at(on=TUESDAY)) == everywhere(late)


def test_paused_day_shows_the_moved_day_on_every_page(pages):
    make.pause(make.TODAY, date(2026, 10, 16))
    moved = "▲ ещё не внесено, срок 17 октября до 23:59 п. 4.1.4"

    assert pages(make.at(on=TUESDAY)) == everywhere(moved)


def test_waived_entries_promise_nothing(pages, lesson, deputy):
    for duty in (Duty.TOPIC, Duty.HOMEWORK):
        waive(duty=duty, lesson=lesson, reason="Пожар", by=deputy, at=make.at(on=TUESDAY))

    assert pages(make.at(on=TUESDAY)) == {}


def test_lesson_cancelled_in_time_promises_nothing(pages, lesson, deputy):
    make.work(lesson=lesson)
    cancel_lessons([lesson], reason="карантин", by=deputy, at=make.NOW)

    assert pages(NEXT_WEEK) == {}


def test_written_work_is_promised_by_its_day(pages, lesson):
    make.work(lesson=lesson, title="Контрольная № 1")
    lesson.course.homework_since = None
    lesson.course.save()

    found = pages()

    assert [found[name][-1] for name in ("day", "week", "marks")] == [TEST_DUE] * 3
    assert TEST_DUE in found["subject"]


def test_written_work_past_its_day_says_so(pages, lesson):
    make.work(lesson=lesson, title="Контрольная № 1")

    found = pages(NEXT_WEEK)

    assert [TEST_LATE in found[name] for name in ("day", "week", "marks", "subject")] == [True] * 4


def test_paused_work_is_promised_by_its_moved_day(pages, lesson):
    make.work(lesson=lesson, title="Контрольная № 1")
    make.pause(date(2026, 10, 14), date(2026, 10, 20), teacher=lesson.teacher)
    moved = "Контрольная № 1 12.10: отметка не позднее 25.10 (п. 4.1.2)"

    found = pages(NEXT_WEEK)

    assert [moved in found[name] for name in ("day", "week", "marks", "subject")] == [True] * 4


def test_work_done_later_is_promised_by_its_own_day(pages, lesson, student):
    work, friday = make.work(lesson=lesson, title="Контрольная № 1"), date(2026, 10, 16)
    make.absence(lesson=lesson, student=student)
    make.mark(work=work, student=student, value=None, done_on=friday, moment=make.at(on=friday))
    own = "Контрольная № 1 12.10: отметка не позднее 22.10 (п. 4.1.2)"

    found = pages(NEXT_WEEK)

    assert [own in found[name] for name in ("day", "week", "marks", "subject")] == [True] * 4


@pytest.mark.parametrize("how", ["waived", "cancelled", "absent", "dot"])
def test_work_that_owes_the_student_nothing_promises_nothing(pages, lesson, student, deputy, how):
    work = make.work(lesson=lesson, title="Контрольная № 1")
    if how == "waived":
        waive(duty=Duty.WRITTEN, work=work, student=student, reason="Болел", by=deputy, at=NEXT_WEEK)
    elif how == "cancelled":
        cancel_work(work, reason="Перенесена", by=lesson.teacher, at=make.NOW)
    elif how == "absent":
        make.absence(lesson=lesson, student=student)
    else:
        make.mark(work=work, student=student, value=None, not_handed_in=True)

    assert not any("4.1.2" in line for told in pages(NEXT_WEEK).values() for line in told)


def test_homework_moved_out_of_the_week_is_awaited_among_the_rest(said, course):
    make.lesson(course=course, on=LONG_AGO)
    make.lesson(course=course, on=date(2026, 9, 29), homework_not_set=True)
    make.pause(LONG_AGO, make.TODAY)

    told = said("homework/")

    assert told[told.index("Ещё не внесено") + 2 :][:2] == [
        "▲ ещё не внесено, срок завтра до 23:59 п. 4.1.4",
        "урок пн, 28 сентября",
    ]
    assert "Ещё не внесено" not in said("homework/", make.at(on=date(2026, 10, 21)))


def test_card_of_the_home_page_shows_the_moved_day(client, parent, course, school):
    make.lesson(course=course, on=FRIDAY)
    make.lesson(course=course, on=TUESDAY)
    make.pause(FRIDAY, make.TODAY)
    client.force_login(parent)

    told = client.get("/home/")

    assert "▲ ещё не внесено, срок завтра до 23:59 п. 4.1.4" in lines(told)
    assert links(told)["п. 4.1.4"] == "/service/#p-4-1-4"


def test_mark_taken_away_is_promised_again(said, lesson, student):
    work = make.work(lesson=lesson, title="Контрольная № 1")
    mark = make.mark(work=work, student=student)
    make.mark(work=work, student=student, value=None, moment=make.at(on=TUESDAY))
    entry = f"entries/{mark.pk}/"

    told, late = said(entry, make.at(on=TUESDAY)), said(entry, NEXT_WEEK)

    assert told[told.index("Отметка") + 1 :][:2] == ["Отметка снята", TEST_DUE]
    assert late[late.index("Отметка") + 2].startswith(TEST_LATE)


def test_mark_that_was_never_given_is_not_called_taken_away(said, lesson, student):
    work = make.work(lesson=lesson, title="Контрольная № 1")
    make.mark(work=work, student=student, value=None, done_on=make.TODAY, moment=make.NOW)

    told = said(f"entries/{Mark.objects.get().pk}/")

    assert told[told.index("Отметка") + 1 :][:2] == ["Отметки ещё нет", TEST_DUE]


def test_mark_that_stands_promises_nothing_more(said, lesson, student):
    mark = make.mark(work=make.work(lesson=lesson), student=student)

    assert promises(said(f"entries/{mark.pk}/", NEXT_WEEK)) == []


def test_programme_names_the_last_lesson_without_its_topic(client, parent, student, course, school):
    for day in (FRIDAY, make.TODAY):
        make.lesson(course=course, on=day)
    make.lesson(course=course, on=date(2026, 10, 8), topic="Степени")
    client.force_login(parent)

    told = part(client.get(f"/students/{student.pk}/programme/"), "Алгебра", to="Нет нужной информации?")

    assert told[:6] == [
        *("Проведено", "3 урока. План не внесён", "Сейчас", "Степени (8 октября)"),
        *("Урок 12 октября", "▲ ещё не внесено, срок сегодня до 23:59 п. 4.1.4"),
    ]
