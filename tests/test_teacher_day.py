"""The teacher's day: what each lesson lacks, and what is owed beside it."""

import pytest
from django.urls import reverse

from accounts.enums import NoticeKind
from accounts.models import Notice
from journal import actions
from journal.enums import Mode
from journal.models import Lesson
from tests import make
from tests.reading import links, part

TODAY = reverse("journal:teacher-day")


def on(day):
    return reverse("journal:teacher-day-on", args=[day])


def states(response) -> list[str]:
    """Return the states of the lessons of the page, in order."""
    return [f"{state.tone}: {state.label}" for card in response.context["cards"] for state in card.states]


def test_day_without_lessons_says_so(teaching):
    page = teaching.get(TODAY)

    assert "Уроков в этот день нет" in page.text
    assert "Курсов пока нет" in page.text


def test_lesson_shows_what_it_lacks(teaching, lesson):
    page = teaching.get(TODAY)

    assert states(page) == [
        "idle: отсутствующих нет",
        "soon: тема: сегодня до 23:59",
        "soon: задание: сегодня до 23:59",
        "idle: отметки не требуются",
    ]


def test_lesson_shows_what_it_has(teaching, course, student):
    lesson = make.lesson(course=course, topic="Степень", homework_not_set=True)
    make.absence(lesson=lesson, student=student)
    make.mark(lesson=lesson, student=student)

    page = teaching.get(TODAY)

    assert states(page) == ["ok: отсутствуют: 1", "ok: тема внесена", "ok: не задано", "ok: отметки: 1"]
    assert "На сегодня всё внесено" in page.text


def test_lesson_that_has_not_begun_owes_nothing(teaching, course):
    make.lesson(course=course, number=5)

    assert states(teaching.get(TODAY))[1:3] == ["idle: тема: после начала урока", "idle: задание: после начала урока"]


def test_past_lesson_is_late(teaching, course):
    day = make.TODAY - make.days(3)
    make.lesson(course=course, on=day)

    assert states(teaching.get(on(day)))[1:3] == ["late: тема: срок прошёл 09.10", "late: задание: срок прошёл 09.10"]


def test_activity_owes_neither_marks_nor_homework(teaching, teacher, student):
    facts = {"kind": "activity", "marks_since": None, "homework_since": None}
    make.lesson(course=make.course(teacher=teacher, students=[student], **facts))

    assert states(teaching.get(TODAY)) == ["idle: отсутствующих нет", "idle: тема: не требуется"]


def test_unusual_lessons_are_named(teaching, course, colleague):
    make.lesson(course=course, number=1, mode=Mode.REMOTE, room="24")
    make.lesson(course=course, number=2, replaces=colleague)
    make.lesson(course=course, number=3, cancelled_at=make.NOW, cancel_reason="карантин")

    page = teaching.get(TODAY).text

    assert [
        word in page for word in ("дистанционно", "каб.&nbsp;24", "постоянный учитель: Чужова", "отменён: карантин")
    ] == [True] * 4


def test_lessons_of_others_are_not_shown(teaching, colleague, student):
    make.lesson(course=make.course(teacher=colleague, students=[student], subject_name="Химия"))

    assert "Химия" not in teaching.get(TODAY).text


def test_written_work_is_shown_with_its_day(teaching, course, student):
    other = make.student("Белова", "Анна")
    make.membership(course, other)
    work = make.work(lesson=make.lesson(course=course))
    make.mark(work=work, student=student)

    page = teaching.get(TODAY)

    assert [(row.what, row.state.label) for row in page.context["due_soon"]] == [
        ("Контрольная работа", "отметки: 1 из 2, не позднее 18.10")
    ]
    assert states(page)[3] == "soon: отметки: 1 из 2, не позднее 18.10"


def test_work_due_later_does_not_keep_the_day_open(teaching, course):
    make.work(lesson=make.lesson(course=course, topic="Степень", homework_not_set=True))

    assert "На сегодня всё внесено" in teaching.get(TODAY).text


def test_marked_work_owes_nothing(teaching, lesson, student):
    make.mark(work=make.work(lesson=lesson), student=student)

    page = teaching.get(TODAY)

    assert (page.context["due_soon"], states(page)[3]) == ([], "ok: отметки: 1")


def test_debts_stand_newest_first(teaching, course):
    make.lesson(course=course, on=make.TODAY - make.days(5), topic="Степень")
    make.lesson(course=course, on=make.TODAY - make.days(3), homework="№ 7")
    make.work(lesson=make.lesson(course=course, on=make.TODAY - make.days(7), topic="Степень", homework="№ 5"))

    page = teaching.get(TODAY)

    assert [(debt.what, debt.state.label) for debt in page.context["debts"]] == [
        ("Контрольная работа", "отметки: 0 из 1, срок прошёл 11.10"),
        ("тема", "срок прошёл 09.10"),
        ("домашнее задание", "срок прошёл 07.10"),
    ]


