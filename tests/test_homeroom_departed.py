"""Who has left a class stays in what was decided while they were in it, and owes nothing since."""

from datetime import date

import pytest

from journal.control.closing import missing_in
from journal.enums import Outcome
from journal.models import Enrolment, FinalMark, Membership, Promotion, Student
from tests import make
from tests.downloads import csv_rows, xlsx_rows
from tests.papers import decide
from tests.reading import lines, links, part

LEFT, NEXT, LATER, YEAR_IS_OVER = date(2026, 11, 30), date(2026, 12, 1), date(2027, 5, 20), date(2027, 5, 27)
SAID = "выбыл 30.11"
BELOW = "Пробелы"


@pytest.fixture
def departed(student, course, school_class):
    """The student had a mark of the first quarter and left on 30.11; Белов has none and stays."""
    decide(student, course, 4, term=make.term())
    make.membership(course, make.student("Белов", school_class=school_class))
    leave(student)
    return student


@pytest.fixture
def opened(client, deputy, homeroom, school, school_class, departed, time_machine):
    """Open a page of the class on 20.05 as the deputy, or as another on another day."""

    def opened(page, *, by=deputy, on=LATER, of=school_class):
        time_machine.move_to(make.at(on=on))
        client.force_login(by)
        return client.get(f"/classes/{of.pk}/{page}")

    return opened


def leave(student, *, on=LEFT, **facts):
    """End the student's place in the class, and in its courses."""
    for model in (Membership, Enrolment):
        model.objects.filter(student=student, until=None).update(until=on)
    Enrolment.objects.filter(student=student).update(**facts)


def quarter(number=1):
    return f"results/{make.term(number).pk}/"


def rows(response):
    """Return the words of the students' rows of a table of results, and what they lack together."""
    return part(response, BELOW)[:-1]


def listed(response):
    """Return the words beside which a student's name stands."""
    return [line for line in lines(response) if line.startswith(("Абрамов", "Белов"))]


# --- A term


def test_term_shows_who_was_in_the_class_within_it(opened):
    found = [listed(opened(quarter(number))) for number in (1, 2, 3)]

    both = [f"Абрамов Пётр {SAID}", "Белов Пётр"]
    assert found == [both, both, ["Белов Пётр"]]


def test_who_left_within_a_term_owes_nothing_in_it(opened):
    """Белов has neither a mark nor a result."""
    found = opened(quarter(2))

    assert rows(found)[:5] == [f"Абрамов Пётр {SAID}", "Белов Пётр", "нет", "1", BELOW]
    assert [row.gaps for row in found.context["page"].rows] == [0, 1]
    assert [one.number for one in missing_in(make.term(2), today=LATER)] == [1]


def test_who_left_after_a_term_without_its_mark_is_missed_as_the_closing_counts(opened, departed):
    physics = make.course(students=[departed], subject_name="Физика")
    physics.memberships.update(until=LEFT)

    found = opened(quarter())

    assert [row.gaps for row in found.context["page"].rows] == [1, 1]
    assert [one.number for one in missing_in(make.term(), today=LATER)] == [1, 1]


def test_last_day_in_the_class_is_not_left_yet(opened):
    assert [listed(opened(quarter(), on=day))[0] for day in (LEFT, NEXT)] == ["Абрамов Пётр", f"Абрамов Пётр {SAID}"]


def test_who_is_to_come_is_not_there_before(opened, school_class):
    make.student("Белова", school_class=school_class, since=NEXT)

    assert [len(listed(opened(quarter(2), on=day))) for day in (LEFT, NEXT)] == [2, 3]


def test_who_came_back_has_not_left(opened, departed, school_class):
    make.enrolment(departed, school_class, since=date(2027, 1, 11))

    assert listed(opened(quarter())) == ["Абрамов Пётр", "Белов Пётр"]


def test_files_of_a_term_hold_who_has_left(client, opened):
    page = links(opened(quarter()))

    assert csv_rows(client.get(page["CSV"]))[1:] == [
        ["Ученик", "Алгебра, средняя", "Алгебра, итоговая", "Пробелы", "Выбытие"],
        ["Абрамов Пётр", "", "4", "0", SAID],
        ["Белов Пётр", "", "", "1", ""],
        ["Пробелы", "", "1", ""],
    ]
    assert xlsx_rows(client.get(page["XLSX"]))[2] == ["Абрамов Пётр", "", 4, 0, SAID]


# --- How somebody left


@pytest.mark.parametrize(
    "outcome, facts, said",
    [
        (Outcome.LEFT, {}, "выбыл 30.11, приказ № 7"),
        (Outcome.GRADUATED, {}, "выпущен 30.11, приказ № 7"),
        (Outcome.MOVED, {}, SAID),
        (Outcome.LEFT, {"leaving_order": "№ 12 от 30.11.2026"}, "выбыл 30.11, приказ № 12 от 30.11.2026"),
    ],
)
def test_order_is_told_where_one_is_known(opened, departed, school_class, deputy, outcome, facts, said):
    decided = {"order": "№ 7", "decided_by": deputy, "decided_at": make.NOW}
    Promotion.objects.create(student_id=departed.pk, school_class=school_class, outcome=outcome, **decided)
    Enrolment.objects.filter(student=departed).update(**facts)

    assert listed(opened(quarter()))[0] == f"Абрамов Пётр {said}"


