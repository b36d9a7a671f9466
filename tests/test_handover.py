"""A teacher leaves: what is still owed passes to a successor, who may write it; what was done stays."""

from datetime import date

import pytest

from accounts.models import HeldRole, Notice
from journal.actions import Refused, TopicEntry, draw_up_lessons, hand_over, still_owed, write_topics
from journal.enums import Duty
from journal.models import Change, Course, Handover, Lesson, Mark, Membership, Work
from tests import make
from tests.teaching import history

YESTERDAY, TOMORROW = make.TODAY - make.days(1), make.TODAY + make.days(1)


@pytest.fixture
def give(teacher, colleague, deputy):
    """Hand over what the teacher owes to the colleague."""

    def give(*, giver=teacher, successor=colleague, reason="Приказ № 12", moment=make.NOW):
        return hand_over(giver=giver, successor=successor, reason=reason, by=deputy, at=moment)

    return give


def owners(row, *names):
    row.refresh_from_db()
    return tuple(getattr(row, f"{name}owed_by").surname for name in names or ("",))


def counts(row):
    return row.topics, row.homework, row.works


def test_open_entries_of_a_lesson_pass_on(give, course, lesson, teacher, colleague):
    with_topic = make.lesson(course=course, number=2, topic="Степень")

    row = give()

    assert owners(lesson, "topic_", "homework_") == ("Чужова", "Чужова")
    assert owners(with_topic, "topic_", "homework_") == ("Сидорова", "Чужова")
    assert (lesson.teacher, counts(row)) == (teacher, (1, 2, 0))
    assert (row.giver, row.successor, row.reason) == (teacher, colleague, "Приказ № 12")


def test_lesson_to_come_stays_with_whoever_will_hold_it(give, course, lesson):
    later = make.lesson(course=course, number=5)
    tomorrow = make.lesson(course=course, on=TOMORROW)

    assert counts(give()) == (1, 1, 0)

    assert [owners(row, "topic_", "homework_") for row in (later, tomorrow)] == [("Сидорова", "Сидорова")] * 2


def test_works_pass_on_with_the_marks_that_are_missing(give, course, student, belova):
    lesson = make.lesson(course=course, topic="Степень", homework_not_set=True)
    half, whole = (make.work(lesson=lesson, kind_code="essay") for _ in "12")
    open_mark = make.mark(work=half, student=student)
    closed_mark = make.mark(work=half, student=belova, second_value=4)
    for person in (student, belova):
        make.mark(work=whole, student=person, second_value=4)

    row = give()

    assert counts(row) == (0, 0, 1)
    assert [owners(row) for row in (half, open_mark, closed_mark, whole)] == [
        ("Чужова",),
        ("Чужова",),
        ("Сидорова",),
        ("Сидорова",),
    ]


def test_mark_taken_away_is_the_successors_to_give(give, work, student, belova):
    """The work has passed on for the sake of another student; this one's mark had been given."""
    mark = make.mark(work=work, student=student)
    give()
    assert owners(mark) == ("Сидорова",)

    make.mark(work=work, student=student, value=4)
    assert owners(mark) == ("Сидорова",)
    make.mark(work=work, student=student, value=None)
    assert owners(mark) == ("Чужова",)


def test_work_to_come_passes_on(give, course):
    work = make.work(lesson=make.lesson(course=course, on=TOMORROW), moment=make.NOW)

    assert counts(give()) == (0, 0, 1)

    assert owners(work) == ("Чужова",)


def test_days_are_counted_with_the_pauses_of_the_successor(give, lesson, work, student, belova, teacher, colleague):
    done = make.mark(work=work, student=student, value=None, done_on=make.TODAY)
    make.pause(date(2026, 10, 12), date(2026, 10, 20), teacher=teacher)
    make.pause(date(2026, 10, 12), date(2026, 10, 13), teacher=colleague)

    give()

    for row in (lesson, work, done):
        row.refresh_from_db()
    assert (lesson.topic_deadline_on, lesson.homework_deadline_on) == (date(2026, 10, 14), date(2026, 10, 14))
    assert [(row.due_on, row.due_moved) for row in (work, done)] == [(date(2026, 10, 19), True)] * 2


def test_handed_over_is_what_is_told(give, teacher, colleague, lesson, work, student):
    row = give()

    one, other = teacher.code, colleague.code
    assert history("lesson", "work", "old", "new", "reason")[1:] == [
        (lesson.pk, None, f"тему вносит {one}", f"тему вносит {other}", "Приказ № 12"),
        (lesson.pk, None, f"задание вносит {one}", f"задание вносит {other}", "Приказ № 12"),
        (lesson.pk, work.pk, f"отметки ставит {one}", f"отметки ставит {other}", "Приказ № 12"),
    ]
    told = Notice.objects.get()
    assert (told.recipient, told.address, told.key) == (colleague, "/teach/", f"handover-{row.pk}")
    assert told.text == (
        "Вам переданы обязанности, которые не закончил(а) Сидорова А.\u00a0С.: "
        "тем 1, заданий 1, работ с недостающими отметками 1."
    )


