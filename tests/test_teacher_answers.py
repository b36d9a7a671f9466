"""Answers at a lesson by large buttons, 5 4 3 2 Н: the same cells as in the journal."""

import pytest

from journal import actions
from journal.enums import Presence
from journal.models import Attendance, Mark, Work
from tests import make
from tests.teaching import page_of, post_rows, rows_of


@pytest.fixture
def press(teaching, lesson, student):
    """Press a button in the student's row: what is to stand there, what stood there, and its version."""

    def press(value, was="", version="0.", **also):
        answers = {"value": value, "was_value": was, "version": version} | also
        return post_rows(teaching, lesson, "answers", {student: answers})

    return press


def stands() -> tuple:
    """Return the mark and what is noted of the one student, as they stand."""
    mark, noted = Mark.objects.first(), Attendance.objects.first()
    return mark and mark.digits, noted and noted.presence


def rows(response):
    return response.context["page"].marks[0].rows()


# --- Н among the marks


def test_absence_is_noted_among_the_marks(press, teaching, lesson):
    press("Н")

    assert (stands(), Work.objects.count()) == ((None, "absent"), 0)
    assert rows_of(page_of(teaching, lesson).marks[0]) == [("Абрамов Пётр", "Н")]


def test_absence_in_the_place_of_a_mark_takes_it_away(press, lesson, student):
    make.mark(lesson=lesson, student=student)

    press("Н", was="5", version="1.")

    assert stands() == ("", "absent")


def test_absence_is_taken_back(press, lesson, student):
    make.absence(lesson=lesson, student=student)

    press("", was="Н", version="0.Н")

    assert stands() == (None, "")


def test_mark_of_one_who_was_late_stands_beside_it(press, lesson, student):
    make.absence(lesson=lesson, student=student, presence=Presence.LATE)

    press("4", version="0.ОП")
    given = stands()
    press("", was="4", version="1.ОП")

    assert (given, stands()) == (("4", "late"), ("", "late"))


def test_reason_of_the_homeroom_teacher_stands_among_the_buttons(teaching, lesson, student):
    make.absence(lesson=lesson, student=student, presence=Presence.ILL)

    row = page_of(teaching, lesson).marks[0].rows()[0]

    assert [pick.label for pick in row.groups[0].picks] == ["5", "4", "3", "2", "Б", "—"]
    assert [pick.spoken for pick in row.groups[0].picks if pick.is_chosen] == ["Б, болеет"]


def test_absence_pressed_where_a_reason_has_come_shows_both(press, lesson, student, homeroom):
    make.absence(lesson=lesson, student=student, presence=Presence.ILL, by=homeroom)

    asked = press("Н")

    assert rows(asked)[0].conflict.startswith("В журнале уже «Б», у вас «Н». Внесено: Крылова В.\u00a0П., 08:00.")
    assert [pick.label for pick in rows(asked)[0].groups[0].picks] == ["5", "4", "3", "2", "Б", "Н", "—"]
    assert (press("Н", was="Б", version="0.Б").status_code, stands()) == (302, (None, "ill"))


def test_untouched_reason_that_another_has_put_instead_is_no_mistake(press, lesson, student):
    make.absence(lesson=lesson, student=student, presence=Presence.EXCUSED)

    assert (press("Б", was="Б", version="0.Б").status_code, stands()) == (302, (None, "excused"))


def test_row_that_has_not_come_takes_nothing_away(teaching, lesson, student):
    make.mark(lesson=lesson, student=student)

    post_rows(teaching, lesson, "answers", {student: {"was_value": "5", "version": "1."}})

    assert stands() == ("5", None)


def test_reason_that_stands_may_stay_beside_a_mark_taken_away(press, lesson, student):
    make.mark(lesson=lesson, student=student)
    make.absence(lesson=lesson, student=student, presence=Presence.ILL)

    press("Б", was="5", version="1.Б")

    assert stands() == ("", "ill")


# --- A mark of one who was not there


