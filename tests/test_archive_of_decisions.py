"""What the office decided, in the archive of a year: outcomes, closings, courses opened again, exams as held."""

import pytest

from journal.actions import close_term, end_reopening, promote, reopen
from journal.enums import ExamKind, Outcome
from journal.models import Enrolment, ExamMark
from journal.views.office.year.decisions import Outcomes, reopening_words, term_words
from tests import make
from tests.archiving import archived, page, table

pytestmark = pytest.mark.usefixtures("school")
OVER = make.at(12, on=make.date(2026, 10, 26))
LASTING = make.date(2026, 10, 30)
UNDECIDED = ("7 А", "Яшина Дарья Игоревна", "не решено", "", "", "")


@pytest.fixture
def decided(school_class, student, deputy):
    """The year ended for one student of the class, by order; of another nothing is decided, a third one has left."""
    make.student("Яшина", "Дарья", "Игоревна", school_class=school_class)
    gone = make.student("Юдин", school_class=None)
    make.enrolment(gone, school_class, until=make.TODAY)
    order = "приказ от 25.05.2027 № 41-у"
    promote(school_class, {student.pk: Outcome.CONDITIONALLY}, order=order, by=deputy, at=make.NOW)


@pytest.fixture
def reopened(course, teacher, deputy):
    """The first quarter was closed, and the course opened again for a correction, for as long as it took."""
    close_term(make.term(), reason="журнал заполнен не весь", by=deputy, at=OVER)
    reason = "исправить отметку за контрольную"
    row = reopen(course, term=make.term(), reason=reason, until=LASTING, to=teacher, by=deputy, at=OVER)
    end_reopening(row, by=deputy, at=OVER)


def test_outcomes_are_a_table_with_those_still_undecided(decided, school_class):
    outcomes = table(archived(school_class), "outcomes")

    rows = [tuple(row[name] for name in row if name != "Код ученика") for row in outcomes]

    whole = ("приказ от 25.05.2027 № 41-у", "Власова Нина Андреевна", "12.10.2026 10:00")
    assert rows == [("7 А", "Абрамов Пётр Ильич", "переведён условно", *whole), UNDECIDED]


def test_page_of_results_tells_the_outcomes(decided, school_class):
    lines = page(archived(), f"results/{school_class.pk}.html")

    row = ("Абрамов Пётр", "переведён условно", "приказ от 25.05.2027 № 41-у", "Яшина Дарья", "не решено")
    assert lines[3:] == ["Итоги года", "Ученик", "Решение", "Приказ", *row]


def test_page_of_results_has_no_outcomes_before_any_is_decided(school_class, student):
    assert page(archived(), f"results/{school_class.pk}.html")[3:] == ["Записей нет."]


def test_closed_terms_are_a_table(reopened):
    year, *terms = table(archived(), "terms")

    [first] = [row for row in terms if row["Когда закрыт"]]
    assert (year["Период"], year["Ключ периода"], year["Ключ года"]) == ("учебный год", "", str(make.year().pk))
    assert first == {
        "Ключ периода": str(make.term().pk),
        "Ключ года": str(make.year().pk),
        "Учебный год": "2026/27",
        "Период": "I четверть",
        "С": "01.09.2026",
        "По": "23.10.2026",
        "Когда закрыт": "26.10.2026 12:00",
        "Кто закрыл": "Власова Нина Андреевна",
    }
    assert [row["Период"] for row in terms[:3]] == ["I полугодие", "II полугодие", "I четверть"]


def test_courses_opened_again_are_a_table(reopened, course):
    assert table(archived(make.school_class()), "reopenings") == [
        {
            "Курс": course.code,
            "Предмет": "Алгебра",
            "Группа": course.group,
            "За что": "I четверть",
            "Почему": "исправить отметку за контрольную",
            "Кто открыл": "Власова Нина Андреевна",
            "Когда открыл": "26.10.2026 12:00",
            "По какой день": "30.10.2026",
            "Кто исправляет": "Сидорова Анна Сергеевна",
            "Кто закрыл снова": "Власова Нина Андреевна",
            "Когда закрыл снова": "26.10.2026 12:00",
        }
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_decisions_cost_the_same_however_many(school_class, teacher, deputy, number, django_assert_num_queries):
    students = [make.student(school_class=school_class) for _ in range(number)]
    courses = [make.course(teacher=teacher) for _ in range(number)]
    promote(school_class, {one.pk: Outcome.MOVED for one in students}, order="№ 41-у", by=deputy, at=make.NOW)
    close_term(make.term(), by=deputy, at=OVER)
    for course in courses:
        reopen(course, term=make.term(), reason="ошибка", until=LASTING, by=deputy, at=OVER)
    enrolments = list(Enrolment.objects.filter(school_class=school_class).select_related("student"))

    with django_assert_num_queries(3):
        tables = Outcomes(school_class, enrolments).words, term_words(school_class.year), reopening_words(courses)
        rows = [len(list(table)) for table in tables]

    assert rows == [number, 7, number]


def test_archive_of_a_class_has_no_decisions_of_another(reopened, decided):
    files = archived(make.school_class(8, "В"))

    assert (table(files, "outcomes"), table(files, "reopenings")) == ([], [])


def test_form_and_day_of_an_attestation_are_there(course, student, school_class):
    held = {"form": "контрольная работа", "held_on": make.TODAY, "kind": ExamKind.ATTESTATION}
    make.result(course, student, ExamMark, value=4, year=make.year(), **held)
    make.result(course, student, ExamMark, value=5, year=make.year(), kind=ExamKind.EXAM)

    files = archived()

    rows = [(row["Форма"], row["День проведения"], row["Отметка"]) for row in table(files, "results")]
    assert rows == [("контрольная работа", "12.10.2026", "4"), ("", "", "5")]
    assert {row["Ключ предмета"] for row in table(files, "results")} == {str(course.subject_id)}
    notes = [line for line in page(files, f"results/{school_class.pk}.html") if "Алгебра:" in line]
    assert notes == ["Алгебра: контрольная работа, 12.10.2026"]
