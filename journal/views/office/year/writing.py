"""A year of a class or of the whole school written as one file, course by course."""

from contextlib import closing
from datetime import datetime
from functools import cached_property
from typing import BinaryIO

from accounts.models import User
from journal.actions import note_year_archive
from journal.control.chains import heads_now, seal_of_heads
from journal.models import AcademicYear, Course, Enrolment, SchoolClass, the_school
from journal.views.office.year import decisions, kinds
from journal.views.office.year.classes import ClassRows
from journal.views.office.year.course import CourseRows
from journal.views.office.year.drawing import drawn, link
from journal.views.office.year.journals import Journal, history_page
from journal.views.office.year.packing import Pack, Tables, growing
from journal.views.office.year.people import People

TITLES = kinds.TITLES | decisions.TITLES
# What the archive of a class says of itself.
LEFT_OUT = (
    "Это архив одного класса: здесь те, кто был в нём в этом учебном году хотя бы день.",
    "Остальных учеников нет и в курсах, общих с другими классами: ни отметок, ни посещения, ни заданий только для них.",
    "Итоговые отметки — поставленные в курсах этого класса.",
    "Полученное в другом классе, до перехода или после него, — в архиве того класса и в архиве всей школы.",
    "Слова учителей (темы, задания, пояснения) приведены так, как они набраны.",
)


def write_archive(
    file: BinaryIO, year: AcademicYear, school_class: SchoolClass | None, *, by: User | None, at: datetime
) -> str:
    """Write the year of a class, of the whole school for None; return the checksum of its checksums.

    The handing over is noted with that checksum, so that a file may be told from one that was changed with its own.
    Memory holds one course at a time; twenty queries for each course at most, seven for each class.
    """
    with closing(Pack(file, at)) as pack, growing(kinds.HEADS | decisions.HEADS) as tables:
        Writing(pack, tables, year, school_class).write(at)
        digest = pack.seal()
    note_year_archive(year, school_class, digest=digest, by=by, at=at)
    return digest


class Writing:
    """An archive that is being written: what of it is to be told on its first page."""

    def __init__(self, pack: Pack, tables: Tables, year: AcademicYear, school_class: SchoolClass | None):
        self.pack, self.tables, self.year, self.school_class = pack, tables, year, school_class
        # The whole school's, before a row is read: to be compared with the paper of the day.
        self.school_seal, self.heads, self.people = heads_now().seal, [], People()
        self.number_of_others = 0

    @cached_property
    def classes(self) -> list[SchoolClass]:
        one = {"pk": self.school_class.pk} if self.school_class else {}
        return list(self.year.classes.filter(**one).select_related("year").in_order())

    @cached_property
    def courses(self) -> list[Course]:
        of_class = {"classes": self.school_class} if self.school_class else {}
        courses = self.year.courses.filter(**of_class).with_subject().select_related("year")
        return list(courses.prefetch_related("classes", "teachers__teacher").in_order())

    @cached_property
    def own(self) -> frozenset[int] | None:
        """The students of the one class, whenever they were in it; None for everybody of the school."""
        if self.school_class is None:
            return None
        return frozenset(Enrolment.objects.filter(school_class=self.school_class).values_list("student", flat=True))

    @property
    def left_out(self) -> list[str]:
        """What of the class's courses is not here, in sentences; empty for the whole school."""
        if self.school_class is None:
            return []
        history = (
            "В истории от записей об остальных учениках оставлены номер и печать, поэтому цепь не прерывается. "
            f"Таких записей: {self.number_of_others}."
        )
        return [*LEFT_OUT, history]

    def write(self, at: datetime) -> None:
        self.pack.add("style.css", drawn("style.css"))
        for course in self.courses:
            self._write_course(CourseRows(course, self.people, self.own))
        for found in self.classes:
            self._write_class(found)
        self.tables.add("terms", decisions.term_words(self.year))
        self.tables.add("reopenings", decisions.reopening_words(self.courses))
        self.tables.move_to(self.pack)
        context = {"year": self.year, "at": at, "school": the_school()}
        context |= {"seal": seal_of_heads(sorted(self.heads)), "school_seal": self.school_seal}
        context |= {"is_closed": self.year.closed_at is not None, "contents": self.contents}
        context["left_out"] = self.left_out
        whose = self.school_class.title if self.school_class else "вся школа"
        context["title"] = f"Архив электронного журнала: {self.year} учебный год, {whose}"
        for name in ("index.html", "README.txt"):
            self.pack.add(name, drawn(name, **context))

    @property
    def contents(self) -> list[tuple[str, list]]:
        """What the first page leads to: a heading, and lines of a name with its pages."""
        classes = [
            (link(f"classes/{found.pk}.html", found.title), link(f"results/{found.pk}.html", "итоги"))
            for found in self.classes
        ]
        courses = [
            (link(f"journals/{course.pk}.html", str(course)), link(f"history/{course.pk}.html", "история"))
            for course in self.courses
        ]
        tables = [(link(f"tables/{name}.csv", title),) for name, title in TITLES.items()]
        return [("Классы", classes), ("Журналы", courses), ("Таблицы для Excel", tables)]

    def _write_course(self, rows: CourseRows) -> None:
        course, head = rows.course, rows.head
        self.heads += [(course.pk, head.number, head.digest)] if head.number else []
        for kind in kinds.OF_COURSES:
            self.tables.add(kind.name, kinds.words_of(kind, rows))
        self.tables.add("history", kinds.history_words(rows))
        self.number_of_others += sum(map(rows.is_of_others, rows.changes))
        self.pack.add(f"journals/{course.pk}.html", Journal(rows).page)
        self.pack.add(f"history/{course.pk}.html", history_page(rows))

    def _write_class(self, found: SchoolClass) -> None:
        own = [course for course in self.courses if found in course.classes.all()]
        rows = ClassRows(found, own)
        self.tables.add("students", kinds.student_words(rows.enrolments, found.code))
        self.tables.add("outcomes", rows.outcomes.words)
        self.pack.add(f"classes/{found.pk}.html", rows.page)
        self.pack.add(f"results/{found.pk}.html", rows.results_page)
