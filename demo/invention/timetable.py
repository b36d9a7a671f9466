"""The week: a place for every lesson, so that nobody is in two places and no class waits between lessons."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from demo.invention.courses import Block, Course, SchoolClass
from demo.invention.curriculum import CLASS_HOUR, PROFILE_HOURS, TALKS, WEEKLY
from demo.invention.staff import Staff

DAYS = range(5)
LAST_NUMBER = 8
# Lesson 0 of Monday, before all others.
TALKS_PLACE = (0, 0)
# What it costs to have the same subject twice on a day, against pushing another lesson out.
TWICE = 0.6

Place = tuple[int, int]


@dataclass
class Hour:
    """One hour of a block; it keeps its classes and teachers busy, and becomes dearer each time it is pushed out."""

    block: Block
    seats: list[str]
    allowed: list[Place]
    cost: float = 1.0
    place: Place | None = None


Lesson = tuple[Course, Place]


def timetable(blocks: Iterable[tuple[Block, int]], staff: Staff, rng: Random) -> list[Lesson]:
    """Return the lessons of a week, each a course at (day, number); no two of a class or a teacher together."""
    hours = [_hour(block, staff) for block, number in blocks for _ in range(number)]
    _settle(hours, rng)
    lessons = [(course, hour.place) for hour in hours for course in hour.block]
    return lessons + list(_class_hours(hours, staff))


def day_lengths(school_class: SchoolClass) -> list[int]:
    """Return how many lessons the class has on each day: as even as can be, the longer days first."""
    hours = sum(WEEKLY[school_class.grade].values())
    if school_class.grade >= 10:
        hours += sum(hours for *_, hours in PROFILE_HOURS)
    shortest, longer = divmod(hours, len(DAYS))
    return [shortest + (day < longer) for day in DAYS]


def _hour(block, staff):
    seats = {seat for course in block for seat in course.seats}
    teachers = {staff.teaching[course].code for course in block}
    lengths = [day_lengths(school_class) for school_class in block[0].classes]
    shortest = [min(length[day] for length in lengths) for day in DAYS]
    places = [(day, number) for day in DAYS for number in range(1, shortest[day] + 1)]
    # Sorted: a set has another order in every process, and the same seed has to give the same week.
    return Hour(block, sorted(seats | teachers), places)


def _settle(hours, rng):
    """Place the hours one by one, each where it pushes out the least; what is pushed out waits for its turn again.

    Whatever has been pushed out often becomes dear to push, so that two hours do not fight for a place for ever.
    """
    at, subjects = {}, Counter()
    waiting = sorted(hours, key=lambda hour: (len(hour.allowed), -len(hour.seats), rng.random()), reverse=True)
    while waiting:
        hour = waiting.pop()
        hour.place = min(hour.allowed, key=lambda place: _price(hour, place, at, subjects) + rng.random() / 10)
        for other in _in_the_way(hour, hour.place, at):
            _leave(other, at, subjects)
            other.cost += 1
            waiting.insert(0, other)
        _enter(hour, at, subjects)


def _in_the_way(hour, place, at) -> list[Hour]:
    found = {id(other): other for seat in hour.seats if (other := at.get((seat, place)))}
    return list(found.values())


def _price(hour, place, at, subjects) -> float:
    pushed = sum(other.cost for other in _in_the_way(hour, place, at))
    return pushed + TWICE * subjects[hour.block, place[0]]


def _enter(hour, at, subjects):
    at.update(((seat, hour.place), hour) for seat in hour.seats)
    subjects[hour.block, hour.place[0]] += 1


def _leave(hour, at, subjects):
    for seat in hour.seats:
        del at[seat, hour.place]
    subjects[hour.block, hour.place[0]] -= 1
    hour.place = None


def _class_hours(hours, staff):
    """Yield what each class does with its homeroom teacher: talks on Monday, a class hour after the lessons."""
    busy = {(seat, hour.place) for hour in hours for seat in hour.seats}
    for school_class, teacher in staff.homeroom.items():
        yield Course(TALKS, (school_class,), 1), TALKS_PLACE
        after = [
            (number, day)
            for day, length in enumerate(day_lengths(school_class))
            for number in range(length + 1, LAST_NUMBER + 1)
        ]
        number, day = next((number, day) for number, day in sorted(after) if (teacher.code, (day, number)) not in busy)
        yield Course(CLASS_HOUR, (school_class,), 1), (day, number)
