"""An ordinary lesson by one press: the next topic of the plan, its homework, and who was not there."""

import pytest

from journal import actions
from journal.enums import Presence
from journal.forms.teacher.by_plan import ByPlanForm
from journal.models import Attendance, Lesson, Term
from journal.views.teacher.facts import Facts
from tests import make
from tests.reading import links, part
from tests.teaching import history, page_of, post, saved

WRITTEN = "Тему этого урока тем временем внесли. По плану ничего не записано"


@pytest.fixture
def line(course):
    return make.planned_topic(course, 1, "Степень", homework="№ 45")


@pytest.fixture
def coming(course):
    """The next lesson of the course."""
    return make.lesson(course=course, on=make.TODAY + make.days(2))


def absences():
    return list(Attendance.objects.values_list("student__surname", "presence"))


def names(form):
    return [label for _, label in form.fields["absent"].choices]


def test_one_press_writes_the_lesson(teaching, course, lesson, student, line, coming):
    make.membership(course, make.student("Белова", "Анна"))

    response = post(teaching, lesson, "plan", line=line.pk, absent=[student.pk])

    lesson.refresh_from_db()
    assert response.url == saved(lesson, "plan")
    assert (lesson.topic, lesson.planned_topic) == ("Степень", line)
    assert (lesson.homework, lesson.homework_due_lesson) == ("№ 45", coming)
    assert absences() == [("Абрамов", "absent")]
    assert history("matter", "new") == [
        ("topic", "Степень"),
        ("homework", "№ 45 (к 14.10.2026)"),
        ("presence", "Н"),
    ]


def test_page_says_what_the_press_will_write(teaching, lesson, line, coming):
    page = teaching.get(lesson.get_absolute_url())

    assert part(page, "По плану", to="Тема") == [
        "1. Степень",
        "Задание: № 45, к уроку ср, 14 октября",
        "Кого нет на уроке",
        "Абрамов Пётр",
        "Записать по плану",
    ]


def test_press_leads_on_to_the_marks(teaching, course, line):
    lesson = make.lesson(course=course, topic="Степень", planned_topic=line, homework="№ 45")

    page = teaching.get(f"{lesson.get_absolute_url()}?saved=plan")

    assert links(page)["К отметкам"] == "#marks"
    assert '<form class="stack" id="answers"' in page.text.partition('<details class="card" open>')[2]


def test_topic_is_the_first_one_not_yet_held(teaching, course, line):
    make.lesson(course=course, number=1, topic="Степень", planned_topic=line)
    later = make.planned_topic(course, 2, "Корень", hours=2)
    make.lesson(course=course, number=2, topic="Корень", planned_topic=later)
    lesson = make.lesson(course=course, number=3)

    assert page_of(teaching, lesson).plan["line"].value() == later.pk


def test_cancelled_lesson_gives_its_topic_back(teaching, course, line):
    make.lesson(course=course, number=1, topic="Степень", planned_topic=line, cancelled_at=make.NOW)

    assert page_of(teaching, make.lesson(course=course, number=2)).plan["line"].value() == line.pk


def test_lesson_that_has_all_of_the_plan_needs_no_press(teaching, course, line):
    lesson = make.lesson(course=course, topic="Степень", planned_topic=line, homework_not_set=True)

    assert page_of(teaching, lesson).plan is None


@pytest.mark.parametrize("facts", [{"homework": "№ 7"}, {"homework_not_set": True}])
def test_homework_that_stands_is_left_alone(teaching, course, line, facts):
    lesson = make.lesson(course=course, **facts)

    post(teaching, lesson, "plan", line=line.pk)

    lesson.refresh_from_db()
    assert (lesson.topic, lesson.homework) == ("Степень", facts.get("homework", ""))


def test_topic_already_taken_is_given_its_homework(teaching, course, line):
    lesson = make.lesson(course=course, topic="Степень числа", planned_topic=line)

    post(teaching, lesson, "plan", line=line.pk)

    lesson.refresh_from_db()
    assert (lesson.topic, lesson.homework) == ("Степень числа", "№ 45")


