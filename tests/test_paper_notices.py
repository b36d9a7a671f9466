"""Notices to parents of «н/а» or of 2 ahead, with a line to be torn off."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.keep import forget
from journal.actions import ResultEntry, give_results
from journal.enums import TermSystem, Verdict
from journal.models import Exemption, TermMark
from tests import make
from tests.reading import lines, links, part

# Two weeks before the end of the quarter marks that lack are told, not a day sooner.
EARLY, NEAR = date(2026, 10, 8), date(2026, 10, 9)
TOLD = (
    "Сообщаем, что по текущим отметкам ваш ребёнок может закончить учебный период с отметкой 2 "
    "или без аттестации («н/а»):"
)
ADVICE = (
    "Что сделать, чтобы исправить положение, скажут учитель предмета и классный руководитель. "
    "Отметки, темы и задания видны в электронном дневнике."
)
STATED = (
    "Подчёркнуто: вес больше 1. В скобках: заменено пересдачей. Точка: не сдано. "
    "Выписка из электронного журнала по состоянию на 12.10.2026, 10:00"
)


@pytest.fixture
def notices(client, homeroom, school, school_class):
    """Return the notices of a term as the homeroom teacher prints them."""
    client.force_login(homeroom)
    return lambda *term: client.get(address(school_class, *term))


@pytest.fixture
def enough(course, student):
    """Three marks 5 in algebra: as many as one lesson a week wants."""
    for number in (1, 2, 3):
        make.mark(lesson=make.lesson(course=course, number=number), student=student)


def address(school_class, number=1, system=TermSystem.QUARTER):
    return reverse("journal:class-print-notices", args=[school_class.pk, make.term(number, system).pk])


def threats(response):
    """Return the words of the subjects of the first notice."""
    if "Почему" not in lines(response):
        return []
    found = part(response, "Почему")
    return found[: next(number for number, line in enumerate(found) if line.startswith("Что сделать"))]


def decide(student, course, **result):
    facts = {"of": {"term": make.term()}, "by": make.teacher("Белова"), "at": make.NOW}
    give_results(TermMark, [ResultEntry(student=student, subject=course.subject, course=course, **facts, **result)])


def test_notice_names_the_child_the_reason_and_what_to_sign(notices, course, student):
    make.mark(lesson=make.lesson(course=course), student=student, value=2)

    start = "Печать на листах A4: Ctrl+P. Разрезать и оторвать по пунктиру."
    assert part(notices(), start, to="Итоги 7 «А»") == [
        "МБОУ «Школа № 89» городского округа Самара",
        "Уведомление родителям (законным представителям)",
        "Абрамов Пётр Ильич, 7 «А»",
        TOLD,
        *("Предмет", "Период", "Отметки", "Итог", "Почему"),
        *("Алгебра", "I четверть, до 23.10", "2", "н/а"),
        "отметок 1, по правилу школы нужно 3; средний 2,00, меньше 2,50",
        ADVICE,
        "Классный руководитель Крылова В. П.",
        STATED,
        "Уведомление получено: Абрамов Пётр Ильич, 7 «А», I четверть, 12.10.2026",
        "Дата Подпись Фамилия, инициалы",
    ]


def test_nobody_threatened_is_said(notices, enough):
    assert lines(notices())[-3:-1] == ["Уведомлять некого", "Никому в классе не грозит ни 2, ни «н/а»."]


def test_average_below_the_threshold_is_told(notices, enough, course, student):
    work = make.work(lesson=make.lesson(course=course, number=4), weight=27)
    make.mark(work=work, student=student, value=2)

    assert threats(notices())[-2:] == ["2", "средний 2,30, меньше 2,50"]


def test_threshold_is_that_of_the_school(notices, enough, course, student):
    make.mark(work=make.work(lesson=make.lesson(course=course, number=4), weight=3), student=student, value=2)
    before = threats(notices())
    make.school(three_from=Decimal("3.51"), four_from=Decimal("3.60"))
    forget()

    assert (before, threats(notices())[-2:]) == ([], ["2", "средний 3,50, меньше 3,51"])


@pytest.mark.parametrize("day, reasons", [(EARLY, []), (NEAR, ["н/а", "отметок нет"])])
def test_lack_of_marks_is_told_two_weeks_before_the_end(
    notices, course, student, day, reasons, time_machine, client, homeroom
):
    time_machine.move_to(make.at(on=day))
    client.force_login(homeroom)

    response = notices()

    assert threats(response)[3:] == reasons
    assert ("учитывается за две недели" in response.text) is (day == EARLY)


@pytest.mark.parametrize(
    "result, told",
    [
        ({"value": 2}, ["2", "уже выставлено учителем"]),
        ({"verdict": Verdict.NOT_ATTESTED}, ["н/а", "уже выставлено учителем"]),
        ({"verdict": Verdict.FAILED}, ["незач", "уже выставлено учителем"]),
        ({"value": 3}, []),
        ({"verdict": Verdict.EXEMPT}, []),
    ],
)
def test_what_is_decided_is_threatened_no_more(notices, course, student, result, told):
    decide(student, course, **result)

    assert threats(notices())[3:] == told


def test_student_freed_from_a_subject_is_not_threatened(notices, lesson, student, course):
    make.mark(lesson=lesson, student=student, value=2)
    days = {"since": make.YEAR_BEGINS, "recorded_at": make.NOW}
    Exemption.objects.create(subject=course.subject, student=student, ground="Справка", **days)

    assert threats(notices()) == []


def test_notice_tells_of_no_other_child(notices, enough, course, student, school_class):
    other = make.student("Белов", school_class=school_class)
    make.membership(course, other)
    make.course(students=[student], subject_name="Физика")

    found = [
        (notice.student, [line.taken.name for line, _ in notice.lines]) for notice in notices().context["page"].notices
    ]

    assert found == [(student, ["Физика"]), (other, ["Алгебра"])]


def test_subjects_by_halves_are_told_with_the_quarter(notices, enough, student):
    physics = make.course(
        students=[student], subject_name="Физика", term_system=TermSystem.HALF, teacher=make.teacher()
    )
    make.mark(lesson=make.lesson(course=physics), student=student, value=2)

    assert threats(notices())[:2] == ["Физика", "I полугодие, до 29.12"]


def test_term_that_has_ended_is_named_as_that(notices, course, student, time_machine, client, homeroom):
    time_machine.move_to(make.at(on=date(2026, 11, 2)))
    client.force_login(homeroom)

    assert threats(notices())[:2] == ["Алгебра", "I четверть, закончен 23.10"]


def test_student_who_has_left_since_is_left_out(notices, enough, school_class, time_machine, client, homeroom):
    gone = make.student("Белов")
    make.enrolment(gone, school_class, until=date(2026, 10, 31))
    make.course(students=[gone], subject_name="Физика")
    time_machine.move_to(make.at(on=date(2026, 11, 2)))
    client.force_login(homeroom)

    assert threats(notices()) == []


def test_term_to_come_is_waited_for(notices, course):
    assert lines(notices(2))[-3] == "Период ещё не начался"


def test_class_without_marks_has_no_notices(notices, student):
    make.course(students=[student], subject_name="Физика", marks_since=None)

    assert lines(notices())[-3] == "Уведомлять некого"


# --- Ways


def test_notices_are_found_from_the_results_of_the_class(notices, client, school_class, course):
    results = client.get(reverse("journal:class-results", args=[school_class.pk, make.term().pk]))

    assert links(results)["Уведомления родителям"] == address(school_class)
    assert links(notices())["II четверть"] == address(school_class, 2)


def test_deputy_leaves_the_name_of_the_homeroom_teacher_to_be_written(notices, client, deputy, course):
    client.force_login(deputy)

    assert "Классный руководитель" in lines(notices())


def test_notices_of_another_class_are_not_there(notices, client):
    assert client.get(address(make.school_class(8, "В"))).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_notices_ask_the_same_number_of_queries(notices, client, number, school_class, django_assert_num_queries):
    for one in range(number):
        child = make.student("Белов", f"Лев {one}", school_class=school_class)
        course = make.course(students=[child], subject_name=f"Предмет {one}", teacher=make.teacher())
        make.mark(lesson=make.lesson(course=course), student=child, value=2)
    page = notices().request["PATH_INFO"]

    # Session, user, class, students, subjects, marks, exemptions, results, density with its two.
    with django_assert_num_queries(10):
        client.get(page)
