"""What the lived year has beside lessons: notes of families, works done again, devices."""

from datetime import date

from accounts.devices import PHONE
from accounts.models import Guardianship, Notice
from demo.living.devices import WAITED, typed_before
from demo.living.happenings import Again
from demo.living.register import moment
from demo.living.retakes import write_again
from demo.living.year import Life
from journal.enums import Way
from journal.models import AbsenceNote, Change, Lesson, Mark, Work
from tests.living import at, live

MORNING = date(2026, 9, 18)


def test_families_say_beforehand_who_will_not_come(demonstration):
    life = Life(demonstration, at("2026-10-12T10:00"))

    for day in (*life.register.days, *life.register.days):
        life.families.speak(day)

    notes = list(AbsenceNote.objects.with_student().with_author())
    begun = {(code, day) for day, away in life.register.health.away.items() for code in away}
    assert notes != []
    assert {(note.student.code, note.first_day) for note in notes} <= begun
    assert {note.sent_at == moment(note.first_day, 425) for note in notes} == {True}
    assert {Guardianship.objects.filter(guardian=note.sent_by, child=note.student).exists() for note in notes} == {True}
    assert {note.read_at == moment(note.first_day, 900) for note in notes} == {True}
    assert Notice.objects.unread().count() == 0


def test_family_of_a_child_who_is_not_in_the_school_yet_says_nothing(demonstration):
    life = Life(demonstration, at("2026-10-12T10:00"))
    life.register.enrolments.clear()

    for day in life.register.days:
        life.families.speak(day)

    assert AbsenceNote.objects.count() == 0


def test_who_failed_does_the_work_again_at_a_later_lesson(demonstration):
    live(demonstration, "2026-10-12T10:00", since="2026-09-14T00:00")

    retakes = Work.objects.exclude(retake_of=None).select_related("kind", "retake_of__lesson", "lesson")
    given = Mark.objects.filter(work__in=retakes)
    assert given.count() >= retakes.count() > 0
    assert {retake.kind == retake.retake_of.kind for retake in retakes} == {True}
    assert {retake.date > retake.retake_of.date for retake in retakes} == {True}
    first = {(mark.work_id, mark.student_id): mark.value for mark in Mark.objects.all()}
    assert {first[mark.work.retake_of_id, mark.student_id] for mark in given.select_related("work")} == {2}
    assert {change.way for change in Change.objects.about("mark").filter(work__in=retakes)} == {Way.GRID}


def test_work_is_not_done_again_before_the_next_lesson(demonstration):
    live(demonstration, "2026-09-18T18:00", since="2026-09-18T00:00")
    life = Life(demonstration, at("2026-09-18T19:00"))
    mark = Mark.objects.filter(date=MORNING).select_related("work__lesson", "work__kind", "student", "given_by").first()
    work = mark.work
    facts = {"lesson": work.lesson, "kind": work.kind, "values": {mark.student: 4}, "by": mark.given_by}

    write_again(Again(**facts, at=moment(MORNING, 1100)), life.register)

    assert Work.objects.filter(retake_of=work).count() == 0


def test_course_without_lessons_has_nothing_done_again(demonstration):
    life, lesson = Life(demonstration, at("2026-09-18T19:00")), Lesson.objects.select_related("teacher").first()
    life.register.lessons[lesson.course_id].clear()
    kind = life.register.oral

    write_again(
        Again(lesson=lesson, kind=kind, values={}, by=lesson.teacher, at=moment(lesson.date, 900)), life.register
    )

    assert Work.objects.count() == 0


def test_phone_types_at_times_where_no_network_reaches(demonstration):
    teacher = Life(demonstration, at("2026-09-18T19:00")).register.teachers[0]
    assert teacher.device != ""
    teacher.device = PHONE

    assert typed_before(teacher, moment(MORNING, 607)) == moment(MORNING, 607) - WAITED
    assert typed_before(teacher, moment(MORNING, 608)) is None
