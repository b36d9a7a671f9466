"""Students, their families, and what happens to some of them in the year: who comes, leaves, changes class or group."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from demo.invention.calendar import DAY, SchoolYear
from demo.invention.courses import AT_HOME, HALVES, HOME_GRADE, SEXES, Course, SchoolClass
from demo.invention.curriculum import PROFILES
from demo.invention.names import MEN, Name, Sex, child, grown_up
from demo.invention.staff import Staff, Teacher

# Grades of the two children whose parent signs in, of the teacher's child, and of the teacher's class.
CHILDREN_GRADES, TEACHERS_CHILD_GRADE, HOMEROOM_GRADE = (8, 3), 4, 7
# One student of so many, at least one in the school.
JOINS_LATE, LEAVES, CHANGES_GROUP, CHANGES_CLASS = 80, 90, 120, 250
SIBLINGS, THIRD_CHILD, NO_FATHER, NO_MOTHER = 0.22, 0.1, 0.3, 0.06


@dataclass(frozen=True)
class Stay:
    """Days during which a student's class and group do not change."""

    school_class: SchoolClass
    half: str
    since: date
    until: date | None = None


@dataclass
class Student:
    name: Name
    born_on: date
    stays: list[Stay]
    profile: str
    code: str = ""
    is_at_home: bool = False

    def attends(self, course: Course, stay: Stay) -> bool:
        """Say whether the student is in the course during the stay."""
        if stay.school_class not in course.classes:
            return False
        if self.is_at_home:
            return course.part == AT_HOME or course.is_activity
        return course.part in ("", stay.half, SEXES[self.name.sex], self.profile)


@dataclass
class Parent:
    name: Name
    children: list[Student]
    code: str = ""


@dataclass
class People:
    students: list[Student]
    parents: list[Parent]
    # Who signs in: the parent of two, the elder child, the homeroom teacher who is a parent.
    parent: Parent
    student: Student
    homeroom: Teacher


def people_for(classes: list[SchoolClass], staff: Staff, year: SchoolYear, rng: Random) -> People:
    """Fill the seats of the classes family by family; the first two families are those that sign in."""
    seats = [school_class for school_class in classes for _ in range(school_class.size)]
    rng.shuffle(seats)
    homeroom = next(one for item, one in staff.homeroom.items() if item.grade == HOMEROOM_GRADE)
    pair = [_take(seats, grade) for grade in CHILDREN_GRADES]
    alone = [_take(seats, TEACHERS_CHILD_GRADE)]
    families = [
        _family(pair, year, rng, full=True),
        _family(alone, year, rng, teacher=homeroom),
        *(_family(children, year, rng) for children in _siblings(seats, rng)),
    ]
    students = [student for children, _ in families for student in children]
    parents = [parent for _, both in families for parent in both]
    _number(students, parents, homeroom)
    _move(students[3:], classes, year, rng)
    return People(students, parents, families[0][1][0], students[0], homeroom)


def _take(seats, grade):
    """Take the first seat of the grade."""
    return seats.pop(next(place for place, item in enumerate(seats) if item.grade == grade))


def _siblings(seats, rng) -> Iterator[list[SchoolClass]]:
    """Divide the seats into families; brothers and sisters are in different grades."""
    while seats:
        children = [seats.pop()]
        for chance in (SIBLINGS, THIRD_CHILD):
            grades = {item.grade for item in children}
            if seats and rng.random() < chance and seats[-1].grade not in grades:
                children.append(seats.pop())
        yield children


def _family(seats, year, rng, *, full=False, teacher=None) -> tuple[list[Student], list[Parent]]:
    """Draw the children and their one or two parents; `teacher` is one of them."""
    mother = grown_up(rng, Sex.FEMALE)
    father = grown_up(rng, Sex.MALE, mother.family)
    if teacher:
        mother, father = (teacher.name, None) if teacher.name.sex is Sex.FEMALE else (None, teacher.name)
    elif not full:
        father = None if rng.random() < NO_FATHER else father
        mother = None if father and rng.random() < NO_MOTHER else mother
    named_after = father.name if father else rng.choice(MEN)
    family = (mother or father).family
    children = [_student(school_class, child(rng, family, named_after), year, rng) for school_class in seats]
    return children, [Parent(name, children) for name in (mother, father) if name]


def _student(school_class, name, year, rng):
    born_on = date(year.first_day.year - 6 - school_class.grade, 3, 1) + timedelta(days=rng.randrange(365))
    return Student(name, born_on, [Stay(school_class, HALVES[0], year.first_day)], PROFILES[0])


def _number(students, parents, homeroom):
    """Give codes, and share each class out to halves and profiles in the order of its list."""
    listed = sorted(students, key=lambda one: (one.stays[0].school_class.grade, one.stays[0].school_class.letter))
    for number, student in enumerate(listed):
        student.code = f"У{number + 1:04}"
        student.stays = [replace(student.stays[0], half=HALVES[number % 2])]
        student.profile = PROFILES[number // 2 % 2]
    next(one for one in listed if one.stays[0].school_class.grade == HOME_GRADE).is_at_home = True
    for number, parent in enumerate(parents):
        parent.code = homeroom.code if parent.name is homeroom.name else f"Р{number + 1:04}"


def _move(students, classes, year, rng):
    """Let some come late, leave, or change their group or class; nobody does two of these."""
    movable = [one for one in students if not one.is_at_home and one.stays[0].school_class.grade > 1]
    rng.shuffle(movable)
    for change, one_of in ((_join_late, JOINS_LATE), (_leave, LEAVES), (_change_group, CHANGES_GROUP)):
        for number in range(max(1, len(students) // one_of)):
            change(movable.pop(), year, number)
    for _ in range(max(1, len(students) // CHANGES_CLASS)):
        _change_class(movable.pop(), classes, year)


def _quarter(year, number):
    return year.quarters[number % len(year.quarters)]


def _join_late(student, year, number):
    monday = _quarter(year, number).week(3).first
    student.stays = [replace(student.stays[0], since=monday + DAY * (number % 5))]


def _leave(student, year, number):
    friday = _quarter(year, number).week(5).last
    student.stays = [replace(student.stays[0], until=friday - DAY * (number % 5))]


def _split(student, day, **change):
    stay = student.stays[0]
    student.stays = [replace(stay, until=day - DAY), replace(stay, since=day, **change)]


def _change_group(student, year, number):
    _split(student, _quarter(year, number).week(2).first, half=HALVES[student.stays[0].half == HALVES[0]])


def _change_class(student, classes, year):
    """Move the student to another class of the grade, if there is one."""
    own = student.stays[0].school_class
    others = [item for item in classes if item.grade == own.grade and item != own]
    if others:
        _split(student, year.quarters[0].week(4).first, school_class=others[0])
