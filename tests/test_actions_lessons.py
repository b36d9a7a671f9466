"""Lessons of the year: drawn up from the timetable, held by a substitute, cancelled."""

from datetime import date

import pytest

from journal.actions import Refused, TopicEntry, cancel_lessons, draw_up_lessons, substitute, write_topics
from journal.actions.lessons import Drawing
from journal.enums import Matter, Mode, Weekday
from journal.models import BellSlot, Change, CourseTeacher, Lesson, RemotePeriod, Term, TimetableSlot
from tests import make

# The last full week of the year has one Monday and one Wednesday.
SINCE = date(2027, 5, 20)
MONDAY, WEDNESDAY = date(2027, 5, 24), date(2027, 5, 26)


@pytest.fixture
def slot(course):
    return make.slot(course, weekday=Weekday.MONDAY, number=2, room="21")


@pytest.fixture
def draw():
    """Draw up the end of the year and return what was done and the days of the lessons."""

    def draw(since=SINCE):
        drawing = draw_up_lessons(make.year(), since=since)
        return drawing, list(Lesson.objects.in_order().values_list("date", flat=True))

    return draw


def remote(first, last):
    return RemotePeriod.objects.create(year=make.year(), first_day=first, last_day=last)


# --- Drawn up


def test_lesson_is_drawn_from_its_slot(draw, slot, teacher):
    drawing, _ = draw()

    lesson = Lesson.objects.get()
    assert drawing == Drawing(new=1, corrected=0, unchanged=0, removed=0)
    assert (lesson.course, lesson.teacher, lesson.date, lesson.number) == (slot.course, teacher, MONDAY, 2)
    assert (lesson.starts_at, lesson.room, lesson.mode) == (make.at(9, on=MONDAY), "21", Mode.SCHOOL)


def test_drawing_up_twice_changes_nothing(draw, slot):
    draw()

    assert draw() == (Drawing(0, 0, 1, 0), [MONDAY])


def test_whole_year_has_its_mondays(draw, slot):
    drawing, days = draw(since=make.YEAR_BEGINS)

    assert (drawing.new, days[0], days[-1]) == (38, date(2026, 9, 7), MONDAY)
    assert {day.isoweekday() for day in days} == {Weekday.MONDAY}


@pytest.mark.parametrize(
    "facts, days",
    [
        ({"since": MONDAY}, [MONDAY]),
        ({"since": MONDAY + make.days(1)}, []),
        ({"until": MONDAY}, [MONDAY]),
        ({"until": MONDAY - make.days(1)}, []),
        ({"weekday": Weekday.WEDNESDAY}, [WEDNESDAY]),
        ({"weekday": Weekday.THURSDAY}, [SINCE]),
        ({"weekday": Weekday.SUNDAY}, [date(2027, 5, 23)]),
    ],
)
def test_slot_holds_within_its_days_and_the_year(draw, slot, facts, days):
    TimetableSlot.objects.update(**facts)

    assert draw()[1] == days


def test_ended_course_has_no_more_lessons(draw, slot):
    slot.course.ended_on = MONDAY - make.days(1)
    slot.course.save()

    assert draw()[1] == []


@pytest.mark.parametrize(
    "whom, days",
    [
        ({}, []),
        ({"grade_from": 5, "grade_to": 7}, []),
        ({"grade_from": 8, "grade_to": 9}, [MONDAY]),
        ({"school_class": (7, "А")}, []),
        ({"school_class": (7, "Б")}, [MONDAY]),
    ],
)
def test_days_off_have_no_lessons_of_whom_they_concern(draw, slot, whom, days):
    if "school_class" in whom:
        whom = {"school_class": make.school_class(*whom["school_class"])}
    make.day_off(date(2027, 5, 22), MONDAY, **whom)

    assert draw()[1] == days


@pytest.mark.parametrize("first, days", [(MONDAY, []), (MONDAY + make.days(1), [MONDAY])])
def test_joint_lesson_stops_when_all_its_classes_are_free(draw, teacher, first, days):
    classes = [make.school_class(), make.school_class(7, "Б")]
    make.slot(make.course(teacher=teacher, classes=classes))
    make.day_off(MONDAY, WEDNESDAY, school_class=classes[0])
    make.day_off(first, WEDNESDAY, school_class=classes[1])

    assert draw()[1] == days


def test_remote_days_have_remote_lessons(draw, slot):
    remote(MONDAY, MONDAY)
    draw()

    assert Lesson.objects.get().is_remote


def test_teacher_of_the_day_holds_the_lesson(draw, slot, colleague):
    CourseTeacher.objects.update(until=MONDAY - make.days(1))
    CourseTeacher.objects.create(course=slot.course, teacher=colleague, since=MONDAY)
    draw()

    assert Lesson.objects.get().teacher == colleague


def test_course_without_a_teacher_waits_for_one(draw, slot):
    CourseTeacher.objects.all().delete()

    assert draw()[1] == []


def test_bell_that_does_not_ring_is_named(draw, slot):
    BellSlot.objects.filter(number=2).delete()

    with pytest.raises(Refused, match=r"Алгебра, 7.«А»: в звонках смены 1 нет урока 2"):
        draw()


# --- Drawn up again