def test_many_debts_are_counted_and_cut(teaching, course):
    for number in range(21):
        make.lesson(course=course, on=make.TODAY - make.days(number + 1))

    page = teaching.get(TODAY)

    assert len(page.context["debts"]) == 20
    assert "Просрочено: 21" in page.text
    assert "Показаны последние 20" in page.text


def test_courses_lead_to_their_journals_and_next_lessons(teaching, teacher, course):
    make.course(teacher=teacher, subject_name="Физика")
    coming = make.lesson(course=course, on=make.TODAY + make.days(1))

    page = teaching.get(TODAY)

    assert links(page)["Алгебра, 7 «А»"] == reverse("journal:teacher-journal", args=[course.pk])
    assert links(page)["следующий урок завтра"] == coming.get_absolute_url()
    assert "уроков впереди нет" in page.text


def test_notices_stand_aside_until_they_are_read(teaching, teacher):
    facts = {"recipient": teacher, "told_at": make.NOW}
    meeting = Notice.objects.create(kind=NoticeKind.SCHOOL, text="Педсовет в 15:00", key="1", **facts)
    Notice.objects.create(kind=NoticeKind.DUTY, text="Тема 7 «А»", address="/teach/lessons/7/", key="2", **facts)

    before = teaching.get(TODAY)
    answer = teaching.post(f"/notices/{meeting.pk}/read/", {"from": "day"})
    after = teaching.get(answer.url)

    duty, read = "Тема 7 «А» сегодня в 10:00", "Прочитано"
    assert part(before, "Сегодня, понедельник, 12 октября", to="Уроки")[1:] == [
        *(duty, read),
        *("Педсовет в 15:00 сегодня в 10:00", read),
    ]
    assert (answer.url, part(after, "Сегодня, понедельник, 12 октября", to="Уроки")[1:]) == (TODAY, [duty, read])
    assert links(before)["Тема 7 «А»"] == "/teach/lessons/7/"


def test_course_of_today_is_not_called_the_next_one(teaching, lesson):
    assert links(teaching.get(TODAY))["урок сегодня"] == lesson.get_absolute_url()


def test_empty_day_says_when_the_next_lessons_are(teaching, course):
    make.lesson(course=course, on=make.TODAY + make.days(1))
    make.day_off(make.TODAY, make.TODAY, title="День города")

    page = teaching.get(TODAY)

    assert page.context["empty"] == {"title": "День города", "text": "Ближайшие уроки завтра."}


def test_days_lead_over_sundays(teaching):
    saturday = make.TODAY + make.days(5)

    neighbours = [teaching.get(on(day)).context for day in (make.TODAY, saturday)]

    assert [(each["previous"].day, each["following"].day) for each in neighbours] == [
        (make.TODAY - make.days(2), make.TODAY + make.days(1)),
        (make.TODAY + make.days(4), make.TODAY + make.days(7)),
    ]


def test_another_day_leads_back_to_today(teaching):
    page = teaching.get(on(make.TODAY + make.days(1)))

    assert f'<a class="button button-quiet" href="{TODAY}">Сегодня</a>' in page.text
    assert f'href="{on(make.TODAY)}"' in page.text


@pytest.mark.parametrize("lessons", [1, 3])
def test_day_asks_the_same_number_of_queries(teaching, teacher, student, lessons, django_assert_num_queries):
    for number in range(1, lessons + 1):
        course = make.course(teacher=teacher, students=[student])
        make.work(lesson=make.lesson(course=course, number=number, on=make.TODAY - make.days(8)))
        make.work(lesson=make.lesson(course=course, number=number))
    teaching.get("/help/")

    with django_assert_num_queries(8):
        teaching.get(TODAY)


def test_day_of_a_lesson_given_to_a_substitute_is_the_substitutes(client, lesson, colleague, school):
    Lesson.objects.filter(pk=lesson.pk).update(teacher=colleague)
    client.force_login(colleague)

    assert [card.lesson for card in client.get(TODAY).context["cards"]] == [lesson]


def test_words_of_families_stand_at_each_lesson_of_the_day(teaching, course, student, parent):
    other = make.student("Белова", "Анна")
    make.membership(course, other)
    make.absence_note(student=student, by=parent, last=make.TODAY + make.days(1))
    make.absence(lesson=make.lesson(course=course, number=1), student=other)
    make.absence(lesson=make.lesson(course=course, number=2), student=student)

    assert states(teaching.get(TODAY))[::4] == [
        "info: отсутствуют: 1, семьи предупредили: 1",
        "ok: отсутствуют: 1",
    ]


def test_word_taken_back_or_about_another_day_or_class_is_not_told(teaching, lesson, student, parent, stranger):
    note = make.absence_note(student=student, by=parent)
    actions.withdraw_note(note, at=make.NOW)
    make.absence_note(student=student, by=parent, first=make.TODAY + make.days(1))
    make.absence_note(student=stranger.guardianships.get().child, by=stranger)

    assert states(teaching.get(TODAY))[0] == "idle: отсутствующих нет"
