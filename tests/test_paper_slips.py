"""Slips with current marks for a meeting of parents: one for each student of a class."""

import pytest
from django.urls import reverse

from journal.actions import ResultEntry, give_results
from journal.enums import Presence, Retake, TermSystem
from journal.models import Exemption, Membership, TermMark
from tests import make
from tests.reading import lines, links, part

HEAD_ENDS = "Итог"
LEGEND = "Подчёркнуто: вес больше 1. В скобках: заменено пересдачей. Точка: не сдано."
STATED = "Выписка из электронного журнала по состоянию на 12.10.2026, 10:00"


@pytest.fixture
def slips(client, homeroom, school, school_class):
    """Return the slips of a term as the homeroom teacher prints them."""
    client.force_login(homeroom)
    return lambda *term: client.get(address(school_class, *term))


def address(school_class, number=1, system=TermSystem.QUARTER):
    return reverse("journal:class-print-marks", args=[school_class.pk, make.term(number, system).pk])


def rows(response):
    """Return the words of the subjects on the first slip."""
    found = part(response, HEAD_ENDS)
    return found[: next(number for number, line in enumerate(found) if line.startswith("Пропуски,"))]


def test_slip_names_the_student_the_class_the_term_and_the_moment(slips, course, student):
    assert part(slips(), "Печать на листах A4: Ctrl+P. Разрезать по пунктиру.", to="Итоги 7 «А»") == [
        *("Абрамов Пётр Ильич, 7 «А»", "I четверть"),
        *("Предмет", "Отметки", "Средняя", "Пропуски", "Итог"),
        *("Алгебра", "нет"),
        *("Пропуски, I четверть: нет.", LEGEND, STATED),
    ]


def test_row_holds_the_marks_their_average_and_the_result(slips, lesson, student, course):
    make.mark(lesson=lesson, student=student, value=5)
    make.mark(work=make.work(lesson=lesson, kind_code="test", weight=2), student=student, value=4)
    collected = make.work(lesson=lesson, kind_code="homework", students=[student])
    make.mark(work=collected, student=student, value=None, not_handed_in=True)
    facts = {"of": {"term": make.term()}, "by": lesson.teacher, "at": make.NOW}
    give_results(TermMark, [ResultEntry(student=student, subject=course.subject, course=course, value=4, **facts)])

    response = slips()

    assert rows(response) == ["Алгебра", "5 4 ·", "4,33", "4"]
    assert "<u>4</u>" in response.text


def test_work_of_two_parts_shows_both_marks(slips, lesson, student):
    make.mark(work=make.work(lesson=lesson, kind_code="dictation-task"), student=student, value=5, second_value=4)

    assert rows(slips()) == ["Алгебра", "5/4", "4,50"]


@pytest.mark.parametrize("rule, marks", [(Retake.LAST, ["(2) 5", "5,00"]), (Retake.BOTH, ["2 5", "3,50"])])
def test_mark_done_again_stands_in_brackets_by_the_rule_of_the_school(slips, course, lesson, student, rule, marks):
    make.school(retakes=rule)
    first = make.work(lesson=lesson)
    again = make.work(lesson=make.lesson(course=course, number=2), students=[student], retake_of=first)
    make.mark(work=first, student=student, value=2)
    make.mark(work=again, student=student, value=5)

    assert rows(slips()) == ["Алгебра", *marks]


def test_marks_of_another_term_stay_out(slips, student, course):
    make.mark(lesson=make.lesson(course=course, on=make.TODAY + make.days(30)), student=student)

    assert rows(slips()) == ["Алгебра", "нет"]


def test_no_slip_tells_of_another_child(slips, student, lesson, school_class):
    other = make.student("Белов", school_class=school_class)
    make.course(students=[other], subject_name="Физика")
    make.mark(lesson=lesson, student=student, value=3)

    found = lines(slips())

    own = found[found.index("Абрамов Пётр Ильич, 7 «А»") : found.index("Белов Пётр Ильич, 7 «А»")]
    assert (own[7:10], "Физика" in own) == (["Алгебра", "3", "3,00"], False)
    assert part(slips(), "Белов Пётр Ильич, 7 «А»")[6:8] == ["Физика", "нет"]


