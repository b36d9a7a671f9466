"""The figures of the control: what is counted, how it adds up, and which rows stand behind it."""

from datetime import date

import pytest

from journal.actions import HomeworkEntry, MarkEntry, TopicEntry, give_marks, write_homework, write_topics
from journal.control import Place, Selection, added, duty_rows, figures_of, places_within, whole_class, with_common
from journal.enums import Beside, CourseKind, Duty, DutyState, Mode
from journal.models import Waiver
from journal.rules.weeks import Week
from tests import make

ON_TIME, LATE, DUE, OVERDUE, WAIVED = DutyState
NEXT_WEEK = make.at(20, on=date(2026, 10, 21))
pytestmark = pytest.mark.django_db


def selected(now=NEXT_WEEK, **asked):
    facts = {"first": make.YEAR_BEGINS, "last": make.YEAR_ENDS, "today": now.date()} | asked
    return Selection(now=now, **facts)


def states(now=NEXT_WEEK, **asked):
    """Return the numbers of duties in each state by rule, without those that are none."""
    by_rule = figures_of(selected(now, **asked)).by_rule
    return {
        rule: {state: number for state, number in tally.states.items() if number} for rule, tally in by_rule.items()
    }


def keys(now=NEXT_WEEK, **asked):
    return [str(row.key) for row in duty_rows(selected(now, **asked))]


@pytest.fixture
def marked(lesson, student, belova):
    """A written work, marked late for one student and not at all for the other."""
    work = make.work(lesson=lesson)
    make.mark(work=work, student=student, moment=NEXT_WEEK)
    return work


def test_lesson_that_has_not_begun_owes_nothing(lesson):
    assert states(make.at(7)) == {}


def test_lesson_owes_its_topic_and_its_homework_today(lesson):
    figures = figures_of(selected(make.at(9)))

    assert states(make.at(9)) == {Duty.TOPIC: {DUE: 1}, Duty.HOMEWORK: {DUE: 1}}
    assert (figures.whole.due_today, figures.whole.share, figures.teachers_overdue) == (2, None, 0)


def test_activity_and_course_without_homework_owe_none(course, teacher):
    make.lesson(course=make.course(teacher=teacher, homework_since=None))
    nothing = {"kind": CourseKind.ACTIVITY, "marks_since": None, "homework_since": None}
    make.lesson(course=make.course(teacher=teacher, **nothing))

    assert states() == {Duty.TOPIC: {OVERDUE: 1}}


def test_entries_are_in_time_or_late(lesson):
    write_topics([TopicEntry(lesson=lesson, topic="Степень", by=lesson.teacher, at=make.NOW)])
    write_homework([HomeworkEntry(lesson=lesson, text="п. 7", by=lesson.teacher, at=NEXT_WEEK)])

    figures = figures_of(selected())

    assert states() == {Duty.TOPIC: {ON_TIME: 1}, Duty.HOMEWORK: {LATE: 1}}
    assert (figures.whole.share, figures.whole.worst, figures.whole.total) == (0.5, 9, 2)


def test_mark_that_nobody_owes_counts_when_it_is_there(lesson, student):
    make.mark(lesson=lesson, student=student)
    remote = make.lesson(course=lesson.course, number=2, mode=Mode.REMOTE)
    make.mark(lesson=remote, student=student, moment=NEXT_WEEK)

    found = states()

    assert (found[Duty.MARK], found[Duty.REMOTE]) == ({ON_TIME: 1}, {LATE: 1})


def test_written_work_owes_a_mark_to_each_student(marked):
    figures = figures_of(selected())

    assert states()[Duty.WRITTEN] == {LATE: 1, OVERDUE: 1}
    assert figures.by_rule[Duty.WRITTEN].ages == {7: 1}
    assert figures.teachers_overdue == 1


def test_student_who_did_the_work_later_is_owed_by_an_own_day(lesson, student, teacher):
    work = make.work(lesson=lesson)
    make.mark(work=work, student=student, value=None, done_on=date(2026, 10, 16), moment=make.at(on=date(2026, 10, 16)))

    assert states()[Duty.WRITTEN] == {DUE: 1}
    [row] = duty_rows(selected(rule=Duty.WRITTEN))
    assert (row.due, row.state, row.student) == (date(2026, 10, 22), DUE, student)


