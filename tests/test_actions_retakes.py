"""Works done again, beside the first one."""

import pytest

from journal.actions import Refused, cancel_work, oral_works, set_retake
from journal.enums import Audience
from journal.models import Term, Work
from tests import make
from tests.teaching import history

LATER = make.TODAY + make.days(3)


@pytest.fixture
def first(lesson):
    return make.work(lesson=lesson, kind_code="essay", title="Осень", weight=7)


@pytest.fixture
def later(course):
    return make.lesson(course=course, on=LATER)


def again(first, lesson, *students):
    return set_retake(first, lesson=lesson, students=students, by=first.set_by, at=make.NOW)


def listed(work):
    return [addressee.student.surname for addressee in work.addressees.order_by("pk")]


def test_retake_is_like_the_first_work(first, later, student):
    work = make.reload_work(again(first, later, student))

    assert (work.retake_of, work.kind, work.title, work.weight, work.parts) == (first, first.kind, "Осень", 7, 2)
    assert (work.label, work.audience, work.date, work.due_on) == (
        "Осень, пересдача",
        Audience.LISTED,
        LATER,
        LATER + make.days(6),
    )
    assert listed(work) == ["Абрамов"]
    assert history("new")[-1] == ("Осень, пересдача, вес 7, отметки не позднее 21.10.2026, по списку",)


def test_students_of_one_lesson_do_it_together(first, later, student, course):
    other = make.membership(course, make.student("Белов")).student
    work = again(first, later, student)

    assert again(first, later, student, other, other) == work
    assert listed(work) == ["Абрамов", "Белов"]
    assert again(first, later, other) == work
    assert (Work.objects.count(), [row for row in history("work", "student") if row[1]]) == (2, [(work.pk, other.pk)])


def test_third_time_is_a_retake_of_the_first(first, later, student):
    second = again(first, first.lesson, student)

    third = make.reload_work(again(make.reload_work(second), later, student))

    assert (third.retake_of, third.label) == (first, "Осень, пересдача")


def test_cancelled_retake_may_be_set_anew(first, later, student):
    work = make.reload_work(again(first, later, student))
    cancel_work(work, reason="ошибка", by=first.set_by, at=make.NOW)

    assert again(first, later, student) != work


def when_cancelled(first):
    cancel_work(first, reason="ошибка", by=first.set_by, at=make.NOW)


def in_another_course(first):
    return {"lesson": make.lesson(course=make.course(teacher=first.set_by, subject_name="Химия"))}


def before_the_work(first):
    return {"lesson": make.lesson(course=first.course, on=make.TODAY - make.days(1))}


def for_nobody(first):
    return {"students": []}


def for_a_stranger(first):
    return {"students": [make.student("Белов")]}


@pytest.mark.parametrize(
    "happen, sentence",
    [
        (when_cancelled, "Работа отменена"),
        (in_another_course, "Пересдать можно только работу этого же курса"),
        (before_the_work, r"Пересдача бывает на том же уроке или позже, не раньше 12\.10\.2026"),
        (for_nobody, "Отметьте, кто пересдаёт работу"),
        (for_a_stranger, "Белов Пётр: ученика нет в списке"),
    ],
)
def test_retake_is_refused(first, later, student, happen, sentence):
    facts = {"lesson": later, "students": [student]} | (happen(first) or {})

    with pytest.raises(Refused, match=sentence):
        set_retake(first, by=first.set_by, at=make.NOW, **facts)

    assert not Work.objects.filter(retake_of=first).exists()


def test_answers_are_not_retaken(lesson, later, student, teacher):
    oral = oral_works([(lesson, teacher, make.NOW)])[lesson.pk]

    with pytest.raises(Refused, match="Пересдают работу, которую задали на уроке"):
        again(oral, later, student)


def test_nobody_joins_a_retake_of_a_closed_term(first, later, student, course):
    other = make.membership(course, make.student("Белов")).student
    work = again(first, later, student)
    Term.objects.update(closed_at=make.NOW)

    with pytest.raises(Refused, match="Период закрыт"):
        again(first, later, other)

    assert listed(work) == ["Абрамов"]
