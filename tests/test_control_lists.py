"""The lists of the control as files: what their pages show, with the filters of the page."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.actions import read_notice
from accounts.models import User
from journal.actions import ask_for_pause, check_whole_history, conclude, decline_request, remind, withdraw_pause
from journal.enums import Duty, PauseReason, ReminderKind, TermSystem
from journal.models import Handover, Lesson, Reminder, RemotePeriod, Term
from journal.rules.duties import DutyKey
from journal.rules.periods import Period
from tests import make
from tests.downloads import csv_rows, xlsx_rows
from tests.reading import links

EXTRACT = "Выписка из электронного журнала по состоянию на 12.10.2026, 10:00."
DAYS = "Сроки и уроки с 01.09.2026 по 01.11.2026."
LESSONS = "Уроки с 01.09.2026 по 01.11.2026."
ALGEBRA, AUTHOR = ("Алгебра", "7 «А»"), "Сидорова Анна Сергеевна"
FORMULA = '=HYPERLINK("http://example.com";"Приказ")'
FRIDAY, TOMORROW = date(2026, 10, 9), date(2026, 10, 13)
pytestmark = pytest.mark.usefixtures("school")


@pytest.fixture
def page(client, deputy):
    """Return a page of the control by its name, as the deputy director gets it."""
    client.force_login(deputy)
    return lambda name, **asked: client.get(reverse(f"journal:control-{name}"), asked)


@pytest.fixture
def table(page, client):
    """Return the rows of the workbook that the page leads to, its filters kept."""
    return lambda name, **asked: xlsx_rows(client.get(links(page(name, **asked))["XLSX"]))


@pytest.fixture
def file(page, client):
    """Return a list as a file."""
    return lambda name, ending="csv", **asked: client.get(reverse("journal:control-list", args=[name, ending]), asked)


def remind_of(lesson, deputy, text="Внесите тему."):
    """Remind the teacher of the topic of a lesson, at nine."""
    return remind(teacher=lesson.teacher, duties=[DutyKey(Duty.TOPIC, lesson.pk)], text=text, by=deputy, at=make.at(9))


# --- What each list holds


def test_density_is_of_those_whom_the_page_shows(table, file, course, student, belova):
    for number in range(3):
        make.mark(lesson=make.lesson(course=course, number=1 + number), student=belova)

    lacking = table("density", subject=course.subject_id)

    assert lacking[0][0] == f"{EXTRACT} I четверть, I полугодие. Отбор: Предмет: Алгебра."
    assert lacking[1] == [
        *("Период", "Ученик", "Предмет", "Группа", "Учитель", "Уроков", "Отметок", "Нужно", "Не хватает"),
    ]
    assert lacking[2:] == [["I четверть", "Абрамов Пётр", *ALGEBRA, "Сидорова А. С.", 3, 0, 3, 3]]
    assert [row[1] for row in csv_rows(file("density", everybody="on"))[2:]] == ["Абрамов Пётр", "Белова Алёна"]


def test_topics_written_again_are_told_step_by_step(table, lesson):
    for topic, minute in (("Степень", 5), ("", 10), ("Корень", 15), ("", 20), ("Дробь", 25)):
        make.write_topic(lesson, topic, at=make.at(9, minute))

    caption, head, *rows = table("rewritten", teacher=lesson.teacher_id)

    assert caption[0] == f"{EXTRACT} {LESSONS} Отбор: Учитель: {AUTHOR}."
    assert head[5:] == ["Стояло", "Кто стёр", "Когда стёр", "Записано снова", "Кто записал", "Когда записал"]
    of = [make.TODAY, 1, *ALGEBRA, AUTHOR]
    by = "Сидорова А. С."
    assert rows == [
        [*of, "Степень", by, "12.10.2026, 09:10", "Корень", by, "12.10.2026, 09:15"],
        [*of, "Корень", by, "12.10.2026, 09:20", "Дробь", by, "12.10.2026, 09:25"],
    ]


def test_planned_works_that_nobody_has_set_are_told(table, course):
    line = make.planned_topic(course, topic="Контрольная № 1", work_kind=make.kind())
    make.lesson(course=course, planned_topic=line)

    assert table("unset")[2:] == [[make.TODAY, 1, *ALGEBRA, AUTHOR, "Контрольная работа", "Контрольная № 1", ""]]


def test_reminders_are_told_with_what_became_of_them(table, file, lesson, teacher, deputy):
    sent = remind_of(make.lesson(course=lesson.course, on=FRIDAY), deputy, text="Внесите тему.")
    read_notice(sent.notice, at=make.at(9, 30))

    caption, _, row = table("reminders", teacher=teacher.pk)

    assert caption[0] == f"{EXTRACT} Напоминания. Отбор: Кому: Сидорова Анна."
    said = ("Внесите тему.", "Власова Н. А.", "12.10.2026, 09:30", "0 из 1")
    assert row == ["12.10.2026, 09:00", AUTHOR, "напоминание завуча", *said]
    assert csv_rows(file("reminders", fate="unread"))[2:] == []


def test_reminder_that_names_no_entry_has_none_entered(table, deputy):
    facts = {"recipient": deputy, "kind": ReminderKind.WEEKLY, "text": "Неделя прошла."}
    Reminder.objects.create(**facts, sent_at=make.NOW, sent_on=make.TODAY)

    assert table("reminders")[2][4:] == ["дневник", "ещё нет", ""]


def test_pauses_are_told_with_what_they_moved_and_who_withdrew_them(table, file, teacher, deputy):
    late = {"by": deputy, "moment": make.NOW, "document": "Приказ № 3"}
    make.pause(make.TODAY, TOMORROW, **late)
    mistaken = make.pause(date(2026, 10, 1), teacher=teacher, by=deputy)
    withdraw_pause(mistaken, reason="Опечатка", by=deputy, at=make.NOW)

    _, head, general, own = table("pauses")

    by, at = "Власова Н. А.", "12.10.2026, 10:00"
    why = ("сбой связи или дневника", "Авария на линии")
    assert head[2:6] == ["Чьи сроки", "Причина", "Пояснение", "Документ"]
    assert general[:8] == [make.TODAY, TOMORROW, "все учителя", *why, "Приказ № 3", by, at]
    assert general[8:] == [0, 0, 0, 0, "", "", ""]
    assert own[2:] == [AUTHOR, *why, "", by, at, 0, 0, 0, 0, by, at, "Опечатка"]


def ask(teacher, words="Курсы в Москве"):
    days = {"first_day": make.TODAY, "last_day": TOMORROW}
    return ask_for_pause(teacher=teacher, **days, reason=PauseReason.AWAY, words=words, at=make.NOW)


def test_requests_without_an_answer_are_told(table, teacher, colleague, deputy):
    ask(teacher)
    decline_request(ask(colleague), words="Не в эти дни", by=deputy, at=make.NOW)

    _, head, row = table("pauses")

    assert head == ["Когда", "Учитель", "С", "По", "Причина", "Пояснение"]
    why = ("командировка, курсы, олимпиада", "Курсы в Москве")
    assert row == ["12.10.2026, 10:00", AUTHOR, make.TODAY, TOMORROW, *why]


def hand_over_row(giver, successor, by, **facts):
    facts = {"reason": "Приказ № 12", "topics": 1, "homework": 2, "works": 3, "made_at": make.NOW} | facts
    return Handover.objects.create(giver=giver, successor=successor, made_by=by, **facts)


def test_acts_of_handing_over_are_told(table, teacher, colleague, deputy):
    hand_over_row(teacher, colleague, deputy)

    given = (AUTHOR, "Чужова Анна Сергеевна", 1, 2, 3, "Приказ № 12", "Власова Н. А.")
    assert table("handover")[2:] == [["12.10.2026, 10:00", *given]]


def remote(first, last, **facts):
    return RemotePeriod.objects.create(year=make.year(), first_day=first, last_day=last, **facts)


def test_remote_periods_are_told_of_whom_and_by_which_order(table, deputy):
    day = make.TODAY
    remote(day, TOMORROW, order="№ 7", recorded_by=deputy, recorded_at=make.NOW)
    remote(date(2026, 9, 2), date(2026, 9, 3), grade_from=5, grade_to=9)

    assert table("distance")[2:] == [
        [day, TOMORROW, "вся школа", "№ 7", "идёт", "Власова Н. А.", "12.10.2026, 10:00"],
        [date(2026, 9, 2), date(2026, 9, 3), "5–9 классы", "", "закончился", "", ""],
    ]


def test_conclusions_are_told_with_their_authors(table, deputy):
    make.year()
    for name, text in (("2026-W41", "Всё в срок."), ("2026-10", "Опозданий нет.")):
        conclude(period=Period.named(name), text=text, seen=None, by=deputy, at=make.NOW)

    by = ("Власова Н. А.", "12.10.2026, 10:00")
    assert table("reports")[2:] == [
        ["неделя", date(2026, 10, 5), date(2026, 10, 11), "Всё в срок.", *by],
        ["месяц", date(2026, 10, 1), date(2026, 10, 31), "Опозданий нет.", *by],
    ]


# --- All of them alike


def dangerous_rows(course, people):
    """Write texts that look like a formula into every list that holds what people have typed."""
    teacher, colleague, deputy = people
    lesson = make.lesson(course=course)
    for topic in (FORMULA, "", FORMULA):
        make.write_topic(lesson, topic, at=make.at(9))
    line = make.planned_topic(course, topic=FORMULA, work_kind=make.kind())
    make.lesson(course=course, number=2, planned_topic=line)
    remind_of(make.lesson(course=course, on=FRIDAY), deputy, text=FORMULA)
    make.pause(make.TODAY, by=deputy, words=FORMULA)
    ask(teacher, words=FORMULA)
    hand_over_row(teacher, colleague, deputy, reason=FORMULA)
    remote(make.TODAY, make.TODAY, order=FORMULA)
    conclude(period=Period.named("2026-10"), text=FORMULA, seen=None, by=deputy, at=make.NOW)
    User.objects.filter(pk=course.memberships.get().student_id).update(surname="=Абрамов")


LISTS = {
    "density": "=Абрамов Пётр",
    **dict.fromkeys(("rewritten", "unset", "reminders", "pauses", "requests"), FORMULA),
    **dict.fromkeys(("handover", "distance", "reports"), FORMULA),
}


@pytest.mark.parametrize("name", LISTS)
def test_what_looks_like_a_formula_stays_a_text(file, course, people, name):
    dangerous_rows(course, people)

    text, book = file(name), file(name, "xlsx")

    assert f"'{LISTS[name]}" in csv_rows(text)[2]
    assert LISTS[name] in xlsx_rows(book)[2]
    assert b"<f>" not in book.content


@pytest.mark.parametrize("name", LISTS)
def test_file_is_named_after_its_list_and_its_day(file, name):
    name = file(name)["Content-Disposition"]

    assert name.endswith("12.10.2026.csv")


@pytest.mark.parametrize(
    "name, asked", [("density", {"term": "лето"}), ("rewritten", {"since": "вчера"}), ("reminders", {"kind": "всякий"})]
)
def test_filters_without_sense_lead_to_the_page_that_explains_them(file, client, name, asked):
    response = file(name, **asked)

    assert response.url.startswith(f"{reverse(f'journal:control-{name}')}?{next(iter(asked))}=")
    assert client.get(response.url).context["form"].errors


def test_list_that_is_not_there_is_no_file(file):
    assert [file("nobody").status_code, file("density", "xlsx").status_code] == [404, 200]


def fill(number, course, people):
    """Write so many rows into every list."""
    teacher, colleague, deputy = people
    for more in range(number):
        make.membership(course, make.student("Белов", f"Иван {more}"))
        lesson = make.lesson(course=course, number=1 + 2 * more)
        for topic in ("Степень", "", "Корень"):
            make.write_topic(lesson, topic, at=make.at(9))
        line = make.planned_topic(course, 1 + more, work_kind=make.kind())
        make.lesson(course=course, number=2 + 2 * more, planned_topic=line)
        remind_of(make.lesson(course=course, number=1 + more, on=FRIDAY), deputy, text=f"Тема {more}")
        make.pause(make.TODAY + make.days(more), by=deputy)
        ask(make.teacher(f"Волкова{more}"))
        hand_over_row(teacher, colleague, deputy)
        remote(make.TODAY, make.TODAY)
        conclude(period=Period.named(f"2026-W4{more}"), text="Всё.", seen=None, by=deputy, at=make.NOW)
        make.write_topic(make.lesson(course=make.course(teacher=teacher, subject_name=f"Химия {more}"), number=1))
        days = {"first_day": make.TODAY + make.days(more), "last_day": make.TODAY + make.days(more)}
        Term.objects.create(year=make.year(), system=TermSystem.TRIMESTER, number=1 + more, **days)
    Lesson.objects.filter(course__subject__name__startswith="Химия").update(topic="Дробь")
    check_whole_history(at=make.NOW)


QUERIES = {
    "density": 7,
    "rewritten": 4,
    "unset": 3,
    "reminders": 4,
    "pauses": 7,
    "requests": 3,
    "handover": 3,
    "distance": 3,
    "reports": 3,
    "history": 5,
    "terms": 3,
}


@pytest.fixture
def people(teacher, colleague, deputy):
    return teacher, colleague, deputy


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("name", QUERIES)
def test_lists_ask_the_same_number_of_queries(file, course, people, name, number, django_assert_num_queries):
    fill(number, course, people)
    file(name)

    with django_assert_num_queries(QUERIES[name]):
        file(name)
