"""Who was at a lesson: noted, corrected, taken back."""

import pytest

from journal.actions import PresenceEntry, Refused, note_presence
from journal.enums import Matter, Presence
from journal.models import Attendance, Change, Lesson, Term
from tests import make

TOMORROW, WEDNESDAY = make.TODAY + make.days(1), make.TODAY + make.days(2)


@pytest.fixture
def note(lesson, student):
    def note(presence, *, at=make.NOW, **facts):
        facts = {"lesson": lesson, "student": student, "by": lesson.teacher} | facts
        note_presence([PresenceEntry(presence=presence, at=at, **facts)])
        return Attendance.objects.filter(student=student).first()

    return note


def said():
    return list(Change.objects.about(Matter.PRESENCE).order_by("number").values_list("old", "new", "reason"))


def test_absence_is_noted(note, student):
    row = note(Presence.ABSENT)

    assert (row.presence, row.date, row.recorded_at, row.recorded_on) == ("absent", make.TODAY, make.NOW, make.TODAY)
    assert (row.is_away, str(row), said()) == (True, "Абрамов Пётр: Н", [("", "Н", "")])


def test_present_is_nothing_to_note(note):
    assert note(Presence.PRESENT) is None
    assert said() == []


def test_late_arrival_is_no_absence(note):
    row = note(Presence.LATE)

    assert (row.is_away, row.recorded_on) == (False, None)


def test_reason_in_place_of_absence_is_a_correction(note):
    note(Presence.ABSENT)
    row = note(Presence.ILL, at=make.at(on=WEDNESDAY), reason="справка")

    assert (row.presence, row.recorded_on) == (Presence.ILL, make.TODAY)
    assert said() == [("", "Н", ""), ("Н", "Б", "справка")]


def test_same_note_again_changes_nothing(note):
    note(Presence.ABSENT)
    row = note(Presence.ABSENT, at=make.at(on=TOMORROW))

    assert (row.recorded_on, len(said())) == (make.TODAY, 1)


@pytest.mark.parametrize("between", [Presence.PRESENT, Presence.LATE])
@pytest.mark.parametrize(
    "taken_back, noted_again, stands_since",
    [(TOMORROW, TOMORROW, make.TODAY), (TOMORROW, WEDNESDAY, WEDNESDAY), (make.TODAY, TOMORROW, TOMORROW)],
)
def test_absence_noted_again_stands_since_the_last_break(note, between, taken_back, noted_again, stands_since):
    note(Presence.ABSENT)
    emptied = note(between, at=make.at(on=taken_back))
    row = note(Presence.UNEXCUSED, at=make.at(on=noted_again))

    assert (emptied.is_away, emptied.emptied_on) == (False, taken_back)
    assert (row.recorded_on, row.emptied_on) == (stands_since, None)


def test_note_taken_back_leaves_an_empty_row(note):
    note(Presence.ABSENT)
    row = note(Presence.PRESENT)

    assert (row.presence, list(Attendance.objects.noted()), said()[1]) == ("", [], ("Н", "", ""))


def test_absence_to_come_may_be_noted_before(note, course):
    row = note(Presence.ILL, lesson=make.lesson(course=course, on=TOMORROW))

    assert (row.date, row.recorded_on) == (TOMORROW, make.TODAY)


def test_one_student_twice_in_a_batch_keeps_the_last_word(lesson, student, teacher):
    facts = {"lesson": lesson, "student": student, "by": teacher, "at": make.NOW}
    note_presence([PresenceEntry(presence=presence, **facts) for presence in (Presence.ABSENT, Presence.LATE)])

    assert (Attendance.objects.get().presence, len(said())) == (Presence.LATE, 2)


@pytest.mark.parametrize(
    "happen, sentence",
    [
        (lambda: Lesson.objects.update(cancelled_at=make.NOW, cancelled_on=make.TODAY), "Урок отменён"),
        (lambda: Term.objects.update(closed_at=make.NOW), "Период закрыт"),
    ],
)
def test_closed_lesson_is_not_noted(note, lesson, happen, sentence):
    happen()

    with pytest.raises(Refused, match=sentence):
        note(Presence.ABSENT)


def test_student_of_another_course_is_refused(note):
    with pytest.raises(Refused, match="Белов Пётр: ученика нет в списке"):
        note(Presence.ABSENT, student=make.student("Белов"))


def test_reason_that_is_too_long_is_refused(note):
    with pytest.raises(Refused, match="Слишком длинный текст: почему"):
        note(Presence.ABSENT, reason="о" * 401)


def test_notes_take_the_same_number_of_statements(course, lesson, teacher, django_assert_num_queries):
    everybody = [make.student(f"Ученик{number}") for number in range(31)]
    for who in everybody:
        make.membership(course, who)
    facts = {"lesson": lesson, "by": teacher, "at": make.NOW, "presence": Presence.ABSENT}
    entries = [PresenceEntry(student=who, **facts) for who in everybody]
    make.absence(lesson=lesson, student=course.memberships.first().student)

    # Savepoint; head, lessons, known notes, roster; notes, changes, head; savepoint.
    with django_assert_num_queries(9):
        note_presence(entries[:1])
    with django_assert_num_queries(9):
        note_presence(entries[1:])
