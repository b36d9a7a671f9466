"""Who teaches what: enough people of each trade, the work shared out evenly, one class of their own for some."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import ceil
from random import Random

from demo.invention.courses import Block, Course, SchoolClass
from demo.invention.curriculum import POSITIONS, PRIMARY, trade_of
from demo.invention.names import Name, Sex, grown_up

# Lessons a week that one person is asked to give on average, and at the most.
LOAD = 23
# Schools have few men but for these trades.
MENS_TRADES = ("физрук", "обзр", "физик", "информатик")


@dataclass(frozen=True)
class Teacher:
    """A teacher with the room that is theirs: two lessons meet in a room only if they meet in a teacher."""

    code: str
    name: Name
    trade: str
    room: str

    @property
    def position(self) -> str:
        return POSITIONS[self.trade]


@dataclass
class Staff:
    """The teachers, and who among them teaches each course and answers for each class."""

    teachers: list[Teacher] = field(default_factory=list)
    teaching: dict[Course, Teacher] = field(default_factory=dict)
    homeroom: dict[SchoolClass, Teacher] = field(default_factory=dict)

    def load(self, teacher: Teacher) -> int:
        return sum(course.hours for course, its_teacher in self.teaching.items() if its_teacher == teacher)


# The courses that one person takes on together: all that the trade teaches to the same students.
Bundle = tuple[str, tuple[SchoolClass, ...], str]


def staff_for(blocks: Iterable[tuple[Block, int]], classes: Iterable[SchoolClass], rng: Random) -> Staff:
    """Hire and assign; the two halves of a class never have the same teacher at the same hour."""
    staff = Staff()
    bundles, apart = _bundles([block for block, _ in blocks])
    for trade in POSITIONS:
        ours = {key: courses for key, courses in bundles.items() if key[0] == trade}
        _assign(staff, ours, apart, _hire(staff, trade, ours, apart, rng))
    _give_classes(staff, classes)
    return staff


def bundle_of(course: Course) -> Bundle:
    return trade_of(course.subject, course.grade), course.classes, course.part


def _bundles(blocks):
    """Return the courses by bundle, and for each bundle those that run at the same hours."""
    bundles, apart = defaultdict(dict), defaultdict(set)
    for block in blocks:
        keys = [bundle_of(course) for course in block]
        for key, course in zip(keys, block, strict=True):
            bundles[key][course] = None
            apart[key].update(other for other in keys if other != key)
    return bundles, apart


def _hours(courses) -> int:
    return sum(course.hours for course in courses)


def _hire(staff, trade, bundles, apart, rng):
    number = ceil(sum(map(_hours, bundles.values())) / LOAD)
    if trade == PRIMARY:
        number = len(bundles)
    if any(other in bundles for key in bundles for other in apart[key]):
        number = max(number, 2)
    first = len(staff.teachers) + 1
    hired = [_teacher(first + place, trade, rng) for place in range(number)]
    staff.teachers += hired
    return hired


def _teacher(number, trade, rng):
    is_man = rng.random() < (0.7 if trade in MENS_TRADES else 0.1)
    room = {"физрук": f"спортзал {number}", "обзр": "тир"}.get(trade, f"{100 * (1 + number % 3) + number}")
    return Teacher(f"П{number:03}", grown_up(rng, Sex.MALE if is_man else Sex.FEMALE), trade, room)


def _assign(staff, bundles, apart, teachers):
    """Give the largest bundles first, each to whoever has the least so far."""
    loads, taken = dict.fromkeys(teachers, 0), {}
    for key in sorted(bundles, key=lambda key: -_hours(bundles[key])):
        elsewhere = {taken.get(other) for other in apart[key]}
        teacher = min((one for one in teachers if one not in elsewhere), key=loads.get)
        taken[key] = teacher
        loads[teacher] += _hours(bundles[key])
        staff.teaching |= dict.fromkeys(bundles[key], teacher)


def _give_classes(staff, classes):
    """Find each class a homeroom teacher among those who teach it and have no class yet, else among all."""
    for school_class in classes:
        courses = [course for course in staff.teaching if school_class in course.classes]
        own = [staff.teaching[course] for course in sorted(courses, key=lambda course: -course.hours)]
        free = [teacher for teacher in own + staff.teachers if teacher not in staff.homeroom.values()]
        staff.homeroom[school_class] = free[0]
