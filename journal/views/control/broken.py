"""What a check of the history has found, in the words of the school: which journal, which lesson, whose mark."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from accounts.russian import full_date
from journal.control.chains import Fault, named_in
from journal.models import AcademicYear, Lesson, Subject, Term, Work

# What a place of the journal is made of, and how each is called.
PARTS = {
    "lesson": (Lesson.objects.all(), lambda lesson: f"{full_date(lesson.date)}, урок {lesson.number}"),
    "work": (Work.objects.select_related("kind"), lambda work: f"{work}, {full_date(work.date)}"),
    "student": (User.objects.all(), lambda student: student.list_name),
    "subject": (Subject.objects.all(), str),
    "term": (Term.objects.all(), str),
    "year": (AcademicYear.objects.all(), str),
}


@dataclass(frozen=True)
class Broken:
    """The first broken place of a journal, and what it is about; `about` is empty for a link of the chain."""

    fault: Fault
    about: str

    @property
    def url(self) -> str:
        """The journal where it is about what stands there, else the history from the broken link on."""
        if not self.fault.number:
            return reverse("journal:teacher-journal", args=[self.fault.course.pk])
        return f"{reverse('journal:teacher-history', args=[self.fault.course.pk])}?before={self.fault.number + 1}"


def broken_of(faults: Iterable[Fault]) -> list[Broken]:
    """Return the faults with the names of what they are about. At most six queries."""
    named = [(fault, named_in(fault.place) if fault.place else {}) for fault in faults]
    wanted = defaultdict(set)
    for _, keys in named:
        for name, key in keys.items():
            wanted[name].add(key)
    said = {name: _said(*part, wanted[name]) for name, part in PARTS.items() if wanted[name]}
    return [Broken(fault, _about(keys, said)) for fault, keys in named]


def _said(rows, words, keys) -> dict[int, str]:
    return {key: words(row) for key, row in rows.in_bulk(keys).items()}


def _about(keys, said) -> str:
    """What has gone from the database has no name left: its number is told. A try of an exam is told as it is."""
    return ", ".join(said.get(name, {}).get(key, str(key)) for name, key in keys.items())
