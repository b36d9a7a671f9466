"""What stands in the journal of a course beside what its history tells: where the two differ, and in what."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from django.utils.timezone import localtime

from accounts.models import User
from journal.control.told import (
    CANCELLED,
    CLOSED,
    CLOSED_AGAIN,
    LESSON_CANCELLED,
    OPEN,
    OPENED,
    Place,
    Told,
    whole_place,
)
from journal.enums import Matter, Presence
from journal.models import (
    AcademicYear,
    Attendance,
    Course,
    ExamMark,
    FinalMark,
    HomeworkAddressee,
    Lesson,
    Mark,
    Reopening,
    Term,
    TermMark,
    Work,
    YearMark,
)
from journal.models.said import homework_said, mark_said, presence_said, result_said

MODELS = {
    Matter.TERM_MARK: TermMark,
    Matter.YEAR_MARK: YearMark,
    Matter.FINAL_MARK: FinalMark,
    Matter.EXAM_MARK: ExamMark,
}
# What of a thing differs; empty is the thing itself.
Aspect = str
Difference = tuple[Place, Aspect, object, object]


def differences(course: Course, told: Told) -> Iterator[Difference]:
    """Yield where what stands is not what the history tells: the place, in what, what stands, what is told.

    What stands itself comes first, then what lies about it. About fifteen queries.
    """
    rows = Rows(course)
    yield from _between(rows.standing(), told.standing)
    yield from _of_works(rows, told)
    yield from _of_lessons(rows, told)
    yield from _of_marks(rows, told)
    yield from _of_results(rows, told)
    yield from _of_periods(course, told)


def worded(value: object) -> str:
    """Return one side of a difference in words: a person by code, a moment by its minute. Queries for people alone."""
    if isinstance(value, tuple):
        return ("; " if isinstance(value[0], tuple) else ", ").join(map(worded, value))
    if isinstance(value, datetime):
        return f"{localtime(value):%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, int):
        return User.objects.filter(pk=value).values_list("code", flat=True).first() or str(value)
    return value


class Rows:
    """The rows of a course, each kind read once."""

    def __init__(self, course: Course):
        self.course = course
        self.lessons = list(Lesson.objects.filter(course=course))
        self.works = list(Work.objects.filter(course=course).select_related("kind"))
        self.marks = list(Mark.objects.filter(work__course=course))
        self.results = [
            (_result_place(matter, row), row)
            for matter, model in MODELS.items()
            for row in model.objects.filter(course=course)
        ]

    def standing(self) -> dict[Place, str]:
        """Return what stands in each place, empty places left out."""
        return {place: said for place, said in self._standing() if said}

    def _standing(self):
        listed = defaultdict(set)
        addressees = HomeworkAddressee.objects.filter(lesson__course=self.course)
        for lesson, student in addressees.values_list("lesson", "student"):
            listed[lesson].add(student)
        for lesson in self.lessons:
            yield (Matter.TOPIC, lesson.pk), lesson.topic
            yield (Matter.HOMEWORK, lesson.pk), homework_said(lesson, listed[lesson.pk])
        for mark in self.marks:
            yield _mark_place(mark), mark_said(mark)
        for row in Attendance.objects.filter(lesson__course=self.course):
            yield (Matter.PRESENCE, row.lesson_id, row.student_id), presence_said(Presence(row.presence))
        for place, row in self.results:
            yield place, row.digits


def _between(stands: dict[Place, object], told: dict[Place, object], aspect: Aspect = "") -> Iterator[Difference]:
    """Yield where the one and the other are not the same, a place that one of them lacks being empty there."""
    differing = [place for place in stands.keys() | told.keys() if stands.get(place, "") != told.get(place, "")]
    for place in sorted(differing, key=str):
        yield place, aspect, stands.get(place, ""), told.get(place, "")


def _of_works(rows, told) -> Iterator[Difference]:
    known = {whole_place(Matter.WORK, work=pk): work for pk, work in told.works.items()}
    stands = {whole_place(Matter.WORK, work=work.pk): work for work in rows.works if work.pk in told.works}
    weights = {place: CANCELLED if work.cancelled_at else f"вес {work.weight}" for place, work in stands.items()}
    yield from _between(weights, {place: work.weight for place, work in known.items()})
    labels = {place: work.label for place, work in stands.items()}
    yield from _between(labels, {place: known[place].label for place in stands}, "название")
    # A lesson that a hand took out of the course is nowhere in it.
    bells = {lesson.pk: (lesson.date, f"{lesson.number}-й урок {lesson.date:%d.%m.%Y}") for lesson in rows.lessons}
    days = {place: (work.date, *bells.get(work.lesson_id, ())[1:]) for place, work in stands.items()}
    yield from _between(days, {place: bells.get(known[place].lesson, "") for place in stands}, "день")


def _of_lessons(rows, told) -> Iterator[Difference]:
    stands = {lesson.pk: (LESSON_CANCELLED, lesson.cancelled_at) for lesson in rows.lessons if lesson.cancelled_at}
    known = {pk: (LESSON_CANCELLED, at) for pk, (_, at) in told.cancelled.items()}
    yield from _between(*({whole_place(Matter.LESSON, lesson=pk): of[pk] for pk in of} for of in (stands, known)))


def _of_marks(rows, told) -> Iterator[Difference]:
    marks = {_mark_place(mark): mark for mark in rows.marks}
    authors = {place: (mark.given_by_id, mark.changed_at) for place, mark in marks.items() if place in told.authors}
    yield from _between(authors, {place: told.authors[place] for place in authors}, "кто и когда")
    days = {work.pk: work.date for work in rows.works}
    lesson_days = {place: mark.date for place, mark in marks.items()}
    yield from _between(lesson_days, {place: days.get(mark.work_id, "") for place, mark in marks.items()}, "день урока")
    for place in authors:
        yield from _of_record(place, marks[place], told.moments[place])


def _of_record(place, mark, moments) -> Iterator[Difference]:
    """A mark stands since one of the moments at which it was changed, and since the day of that moment."""
    if mark.recorded_at is None:
        return
    if mark.recorded_at not in moments:
        yield place, "когда внесена", mark.recorded_at, max(moments)
    elif mark.recorded_on not in _days(mark.recorded_at):
        yield place, "когда внесена", mark.recorded_on, mark.recorded_at


def _days(at: datetime) -> tuple[date, date]:
    """Return the days that a moment may be of, from Kaliningrad to Kamchatka: a school may come to another hour."""
    return tuple((at.astimezone(UTC) + timedelta(hours=hours)).date() for hours in (2, 12))


def _of_results(rows, told) -> Iterator[Difference]:
    stands = {place: row for place, row in rows.results if place in told.authors}
    authors = {place: (row.given_by_id, row.recorded_at) for place, row in stands.items()}
    yield from _between(authors, {place: told.authors[place] for place in stands}, "кто и когда")
    words = {place: result_said(row) for place, row in stands.items()}
    yield from _between(words, {place: told.reasons[place] for place in stands}, "пояснение")


def _of_periods(course, told) -> Iterator[Difference]:
    """Terms and the year as far as the history knows them; whatever is open again, it must know."""
    stands = {place: _closings(told.periods[place], period) for place, period in _periods(told.periods)}
    for row in Reopening.objects.filter(course=course).order_by("opened_at", "pk"):
        place = whole_place(Matter.TERM, term=row.term_id, year=None if row.term_id else course.year_id)
        stands[place] = stands.get(place, ()) + _openings(row)
    yield from _between(stands, {place: tuple(events) for place, events in told.periods.items()})


def _periods(places: Iterable[Place]) -> Iterator[tuple[Place, Term | AcademicYear]]:
    terms = Term.objects.in_bulk([place[5] for place in places if place[5]])
    years = AcademicYear.objects.in_bulk([place[6] for place in places if place[6]])
    for place in places:
        yield place, terms[place[5]] if place[5] else years[place[6]]


def _closings(events, period) -> tuple:
    """Return that a period is open, or closed: in as many words as the history has for it."""
    closed = (CLOSED, period.closed_by_id, period.closed_at)
    return (closed[: len(events[0])] if period.closed_at else (OPEN,),)


def _openings(row) -> tuple:
    opened = (OPENED, row.opened_by_id, row.opened_at, f"по {row.until:%d.%m.%Y}", row.reason)
    return (opened, (CLOSED_AGAIN, row.ended_by_id, row.ended_at)) if row.ended_at else (opened,)


def _mark_place(mark) -> Place:
    return (Matter.MARK, mark.work_id, mark.student_id)


def _result_place(matter, row) -> Place:
    if matter == Matter.EXAM_MARK:
        return (matter, row.student_id, row.subject_id, row.year_id, row.tried)
    of = {"term": getattr(row, "term_id", None), "year": getattr(row, "year_id", None)}
    return whole_place(matter, student=row.student_id, subject=row.subject_id, **of)
