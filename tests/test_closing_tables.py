"""What a term or a year lacks, what was opened again in it, and how it ended for students, as files."""

import re
from datetime import date
from urllib.parse import unquote

import pytest
from django.urls import reverse

from accounts.models import User
from journal.actions import close_term, promote
from journal.enums import Outcome
from journal.models import Enrolment, Reopening, YearMark
from tests import make
from tests.downloads import csv_rows, xlsx_rows

EXTRACT = "Выписка из электронного журнала по состоянию на 26.10.2026, 10:00."
QUARTER = "I четверть, 2026/27, с 1 сентября по 23 октября"
YEAR = "учебный год 2026/27, с 1 сентября по 26 мая"
ALGEBRA = ["Алгебра", "7 «А»"]
BY, AT, TEACHER = "Власова Н. А.", "26.10.2026, 10:00", "Сидорова А. С."
MOMENT = make.at(on=date(2026, 10, 26))
FORMULA = '=HYPERLINK("http://example.com";"Приказ")'
pytestmark = pytest.mark.usefixtures("school")


@pytest.fixture
def office(client, deputy, time_machine):
    """A browser of the deputy, after the first quarter."""
    time_machine.move_to(MOMENT)
    client.force_login(deputy)
    return client


@pytest.fixture
def table(office):
    """Return a table as a file, by the name of its address; of a term, a year or a class."""
    return lambda page, *of, kind="csv": office.get(reverse(f"journal:control-{page}-table", args=[*of, kind]))


@pytest.fixture
def of_term(table, course):
    return lambda name, kind="csv": table("term", make.term().pk, name, kind=kind)


@pytest.fixture
def of_year(table, course):
    return lambda name, kind="csv": table("year", make.year().pk, name, kind=kind)


def reopen(course, deputy, **facts):
    facts = {"reason": "Ошибка в отметке", "opened_by": deputy, "opened_at": MOMENT, "until": MOMENT.date()} | facts
    to = course.teachers.get().teacher
    return Reopening.objects.create(course=course, opened_to=to, opened_on=MOMENT.date(), **facts)


def decide(school_class, deputy, outcomes, order="№ 12"):
    promote(school_class, {student.pk: said for student, said in outcomes.items()}, order=order, by=deputy, at=MOMENT)


def workbooks(page):
    """Return where the page leads for workbooks, in its order."""
    return re.findall(r'href="([^"]*/table\.xlsx)"', page.text)


def cells_of(rows):
    return [cell for row in rows for cell in row]


# --- The terms


def test_terms_are_told_with_who_closed_them(office, deputy):
    close_term(make.term(), reason="Всё внесено", by=deputy, at=MOMENT)

    response = office.get(*workbooks(office.get(reverse("journal:control-terms"))))

    caption, head, year, first, *_, last = xlsx_rows(response)
    assert caption[0] == f"{EXTRACT} Учебные периоды."
    assert head == ["Учебный год", "Период", "С", "По", "Когда закрыт", "Кто закрыл"]
    assert year == ["2026/27", "учебный год", date(2026, 9, 1), date(2027, 5, 26), "", ""]
    assert first == ["2026/27", "I полугодие", date(2026, 9, 1), date(2026, 12, 29), "", ""]
    assert last == ["2026/27", "IV четверть", date(2027, 3, 29), date(2027, 5, 26), "", ""]
    assert ["2026/27", "I четверть", date(2026, 9, 1), date(2026, 10, 23), AT, BY] in xlsx_rows(response)


# --- What is missing


def test_what_a_term_lacks_is_told_course_by_course(of_term, lesson, belova, teacher):
    make.work(lesson=lesson)
    physics = make.course(teacher=teacher, subject_name="Физика")
    make.lesson(course=physics, number=2, topic="Сила")

    response = of_term("missing", "xlsx")

    assert xlsx_rows(response) == [
        [f"{EXTRACT} Чего не хватает: {QUARTER}.", *[""] * 5],
        [
            *("Предмет", "Группа", "Не внесено тем", "Не внесено заданий", "Работ без отметок"),
            "Нет итоговых, учеников",
        ],
        [*ALGEBRA, 1, 1, 1, 2],
        ["Физика", "7 «А»", 0, 1, 0, 0],
        ["Всего", "", 1, 2, 1, 2],
    ]
    name = unquote(response["Content-Disposition"])
    assert name == "attachment; filename*=utf-8''Чего не хватает, I четверть 2026-27, 26.10.2026.xlsx"


