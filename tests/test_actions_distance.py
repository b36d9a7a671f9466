"""Remote periods recorded in the diary: lessons that nobody has written to change, and change back."""

from datetime import date

import pytest

from journal.actions import (
    Held,
    Refused,
    TopicEntry,
    draw_up_lessons,
    end_remote,
    foresee_remote,
    go_remote,
    substitute,
    write_topics,
)
from journal.enums import Duty, Mode
from journal.models import AcademicYear, Lesson, RemotePeriod
from tests import make

MONDAY, TUESDAY, FRIDAY = make.TODAY, make.TODAY + make.days(1), make.TODAY + make.days(4)


def a_period(first=MONDAY, last=FRIDAY, **facts):
    return RemotePeriod(year=make.year(), first_day=first, last_day=last, **{"order": "Приказ № 7"} | facts)


@pytest.fixture
def go(deputy):
    """Record a period as the deputy; returns what that changed."""
    return lambda *days, **facts: go_remote(a_period(*days, **facts), by=deputy, at=make.NOW)


@pytest.fixture
def end(deputy):
    """End the one period that is recorded; returns what that changed."""
    return lambda last_day: end_remote(RemotePeriod.objects.get(), last_day=last_day, by=deputy, at=make.NOW)


def modes():
    return {lesson.date: lesson.mode for lesson in Lesson.objects.in_order()}


def test_lessons_of_the_days_are_held_remotely(go, course, deputy):
    for day in (MONDAY - make.days(1), MONDAY, FRIDAY, FRIDAY + make.days(1)):
        make.lesson(course=course, on=day)

    assert go() == Held(changed=2, kept=0)

    assert list(modes().values()) == [Mode.SCHOOL, Mode.REMOTE, Mode.REMOTE, Mode.SCHOOL]
    row = RemotePeriod.objects.get()
    assert (row.recorded_by, row.recorded_at, row.days) == (deputy, make.NOW, "с\u00a012 по\u00a016\u00a0октября")


def test_mark_of_a_changed_lesson_falls_under_its_rule(go, lesson, student):
    go()

    assert make.mark(lesson=lesson, student=student).duty == Duty.REMOTE


def test_what_somebody_has_written_to_stays(go, course, colleague, deputy):
    written, given, plain, gone = (make.lesson(course=course, number=number) for number in range(1, 5))
    write_topics([TopicEntry(lesson=written, topic="Степень", by=written.teacher, at=make.NOW)])
    substitute([given], teacher=colleague, reason="болеет", by=deputy, at=make.NOW)
    Lesson.objects.filter(pk=gone.pk).update(cancelled_at=make.NOW, cancelled_on=make.TODAY)

    assert go() == Held(changed=1, kept=2)

    assert list(Lesson.objects.filter(mode=Mode.REMOTE)) == [plain]


def test_foreseen_is_what_happens(go, course, lesson):
    period = a_period()

    foreseen = foresee_remote(period)

    assert (foreseen, modes()[MONDAY], RemotePeriod.objects.exists()) == (Held(1, 0), Mode.SCHOOL, False)
    assert go() == foreseen


@pytest.mark.parametrize(
    "whom, said, is_remote",
    [
        ({}, "вся школа", True),
        ({"grade_from": 5, "grade_to": 7}, "5–7\u00a0классы", True),
        ({"grade_from": 7, "grade_to": 7}, "7\u00a0классы", True),
        ({"grade_from": 8, "grade_to": 11}, "8–11\u00a0классы", False),
    ],
)
def test_period_is_for_whom_it_says(go, lesson, whom, said, is_remote):
    go(**whom)

    assert RemotePeriod.objects.get().whom == said
    assert (modes()[MONDAY] == Mode.REMOTE) is is_remote


def test_lesson_of_two_classes_is_remote_when_both_are(go, teacher):
    one, other = make.school_class(7, "А"), make.school_class(7, "Б")
    make.lesson(course=make.course(teacher=teacher, classes=[one, other]))

    assert go(school_class=one) == Held(0, 0)
    assert go(school_class=other) == Held(1, 0)
    assert {row.whom for row in RemotePeriod.objects.all()} == {"7\u00a0«А»", "7\u00a0«Б»"}


