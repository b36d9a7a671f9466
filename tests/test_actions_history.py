"""The one history: a chain of changes for each course, only ever added to."""

import hmac
import json
from datetime import UTC
from threading import Thread

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils.functional import SimpleLazyObject

from journal.actions import (
    HomeworkEntry,
    MarkEntry,
    PresenceEntry,
    Refused,
    TopicEntry,
    give_marks,
    note_presence,
    write_homework,
    write_topics,
)
from journal.actions.history import ledger, seal
from journal.enums import Matter, Presence, Way
from journal.models import ChainHead, Change, Lesson, Mark
from tests import make
from tests.meddling import empty_or_replace


@pytest.fixture
def other_lesson(colleague, student):
    """A lesson of the student in another course."""
    return make.lesson(course=make.course(teacher=colleague, students=[student], subject_name="Физика"))


def topic(lesson, text, **facts):
    return TopicEntry(lesson=lesson, topic=text, by=facts.pop("by", lesson.teacher), at=make.NOW, **facts)


def moment(at):
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def digests(course):
    """Recompute the chain of a course from its rows, as the check without the program would."""
    previous, found = "", []
    for row in Change.objects.filter(course=course).order_by("number"):
        whose = (row.lesson_id, row.work_id, row.student_id, row.subject_id, row.term_id, row.year_id)
        what = (row.old, row.new, row.reason, row.by_id)
        how = (moment(row.at), moment(row.typed_at) if row.typed_at else None, row.way, row.device)
        link = [previous, row.course_id, row.number, row.matter, *whose, *what, *how]
        message = json.dumps(link, ensure_ascii=False, separators=(",", ":")).encode()
        previous = hmac.new(settings.HISTORY_KEY.encode(), message, "sha256").hexdigest()
        found.append(previous)
    return found


def test_change_tells_what_who_when_and_by_which_door(lesson, teacher):
    write_topics([topic(lesson, "Степень")], way=Way.GRID)
    write_topics([topic(lesson, "Степень числа")])

    assert list(
        Change.objects.as_it_went().values_list("matter", "lesson", "old", "new", "by", "at", "way", "number")
    ) == [
        (Matter.TOPIC, lesson.pk, "", "Степень", teacher.pk, make.NOW, Way.GRID, 1),
        (Matter.TOPIC, lesson.pk, "Степень", "Степень числа", teacher.pk, make.NOW, Way.FORM, 2),
    ]
    assert [str(change) for change in Change.objects.newest_first()] == [
        "тема урока: Степень → Степень числа",
        "тема урока: — → Степень",
    ]


def test_each_course_has_a_chain_of_its_own(lesson, other_lesson):
    write_topics([topic(other_lesson, "Сила"), topic(lesson, "Степень"), topic(other_lesson, "Масса")])
    write_topics([topic(lesson, "Корень"), topic(other_lesson, "Вес")])

    for course, number in ((lesson.course, 2), (other_lesson.course, 3)):
        changes = Change.objects.filter(course=course).order_by("number")
        assert [change.number for change in changes] == list(range(1, number + 1))
        assert [change.digest for change in changes] == digests(course)
        assert (course.chain_head.number, course.chain_head.digest) == (number, digests(course)[-1])
        assert str(course.chain_head) == f"{course.pk}: {number}"


def test_digest_depends_on_the_key(lesson, settings):
    write_topics([topic(lesson, "Степень")])
    sealed = Change.objects.get().digest

    settings.HISTORY_KEY = "another key that opens nothing at all"

    assert digests(lesson.course) != [sealed]


FACTS = {
    "course_id": 1,
    "number": 2,
    "matter": Matter.MARK,
    "lesson_id": 3,
    "work_id": 4,
    "student_id": 5,
    "subject_id": 7,
    "term_id": 8,
    "year_id": 9,
    "old": "4",
    "new": "5",
    "reason": "опечатка",
    "by_id": 6,
    "at": make.NOW,
    "typed_at": make.at(9),
    "way": Way.FORM,
    "device": "телефон",
}
OTHER = {"matter": Matter.TOPIC, "old": "", "new": "5/4", "reason": "", "at": make.at(11), "typed_at": None}
OTHER |= {"way": Way.GRID, "device": ""}


def test_every_column_is_a_fact_of_the_digest():
    columns = [column.attname for column in Change._meta.concrete_fields]

    assert columns == ["id", "course_id", *list(FACTS)[1:], "digest"]


@pytest.mark.parametrize("fact", FACTS)
def test_digest_depends_on_every_fact(fact):
    spoilt = FACTS | {fact: OTHER.get(fact, 89)}

    assert seal("", Change(**spoilt)) != seal("", Change(**FACTS))


def test_digest_depends_on_the_link_before():
    assert seal("one", Change(**FACTS)) != seal("other", Change(**FACTS))


def test_digest_is_of_the_moment_not_of_its_time_zone():
    assert seal("", Change(**FACTS | {"at": make.NOW.astimezone(UTC)})) == seal("", Change(**FACTS))


