"""The results of a class for the whole year, and what goes into its certificates."""

from datetime import date
from urllib.parse import unquote

import pytest

from journal.control.closing import missing_in
from journal.enums import ExamKind, Verdict
from journal.models import AcademicYear, ExamMark, FinalMark, Subject
from journal.rules.results import FINAL
from tests import make
from tests.downloads import csv_rows, xlsx_rows
from tests.papers import decide
from tests.reading import lines, links, part

LAST_DAY, TERMS_ARE_OVER = date(2027, 5, 26), date(2027, 5, 27)
BELOW = "Пробелы"


@pytest.fixture
def results(client, deputy, school, school_class):
    """Return the page of the year as the deputy opens it."""
    client.force_login(deputy)
    return lambda: client.get(f"/classes/{school_class.pk}/results/year/")


@pytest.fixture
def ninth():
    """A class that ends with a certificate."""
    return make.school_class(9, "Б")


@pytest.fixture
def graduate(ninth):
    return make.student(school_class=ninth)


@pytest.fixture
def algebra(ninth, graduate):
    """Algebra of the class, which is one line of the certificate with its geometry."""
    facts = {"students": [graduate], "classes": [ninth]}
    found, _ = (make.course(subject_name=name, **facts) for name in ("Алгебра", "Геометрия"))
    Subject.objects.update(certificate_subject=make.subject("Математика"))
    return found


@pytest.fixture
def certificate(client, deputy, school, ninth):
    """Return the page of the certificates of the class as the deputy opens it."""
    client.force_login(deputy)
    return lambda: client.get(f"/classes/{ninth.pk}/results/final/")


@pytest.fixture
def later(client, deputy, time_machine):
    """Return a way to another day, signed in again."""

    def later(day):
        time_machine.move_to(make.at(on=day))
        client.force_login(deputy)

    return later


def row(response):
    """Return the words of the one student's row."""
    return part(response, "Абрамов Пётр", to=BELOW)


def subjects(response):
    return part(response, "Ученик", to=BELOW)


# --- What stands in a cell


def test_cell_holds_the_year_the_attestation_and_the_exam(results, course, student):
    decide(student, course, 4)
    decide(student, course, 5, model=ExamMark, kind=ExamKind.ATTESTATION)
    for attempt, value in ((1, 2), (2, 3)):
        decide(student, course, value, model=ExamMark, attempt=attempt)

    assert row(results()) == ["4 атт. 5 экз. 2; п. 1: 3"]


def test_word_stands_in_the_place_of_a_mark(results, course, student):
    decide(student, course, verdict=Verdict.NOT_ATTESTED)

    response = results()

    assert (row(response), "mark-code" in response.text) == (["н/а"], True)


def test_mark_of_a_subject_that_nobody_teaches_has_a_column(results, course, student):
    decide(student, course, 4, model=ExamMark, subject=make.subject("Математика"))

    assert (subjects(results()), row(results())) == (["Алгебра", "Математика"], ["экз. 4"])


def test_mark_of_a_term_is_not_of_the_year(results, course, student):
    decide(student, course, 4, term=make.term())

    assert row(results()) == []


# --- Gaps


def test_mark_that_should_stand_once_the_terms_are_over_is_a_gap(results, course, student, later):
    later(LAST_DAY)
    running = results()
    later(TERMS_ARE_OVER)
    ended = results()
    decide(student, course, 4)

    assert [row(running), row(ended), row(results())] == [[], ["нет", "1"], ["4"]]
    assert ("годовой отметки" in running.text, "годовой отметки" in ended.text) == (False, True)


def test_gaps_are_counted_as_the_closing_of_the_year_counts_them(results, course, student, school_class, later):
    other = make.student("Белов", school_class=school_class)
    for name, facts in (("Физика", {}), ("Черчение", {"marks_until": LAST_DAY - make.days(30)})):
        make.course(students=[student, other], subject_name=name, **facts)
    make.membership(course, other, until=LAST_DAY - make.days(9))
    decide(student, course, 4)
    later(TERMS_ARE_OVER)

    found = results().context["page"]

    assert [(subject.name, gaps) for subject, gaps in zip(found.subjects, found.gaps, strict=True)] == [
        *(("Алгебра", 0), ("Физика", 2), ("Черчение", 0)),
    ]
    counted = [(one.course.subject.name, one.number) for one in missing_in(make.year(), today=TERMS_ARE_OVER)]
    assert counted == [("Физика", 2)]
    assert [(one.student.surname, one.gaps) for one in found.rows] == [("Абрамов", 1), ("Белов", 1)]


def test_subject_that_a_student_does_not_take_is_no_gap(results, course, student, school_class, later):
    make.course(students=[make.student("Белов", school_class=school_class)], subject_name="Физика")
    later(TERMS_ARE_OVER)

    assert row(results()) == ["нет", "1", "Белов Пётр", "нет", "1"]


# --- The certificate


def test_certificate_has_a_column_of_each_line(certificate, algebra, graduate):
    for model, value in ((FinalMark, 4), (ExamMark, 5)):
        decide(graduate, algebra, value, model=model, subject=make.subject("Математика"))

    assert (subjects(certificate()), row(certificate())) == (["Математика"], ["4 экз. 5"])


