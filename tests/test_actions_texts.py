"""Topics and homework: written, corrected, taken away, refused."""

import pytest

from journal.actions import Conflict, HomeworkEntry, Refused, TopicEntry, write_homework, write_topics
from journal.enums import Matter
from journal.models import Change, HomeworkAddressee, Lesson, Term
from tests import make

TOMORROW = make.TODAY + make.days(1)


@pytest.fixture
def write_topic(lesson):
    def write_topic(text, *, at=make.NOW, **facts):
        write_topics([TopicEntry(lesson=lesson, topic=text, by=lesson.teacher, at=at, **facts)])
        lesson.refresh_from_db()

    return write_topic


@pytest.fixture
def set_homework(lesson):
    def set_homework(text="", *, at=make.NOW, **facts):
        write_homework([HomeworkEntry(lesson=lesson, text=text, by=lesson.teacher, at=at, **facts)])
        lesson.refresh_from_db()

    return set_homework


@pytest.fixture
def next_lesson(lesson):
    return make.lesson(course=lesson.course, on=TOMORROW)


def said(matter):
    return list(Change.objects.about(matter).order_by("number").values_list("old", "new"))


# --- Topics


def test_topic_is_written_without_the_spaces_around(write_topic, lesson):
    write_topic("  Степень ")

    assert (lesson.topic, lesson.topic_recorded_at, lesson.topic_recorded_on) == ("Степень", make.NOW, make.TODAY)


@pytest.mark.parametrize("unseen", ["\u200b", "\u3164 \u2800"])
def test_topic_that_cannot_be_seen_is_none(write_topic, set_homework, lesson, unseen):
    write_topic(unseen)
    set_homework(unseen)

    assert (lesson.topic, lesson.homework, Change.objects.count()) == ("", "", 0)


def test_topic_from_the_plan_is_held_until_it_is_taken_away(write_topic, lesson):
    line = make.planned_topic(lesson.course)

    write_topic(line.topic, planned_topic=line)
    held = lesson.planned_topic
    write_topic("", planned_topic=line)

    assert (held, lesson.planned_topic, lesson.topic) == (line, None, "")


def test_topic_from_the_plan_of_another_course_is_refused(write_topic, colleague):
    line = make.planned_topic(make.course(teacher=colleague))

    with pytest.raises(Refused, match="Выберите тему из плана этого же курса"):
        write_topic("Степень", planned_topic=line)


def test_same_topic_again_leaves_no_change(write_topic, lesson):
    write_topic("Степень")
    write_topic("Степень ", at=make.at(on=TOMORROW))

    assert said(Matter.TOPIC) == [("", "Степень")]
    assert lesson.topic_recorded_on == make.TODAY


@pytest.mark.parametrize("seen", ["Степень", None])
def test_topic_that_its_author_saw_is_corrected(write_topic, lesson, seen):
    write_topic("Степень")
    write_topic("Корень", seen=seen)

    assert lesson.topic == "Корень"


def test_topic_that_its_author_did_not_see_is_kept(write_topic, lesson):
    write_topic("Степень")

    with pytest.raises(Conflict, match="Выберите, что оставить") as conflict:
        write_topic("Корень", seen="")

    assert conflict.value.standing.topic == "Степень"


def test_two_who_write_the_same_topic_agree(write_topic, lesson):
    write_topic("Степень")
    write_topic("Степень", seen="")

    assert lesson.topic == "Степень"


def test_topic_that_is_too_long_is_refused(write_topic):
    with pytest.raises(Refused, match="Слишком длинный текст: тема"):
        write_topic("т" * 301)


# --- Homework


def test_homework_is_kept_with_its_day_and_minutes(set_homework, next_lesson, lesson):
    set_homework(" п. 7 ", due_lesson=next_lesson, minutes=30)

    assert (lesson.homework, lesson.homework_due_on, lesson.homework_minutes) == ("п. 7", TOMORROW, 30)
    assert said(Matter.HOMEWORK) == [("", "п. 7 (к 13.10.2026) (30 мин)")]


def test_homework_not_set_is_an_entry(set_homework, lesson):
    set_homework(not_set=True, minutes=30)

    assert (lesson.homework_not_set, lesson.homework_minutes, lesson.homework_recorded_on) == (True, None, make.TODAY)
    assert said(Matter.HOMEWORK) == [("", "не задано")]


def test_homework_taken_away_takes_along_what_is_its_own(set_homework, next_lesson, lesson, student):
    set_homework("п. 7", due_lesson=next_lesson, minutes=30, students=[student])
    set_homework("", due_lesson=next_lesson, minutes=30, students=[student])

    assert (lesson.has_homework_entry, lesson.homework_due_lesson, lesson.homework_due_on) == (False, None, None)
    assert (lesson.homework_minutes, lesson.homework_is_listed) == (None, False)
    assert not HomeworkAddressee.objects.exists()


def test_homework_is_addressed_to_those_listed(set_homework, course, lesson, student):
    other = make.student("Белов")
    make.membership(course, other)

    set_homework("п. 7", students=[student, other, student])
    listed = set(HomeworkAddressee.objects.values_list("student", flat=True))
    set_homework("п. 7", students=[other])
    set_homework("п. 7", students=[student])
    set_homework("п. 7", students=[student])

    assert listed == {student.pk, other.pk}
    assert (lesson.homework_is_listed, HomeworkAddressee.objects.get().student) == (True, student)
    assert [new for _, new in said(Matter.HOMEWORK)] == [
        "п. 7 (по списку: 2)",
        "п. 7 (по списку: 1)",
        "п. 7 (по списку: 1)",
    ]


