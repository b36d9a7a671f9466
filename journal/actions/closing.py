"""Terms and years closed to changes, and a course opened again for a reason and a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils.timezone import localdate

from accounts.enums import Role
from accounts.keep import forget
from accounts.models import User
from journal.actions.history import ledger
from journal.actions.refusals import Refused, demand_room, unless
from journal.enums import Matter, Way
from journal.models import AcademicYear, Course, CourseTeacher, JournalDestruction, Reopening, Term
from journal.models.bulk import update
from journal.rules import closing

OPEN, CLOSED = "открыт", "закрыт"


def close_term(term: Term, *, reason: str = "", by: User, at: datetime, way: Way = Way.FORM) -> None:
    """Close a term that has ended to all changes; its courses keep it in their histories. Again changes nothing.

    `reason`: why although something is missing. Raises Refused before the term's last day.
    """
    with _of_year(term.year_id), ledger(_marked_by(term), way=way) as book:
        fresh = Term.objects.select_related("year").get(pk=term.pk)
        if fresh.closed_at is not None:
            return
        unless(closing.going_on(fresh, localdate(at)))
        fresh.closed_at, fresh.closed_by = at, by
        update([fresh], ("closed_at", "closed_by"))
        for course in _marked_by(term):
            _note(book, course, term=fresh, old=OPEN, new=CLOSED, by=by, at=at, reason=reason)
    forget()


def close_year(year: AcademicYear, *, reason: str = "", by: User, at: datetime, way: Way = Way.FORM) -> None:
    """Close a year to all changes, its results included. Again changes nothing.

    Raises Refused before its last day, and while a term of it is open.
    """
    courses = _standing(Course.objects.filter(year=year))
    with _of_year(year.pk) as fresh, ledger(courses, way=way) as book:
        if fresh.closed_at is not None:
            return
        unless(closing.going_on(fresh, localdate(at)))
        unless(closing.open_terms(fresh.terms.filter(closed_at__isnull=True).order_by("system", "number")))
        fresh.closed_at, fresh.closed_by = at, by
        update([fresh], ("closed_at", "closed_by"))
        for course in courses:
            _note(book, course, year=fresh, old=OPEN, new=CLOSED, by=by, at=at, reason=reason)
    forget()


def reopen(
    course: Course,
    *,
    term: Term | None,
    reason: str,
    until: date,
    to: User | None = None,
    by: User,
    at: datetime,
    way: Way = Way.FORM,
) -> Reopening:
    """Open one course again, through the day: a closed term of it, for None its closed year with the results.

    `to`: who corrects it; None for whoever of the school's teachers teaches it, or has taught it last. Raises Refused:
    not closed, open already, for a day that has passed or for longer than may be, for nobody, a destroyed journal.
    """
    demand_room(Reopening, reason=reason)
    with ledger([course.pk], way=way) as book:
        of = {"term": term} if term else {"year": course.year}
        unless(closing.not_closed(term or AcademicYear.objects.get(pk=course.year_id)))
        unless(closing.another_division(course, term))
        unless(closing.reopened_for(until, localdate(at)))
        unless(closing.journal_gone(JournalDestruction.objects.filter(course=course).first()))
        if Reopening.objects.lasting(localdate(at)).of(course, term).exists():
            raise Refused("Этот курс уже открыт. Сначала закройте его снова.")
        to = _corrector(course, to, today=localdate(at))
        said = {"reason": f"по {until:%d.%m.%Y}, {to.short_name}: {reason}", "by": by, "at": at}
        _note(book, course.pk, **of, old=CLOSED, new=OPEN, **said)
        facts = {"opened_to": to, "opened_by": by, "opened_at": at, "opened_on": localdate(at)}
        return Reopening.objects.create(course=course, term=term, reason=reason, until=until, **facts)


def end_reopening(reopening: Reopening, *, by: User, at: datetime, way: Way = Way.FORM) -> None:
    """Close a course again before its day. Again, or after the day, changes nothing."""
    with ledger([reopening.course_id], way=way) as book:
        fresh = Reopening.objects.select_for_update(of=("self",), no_key=True).filter(pk=reopening.pk)
        fresh = fresh.lasting(localdate(at)).select_related("course__year", "term").first()
        if fresh is None:
            return
        fresh.ended_by, fresh.ended_at = by, at
        update([fresh], ("ended_by", "ended_at"))
        of = {"term": fresh.term} if fresh.term_id else {"year": fresh.course.year}
        _note(book, fresh.course_id, **of, old=OPEN, new=CLOSED, by=by, at=at, reason="закрыт снова раньше срока")


@contextmanager
def _of_year(pk: int) -> Iterator[AcademicYear]:
    """Open a transaction in which nobody else closes anything of the year; years are locked before courses."""
    with transaction.atomic():
        yield AcademicYear.objects.select_for_update(no_key=True).get(pk=pk)


def _corrector(course, named, *, today) -> User:
    """Return who is to correct the course: the teacher named, else who teaches it or has taught it last."""
    teachers = User.objects.holding(Role.TEACHER, on=today)
    if named is not None:
        unless(closing.no_teacher(teachers.filter(pk=named.pk).first()))
        return named
    taught = CourseTeacher.objects.filter(course=course, teacher__in=teachers).select_related("teacher")
    last = taught.order_by(F("until").desc(nulls_first=True), "-since", "-pk").first()
    unless(closing.no_teacher(last))
    return last.teacher


def _marked_by(term) -> list[int]:
    """Return the courses of the term's year that are divided as it is."""
    return _standing(Course.objects.filter(year=term.year_id, term_system=term.system))


def _standing(courses) -> list[int]:
    """Return the courses whose journals stand: to the history of a destroyed one nothing is added."""
    gone = JournalDestruction.objects.filter(course=OuterRef("pk"))
    return list(courses.filter(~Exists(gone)).order_by("pk").values_list("pk", flat=True))


def _note(book, course, *, term=None, year=None, **said):
    of = {"term_id": term and term.pk, "year_id": year and year.pk}
    book.note(Matter.TERM, course_id=course, **of, **said)
