"""Do the rows agree with each other? Every question asks all rows, so that all faults are named at once.

A cell that could not be read is None here and is not blamed a second time.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import pairwise, product

from accounts import names
from accounts.enums import Role
from journal.enums import CourseKind
from journal.workbook import sheets
from journal.workbook.columns import Sheet
from journal.workbook.parsing import Row
from journal.workbook.problems import Problem

Book = dict[Sheet, list[Row]]

# Sheet, column, and the sheet and column whose codes it names.
REFERENCES = (
    (sheets.SUBJECTS, "certificate", sheets.SUBJECTS, "code"),
    (sheets.CLASSES, "homeroom", sheets.STAFF, "code"),
    (sheets.STUDENTS, "school_class", sheets.CLASSES, "school_class"),
    (sheets.PARENTS, "children", sheets.STUDENTS, "code"),
    (sheets.COURSES, "subject", sheets.SUBJECTS, "code"),
    (sheets.COURSES, "classes", sheets.CLASSES, "school_class"),
    (sheets.COURSES, "teacher", sheets.STAFF, "code"),
    (sheets.COURSE_TEACHERS, "course", sheets.COURSES, "code"),
    (sheets.COURSE_TEACHERS, "teacher", sheets.STAFF, "code"),
    (sheets.GROUPS, "course", sheets.COURSES, "code"),
    (sheets.GROUPS, "student", sheets.STUDENTS, "code"),
    (sheets.TIMETABLE, "course", sheets.COURSES, "code"),
)
# What may stand on a sheet only once.
KEYS = (
    (sheets.SUBJECTS, ("code",)),
    (sheets.CLASSES, ("school_class",)),
    (sheets.COURSES, ("code",)),
    (sheets.BELLS, ("shift", "number")),
    (sheets.CALENDAR, ("kind", "number")),
    (sheets.DAYS_OFF, ("title", "first_day", "whom")),
    (sheets.REMOTE_PERIODS, ("first_day", "whom")),
)
# What may stand on a sheet for one day only once; each of a list counts by itself.
DATED_KEYS = (
    (sheets.STAFF, ("code", "roles")),
    (sheets.PARENTS, ("code", "children")),
    (sheets.STUDENTS, ("code",)),
    (sheets.COURSE_TEACHERS, ("course", "teacher")),
    (sheets.GROUPS, ("course", "student")),
    (sheets.TIMETABLE, ("course", "weekday", "number")),
)
ORDERED = (
    (sheets.CALENDAR, "first_day", "last_day"),
    (sheets.DAYS_OFF, "first_day", "last_day"),
    (sheets.REMOTE_PERIODS, "first_day", "last_day"),
    *((sheet, "since", "until") for sheet in (sheets.STAFF, sheets.STUDENTS, sheets.PARENTS)),
    *((sheet, "since", "until") for sheet in (sheets.COURSE_TEACHERS, sheets.GROUPS, sheets.TIMETABLE)),
)
# Those who are put before a class must be able to open its journal.
TEACHING = ((sheets.CLASSES, "homeroom"), (sheets.COURSES, "teacher"), (sheets.COURSE_TEACHERS, "teacher"))


def check(book: Book) -> list[Problem]:
    """Return everything in which the rows contradict each other."""
    return [problem for question in QUESTIONS for problem in question(book)]


def one_school(book: Book) -> Iterator[Problem]:
    if len(book[sheets.SCHOOL]) != 1:
        yield Problem(sheets.SCHOOL.name, 0, "", "должна быть ровно одна строка", "опишите школу в одной строке")


def somebody_administers(book: Book) -> Iterator[Problem]:
    """Without an administrator nobody could issue a login."""
    if not any(Role.ADMINISTRATOR in (row["roles"] or (Role.ADMINISTRATOR,)) for row in book[sheets.STAFF]):
        yield Problem(sheets.STAFF.name, 0, "Роли", "нет администратора", "дайте кому-нибудь роль «администратор»")


def known_references(book: Book) -> Iterator[Problem]:
    for sheet, key, named_sheet, named_key in REFERENCES:
        known = {row[named_key] for row in book[named_sheet]}
        for row in book[sheet]:
            for value in _each(row[key]):
                if value not in known:
                    yield row.problem(
                        key, f"нет такого: {_spelt(value)}", f"исправьте или добавьте на лист «{named_sheet.name}»"
                    )


def _each(value):
    """Return the things a cell names: none, one, or a list; a class is one thing."""
    if value is None:
        return ()
    if isinstance(value, tuple) and not isinstance(value[0], int):
        return value
    return (value,)


def _spelt(value):
    return f"{value[0]} {value[1]}" if isinstance(value, tuple) else value


def known_classes_of_days(book: Book) -> Iterator[Problem]:
    known = {row["school_class"] for row in book[sheets.CLASSES]}
    for row in (*book[sheets.DAYS_OFF], *book[sheets.REMOTE_PERIODS]):
        if row["whom"] and row["whom"][2] and (row["whom"][0], row["whom"][2]) not in known:
            yield row.problem("whom", "нет такого класса", "исправьте или добавьте на лист «Классы»")


def unique_keys(book: Book) -> Iterator[Problem]:
    for sheet, keys in KEYS:
        for rows in _grouped(book[sheet], keys).values():
            for row in rows[1:]:
                yield row.problem(keys[0], f"повторяет строку {rows[0].number}", "оставьте одну строку")


def _grouped(rows: Iterable[Row], keys) -> dict[tuple, list[Row]]:
    """Return the rows by their key; those whose key could not be read belong nowhere."""
    groups = defaultdict(list)
    for row in rows:
        if not row.unclear.intersection(keys):
            for each in product(*(_each(row[key]) or (None,) for key in keys)):
                groups[each].append(row)
    return groups


def one_at_a_time(book: Book) -> Iterator[Problem]:
    for sheet, keys in DATED_KEYS:
        for rows in _grouped(book[sheet], keys).values():
            yield from _overlapping(rows)


def _overlapping(rows):
    if len(rows) == 1:
        return
    rows = sorted(rows, key=lambda row: row["since"] or date.min)
    for earlier, later in pairwise(rows):
        if earlier.unclear or later.unclear:
            continue
        if earlier["until"] is None or (later["since"] or date.min) <= earlier["until"]:
            yield later.problem(
                "since",
                f"срок пересекается со строкой {earlier.number}",
                "поставьте в прежней строке последний день, а в новой первый день после него",
            )


def ordered(book: Book) -> Iterator[Problem]:
    for sheet, first, last in ORDERED:
        for row in book[sheet]:
            if row[first] and row[last] and row[last] < row[first]:
                yield row.problem(last, "конец раньше начала", f"исправьте «{sheet[first].title}» или этот столбец")
    for row in book[sheets.BELLS]:
        if row["begins"] and row["ends"] and row["ends"] <= row["begins"]:
            yield row.problem("ends", "урок кончается не позже, чем начинается", "исправьте начало или конец")


def one_person_for_a_code(book: Book) -> Iterator[Problem]:
    people = [row for sheet in (sheets.STAFF, sheets.STUDENTS, sheets.PARENTS) for row in book[sheet]]
    for rows in _grouped(people, ("code",)).values():
        for row in rows[1:]:
            yield from _differences(rows[0], row)


def _differences(one: Row, other: Row):
    for key in ("surname", "name", "patronymic", "email", "born_on"):
        stands, differs = one.cells.get(key), other.cells.get(key)
        if key in {"email", "born_on"} and not (stands and differs):
            continue
        if stands is not None and differs is not None and names.folded(str(stands)) != names.folded(str(differs)):
            yield other.problem(
                key,
                f"под кодом {one['code']} на листе «{one.sheet.name}» в строке {one.number} стоит другое",
                "напишите одинаково, а если это разные люди, дайте им разные коды",
            )


def teachers_teach(book: Book) -> Iterator[Problem]:
    staff = {row["code"] for row in book[sheets.STAFF]}
    teachers = {row["code"] for row in book[sheets.STAFF] if Role.TEACHER in (row["roles"] or (Role.TEACHER,))}
    for sheet, key in TEACHING:
        for row in book[sheet]:
            if row[key] in staff - teachers:
                yield row.problem(key, f"{row[key]} не учитель", "добавьте роль «учитель» на листе «Сотрудники»")


def courses_have_teachers(book: Book) -> Iterator[Problem]:
    listed = defaultdict(set)
    for row in book[sheets.COURSE_TEACHERS]:
        listed[row["course"]].add(row["teacher"])
    for row in book[sheets.COURSES]:
        teachers = listed.get(row["code"], set())
        if row["teacher"] is None and not teachers and "teacher" not in row.unclear:
            yield row.problem("teacher", "у курса нет учителя", "укажите код учителя")
        elif row["teacher"] is not None and teachers and row["teacher"] not in teachers:
            yield row.problem(
                "teacher", "на листе «Учителя курсов» у курса другие учителя", "оставьте ячейку пустой или исправьте"
            )


def activities_are_not_marked(book: Book) -> Iterator[Problem]:
    for row in book[sheets.COURSES]:
        for key in ("marks_since", "homework_since"):
            if row["kind"] == CourseKind.ACTIVITY and row[key]:
                yield row.problem(key, "у внеурочных занятий нет отметок и заданий", "очистите ячейку")


def members_are_of_the_classes(book: Book) -> Iterator[Problem]:
    classes = {row["code"]: row["classes"] for row in book[sheets.COURSES]}
    known = {row["school_class"] for row in book[sheets.CLASSES]}
    classes_of_student = defaultdict(set)
    for row in book[sheets.STUDENTS]:
        classes_of_student[row["code"]].add(row["school_class"])
    for row in book[sheets.GROUPS]:
        taught, attended = classes.get(row["course"]), classes_of_student.get(row["student"])
        if taught and attended and attended <= known and not attended.intersection(taught):
            yield row.problem(
                "student", "ученик не из классов курса", "исправьте код или добавьте класс на листе «Курсы»"
            )


def nobody_is_their_own_child(book: Book) -> Iterator[Problem]:
    for row in book[sheets.PARENTS]:
        if row["code"] in (row["children"] or ()):
            yield row.problem("children", "человек указан своим ребёнком", "исправьте код ребёнка")


def nobody_learns_and_works_here(book: Book) -> Iterator[Problem]:
    works = _grouped(book[sheets.STAFF], ("code",))
    for learns in book[sheets.STUDENTS]:
        for row in works.get((learns["code"],), ()):
            if _share_a_day(row, learns):
                what = f"под этим кодом учится ученик: лист «{sheets.STUDENTS.name}», строка {learns.number}"
                yield row.problem("code", what, "дайте работнику другой код или уберите одну из строк")


def _share_a_day(one, other):
    if (one.unclear | other.unclear) & {"since", "until"}:
        return False
    begins = max(row["since"] or date.min for row in (one, other))
    return begins <= min(row["until"] or date.max for row in (one, other))


def timetable_has_bells(book: Book) -> Iterator[Problem]:
    bells = {(row["shift"], row["number"]) for row in book[sheets.BELLS]}
    shifts = shifts_of_courses(book)
    for row in book[sheets.TIMETABLE]:
        shift = row["shift"] or shifts.get(row["course"])
        if shift and row["number"] is not None and (shift, row["number"]) not in bells:
            yield row.problem(
                "number", f"нет звонка: смена {shift}, урок {row['number']}", "исправьте или добавьте на лист «Звонки»"
            )


def shifts_of_courses(book: Book) -> dict[str, int]:
    """Return the shift of each course: that of the first of its classes."""
    shifts = {row["school_class"]: row["shift"] for row in book[sheets.CLASSES]}
    return {row["code"]: shifts.get(row["classes"][0]) for row in book[sheets.COURSES] if row["classes"]}


QUESTIONS: tuple[Callable[[Book], Iterator[Problem]], ...] = (
    one_school,
    somebody_administers,
    known_references,
    known_classes_of_days,
    unique_keys,
    one_at_a_time,
    ordered,
    one_person_for_a_code,
    teachers_teach,
    courses_have_teachers,
    activities_are_not_marked,
    members_are_of_the_classes,
    nobody_is_their_own_child,
    nobody_learns_and_works_here,
    timetable_has_bells,
)