def test_handed_over_lesson_is_not_drawn_up_anew(give, course, lesson):
    make.slot(course)
    give()

    draw_up_lessons(make.year(), since=make.TODAY)

    assert owners(lesson, "topic_") == ("Чужова",)


def test_successor_who_is_a_successor_again_gives_everything_on(give, lesson, work, student, colleague):
    give()
    third = make.teacher("Третья")

    row = give(giver=colleague, successor=third)

    assert (counts(row), owners(lesson, "topic_"), owners(work)) == ((1, 1, 1), ("Третья",), ("Третья",))


def test_preview_says_what_would_pass_on(teacher, lesson, work, student, django_assert_num_queries):
    with django_assert_num_queries(3):
        owed = still_owed(teacher, at=make.NOW)

    assert (list(owed.topics), list(owed.homework), list(owed.works)) == ([lesson], [lesson], [work])
    assert owed.said == "тем 1, заданий 1, работ с недостающими отметками 1"


# --- Refused


@pytest.mark.parametrize(
    "facts, sentence",
    [
        ({"reason": ""}, "Напишите основание передачи"),
        ({"reason": "я" * 201}, "Слишком длинный текст: основание"),
    ],
)
def test_handover_has_a_reason(give, lesson, facts, sentence):
    with pytest.raises(Refused, match=sentence):
        give(**facts)

    assert not Handover.objects.exists()


def test_nothing_passes_to_oneself(give, lesson, teacher):
    with pytest.raises(Refused, match="Выберите другого учителя: себе обязанности не передают"):
        give(successor=teacher)


def test_successor_is_a_teacher_of_today(give, lesson, deputy, colleague):
    with pytest.raises(Refused, match=r"Власова Н\.\sА\.: сегодня не учитель"):
        give(successor=deputy)
    HeldRole.objects.filter(user=colleague).update(until=YESTERDAY)
    with pytest.raises(Refused, match=r"Чужова А\.\sС\.: сегодня не учитель"):
        give()


def test_who_has_left_still_gives(give, lesson, teacher):
    HeldRole.objects.filter(user=teacher).update(until=YESTERDAY)

    assert counts(give()) == (1, 1, 0)


def test_nothing_to_hand_over(give, course):
    make.lesson(course=course, topic="Степень", homework="п. 7")

    with pytest.raises(Refused, match=r"Сидорова А\.\sС\.: открытых обязанностей нет, передавать нечего"):
        give()
    assert not Change.objects.exists()


# --- What a successor may write to


def reach(person):
    lessons, courses = Lesson.objects, Course.objects
    return {
        "writes": list(lessons.editable_by(person).in_order()),
        "reads": list(lessons.visible_to(person).in_order()),
        "courses": (list(courses.visible_to(person)), list(courses.editable_by(person))),
        "members": [row.student.surname for row in Membership.objects.visible_to(person).in_order_of_class()],
    }


def test_successor_reaches_what_is_owed_and_no_more(give, course, lesson, colleague, student):
    make.lesson(course=course, on=YESTERDAY, topic="Степень", homework="п. 7")
    nothing = {"writes": [], "reads": [], "courses": ([], []), "members": []}
    assert reach(colleague) == nothing

    give()

    own = {"writes": [lesson], "reads": [lesson], "courses": ([course], []), "members": ["Абрамов"]}
    assert reach(colleague) == own
    write_topics([TopicEntry(lesson=lesson, topic="Степень", by=colleague, at=make.NOW)])
    assert not Lesson.objects.lacking(Duty.TOPIC).exists()


def test_successor_reaches_the_lesson_of_a_work(give, course, colleague, student):
    lesson = make.lesson(course=course, topic="Степень", homework="п. 7")
    make.work(lesson=lesson)

    give()

    assert reach(colleague)["writes"] == [lesson]
    make.mark(work=Work.objects.get(), student=student, by=colleague)
    mark = Mark.objects.get()
    assert (mark.owed_by, mark.given_by) == (colleague, colleague)


def test_answers_of_a_holder_open_no_lesson_to_others(give, course, colleague, student, lesson):
    """An oral work is owed by whoever held the lesson, and that is reach enough."""
    make.mark(lesson=lesson, student=student)
    Lesson.objects.update(teacher=colleague, topic_owed_by=colleague, homework_owed_by=colleague)

    assert not Lesson.objects.editable_by(make.teacher("Третья")).exists()


def test_successor_opens_the_pages(client, school, give, lesson, work, student, colleague):
    give()
    client.force_login(colleague)

    journal = f"/teach/journals/{lesson.course_id}/?lesson={lesson.pk}"
    pages = (lesson.get_absolute_url(), f"/teach/works/{work.pk}/", journal)

    assert [client.get(page).status_code for page in pages] == [200, 200, 200]
    assert client.get(journal).context["page"].is_open
