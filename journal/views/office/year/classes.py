"""The pages of a class: who was in it, what it was taught, and what was decided at the end of its terms and year."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from accounts.models import User
from journal.models import Course, Enrolment, ExamMark, FinalMark, Homeroom, SchoolClass, TermMark, YearMark
from journal.models.about import in_words
from journal.models.results import Result
from journal.views.office.year.decisions import Outcomes
from journal.views.office.year.drawing import Table, link, page, several

STUDENTS = ("Ученик", "С", "По", "Приказ о зачислении", "Приказ о выбытии")
OUTCOMES = ("Ученик", "Решение", "Приказ")
COURSES = ("Предмет", "Группа", "Учителя", "Страницы")


@dataclass(frozen=True)
class Given:
    """Where a result stands among the tables of a class: in order, and as the table is called."""

    place: tuple
    title: str


class ClassRows:
    """A class with everybody who has been in it. Seven queries, whatever the class."""

    def __init__(self, school_class: SchoolClass, courses: Sequence[Course]):
        self.school_class, self.courses = school_class, courses
        led = Homeroom.objects.filter(school_class=school_class).select_related("teacher").order_by("since", "pk")
        self.led = [f"{row.teacher.full_name} (с {row.since:%d.%m.%Y})" for row in led]
        enrolled = Enrolment.objects.filter(school_class=school_class).select_related("student")
        self.enrolments: list[Enrolment] = list(enrolled.order_by("student__sort_key", "since", "pk"))
        self.outcomes = Outcomes(school_class, self.enrolments)

    @property
    def page(self) -> bytes:
        found = self.school_class
        return page(
            f"{found}: класс, {found.year}",
            back=[link(f"../results/{found.pk}.html", "Итоги класса")],
            lead=[f"Классный руководитель: {', '.join(self.led) or 'не назначен'}."],
            tables=[table for table in (self._students, self._courses) if table.rows],
        )

    @property
    def results_page(self) -> bytes:
        found = self.school_class
        return page(
            f"{found}: итоги, {found.year}",
            back=[link(f"../classes/{found.pk}.html", "Класс")],
            lead=[
                "Отметки за периоды и год, экзаменационные и итоговые: как их поставили учителя в курсах этого класса."
            ],
            tables=[*self.results, *self._outcomes],
        )

    @property
    def results(self) -> Iterator[Table]:
        """Students by subjects, a table for each term, for the year, for each exam, for the certificate."""
        given, beside = defaultdict(dict), defaultdict(dict)
        for row in self._standing():
            given[_given(row)][row.student_id, row.subject.name] = row.digits
            if said := _beside(row):
                beside[_given(row)][said] = None
        for of in sorted(given, key=lambda of: of.place):
            subjects = sorted({subject for _, subject in given[of]})
            rows = [_line(student, subjects, given[of]) for student in self._people]
            yield Table(of.title, ["Ученик", *subjects], rows, "marks subjects", sorted(beside[of]))

    @property
    def _people(self) -> list[User]:
        return list({row.student_id: row.student for row in self.enrolments}.values())

    @property
    def _outcomes(self) -> list[Table]:
        lines = self.outcomes.lines
        return [Table("Итоги года", OUTCOMES, lines)] if lines else []

    @property
    def _students(self) -> Table:
        rows = [
            (
                row.student.full_name,
                f"{row.since:%d.%m.%Y}",
                f"{row.until:%d.%m.%Y}" if row.until else "",
                row.order,
                row.leaving_order,
            )
            for row in self.enrolments
        ]
        return Table("Ученики", STUDENTS, rows)

    @property
    def _courses(self) -> Table:
        return Table("Предметы", COURSES, [_course(course) for course in self.courses])

    def _standing(self) -> Iterable[Result]:
        year = self.school_class.year_id
        for model, of in ((TermMark, "term__year"), (YearMark, "year"), (ExamMark, "year"), (FinalMark, "year")):
            # Before and after a move from class to class a result is of the other one's courses, and stands there.
            own = {"course__in": self.courses, "student__in": self._people}
            rows = model.objects.standing().filter(**{of: year}, **own)
            yield from rows.select_related("subject", *(["term"] if model is TermMark else []))


def _given(row) -> Given:
    match row:
        case TermMark():
            return Given((0, row.term.system, row.term.number), str(row.term))
        case ExamMark():
            title = f"{row.get_kind_display()}, попытка {row.attempt}"
            return Given((2, row.kind, row.attempt), title[0].upper() + title[1:])
        case YearMark():
            return Given((1,), "Год")
    return Given((3,), "Итоговые отметки")


def _beside(row) -> str:
    """Return in which form an exam was held, and when: «Алгебра: тест, 20.05.2027»."""
    how = filter(None, [row.form, in_words(row.held_on)]) if isinstance(row, ExamMark) else ()
    said = ", ".join(how)
    return f"{row.subject.name}: {said}" if said else ""


def _line(student, subjects, given) -> list[str]:
    return [student.list_name, *(given.get((student.pk, subject), "") for subject in subjects)]


def _course(course) -> tuple:
    taught = ", ".join(dict.fromkeys(row.teacher.short_name for row in course.teachers.all()))
    pages = [
        link(f"../{folder}/{course.pk}.html", name) for folder, name in (("journals", "Журнал"), ("history", "История"))
    ]
    return (course.subject.name, course.group, taught, several(pages))
