"""Marks of a year, of attestations and of certificates: proposed by the rules that are data, decided by the teacher."""

from datetime import date

import pytest
from django.urls import reverse

from journal.actions import reopen
from journal.control.chains import check_history
from journal.enums import ExamKind, FinalSource, TermSystem
from journal.models import (
    AcademicYear,
    Change,
    CourseTeacher,
    ExamMark,
    Exemption,
    FinalMark,
    SchoolClass,
    Term,
    YearMark,
)
from tests import make
from tests.reading import links


def test_year_is_proposed_from_the_terms(opened_results, course, student, teacher):
    for number, value in ((1, 4), (2, 5)):
        make.result(course, student, term=make.term(number), value=value)

    [row] = opened_results("year").context["form"].rows()

    assert (row.proposal.digits, row.proposal.reason) == ("5", "среднее за периоды 4,50, от 4,50")
    assert [(one.title, one.digits) for one in row.beside] == [("I четверть", "4"), ("II четверть", "5")]


def test_nobody_is_freed_throughout_a_year_without_terms(opened_results, course, student):
    type(course).objects.filter(pk=course.pk).update(term_system=TermSystem.TRIMESTER)
    facts = {"since": make.YEAR_BEGINS, "recorded_at": make.NOW, "ground": "Справка"}
    Exemption.objects.create(student_id=student.pk, subject=course.subject, **facts)

    [row] = opened_results("year").context["form"].rows()

    assert row.proposal.digits == ""


def test_attestation_has_its_form_its_day_and_its_retakes(opened_results, post_results, course, student):
    post_results({student: "2"}, column="attestation-1", form="Контрольная работа", held_on="2026-10-05")
    post_results({student: "4"}, column="attestation-2", form="Контрольная работа", held_on="2026-10-09")

    tries = ExamMark.objects.order_by("attempt").values_list("kind", "attempt", "value", "form", "held_on")
    assert list(tries) == [
        (ExamKind.ATTESTATION, 1, 2, "Контрольная работа", date(2026, 10, 5)),
        (ExamKind.ATTESTATION, 2, 4, "Контрольная работа", date(2026, 10, 9)),
    ]
    titles = [tab.label for tab in opened_results().context["page"].tabs]
    assert titles[-3:] == ["Промежуточная аттестация", "Промежуточная аттестация, пересдача 1", *titles[-1:]]


def test_form_of_an_attestation_is_named_after_its_marks(opened_results, post_results, course, student):
    post_results({student: "4"}, column="attestation-1")
    post_results({student: "4"}, column="attestation-1", form="Зачёт", held_on="2026-10-05")

    assert ExamMark.objects.values_list("value", "form", "held_on").get() == (4, "Зачёт", date(2026, 10, 5))
    shown = opened_results("attestation-1").context["form"]
    assert [field.value() for field in shown.facts] == ["Зачёт", date(2026, 10, 5), False]


def test_form_of_another_exam_is_changed_only_when_asked_for(opened_results, post_results, course, student, belova):
    post_results({student: "4"}, column="attestation-1", form="Устно", held_on="2026-10-05")
    post_results({student: "4", belova: "5"}, column="attestation-1", form="Тест", held_on="2026-10-09")
    apart = list(ExamMark.objects.order_by("pk").values_list("value", "form"))
    post_results({student: "4", belova: "5"}, column="attestation-1", form="Тест", held_on="2026-10-09", for_all="on")

    assert apart == [(4, "Устно"), (5, "Тест")]
    assert list(ExamMark.objects.order_by("pk").values_list("value", "form")) == [(4, "Тест"), (5, "Тест")]
    told = Change.objects.filter(student=student.pk).order_by("number").values_list("reason", flat=True)
    assert list(told) == [
        "промежуточная аттестация, попытка 1: Устно, 05.10.2026",
        "промежуточная аттестация, попытка 1: Тест, 09.10.2026",
    ]
    assert check_history([course]).faults == []


@pytest.mark.parametrize("day", ["0001-01-01", "2026-10-13"])
def test_exam_is_held_within_the_year_and_not_tomorrow(opened_results, post_results, course, student, day):
    refused = post_results({student: "4"}, column="attestation-1", form="Тест", held_on=day)

    assert "не раньше начала учебного года и не позже сегодняшнего" in refused.text
    assert not ExamMark.objects.exists()


def in_grade(grade, school_class):
    type(school_class).objects.filter(pk=school_class.pk).update(grade=grade)


def test_grade_done_twice_counts_by_its_last_year(opened_results, course, student, school_class):
    in_grade(9, school_class)
    days = {"first_day": date(2025, 9, 1), "last_day": date(2026, 5, 26)}
    before = AcademicYear.objects.create(name="2025/26", **days)
    make.enrolment(student, type(school_class).objects.create(year=before, grade=9, letter="А"), since=date(2025, 9, 1))
    for year, value in ((before, 2), (make.year(), 4)):
        make.result(course, student, model=YearMark, year=year, value=value)

    [row] = opened_results("final").context["form"].rows()

    assert row.proposal.digits == "4"