def test_drawing_up_changes_nothing_more(go, course):
    make.slot(course)
    draw_up_lessons(make.year(), since=MONDAY)
    go()

    drawing = draw_up_lessons(make.year(), since=MONDAY)

    assert (drawing.corrected, drawing.new, modes()[MONDAY]) == (0, 0, Mode.REMOTE)


# --- Ended earlier


def test_lessons_after_the_new_last_day_are_at_school_again(go, end, course):
    for day in (MONDAY, TUESDAY, FRIDAY):
        make.lesson(course=course, on=day)
    go()

    assert end(MONDAY) == Held(changed=2, kept=0)

    assert list(modes().values()) == [Mode.REMOTE, Mode.SCHOOL, Mode.SCHOOL]
    assert RemotePeriod.objects.get().last_day == MONDAY


def test_period_is_taken_away_by_a_day_before_it(go, end, lesson):
    go()

    assert end(MONDAY - make.days(1)) == Held(changed=1, kept=0)

    assert (modes()[MONDAY], RemotePeriod.objects.exists()) == (Mode.SCHOOL, False)


def test_day_that_another_period_covers_stays_remote(go, end, lesson, deputy):
    go()
    RemotePeriod.objects.create(year=make.year(), first_day=MONDAY, last_day=MONDAY, grade_from=7, grade_to=7)
    ended = RemotePeriod.objects.get(recorded_by=deputy)

    end_remote(ended, last_day=MONDAY - make.days(1), by=deputy, at=make.NOW)

    assert modes()[MONDAY] == Mode.REMOTE


# --- Refused


@pytest.mark.parametrize(
    "facts, sentence",
    [
        ({"last": MONDAY - make.days(1)}, "Последний день раньше первого"),
        ({"last": date(2027, 5, 27)}, r"Учебный год идёт с 01\.09\.2026 по 26\.05\.2027"),
        ({"first": date(2026, 8, 31)}, "Учебный год идёт с"),
        ({"order": ""}, "Укажите приказ"),
        ({"order": "я" * 81}, "Слишком длинный текст: приказ"),
    ],
)
def test_period_is_refused(go, db, facts, sentence):
    days = (facts.pop("first", MONDAY), facts.pop("last", FRIDAY))

    for act in (foresee_remote, lambda period: go_remote(period, by=make.person(), at=make.NOW)):
        with pytest.raises(Refused, match=sentence):
            act(a_period(*days, **facts))
    assert not RemotePeriod.objects.exists()


def test_class_of_another_year_is_refused(go, school_class):
    other = AcademicYear.objects.create(name="2025/26", first_day=date(2025, 9, 1), last_day=date(2026, 5, 26))
    school_class.year = other
    school_class.save()

    with pytest.raises(Refused, match=r"7\s«А»: класс другого учебного года\. Выберите класс года 2026/27"):
        go(school_class=school_class)


@pytest.mark.parametrize("facts, may", [({}, False), ({"grade_from": 5, "grade_to": 7}, True)])
def test_days_that_are_remote_already_are_refused(go, facts, may, db):
    go()

    if may:
        go(FRIDAY, FRIDAY, **facts)
    else:
        with pytest.raises(Refused, match=r"Эти дни уже дистанционные: с\s12 по\s16\sоктября, вся школа"):
            go(FRIDAY, FRIDAY, **facts)


def test_period_of_the_workbook_is_ended_there(end, db):
    RemotePeriod.objects.create(year=make.year(), first_day=MONDAY, last_day=FRIDAY)

    with pytest.raises(Refused, match="Этот период из школьной таблицы"):
        end(MONDAY)


def test_period_is_not_prolonged_by_ending_it(go, end, db):
    go()

    with pytest.raises(Refused, match=r"Период и так кончается 16\.10\.2026"):
        end(FRIDAY)


def test_period_that_is_gone_is_not_ended(go, end, deputy, db):
    go()
    row = RemotePeriod.objects.get()
    end(MONDAY - make.days(1))

    with pytest.raises(Refused, match="Этого периода больше нет"):
        end_remote(row, last_day=MONDAY, by=deputy, at=make.NOW)


def test_few_statements_whatever_the_number(django_assert_max_num_queries, course, deputy):
    for day in range(14):
        make.lesson(course=course, on=MONDAY + make.days(day))

    with django_assert_max_num_queries(14):
        go_remote(a_period(MONDAY, MONDAY + make.days(14)), by=deputy, at=make.NOW)

    assert set(modes().values()) == {Mode.REMOTE}
