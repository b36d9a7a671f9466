"""The marks of a child: by subject for a term, and one subject with its arithmetic."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from journal.views.family import subjects
from journal.views.family.calendar import calendar_of
from journal.views.family.child import child_page
from journal.views.family.empty import why_no_marks
from journal.views.family.readers import for_readers_of_children
from journal.views.terms import chosen_term, main_system, term_tabs, terms_of


@for_readers_of_children
@require_safe
def marks(request: HttpRequest, sid: int) -> HttpResponse:
    child = child_page(request, sid)
    calendar = calendar_of(child.school_class, request.today)
    courses = subjects.courses_of(child.student, calendar)
    terms = terms_of(courses, calendar.terms)
    term = chosen_term(request, terms, main_system(courses))
    rows = subjects.subject_rows(child.student, courses, term, request.today) if term else []
    context = {
        "child": child,
        "tabs": term_tabs(terms, term),
        "term": term,
        "rows": rows,
        "empty": None if any(row.says_something for row in rows) else why_no_marks(courses, child, request.today),
        "elsewhere": sorted({course.subject.name for course in courses if term and course.term_system != term.system}),
    }
    return render(request, "journal/family/marks.html", context)


@for_readers_of_children
@require_safe
def subject(request: HttpRequest, sid: int, subject: int) -> HttpResponse:
    child = child_page(request, sid)
    calendar = calendar_of(child.school_class, request.today)
    courses = [course for course in subjects.courses_of(child.student, calendar) if course.subject_id == subject]
    terms = terms_of(courses, calendar.terms)
    term = chosen_term(request, terms, main_system(courses))
    if term is None:
        raise Http404
    lines = subjects.mark_lines(child.student, courses, term)
    context = {
        "child": child,
        "course": courses[-1],
        "tabs": term_tabs(terms, term),
        "term": term,
        "lines": lines,
        "average": subjects.average_of(lines),
        "promises": subjects.promises_of(child, courses, term, request.today),
        "topics": subjects.topics_of(child, courses, term, now=request.now, today=request.today),
    }
    return render(request, "journal/family/subject.html", context)