def test_certificate_of_grade_nine_is_the_mean_of_year_and_exam(opened_results, course, student, school_class):
    in_grade(9, school_class)
    make.result(course, student, model=YearMark, year=make.year(), value=4)
    exam = {"year": make.year(), "kind": ExamKind.EXAM}
    make.result(course, student, model=ExamMark, attempt=1, value=2, **exam)
    make.result(course, student, model=ExamMark, attempt=2, value=5, **exam)

    [row] = opened_results("final").context["form"].rows()

    assert row.proposal.digits == "5"
    assert row.proposal.reason == (
        "экзаменационная отметка за 9 класс, годовая отметка за 9 класс, среднее 4,50, от 4,50"
    )


def test_certificate_takes_the_last_try_whenever_the_first_was_written(opened_results, course, student, school_class):
    in_grade(9, school_class)
    make.result(course, student, model=YearMark, year=make.year(), value=4)
    for attempt, value in ((2, 4), (1, 2)):
        exam = {"year": make.year(), "kind": ExamKind.EXAM, "attempt": attempt}
        make.result(course, student, model=ExamMark, value=value, **exam)

    [row] = opened_results("final").context["form"].rows()

    assert row.proposal.digits == "4"


def test_certificate_of_a_repeated_grade_mixes_no_years(opened_results, course, student, school_class):
    in_grade(9, school_class)
    days = {"first_day": make.YEAR_BEGINS - make.days(365), "last_day": make.YEAR_BEGINS - make.days(98)}
    before = AcademicYear.objects.create(name="2025/26", **days)
    place = {"school_class": SchoolClass.objects.create(year=before, grade=9, letter="Я", shift=1)}
    make.enrolment(student, since=before.first_day, until=before.last_day, **place)
    make.result(course, student, model=ExamMark, year=before, kind=ExamKind.EXAM, attempt=1, value=2)
    make.result(course, student, model=YearMark, year=make.year(), value=5)

    [row] = opened_results("final").context["form"].rows()

    assert row.proposal.digits == "5"


def test_certificate_unites_the_courses_of_its_line(
    opened_results, post_results, course, student, teacher, school_class
):
    line = make.subject("Математика")
    type(course.subject).objects.filter(pk=course.subject_id).update(certificate_subject=line)
    in_grade(9, school_class)
    geometry = make.course(teacher=teacher, students=[student], subject_name="Геометрия")
    type(line).objects.filter(pk=geometry.subject_id).update(certificate_subject=line)
    for one, value in ((course, 3), (geometry, 4)):
        make.result(one, student, model=YearMark, year=make.year(), value=value)
    make.result(course, student, model=ExamMark, year=make.year(), kind=ExamKind.EXAM, value=4, subject=line)

    [row] = opened_results("final").context["form"].rows()
    post_results({student: "4"}, column="final")

    assert row.proposal.digits == "4"
    assert FinalMark.objects.values_list("subject__name", "value", "proposed").get() == ("Математика", 4, 4)


def test_exam_of_grade_eleven_never_counts(opened_results, course, student, school_class):
    in_grade(11, school_class)
    type(course).objects.filter(pk=course.pk).update(term_system=TermSystem.HALF)
    make.result(course, student, term=make.term(1, TermSystem.HALF), value=5)
    make.result(course, student, model=YearMark, year=make.year(), value=5)
    make.result(course, student, model=ExamMark, year=make.year(), kind=ExamKind.EXAM, value=2)

    [row] = opened_results("final").context["form"].rows()

    assert row.proposal.digits == "5"
    assert FinalSource.EXAM.label not in row.proposal.reason


def test_certificate_goes_by_the_grade_of_the_student(opened_results, course, student):
    graduate = make.student("Яковлев", school_class=make.school_class(11))
    make.membership(course, graduate)
    make.result(course, graduate, model=YearMark, year=make.year(), value=5)

    in_year, in_certificate = (opened_results(column).context["form"].rows() for column in ("year", "final"))

    assert [row.student for row in in_year] == [student, graduate]
    assert [(row.student, row.proposal.digits) for row in in_certificate] == [(graduate, "5")]


def test_course_of_a_past_year_is_corrected_while_it_is_open_again(
    client, post_results, course, student, lesson, teacher, deputy, time_machine
):
    CourseTeacher.objects.update(until=date(2027, 5, 26))
    summer = make.at(on=date(2027, 7, 1))
    time_machine.move_to(summer)
    Term.objects.update(closed_at=summer, closed_by=deputy)
    AcademicYear.objects.update(closed_at=summer, closed_by=deputy)
    client.force_login(teacher)
    before = links(client.get(reverse("journal:teacher-day")))

    reopen(course, term=None, reason="Экзамен сдан осенью", until=date(2027, 7, 5), by=deputy, at=summer)
    found = links(client.get(reverse("journal:teacher-day")))["Алгебра, 7 «А»"]
    post_results({student: "4"}, column="year")

    assert ("Алгебра, 7 «А»" in before, client.get(found).status_code) == (False, 200)
    assert YearMark.objects.get().value == 4
