"""An invented school, whole: everything that its workbook says follows from a size, a day and a seed."""

from dataclasses import dataclass
from datetime import date
from random import Random

from demo.invention.calendar import SchoolYear, year_around
from demo.invention.courses import Course, SchoolClass, activities_of, blocks_of, classes_for
from demo.invention.names import Name, Sex, grown_up
from demo.invention.people import People, people_for
from demo.invention.staff import Staff, Teacher, staff_for
from demo.invention.timetable import Lesson, timetable

SMALLEST, USUAL = 30, 300
SEED = 89


@dataclass(frozen=True)
class Officer:
    """Somebody of the school's office: a code, a name, the word for the role."""

    code: str
    name: Name
    role: str


@dataclass(frozen=True)
class InventedSchool:
    year: SchoolYear
    classes: list[SchoolClass]
    staff: Staff
    office: list[Officer]
    people: People
    lessons: list[Lesson]

    @property
    def courses(self) -> list[Course]:
        return [*self.staff.teaching, *activities_of(self.classes)]

    def teacher_of(self, course: Course) -> Teacher:
        """Return whoever teaches the course; an activity is with the homeroom teacher."""
        return self.staff.homeroom[course.classes[0]] if course.is_activity else self.staff.teaching[course]

    @property
    def logins(self) -> dict[str, str]:
        """Return who signs in under which login, by code."""
        deputy, director, administrator = (officer.code for officer in self.office[-3:])
        people = self.people
        return {
            "student": people.student.code,
            "parent": people.parent.code,
            "teacher": self._plain_teacher().code,
            "homeroom": people.homeroom.code,
            "deputy": deputy,
            "director": director,
            "administrator": administrator,
        }

    def _plain_teacher(self):
        """Return a teacher of the signing-in student's class who has no class of their own, if there is such a one."""
        school_class = self.people.student.stays[0].school_class
        own = [teacher for course, teacher in self.staff.teaching.items() if school_class in course.classes]
        free = [teacher for teacher in own if teacher not in self.staff.homeroom.values()]
        return max(free or own, key=self.staff.load)


def invent(students: int, *, on: date, seed: int = SEED) -> InventedSchool:
    """Invent a school of so many students whose year has the day inside a term."""
    rng = Random(f"{seed} {students}")
    year, classes = year_around(on), classes_for(students)
    blocks = list(blocks_of(classes))
    staff = staff_for(blocks, classes, rng)
    people = people_for(classes, staff, year, rng)
    return InventedSchool(year, classes, staff, _office(students, rng), people, timetable(blocks, staff, rng))


def _office(students, rng):
    roles = ["зам. директора"] * (1 + students // 600) + ["директор", "администратор"]
    return [
        Officer(f"А{number:02}", grown_up(rng, rng.choice((Sex.FEMALE, Sex.FEMALE, Sex.MALE))), role)
        for number, role in enumerate(roles, 1)
    ]