def test_mark_of_an_absent_student_is_asked_about_once(press, lesson, student):
    make.absence(lesson=lesson, student=student)

    asked = press("5", was="Н", version="0.Н")

    row = rows(asked)[0]
    assert (asked.status_code, stands()) == (409, (None, "absent"))
    assert row.conflict == (
        "Абрамов Пётр: отмечено отсутствие (Н). Поставить отметку? Если да, сохраните ещё раз; если нет, выберите «Н»."
    )
    assert rows_of(asked.context["page"].marks[0]) == [("Абрамов Пётр", "5")]
    assert f'name="{row.sure_name}" value="1"' in asked.text

    assert press("5", was="Н", version="0.Н", sure="1").status_code == 302
    assert stands() == ("5", "absent")


def test_question_names_how_many_wait(press, teaching, lesson, student, course):
    other = make.student("Белова", "Анна")
    make.membership(course, other)
    make.absence(lesson=lesson, student=student)
    make.absence(lesson=lesson, student=other)
    answer = {"value": "5", "was_value": "Н", "version": "0.Н"}

    asked = post_rows(teaching, lesson, "answers", {student: answer, other: answer})

    assert "Ждёт вашего слова: 2\u00a0отметки отсутствующим." in asked.text
    assert "Не сохранено: 2" not in asked.text


def test_mark_for_a_work_is_asked_about_too(teaching, lesson, student):
    make.absence(lesson=lesson, student=student)
    part = f"marks-{make.work(lesson=lesson).pk}"
    answer = {"value": "5", "was_value": "", "version": "0"}

    asked = post_rows(teaching, lesson, part, {student: answer})

    row = asked.context["page"].marks[1].rows()[0]
    assert row.conflict.endswith("Если да, сохраните ещё раз; если нет, выберите «—».")
    assert post_rows(teaching, lesson, part, {student: answer | {"sure": "1"}}).status_code == 302
    assert stands() == ("5", "absent")


def test_mark_corrected_of_an_absent_student_needs_no_question(press, lesson, student):
    make.mark(lesson=lesson, student=student, value=3)
    make.absence(lesson=lesson, student=student)

    assert (press("4", was="3", version="1.Н").status_code, stands()) == (302, ("4", "absent"))


# --- Two people, one cell


def test_absence_that_another_has_noted_shows_both(press, lesson, student, colleague):
    make.absence(lesson=lesson, student=student, presence=Presence.LATE, by=colleague)

    asked = press("Н")

    assert (asked.status_code, stands()) == (409, (None, "late"))
    assert rows(asked)[0].conflict == (
        "В журнале уже «ОП», у вас «Н». Внесено: Чужова А.\u00a0С., 08:00. "
        "Оставьте выбранным нужное и сохраните ещё раз."
    )
    assert rows(asked)[0].version.value() == "0.ОП"

    press("Н", version="0.ОП")
    assert stands() == (None, "absent")


def test_mark_that_another_took_away_shows_both(press, lesson, student, colleague):
    mark = make.mark(lesson=lesson, student=student, value=3)
    entry = actions.MarkEntry(work=mark.work, student=student, version=1, by=colleague, at=make.at(9))
    actions.give_marks([entry])

    asked = press("4", was="3", version="1.")

    assert rows(asked)[0].conflict == (
        "В журнале пусто (Чужова А.\u00a0С., 09:00), у вас 4. Оставьте выбранным нужное и сохраните ещё раз."
    )
    assert stands() == ("", None)


def test_mark_taken_away_where_another_has_corrected_it_shows_both(press, lesson, student, colleague):
    mark = make.mark(lesson=lesson, student=student, value=3)
    entry = actions.MarkEntry(work=mark.work, student=student, value=4, version=1, by=colleague, at=make.at(9))
    actions.give_marks([entry])

    asked = press("", was="3", version="1.")

    assert rows(asked)[0].conflict.startswith("В журнале 4 (Чужова А.\u00a0С., 09:00), у вас пусто.")
    assert stands() == ("4", None)


