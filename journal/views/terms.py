"""Which quarter or half of the year a page is about."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.http import Http404, HttpRequest

from journal.enums import TermSystem
from journal.models import Course, Term, every_term
from journal.views.tabs import Tab


def main_system(courses: Iterable[Course]) -> TermSystem:
    """Return how most of the courses divide the year."""
    systems = Counter(course.term_system for course in courses)
    return TermSystem(systems.most_common(1)[0][0]) if systems else TermSystem.QUARTER


def terms_of(courses: Iterable[Course], terms: Iterable[Term]) -> list[Term]:
    """Return the terms by which the courses are marked, those of most of them first."""
    systems = [system for system, _ in Counter(course.term_system for course in courses).most_common()]
    return [term for system in systems for term in terms if term.system == system]


def terms_of_year(year: int) -> list[Term]:
    """Return the terms of an academic year, of all systems."""
    return [term for term in every_term() if term.year_id == year]


def term_among(terms: Iterable[Term], pk: int) -> Term:
    """Return one of the terms by its key; 404 for a strange one."""
    found = next((term for term in terms if term.pk == pk), None)
    if found is None:
        raise Http404
    return found


def chosen_term(request: HttpRequest, terms: list[Term], system: TermSystem) -> Term | None:
    """Return the term asked for, else the last one begun of the system; None without terms, 404 for a strange one."""
    asked = request.GET.get("term")
    if asked is None:
        return last_begun([term for term in terms if term.system == system], request.today)
    found = next((term for term in terms if str(term.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def term_tabs(terms: list[Term], chosen: Term | None) -> list[Tab]:
    return [Tab(f"?term={term.pk}", str(term), is_current=term == chosen) for term in terms]


def last_begun(terms: list[Term], today: date) -> Term | None:
    """Return the last term begun by the day, before all of them the first; None without terms."""
    begun = [term for term in terms if term.first_day <= today]
    return begun[-1] if begun else next(iter(terms), None)
