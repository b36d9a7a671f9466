"""The invented school as rows of the school's workbook."""

from collections.abc import Iterator
from datetime import time
from itertools import groupby

from demo.invention.calendar import DAY, Span
from demo.invention.curriculum import FIRST_GRADE_WITH_MARKS, SUBJECTS, is_by_halves
from demo.invention.people import Student
from demo.invention.school import InventedSchool
from journal.enums import CourseKind, DayOffKind, TermSystem, Weekday

LETTERHEAD = {
    "name": "Школа № 89",
    "full_name": "Муниципальное бюджетное общеобразовательное учреждение «Школа № 89» (показательная)",
    "address": "г. Самара, ул. Юбилейная, 22А",
    "telephone": "(846) 995-08-86",
    "hours": "по рабочим дням с 9:00 до 17:00",
}
BELLS = """
8:00–8:20 8:30–9:10 9:25–10:05 10:25–11:05 11:25–12:05 12:20–13:00 13:15–13:55 14:05–14:45 14:55–15:35
""".split()


def rows_of(school: InventedSchool) -> dict[str, list[dict]]:
    """Return the rows of each sheet by its name."""
    return {
        "Школа": [LETTERHEAD],
        "Календарь": list(_calendar(school.year)),
        "Предметы": list(_subjects()),
        "Сотрудники": list(_staff(school)),
        "Классы": [_class(*pair) for pair in school.staff.homeroom.items()],
        "Ученики": [row for student in school.people.students for row in _student(student)],
        "Родители": [_parent(parent) for parent in school.people.parents],
        "Курсы": [_course(school, course) for course in school.courses],
        "Группы": list(_groups(school)),
        "Звонки": [_bell(number, bell) for number, bell in enumerate(BELLS)],
        "Расписание": [_slot(school, *lesson) for lesson in school.lessons],
        "Выходные": list(_days_off(school)),
        "Дистанционно": list(_remote(school)),
    }


def _calendar(year):
    whole = {"year": year.name, "kind": "год", "first_day": year.first_day, "last_day": year.last_day}
    yield whole
    for system, spans in ((TermSystem.QUARTER, year.quarters), (TermSystem.HALF, year.halves)):
        for number, span in enumerate(spans, 1):
            yield {
                "year": year.name,
                "kind": system,
                "number": number,
                "first_day": span.first,
                "last_day": span.last,
            }


def _subjects():
    for subject in SUBJECTS.values():
        yield {
            "code": subject.code,
            "name": subject.name,
            "short_name": subject.short_name,
            "certificate": subject.certificate,
        }


def _named(person) -> dict:
    name = person.name
    return {"code": person.code, "surname": name.surname, "name": name.name, "patronymic": name.patronymic}


def _staff(school):
    for officer in school.office:
        yield _named(officer) | {"roles": officer.role}
    for teacher in school.staff.teachers:
        yield _named(teacher) | {"roles": "учитель"}


def _class(school_class, homeroom):
    return {"school_class": school_class.code, "homeroom": homeroom.code}


def _student(student: Student) -> Iterator[dict]:
    """Yield a row for each class the student has been in."""
    for school_class, stays in groupby(student.stays, lambda stay: stay.school_class):
        first, *_, last = [*stays] * 2
        yield _named(student) | {
            "born_on": student.born_on,
            "school_class": school_class.code,
            "since": first.since,
            "until": last.until,
            "order": _order(first.since, "з"),
            "leaving_order": _order(last.until, "в") if last.until else "",
        }


def _parent(parent):
    return _named(parent) | {"children": [student.code for student in parent.children]}


def _course(school, course):
    is_marked = not course.is_activity and course.grade >= FIRST_GRADE_WITH_MARKS
    return {
        "code": course.code,
        "subject": course.subject,
        "group": course.group,
        "classes": [school_class.code for school_class in course.classes],
        "teacher": school.teacher_of(course).code,
        "kind": CourseKind.ACTIVITY if course.is_activity else CourseKind.LESSON,
        "term_system": TermSystem.HALF if is_by_halves(course.subject, course.grade) else TermSystem.QUARTER,
        "marks_since": is_marked or None,
        "homework_since": is_marked or None,
    }


def _groups(school):
    """Yield who is in the courses that are not for everybody in their classes, from which day to which."""
    homes = {student.stays[0].school_class for student in school.people.students if student.is_at_home}
    for course in school.courses:
        if course.part or homes.intersection(course.classes):
            for student in school.people.students:
                yield from _memberships(course, student)


def _memberships(course, student):
    for is_member, stays in groupby(student.stays, lambda stay: student.attends(course, stay)):
        first, *_, last = [*stays] * 2
        if is_member:
            yield {"course": course.code, "student": student.code, "since": first.since, "until": last.until}


def _bell(number, bell):
    begins, ends = (time(*map(int, moment.split(":"))) for moment in bell.split("–"))
    return {"number": number, "begins": begins, "ends": ends}


def _slot(school, course, place):
    day, number = place
    room = school.teacher_of(course).room
    return {"course": course.code, "weekday": Weekday(day + 1), "number": number, "room": room}


def _days_off(school):
    year = school.year
    for title, span in year.breaks:
        yield _off(title, DayOffKind.BREAK, span)
    for title, day in year.holidays:
        yield _off(title, DayOffKind.HOLIDAY, Span(day, day))
    winter = year.quarters[2]
    yield _off("Дополнительные каникулы первоклассников", DayOffKind.BREAK, winter.week(5), "1")
    frost = winter.week(1).last - DAY
    yield _off("Отмена занятий из-за мороза", DayOffKind.ORDER, Span(frost, frost), "2-4")


def _off(title, kind, span, whom=""):
    return {"title": title, "kind": kind, "first_day": span.first, "last_day": span.last, "whom": whom}


def _remote(school):
    """Yield the week of the class that signs in, in autumn, and of another class, in winter."""
    first, _, third, _ = school.year.quarters
    school_class = school.people.student.stays[0].school_class
    for span, whom in ((first.week(3), school_class), (third.week(2), school.classes[-1])):
        order = _order(span.first - DAY * 3, "у")
        yield {"first_day": span.first, "last_day": span.last, "whom": whom.code, "order": order}


def _order(day, letter):
    return f"№ {day:%j}-{letter} от {day:%d.%m.%Y}"
