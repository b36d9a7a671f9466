"""Where a duty belongs: the subject and the classes of its course."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from accounts.russian import typeset
from journal.models import Course

NO_CLASS = "без класса"
# Between the keys of classes that attend a course together; after the key of one, whose common courses are meant too.
COMMON, WITH_COMMON = "-", "+"


@dataclass(frozen=True)
class Place:
    """A course as the control names it. `classes`: «12», or «12-13» of one that several classes attend together.

    `group`: «7 «А», 1-я группа»; `attending`: the names of these classes by their keys.
    """

    course: int
    subject: int
    subject_name: str
    group: str
    classes: str
    classes_name: str
    classes_order: tuple
    attending: dict[str, str]

    @property
    def is_common(self) -> bool:
        """Whether several classes attend it together."""
        return len(self.attending) > 1

    @property
    def name(self) -> str:
        """The subject with the classes, told as common where there are several."""
        return f"{self.subject_name}, {'вместе ' if self.is_common else ''}{self.classes_name}"

    @property
    def key(self) -> tuple[str, int]:
        """What is one place in the tables: the subject in these classes, be it in several groups."""
        return (self.classes, self.subject)

    @property
    def asked(self) -> dict:
        """How the lists ask for it."""
        return {"classes": self.classes, "subject": self.subject}

    @property
    def full_name(self) -> str:
        """The one course: the subject with its group of students."""
        return f"{self.subject_name}, {typeset(self.group)}"

    def is_of(self, classes: str) -> bool:
        """Whether it is a course of these: «12» and «12-13» name those alone, «12+» all that class 12 attends."""
        if classes.endswith(WITH_COMMON):
            return classes.removesuffix(WITH_COMMON) in self.attending
        return classes == self.classes


def places_within(first: date, last: date) -> dict[int, Place]:
    """Return the courses of the years that the days touch, by their keys. One query."""
    return _places(Course.objects.lessons_only().filter(year__first_day__lte=last, year__last_day__gte=first))


def places_with(places: dict[int, Place], courses: Collection[int]) -> dict[int, Place]:
    """Return the places and those of the courses that are not among them.

    A pause over the summer moves a due day into the next year. One query, and none where nothing is missing.
    """
    missing = set(courses) - set(places)
    return places | _places(Course.objects.filter(pk__in=missing)) if missing else places


def classes_in_order(places: dict[int, Place]) -> dict[str, str]:
    """Return the names of the classes, and of those that are taught together, by their keys."""
    places = sorted(places.values(), key=lambda place: place.classes_order)
    return {place.classes: place.classes_name for place in places}


def with_common(places: dict[int, Place]) -> dict[str, str]:
    """Return the classes that attend courses together with others, with these, by their keys: «12+»."""
    common = sorted((place for place in places.values() if place.is_common), key=lambda place: place.classes_order)
    names = {key: name for place in common for key, name in place.attending.items()}
    return {f"{key}{WITH_COMMON}": f"{name} и общие" for key, name in names.items()}


def whole_class(places: dict[int, Place], school_class: int) -> str:
    """Return the key by which all courses of a class are asked for."""
    key = f"{school_class}{WITH_COMMON}"
    return key if key in with_common(places) else str(school_class)


def classes_meant(key: str) -> list[int]:
    """Return the classes whose students a key means: «12+» those of class 12, «12-13» those of both."""
    return [int(each) for each in key.removesuffix(WITH_COMMON).split(COMMON)]


def subjects_in_order(places: dict[int, Place]) -> dict[int, str]:
    """Return the names of the subjects by their keys."""
    places = sorted(places.values(), key=lambda place: place.subject_name)
    return {place.subject: place.subject_name for place in places}


def _places(courses):
    columns = ("pk", "subject", "subject__name", "group", "classes", "classes__grade", "classes__letter")
    found: dict[int, list] = {}
    for row in courses.order_by("classes__grade", "classes__letter", "pk").values_list(*columns):
        found.setdefault(row[0], []).append(row)
    return {course: _place(rows) for course, rows in found.items()}


def _place(rows):
    course, subject, name, group = rows[0][:4]
    classes = {pk: (grade, letter) for *_, pk, grade, letter in rows if pk is not None}
    names = {str(pk): typeset(f"{grade} «{letter}»") for pk, (grade, letter) in classes.items()}
    return Place(
        course,
        subject,
        name,
        group,
        classes=COMMON.join(str(pk) for pk in sorted(classes)),
        classes_name=", ".join(names.values()) or NO_CLASS,
        classes_order=tuple(classes.values()),
        attending=names,
    )
