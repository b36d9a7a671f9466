"""What the rules of the school refuse is refused with a sentence by every way in, and nothing of it is written."""

from uuid import uuid4

import pytest
from django.urls import reverse

from journal import actions
from journal.models import Attendance, Change, Lesson, Mark, Membership, Term
from tests import make
from tests.doors import DOORS, by_card, by_entries, by_grid, by_lesson, by_work, read, send

YESTERDAY = make.TODAY - make.days(1)


@pytest.fixture
def work(lesson):
    return make.work(lesson=lesson)


every_door = pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)


def stands():
    """Return all that a journal keeps, and how much its history has."""
    marks = Mark.objects.order_by("pk").values_list("student", "value", "second_value", "not_handed_in", "version")
    return list(marks), list(Attendance.objects.values_list("student", "presence")), Change.objects.count()


def close_term(work):
    Term.objects.update(closed_at=make.NOW)
    return "Период закрыт: I четверть."


def cancel_lesson(work):
    Lesson.objects.filter(pk=work.lesson_id).update(cancelled_at=make.NOW, cancelled_on=make.TODAY)
    return "Урок отменён."


def cancel_work(work):
    actions.cancel_work(work, reason="Не та неделя", by=work.lesson.teacher, at=make.NOW)
    return "Работа отменена."


closed_in_every_way = pytest.mark.parametrize("close", [close_term, cancel_lesson, cancel_work])


@every_door
@closed_in_every_way
def test_mark_is_refused_where_nothing_may_be_written(teaching, work, student, door, close):
    sentence = close(work)
    before = stands()

    answer = door(teaching, work, {student: "5"})

    assert (stands(), sentence in answer.said) == (before, True), answer.said


@pytest.mark.parametrize("door", [by_entries, by_grid, by_lesson, by_work, by_card])
@closed_in_every_way
def test_mark_is_not_taken_away_where_nothing_may_be_written(teaching, work, student, door, close):
    make.mark(work=work, student=student)
    sentence = close(work)
    before = stands()

    answer = door(teaching, work, {student: ""})

    assert (stands(), sentence in answer.said) == (before, True), answer.said


@every_door
def test_mark_is_refused_at_a_lesson_of_another(client, school, colleague, work, student, door):
    client.force_login(colleague)
    before = stands()

    answer = door(client, work, {student: "5"})

    assert (stands(), answer.status) == (before, 404)


@every_door
def test_mark_is_refused_of_one_who_is_not_on_the_roster(teaching, work, student, door):
    Membership.objects.filter(student=student.pk).update(until=YESTERDAY)
    before = stands()

    answer = door(teaching, work, {student: "5"})

    sentences = (
        "Ученика нет в списке этого урока.",
        "В таблице есть ученик, которого нет на этом уроке. Ничего не сохранено: обновите страницу.",
        "Не понять, чья отметка: проверьте фамилию.",
        "Страница не найдена",
    )
    assert (stands(), any(sentence in answer.said for sentence in sentences)) == (before, True), answer.said


@every_door
def test_mark_of_an_absent_student_is_asked_about_once(teaching, work, student, door):
    make.absence(lesson=work.lesson, student=student)
    before = stands()

    asked = door(teaching, work, {student: "5"})
    assert (stands(), "отсутствие" in asked.said) == (before, True), asked.said
    door(teaching, work, {student: "5"}, sure=True)

    assert Mark.objects.values_list("value", flat=True).get() == 5


@every_door
@pytest.mark.parametrize("value", ["1", "6", "0", "5/4", "55", "+"])
def test_value_outside_the_scale_is_refused(teaching, work, student, door, value):
    before = stands()

    answer = door(teaching, work, {student: value})

    sentences = (
        "Можно поставить",
        "Вторая отметка ставится",
        "Проверьте 1 место",
        "ставят одну отметку",
        "не понять",
        "Не понять",
    )
    assert (stands(), any(sentence in answer.said for sentence in sentences)) == (before, True), answer.said


@pytest.mark.parametrize("door", [by_entries, by_grid, by_lesson, by_work])
def test_foreign_student_among_good_ones_stops_them_all(teaching, course, work, door):
    good = [make.student(f"Ученик{chr(1040 + number)}") for number in range(29)]
    for one in good:
        make.membership(course, one)
    before = stands()

    answer = door(teaching, work, dict.fromkeys([*good, make.student("Чужой")], "5"))

    assert (stands(), answer.said != "") == (before, True)


PARTS = {
    "topic": {"topic-text": "Степень", "topic-seen": ""},
    "homework": {"homework-text": "№ 89", "homework-seen": "", "homework-due": ""},
    "presence": {"presence-s{student}-presence": "absent", "initial-presence-s{student}-presence": ""},
    "answers": {
        "answers-s{student}-value": "5",
        "initial-answers-s{student}-value": "",
        "answers-s{student}-version": "0.",
    },
}


