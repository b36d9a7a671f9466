"""How a teacher opens and posts the results of a course."""

import pytest
from django.urls import reverse

from tests import make


@pytest.fixture
def opened_results(client, teacher, school, course):
    """Open the results as the course's teacher, or as another."""

    def opened_results(column="", *, by=teacher, query="", of=course):
        client.force_login(by)
        address = reverse("journal:teacher-results", args=[of.pk])
        return client.get(f"{address}?column={column or term_column()}{query}")

    return opened_results


@pytest.fixture
def post_results(client, opened_results, course):
    """Post what the page shows with something typed over it: {student: digits or (digits, comment)}."""

    def post_results(typed, *, column="", **further):
        fields = {}
        for row in opened_results(column).context["form"].rows():
            said = typed.get(row.student, "")
            value, comment = said if isinstance(said, tuple) else (said, "")
            fields |= {row.value.html_name: value, row.comment.html_name: comment, row.seen.html_name: row.seen.value()}
        address = reverse("journal:teacher-results", args=[course.pk])
        return client.post(f"{address}?column={column or term_column()}", fields | further)

    return post_results


def term_column(number=1):
    return f"term-{make.term(number).pk}"


def marked(lesson, student, *values):
    """Give marks for answers at lessons of their own."""
    for number, value in enumerate(values, 2):
        other = make.lesson(course=lesson.course, number=number, on=make.TODAY - make.days(4))
        make.mark(lesson=other, student=student, value=value)
