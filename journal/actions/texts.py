"""Topics and homework of lessons."""

from collections import defaultdict
from collections.abc import Sequence

from django.utils.timezone import localdate

from accounts.rules.texts import visible
from journal.actions.entries import HomeworkEntry, TopicEntry, written_on
from journal.actions.history import ledger
from journal.actions.refusals import Conflict, Refused, demand_room, unless
from journal.actions.roster import Rosters
from journal.actions.standing import demand_open_lesson, fresh_lessons, settle
from journal.enums import Matter, Way
from journal.models import HomeworkAddressee, Lesson
from journal.models.bulk import insert, update
from journal.models.said import NOT_SET, homework_said, homework_stands
from journal.rules import openness

TOPIC_FIELDS = (
    "topic",
    "planned_topic",
    "topic_recorded_at",
    "topic_recorded_on",
    "topic_emptied_on",
    "topic_corrected_on",
)
HOMEWORK_FIELDS = (
    "homework",
    "homework_not_set",
    "homework_minutes",
    "homework_is_listed",
    "homework_due_lesson",
    "homework_due_on",
    "homework_recorded_at",
    "homework_recorded_on",
    "homework_emptied_on",
    "homework_corrected_on",
)


def write_topics(entries: Sequence[TopicEntry], *, way: Way = Way.FORM) -> None:
    """Write topics, all or none. Raises Refused for a closed term or a cancelled lesson, Conflict by `seen`."""
    with ledger((entry.lesson.course_id for entry in entries), way=way) as book:
        lessons = fresh_lessons((entry.lesson for entry in entries), on=written_on(entries))
        for entry in entries:
            lesson = lessons[entry.lesson.pk]
            demand_open_lesson(lesson)
            _take_topic(lesson, entry, book)
        update(list(lessons.values()), TOPIC_FIELDS)


def write_homework(entries: Sequence[HomeworkEntry], *, way: Way = Way.FORM) -> None:
    """Write homework, all or none. Raises Refused for a closed term or a cancelled lesson, Conflict by `seen`."""
    with ledger((entry.lesson.course_id for entry in entries), way=way) as book:
        lessons = fresh_lessons((entry.lesson for entry in entries), on=written_on(entries))
        rosters = Rosters(lessons.values(), [student for entry in entries for student in entry.students])
        listed = _listed(lessons)
        for entry in entries:
            lesson = lessons[entry.lesson.pk]
            demand_open_lesson(lesson)
            _demand_sense(lesson, entry, rosters)
            _take_homework(lesson, entry, listed, book)
        update(list(lessons.values()), HOMEWORK_FIELDS)
        _address(listed)


def _take_topic(lesson, entry, book):
    old, new, line = lesson.topic, visible(entry.topic), entry.planned_topic
    demand_room(Lesson, topic=new)
    if line is not None and line.course_id != lesson.course_id:
        raise Refused("Выберите тему из плана этого же курса.")
    if entry.seen is not None and old not in (entry.seen, new):
        raise Conflict("Тему этого урока уже изменили. Выберите, что оставить.", lesson)
    lesson.planned_topic = line if new else None
    if old == new:
        return
    lesson.topic = new
    if settle(lesson, "topic_", stood=bool(old), stands=bool(new), at=entry.at):
        lesson.topic_corrected_on = localdate(entry.at)
    _note(book, Matter.TOPIC, lesson, entry, old=old, new=new)


def _demand_sense(lesson, entry, rosters):
    text, due = visible(entry.text), entry.due_lesson
    if entry.not_set and text:
        raise Refused("Отметьте «не задано» или напишите задание: вместе они не сохраняются.")
    if entry.not_set or text:
        unless(openness.without_homework(lesson.course, lesson.date))
    if due is not None and (due.course_id != lesson.course_id or due.starts_at <= lesson.starts_at):
        raise Refused("Выберите урок этого же курса, который будет позже.")
    demand_room(Lesson, homework=text)
    for student in entry.students:
        rosters.demand(lesson.course_id, student, lesson.date)


def _take_homework(lesson, entry, listed, book):
    text = visible(entry.text)
    if entry.seen is not None and homework_stands(lesson) not in (entry.seen, NOT_SET if entry.not_set else text):
        raise Conflict("Задание этого урока уже изменили. Выберите, что оставить.", lesson)
    was_for, is_for = listed[lesson.pk], {student.pk for student in entry.students if text}
    old, stood = homework_said(lesson, was_for), lesson.has_homework_entry
    lesson.homework, lesson.homework_not_set = text, entry.not_set
    lesson.homework_minutes = entry.minutes if text else None
    lesson.homework_due_lesson = entry.due_lesson if text else None
    lesson.homework_due_on = entry.due_lesson.date if text and entry.due_lesson else None
    lesson.homework_is_listed, listed[lesson.pk] = bool(is_for), is_for
    new = homework_said(lesson, is_for)
    if (old, was_for) == (new, is_for):
        return
    if settle(lesson, "homework_", stood=stood, stands=lesson.has_homework_entry, at=entry.at):
        lesson.homework_corrected_on = localdate(entry.at)
    _note(book, Matter.HOMEWORK, lesson, entry, old=old, new=new)


def _note(book, matter, lesson, entry, *, old, new):
    place = {"course_id": lesson.course_id, "lesson_id": lesson.pk}
    book.note(matter, **place, old=old, new=new, by=entry.by, at=entry.at, typed_at=entry.typed_at)


def _listed(lessons):
    """Return the ids of the students for whom each homework is meant, by lesson; none for everybody."""
    listed = defaultdict(set)
    for lesson, student in HomeworkAddressee.objects.filter(lesson__in=lessons).values_list("lesson", "student"):
        listed[lesson].add(student)
    return listed


def _address(listed):
    """Write down for whom each homework is meant, instead of what was said before."""
    HomeworkAddressee.objects.filter(lesson__in=listed).delete()
    pairs = ((lesson, student) for lesson, students in listed.items() for student in sorted(students))
    insert([HomeworkAddressee(lesson_id=lesson, student_id=student) for lesson, student in pairs])
