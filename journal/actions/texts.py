"""Topics and homework of lessons."""

from collections.abc import Sequence

from journal.actions.entries import HomeworkEntry, TopicEntry
from journal.actions.history import ledger
from journal.actions.refusals import Conflict, Refused
from journal.actions.standing import Openness, fresh_lessons, settle
from journal.enums import Matter, Way
from journal.models import HomeworkAddressee, Lesson
from journal.models.bulk import insert, update

NOT_SET = "не задано"

TOPIC_FIELDS = ("topic", "planned_topic", "topic_recorded_at", "topic_recorded_on", "topic_emptied_on")
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
)


def write_topics(entries: Sequence[TopicEntry], *, way: Way = Way.FORM) -> None:
    """Write topics, all or none. Raises Refused for a closed term or a cancelled lesson, Conflict by `seen`."""
    with ledger((entry.lesson.course_id for entry in entries), way=way) as book:
        lessons, openness = fresh_lessons(entry.lesson for entry in entries), Openness()
        for entry in entries:
            lesson = lessons[entry.lesson.pk]
            openness.demand(lesson)
            _take_topic(lesson, entry, book)
        update(list(lessons.values()), TOPIC_FIELDS)


def write_homework(entries: Sequence[HomeworkEntry], *, way: Way = Way.FORM) -> None:
    """Write homework, all or none. Raises Refused for a closed term or a cancelled lesson, Conflict by `seen`."""
    with ledger((entry.lesson.course_id for entry in entries), way=way) as book:
        lessons, openness = fresh_lessons(entry.lesson for entry in entries), Openness()
        for entry in entries:
            lesson = lessons[entry.lesson.pk]
            openness.demand(lesson)
            _take_homework(lesson, entry, book)
        update(list(lessons.values()), HOMEWORK_FIELDS)
        _address([(lessons[entry.lesson.pk], entry.students) for entry in entries])


def homework_said(lesson: Lesson) -> str:
    """Return the homework as the history keeps it: the text with its day and minutes, «не задано», or nothing."""
    if lesson.homework_not_set:
        return NOT_SET
    said = [lesson.homework]
    if lesson.homework and lesson.homework_due_on:
        said.append(f"(к {lesson.homework_due_on:%d.%m.%Y})")
    if lesson.homework and lesson.homework_minutes:
        said.append(f"({lesson.homework_minutes} мин)")
    return " ".join(said)


def _take_topic(lesson, entry, book):
    old, new = lesson.topic, entry.topic.strip()
    if entry.seen is not None and old not in (entry.seen, new):
        raise Conflict("Тему этого урока уже изменили. Выберите, что оставить.", lesson)
    lesson.planned_topic = entry.planned_topic if new else None
    if old == new:
        return
    lesson.topic = new
    settle(lesson, "topic_", stood=bool(old), stands=bool(new), at=entry.at)
    book.note(Matter.TOPIC, course_id=lesson.course_id, lesson_id=lesson.pk, old=old, new=new, by=entry.by, at=entry.at)


def _take_homework(lesson, entry, book):
    text = entry.text.strip()
    if entry.not_set and text:
        raise Refused("Отметьте «не задано» или напишите задание: вместе они не сохраняются.")
    if entry.seen is not None and lesson.homework not in (entry.seen, text):
        raise Conflict("Задание этого урока уже изменили. Выберите, что оставить.", lesson)
    old, stood = homework_said(lesson), lesson.has_homework_entry
    lesson.homework, lesson.homework_not_set = text, entry.not_set
    lesson.homework_minutes = entry.minutes if text else None
    lesson.homework_due_lesson = entry.due_lesson if text else None
    lesson.homework_due_on = entry.due_lesson.date if text and entry.due_lesson else None
    lesson.homework_is_listed = bool(text and entry.students)
    new = homework_said(lesson)
    if old == new:
        return
    settle(lesson, "homework_", stood=stood, stands=lesson.has_homework_entry, at=entry.at)
    book.note(
        Matter.HOMEWORK, course_id=lesson.course_id, lesson_id=lesson.pk, old=old, new=new, by=entry.by, at=entry.at
    )


def _address(pairs):
    """Write down for whom each homework is meant, instead of what was said before."""
    HomeworkAddressee.objects.filter(lesson__in=[lesson.pk for lesson, _ in pairs]).delete()
    insert(
        [
            HomeworkAddressee(lesson=lesson, student=student)
            for lesson, students in pairs
            if lesson.homework_is_listed
            for student in students
        ]
    )
