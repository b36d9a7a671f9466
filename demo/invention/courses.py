"""Classes and the courses they take: who learns what together, how often, and at the same hour as whom."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from demo.invention.curriculum import (
    ACTIVITIES,
    GRADES,
    PROFILE_HOURS,
    PROFILES,
    TOGETHER,
    WEEKLY,
    is_in_groups,
    is_together,
)
from demo.invention.names import Sex

LETTERS = "АБВГДЕЖИКЛ"
CLASS_SIZE = 25
# Fewer children stay on for grades 10 and 11.
PULL = {grade: 1.0 if grade < 10 else 0.6 for grade in GRADES}

HALVES = ("1-я группа", "2-я группа")
SEXES = {Sex.FEMALE: "девочки", Sex.MALE: "мальчики"}
AT_HOME = "обучение на дому"
# What a student who is taught at home learns, in lessons a week.
HOME_HOURS = {"РУС": 2, "МАТ": 2, "АНГ": 1, "ИСТ": 1, "БИО": 1}
HOME_GRADE = 6


@dataclass(frozen=True)
class SchoolClass:
    grade: int
    letter: str
    size: int

    @property
    def code(self) -> str:
        return f"{self.grade} {self.letter}"

    @property
    def title(self) -> str:
        return f"{self.grade}\u00a0«{self.letter}»"


@dataclass(frozen=True)
class Course:
    """A subject for some classes, or for that part of them which is named; `hours` a week."""

    subject: str
    classes: tuple[SchoolClass, ...]
    hours: int
    part: str = ""

    @property
    def grade(self) -> int:
        return self.classes[0].grade

    @property
    def code(self) -> str:
        letters = "".join(school_class.letter for school_class in self.classes)
        mark = f"-{self.part[0].upper()}" if self.part else ""
        return f"{self.subject}-{self.grade}{letters}{mark}"

    @property
    def group(self) -> str:
        whole = " и ".join(school_class.title for school_class in self.classes)
        return f"{whole}, {self.part}" if self.part else whole

    @property
    def is_activity(self) -> bool:
        return self.subject in ACTIVITIES

    @property
    def seats(self) -> frozenset[str]:
        """Whom the course keeps busy: its classes, or the one student at home."""
        return frozenset({AT_HOME}) if self.part == AT_HOME else frozenset(item.code for item in self.classes)


# Courses that run at the same hour, since they share out the same students.
Block = tuple[Course, ...]


def classes_for(students: int) -> list[SchoolClass]:
    """Share the students out to classes of about twenty-five, at least one in each grade."""
    number = max(len(GRADES), round(students / CLASS_SIZE))
    counts = _shares(number - len(GRADES), PULL)
    places = {(grade, letter): PULL[grade] ** 0.5 for grade in GRADES for letter in LETTERS[: counts[grade] + 1]}
    sizes = _shares(students, places)
    return [SchoolClass(grade, letter, sizes[grade, letter]) for grade, letter in places]


def _shares(total: int, weights: dict) -> dict:
    """Divide the total by weights into whole numbers that add up to it."""
    whole, shares, given, passed = sum(weights.values()), {}, 0, 0.0
    for key, weight in weights.items():
        passed += weight
        shares[key] = round(total * passed / whole) - given
        given += shares[key]
    return shares


def blocks_of(classes: Iterable[SchoolClass]) -> Iterator[tuple[Block, int]]:
    """Yield what has to find a place in the week: courses of one hour, and how many such hours."""
    classes = list(classes)
    for school_class in classes:
        yield from _blocks_of_class(school_class)
    for grade in GRADES:
        peers = [school_class for school_class in classes if school_class.grade == grade]
        for first in range(0, len(peers), 2) if is_together(TOGETHER, grade) else ():
            block = _together(peers[first : first + 2])
            yield block, block[0].hours
    yield from _blocks_at_home(next(item for item in classes if item.grade == HOME_GRADE))


def _blocks_of_class(school_class):
    for subject, hours in WEEKLY[school_class.grade].items():
        if is_together(subject, school_class.grade):
            continue
        halved = is_in_groups(subject, school_class.grade, school_class.size)
        parts = HALVES if halved else ("",)
        yield tuple(Course(subject, (school_class,), hours, part) for part in parts), hours
    if school_class.grade >= 10:
        yield from _profile_blocks(school_class)


def _profile_blocks(school_class):
    totals = {}
    for one, other, hours in PROFILE_HOURS:
        for key in zip(PROFILES, (one, other), strict=True):
            totals[key] = totals.get(key, 0) + hours
    for *pair, hours in PROFILE_HOURS:
        courses = (
            Course(subject, (school_class,), totals[profile, subject], profile)
            for profile, subject in zip(PROFILES, pair, strict=True)
        )
        yield tuple(courses), hours


def _together(classes) -> Block:
    grade, hours = classes[0].grade, WEEKLY[classes[0].grade][TOGETHER]
    is_split = is_in_groups(TOGETHER, grade, sum(item.size for item in classes))
    parts = SEXES.values() if is_split else ("",)
    return tuple(Course(TOGETHER, tuple(classes), hours, part) for part in parts)


def _blocks_at_home(school_class):
    for subject, hours in HOME_HOURS.items():
        yield (Course(subject, (school_class,), hours, AT_HOME),), hours


def activities_of(classes: Iterable[SchoolClass]) -> list[Course]:
    """Return what each class does with its homeroom teacher once a week."""
    return [Course(subject, (school_class,), 1) for school_class in classes for subject in ACTIVITIES]
