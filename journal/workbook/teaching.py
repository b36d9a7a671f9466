"""Who teaches a course, who is in it, and when in the week it is."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from journal.models import CourseTeacher, Membership, TimetableSlot
from journal.workbook import sheets
from journal.workbook.checking import shifts_of_courses
from journal.workbook.closed import closed_days_of, outside_closed_terms
from journal.workbook.dated import ONE_DAY, Stored, Wanted
from journal.workbook.differences import Difference
from journal.workbook.letters import looked_up
from journal.workbook.parsing import Row
from journal.workbook.school import Known
from journal.workbook.settling import current_rows, settle


def compare_teachers(book, known: Known) -> Difference:
    codes, courses = known.codes_of_people, known.codes_of_courses
    rows = current_rows(CourseTeacher, known, "course__year", "pk", "course", "teacher", "since", "until")
    stored = [
        Stored(pk, courses.get(course, course), codes[teacher], since, until, {}, limit)
        for pk, course, teacher, since, until, limit in rows
    ]

    def made(row):
        course, teacher = known.courses[row.track], known.people[row.value]
        return CourseTeacher(course=course, teacher=teacher, since=row.since, until=row.until)

    wanted = _teachers(book, known)
    return settle("Учителя курсов", CourseTeacher, wanted, stored, known=known, made=made)[0]


def _teachers(book, known):
    """Return the teachers of the sheet of teachers, and those of the courses that it does not name."""
    listed = set()
    for row in book[sheets.COURSE_TEACHERS]:
        listed.add(row["course"])
        since = row["since"] and max(row["since"], known.year_begins)
        yield Wanted(row, looked_up(row["course"]), looked_up(row["teacher"]), since, row["until"], known.begins)
    for row in book[sheets.COURSES]:
        if row["code"] not in listed:
            yield Wanted(row, looked_up(row["code"]), looked_up(row["teacher"]), None, None, known.begins)


def compare_slots(book, known: Known) -> Difference:
    courses, shifts = known.codes_of_courses, shifts_of_courses(book)
    columns = "pk", "course", "weekday", "number", "since", "until", "shift", "room"
    stored = [
        Stored(
            pk,
            (courses.get(course, course), weekday, number),
            None,
            since,
            until,
            {"shift": shift, "room": room},
            limit,
        )
        for pk, course, weekday, number, since, until, shift, room, limit in current_rows(
            TimetableSlot, known, "course__year", *columns
        )
    ]
    wanted = [
        Wanted(
            row,
            (looked_up(row["course"]), row["weekday"], row["number"]),
            None,
            row["since"] and max(row["since"], known.year_begins),
            row["until"],
            known.begins,
            {"shift": row["shift"] or shifts[row["course"]], "room": row["room"]},
        )
        for row in book[sheets.TIMETABLE]
    ]

    def made(row):
        course, weekday, number = row.track
        place = {"course": known.courses[course], "weekday": weekday, "number": number}
        return TimetableSlot(**place, since=row.since, until=row.until, **row.fields)

    return settle("Расписание", TimetableSlot, wanted, stored, known=known, made=made)[0]


def compare_members(book, known: Known, enrolled: list[Stored]) -> Difference:
    """Compare who is in which course: a student may leave a group of a subject for another, so they share a track."""
    codes, courses = known.codes_of_people, known.codes_of_courses
    subjects = {looked_up(row["code"]): row["subject"] for row in book[sheets.COURSES]}
    closed_days = closed_days_of(known.year)
    rows = current_rows(Membership, known, "course__year", "pk", "course", "student", "since", "until")
    stored = []
    for pk, course_pk, student_pk, since, until, limit in rows:
        course = courses.get(course_pk, course_pk)
        track = codes[student_pk], subjects.get(course, course)
        stored.append(Stored(pk, track, course, since, until, limit=limit))
    places = defaultdict(list)
    for one in stored:
        places[one.track, one.value].append(one)
    wanted = (
        outside_closed_terms(
            Wanted(row, (student, subjects[course]), course, stay.since, stay.until, stay.since),
            closed_days.get(known.courses[course].term_system),
            places[(student, subjects[course]), course],
        )
        for row, course, student, stay in _members(book, known, enrolled)
    )

    def made(row):
        return Membership(
            course=known.courses[row.value],
            student=known.people[row.track[0]],
            since=row.since,
            until=row.until,
            recorded_on=known.recorded_on(row.since),
            until_recorded_on=known.end_recorded_on(row.until),
        )

    difference, _ = settle("Ученики курсов", Membership, filter(None, wanted), stored, known=known, made=made)
    for _, fields in difference.changed + difference.ended:
        if "until" in fields:
            fields["until_recorded_on"] = known.end_recorded_on(fields["until"])
    return difference


@dataclass(frozen=True)
class Stay:
    """From which day to which somebody is somewhere; without a last day, until further notice."""

    since: date
    until: date | None

    def within(self, since: date | None, until: date | None) -> "Stay | None":
        """Return the part of the stay that lies between two days, or None."""
        first = max(self.since, since or date.min)
        last = min(self.until or date.max, until or date.max)
        return Stay(first, None if last == date.max else last) if first <= last else None


def joined(stays: list[Stay]) -> list[Stay]:
    """Return the stays with those that follow one another without a day between made one."""
    whole: list[Stay] = []
    for stay in sorted(stays, key=lambda stay: stay.since):
        if whole and (whole[-1].until is None or stay.since <= whole[-1].until + ONE_DAY):
            last = None if None in {whole[-1].until, stay.until} else max(whole[-1].until, stay.until)
            whole[-1] = Stay(whole[-1].since, last)
        else:
            whole.append(stay)
    return whole


def _members(book, known, enrolled) -> Iterator[tuple[Row, str, str, Stay]]:
    """Return each student of each course with the time there, never outside the time in its classes."""
    students = {looked_up(row["code"]): row for row in book[sheets.STUDENTS]}
    stays_in_class = defaultdict(list)
    for stored in enrolled:
        if stored.track in students:
            stays_in_class[stored.value].append((stored.track, Stay(stored.since, stored.until)))
    groups = defaultdict(list)
    for row in book[sheets.GROUPS]:
        groups[row["course"]].append(row)
    for row in book[sheets.COURSES]:
        course, stays = looked_up(row["code"]), _stays(row["classes"], stays_in_class)
        if row["code"] in groups:
            yield from _members_of_group(course, groups[row["code"]], stays)
        else:
            yield from ((students[who], course, who, stay) for who, whole in stays.items() for stay in whole)


def _stays(classes, stays_in_class) -> dict[str, list[Stay]]:
    """Return when each student is in any of the classes."""
    stays = defaultdict(list)
    for school_class in classes:
        for student, stay in stays_in_class[school_class]:
            stays[student].append(stay)
    return {student: joined(own) for student, own in stays.items()}


def _members_of_group(course, rows, stays):
    for row in rows:
        student = looked_up(row["student"])
        for stay in stays.get(student, ()):
            part = stay.within(row["since"], row["until"])
            if part is not None:
                yield row, course, student, part
