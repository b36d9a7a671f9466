"""A closed term and every door to a mark: refused with one sentence, open again for one course and a time."""

import pytest
from django.apps import apps
from django.contrib import admin

from journal import access
from journal.actions import Refused, close_term, draw_up_lessons, reopen
from journal.models import Lesson, Mark, Reopening
from tests import make
from tests.doors import DOORS

CLOSED = "Период закрыт: I четверть. Изменить запись можно после того, как завуч откроет курс с указанием причины."


@pytest.fixture
def work(teaching, lesson, deputy):
    """A test of today's lesson, whose term the deputy has closed at once: the year is short."""
    work = make.work(lesson=lesson)
    make.year().terms.filter(number=1).update(last_day=make.TODAY)
    close_term(make.term(), by=deputy, at=make.NOW)
    return work


@pytest.mark.parametrize("door", DOORS)
def test_closed_term_is_refused_by_every_door(teaching, work, student, door):
    answer = DOORS[door](teaching, work, {student: "5"})

    assert CLOSED in answer.said
    assert not Mark.objects.filter(value=5).exists()


@pytest.mark.parametrize("door", DOORS)
def test_course_that_is_open_again_takes_marks_by_every_door(teaching, work, student, deputy, door):
    reopen(work.course, term=make.term(), reason="Ошибка", until=make.TODAY, by=deputy, at=make.NOW)

    DOORS[door](teaching, work, {student: "5"})

    assert Mark.objects.get(student=student.pk).value == 5


@pytest.mark.parametrize("door", DOORS)
def test_reopening_that_has_passed_opens_no_door(teaching, work, student, deputy, door):
    facts = {"opened_by": deputy, "opened_at": make.NOW, "reason": "Ошибка", "term": make.term()}
    yesterday = make.TODAY - make.days(1)
    Reopening.objects.create(course=work.course, opened_on=yesterday, until=yesterday, **facts)

    assert CLOSED in DOORS[door](teaching, work, {student: "5"}).said


def test_admin_is_no_door_to_a_journal(client, director, work):
    models = list(apps.get_app_config("journal").get_models())
    client.force_login(director)

    answers = {client.post(f"/admin/journal/{model._meta.model_name}/add/").status_code for model in models}

    assert [model for model in models if admin.site.is_registered(model)] == []
    assert answers == {404}


def test_day_between_the_terms_goes_with_the_term_before(teaching, course, deputy):
    between = make.lesson(course=course, on=make.TODAY)
    make.year().terms.filter(number=1).update(last_day=make.TODAY - make.days(1))
    close_term(make.term(), by=deputy, at=make.NOW)

    with pytest.raises(Refused, match="Период закрыт: I четверть"):
        make.write_topic(between, "Степень")
    reopen(course, term=make.term(), reason="Ошибка", until=make.TODAY, by=deputy, at=make.NOW)
    make.write_topic(between, "Степень")

    assert Lesson.objects.get(pk=between.pk).topic == "Степень"


def test_corrector_writes_between_the_terms_too(lesson, course, colleague, deputy, school):
    make.year().terms.filter(number=1).update(last_day=make.TODAY - make.days(1))
    close_term(make.term(), by=deputy, at=make.NOW)
    reopen(course, term=make.term(), reason="Ошибка", until=make.TODAY, to=colleague, by=deputy, at=make.NOW)

    assert list(Lesson.objects.filter(access.mends(colleague))) == [lesson]


def test_no_lesson_is_drawn_between_a_closed_term_and_the_next(course, deputy):
    make.slot(course)
    make.year().terms.filter(number=1).update(last_day=make.TODAY - make.days(1))
    close_term(make.term(), by=deputy, at=make.NOW)

    draw_up_lessons(make.year(), since=make.TODAY)

    assert Lesson.objects.order_by("date").first().date >= make.term(2).first_day


def test_term_that_has_begun_is_written_after_the_one_before_is_closed(course, deputy):
    lesson = make.lesson(course=course, on=make.TODAY)
    make.year().terms.filter(number=1).update(last_day=make.TODAY - make.days(1))
    make.year().terms.filter(number=2).update(first_day=make.TODAY)
    close_term(make.term(), by=deputy, at=make.NOW)

    make.write_topic(lesson, "Степень")

    assert Lesson.objects.get(pk=lesson.pk).topic == "Степень"