def test_course_without_homework_is_set_none(teaching, teacher, student):
    course = make.course(teacher=teacher, students=[student], homework_since=None)
    lesson, line = make.lesson(course=course), make.planned_topic(course, homework="№ 45")

    post(teaching, lesson, "plan", line=line.pk)

    assert history("matter") == [("topic",)]


def test_coming_lesson_has_nobody_to_note(teaching, coming, line):
    assert page_of(teaching, coming).plan.members == {}


def test_announced_absence_is_ticked_beforehand(teaching, course, lesson, student, parent, line):
    make.membership(course, make.student("Белова", "Анна"))
    make.absence_note(student=student, by=parent)

    page = teaching.get(lesson.get_absolute_url())

    form = page.context["page"].plan
    assert names(form) == ["Абрамов Пётр, семья предупредила", "Белова Анна"]
    assert form["absent"].value() == [student.pk]
    assert "Отметить Н" not in page.text


def test_reason_of_the_homeroom_teacher_stays(teaching, lesson, student, parent, line):
    make.absence_note(student=student, by=parent)
    make.absence(lesson=lesson, student=student, presence=Presence.ILL)
    form = page_of(teaching, lesson).plan
    assert (names(form), form["absent"].value()) == (["Абрамов Пётр, Б, семья предупредила"], [])

    post(teaching, lesson, "plan", line=line.pk, absent=[student.pk])

    assert absences() == [("Абрамов", "ill")]


def test_one_who_was_late_may_turn_out_absent(teaching, lesson, student, line):
    make.absence(lesson=lesson, student=student, presence=Presence.LATE)

    post(teaching, lesson, "plan", line=line.pk, absent=[student.pk])

    assert absences() == [("Абрамов", "absent")]


def test_stranger_among_the_absent_refuses_it_all(teaching, lesson, line, student, stranger):
    response = post(teaching, lesson, "plan", line=line.pk, absent=[student.pk, stranger.pk])

    assert "В списке есть ученик, которого нет на этом уроке." in response.text
    assert (history("matter"), absences()) == ([], [])


@pytest.mark.parametrize("named", ["", "9999", "Степень"])
def test_topic_that_is_not_next_is_not_taken(teaching, lesson, line, named):
    response = post(teaching, lesson, "plan", line=named)

    assert "Эту тему плана уже взял другой урок. Возьмите следующую." in response.text
    assert history("matter") == []


def test_plan_at_its_end_is_told(teaching, lesson):
    response = post(teaching, lesson, "plan", line="1")

    assert (response.status_code, history("matter")) == (200, [])


def test_topic_written_meanwhile_is_not_overwritten(teaching, course, line, student):
    lesson = make.lesson(course=course, topic="Корень")

    response = post(teaching, lesson, "plan", line=line.pk, absent=[student.pk])

    assert WRITTEN in response.text
    assert response.context["page"].plan["absent"].value() == [str(student.pk)]
    assert (history("matter"), absences()) == ([], [])


def test_topic_written_at_the_same_moment_is_not_overwritten(teacher, lesson, line, student):
    facts = Facts(Lesson.objects.with_course().get(pk=lesson.pk), user=teacher, today=make.TODAY)
    posted = {"part": "plan", "plan-line": line.pk, "plan-absent": [student.pk]}
    form = ByPlanForm(facts.lesson, plan=line, members=facts.members, due=None, posted=posted)
    assert form.is_valid()
    Lesson.objects.update(topic="Корень", topic_recorded_at=make.NOW, topic_recorded_on=make.TODAY)

    with pytest.raises(actions.Refused, match=WRITTEN):
        form.save(by=teacher, at=make.NOW)

    assert (history("matter"), absences()) == ([], [])


def test_lesson_of_a_closed_term_is_refused(teaching, lesson, line):
    Term.objects.update(closed_at=make.NOW)

    response = post(teaching, lesson, "plan", line=line.pk)

    assert "Период закрыт: I четверть" in response.text
    assert history("matter") == []


def test_what_the_form_does_not_ask_is_not_written(teaching, lesson, line):
    extra = {"topic": "Чужая тема", "homework": "№ 99", "due": "1", "by": "1"}

    post(teaching, lesson, "plan", line=line.pk, **extra)

    lesson.refresh_from_db()
    assert (lesson.topic, lesson.homework) == ("Степень", "№ 45")