def test_lesson_that_nobody_wrote_to_follows_the_timetable(draw, slot, colleague):
    draw()
    remote(MONDAY, MONDAY)
    TimetableSlot.objects.update(room="7")
    CourseTeacher.objects.update(teacher=colleague)
    BellSlot.objects.filter(number=2).update(begins="08:45")

    drawing, _ = draw()

    lesson = Lesson.objects.get()
    assert drawing == Drawing(0, 1, 0, 0)
    assert (lesson.mode, lesson.room, lesson.teacher) == (Mode.REMOTE, "7", colleague)
    assert lesson.starts_at == make.at(8, 45, on=MONDAY)


def test_lesson_that_nobody_wrote_to_goes_with_its_slot(draw, slot):
    draw()
    TimetableSlot.objects.update(weekday=Weekday.WEDNESDAY)

    assert draw() == (Drawing(1, 0, 0, 1), [WEDNESDAY])


def write_and_empty(lesson):
    for topic in ("Степень", ""):
        write_topics([TopicEntry(lesson=lesson, topic=topic, by=lesson.teacher, at=make.NOW)])


def give_away(lesson):
    substitute([lesson], teacher=make.teacher("Новикова"), reason="болезнь", by=lesson.teacher, at=make.NOW)


def cancel(lesson):
    cancel_lessons([lesson], reason="карантин", by=lesson.teacher, at=make.NOW)


@pytest.mark.parametrize("happen", [write_and_empty, give_away, cancel])
def test_lesson_that_somebody_wrote_to_stays(draw, slot, happen):
    draw()
    happen(Lesson.objects.get())
    TimetableSlot.objects.update(room="7")

    assert draw() == (Drawing(0, 0, 1, 0), [MONDAY])
    slot.delete()
    assert draw() == (Drawing(0, 0, 1, 0), [MONDAY])


def test_lessons_before_the_day_stay(draw, slot):
    draw()
    slot.delete()

    assert draw(since=MONDAY + make.days(1)) == (Drawing(0, 0, 0, 0), [MONDAY])


# --- Held by a substitute


def said():
    return list(Change.objects.about(Matter.LESSON).order_by("number").values_list("old", "new", "reason"))


def test_substitute_holds_the_lesson_and_the_regular_teacher_is_named(lesson, teacher, colleague, deputy):
    substitute([lesson], teacher=colleague, reason="болезнь", by=deputy, at=make.NOW)

    lesson.refresh_from_db()
    assert (lesson.teacher, lesson.replaces) == (colleague, teacher)
    assert said() == [(teacher.code, f"замещает {colleague.code}", "болезнь")]


def test_substitute_answers_for_the_marks_of_the_lesson(lesson, student, colleague, deputy):
    oral, written = make.mark(lesson=lesson, student=student), make.mark(work=make.work(lesson=lesson), student=student)

    substitute([lesson], teacher=colleague, reason="болезнь", by=deputy, at=make.NOW)

    for row in (oral, oral.work, written, written.work):
        row.refresh_from_db()
    assert (oral.owed_by, oral.work.owed_by) == (colleague, colleague)
    assert (written.owed_by, written.work.owed_by) == (lesson.teacher, lesson.teacher)


def test_second_substitute_replaces_the_regular_teacher(lesson, teacher, colleague, homeroom, deputy):
    for person in (colleague, homeroom):
        substitute([lesson], teacher=person, reason="болезнь", by=deputy, at=make.NOW)

    lesson.refresh_from_db()
    assert (lesson.teacher, lesson.replaces) == (homeroom, teacher)


def test_lesson_given_back_is_no_substitution(lesson, teacher, colleague, deputy):
    for person in (colleague, teacher):
        substitute([lesson], teacher=person, reason="болезнь", by=deputy, at=make.NOW)

    lesson.refresh_from_db()
    assert (lesson.teacher, lesson.replaces) == (teacher, None)
    assert said()[1] == (f"замещает {colleague.code}", teacher.code, "болезнь")


# --- Cancelled


def test_lesson_is_cancelled_with_a_reason(lesson, deputy):
    cancel_lessons([lesson], reason="карантин", by=deputy, at=make.NOW)

    lesson.refresh_from_db()
    assert (lesson.is_cancelled, lesson.cancel_reason) == (True, "карантин")
    assert said() == [("по расписанию", "отменён", "карантин")]
    assert make.lesson(course=lesson.course).number == lesson.number


@pytest.mark.parametrize(
    "close, sentence",
    [
        (lambda: Lesson.objects.update(cancelled_at=make.NOW, cancelled_on=make.TODAY), "Урок отменён"),
        (lambda: Term.objects.update(closed_at=make.NOW), "Период закрыт"),
    ],
)
@pytest.mark.parametrize("write", [give_away, cancel])
def test_closed_lesson_is_left_alone(lesson, write, close, sentence):
    close()

    with pytest.raises(Refused, match=sentence):
        write(lesson)


def test_reasons_need_room(lesson, colleague, deputy):
    with pytest.raises(Refused, match="Слишком длинный текст: почему отменён"):
        cancel_lessons([lesson], reason="о" * 201, by=deputy, at=make.NOW)
    with pytest.raises(Refused, match="Слишком длинный текст: почему"):
        substitute([lesson], teacher=colleague, reason="о" * 401, by=deputy, at=make.NOW)
