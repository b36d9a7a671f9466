"""Lessons of the year: drawn up from the timetable, held by a substitute, cancelled."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate, make_aware

from accounts.models import User
from journal.actions.history import ledger
from journal.actions.marking import count_days
from journal.actions.refusals import Refused, demand_room
from journal.actions.standing import demand_open_lesson, fresh_lessons
from journal.actions.works import free_of_duty
from journal.enums import Duty, Matter, Mode, Way
from journal.models import (
    AcademicYear,
    BellSlot,
    Change,
    Course,
    CourseTeacher,
    DayOff,
    Dues,
    Lesson,
    Mark,
    RemotePeriod,
    Term,
    TimetableSlot,
    Work,
    closed_around,
)
from journal.models.bulk import insert, update
from journal.rules.deadlines import DEADLINES

# What the timetable alone decides about a lesson that nobody has written to.
OWED = ("topic_owed_by_id", "topic_deadline_on", "homework_owed_by_id", "homework_deadline_on")
DRAWN = ("teacher_id", "starts_at", "room", "mode", *OWED)


@dataclass(frozen=True)
class Drawing:
    """How many lessons a drawing-up made, corrected and took away."""

    new: int
    corrected: int
    unchanged: int
    removed: int


@transaction.atomic
def draw_up_lessons(year: AcademicYear, *, since: date) -> Drawing:
    """Bring the lessons of the year from a day on in line with the timetable; doing it twice changes nothing.

    Lessons that anybody has written to, cancelled or given to a substitute stay as they are, and so does a closed term.
    About ten queries.
    """
    # Whoever pauses deadlines meanwhile waits until the lessons are there, to move theirs too.
    AcademicYear.objects.select_for_update(no_key=True).get(pk=year.pk)
    wanted = {(lesson.course_id, lesson.date, lesson.number): lesson for lesson in _drawn(year, since)}
    standing = Lesson.objects.filter(~Exists(closed_around()), course__year=year, date__gte=since)
    taken = set(standing.values_list("course", "date", "number"))
    pristine = list(_pristine(standing))
    stale = {lesson.pk for lesson in pristine if (lesson.course_id, lesson.date, lesson.number) not in wanted}
    corrected = [lesson for lesson in pristine if lesson.pk not in stale and _correct(lesson, wanted)]
    new = [lesson for key, lesson in wanted.items() if key not in taken]
    Lesson.objects.filter(pk__in=stale).delete()
    update(corrected, DRAWN)
    insert(new)
    return Drawing(len(new), len(corrected), len(taken) - len(stale) - len(corrected), len(stale))


def substitute(lessons: Sequence[Lesson], *, teacher: User, reason: str, by: User, at: datetime) -> None:
    """Give lessons to a substitute, who owes their entries from now on; the regular teacher stays named.

    Given back to the regular teacher, a lesson is nobody's substitution.
    """
    demand_room(Change, reason=reason)
    with ledger((lesson.course_id for lesson in lessons), way=Way.OFFICE) as book:
        fresh, dues = fresh_lessons(lessons, "teacher", "replaces", on=localdate(at)), Dues()
        for lesson in fresh.values():
            demand_open_lesson(lesson)
            old, regular = holder_said(lesson), lesson.replaces or lesson.teacher
            lesson.teacher, lesson.replaces = teacher, None if teacher.pk == regular.pk else regular
            owe(lesson, dues)
            _note(book, lesson, old=old, new=holder_said(lesson), by=by, at=at, reason=reason)
        update(list(fresh.values()), ("teacher", "replaces", *OWED))
        _hand_marks(fresh, teacher, dues)


def cancel_lessons(lessons: Sequence[Lesson], *, reason: str, by: User, at: datetime) -> None:
    """Cancel lessons; their entries stay in the history, and they owe nothing."""
    demand_room(Lesson, cancel_reason=reason)
    with ledger((lesson.course_id for lesson in lessons), way=Way.OFFICE) as book:
        fresh = fresh_lessons(lessons, on=localdate(at))
        for lesson in fresh.values():
            demand_open_lesson(lesson)
            lesson.cancelled_at, lesson.cancelled_on, lesson.cancel_reason = at, localdate(at), reason
            _note(book, lesson, old="по расписанию", new="отменён", by=by, at=at, reason=reason)
        update(list(fresh.values()), ("cancelled_at", "cancelled_on", "cancel_reason"))
        free_of_duty(Mark.objects.filter(work__lesson__in=fresh), localdate(at))


def owe(lesson: Lesson, dues: Dues) -> None:
    """Let the holder of the lesson owe its topic and its homework, each until its day."""
    holder, day = lesson.teacher_id, lesson.date
    lesson.topic_owed_by_id = lesson.homework_owed_by_id = holder
    lesson.topic_deadline_on = dues.due_on(holder, DEADLINES[Duty.TOPIC].days, day)
    lesson.homework_deadline_on = dues.due_on(holder, DEADLINES[Duty.HOMEWORK].days, day)


def _hand_marks(lessons, teacher, dues):
    """Let the new holder answer for the marks of the lessons that are not for written works."""
    works = list(Work.objects.filter(lesson__in=lessons, is_written=False).select_related("lesson"))
    marks = list(Mark.objects.filter(work__in=works).select_related("work"))
    for work in works:
        work.owed_by = teacher
        place = (teacher.pk, work.days, work.date)
        work.due_on, work.due_moved = dues.due_on(*place), dues.is_moved(*place)
    known = {work.pk: work for work in works}
    for mark in marks:
        mark.owed_by = teacher
        count_days(mark, known[mark.work_id], dues)
    update(works, ("owed_by", "due_on", "due_moved"))
    update(marks, ("owed_by", "due_on", "due_moved"))


def holder_said(lesson: Lesson) -> str:
    """Return who holds the lesson as the history keeps it: by code, for names may have to be destroyed."""
    return f"замещает {lesson.teacher.code}" if lesson.replaces_id else lesson.teacher.code


def _note(book, lesson, *, old, new, by, at, reason):
    book.note(
        Matter.LESSON, course_id=lesson.course_id, lesson_id=lesson.pk, old=old, new=new, by=by, at=at, reason=reason
    )


def _pristine(lessons):
    """Return the lessons that nobody has written to: whoever writes leaves a change."""
    return lessons.filter(~Exists(Change.objects.filter(lesson=OuterRef("pk"))))


def _correct(lesson, wanted) -> bool:
    """Give a pristine lesson what the timetable now says; tell whether that changed anything."""
    drawn = wanted[lesson.course_id, lesson.date, lesson.number]
    changed = any(getattr(lesson, field) != getattr(drawn, field) for field in DRAWN)
    for field in DRAWN:
        setattr(lesson, field, getattr(drawn, field))
    return changed


def _drawn(year, since) -> Iterator[Lesson]:
    """Draw the lessons of the year from a day on, as the timetable, the bells and the calendar have them."""
    dues = Dues()
    bells = {(bell.shift, bell.number): bell.begins for bell in BellSlot.objects.filter(year=year)}
    classes = classes_by_course(year)
    teachers = _teachers_by_course(year)
    terms = list(Term.objects.filter(year=year).order_by("first_day"))
    free, remote = (Spans(kind.objects.filter(year=year)) for kind in (DayOff, RemotePeriod))
    for slot in TimetableSlot.objects.filter(course__year=year).select_related("course"):
        ends = filter(None, (slot.until, slot.course.ended_on, year.last_day))
        first, last = max(since, year.first_day, slot.since), min(ends)
        for day in _weekdays(first, last, slot.weekday):
            teacher = next((row.teacher_id for row in teachers[slot.course_id] if row.holds_on(day)), None)
            groups = classes[slot.course_id]
            # A lesson whom nobody teaches is not held: the course is waiting for its teacher.
            if teacher is None or free.all_cover(groups, day) or _is_closed(terms, slot.course, day):
                continue
            lesson = Lesson(
                course_id=slot.course_id,
                teacher_id=teacher,
                date=day,
                number=slot.number,
                starts_at=make_aware(datetime.combine(day, _bell(bells, slot))),
                room=slot.room,
                mode=Mode.REMOTE if remote.all_cover(groups, day) else Mode.SCHOOL,
            )
            owe(lesson, dues)
            yield lesson


def _is_closed(terms, course, day):
    """Whether the term is closed with which the day goes."""
    begun = [term for term in terms if term.system == course.term_system and term.first_day <= day]
    return bool(begun) and begun[-1].closed_at is not None


def _bell(bells, slot):
    if (slot.shift, slot.number) not in bells:
        raise Refused(f"{slot.course}: в звонках смены {slot.shift} нет урока {slot.number}.")
    return bells[slot.shift, slot.number]


def _weekdays(first: date, last: date, weekday: int) -> Iterator[date]:
    day = first + timedelta(days=(weekday - first.isoweekday()) % 7)
    while day <= last:
        yield day
        day += timedelta(days=7)


def classes_by_course(year):
    return {
        course.pk: list(course.classes.all()) for course in Course.objects.filter(year=year).prefetch_related("classes")
    }


def _teachers_by_course(year):
    teachers = defaultdict(list)
    for row in CourseTeacher.objects.filter(course__year=year).order_by("-since", "pk"):
        teachers[row.course_id].append(row)
    return teachers


class Spans:
    """Days off or remote periods, asked class by class and kept by class and day."""

    def __init__(self, spans):
        self.spans, self.known = list(spans), {}

    def all_cover(self, classes, day: date) -> bool:
        """Tell whether the day is covered for each of the classes: one class off does not stop a joint lesson."""
        return all(self._covers(school_class, day) for school_class in classes)

    def _covers(self, school_class, day):
        key = (school_class.pk, day)
        if key not in self.known:
            self.known[key] = any(span.covers(day) and span.concerns(school_class) for span in self.spans)
        return self.known[key]