def test_waived_duties_are_counted_apart(marked, belova, deputy):
    said = {"owed_by": marked.owed_by, "reason": "Болела", "waived_by": deputy, "waived_at": NEXT_WEEK}
    Waiver.objects.create(duty=Duty.WRITTEN, work=marked, student=belova, **said)
    Waiver.objects.create(duty=Duty.TOPIC, lesson=marked.lesson, **said)

    assert states() == {Duty.TOPIC: {WAIVED: 1}, Duty.HOMEWORK: {OVERDUE: 1}, Duty.WRITTEN: {LATE: 1, WAIVED: 1}}


def test_mark_that_came_after_its_waiver_stays_waived(marked, belova, deputy):
    said = {"owed_by": marked.owed_by, "reason": "Болела", "waived_by": deputy, "waived_at": NEXT_WEEK}
    Waiver.objects.create(duty=Duty.WRITTEN, work=marked, student=belova, **said)
    make.mark(work=marked, student=belova, moment=NEXT_WEEK)

    assert states()[Duty.WRITTEN] == {LATE: 1, WAIVED: 1}
    assert keys(state=WAIVED) == [f"written-{marked.pk}-{belova.pk}"]


def test_entry_in_time_that_is_waived_counts_as_waived_alone(marked, belova, deputy):
    """As when it was taken away, waived, and given again on the same day."""
    said = {"reason": "Болела", "waived_by": deputy, "waived_at": NEXT_WEEK, "owed_by": deputy}
    make.mark(work=marked, student=belova)
    make.write_topic(marked.lesson)
    Waiver.objects.create(duty=Duty.WRITTEN, work=marked, student=belova, **said)
    Waiver.objects.create(duty=Duty.TOPIC, lesson=marked.lesson, **said)

    assert states() == {Duty.TOPIC: {WAIVED: 1}, Duty.HOMEWORK: {OVERDUE: 1}, Duty.WRITTEN: {LATE: 1, WAIVED: 1}}
    assert keys(state=WAIVED) == [f"written-{marked.pk}-{belova.pk}", f"topic-{marked.lesson_id}"]
    assert sorted(keys()) == sorted(set(keys()))


def test_weeks_hold_the_same_duties_as_the_cells(marked, belova, deputy):
    said = {"reason": "Болела", "waived_by": deputy, "waived_at": NEXT_WEEK, "owed_by": deputy}
    Waiver.objects.create(duty=Duty.WRITTEN, work=marked, student=belova, **said)
    make.write_topic(marked.lesson, at=NEXT_WEEK)

    figures = figures_of(selected())

    weeks = added(figures.weeks.values())
    assert (weeks.states, figures.whole.states) == ({ON_TIME: 0, LATE: 2, WAIVED: 1, OVERDUE: 1},) * 2


def test_what_is_due_after_its_school_year_is_counted_in_its_course(lesson, student):
    last = make.lesson(course=lesson.course, on=make.YEAR_ENDS)
    make.mark(work=make.work(lesson=last), student=student, moment=make.at(on=make.YEAR_ENDS))
    after = {"first": make.YEAR_ENDS + make.days(1), "last": make.YEAR_ENDS + make.days(30)}

    figures = figures_of(selected(make.at(on=after["last"]), **after))

    assert {cell: tally.states for cell, tally in figures.cells.items()} == {
        (Duty.WRITTEN, lesson.teacher_id, lesson.course_id): {ON_TIME: 1}
    }


def test_what_stands_beside_a_duty_is_counted(lesson, student, belova):
    work = make.work(lesson=lesson, moment=make.at(on=date(2026, 10, 14)))
    make.mark(work=work, student=student, value=None, not_handed_in=True, moment=make.at(on=date(2026, 10, 14)))
    make.mark(work=work, student=belova, value=3, moment=make.at(on=date(2026, 10, 14)))
    give_marks([MarkEntry(work=work, student=belova, value=4, by=lesson.teacher, at=NEXT_WEEK)])
    received = {"received_on": date(2026, 10, 13), "received_reason": "Отвечала на перемене"}
    make.mark(lesson=lesson, student=belova, moment=make.at(on=date(2026, 10, 13)), **received)

    beside = figures_of(selected()).whole.beside

    assert beside == {Beside.DOT: 1, Beside.SET_LATER: 2, Beside.CORRECTED: 1, Beside.RECEIVED: 1}
    for name, number in beside.items():
        assert len(duty_rows(selected(beside=name))) == number


