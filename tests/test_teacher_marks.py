"""Rows of students on the page of a lesson: absences, and marks by large buttons."""

import pytest

from journal.enums import Presence
from journal.models import Attendance, Exemption, Mark, School, Term, Work
from tests import make
from tests.teaching import history, page_of, post_rows, rows_of


@pytest.fixture
def other(course):
    """Another student of the course, after the first by the alphabet."""
    student = make.student("Белова", "Анна")
    make.membership(course, student)
    return student


def test_roster_stands_in_the_order_of_a_class_list(teaching, lesson, student, other):
    assert rows_of(page_of(teaching, lesson).presence) == [("Абрамов Пётр", "на уроке"), ("Белова Анна", "на уроке")]


def test_roster_has_no_one_who_left_or_comes_later(teaching, course, lesson):
    make.membership(course, make.student("Ушаков"), until=make.TODAY - make.days(1))
    make.membership(course, make.student("Новиков"), since=make.TODAY + make.days(1))

    assert [row.name for row in page_of(teaching, lesson).presence.rows()] == ["Абрамов Пётр"]


def test_absences_are_saved_together(teaching, lesson, student, other):
    response = post_rows(
        teaching,
        lesson,
        "presence",
        {student: {"presence": "absent", "was_presence": ""}, other: {"presence": "late", "was_presence": ""}},
    )

    assert response.url == f"{lesson.get_absolute_url()}?saved=presence#presence"
    assert rows_of(page_of(teaching, lesson).presence) == [("Абрамов Пётр", "Н"), ("Белова Анна", "ОП")]
    assert history("matter", "new") == [("presence", "Н"), ("presence", "ОП")]


def test_absence_is_taken_back(teaching, lesson, student):
    make.absence(lesson=lesson, student=student)

    post_rows(teaching, lesson, "presence", {student: {"presence": "", "was_presence": "absent"}})

    assert Attendance.objects.get().presence == Presence.PRESENT


def test_reason_of_the_homeroom_teacher_stands_in_the_place_of_absence(teaching, lesson, student):
    make.absence(lesson=lesson, student=student, presence=Presence.ILL)

    page = page_of(teaching, lesson)

    assert [pick.label for pick in page.presence.rows()[0].groups[0].picks] == ["на уроке", "Н", "ОП", "Б"]
    assert rows_of(page.presence) == [("Абрамов Пётр", "Б")]


def test_reason_cannot_be_typed(teaching, lesson, student):
    response = post_rows(teaching, lesson, "presence", {student: {"presence": "ill", "was_presence": ""}})

    assert (response.status_code, Attendance.objects.count()) == (200, 0)
    assert "Проверьте 1\u00a0место" in response.text


def test_absence_that_another_has_noted_is_not_overwritten(teaching, lesson, student, other):
    make.absence(lesson=lesson, student=student, presence=Presence.ILL)

    response = post_rows(
        teaching,
        lesson,
        "presence",
        {student: {"presence": "absent", "was_presence": ""}, other: {"presence": "late", "was_presence": ""}},
    )

    assert response.status_code == 409
    assert "В журнале уже «Б», у вас «Н». Внесено: Сидорова А.\u00a0С., 08:00." in response.text
    assert rows_of(response.context["page"].presence) == [("Абрамов Пётр", "Н"), ("Белова Анна", "ОП")]
    assert set(Attendance.objects.values_list("student", "presence")) == {(student.pk, "ill"), (other.pk, "late")}


def test_untouched_row_leaves_what_another_has_noted(teaching, lesson, student):
    make.absence(lesson=lesson, student=student, presence=Presence.ILL)

    response = post_rows(teaching, lesson, "presence", {student: {"presence": "", "was_presence": ""}})

    assert (response.status_code, Attendance.objects.get().presence) == (302, Presence.ILL)