@pytest.mark.parametrize("close", [close_term, cancel_lesson])
@pytest.mark.parametrize("part", PARTS)
def test_lesson_is_not_written_to_where_nothing_may_be(teaching, lesson, work, student, part, close):
    sentence, before = close(work), stands()
    typed = {name.format(student=student.pk): value for name, value in PARTS[part].items()}

    answer = read(teaching.post(lesson.get_absolute_url(), typed | {"part": part}))

    assert (stands(), sentence in answer.said) == (before, True), answer.said


def column_of_answers(client, work, student, value):
    name = f"o{work.lesson_id}-{student.pk}"
    address = f"{reverse('journal:teacher-journal', args=[work.course_id])}?lesson={work.lesson_id}"
    return read(client.post(address, {name: value, f"v-{name}": "0.="}))


def operation_of_answers(client, work, student, value):
    cell = f"o{work.lesson_id}-{student.pk}"
    return send(client, work, [{"id": str(uuid4()), "cell": cell, "base": "0.", "value": value}])


@pytest.mark.parametrize("enter", [column_of_answers, operation_of_answers])
@pytest.mark.parametrize("close", [close_term, cancel_lesson])
@pytest.mark.parametrize("value", ["5", "Н", "ОП", "5 ОП"])
def test_answers_and_absences_are_refused_where_nothing_may_be_written(teaching, work, student, enter, close, value):
    sentence, before = close(work), stands()

    answer = enter(teaching, work, student, value)

    assert (stands(), sentence in answer.said) == (before, True), answer.said


@pytest.mark.parametrize("enter", [column_of_answers, operation_of_answers])
@pytest.mark.parametrize("value", ["Б", "УП", "НП", "5 Б"])
def test_reason_of_the_homeroom_teacher_is_refused(teaching, work, student, enter, value):
    before = stands()

    answer = enter(teaching, work, student, value)

    assert (stands(), "ставит классный руководитель. На уроке отмечают Н и ОП." in answer.said) == (before, True)


@closed_in_every_way
@pytest.mark.parametrize("page", ["journal", "lesson", "work", "paste"])
def test_page_says_beforehand_what_saving_would_refuse(teaching, work, student, page, close):
    sentence = close(work)
    addresses = {
        "journal": f"{reverse('journal:teacher-journal', args=[work.course_id])}?work={work.pk}",
        "lesson": work.lesson.get_absolute_url(),
        "work": reverse("journal:teacher-work", args=[work.pk]),
        "paste": reverse("journal:teacher-paste", args=[work.pk]),
    }

    response = teaching.get(addresses[page])

    field = f"{work.pk}-s{student.pk}-value", f'name="w{work.pk}-{student.pk}"', "paste-text"
    assert not any(name in response.text for name in field)
    is_gone = page in ("journal", "lesson") and close is not close_term
    assert sentence in read(response).said or is_gone


@pytest.mark.parametrize(
    "part, fields", [("cancel", {"cancel-reason": "Не та неделя"}), ("move", {"move-to": "later"})]
)
def test_work_past_its_day_is_neither_cancelled_nor_moved(teaching, course, student, part, fields):
    old = make.lesson(course=course, on=make.TODAY - make.days(7))
    later, work = make.lesson(course=course, on=make.TODAY - make.days(5)), make.work(lesson=old)
    typed = {name: value if value != "later" else str(later.pk) for name, value in fields.items()}
    before = stands()

    answer = read(teaching.post(reverse("journal:teacher-work", args=[work.pk]), typed | {"part": part}))

    sentence = "Срок отметок за работу прошёл 11.10.2026. Отменить или перенести её может только завуч."
    assert (stands(), sentence in answer.said) == (before, True), answer.said


@every_door
def test_mark_for_a_work_moved_ahead_is_refused(teaching, course, work, student, door):
    later = make.lesson(course=course, on=make.TODAY + make.days(2))
    seen = make.reload_work(work)
    actions.move_work(work, lesson=later, by=work.lesson.teacher, at=make.at(7))
    before = stands()

    answer = door(teaching, seen, {student: "5"})

    sentences = ("Урок 14.10.2026 ещё не наступил", "Работа перенесена на 14 октября", "Урок ещё не наступил")
    assert (stands(), any(sentence in answer.said for sentence in sentences)) == (before, True), answer.said


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00Z", "2026-10-12T09:42:00"])
def test_moment_that_no_clock_tells_is_not_kept(teaching, work, student, moment):
    cell = f"o{work.lesson_id}-{student.pk}"

    send(teaching, work, [{"id": str(uuid4()), "cell": cell, "base": "0.", "value": "5", "at": moment}])

    assert (Mark.objects.get().value, Change.objects.order_by("number").last().typed_at) == (5, None)
