"""Who is freed from a subject for a whole term or year: «осв» stands there although nobody has decided anything."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from journal.models import Exemption, Term
from journal.rules.covering import is_covered
from journal.rules.results import TERM, YEAR


class Taken(Protocol):
    """A course as one student takes it."""

    subject_id: int
    term_system: str
    joined_on: date


# By student and subject: for what they are freed, as `results_of` names it.
Exempt = Mapping[int, Mapping[int, list[tuple[str, int]]]]


def exempt_throughout(taken: Mapping[int, Sequence[Taken]], terms: Sequence[Term], *, today: date) -> Exempt:
    """Return for which terms, and whether for their year, each student is freed on every day. One query.

    `taken`: the courses of each student, of two in one subject the later one last; the days before the first do not
    count. `terms`: all of one year. A term is told of once it has begun, the year once its last term has.
    """
    courses = {(student, course.subject_id): course for student, own in taken.items() for course in reversed(own)}
    spans, found = defaultdict(list), defaultdict(dict)
    freed = Exemption.objects.filter(student__in=taken).values_list("student", "subject", "since", "until")
    for student, subject, *span in freed:
        spans[student, subject].append(span)
    for student, subject in spans.keys() & courses.keys():
        course = courses[student, subject]
        own = [term for term in terms if term.system == course.term_system]
        found[student][subject] = _freed(own, course.joined_on, spans[student, subject], today)
    return found


def _freed(terms, joined_on, spans, today) -> list[tuple[str, int]]:
    if not terms:
        return []
    begun = [term for term in terms if term.first_day <= today]
    freed = [(TERM, term.pk) for term in begun if is_covered(max(term.first_day, joined_on), term.last_day, spans)]
    first, last = max(terms[0].first_day, joined_on), terms[-1].last_day
    return [*freed, (YEAR, 0)] if begun == terms and is_covered(first, last, spans) else freed