def test_untouched_reason_that_another_has_put_instead_is_no_mistake(teaching, lesson, student):
    make.absence(lesson=lesson, student=student, presence=Presence.EXCUSED)

    response = post_rows(teaching, lesson, "presence", {student: {"presence": "ill", "was_presence": "ill"}})

    assert (response.status_code, Attendance.objects.get().presence) == (302, Presence.EXCUSED)


def test_one_stranger_refuses_the_whole_batch(teaching, lesson, student, stranger):
    answer = {"value": "5", "was_value": "", "version": "0"}

    response = post_rows(teaching, lesson, "answers", {student: answer, stranger: answer})

    assert "ученик, которого нет на этом уроке. Ничего не сохранено" in response.text
    assert rows_of(response.context["page"].marks[0]) == [("Абрамов Пётр", "5")]
    assert Mark.objects.count() == 0


def test_answers_are_saved_together(teaching, lesson, student, other):
    answer = {"was_value": "", "version": "0"}

    response = post_rows(
        teaching, lesson, "answers", {student: {"value": "5", **answer}, other: {"value": "3", **answer}}
    )

    assert response.url == f"{lesson.get_absolute_url()}?saved=answers#answers"
    assert rows_of(page_of(teaching, lesson).marks[0]) == [("Абрамов Пётр", "5"), ("Белова Анна", "3")]
    assert history("matter", "new")[1:] == [("mark", "5"), ("mark", "3")]


def test_nothing_typed_makes_no_work(teaching, lesson, student):
    response = post_rows(teaching, lesson, "answers", {student: {"value": "", "was_value": "", "version": "0"}})

    assert (response.status_code, Work.objects.count(), history("new")) == (302, 0, [])


def test_emptied_answer_that_nobody_gave_makes_no_work(teaching, lesson, student):
    post_rows(teaching, lesson, "answers", {student: {"value": "", "was_value": "5", "version": "0"}})

    assert (Work.objects.count(), history("new")) == (0, [])


def test_mark_is_corrected_with_its_comment_kept(teaching, lesson, student):
    mark = make.mark(lesson=lesson, student=student, value=3, comment="У доски")

    post_rows(teaching, lesson, "answers", {student: {"value": "4", "was_value": "3", "version": mark.version}})

    mark.refresh_from_db()
    assert (mark.value, mark.comment) == (4, "У доски")
    assert history("old", "new")[-1] == ("3 — У доски", "4 — У доски")


def test_mark_is_taken_away(teaching, lesson, student):
    mark = make.mark(lesson=lesson, student=student)

    post_rows(teaching, lesson, "answers", {student: {"value": "", "was_value": "5", "version": mark.version}})

    mark.refresh_from_db()
    assert (mark.digits, history("old", "new")[-1]) == ("", ("5", ""))


def test_written_work_may_be_not_handed_in(teaching, lesson, student):
    work = make.work(lesson=lesson)

    post_rows(teaching, lesson, f"marks-{work.pk}", {student: {"value": ".", "was_value": "", "version": "0"}})

    assert Mark.objects.get().digits == "·"
    assert rows_of(page_of(teaching, lesson).marks[1]) == [("Абрамов Пётр", "·")]


def test_answer_cannot_be_not_handed_in(teaching, lesson, student):
    response = post_rows(teaching, lesson, "answers", {student: {"value": ".", "was_value": "", "version": "0"}})

    assert (response.status_code, Mark.objects.count()) == (200, 0)


@pytest.mark.parametrize("gives_ones, digits", [(False, "5432Н—"), (True, "54321Н—")])
def test_buttons_are_those_of_the_schools_scale(teaching, lesson, gives_ones, digits):
    School.objects.update(gives_ones=gives_ones)

    picks = page_of(teaching, lesson).marks[0].rows()[0].groups[0].picks

    assert "".join(pick.label for pick in picks) == digits


def test_work_of_two_parts_takes_two_marks(teaching, lesson, student):
    work = make.work(lesson=lesson, kind_code="dictation-task")
    answer = {"value": "5", "was_value": "", "second": "4", "was_second": "", "version": "0"}

    post_rows(teaching, lesson, f"marks-{work.pk}", {student: answer})

    assert Mark.objects.get().digits == "5/4"
    page = teaching.get(lesson.get_absolute_url())
    assert rows_of(page.context["page"].marks[1]) == [("Абрамов Пётр", "5", "4")]
    assert "Вторая отметка" in page.text