def test_writing_of_another_day_is_told_with_its_day(press, lesson, student, colleague):
    make.mark(lesson=lesson, student=student, value=3, by=colleague, moment=make.at(9, on=make.TODAY + make.days(1)))

    assert "(Чужова А.\u00a0С., 13.10 09:00)" in rows(press("5"))[0].conflict


def test_same_value_of_two_people_is_no_conflict(press, lesson, student, colleague):
    make.mark(lesson=lesson, student=student, value=5, by=colleague)

    assert (press("5").status_code, stands()) == (302, ("5", None))


@pytest.mark.parametrize("version", ["", "0", "junk", "9999999999999999999999."])
def test_version_that_says_nothing_overwrites_nothing(press, lesson, student, version):
    make.mark(lesson=lesson, student=student, value=3)

    assert (press("5", version=version).status_code, stands()) == (409, ("3", None))


# --- What a rule forbids


def test_what_is_forbidden_says_so_beside_what_is_saved(teaching, lesson, student, course):
    other = make.student("Белова", "Анна")
    make.membership(course, other)
    part = f"marks-{make.work(lesson=lesson, kind_code='dictation-task').pk}"
    whole = {"value": "5", "second": "4", "version": "0"}

    response = post_rows(teaching, lesson, part, {student: whole, other: whole | {"value": ""}})

    rows = response.context["page"].marks[1].rows()
    assert [row.conflict for row in rows] == [
        "",
        "Вторая отметка ставится только за работу из двух частей и после первой.",
    ]
    assert list(Mark.objects.values_list("student", "value", "second_value")) == [(student.pk, 5, 4)]


def test_mark_for_a_work_cancelled_meanwhile_is_refused_and_kept(teaching, lesson, student, teacher):
    work = make.work(lesson=lesson)
    actions.cancel_work(work, reason="болезнь учителя", by=teacher, at=make.NOW)

    response = post_rows(teaching, lesson, f"marks-{work.pk}", {student: {"value": "5", "version": "0"}})

    assert "Работа отменена. Отметки за неё не ставятся." in response.text
    assert rows_of(response.context["page"].marks[1]) == [("Абрамов Пётр", "5")]
    assert Mark.objects.count() == 0


def test_mark_for_a_work_moved_meanwhile_is_refused_and_kept(teaching, course, lesson, student, teacher):
    work = make.work(lesson=lesson)
    later = make.lesson(course=course, on=make.TODAY + make.days(2))
    actions.move_work(work, lesson=later, by=teacher, at=make.at(7))

    response = post_rows(teaching, lesson, f"marks-{work.pk}", {student: {"value": "5", "version": "0"}})

    assert "Работа перенесена на 14\u00a0октября: отметки ставят на том уроке." in response.text
    assert Mark.objects.count() == 0


@pytest.mark.parametrize("part", ["marks-", "marks-9999", "marks-x", f"marks-{'9' * 30}", "marks"])
def test_work_that_never_was_is_a_bad_request(teaching, lesson, part):
    assert post_rows(teaching, lesson, part, {}).status_code == 400


def test_work_of_another_course_is_a_bad_request(teaching, lesson, colleague, student):
    foreign = make.work(lesson=make.lesson(course=make.course(teacher=colleague, students=[student])))

    response = post_rows(teaching, lesson, f"marks-{foreign.pk}", {student: {"value": "5", "version": "0"}})

    assert (response.status_code, Mark.objects.count()) == (400, 0)


def test_student_who_left_is_no_stranger_to_the_others(teaching, lesson, student, course):
    gone = make.student("Белова", "Анна")
    make.membership(course, gone, until=make.TODAY - make.days(1))
    answer = {"value": "5", "was_value": "", "version": "0."}

    response = post_rows(teaching, lesson, "answers", {student: answer, gone: answer})

    assert "Ничего не сохранено: обновите страницу." in response.text
    assert Mark.objects.count() == 0
