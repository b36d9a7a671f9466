"""Homework on the page of a lesson."""

from journal.models import HomeworkAddressee, Lesson
from tests import make
from tests.teaching import history, post, saved


def test_homework_is_set_for_the_next_lesson(teaching, course, lesson):
    coming = make.lesson(course=course, on=make.TODAY + make.days(2))
    form = teaching.get(lesson.get_absolute_url()).context["page"].homework
    assert form["due"].value() == coming.pk

    response = post(teaching, lesson, "homework", text="№ 7\r\n№ 8", due=coming.pk, minutes=20, seen="")

    lesson.refresh_from_db()
    assert (response.url, lesson.homework) == (saved(lesson, "homework"), "№ 7\n№ 8")
    assert (lesson.homework_due_lesson, lesson.homework_minutes) == (coming, 20)
    assert history("matter", "new") == [("homework", "№ 7\n№ 8 (к 14.10.2026) (20 мин)")]


def test_homework_needs_its_day_where_there_is_one(teaching, course, lesson):
    make.lesson(course=course, on=make.TODAY + make.days(2))

    response = post(teaching, lesson, "homework", text="№ 7", seen="")

    assert "Выберите, к какому уроку задано." in response.text
    assert Lesson.objects.exclude(homework="").count() == 0


def test_homework_may_be_stated_as_none(teaching, lesson):
    post(teaching, lesson, "homework", not_set="on", text="", seen="")

    lesson.refresh_from_db()
    assert (lesson.homework_not_set, history("new")) == (True, [("не задано",)])


def test_homework_of_the_plan_gives_way_to_none(teaching, course):
    planned = make.planned_topic(course, homework="№ 45\n№ 46")
    lesson = make.lesson(course=course, planned_topic=planned, topic="Степень")

    post(teaching, lesson, "homework", text="№ 45\r\n№ 46", not_set="on", seen="")

    lesson.refresh_from_db()
    assert (lesson.homework, lesson.homework_not_set) == ("", True)


def test_homework_that_says_nothing_is_asked_for(teaching, lesson):
    response = post(teaching, lesson, "homework", text="", seen="")

    assert "Напишите задание или отметьте «Не задано»." in response.text


def test_homework_is_a_text_or_none(teaching, lesson):
    response = post(teaching, lesson, "homework", text="№ 7", not_set="on", seen="")

    assert "вместе они не сохраняются" in response.text
    assert history("matter") == []


def test_homework_for_some_is_addressed(teaching, course, lesson, student):
    make.membership(course, make.student("Белова", "Анна"))

    post(teaching, lesson, "homework", text="№ 9", students=[student.pk], seen="")
    post(teaching, lesson, "homework", text="№ 9", seen="№ 9")

    assert list(HomeworkAddressee.objects.all()) == []
    assert history("old", "new") == [("", "№ 9 (по списку: 1)"), ("№ 9 (по списку: 1)", "№ 9")]


def test_homework_is_not_addressed_to_a_stranger(teaching, lesson, stranger):
    response = post(teaching, lesson, "homework", text="№ 9", students=[stranger.pk], seen="")

    assert "В списке есть ученик, которого нет на этом уроке." in response.text
    assert history("matter") == []


def test_homework_that_another_has_stated_is_not_overwritten(teaching, course):
    lesson = make.lesson(course=course, homework_not_set=True)
    coming = make.lesson(course=course, on=make.TODAY + make.days(2))

    response = post(teaching, lesson, "homework", text="№ 7", due=coming.pk, seen="")

    lesson.refresh_from_db()
    assert (response.status_code, lesson.homework) == (409, "")
    assert "В журнале теперь: «не задано»" in response.text
    form = response.context["page"].homework
    assert [form[name].value() for name in ("text", "due", "seen")] == ["№ 7", coming.pk, "не задано"]


def test_homework_is_taken_away(teaching, course):
    lesson = make.lesson(course=course, homework="№ 7")

    post(teaching, lesson, "homework", text="", seen="№ 7")

    lesson.refresh_from_db()
    assert (lesson.has_homework_entry, history("old", "new")) == (False, [("№ 7", "")])
