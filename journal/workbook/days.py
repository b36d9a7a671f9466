"""The days and hours of the school: bells, days off, remote periods."""

from datetime import timedelta

from journal.models import BellSlot, DayOff, RemotePeriod
from journal.workbook import sheets
from journal.workbook.differences import Difference

ONE_DAY = timedelta(days=1)
WHOM = ("grade_from", "grade_to", "school_class")


def compare(book, known) -> list[Difference]:
    """Compare bells and special days. Past days stand; bells stay, for past lessons were held by them."""
    return [
        _bells(book, known),
        _spans(Difference("Выходные", DayOff), book[sheets.DAYS_OFF], known, name="title", others=("kind",)),
        _spans(Difference("Дистанционно", RemotePeriod), book[sheets.REMOTE_PERIODS], known, name="order", others=()),
    ]


def _bells(book, known):
    difference = Difference("Звонки", BellSlot)
    stored = {}
    if known.year.pk:
        stored = {(bell.shift, bell.number): bell for bell in BellSlot.objects.filter(year=known.year)}
    for row in book[sheets.BELLS]:
        bell = row["shift"], row["number"]
        hours = {"begins": row["begins"], "ends": row["ends"]}
        difference.compare(stored.get(bell), hours, year=known.year, shift=bell[0], number=bell[1])
    return difference


def _spans(difference, rows, known, *, name, others):
    """Compare special days: the same by their name, whom they concern and their first day, then by the first two."""
    stored = list(difference.model.objects.filter(year=known.year).order_by("first_day")) if known.year.pk else []
    difference.live = sum(span.last_day >= known.on for span in stored)
    _name_classes(stored, known)
    left = []
    for row in rows:
        fields = _whom(row, known) | {key: row[key] for key in (name, *others, "first_day", "last_day")}
        found = _taken(stored, fields, (name, "first_day", *WHOM))
        if found is None:
            left.append(fields)
        else:
            difference.compare(found, fields)
    for fields in left:
        difference.compare(_taken(stored, fields, (name, *WHOM)), fields, year=known.year)
    for span in stored:
        _end(difference, span, known.on)
    return difference


def _name_classes(spans, known):
    """Give the rows their classes without a query for each."""
    classes = {school_class.pk: school_class for school_class in known.classes.values()}
    for span in spans:
        span.school_class = classes.get(span.school_class_id)


def _whom(row, known):
    first, last, letter = row["whom"] or (None, None, "")
    if letter:
        return {"grade_from": None, "grade_to": None, "school_class": known.classes[first, letter]}
    return {"grade_from": first, "grade_to": last, "school_class": None}


def _taken(stored, fields, keys):
    """Take the first stored row that agrees in the keys."""
    found = next((span for span in stored if all(getattr(span, key) == fields[key] for key in keys)), None)
    if found is not None:
        stored.remove(found)
    return found


def _end(difference, span, on):
    # What the deputy has recorded in the diary itself is the diary's.
    if span.last_day < on or getattr(span, "recorded_at", None):
        return
    difference.missing += 1
    if span.first_day < on:
        difference.ended.append((span.pk, {"last_day": on - ONE_DAY}))
    else:
        difference.never_began.append(span.pk)