def test_subjects_by_halves_stand_below_the_quarter(slips, student, course):
    physics = make.course(
        students=[student], subject_name="Физика", term_system=TermSystem.HALF, teacher=make.teacher()
    )
    make.mark(lesson=make.lesson(course=physics), student=student, value=3)

    assert rows(slips()) == ["Алгебра", "нет", "I полугодие", "Физика", "3", "3,00"]
    assert rows(slips(1, TermSystem.HALF)) == ["Физика", "3", "3,00", "I четверть", "Алгебра", "нет"]


def test_student_freed_from_a_subject_is_not_reproached(slips, student, course, lesson):
    days = {"since": make.YEAR_BEGINS, "recorded_at": make.NOW}
    Exemption.objects.create(subject=course.subject, student=student, ground="Справка", **days)
    without = rows(slips())
    make.mark(lesson=lesson, student=student)

    assert (without, rows(slips())) == (["Алгебра", "освобождение"], ["Алгебра", "5 освобождение", "5,00"])
    assert "Справка" not in slips().text


def test_absences_are_told_by_subject_and_by_reason(slips, student, course):
    given = (Presence.ABSENT, Presence.ILL, Presence.ILL, Presence.LATE)
    for number, presence in enumerate(given, 1):
        make.absence(lesson=make.lesson(course=course, number=number), student=student, presence=presence)
    cancelled = make.lesson(course=course, number=5)
    make.absence(lesson=cancelled, student=student)
    type(cancelled).objects.filter(pk=cancelled.pk).update(cancelled_at=make.NOW, cancelled_on=make.TODAY)

    assert rows(slips()) == ["Алгебра", "нет", "3"]
    assert "Пропуски, I четверть: 3 урока (по болезни — 2, причина не указана — 1); опозданий — 1." in lines(slips())


def test_group_left_for_another_is_one_row(slips, student, course, lesson):
    make.mark(lesson=lesson, student=student, value=4)
    Membership.objects.update(until=make.TODAY)
    make.course(students=[student], since=make.TODAY + make.days(1), group="7 «А», 2-я группа")

    assert rows(slips()) == ["Алгебра", "4", "4,00"]


# --- When there is nothing to print


def test_class_without_marks_says_so(slips, student):
    make.course(students=[student], subject_name="Физика", marks_since=None)

    assert lines(slips())[-3] == "Отметок в этом периоде нет"
    assert "Печать" not in " ".join(lines(slips()))


def test_term_to_come_is_waited_for(slips, course):
    assert lines(slips(2))[-3:-1] == ["Период ещё не начался", "Листки можно будет напечатать с его первого дня."]


def test_class_without_students_says_so(client, deputy, school):
    client.force_login(deputy)

    assert lines(client.get(address(make.school_class(9, "Г"))))[-3] == "В классе никого нет"


def test_student_without_subjects_gets_no_slip(slips, student, course, school_class):
    make.student("Белов", school_class=school_class)

    assert [slip.student for slip in slips().context["page"].slips] == [student]


# --- Ways


def test_slips_are_found_from_the_results_of_the_class(slips, client, school_class, course):
    results = client.get(reverse("journal:class-results", args=[school_class.pk, make.term().pk]))

    assert links(results)["Листки с отметками для собрания"] == address(school_class)
    assert links(slips())["II четверть"] == address(school_class, 2)


def test_slips_of_another_class_or_another_term_are_not_there(slips, client, school_class):
    answers = [slips().status_code, client.get(address(make.school_class(8, "В"))).status_code]
    answers.append(client.get(f"/classes/{school_class.pk}/print/marks/999/").status_code)

    assert answers == [200, 404, 404]


@pytest.mark.parametrize("number", [1, 3])
def test_slips_ask_the_same_number_of_queries(slips, client, number, school_class, django_assert_num_queries):
    for one in range(number):
        child = make.student("Белов", f"Лев {one}", school_class=school_class)
        course = make.course(students=[child], subject_name=f"Предмет {one}", teacher=make.teacher())
        make.mark(lesson=make.lesson(course=course), student=child)
        make.absence(lesson=make.lesson(course=course, number=2), student=child)
    page = slips().request["PATH_INFO"]

    # Session, user, class, students, subjects, marks, absences, exemptions, results.
    with django_assert_num_queries(9):
        client.get(page)
