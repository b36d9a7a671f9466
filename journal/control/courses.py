"""Where a duty belongs: the subject and the classes of its course."""

from dataclasses import dataclass
from datetime import date

from accounts.russian import typeset
from journal.models import Course

NO_CLASS = "без класса"


@dataclass(frozen=True)
class Place:
    """A course as the control names it. `classes`: «12», or «12-13» of one that several classes attend together."""

    course: int
    subject: int
    subject_name: str
    classes: str
    classes_name: str
    classes_order: tuple


def places_within(first: date, last: date) -> dict[int, Place]:
    """Return the courses of the years that the days touch, by their keys. One query."""
    columns = ("pk", "subject", "subject__name", "classes", "classes__grade", "classes__letter")
    courses = Course.objects.lessons_only().filter(year__first_day__lte=last, year__last_day__gte=first)
    found: dict[int, list] = {}
    for row in courses.order_by("classes__grade", "classes__letter", "pk").values_list(*columns):
        found.setdefault(row[0], []).append(row)
    return {course: _place(rows) for course, rows in found.items()}


def classes_in_order(places: dict[int, Place]) -> dict[str, str]:
    """Return the names of the classes, and of those that are taught together, by their keys."""
    places = sorted(places.values(), key=lambda place: place.classes_order)
    return {place.classes: place.classes_name for place in places}


def subjects_in_order(places: dict[int, Place]) -> dict[int, str]:
    """Return the names of the subjects by their keys."""
    places = sorted(places.values(), key=lambda place: place.subject_name)
    return {place.subject: place.subject_name for place in places}


def _place(rows):
    course, subject, name = rows[0][:3]
    classes = [(pk, grade, letter) for *_, pk, grade, letter in rows if pk is not None]
    return Place(
        course,
        subject,
        name,
        classes="-".join(str(pk) for pk, *_ in sorted(classes)),
        classes_name=typeset(", ".join(f"{grade} «{letter}»" for _, grade, letter in classes)) or NO_CLASS,
        classes_order=tuple((grade, letter) for _, grade, letter in classes),
    )
