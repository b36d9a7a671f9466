"""Writes happenings down through the journal's actions, each day's at once."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from demo.living.devices import typed_before
from demo.living.happenings import Again, Happening, Marking, Setting
from demo.living.register import Register
from demo.living.retakes import write_again
from journal.actions import (
    HomeworkEntry,
    MarkEntry,
    PresenceEntry,
    TopicEntry,
    WorkEntry,
    give_marks,
    note_presence,
    oral_works,
    set_works,
    write_homework,
    write_topics,
)
from journal.enums import Way
from journal.models import Attendance, Lesson, Work


def write(happenings: Iterable[Happening], register: Register) -> None:
    """Write down what happened, each kind in the order of its moments; what visitors have written stays."""
    by_kind = {TopicEntry: [], HomeworkEntry: [], PresenceEntry: [], Setting: [], Marking: [], Again: []}
    for happening in sorted(happenings, key=lambda happening: happening.at):
        by_kind[type(happening)].append(happening)
    topics, homework, presence, settings, markings, retakes = by_kind.values()
    write_topics(_unwritten(topics, topic_recorded_on=None))
    homework = _unwritten(homework, homework_recorded_on=None)
    # To the next lesson as it stands when the teacher writes, not when the lesson was.
    write_homework([replace(entry, due_lesson=register.following(entry.lesson)) for entry in homework])
    note_presence(presence)
    set_works([_work(setting) for setting in settings])
    _give(markings)
    for retake in retakes:
        write_again(retake, register)


def _unwritten(entries, **nothing):
    """Return the entries of lessons of which that is still to be said."""
    lessons = Lesson.objects.filter(pk__in={entry.lesson.pk for entry in entries}, **nothing)
    silent = set(lessons.values_list("pk", flat=True))
    return [entry for entry in entries if entry.lesson.pk in silent]


def _work(setting):
    return WorkEntry(
        lesson=setting.lesson,
        kind=setting.kind,
        title=setting.title,
        students=setting.students,
        by=setting.by,
        at=setting.at,
    )


def _give(markings):
    oral = {marking.lesson.pk: marking for marking in reversed(markings) if marking.kind.is_implicit}
    oral_works([(marking.lesson, marking.by, marking.at) for marking in oral.values()])
    rows = Work.objects.standing().filter(lesson__in={marking.lesson.pk for marking in markings}, retake_of=None)
    works = {(work.lesson_id, work.kind_id): work for work in rows.only("course", "lesson", "kind", "due_on")}
    pairs = [(marking, works.get((marking.lesson.pk, marking.kind.pk))) for marking in markings]
    told = _told_absences(markings)
    given = [_mark(marking, work) for marking, work in pairs if work and _may_be(marking, work, told)]
    give_marks(given, way=Way.GRID)


def _told_absences(markings) -> dict[tuple[int, int], date]:
    """Return since when the journal has told who was away from the lessons whose work somebody did later."""
    lessons = {marking.lesson.pk for marking in markings if marking.done_on}
    rows = Attendance.objects.away().filter(lesson__in=lessons).values_list("lesson", "student", "recorded_on")
    return {(lesson, student): day for lesson, student, day in rows}


def _may_be(marking, work, told) -> bool:
    """Say whether the journal takes the mark: a visitor may have noted that the student was there after all."""
    day = told.get((work.lesson_id, marking.student.pk))
    return marking.done_on is None or (day is not None and day <= work.due_on)


def _mark(marking, work):
    return MarkEntry(
        work=work,
        student=marking.student,
        value=marking.value,
        second_value=marking.second_value,
        not_handed_in=marking.value is None,
        comment=marking.comment,
        done_on=marking.done_on,
        by=marking.by,
        at=marking.at,
        typed_at=typed_before(marking.by, marking.at),
    )