def test_what_a_year_lacks_is_told_with_certificates(of_year, course, student, school_class):
    type(school_class).objects.filter(pk=school_class.pk).update(grade=9)

    caption, head, *rows = csv_rows(of_year("missing"))

    assert caption == [f"{EXTRACT} Чего не хватает: {YEAR}."]
    assert head[5:] == ["Нет годовых, учеников", "Нет в аттестат, учеников"]
    assert rows == [[*ALGEBRA, "0", "0", "0", "1", "1"], ["Всего", "", "0", "0", "0", "1", "1"]]


# --- What was opened again


def test_reopenings_of_a_term_are_told_with_who_ended_them(of_term, course, deputy):
    ended = {"ended_by": deputy, "ended_at": make.at(12, on=MOMENT.date())}
    reopen(course, deputy, term=make.term(), **ended)
    reopen(course, deputy, term=make.term(2), reason="Другая четверть")
    reopen(course, deputy, term=make.term(), reason="Пропущена тема")

    caption, head, *rows = xlsx_rows(of_term("reopenings", "xlsx"))

    assert caption[0] == f"{EXTRACT} Курсы, открытые для исправления: {QUARTER}."
    assert head[2:] == [
        *("За что", "Почему", "Кто открыл", "Когда открыл", "По какой день"),
        *("Кто исправляет", "Кто закрыл снова", "Когда закрыл снова"),
    ]
    opened = [BY, AT, MOMENT.date(), TEACHER]
    assert rows == [
        [*ALGEBRA, "I четверть", "Пропущена тема", *opened, "", ""],
        [*ALGEBRA, "I четверть", "Ошибка в отметке", *opened, BY, "26.10.2026, 12:00"],
    ]


def test_reopenings_of_a_year_are_of_its_results(of_year, course, deputy):
    reopen(course, deputy, term=make.term())
    reopen(course, deputy)

    _, _, row = csv_rows(of_year("reopenings"))

    assert row == [*ALGEBRA, "учебный год", "Ошибка в отметке", BY, AT, "26.10.2026", TEACHER, "", ""]


# --- How the year ended


def test_outcomes_of_a_class_stand_beside_what_the_marks_say(office, course, student, belova, school_class, deputy):
    make.enrolment(belova, school_class)
    make.result(course, student, model=YearMark, year=make.year(), value=4)
    decide(school_class, deputy, {belova: Outcome.KEPT})
    page = office.get(reverse("journal:control-promotion", args=[school_class.pk]))

    response = office.get(*workbooks(page))

    assert xlsx_rows(response) == [
        [f"{EXTRACT} Итоги года 7 «А»: {YEAR}.", *[""] * 5],
        ["Ученик", "По отметкам", "Решение", "Приказ", "Кто внёс", "Когда внёс"],
        ["Абрамов Пётр", "переведён", "не решено", "", "", ""],
        ["Белова Алёна", "решает педсовет", "оставлен на повторное обучение", "№ 12", BY, AT],
    ]
    name = unquote(response["Content-Disposition"])
    assert name == "attachment; filename*=utf-8''Итоги года, 7 «А» 2026-27, 26.10.2026.xlsx"


