"""What the rows keep about deadlines, and what the control makes of it, against the slow count on random schools."""

import os
from collections import Counter, defaultdict
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.actions import Refused, hand_over
from journal.control import figures_of, places_within
from journal.enums import CourseKind, Duty, DutyState
from journal.models import Course, Lesson, Mark, Work, owed_to
from tests import make
from tests.controlled import BESIDE, control, selected
from tests.oracle import count
from tests.oracle.facts import Facts
from tests.oracle.lessons import says_what_the_row_says
from tests.random_school import LESSONS, found, lived, lives

# A longer run: RANDOM_SCHOOLS=500 ./test tests/test_control_truth.py --hypothesis-profile=hunt
SCHOOLS = settings(
    max_examples=int(os.environ.get("RANDOM_SCHOOLS", "25")),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
LATER = st.integers(0, 20)


@pytest.fixture
def founded_school(db):
    return found()


def counted(now):
    return {duty.key: duty for duty in count(now)}


# --- What the rows keep


def kept_by_lessons(now):
    """What is kept of the topics and the homework that are owed: by whom, until when, since when, corrected or not."""
    kept = {}
    for lesson in Lesson.objects.select_related("course").filter(starts_at__lte=now, course__kind=CourseKind.LESSON):
        stands = {Duty.TOPIC: bool(lesson.topic), Duty.HOMEWORK: lesson.has_homework_entry}
        owed = {Duty.TOPIC: True, Duty.HOMEWORK: lesson.course.sets_homework_on(lesson.date)}
        for duty in filter(owed.get, owed):
            due_on = lesson.deadline_on(duty)
            if lesson.cancelled_on is None or lesson.cancelled_on > due_on:
                recorded_on = getattr(lesson, f"{duty}_recorded_on") if stands[duty] else None
                corrected_on, teacher = getattr(lesson, f"{duty}_corrected_on"), getattr(lesson, f"{duty}_owed_by_id")
                corrected = recorded_on is not None and corrected_on is not None and corrected_on > due_on
                kept[f"{duty}-{lesson.pk}"] = (teacher, due_on, recorded_on, corrected)
    return kept


def kept_by_marks(now):
    """What is kept of the marks that stand under a rule."""
    kept = {}
    for mark in Mark.objects.whole().exclude(duty="").filter(work__lesson__starts_at__lte=now):
        corrected = mark.corrected_on is not None and mark.corrected_on > mark.due_on
        received_elsewhere = mark.received_on != mark.date
        said = (mark.owed_by_id, mark.due_on, mark.recorded_on, corrected)
        beside = (mark.course_id, mark.due_moved, mark.closed_by_dot, received_elsewhere)
        kept[f"{mark.duty}-{mark.work_id}-{mark.student_id}"] = (*said, *beside)
    return kept


def owed_by_works(school, now):
    """Which marks the diary says are still owed, each until when."""
    begun = Work.objects.filter(lesson__starts_at__lte=now)
    return {
        f"written-{work.pk}-{student.pk}": work.promised_on
        for student in school.students
        for work in owed_to(student, begun)
    }


@SCHOOLS
@given(lessons=LESSONS, life=lives(), later=LATER)
def test_rows_keep_what_the_history_tells(founded_school, lessons, life, later):
    with lived(founded_school, lessons, life) as school:
        now = school.now + make.days(later)
        duties = counted(now)

        assert all(says_what_the_row_says(Facts(now), lesson) for lesson in Lesson.objects.all())
        assert kept_by_lessons(now) == {
            key: (duty.teacher, duty.due_on, duty.recorded_on, duty.corrected)
            for key, duty in duties.items()
            if duty.rule in (Duty.TOPIC, Duty.HOMEWORK)
        }
        assert kept_by_marks(now) == {
            key: (
                *(duty.teacher, duty.due_on, duty.recorded_on, duty.corrected),
                *(duty.course, duty.moved, duty.by_dot, duty.received_elsewhere),
            )
            for key, duty in duties.items()
            if duty.rule not in (Duty.TOPIC, Duty.HOMEWORK) and duty.recorded_on is not None
        }
        assert owed_by_works(school, now) == {
            key: duty.due_on
            for key, duty in duties.items()
            if duty.rule == Duty.WRITTEN and duty.state in DutyState.open()
        }


# --- What the control makes of it


def summed(duties, today):
    """Add up what a tally says: states, what stands beside, ages of the overdue, due today, the most days late."""
    overdue = [duty.lateness for duty in duties if duty.state == DutyState.OVERDUE]
    return (
        Counter(duty.state for duty in duties),
        Counter(beside for duty in duties for name, beside in BESIDE.items() if getattr(duty, name)),
        Counter(1 if days <= 1 else 7 if days <= 7 else 30 if days <= 30 else None for days in overdue),
        sum(duty.state == DutyState.DUE and duty.due_on == today for duty in duties),
        max((duty.lateness for duty in duties), default=0),
    )


def said(tally):
    numbers = (+Counter(tally.states), +Counter(tally.beside), +Counter(tally.ages))
    return (*numbers, tally.due_today, tally.worst)


def summed_along(duties, side, today):
    """Add up the duties along a side of the board, by what the side is called."""
    parts = defaultdict(list)
    for duty in duties:
        parts[side(duty)].append(duty)
    return {name: summed(part, today) for name, part in parts.items()}


def states_of_weeks(duties):
    weeks = defaultdict(Counter)
    for duty in duties:
        year, week, _ = duty.due_on.isocalendar()
        weeks[duty.rule, f"{year}-W{week:02}"][duty.state] += 1
    return dict(weeks)


def sides_agree(figures, duties, today):
    """Compare every side of the board: rules, teachers, their cells, classes, subjects, the whole."""
    courses = {course.pk: course for course in Course.objects.prefetch_related("classes")}
    places = places_within(make.YEAR_BEGINS, make.YEAR_ENDS)

    def classes(duty):
        return frozenset(str(row.pk) for row in courses[duty.course].classes.all())

    def along(side):
        return {name: said(tally) for name, tally in figures.along(side).items()}

    assert said(figures.whole) == summed(duties, today)
    assert {rule: said(tally) for rule, tally in figures.by_rule.items()} == summed_along(
        duties, lambda duty: duty.rule, today
    )
    assert {teacher: said(tally) for teacher, tally in figures.by_teacher.items()} == summed_along(
        duties, lambda duty: duty.teacher, today
    )
    assert {cell: said(tally) for cell, tally in figures.cells.items()} == summed_along(
        duties, lambda duty: (duty.rule, duty.teacher, duty.course), today
    )
    assert along(lambda rule, teacher, course: frozenset(places[course].classes.split("-"))) == summed_along(
        duties, classes, today
    )
    assert along(lambda rule, teacher, course: places[course].subject) == summed_along(
        duties, lambda duty: courses[duty.course].subject_id, today
    )


PERIODS = ((make.YEAR_BEGINS, make.YEAR_ENDS), (make.TODAY, date(2026, 10, 18)), (date(2026, 10, 19), make.YEAR_ENDS))


@SCHOOLS
@given(lessons=LESSONS, life=lives(), later=LATER, period=st.sampled_from(PERIODS))
def test_every_figure_of_the_board_agrees_with_the_slow_count(founded_school, lessons, life, later, period):
    first, last = period
    with lived(founded_school, lessons, life) as school:
        now = school.now + make.days(later)
        today, duties = make.localdate(now), [duty.told for duty in count(now) if first <= duty.due_on <= last]

        assert control(now, first=first, last=last) == duties
        figures = figures_of(selected(now, first=first, last=last))
        sides_agree(figures, duties, today)
        weeks = {(rule, str(week)): +Counter(tally.states) for (rule, week), tally in figures.weeks.items()}
        assert weeks == states_of_weeks(duties)
        overdue = {duty.teacher for duty in duties if duty.state == DutyState.OVERDUE}
        assert figures.teachers_overdue == len(overdue)


@SCHOOLS
@given(lessons=LESSONS, life=lives())
def test_hand_over_passes_every_open_duty_and_no_other(founded_school, lessons, life):
    giver, successor = founded_school.teachers[:2]
    with lived(founded_school, lessons, life) as school:
        before = {duty.key: duty for duty in control(school.now)}
        open_duties = {
            key for key, duty in before.items() if duty.teacher == giver.pk and duty.state in DutyState.open()
        }
        said = {"giver": giver, "successor": successor, "reason": "увольнение", "by": school.deputy}
        try:
            hand_over(**said, at=school.now)
        except Refused:
            assert open_duties == set()

        after = {duty.key: duty.teacher for duty in control(school.now)}
        assert after == {key: successor.pk if key in open_duties else duty.teacher for key, duty in before.items()}
