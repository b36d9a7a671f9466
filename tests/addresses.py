"""The addresses of all pages about the objects of one family, one teacher, one class."""

from django.urls import reverse

from complaints.actions import ask
from complaints.enums import Status
from tests import make
from tests.complaining import brought_to, complain

OF_NOBODY = {
    "accounts:help-topic": ["diary"],
    "accounts:verify": ["A" * 40],
    "accounts:visits-table": ["csv"],
    "journal:never-came-table": ["csv"],
    "journal:never-of-staff-table": ["csv"],
    "journal:person-new": [],
    "journal:control-table": ["csv"],
    "journal:control-duties-table": ["xlsx"],
    "journal:control-list": ["density", "xlsx"],
    "journal:control-report": ["2026-W42"],
}
OF_CLASS = ("journal:control-class", "journal:control-promotion", "journal:never-in-class")
# Pages about a class in a term.
OF_TERMS = ("journal:class-results", "journal:class-print-marks", "journal:class-print-notices")
TABLES_OF_TERMS = ("journal:class-results-table", "journal:class-print-notices-table")


def addresses(names, *, student, lesson, mark, school_class, question, notice=1):
    """Return the address of each named page about these objects."""
    sid = student.pk
    of_objects = {
        **OF_NOBODY,
        **of_papers(sid, lesson.course_id, school_class.pk),
        **of_class(school_class.pk),
        **of_tables(school_class.pk, lesson.course_id),
        "journal:control-term": [make.term().pk],
        "journal:journals-destroy": [lesson.course.year_id],
        "journal:control-teacher": [lesson.teacher_id],
        "journal:notice-read": [notice],
        **{f"complaints:{page}": [question.complaint.number] for page in ("complaint", "letter", "withdraw")},
        "complaints:question": [question.pk],
        "journal:family-week": [sid, "2026-W42"],
        "journal:family-day": [sid, make.TODAY.isoformat()],
        "journal:family-subject": [sid, lesson.course.subject_id],
        "journal:family-entry": [sid, mark.pk],
        "journal:family-absence-withdraw": [sid, 1],
        "journal:control-duty": [f"topic-{lesson.pk}"],
        "journal:teacher-day-on": [make.TODAY.isoformat()],
        **{f"journal:teacher-{page}": [lesson.pk] for page in ("lesson", "work-new")},
        **{f"journal:teacher-{page}": [mark.work_id] for page in ("work", "paste")},
        "journal:teacher-cell": [lesson.course_id, f"w{mark.work_id}-{sid}"],
        **{f"journal:teacher-{page}": [lesson.course_id] for page in ("journal", "entries", "history", "results")},
        "journal:teacher-plan-line": [lesson.course_id, lesson.course.planned_topics.get().pk],
    }
    kinds = {
        **dict.fromkeys(("journal:family-", "journal:student-"), (sid,)),
        "journal:person": [sid],
        "journal:class-": [school_class.pk],
        "journal:teacher-plan": [lesson.course_id],
        "journal:control-year": [make.year().pk],
    }

    def of_kind(name):
        return next((of for beginning, of in kinds.items() if name.startswith(beginning)), [])

    return {name: reverse(name, args=of_objects.get(name, of_kind(name))) for name in names}


def of_class(pk):
    """Return what the address of each page of a class is made of, unless it is the class alone."""
    return {
        **dict.fromkeys(("journal:class", *OF_CLASS), (pk,)),
        "journal:class-attendance": [pk, "2026-W42"],
        "journal:class-note-read": [pk, 1],
        **dict.fromkeys(OF_TERMS, (pk, make.term().pk)),
        "journal:class-year-results": [pk, "year"],
    }


def of_tables(school_class, course):
    """Return what the address of each table of these objects is made of."""
    return {
        "journal:class-attendance-table": [school_class, "2026-W42", "csv"],
        "journal:class-year-results-table": [school_class, "year", "csv"],
        "journal:class-table": [school_class, "absent", "csv"],
        **dict.fromkeys(TABLES_OF_TERMS, (school_class, make.term().pk, "csv")),
        "journal:control-promotion-table": [school_class, "csv"],
        "journal:control-term-table": [make.term().pk, "missing", "csv"],
        "journal:control-year-table": [make.year().pk, "outcomes", "xlsx"],
        "journal:never-in-class-table": [school_class, "csv"],
        **{f"journal:teacher-{page}-table": [course, "csv"] for page in ("history", "journal", "results")},
    }


def of_papers(sid, course, school_class):
    """Return what the address of each paper of these objects is made of."""
    return {
        "journal:paper-journal": [course, make.term().pk],
        "journal:paper-summary": [school_class],
        "journal:paper-report-card": [sid],
        "journal:paper-report-cards": [school_class],
        "journal:paper-week": [sid, "2026-W42"],
    }


def answered(cast, author, teacher):
    """Return the question that a teacher was asked in a case of the author, which has been answered since."""
    case = complain(cast[author], cast[author].guardianships.get().child)
    question = ask(case, teacher=cast[teacher], text="Почему нет темы?", by=cast["director"], at=make.NOW)
    brought_to(Status.ANSWERED, case, by=cast["director"])
    return question