def test_missing_mark_of_a_certificate_is_one_gap_of_its_line(certificate, algebra, later):
    later(TERMS_ARE_OVER)

    assert row(certificate()) == ["нет", "1"]


def test_line_lacks_its_mark_though_each_of_its_subjects_has_one(certificate, algebra, graduate, ninth, later):
    decide(graduate, algebra, 4, model=FinalMark)
    later(TERMS_ARE_OVER)
    decide(graduate, ninth.courses.get(subject__name="Геометрия"), 5, model=FinalMark)

    assert row(certificate()) == ["нет", "4", "5", "1"]
    assert FINAL in [one.column.what for one in missing_in(make.year(), today=TERMS_ARE_OVER)]


def test_class_without_certificates_has_no_page_of_them(client, results, school_class):
    page = f"/classes/{school_class.pk}/results/final/"

    assert [client.get(address).status_code for address in (page, f"{page}table.csv")] == [404, 404]


# --- Ways


def test_tabs_end_with_the_year_and_the_certificate(results, certificate, algebra, course, ninth):
    tabs = [[tab.label for tab in page().context["tabs"]] for page in (results, certificate)]

    terms = ["I четверть", "II четверть", "III четверть", "IV четверть"]
    assert tabs == [[*terms, "Год"], [*terms, "Год", "В аттестат"]]
    assert links(certificate())["Год"] == f"/classes/{ninth.pk}/results/year/"


def test_tab_of_a_term_leads_to_the_year(results, client, course, school_class):
    term = client.get(links(results())["I четверть"])

    assert links(term)["Год"] == f"/classes/{school_class.pk}/results/year/"


def test_year_that_has_not_begun_is_waited_for(results, course):
    AcademicYear.objects.update(first_day=make.TODAY + make.days(1))

    assert "Учебный год ещё не начался" in lines(results())


def test_class_without_students_or_marks_says_so(client, results, school_class):
    empty = lines(results())
    make.student(school_class=school_class)

    assert ("В классе никого нет" in empty, "Отметок в этом году нет" in lines(results())) == (True, True)


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("what", ["year", "final"])
def test_results_ask_the_same_number_of_queries(certificate, client, ninth, what, number, django_assert_num_queries):
    for one in range(number):
        child = make.student("Белов", f"Лев {one}", school_class=ninth)
        course = make.course(students=[child], subject_name=f"Предмет {one}", classes=[ninth])
        decide(child, course, 4)
        decide(child, course, 5, model=ExamMark, subject=make.subject(f"Строка {one}"))
    page = f"/classes/{ninth.pk}/results/{what}/"
    client.get(page)

    # Session, user, class, students, memberships, courses, results, lines of the certificate; further subjects.
    with django_assert_num_queries({"year": 8, "final": 9}[what]):
        client.get(page)


# --- Files


@pytest.fixture
def marked(student, course, belova, school_class):
    """Algebra with an exam for one, a word for the other, who alone takes physics."""
    make.enrolment(belova, school_class)
    decide(student, course, 4)
    decide(student, course, 5, model=ExamMark)
    decide(student, course, 2, model=ExamMark, attempt=2)
    decide(belova, course, verdict=Verdict.NOT_ATTESTED)
    make.course(students=[belova], subject_name="Физика")


def test_workbook_holds_what_the_page_shows(client, results, marked, later):
    later(TERMS_ARE_OVER)
    response = client.get(links(results())["XLSX"])

    caption = (
        "Выписка из электронного журнала по состоянию на 27.05.2027, 10:00. Итоги 7 «А»: год, 2026/27 учебный год."
    )
    assert xlsx_rows(response) == [
        [caption, *[""] * 4],
        ["Ученик", "Алгебра, год", "Алгебра, экзамен", "Физика, год", "Пробелы"],
        ["Абрамов Пётр", 4, "5; п. 1: 2", "", 0],
        ["Белова Алёна", "н/а", "", "", 1],
        ["Пробелы", 0, "", 1, ""],
    ]
    name = unquote(response["Content-Disposition"])
    assert name == "attachment; filename*=utf-8''Итоги 7 «А», год 2026-27, 27.05.2027.xlsx"


def test_csv_holds_the_lines_of_the_certificate(client, certificate, algebra, graduate):
    decide(graduate, algebra, 4, model=FinalMark, subject=make.subject("Математика"))

    assert csv_rows(client.get(links(certificate())["CSV"]))[1:] == [
        ["Ученик", "Математика, в аттестат", "Пробелы"],
        ["Абрамов Пётр", "4", "0"],
        ["Пробелы", "0", ""],
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_file_asks_the_same_number_of_queries(results, client, course, school_class, number, django_assert_num_queries):
    for one in range(number):
        child = make.student("Белов", f"Лев {one}", school_class=school_class)
        make.membership(course, child)
        decide(child, course, 4)
    address = f"/classes/{school_class.pk}/results/year/table.csv"
    client.get(address)

    with django_assert_num_queries(7):  # session, user, class, students; memberships, courses, results
        client.get(address)