def test_homework_written_twice_in_one_batch_is_the_last_one(lesson, student):
    facts = {"lesson": lesson, "by": lesson.teacher, "at": make.NOW, "students": [student]}
    write_homework([HomeworkEntry(text="п. 7", **facts), HomeworkEntry(text="п. 8", **facts)])

    lesson.refresh_from_db()
    assert (lesson.homework, lesson.homework_addressees.count()) == ("п. 8", 1)


def test_homework_and_not_set_together_are_refused(set_homework):
    with pytest.raises(Refused, match="вместе они не сохраняются"):
        set_homework("п. 7", not_set=True)


def test_homework_for_a_student_of_another_course_is_refused(set_homework):
    with pytest.raises(Refused, match="Белов Пётр: ученика нет в списке этого урока"):
        set_homework("п. 7", students=[make.student("Белов")])


@pytest.mark.parametrize("due", ["itself", "earlier", "foreign"])
def test_homework_is_due_at_a_later_lesson_of_the_course(set_homework, lesson, colleague, due):
    wrong = {
        "itself": lambda: lesson,
        "earlier": lambda: make.lesson(course=lesson.course, on=make.TODAY - make.days(1)),
        "foreign": lambda: make.lesson(course=make.course(teacher=colleague), on=TOMORROW),
    }

    with pytest.raises(Refused, match="Выберите урок этого же курса"):
        set_homework("п. 7", due_lesson=wrong[due]())


@pytest.mark.parametrize("facts", [{"text": "п. 7"}, {"not_set": True}])
def test_homework_of_a_course_without_homework_is_refused(set_homework, course, facts):
    course.homework_since = None
    course.save()

    with pytest.raises(Refused, match="задания на дом в этом курсе не задаются"):
        set_homework(**facts)


def test_homework_is_taken_away_where_the_course_sets_none_any_more(set_homework, course, lesson):
    set_homework("п. 7")
    course.homework_since = None
    course.save()

    set_homework("")

    assert lesson.homework == ""


@pytest.mark.parametrize(
    "stood, seen, asked",
    [
        ({"text": "п. 7"}, "п. 6", {"text": "п. 8"}),
        ({"not_set": True}, "", {"text": "п. 8"}),
        ({"text": "п. 7"}, "", {"not_set": True}),
    ],
)
def test_homework_that_its_author_did_not_see_is_kept(set_homework, lesson, stood, seen, asked):
    set_homework(**stood)

    with pytest.raises(Conflict, match="Задание этого урока уже изменили") as conflict:
        set_homework(seen=seen, **asked)

    assert conflict.value.standing.homework == stood.get("text", "")


@pytest.mark.parametrize(
    "stood, seen, asked",
    [
        ({"text": "п. 7"}, "п. 7", {"text": "п. 8"}),
        ({"not_set": True}, "не задано", {"text": "п. 8"}),
        ({"text": "п. 7"}, "", {"text": "п. 7"}),
        ({"not_set": True}, "", {"not_set": True}),
    ],
)
def test_homework_that_its_author_saw_is_corrected(set_homework, lesson, stood, seen, asked):
    set_homework(**stood)
    set_homework(seen=seen, **asked)

    assert (lesson.homework, lesson.homework_not_set) == (asked.get("text", ""), asked.get("not_set", False))


# --- Not allowed now


@pytest.mark.parametrize("write", ["write_topic", "set_homework"])
def test_cancelled_lesson_is_not_written_to(request, lesson, write):
    Lesson.objects.update(cancelled_at=make.NOW, cancelled_on=make.TODAY)

    with pytest.raises(Refused, match="Урок отменён"):
        request.getfixturevalue(write)("п. 7")


@pytest.mark.parametrize("write", ["write_topic", "set_homework"])
def test_closed_term_is_not_written_to(request, lesson, write):
    Term.objects.update(closed_at=make.NOW)

    with pytest.raises(Refused, match="Период закрыт: I четверть"):
        request.getfixturevalue(write)("п. 7")


def test_closed_term_of_another_system_closes_nothing(write_topic, lesson):
    Term.objects.exclude(system=lesson.course.term_system).update(closed_at=make.NOW)
    Term.objects.filter(number=2).update(closed_at=make.NOW)

    write_topic("Степень")

    assert lesson.topic == "Степень"


def test_topics_take_the_same_number_of_statements(course, teacher, django_assert_num_queries):
    lessons = [make.lesson(course=course, on=make.TODAY - make.days(number)) for number in range(31)]
    entries = [TopicEntry(lesson=lesson, topic="Степень", by=teacher, at=make.NOW) for lesson in lessons]
    write_topics([TopicEntry(lesson=lessons[0], topic="Корень", by=teacher, at=make.NOW)])

    # Savepoint; head, lessons; lessons, changes, head; savepoint.
    with django_assert_num_queries(7):
        write_topics(entries[:1])
    with django_assert_num_queries(7):
        write_topics(entries[1:])
