"""What was sent: to whom, about what, when; when it was read, and when the entries were made."""

import pytest
from django.urls import reverse

from accounts.actions import read_notice
from accounts.models import Notice
from journal.actions import TopicEntry, remind, remind_by_family, write_topics
from journal.enums import Duty
from journal.models import Lesson
from journal.rules.duties import DutyKey
from tests import make
from tests.owing import FRIDAY, YESTERDAY
from tests.reading import lines, links, part

PAGE = reverse("journal:control-reminders")
WORDS = "Внесите, пожалуйста, темы."


def topic(lesson):
    return DutyKey(Duty.TOPIC, lesson.pk)


@pytest.fixture
def control(client, deputy, school):
    client.force_login(deputy)
    return client


@pytest.fixture
def sent(late, teacher, deputy):
    return remind(teacher=teacher, duties=[topic(late)], text=WORDS, by=deputy, at=make.NOW)


def shown(response):
    """Return the rows of the table, each as a list of its cells."""
    found = part(response, "Внесено", to="Скачать таблицу: XLSX, CSV")
    return [found[start : start + 6] for start in range(0, len(found), 6)]


def test_log_is_empty_before_the_first_reminder(control):
    assert part(control.get(PAGE), "Показать") == [
        "Напоминаний пока нет",
        "Здесь появится каждое: от дневника, от завуча и от семей.",
    ]


def test_log_says_to_whom_what_when_and_by_whom(control, sent):
    assert shown(control.get(PAGE)) == [
        ["12.10.2026, 10:00", "Сидорова А. С.", WORDS, "Власова Н. А.", "○ ещё нет", "▲ 0 из 1"]
    ]


def test_reminder_is_read_when_its_notice_is(control, sent):
    read_notice(sent.notice, at=make.at(12, 30))

    assert shown(control.get(PAGE))[0][4] == "● 12.10.2026, 12:30"


def test_reminder_is_done_at_the_moment_of_its_last_entry(control, late, course, teacher, deputy):
    other = make.lesson(course=course, on=YESTERDAY)
    remind(teacher=teacher, duties=[topic(late), topic(other)], text=WORDS, by=deputy, at=make.NOW)

    write_topics([TopicEntry(lesson=late, topic="Степень", by=teacher, at=make.at(11))])
    half = shown(control.get(PAGE))[0][5]
    write_topics([TopicEntry(lesson=other, topic="Степень", by=teacher, at=make.at(11, 40))])

    assert (half, shown(control.get(PAGE))[0][5]) == ("▲ 1 из 2", "● 12.10.2026, 11:40")


@pytest.mark.parametrize("entered", [{"homework": "№ 7"}, {"homework_not_set": True}])
def test_homework_is_done_by_a_text_or_by_saying_that_there_is_none(control, late, teacher, deputy, entered):
    duties = [DutyKey(Duty.HOMEWORK, late.pk)]
    remind(teacher=teacher, duties=duties, text=WORDS, by=deputy, at=make.NOW)

    moment = {"homework_recorded_at": make.at(11), "homework_recorded_on": make.TODAY}
    Lesson.objects.filter(pk=late.pk).update(**entered, **moment)

    assert shown(control.get(PAGE))[0][5] == "● 12.10.2026, 11:00"


def test_mark_is_done_when_it_is_whole(control, course, student, teacher, deputy):
    lesson = make.lesson(course=course, on=make.TODAY - make.days(7))
    work = make.work(lesson=lesson, kind_code="essay")
    duties = [DutyKey(Duty.WRITTEN, work.pk, student.pk)]
    remind(teacher=teacher, duties=duties, text=WORDS, by=deputy, at=make.NOW)

    make.mark(work=work, student=student, moment=make.at(11))
    of_one_part = shown(control.get(PAGE))[0][5]
    make.mark(work=work, student=student, moment=make.at(12), second_value=4, version=1)

    assert (of_one_part, shown(control.get(PAGE))[0][5]) == ("▲ 0 из 1", "● 12.10.2026, 12:00")


def test_family_is_not_named(control, late, parent, student):
    remind_by_family(key=topic(late), student=student, by=parent, at=make.NOW)

    page = control.get(PAGE)

    assert (shown(page)[0][3], [name for name in ("Абрамов", "Ольга") if name in page.text]) == ("семья", [])


def test_diary_is_named_as_the_sender_of_its_own(control, check, late):
    check(7)

    rows = [[row[0], row[1], *row[3:]] for row in shown(control.get(PAGE))]
    told = ("12.10.2026, 07:00", "дневник", "○ ещё нет")
    assert sorted(rows) == sorted(
        [[told[0], "Власова Н. А.", *told[1:], "—"], [told[0], "Сидорова А. С.", *told[1:], "▲ 0 из 2"]]
    )


def test_reminder_whose_notice_is_gone_counts_as_unread(control, sent):
    Notice.objects.all().delete()

    assert shown(control.get(PAGE))[0][4] == "○ ещё нет"


@pytest.fixture
def several(late, sent, course, teacher, colleague, deputy, student):
    """Three reminders: by hand, unread and not done; by hand on Sunday, read and done; of the diary."""
    early = make.lesson(course=make.course(teacher=colleague, students=[student]), on=FRIDAY, number=2)
    first = remind(teacher=colleague, duties=[topic(early)], text="Тема!", by=deputy, at=make.at(on=YESTERDAY))
    read_notice(first.notice, at=make.NOW)
    write_topics([TopicEntry(lesson=early, topic="Степень", by=colleague, at=make.NOW)])


@pytest.mark.parametrize(
    "asked, found",
    [
        ({}, [WORDS, "Тема!"]),
        ({"teacher": "Чужова"}, ["Тема!"]),
        ({"kind": "hand"}, [WORDS, "Тема!"]),
        ({"kind": "weekly"}, []),
        ({"fate": "unread"}, [WORDS]),
        ({"fate": "undone"}, [WORDS]),
        ({"fate": "done"}, ["Тема!"]),
        ({"since": "2026-10-12"}, [WORDS]),
        ({"through": "2026-10-11"}, ["Тема!"]),
    ],
)
def test_log_is_narrowed(control, several, colleague, asked, found):
    asked = {name: colleague.pk if name == "teacher" else value for name, value in asked.items()}

    page = control.get(PAGE, asked)

    assert [line.reminder.text for line in page.context["lines"]] == found
    assert ("Ничего не найдено" in page.text) == (not found)


def test_filter_that_makes_no_sense_is_explained(control, sent):
    page = lines(control.get(PAGE, {"since": "2026-10-12", "through": "2026-10-11"}))

    assert "Отправлено по: Последний день раньше первого. Поменяйте их местами." in page
    assert WORDS not in page


def test_log_leads_to_a_new_reminder_and_is_a_section_of_the_control(control):
    assert links(control.get(PAGE))["Напомнить"] == reverse("journal:control-reminder-new")
    assert links(control.get(reverse("journal:control")))["Напоминания"] == PAGE


@pytest.mark.parametrize("number", [1, 3])
def test_log_asks_the_same_number_of_queries(control, late, teacher, deputy, number, django_assert_num_queries):
    for day in range(number):
        moment = make.at(on=make.TODAY + make.days(day))
        remind(teacher=teacher, duties=[topic(late)], text=WORDS, by=deputy, at=moment)
    control.get(PAGE)

    with django_assert_num_queries(5):  # session, user, to whom, how many, reminders
        control.get(PAGE)