@pytest.fixture
def moved(departed):
    """The student has gone over to another class, and takes physics there."""
    other = make.school_class(7, "Б")
    make.enrolment(departed, other, since=NEXT)
    make.course(students=[departed], subject_name="Физика", classes=[other], since=NEXT)
    return other


def test_who_moved_is_said_to_be_in_another_class(opened, moved):
    response = opened(quarter(2))

    assert listed(response)[0] == "Абрамов Пётр перешёл в 7 «Б» 30.11"
    assert [str(subject) for subject in response.context["page"].subjects] == ["Алгебра"]


def test_new_class_has_who_came_from_the_day_on(opened, moved):
    assert [listed(opened(quarter(number), of=moved)) for number in (1, 2)] == [[], ["Абрамов Пётр"]]


# --- A year, and what is printed of it


@pytest.mark.parametrize("on", [LATER, YEAR_IS_OVER])
def test_year_shows_who_has_left_and_misses_nothing_of_them(opened, on):
    response = opened("results/year/", on=on)

    assert listed(response) == [f"Абрамов Пётр {SAID}", "Белов Пётр"]
    gaps = {LATER: [0, 0], YEAR_IS_OVER: [0, 1]}
    assert [row.gaps for row in response.context["page"].rows] == gaps[on]


def test_dangling_place_in_a_course_is_no_gap_of_who_has_left(opened, departed):
    Membership.objects.filter(student=departed).update(until=None)

    assert [row.gaps for row in opened("results/year/", on=YEAR_IS_OVER).context["page"].rows] == [0, 1]


def test_file_of_the_year_holds_who_has_left(client, opened):
    page = links(opened("results/year/"))

    assert csv_rows(client.get(page["CSV"]))[1:3] == [
        ["Ученик", "Алгебра, год", "Пробелы", "Выбытие"],
        ["Абрамов Пётр", "", "0", SAID],
    ]


def test_certificates_show_who_has_left(opened):
    ninth = make.school_class(9, "Б")
    graduate = make.student(school_class=ninth)
    course = make.course(students=[graduate], classes=[ninth])
    decide(graduate, course, 5, model=FinalMark)
    leave(graduate)

    assert listed(opened("results/final/", of=ninth)) == [f"Абрамов Пётр {SAID}"]


def test_summary_sheet_keeps_who_has_left(opened):
    found = part(opened("print/summary/"), "Переведён, выпущен, оставлен, выбыл")

    assert found[:18] == [
        *("1", "Абрамов Пётр", "I четв.", "4", SAID, "II четв.", "–", "III четв.", "–", "IV четв.", "–", "Год", "–"),
        *("2", "Белов Пётр", "I четв.", "II четв.", "III четв."),
    ]


# --- Whose diary is open to whom


def test_name_of_who_has_left_leads_only_whom_the_diary_is_open_to(client, opened, departed, deputy, homeroom):
    found = [links(opened(page, by=by)) for page in (quarter(), "results/year/") for by in (deputy, homeroom)]

    addresses = [page.get("Абрамов Пётр") for page in found]
    assert addresses == [f"/students/{departed.pk}/marks/", None, f"/students/{departed.pk}/results/", None]
    assert all("Белов Пётр" in page for page in found)
    assert client.get(addresses[0]).status_code == 404


def test_homeroom_teacher_reads_who_has_left(opened, homeroom):
    assert listed(opened(quarter(), by=homeroom))[0] == f"Абрамов Пётр {SAID}"


def test_slips_and_notices_are_of_the_students_of_today(opened):
    found = [opened(f"print/{paper}/{make.term().pk}/") for paper in ("marks", "notices")]

    assert [[student.surname for student in page.context["page"].current.students] for page in found] == [["Белов"]] * 2


# --- The words


def test_students_are_in_a_class_within_days(departed, school_class):
    spans = [(LATER, LATER), (LEFT, LATER), (NEXT, LATER), (make.YEAR_BEGINS, LEFT)]

    found = [len(Student.objects.in_class_within(school_class, *span)) for span in spans]

    assert found == [1, 2, 1, 2]


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("page, queries", [("", 8), ("year", 7), ("summary", 12)])
def test_pages_ask_the_same_number_of_queries_of_those_who_left(
    opened, client, school_class, course, number, page, queries, django_assert_num_queries
):
    for one in range(number):
        child = make.student("Белов", f"Лев {one}", school_class=school_class)
        make.membership(course, child)
        decide(child, course, 4)
        decide(child, course, 4, term=make.term())
        decide(child, course, value=4, model=FinalMark, subject=make.subject("Математика"))
        leave(child)
    address = {"": quarter(), "year": "results/year/", "summary": "print/summary/"}[page]
    opened(address)

    with django_assert_num_queries(queries):
        client.get(f"/classes/{school_class.pk}/{address}")
