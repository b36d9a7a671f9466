"""The journals of a year destroyed past their term, by an act: what goes, what stays, what the database allows."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction

from accounts.enums import AuditKind
from accounts.models import AuditEntry
from journal.actions import Refused, ResultEntry, destroy_journals, give_results, note_year_archive, rehearse_journals
from journal.control.chains import check_history, seal_then
from journal.models import (
    ChainHead,
    Change,
    Course,
    JournalDestruction,
    Lesson,
    Mark,
    Membership,
    RemindedDuty,
    Reminder,
    TermMark,
    Waiver,
    Work,
)
from journal.models.destroyed import GOING, going_rows
from tests import make
from tests.meddling import empty_or_replace
from tests.owing import plain

# The first of January after five whole years.
FREE = make.at(on=date(2033, 1, 1))
# What of a course stays: by which key it is the course's.
STAYING = {
    "journal.ChainHead": {"course"},
    "journal.Course_classes": {"course"},
    "journal.ExamMark": {"course"},
    "journal.FinalMark": {"course"},
    "journal.JournalDestruction": {"course"},
    "journal.Membership": {"course"},
    "journal.TermMark": {"course"},
    "journal.YearMark": {"course"},
}


@pytest.fixture
def kept(filled, student, teacher):
    """The course with a mark of its term, which stays."""
    whose = {"student": student, "subject": filled.subject, "course": filled, "by": teacher, "at": make.NOW}
    give_results(TermMark, [ResultEntry(of={"term": make.term()}, value=4, **whose)])
    make.planned_topic(filled)
    make.slot(filled)
    return filled


@pytest.fixture
def other(colleague, student):
    """Another course with a topic."""
    course = make.course(teacher=colleague, students=[student], subject_name="Физика")
    make.write_topic(make.lesson(course=course, number=5), "Сила")
    return course


def destroyed(*courses, by, at=FREE, act="3"):
    return destroy_journals(make.year(), courses, act=act, by=by, at=at)


def said(course):
    return [(fault.number, fault.said) for fault in check_history([course]).faults]


def test_every_row_of_a_journal_goes_or_stays():
    """A new model with a key to a course, a lesson or a work must choose."""
    going = {model for model, _, _ in GOING}
    pointing = {
        (relation.related_model, relation.field.name)
        for model in (Course, *going)
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ForeignObjectRel) and not relation.many_to_many
    }

    staying = {}
    for model, key in pointing:
        if model not in going:
            staying.setdefault(model._meta.label, set()).add(key)
    assert staying == STAYING


def test_journal_goes_and_the_summary_stays(kept, administrator):
    results, members = list(TermMark.objects.values()), list(Membership.objects.values())

    done = destroyed(kept, by=administrator)

    assert [rows.count() for _, rows in going_rows(kept)] == [0] * len(GOING)
    assert (list(TermMark.objects.values()), list(Membership.objects.values())) == (results, members)
    assert done.categories == [
        ("История изменений", 8),
        ("Отметки", 2),
        ("Работы", 2),
        ("Кому задано на дом", 1),
        ("Посещение", 1),
        ("Уроки с темами и заданиями", 1),
        ("План тем", 1),
        ("Строки расписания", 1),
        ("Учителя курса", 1),
    ]


def test_what_was_waived_and_reminded_goes_too(kept, deputy, administrator):
    lesson, work = Lesson.objects.get(), Work.objects.get(is_implicit=False)
    student, owes = kept.memberships.first().student, {"owed_by": lesson.teacher, "waived_by": deputy}
    Waiver.objects.create(duty="topic", lesson=lesson, reason="Болезнь", waived_at=make.NOW, **owes)
    reminder = Reminder.objects.create(
        recipient=lesson.teacher, kind="hand", text="Тема", sent_by=deputy, sent_at=make.NOW, sent_on=make.TODAY
    )
    RemindedDuty.objects.create(reminder=reminder, duty="written", work=work, student=student)

    done = destroyed(kept, by=administrator)

    assert done.categories[:2] == [("О чём напоминали учителям", 1), ("Снятые обязанности", 1)]


def test_other_journals_stay_whole(kept, other, administrator):
    destroyed(kept, by=administrator)

    assert (Lesson.objects.get().course, said(other)) == (other, [])


@pytest.mark.parametrize(
    "at, early", [(make.at(23, 59, on=date(2032, 12, 31)), True), (make.at(0, on=date(2033, 1, 1)), False)]
)
def test_term_is_five_years_from_the_first_of_january(kept, administrator, at, early):
    if early:
        with pytest.raises(Refused, match="хранятся до 31\u00a0декабря 2032\u00a0года включительно"):
            destroyed(kept, by=administrator, at=at)
    else:
        destroyed(kept, by=administrator, at=at)

    assert (Lesson.objects.exists(), JournalDestruction.objects.exists()) == (early, not early)


def test_nothing_goes_when_one_of_them_is_gone_already(kept, other, administrator):
    destroyed(kept, by=administrator)

    with pytest.raises(Refused, match="Журнал «Алгебра, 7\u00a0«А»» уже уничтожен по акту №\u00a03"):
        destroyed(other, kept, by=administrator, act="4")

    assert Lesson.objects.filter(course=other).exists()


def test_rehearsal_tells_the_same_and_changes_nothing(kept, administrator):
    before = list(Change.objects.order_by("pk").values())

    told = rehearse_journals(make.year(), [kept], act="3", by=administrator, at=FREE)

    assert (list(Change.objects.order_by("pk").values()), JournalDestruction.objects.exists()) == (before, False)
    done = destroyed(kept, by=administrator)
    assert (told.categories, told.courses, told.log) == (done.categories, done.courses, done.log[1:])


def test_log_names_the_act_after_the_archives_of_the_year(kept, administrator):
    note_year_archive(make.year(), None, digest="abc", by=None, at=make.NOW)
    AuditEntry.objects.create(kind=AuditKind.IMPORTED, at=make.NOW)

    done = destroyed(kept, by=administrator)

    assert [(entry.kind, entry.by, entry.detail) for entry in done.log] == [
        ("year-destroyed", administrator, "Акт №\u00a03. 2026/27: 1\u00a0журнал, записей: 18."),
        ("year-archived", None, "2026/27, вся школа. SHA-256 checksums.txt: abc"),
    ]


# --- What the database allows


def test_history_goes_for_the_course_of_the_act_alone(kept, other, administrator):
    destroyed(kept, by=administrator)

    with pytest.raises(IntegrityError, match="the history is append-only"), transaction.atomic():
        Change.objects.filter(course=other)._raw_delete("default")
    assert Change.objects.filter(course=other).exists()


def test_history_is_not_changed_even_for_an_act(kept, other, administrator):
    make.write_topic(Lesson.objects.get(course=other), "Работа", at=make.at(14))
    JournalDestruction.objects.create(
        course=other, act="5", by=administrator, at=FREE, counts=[], number=2, results="a", seal="a"
    )

    with pytest.raises(IntegrityError, match="the history is append-only"), transaction.atomic():
        Change.objects.filter(course=other).update(new="Масса")


@pytest.mark.parametrize("meddle", [lambda rows: rows.update(act="4"), lambda rows: rows.delete()])
def test_act_is_append_only(kept, administrator, meddle):
    destroyed(kept, by=administrator)

    with pytest.raises(IntegrityError, match="the acts are append-only"), transaction.atomic():
        meddle(JournalDestruction.objects.all())


def test_acts_are_neither_emptied_nor_written_over(kept, administrator):
    destroyed(kept, by=administrator)

    with pytest.raises(IntegrityError, match="the acts are append-only"), transaction.atomic():
        empty_or_replace(JournalDestruction)


# --- What the check of the history says


def test_check_says_that_it_was_destroyed_and_is_whole(kept, other, administrator):
    seal = check_history().seal

    destroyed(kept, by=administrator)

    checked = check_history()
    assert (checked.faults, [row.act for row in checked.destroyed], checked.links) == ([], ["3"], 1)
    # The paper of the day before still fits: the head of the chain stays.
    assert (checked.seal, seal_then(FREE)) == (seal, seal)


def test_journal_nobody_has_written_to_goes_too(course, administrator):
    destroyed(course, by=administrator)

    assert (said(course), JournalDestruction.objects.get().last_at) == ([], None)


def forge(course, by):
    row = JournalDestruction(course=course, act="9", by=by, at=FREE, counts=[], number=1, results="a", seal="forged")
    row.save(force_insert=True)
    Change.objects.filter(course=course)._raw_delete("default")


def test_forged_act_is_found(other, administrator):
    forge(other, administrator)

    assert said(other) == [(0, "запись об уничтожении по акту № 9 изменена или вставлена")]


CHANGED = {
    "head": (lambda: ChainHead.objects.update(number=99), "конец цепи не тот, что при уничтожении по акту № 3"),
    "head gone": (lambda: ChainHead.objects.all().delete(), "конец цепи не тот, что при уничтожении по акту № 3"),
    "results": (
        lambda: TermMark.objects.update(value=5),
        "итоговые отметки изменены после уничтожения журнала по акту № 3",
    ),
}


@pytest.mark.parametrize("what", CHANGED)
def test_what_was_changed_afterwards_is_found(kept, administrator, what):
    change, told = CHANGED[what]
    destroyed(kept, by=administrator)

    change()

    assert said(kept) == [(0, told)]


def test_history_written_afterwards_is_found(kept, administrator):
    link = Change.objects.first()
    destroyed(kept, by=administrator)

    link.pk, link.lesson_id, link.work_id = None, None, None
    link.save(force_insert=True)

    assert said(kept) == [(0, "журнал уничтожен по акту № 3, а в истории снова есть записи")]


def test_year_of_many_journals_goes_at_once(kept, other, administrator):
    done = destroyed(other, kept, by=administrator)

    assert (done.courses, Mark.objects.exists(), Change.objects.exists()) == ([kept, other], False, False)
    connection.check_constraints()


def test_command_names_the_act(kept, administrator):
    destroyed(kept, by=administrator)
    told, told_as_json = StringIO(), StringIO()

    call_command("check_history", stdout=told)
    call_command("check_history", "--json", stdout=told_as_json)

    lines = plain(told.getvalue()).splitlines()
    assert lines[0] == "Проверено: 1 курс, 0 записей истории."
    assert lines[2:] == [
        "Журнал уничтожен: Алгебра, 7 «А», 2026/27: акт № 3 от 01.01.2033.",
        "Всё так, как было записано.",
    ]
    assert json.loads(told_as_json.getvalue())["destroyed"] == [{"course": kept.code, "act": "3"}]
