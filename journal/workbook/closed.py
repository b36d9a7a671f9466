"""What a table leaves as it is in the closed terms of a year: who was in which course, and in which class."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from journal.models import AcademicYear, Course, Term
from journal.workbook.dated import ONE_DAY, Stored, Wanted


def closed_days_of(year: AcademicYear) -> dict[str, date]:
    """Return the last day of the last closed term, by the way the year is divided. One query."""
    terms = Term.objects.closed().filter(year=year.pk).order_by("last_day")
    return dict(terms.values_list("system", "last_day"))


def closed_days_by_class(year: AcademicYear) -> dict[int, date]:
    """Return the last closed day of each class that has one, by the ways its courses divide the year. Two queries."""
    closed, found = closed_days_of(year), {}
    attended = Course.objects.filter(year=year.pk, term_system__in=closed, classes__isnull=False)
    for school_class, system in attended.order_by().values_list("classes", "term_system").distinct():
        found[school_class] = max(found.get(school_class, date.min), closed[system])
    return found


def outside_closed_terms(wanted: Wanted, closed: date | None, stored: list[Stored]) -> Wanted | None:
    """Return what is wanted of a student in a course, as far as it is not within its closed terms; None: nothing.

    There the lists stay as they are: who is new comes after them, who is gone goes at their end.
    """
    if closed is None:
        return wanted
    goes_on = any(row.since <= closed and row.is_live(wanted.since) for row in stored)
    if not goes_on and wanted.until and wanted.until <= closed:
        return None
    if goes_on or wanted.since <= closed:
        wanted = replace(wanted, since=None, begins=max(wanted.since, closed + ONE_DAY))
    if wanted.until and wanted.until < closed and wanted.until not in {row.until for row in stored}:
        wanted = replace(wanted, until=closed)
    return wanted


def moved_after_closed_terms(
    wanted: Iterable[Wanted], stored: list[Stored], closed: Mapping[object, date]
) -> list[Wanted]:
    """Return what is wanted of a student's places in classes; a move from class to class is made after closed terms.

    `closed`: the last closed day by class. Who has come to the school, or left it, did so on the day of the order.
    """
    wanted = list(wanted)
    known, named = {row.value for row in stored}, {one.value for one in wanted}
    last = max((closed[value] for value in known | named if value in closed), default=None)
    if last is None or not known or len(known | named) == 1:
        return wanted
    moved = (_moved_after(last, one, [row for row in stored if row.value == one.value]) for one in wanted)
    return [one for one in moved if one.until is None or one.since <= one.until]


def _moved_after(last, wanted, stored) -> Wanted:
    since, until = wanted.since, wanted.until
    if since <= last:
        since = min((row.since for row in stored if row.is_live(since)), default=last + ONE_DAY)
    if until and until < last and until not in {row.until for row in stored}:
        until = last
    return replace(wanted, since=since, until=until, begins=since)