def test_outcomes_of_a_year_are_told_by_class_with_the_undecided(of_year, student, school_class, deputy):
    small, tenth = make.school_class(1, "Я"), make.school_class(10)
    first, last = make.student("Яшин", school_class=small), make.student("Асеев", school_class=tenth)
    decide(school_class, deputy, {student: Outcome.MOVED})
    decide(tenth, deputy, {last: Outcome.LEFT}, order="№ 13")
    gone = make.student("Белов", school_class=small)
    decide(small, deputy, {gone: Outcome.LEFT}, order="№ 9")
    Enrolment.objects.filter(student=gone.pk).update(until=date(2026, 10, 1))

    caption, head, *rows = csv_rows(of_year("outcomes"))

    assert (caption, head[:3]) == ([f"{EXTRACT} Итоги года: {YEAR}."], ["Класс", "Ученик", "Решение"])
    assert [row for row in rows if row[0] != "5 «Б»"] == [
        ["1 «Я»", "Белов Пётр", "выбыл", "№ 9", BY, AT],
        ["1 «Я»", first.list_name, "не решено", "", "", ""],
        ["7 «А»", "Абрамов Пётр", "переведён", "№ 12", BY, AT],
        ["10 «А»", "Асеев Пётр", "выбыл", "№ 13", BY, AT],
    ]


# --- All of them alike


def test_page_of_a_term_leads_to_its_tables(office, of_term, course, deputy):
    page = reverse("journal:control-term", args=[make.term().pk])
    before = workbooks(office.get(page))
    reopen(course, deputy, term=make.term())

    found = workbooks(office.get(page))

    assert (found[:1], [office.get(address).status_code for address in found]) == (before, [200, 200])
    assert found == [of_term(name, "xlsx").request["PATH_INFO"] for name in ("missing", "reopenings")]


def test_page_of_a_year_leads_to_its_tables(office, of_year, course, deputy):
    reopen(course, deputy)

    found = workbooks(office.get(reverse("journal:control-year", args=[make.year().pk])))

    names = ("missing", "outcomes", "reopenings")
    assert found == [of_year(name, "xlsx").request["PATH_INFO"] for name in names]


def test_table_of_nothing_is_no_file(table, of_term, of_year, course):
    strange = [table("term", 999_999, "missing"), table("year", 999_999, "missing"), table("promotion", 999_999)]
    strange += [of_term("outcomes"), of_year("nobody")]

    assert [response.status_code for response in strange] == [404] * 5


def test_what_looks_like_a_formula_stays_a_text(of_term, of_year, table, course, student, deputy, school_class):
    reopen(course, deputy, term=make.term(), reason=FORMULA)
    decide(school_class, deputy, {student: Outcome.MOVED}, order=FORMULA)
    type(course).objects.update(group=FORMULA)
    User.objects.filter(pk=student.pk).update(surname="=Абрамов")

    files = [of_term("missing"), of_term("reopenings"), of_year("outcomes"), table("promotion", school_class.pk)]
    books = [of_term("reopenings", "xlsx"), of_year("outcomes", "xlsx")]

    assert [f"'{FORMULA}" in cells_of(csv_rows(file)) for file in files] == [True] * 4
    assert [FORMULA in cells_of(xlsx_rows(book)) for book in books] == [True] * 2
    assert [b"<f>" in book.content for book in books] == [False] * 2
    assert "'=Абрамов Пётр" in cells_of(csv_rows(files[2]))


def fill(number, course, school_class, deputy):
    """Write so many rows into every table: decided and undecided students, courses that lack something."""
    for more in range(number):
        decided, undecided = (
            make.student(name, f"Иван {more}", school_class=school_class) for name in ("Белов", "Власов")
        )
        of = make.course(teacher=deputy, students=[decided, undecided], subject_name=f"Предмет {more}")
        make.work(lesson=make.lesson(course=of, number=2 + more))
        reopen(of, deputy, term=make.term(), ended_by=deputy, ended_at=MOMENT)
        reopen(of, deputy)
        decide(school_class, deputy, {decided: Outcome.MOVED})


QUERIES = {
    ("term", "missing"): 10,
    ("term", "reopenings"): 4,
    ("year", "missing"): 11,
    ("year", "reopenings"): 4,
    ("year", "outcomes"): 5,
    ("promotion",): 7,
}


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("of", QUERIES)
def test_tables_ask_the_same_number_of_queries(
    table, course, school_class, deputy, of, number, django_assert_num_queries
):
    fill(number, course, school_class, deputy)
    page, *name = of
    pk = {"term": make.term().pk, "year": make.year().pk, "promotion": school_class.pk}[page]
    table(page, pk, *name)

    with django_assert_num_queries(QUERIES[of]):
        table(page, pk, *name)