def test_change_tells_when_it_was_typed_without_a_network(lesson, student):
    facts = {"by": lesson.teacher, "at": make.NOW, "typed_at": make.at(9, 42)}
    work = make.work(lesson=lesson)

    write_topics([topic(lesson, "Степень", typed_at=make.at(9, 42))])
    write_homework([HomeworkEntry(lesson=lesson, text="п. 7", **facts)])
    note_presence([PresenceEntry(lesson=lesson, student=student, presence=Presence.LATE, **facts)])
    give_marks([MarkEntry(work=work, student=student, value=4, **facts)])

    changes = Change.objects.exclude(matter=Matter.WORK)
    assert list(changes.values_list("typed_at", "at")) == [(make.at(9, 42), make.NOW)] * 4
    assert lesson.course.chain_head.digest == digests(lesson.course)[-1]


def test_change_tells_on_which_device_it_was_made(lesson, teacher):
    teacher.device = "телефон"

    write_topics([topic(lesson, "Степень", by=teacher)])

    assert Change.objects.get().device == "телефон"
    assert lesson.course.chain_head.digest == digests(lesson.course)[-1]


@pytest.mark.parametrize("spoil", [lambda rows: rows.update(new="Х"), lambda rows: rows.delete()])
def test_database_refuses_to_change_or_remove_a_row(lesson, spoil):
    write_topics([topic(lesson, "Степень")])

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        spoil(Change.objects.all())

    assert Change.objects.get().new == "Степень"


def test_database_refuses_to_empty_the_history_or_to_write_over_it(lesson):
    write_topics([topic(lesson, "Степень")])

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        empty_or_replace(Change)

    assert Change.objects.get().new == "Степень"


def test_person_of_a_request_may_be_the_author(lesson):
    write_topics([topic(lesson, "Степень", by=SimpleLazyObject(lambda: lesson.teacher))])

    assert Change.objects.get().by == lesson.teacher


def test_refusal_in_the_middle_of_a_batch_writes_nothing(lesson, other_lesson, deputy):
    write_topics([topic(lesson, "Степень")])
    Lesson.objects.filter(pk=other_lesson.pk).update(cancelled_at=make.NOW, cancelled_on=make.TODAY)

    with pytest.raises(Refused, match="Урок отменён"):
        write_topics([topic(lesson, "Корень"), topic(other_lesson, "Сила")])

    lesson.refresh_from_db()
    assert (lesson.topic, Change.objects.count(), lesson.course.chain_head.number) == ("Степень", 1, 1)


def test_nothing_to_write_is_written_without_a_word(db):
    write_topics([])

    assert not ChainHead.objects.exists()


def test_ledger_inside_a_ledger_of_the_same_course_is_refused(lesson):
    def nested():
        with ledger([lesson.course_id], way=Way.FORM) as book:
            book.note(Matter.TOPIC, course_id=lesson.course_id, by=lesson.teacher, at=make.NOW)
            write_topics([topic(lesson, "Степень")])

    with pytest.raises(IntegrityError):
        nested()


def test_many_at_once_are_the_same_as_one_by_one(colleague, school_class):
    entries = []
    for name in ("Алгебра", "Геометрия"):
        students = [make.student(f"{letter}тин", school_class=school_class) for letter in "АБВ"]
        course = make.course(teacher=colleague, students=students, subject_name=name)
        work = make.work(lesson=make.lesson(course=course))
        entries.append([MarkEntry(work=work, student=who, value=4, by=colleague, at=make.NOW) for who in students])

    give_marks(entries[0])
    for entry in entries[1]:
        give_marks([entry])

    at_once, one_by_one = (
        (
            list(
                Mark.objects.filter(work=some[0].work)
                .in_order()
                .values_list("value", "version", "recorded_at", "due_on")
            ),
            list(Change.objects.filter(work=some[0].work).order_by("number").values_list("number", "old", "new", "at")),
        )
        for some in entries
    )
    assert at_once == one_by_one


@pytest.mark.parametrize("turn", ["first", "second"])
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_a_test_commits_is_gone_before_the_next(turn):
    lesson = make.lesson(course=make.course(teacher=make.teacher()))

    write_topics([topic(lesson, "Степень")])

    assert Change.objects.get().new == "Степень"
    with pytest.raises(IntegrityError, match="append-only"):
        Change.objects.update(new="Х")


@pytest.mark.skipif("sqlite" in settings.DATABASES["default"]["ENGINE"], reason="SQLite has one writer at a time.")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_writers_of_one_course_wait_for_each_other():
    lessons = [make.lesson(course=make.course(teacher=make.teacher())) for _ in range(2)]

    def write(order):
        for number in range(20):
            write_topics([topic(lesson, f"Тема {number}") for lesson in order])
        connection.close()

    writers = [Thread(target=write, args=[order]) for order in (lessons, lessons[::-1], lessons)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    for lesson in lessons:
        written = list(Change.objects.filter(course=lesson.course).order_by("number"))
        assert [change.number for change in written] == list(range(1, len(written) + 1))
        assert [change.old for change in written[1:]] == [change.new for change in written[:-1]]
        assert [change.digest for change in written] == digests(lesson.course)
