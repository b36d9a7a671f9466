"""Results of a course decided by its teacher: proposed, typed, saved, refused, in conflict."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from journal.enums import TermSystem, Verdict
from journal.models import (
    AcademicYear,
    Change,
    Exemption,
    Membership,
    Reopening,
    Term,
    TermMark,
    YearMark,
)
from tests import make
from tests.reading import lines
from tests.results import marked, term_column


def test_term_is_proposed_with_its_reason(opened_results, lesson, student):
    marked(lesson, student, 5, 4, 4)

    [row] = opened_results().context["form"].rows()

    assert (str(row.basis.average), row.basis.marks) == ("4,33", 3)
    assert (row.proposal.digits, row.proposal.reason) == ("4", "средний 4,33, от 3,50")


def test_result_is_saved_with_what_was_proposed(post_results, lesson, student, teacher):
    marked(lesson, student, 5, 4, 4)

    response = post_results({student: "4"})

    given = TermMark.objects.get()
    assert (response.status_code, given.value, given.proposed, given.given_by) == (302, 4, 4, teacher)
    assert Change.objects.filter(matter="term_mark").values_list("old", "new").get() == ("", "4")


def test_other_than_proposed_needs_a_word(post_results, lesson, student):
    marked(lesson, student, 5, 4, 4)

    refused = post_results({student: "5"})
    post_results({student: ("5", "Сдал зачёт на отлично")})

    assert "предложено «4»" in " ".join(lines(refused))
    assert "Напишите, почему решено иначе." in " ".join(lines(refused))
    [row] = refused.context["form"].rows()
    assert row.value.value() == "5"
    assert TermMark.objects.values_list("value", "comment").get() == (5, "Сдал зачёт на отлично")


def test_what_is_no_mark_stays_in_its_field_and_nothing_is_saved(post_results, lesson, student, belova):
    refused = post_results({student: "7", belova: "н"})

    assert "Ставят отметку от 2 до 5" in " ".join(lines(refused))
    assert [row.value.value() for row in refused.context["form"].rows()] == ["7", "н"]
    assert not TermMark.objects.exists()


def test_digit_outside_the_scale_is_refused(post_results, lesson, student):
    refused = post_results({student: ("1", "Не занимался")})

    assert TermMark.objects.count() == 0
    assert refused.status_code == 200


def test_without_marks_nobody_is_attested(post_results, lesson, student):
    post_results({student: "н"})

    given = TermMark.objects.get()
    assert (given.verdict, given.proposed_digits) == (Verdict.NOT_ATTESTED, "н/а")


def test_decision_against_the_rule_keeps_what_was_proposed(post_results, lesson, student):
    post_results({student: ("3", "Сдал устно")})

    given = TermMark.objects.get()
    assert (given.digits, given.proposed_digits, given.comment) == ("3", "н/а", "Сдал устно")


def test_exempt_student_is_proposed_so(opened_results, lesson, student):
    facts = {"since": make.YEAR_BEGINS, "recorded_at": make.NOW, "ground": "Справка"}
    Exemption.objects.create(student_id=student.pk, subject=lesson.course.subject, **facts)

    [row] = opened_results().context["form"].rows()

    assert (row.proposal.digits, row.basis) == ("осв", None)


def test_student_freed_at_the_end_of_a_term_is_marked_for_what_was_before(opened_results, lesson, student):
    marked(lesson, student, 5, 4, 4)
    facts = {"since": make.term().last_day - make.days(20), "recorded_at": make.NOW, "ground": "Справка"}
    Exemption.objects.create(student_id=student.pk, subject=lesson.course.subject, **facts)

    [row] = opened_results().context["form"].rows()

    assert row.proposal.digits == "4"


def test_proposed_fill_the_empty_fields_unsaved(opened_results, lesson, student):
    marked(lesson, student, 5, 4, 4)

    response = opened_results(query="&fill=1")

    assert [row.value.value() for row in response.context["form"].rows()] == ["4"]
    assert "ещё не сохранены" in " ".join(lines(response))
    assert not TermMark.objects.exists()


def test_what_another_wrote_meanwhile_is_told_before_it_is_replaced(client, opened_results, course, lesson, student):
    shown = opened_results().context["form"].rows()[0]
    given = {"course": course, "subject": course.subject, "given_by": course.teachers.get().teacher}
    TermMark.objects.create(
        student_id=student.pk, term=make.term(), value=3, recorded_at=make.NOW, recorded_on=make.TODAY, **given
    )
    names = (shown.value.html_name, shown.comment.html_name, shown.seen.html_name)
    address = reverse("journal:teacher-results", args=[course.pk]) + f"?column={term_column()}"

    met = client.post(address, dict(zip(names, ("н/а", "Болел", 0), strict=True)))
    row = met.context["form"].rows()[0]
    again = dict(zip(names, (row.value.value(), row.comment.value(), row.seen.value()), strict=True))
    saved = client.post(address, again)

    assert "«3»" in " ".join(lines(met))
    assert (row.value.value(), row.comment.value()) == ("н/а", "Болел")
    assert (saved.status_code, TermMark.objects.get().verdict) == (302, Verdict.NOT_ATTESTED)


def test_comment_that_another_wrote_meanwhile_is_not_wiped(
    client, opened_results, post_results, lesson, student, belova
):
    post_results({student: ("н/а", "Болел")})
    page = opened_results()
    fields = {
        bound.html_name: bound.value()
        for row in page.context["form"].rows()
        for bound in (row.value, row.comment, row.seen)
    }
    post_results({student: ("н/а", "Болел весь сентябрь")})
    address = page.request["PATH_INFO"] + f"?column={term_column()}"

    fields[f"comment-{student.pk}"] = ""
    met = client.post(address, fields | {f"value-{belova.pk}": "н/а"})

    row = next(row for row in met.context["form"].rows() if row.student == student)
    assert "«н/а, Болел весь сентябрь»" in " ".join(lines(met))
    assert (row.value.value(), row.comment.value()) == ("н/а", "Болел весь сентябрь")
    assert TermMark.objects.get().comment == "Болел весь сентябрь"


def test_closed_term_is_read_alone_until_the_course_is_opened_again(
    opened_results, post_results, lesson, student, deputy
):
    facts = {"opened_by": deputy, "opened_at": make.NOW, "opened_on": make.TODAY, "until": make.TODAY}
    Term.objects.update(closed_at=make.NOW, closed_by=deputy)

    closed, refused = opened_results(), post_results({student: "н"})
    Reopening.objects.create(course=lesson.course, term=make.term(), reason="Ошибка", **facts)
    saved = post_results({student: "н"})

    assert not closed.context["page"].is_open
    assert "Период закрыт" in " ".join(lines(refused))
    assert (refused.status_code, saved.status_code, TermMark.objects.count()) == (200, 302, 1)


def test_closed_year_keeps_its_marks(post_results, course, student, deputy):
    AcademicYear.objects.update(closed_at=make.NOW, closed_by=deputy)

    refused = post_results({student: "4"}, column="year")

    assert "Учебный год 2026/27 закрыт" in " ".join(lines(refused))
    assert not YearMark.objects.exists()


@pytest.mark.parametrize("column", ["year-1", "term-999", "exam-1", "attestation-9"])
def test_strange_column_is_no_page(opened_results, column):
    assert opened_results(column).status_code == 404


def test_course_without_terms_shows_its_year(client, teacher, course):
    type(course).objects.filter(pk=course.pk).update(term_system=TermSystem.TRIMESTER)
    client.force_login(teacher)

    response = client.get(reverse("journal:teacher-results", args=[course.pk]))

    assert response.context["page"].title == "Год"


def test_chosen_is_the_term_begun_last(client, teacher, course):
    client.force_login(teacher)

    response = client.get(reverse("journal:teacher-results", args=[course.pk]))

    assert response.context["page"].title == "I четверть"


def test_who_only_reads_sees_what_stands(opened_results, course, student, deputy):
    make.result(course, student, term=make.term(), value=5, comment="Олимпиада")

    response = opened_results(by=deputy)

    assert not response.context["page"].is_open
    assert "Олимпиада" in lines(response)


def test_reader_who_does_not_teach_saves_nothing(client, deputy, course, student):
    client.force_login(deputy)
    address = reverse("journal:teacher-results", args=[course.pk]) + f"?column={term_column()}"

    response = client.post(address, {f"value-{student.pk}": "5"})

    assert (response.status_code, TermMark.objects.count()) == (200, 0)


def test_who_has_left_is_not_decided_about(opened_results, course, student):
    Membership.objects.update(until=date(2026, 10, 2))

    assert opened_results().context["form"].rows() == []


def test_as_many_queries_for_one_student_as_for_three(opened_results, course, lesson, student):
    marked(lesson, student, 5, 4)
    opened_results()
    one = asked(opened_results)
    for surname in ("Белов", "Волков"):
        make.mark(lesson=lesson, student=make.membership(course, make.student(surname)).student)

    assert asked(opened_results) == one <= 20


def asked(opened_results) -> int:
    with CaptureQueriesContext(connection) as queries:
        opened_results()
    return len(queries)
