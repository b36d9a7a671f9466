"""«История итоговых отметок»: each result the moment it is given, who gave it and when, what it was before, and why."""

from datetime import date, timedelta

import pytest

from journal.actions import ResultEntry, give_results
from journal.enums import ExamKind, Verdict
from journal.models import AcademicYear, ExamMark, FinalMark, TermMark, YearMark
from tests import make
from tests.reading import lines, part

TITLE, END = "История итоговых отметок", "Нет нужной информации?"
TEACHER = "Сидорова А. С."


@pytest.fixture
def opened(client, parent, student, school):
    """Return the page of results as the mother opens it."""
    client.force_login(parent)
    return lambda: client.get(f"/students/{student.pk}/results/")


@pytest.fixture
def give(course, student, teacher):
    """Give the student a result through the action, a minute after the one before."""
    moments = iter(make.at(9, minute) for minute in range(60))

    def give(model=TermMark, value=None, *, by=teacher, whose=student, of_course=course, **facts):
        of = facts.pop("of", None) or {"term": make.term()}
        entry = {"student": whose, "subject": of_course.subject, "course": of_course, "value": value, "of": of}
        give_results(model, [ResultEntry(**entry, by=by, at=next(moments), **facts)])

    return give


def test_result_is_seen_the_moment_it_is_given_with_its_author(opened, give):
    give(value=5)

    response = opened()

    assert part(response, "Алгебра")[0] == "5"
    assert part(response, TITLE, to=END) == [
        f"Алгебра, I четверть: 5, сегодня в 09:00, {TEACHER}",
        f"12.10.2026, 09:00: I четверть, 5, {TEACHER}",
    ]


def test_correction_tells_what_stood_who_changed_it_and_why(opened, give, colleague):
    give(value=4)
    give(value=5, by=colleague, comment="Учтён реферат")
    give(value=None)

    assert part(opened(), TITLE, to=END) == [
        f"Алгебра, I четверть: 5 → снята, сегодня в 09:02, {TEACHER}",
        f"12.10.2026, 09:02: I четверть, 5 → снята, {TEACHER}",
        "12.10.2026, 09:01: I четверть, 4 → 5, Чужова А. С.",
        "Пояснение: Учтён реферат",
        f"12.10.2026, 09:00: I четверть, 4, {TEACHER}",
    ]


def test_word_alone_that_was_changed_is_told_so(opened, give):
    give(value=4)
    give(value=4, comment="Учтён реферат")

    assert part(opened(), TITLE, to=END)[1:3] == [
        f"12.10.2026, 09:01: I четверть, 4, изменено пояснение, {TEACHER}",
        "Пояснение: Учтён реферат",
    ]


def test_each_kind_of_result_is_named(opened, give):
    year = {"year": make.year()}
    give(verdict=Verdict.NOT_ATTESTED)
    give(YearMark, 3, of=year)
    give(ExamMark, 2, of=year | {"kind": ExamKind.EXAM, "attempt": 1})
    give(ExamMark, 4, of=year | {"kind": ExamKind.EXAM, "attempt": 2}, comment="Пересдача")
    give(FinalMark, 4, of=year)

    assert part(opened(), TITLE, to=END)[1:] == [
        f"12.10.2026, 09:04: Итоговая, 4, {TEACHER}",
        f"12.10.2026, 09:03: Экзамен, попытка 2, 4, {TEACHER}",
        "Пояснение: Пересдача",
        f"12.10.2026, 09:02: Экзамен, попытка 1, 2, {TEACHER}",
        f"12.10.2026, 09:01: Год, 3, {TEACHER}",
        f"12.10.2026, 09:00: I четверть, н/а, {TEACHER}",
    ]


def test_subject_changed_last_stands_first(opened, give, student, teacher):
    give(value=4)
    give(value=5, of_course=make.course(teacher=teacher, students=[student], subject_name="Физика"))

    told = part(opened(), TITLE, to=END)
    assert [told[0], told[2]] == [
        f"Физика, I четверть: 5, сегодня в 09:01, {TEACHER}",
        f"Алгебра, I четверть: 4, сегодня в 09:00, {TEACHER}",
    ]


def test_results_of_others_and_of_other_years_are_not_told(opened, give, belova):
    day = timedelta(days=365)
    former = AcademicYear.objects.create(name="2025/26", first_day=make.YEAR_BEGINS - day, last_day=date(2026, 5, 26))
    give(value=3, whose=belova)
    give(YearMark, 3, of={"year": former})

    assert TITLE not in lines(opened())


@pytest.mark.parametrize("number", [1, 3])
def test_history_asks_the_same_number_of_queries(opened, give, student, teacher, number, django_assert_num_queries):
    for more in range(number):
        give(value=5, of_course=make.course(teacher=teacher, students=[student], subject_name=f"Предмет {more}"))
    opened()

    with django_assert_num_queries(7):  # session, user, child; courses, results, exemptions, their history
        opened()
