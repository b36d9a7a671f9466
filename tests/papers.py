"""Decided marks for the papers of the school."""

from journal.models import TermMark, YearMark
from tests import make


def decide(student, course, value=None, *, subject=None, verdict="", model=None, **of):
    """Write a decided mark down: of a term when one is named, else of the year unless a model is."""
    model = model or (TermMark if "term" in of else YearMark)
    if model is not TermMark:
        of |= {"year": make.year()}
    return model.objects.create(
        student_id=student.pk,
        subject=subject or course.subject,
        course=course,
        value=value,
        verdict=verdict,
        given_by=make.teacher("Белова"),
        recorded_at=make.NOW,
        recorded_on=make.TODAY,
        **of,
    )
