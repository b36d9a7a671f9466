"""The results of a class: students by subjects."""

from datetime import date

import pytest
from django.urls import reverse

from journal.actions import ResultEntry, give_results
from journal.enums import CourseKind, Retake, TermSystem, Verdict
from journal.models import Membership, TermMark
from tests import make
from tests.reading import lines, links, part

LAST_DAY, TERM_IS_OVER, YEAR_IS_OVER = date(2026, 10, 23), date(2026, 10, 24), date(2027, 7, 1)
SUBJECTS_END = "Пробелы"


@pytest.fixture
def results(client, homeroom, school, school_class):
    """Return the page of a term of the class as its homeroom teacher opens it."""
    client.force_login(homeroom)
    return lambda *term: client.get(address(school_class, *term))


@pytest.fixture
def later(client, homeroom, time_machine):
    """Return a way to another day, signed in again."""

    def later(day):
        time_machine.move_to(make.at(on=day))
        client.force_login(homeroom)

    return later


def address(school_class, number=1, system=TermSystem.QUARTER):
    return reverse("journal:class-results", args=[school_class.pk, make.term(number, system).pk])


def row(response):
    """Return the words of the one student's row."""
    return part(response, "Абрамов Пётр", to=SUBJECTS_END)


def subjects(response):
    return part(response, "Ученик", to=SUBJECTS_END)


def give(student, course, **result):
    facts = {"of": {"term": make.term()}, "by": make.teacher("Белова"), "at": make.NOW}
    give_results(TermMark, [ResultEntry(student=student, subject=course.subject, course=course, **facts, **result)])


# --- What stands in a cell


def test_cell_holds_the_average_and_the_result(results, lesson, student, course):
    make.mark(lesson=lesson, student=student, value=5)
    make.mark(work=make.work(lesson=lesson, kind_code="test", weight=3), student=student, value=4)
    give(student, course, value=4)

    assert row(results()) == ["4,25 4"]


@pytest.mark.parametrize("rule, average", [(Retake.LAST, "5,00"), (Retake.BOTH, "3,50")])
def test_average_follows_the_rule_of_retakes(results, course, lesson, student, rule, average):
    make.school(retakes=rule)
    first = make.work(lesson=lesson)
    again = make.work(lesson=make.lesson(course=course, number=2), students=[student], retake_of=first)
    make.mark(work=first, student=student, value=2)
    make.mark(work=again, student=student, value=5)

    assert row(results()) == [average]


def test_average_stands_before_the_school_is_brought_in(client, homeroom, school_class, lesson, student):
    make.mark(lesson=lesson, student=student, value=5)
    client.force_login(homeroom)

    assert row(client.get(address(school_class))) == ["5,00"]


def test_both_marks_of_a_work_count(results, lesson, student):
    make.mark(work=make.work(lesson=lesson, kind_code="dictation-task"), student=student, value=5, second_value=4)

    assert row(results()) == ["4,50"]


def test_marks_of_another_term_are_not_counted(results, lesson, student, later):
    make.mark(lesson=lesson, student=student)
    later(date(2026, 11, 2))

    assert (row(results(1))[0], row(results(2))) == ("5,00 нет", ["нет", "1"])


def test_word_stands_in_the_place_of_a_result(results, student, course):
    give(student, course, verdict=Verdict.NOT_ATTESTED)

    assert row(results()) == ["н/а"]


# --- Gaps


def test_gaps_are_counted_by_student_and_by_subject(results, lesson, student, course, school_class):
    make.course(students=[student], subject_name="Физика")
    make.membership(course, make.student("Белов", school_class=school_class))
    make.mark(lesson=lesson, student=student)

    found = part(results(), "Абрамов Пётр")

    assert found[:9] == ["5,00", "нет", "1", "Белов Пётр", "нет", "1", "Пробелы", "1", "1"]


def test_result_that_should_stand_by_now_is_a_gap(results, lesson, student, course, later):
    make.mark(lesson=lesson, student=student)
    later(LAST_DAY)
    running = results()
    later(TERM_IS_OVER)
    ended = results()
    give(student, course, value=5)

    assert [row(running), row(ended), row(results())] == [["5,00"], ["5,00 нет", "1"], ["5,00 5"]]
    assert ("tag-soon" in running.text, "tag-soon" in ended.text) == (False, True)