def test_period_holds_duties_by_their_due_day(marked):
    week = Week.of(date(2026, 10, 18))

    assert set(states(first=date(2026, 10, 13), last=date(2026, 10, 18))) == {Duty.WRITTEN}
    assert figures_of(selected(rule=Duty.WRITTEN)).weeks == {
        (Duty.WRITTEN, week): figures_of(selected()).weeks[Duty.WRITTEN, week]
    }


def test_absent_entries_are_told_by_their_day(marked, teacher):
    place = (teacher.pk, marked.course_id)

    assert figures_of(selected()).lacking == {
        (Duty.TOPIC, *place, make.TODAY): 1,
        (Duty.HOMEWORK, *place, make.TODAY): 1,
        (Duty.WRITTEN, *place, date(2026, 10, 18)): 1,
    }


def test_parts_add_up_to_the_whole(marked, colleague):
    make.lesson(course=make.course(teacher=colleague, subject_name="Физика"), topic="Сила")

    figures = figures_of(selected())

    sides = (figures.by_rule, figures.by_teacher, figures.cells, figures.weeks)
    assert [sum(tally.total for tally in side.values()) for side in sides] == [6, 6, 6, 6]
    assert len(duty_rows(selected())) == figures.whole.total


def test_rows_behind_a_figure_name_those_they_concern(marked, student, belova):
    late, overdue = duty_rows(selected(state=LATE)), duty_rows(selected(state=OVERDUE))

    assert [(str(row.key), row.student, row.days, row.recorded) for row in late] == [
        (f"written-{marked.pk}-{student.pk}", student, 3, date(2026, 10, 21))
    ]
    assert [str(row.key) for row in overdue] == [
        f"homework-{marked.lesson_id}",
        f"topic-{marked.lesson_id}",
        f"written-{marked.pk}-{belova.pk}",
    ]
    assert {row.teacher for row in late + overdue} == {marked.lesson.teacher}


def test_selection_asks_by_teacher_course_and_student(marked, colleague, student):
    make.lesson(course=make.course(teacher=colleague))

    assert set(keys(teacher=colleague.pk)).isdisjoint(keys(courses=[marked.course_id]))
    assert keys(student=student.pk) == [f"written-{marked.pk}-{student.pk}"]
    assert keys(courses=[]) == []


@pytest.mark.parametrize("number", [1, 3])
def test_figures_ask_three_queries_and_rows_four(lesson, belova, number, django_assert_num_queries):
    for more in range(number):
        make.mark(work=make.work(lesson=make.lesson(course=lesson.course, number=2 + more)), student=belova)

    with django_assert_num_queries(3):
        figures_of(selected())
    with django_assert_num_queries(4):
        duty_rows(selected())


def test_course_of_several_classes_is_a_place_of_its_own(teacher):
    classes = [make.school_class(7, "Б"), make.school_class(7, "А")]
    own, common = make.course(teacher=teacher, classes=classes[:1]), make.course(teacher=teacher, classes=classes)
    nobodys = make.course(teacher=teacher)
    nobodys.classes.clear()

    places = places_within(make.TODAY, make.TODAY)

    assert [places[course.pk].classes_name for course in (own, common, nobodys)] == [
        "7\u00a0«Б»",
        "7\u00a0«А», 7\u00a0«Б»",
        "без класса",
    ]
    assert places[own.pk].classes == str(classes[0].pk)


def test_class_is_asked_for_alone_or_with_its_common_courses(teacher):
    first, second, third = (make.school_class(7, letter) for letter in "АБВ")
    own, common, others = (make.course(teacher=teacher, classes=each) for each in ([first], [first, second], [third]))
    places = places_within(make.TODAY, make.TODAY)

    def asked(classes):
        return [course.pk for course in (own, common, others) if places[course.pk].is_of(classes)]

    assert asked(str(first.pk)) == [own.pk]
    assert asked(whole_class(places, first.pk)) == [own.pk, common.pk]
    assert asked(f"{first.pk}-{second.pk}") == asked(whole_class(places, second.pk)) == [common.pk]
    assert (whole_class(places, third.pk), asked(str(third.pk))) == (str(third.pk), [others.pk])
    assert list(with_common(places).values()) == ["7\u00a0«А» и общие", "7\u00a0«Б» и общие"]


def test_class_is_known_by_its_whole_key():
    place = Place(1, 1, "Труд", "7 «А»", "12-13", "7 «А», 7 «Б»", (), attending={"12": "7 «А»", "13": "7 «Б»"})

    assert [place.is_of(key) for key in ("12-13", "12+", "13+", "1+", "12", "2-1")] == [True] * 3 + [False] * 3
