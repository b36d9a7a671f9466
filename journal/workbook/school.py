"""The things of a school that have no term of their own: the school, its year, subjects, people, classes, courses."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from accounts.models import User
from journal.models import AcademicYear, Course, School, SchoolClass, Subject, Term
from journal.rules import closing, openness
from journal.workbook import sheets
from journal.workbook.calendar import Year
from journal.workbook.closed import closed_days_of
from journal.workbook.dated import Stored
from journal.workbook.differences import Difference
from journal.workbook.letters import looked_up
from journal.workbook.problems import Problem
from journal.workbook.words import WHOLE_YEAR

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Roles:
    """The roles as they stand, and as they will; tracks are (code of the person as it is looked up, role)."""

    before: Sequence[Stored] = ()
    after: Sequence[Stored] = ()


@dataclass
class Known:
    """The objects by their codes: first those of the database, then those of the workbook too."""

    on: date
    today: date
    year: AcademicYear
    year_begins: date
    is_first_load: bool
    people: dict[str, User]
    subjects: dict[str, Subject]
    classes: dict[tuple[int, str], SchoolClass]
    courses: dict[str, Course]
    problems: list[Problem] = field(default_factory=list)
    roles: Roles = Roles()

    @property
    def felt_on(self) -> date:
        """The day on which people feel what changes: of a past effective day, today."""
        return max(self.on, self.today)

    @property
    def begins(self) -> date:
        """The first day of what is new and has no day of its own: among the year, the effective day."""
        return self.year_begins if self.is_first_load else max(self.on, self.year_begins)

    def recorded_on(self, since: date) -> date:
        """Return the day from which entries are owed for a student.

        Who is brought in late is owed only from that day on. The first load of a year is no lateness: before it the
        year had no journal in which an entry could have been owed.
        """
        return since if self.is_first_load else max(since, self.on)

    def end_recorded_on(self, until: date | None) -> date | None:
        """Return the day on which an end was entered; the ends of the first load of a year were known in time."""
        return until if self.is_first_load or until is None else self.on

    @cached_property
    def codes_of_people(self) -> dict[int, str]:
        """The codes of stored people, as they are looked up, by their pk."""
        return {person.pk: code for code, person in self.people.items() if person.pk}

    @cached_property
    def names_of_classes(self) -> dict[int, tuple[int, str]]:
        """The grade and letter of the year's stored classes by their pk."""
        return {found.pk: name for name, found in self.classes.items() if found.pk}

    @cached_property
    def codes_of_courses(self) -> dict[int, str]:
        """The codes of the year's stored courses, as they are looked up, by their pk."""
        return {course.pk: code for code, course in self.courses.items() if course.pk}

    def person(self, code: str) -> User | None:
        return self.people.get(looked_up(code))

    def course(self, code: str) -> Course | None:
        return self.courses.get(looked_up(code))

    def subject(self, code: str) -> Subject | None:
        return self.subjects.get(looked_up(code))


def load(year: Year, *, on: date, today: date) -> Known:
    """Read what the database knows; 5 queries."""
    stored = AcademicYear.objects.filter(name=year.name).first() or AcademicYear(name=year.name)
    subjects = {subject.pk: subject for subject in Subject.objects.all()}
    courses = Course.objects.filter(year=stored) if stored.pk else ()
    classes = SchoolClass.objects.filter(year=stored) if stored.pk else ()
    known = Known(
        on=on,
        today=today,
        year=stored,
        year_begins=year.first_day,
        is_first_load=not stored.pk or not Course.objects.filter(year=stored).exists(),
        people=_by_code(User.objects.all()),
        subjects=_by_code(subjects.values()),
        classes={(found.grade, found.letter): found for found in classes},
        courses=_by_code(courses),
    )
    for course in known.courses.values():
        course.subject = subjects[course.subject_id]
    for subject in subjects.values():
        subject.certificate_subject = subjects.get(subject.certificate_subject_id)
    return known


def _by_code(rows):
    return {looked_up(row.code): row for row in rows}


def compare(book, known: Known, year: Year) -> list[Difference]:
    """Compare everything without a term, in the order in which it is to be written."""
    return [difference for step in STEPS for difference in step(book, known, year)]


def _the_school(book, known, year):
    difference = Difference("Школа", School)
    difference.compare(School.objects.first(), book[sheets.SCHOOL][0].cells, pk=1)
    yield difference


def _the_year(book, known, year):
    difference = Difference("Учебный год", AcademicYear)
    if AcademicYear.objects.filter(first_day__gt=year.last_day).exists():
        what = "в дневнике уже есть более поздний учебный год"
        known.problems.append(Problem(sheets.CALENDAR.name, 0, "", what, "загрузите таблицу последнего учебного года"))
    stored = known.year if known.year.pk else None
    if stored and (refusal := openness.closed_year(stored)):
        known.problems.append(Problem(sheets.CALENDAR.name, 0, "", refusal, "загрузите таблицу нового учебного года"))
    days = {"first_day": year.first_day, "last_day": year.last_day}
    known.year = difference.compare(stored, days, name=year.name)
    yield difference


