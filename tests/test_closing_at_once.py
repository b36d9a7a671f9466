"""A term closed while others write of the same year: nobody waits for ever."""

from datetime import date

from journal.actions import close_term, close_year
from journal.models import AcademicYear, Pause, Term
from tests import make
from tests.at_once import WITH_MANY_WRITERS, at_once

pytestmark = WITH_MANY_WRITERS

AFTER = make.at(on=date(2027, 5, 31))


def test_term_is_closed_while_a_pause_is_recorded(school):
    teacher, by = make.teacher(), make.person()
    for number in range(20):
        make.course(teacher=teacher, subject_name=f"Предмет {number}")
    days = [make.TODAY + make.days(number) for number in range(6)]
    terms = list(Term.objects.all())
    acts = [
        *(lambda day=day: make.pause(day, by=by) for day in days),
        *(lambda term=term: close_term(term, by=by, at=AFTER) for term in terms),
    ]

    at_once(lambda act: act(), *acts)

    assert (Pause.objects.count(), Term.objects.closed().count()) == (len(days), len(terms))


def test_year_is_closed_once_while_pauses_are_recorded(school):
    teacher, by = make.teacher(), make.person()
    for number in range(20):
        make.course(teacher=teacher, subject_name=f"Предмет {number}")
    for term in Term.objects.all():
        close_term(term, by=by, at=AFTER)
    days = [make.TODAY + make.days(number) for number in range(6)]
    acts = [lambda day=day: make.pause(day, by=by) for day in days]

    at_once(lambda act: act(), *acts, *[lambda: close_year(make.year(), by=by, at=AFTER)] * 2)

    assert (Pause.objects.count(), AcademicYear.objects.filter(closed_at=None).count()) == (len(days), 0)
