"""Writes happenings down through the journal's actions, each day's at once."""

from collections.abc import Iterable
from dataclasses import replace

from demo.living.happenings import Happening, Marking, Setting
from demo.living.register import Register
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
from journal.models import Work


def write(happenings: Iterable[Happening], register: Register) -> None:
    """Write down what happened, each kind in the order of its moments."""
    by_kind = {TopicEntry: [], HomeworkEntry: [], PresenceEntry: [], Setting: [], Marking: []}
    for happening in sorted(happenings, key=lambda happening: happening.at):
        by_kind[type(happening)].append(happening)
    topics, homework, presence, settings, markings = by_kind.values()
    write_topics(topics)
    # To the next lesson as it stands when the teacher writes, not when the lesson was.
    write_homework([replace(entry, due_lesson=register.following(entry.lesson)) for entry in homework])
    note_presence(presence)
    set_works([_work(setting) for setting in settings])
    _give(markings, register)


def _work(setting):
    return WorkEntry(
        lesson=setting.lesson,
        kind=setting.kind,
        title=setting.title,
        students=setting.students,
        by=setting.by,
        at=setting.at,
    )


def _give(markings, register):
    oral = {marking.lesson.pk: marking for marking in reversed(markings) if marking.kind.is_implicit}
    oral_works([(marking.lesson, marking.by, marking.at) for marking in oral.values()])
    rows = Work.objects.filter(lesson__in={marking.lesson.pk for marking in markings}).only("course", "lesson", "kind")
    works = {(work.lesson_id, work.kind_id): work for work in rows}
    give_marks([_mark(marking, works[marking.lesson.pk, marking.kind.pk]) for marking in markings])


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
    )