def test_subject_that_a_student_does_not_take_is_no_gap(results, student, school_class, course):
    other = make.student("Белов", school_class=school_class)
    make.course(students=[other], subject_name="Физика")

    assert row(results())[:2] == ["нет", "1"]
    assert subjects(results()) == ["Алгебра", "Физика"]


# --- Which subjects are there


def test_groups_of_one_subject_share_a_column(results, student, school_class, course):
    make.course(students=[make.student("Белов", school_class=school_class)], group="7 «А», 2-я группа")

    assert subjects(results()) == ["Алгебра"]


@pytest.mark.parametrize(
    "facts",
    [
        {"marks_since": None},
        {"marks_since": TERM_IS_OVER},
        {"marks_until": date(2026, 8, 31), "marks_since": date(2026, 8, 1)},
        {"term_system": TermSystem.HALF},
        {"kind": CourseKind.ACTIVITY, "marks_since": None, "homework_since": None},
    ],
)
def test_course_without_marks_in_the_term_has_no_column(results, student, course, facts):
    make.course(students=[student], subject_name="Физика", **facts)

    assert subjects(results()) == ["Алгебра"]


def test_student_who_joined_later_has_no_gap_before(results, student, course):
    Membership.objects.update(since=TERM_IS_OVER)

    assert lines(results())[-3:-1] == [
        "Отметок в этом периоде нет",
        "Предметы класса ведутся без отметок или делят год на другие периоды.",
    ]


def test_subject_left_within_the_term_keeps_its_column(results, lesson, student):
    make.mark(lesson=lesson, student=student)
    Membership.objects.update(until=make.TODAY)

    assert (subjects(results()), row(results())) == (["Алгебра"], ["5,00"])


# --- Terms and ways


def test_tabs_lead_to_the_terms_by_which_the_class_is_marked(results, student, course, school_class):
    make.course(students=[student], subject_name="Физика", term_system=TermSystem.HALF)

    found = links(results())

    assert [title for title in found if "четверть" in title or "полугодие" in title] == [
        *(f"{roman} четверть" for roman in ("I", "II", "III", "IV")),
        "I полугодие",
        "II полугодие",
    ]
    assert found["II четверть"] == address(school_class, 2)
    assert found["Абрамов Пётр"] == f"/students/{student.pk}/marks/"


def test_halves_have_a_table_of_their_own(results, student, course):
    make.course(students=[student], subject_name="Физика", term_system=TermSystem.HALF)

    assert subjects(results(1, TermSystem.HALF)) == ["Физика"]


def test_term_to_come_is_waited_for(results, course):
    assert lines(results(2))[-3:-1] == ["Период ещё не начался", "Отметки и итоги появятся здесь с его первого дня."]


def test_class_without_students_says_so(client, deputy, school):
    client.force_login(deputy)

    assert lines(client.get(address(make.school_class(9, "Г"))))[-3] == "В классе никого нет"


def test_term_that_is_not_of_the_year_is_not_there(client, homeroom, school, school_class):
    client.force_login(homeroom)

    assert client.get(f"/classes/{school_class.pk}/results/999/").status_code == 404


def test_results_of_the_year_behind_are_read_in_summer(results, lesson, student, later):
    make.mark(lesson=lesson, student=student)
    later(YEAR_IS_OVER)

    assert row(results())[0] == "5,00 нет"


@pytest.mark.parametrize("number", [1, 3])
def test_results_ask_the_same_number_of_queries(results, client, number, school_class, django_assert_num_queries):
    for one in range(number):
        child = make.student("Белов", f"Лев {one}", school_class=school_class)
        course = make.course(students=[child], subject_name=f"Предмет {one}", teacher=make.teacher())
        make.mark(lesson=make.lesson(course=course), student=child)
        give(child, course, value=4)
    page = results().request["PATH_INFO"]

    # Session, user, class, students, memberships, courses, marks, results.
    with django_assert_num_queries(8):
        client.get(page)
