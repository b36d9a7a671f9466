"""Why students were away: by the day, and by a statement for many days."""

import pytest

from journal.actions import DayEntry, Explained, Refused, Statement, explain_by_statement, explain_days, seen_of
from journal.enums import Matter, Presence, Way
from journal.models import LACKING, Attendance, Change, Lesson, Term
from journal.views.homeroom.attendance import said_of
from tests import make

TOMORROW, WEDNESDAY = make.TODAY + make.days(1), make.TODAY + make.days(2)
ABSENT, LATE, ILL, EXCUSED = Presence.ABSENT, Presence.LATE, Presence.ILL, Presence.EXCUSED


@pytest.fixture
def lessons(course):
    """Three lessons of today, at eight, at nine and, still to come, at eleven."""
    return [make.lesson(course=course, number=number) for number in (1, 2, 4)]


@pytest.fixture
def explain(student, homeroom):
    def explain(presence, *, day=make.TODAY, seen=None, who=student, reason="справка"):
        stands = seen_of(Attendance.objects.away().filter(student=who, date=day))
        seen = stands if seen is None else seen
        entry = DayEntry(student=who, day=day, presence=presence, seen=seen, reason=reason, by=homeroom, at=make.NOW)
        return explain_days([entry])

    return explain


@pytest.fixture
def state(student, homeroom):
    def state(presence=ILL, first=make.TODAY, last=make.TODAY):
        facts = {"presence": presence, "reason": "заявление", "by": homeroom, "at": make.NOW}
        return explain_by_statement(Statement(student=student, first_day=first, last_day=last, **facts))

    return state


def noted(student):
    rows = Attendance.objects.filter(student=student.pk).order_by("date", "lesson__number")
    return [(row.lesson.number, row.presence) for row in rows.select_related("lesson")]


def said():
    rows = Change.objects.about(Matter.PRESENCE).filter(at=make.NOW).order_by("number")
    return list(rows.values_list("old", "new", "reason", "by__surname", "way"))


# --- By the day


def test_reason_takes_the_place_of_each_absence_of_the_day(explain, lessons, student):
    for lesson, presence in zip(lessons, (ABSENT, LATE, ABSENT), strict=True):
        make.absence(lesson=lesson, student=student, presence=presence)

    assert explain(EXCUSED) == []
    assert noted(student) == [(1, EXCUSED), (2, LATE), (4, EXCUSED)]
    assert said() == [("Н", "УП", "справка", "Крылова", Way.FORM)] * 2


def test_other_days_and_students_stay(explain, lessons, course, student):
    other = make.student("Белов")
    make.membership(course, other)
    tomorrow = make.lesson(course=course, on=TOMORROW)
    for lesson, who in ((lessons[0], student), (lessons[0], other), (tomorrow, student)):
        make.absence(lesson=lesson, student=who)

    explain(ILL)

    assert (noted(student), noted(other)) == ([(1, ILL), (1, ABSENT)], [(1, ABSENT)])


def test_day_that_stands_otherwise_than_seen_is_handed_back(explain, lessons, student):
    make.absence(lesson=lessons[0], student=student)
    seen = seen_of(Attendance.objects.all())
    make.absence(lesson=lessons[1], student=student)

    stale = explain(ILL, seen=seen)

    assert [(entry.day, entry.presence) for entry in stale] == [(make.TODAY, ILL)]
    assert (noted(student), said()) == ([(1, ABSENT), (2, ABSENT)], [])


def test_day_without_absences_is_handed_back(explain, student):
    assert [entry.key for entry in explain(ILL)] == [(student.pk, make.TODAY)]


@pytest.mark.parametrize(
    "happen",
    [
        lambda: Term.objects.update(closed_at=make.NOW),
        lambda: Lesson.objects.update(cancelled_at=make.NOW, cancelled_on=make.TODAY),
    ],
)
def test_closed_and_cancelled_lessons_are_handed_back(explain, lessons, student, happen):
    make.absence(lesson=lessons[0], student=student)
    happen()

    assert (len(explain(ILL)), noted(student)) == (1, [(1, ABSENT)])


def test_reason_is_taken_back_to_an_absence_once_the_lesson_has_begun(explain, lessons, student):
    for lesson in (lessons[0], lessons[2]):
        make.absence(lesson=lesson, student=student, presence=ILL)

    explain(ABSENT)
    assert noted(student) == [(1, ABSENT), (4, ILL)]

    explain(Presence.PRESENT)
    assert noted(student) == [(1, ABSENT), (4, "")]


def test_what_is_the_subject_teachers_is_refused(explain, lessons, student):
    make.absence(lesson=lessons[0], student=student)

    with pytest.raises(Refused, match=r"Абрамов Пётр, 12.10.2026. Кто был на уроке, отмечает учитель урока."):
        explain(Presence.PRESENT)

    assert noted(student) == [(1, ABSENT)]


# --- By a statement


def test_statement_explains_all_lessons_of_its_days(state, lessons, course, student):
    make.absence(lesson=lessons[0], student=student)
    make.lesson(course=course, on=TOMORROW)
    make.lesson(course=course, on=WEDNESDAY)

    explained = state(last=TOMORROW)

    assert (explained.lessons, explained.attended) == (4, 0)
    assert noted(student) == [(1, ILL), (2, ILL), (4, ILL), (1, ILL)]
    assert said()[0] == ("Н", "Б", "заявление", "Крылова", Way.FORM)


def test_statement_leaves_alone_the_lessons_at_which_the_student_was(state, lessons, student):
    make.absence(lesson=lessons[0], student=student, presence=LATE)
    make.mark(lesson=lessons[1], student=student)

    explained = state()

    assert (explained.lessons, explained.attended) == (1, 2)
    assert noted(student) == [(1, LATE), (4, ILL)]


def test_mark_of_one_who_was_away_is_no_attendance(state, lessons, student):
    make.absence(lesson=lessons[0], student=student)
    make.mark(work=make.work(lesson=lessons[0]), student=student, moment=make.NOW)
    make.mark(work=make.work(lesson=lessons[1]), student=student, moment=make.NOW, done_on=make.TODAY)

    assert state().attended == 0


def test_statement_passes_by_cancelled_lessons(state, lessons, student):
    Lesson.objects.filter(pk=lessons[0].pk).update(cancelled_at=make.NOW, cancelled_on=make.TODAY)

    assert (state().lessons, noted(student)) == (2, [(2, ILL), (4, ILL)])


def test_statement_tells_what_a_closed_term_has_kept(state, lessons, course, student, deputy):
    make.year().terms.filter(number=1).update(last_day=make.TODAY, closed_at=make.NOW, closed_by=deputy)
    make.year().terms.filter(number=2).update(first_day=TOMORROW)
    make.lesson(course=course, on=TOMORROW)

    explained = state(last=TOMORROW)

    assert explained == Explained(lessons=1, attended=0, closed=3)
    assert said_of(explained).endswith("Не изменены, так как период закрыт: 3\u00a0урока.")


@pytest.mark.parametrize(
    "happen",
    [
        lambda: Term.objects.update(closed_at=make.NOW),
        lambda: Lesson.objects.update(date=WEDNESDAY, **{f"{duty}_deadline_on": WEDNESDAY for duty in LACKING}),
    ],
)
def test_statement_without_a_lesson_to_note_is_refused(state, lessons, happen):
    happen()

    with pytest.raises(Refused, match="В эти дни отмечать нечего"):
        state()


def test_statement_of_too_many_days_is_refused(state, lessons):
    with pytest.raises(Refused, match="не больше 31 дней"):
        state(last=make.TODAY + make.days(31))