def test_second_mark_without_the_first_is_refused_and_kept(teaching, lesson, student):
    work = make.work(lesson=lesson, kind_code="dictation-task")
    answer = {"value": "", "was_value": "", "second": "4", "was_second": "", "version": "0"}

    response = post_rows(teaching, lesson, f"marks-{work.pk}", {student: answer})

    assert "Вторая отметка ставится только за работу из двух частей и после первой." in response.text
    assert rows_of(response.context["page"].marks[1]) == [("Абрамов Пётр", "—", "4")]


def test_mark_that_another_has_changed_is_not_overwritten(teaching, lesson, student, other, colleague):
    mark = make.mark(lesson=lesson, student=student, value=3, by=colleague)

    response = post_rows(
        teaching,
        lesson,
        "answers",
        {
            student: {"value": "5", "was_value": "", "version": "0"},
            other: {"value": "4", "was_value": "", "version": "0"},
        },
    )

    assert response.status_code == 409
    assert "В журнале 3 (Чужова А.\u00a0С., 08:00), у вас 5." in response.text
    assert rows_of(response.context["page"].marks[0]) == [("Абрамов Пётр", "5"), ("Белова Анна", "4")]
    assert set(Mark.objects.values_list("student", "value")) == {(student.pk, 3), (other.pk, 4)}
    mine = response.context["page"].marks[0].rows()[0]
    assert (mine.groups[0].seen, mine.version.value()) == ("3", f"{mark.version}.")


def test_untouched_mark_leaves_what_another_has_given(teaching, lesson, student):
    mark = make.mark(lesson=lesson, student=student, value=4)

    response = post_rows(teaching, lesson, "answers", {student: {"value": "", "was_value": "", "version": "0"}})

    mark.refresh_from_db()
    assert (response.status_code, mark.value) == (302, 4)


def test_form_without_versions_overwrites_nothing(teaching, lesson, student):
    make.mark(lesson=lesson, student=student, value=3)

    response = post_rows(teaching, lesson, "answers", {student: {"value": "5"}})

    assert (response.status_code, Mark.objects.get().value) == (409, 3)


def test_absent_and_exempt_students_are_named(teaching, lesson, student, other, course):
    make.absence(lesson=lesson, student=student)
    Exemption.objects.create(
        student_id=other.pk, subject=course.subject, since=make.TODAY, ground="справка", recorded_at=make.NOW
    )

    page = teaching.get(lesson.get_absolute_url())

    assert [(row.presence, row.member.is_exempt) for row in page.context["page"].marks[0].rows()] == [
        ("Н", False),
        ("", True),
    ]
    assert '<span class="tag">освобождение</span>' in page.text
    assert "справка" not in page.text


def test_listed_work_asks_only_for_the_listed(teaching, lesson, student, other):
    make.work(lesson=lesson, students=[other])

    assert [row.name for row in page_of(teaching, lesson).marks[1].rows()] == ["Белова Анна"]


def test_marks_of_a_closed_term_are_refused_and_kept(teaching, lesson, student):
    Term.objects.update(closed_at=make.NOW)

    response = post_rows(teaching, lesson, "answers", {student: {"value": "5", "was_value": "", "version": "0"}})

    assert "Период закрыт: I четверть" in response.text
    assert rows_of(response.context["page"].marks[0]) == [("Абрамов Пётр", "5")]
    assert (Mark.objects.count(), Work.objects.count()) == (0, 0)


def test_explanation_stands_beside_the_mark(teaching, lesson, student):
    make.mark(
        lesson=lesson,
        student=student,
        comment="У доски",
        moment=make.NOW,
    )

    assert '<p class="muted">У доски</p>' in teaching.get(lesson.get_absolute_url()).text