def _terms(book, known, year):
    difference = Difference("Учебные периоды", Term)
    stored = {}
    if known.year.pk:
        stored = {(term.system, term.number): term for term in Term.objects.filter(year=known.year)}
    if refusal := closing.effective_within(known.on, stored.values()):
        known.problems.append(Problem(sheets.CALENDAR.name, 0, "", refusal, "загрузите таблицу с более позднего дня"))
    for row in book[sheets.CALENDAR]:
        if row["kind"] == WHOLE_YEAR:
            continue
        term = stored.get((row["kind"], row["number"]))
        days = {"first_day": row["first_day"], "last_day": row["last_day"]}
        if (refusal := openness.closed_term(term)) and any(getattr(term, name) != day for name, day in days.items()):
            known.problems.append(row.problem("first_day", refusal, "верните прежние дни"))
        difference.compare(term, days, year=known.year, system=row["kind"], number=row["number"])
    yield difference


def _subjects(book, known, year):
    difference = Difference("Предметы", Subject)
    for row in book[sheets.SUBJECTS]:
        stored = known.subject(row["code"])
        fields = {"name": row["name"], "short_name": row["short_name"] or row["name"][:40]}
        if stored is not None:
            fields["certificate_subject"] = known.subject(row["certificate"]) if row["certificate"] else None
        known.subjects[looked_up(row["code"])] = difference.compare(stored, fields, code=row["code"])
    for row in book[sheets.SUBJECTS]:
        subject = known.subject(row["code"])
        if row["certificate"] and not subject.pk:
            difference.linked.append((subject, {"certificate_subject": known.subject(row["certificate"])}))
    yield difference


def _people(book, known, year):
    difference = Difference("Люди", User, few=0)
    cells_by_code = defaultdict(dict)
    for sheet in (sheets.STAFF, sheets.STUDENTS, sheets.PARENTS):
        for row in book[sheet]:
            # An empty address or day of birth leaves what another row or the database says.
            cells_by_code[row["code"]] |= {
                name: cell for name, cell in row.cells.items() if cell or name == "patronymic"
            }
    for code, cells in cells_by_code.items():
        stored = known.person(code)
        person = difference.compare(stored, _person_fields(stored.code if stored else code, cells), code=code)
        if stored is None:
            person.set_unusable_password()
            known.people[looked_up(code)] = person
    yield difference


def _person_fields(code, cells):
    named = User(code=code)
    named.call(cells["surname"], cells["name"], cells["patronymic"])
    fields = {name: getattr(named, name) for name in ("surname", "name", "patronymic", "sort_key", "search_key")}
    return fields | {name: cells[name] for name in ("email", "born_on") if name in cells}


def _classes(book, known, year):
    difference = Difference("Классы", SchoolClass)
    for row in book[sheets.CLASSES]:
        stored = known.classes.get(row["school_class"])
        grade, letter = row["school_class"]
        created = difference.compare(stored, {"shift": row["shift"]}, year=known.year, grade=grade, letter=letter)
        known.classes[row["school_class"]] = created
    yield difference


def _courses(book, known, year):
    difference = Difference("Курсы", Course)
    missing = {code: course for code, course in known.courses.items() if course.ended_on is None}
    closed = closed_days_of(known.year)
    difference.live = len(missing)
    for row in book[sheets.COURSES]:
        code = looked_up(row["code"])
        missing.pop(code, None)
        stored = known.courses.get(code)
        fields = _course_fields(row, known, year, stored)
        for name, refusal in closing.settled(stored, fields | {"subject_id": fields["subject"].pk}, closed):
            known.problems.append(row.problem(name.removesuffix("_id"), refusal, "верните прежнее значение"))
        known.courses[code] = difference.compare(stored, fields, year=known.year, code=row["code"])
    difference.missing = len(missing)
    difference.ended += [(course.pk, {"ended_on": known.on - ONE_DAY}) for course in missing.values()]
    yield difference


def _course_fields(row, known, year, stored):
    fields = {
        "subject": known.subject(row["subject"]),
        "group": row["group"],
        "grade": min(grade for grade, _ in row["classes"]),
        "kind": row["kind"],
        "term_system": row["term_system"],
        "ended_on": None,
    }
    for name in ("marks", "homework"):
        since = year.first_day if row[f"{name}_since"] is True else row[f"{name}_since"]
        fields[f"{name}_since"] = since
        # The office sets the last day; it cannot stand before the first.
        if stored and (until := getattr(stored, f"{name}_until")) and (since is None or until < since):
            fields[f"{name}_until"] = None
    return fields


def _classes_of_courses(book, known, year):
    link = Course.classes.through
    difference = Difference("Классы курсов", link)
    stored = {}
    if known.year.pk:
        rows = link.objects.filter(course__year=known.year).values_list("course", "schoolclass", "pk")
        stored = {(course, school_class): pk for course, school_class, pk in rows}
    for row in book[sheets.COURSES]:
        course = known.course(row["code"])
        for school_class in (known.classes[name] for name in row["classes"]):
            if stored.pop((course.pk, school_class.pk), None) is None:
                difference.new.append(link(course=course, schoolclass=school_class))
            else:
                difference.unchanged += 1
    named = {known.course(row["code"]).pk for row in book[sheets.COURSES]}
    difference.never_began = [pk for (course, _), pk in stored.items() if course in named]
    yield difference


STEPS: tuple[Callable, ...] = (
    _the_school,
    _the_year,
    _terms,
    _subjects,
    _people,
    _classes,
    _courses,
    _classes_of_courses,
)
