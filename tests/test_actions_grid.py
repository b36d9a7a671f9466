"""The cells of a journal: saved one by one, asked about, refused, and answered again as the first time."""

from datetime import datetime
from uuid import UUID

import pytest

from journal.actions.grid import Answer, CellEntry, save_cells
from journal.enums import Presence
from journal.models import Change, Lesson, Mark, Operation, Work
from journal.rules.cells import Base, Cell, Column
from tests import make
from tests.cells import marks, noted, said

KEY = UUID(int=89)


def test_first_mark_makes_the_oral_work(save_cell, lesson, student):
    answer = save_cell(student, "5")

    assert said(answer) == ("ok", "1.", "5")
    assert marks() == [(5, None, False)]
    assert Work.objects.get().is_implicit
    assert list(Change.objects.values_list("matter", "new", "way").order_by("number")) == [
        ("work", "Ответ на уроке, вес 1, отметки не позднее 12.10.2026", "grid"),
        ("mark", "5", "grid"),
    ]


@pytest.mark.parametrize(
    "before, base, wanted, stands, mark, presence",
    [
        ("", "0.", "Н", "0.Н", [], ["absent"]),
        ("5", "1.", "Н", "2.Н", [(None, None, False)], ["absent"]),
        ("5", "1.", "5 ОП", "1.ОП", [(5, None, False)], ["late"]),
        ("ОП", "0.ОП", "4 ОП", "1.ОП", [(4, None, False)], ["late"]),
        ("5 ОП", "1.ОП", "", "2.", [(None, None, False)], [""]),
        ("5", "1.", "4", "2.", [(4, None, False)], []),
        ("5", "1.", "5", "1.", [(5, None, False)], []),
        ("", "0.", "", "0.", [], []),
    ],
)
def test_cell_becomes_what_was_typed(save_cell, student, before, base, wanted, stands, mark, presence):
    if before:
        save_cell(student, before)

    answer = save_cell(student, wanted, base=base)

    assert said(answer) == ("ok", stands, wanted)
    assert (marks(), noted()) == (mark, presence)


def test_work_of_two_parts_takes_two_marks(save_cell, lesson, student):
    dictation = make.work(lesson=lesson, kind_code="dictation-task")

    answer = save_cell(student, "5/4", work=dictation)

    assert (said(answer), marks()) == (("ok", "1.", "5/4"), [(5, 4, False)])


def test_dot_stands_for_a_work_not_handed_in(save_cell, lesson, student):
    assert said(save_cell(student, "·", work=make.work(lesson=lesson))) == ("ok", "1.", "·")


def test_comment_and_days_survive_a_correction(save_cell, lesson, student):
    make.mark(lesson=lesson, student=student, value=3, comment="Без ошибок")

    save_cell(student, "4", base="1.")

    assert Mark.objects.values_list("value", "comment").get() == (4, "Без ошибок")


# --- Asked about


def test_mark_of_an_absent_student_is_asked_about_once(save_cell, student):
    save_cell(student, "Н")

    asked = save_cell(student, "5", base="0.Н")
    given = save_cell(student, "5 Н", base="0.Н", sure=True)

    assert asked == Answer(f"o{Lesson.objects.get().pk}-{student.pk}", "ask", "0.Н", "Н", wanted="5")
    assert (said(given), marks(), noted()) == (("ok", "1.Н", "5 Н"), [(5, None, False)], ["absent"])


def test_confirmed_mark_may_take_the_absence_back(save_cell, student):
    save_cell(student, "Н")

    save_cell(student, "5", base="0.Н", sure=True)

    assert (marks(), noted()) == ([(5, None, False)], [""])


def test_value_of_somebody_else_is_not_overwritten(save_cell, lesson, student):
    save_cell(student, "3")

    answer = save_cell(student, "5", base="0.")

    cell = f"o{lesson.pk}-{student.pk}"
    assert answer == Answer(cell, "ask", "1.", "3", wanted="5", by=lesson.teacher_id, at=answer.at)
    assert (datetime.fromisoformat(answer.at), marks()) == (make.NOW, [(3, None, False)])


def test_same_value_of_somebody_else_is_no_conflict(save_cell, student):
    save_cell(student, "5")

    assert said(save_cell(student, "5", base="0.")) == ("ok", "1.", "5")


def test_deletion_against_an_edit_is_asked_about(save_cell, student):
    save_cell(student, "5")
    save_cell(student, "4", base="1.")

    assert said(save_cell(student, "", base="1.")) == ("ask", "2.", "4")


def test_absence_against_another_word_is_asked_about(save_cell, lesson, student, homeroom):
    make.absence(lesson=lesson, student=student, presence=Presence.ILL, by=homeroom)

    answer = save_cell(student, "ОП")

    assert (said(answer), answer.by) == (("ask", "0.Б", "Б"), homeroom.pk)


def test_reason_noted_meanwhile_stays_in_the_place_of_an_absence(save_cell, lesson, student):
    make.absence(lesson=lesson, student=student, presence=Presence.ILL)

    assert said(save_cell(student, "Н", base="0.Б")) == ("ok", "0.Б", "Б")


# --- Sent again


def test_operation_sent_again_is_answered_as_it_was(save_cell, student):
    first = save_cell(student, "5", key=KEY)
    save_cell(student, "3", base="1.")

    again = save_cell(student, "5", key=KEY)

    assert again == first
    assert (marks(), Operation.objects.count()) == ([(3, None, False)], 1)


def test_operation_of_another_person_has_a_key_of_its_own(save_cell, lesson, course, student, colleague):
    save_cell(student, "5", key=KEY)
    Lesson.objects.update(teacher=colleague)

    answer = save_cell(student, "4", base="1.", key=KEY, by=colleague)

    assert said(answer) == ("ok", "2.", "4")
    assert Operation.objects.count() == 2


def test_batch_with_an_operation_sent_again_saves_the_others(lesson, student, belova):
    def entry(person, value, number):
        return CellEntry(
            column=Column(lesson.pk), student_id=person.pk, base=Base(), wanted=Cell(value), key=UUID(int=number)
        )

    teacher = lesson.teacher.acting_on(make.TODAY)
    save_cells(lesson.course_id, [entry(student, 5, 1)], by=teacher, at=make.NOW)

    saved = save_cells(lesson.course_id, [entry(student, 5, 1), entry(belova, 4, 2)], by=teacher, at=make.NOW)

    assert [said(answer) for answer in saved.answers] == [("ok", "1.", "5"), ("ok", "1.", "4")]
    assert marks() == [(5, None, False), (4, None, False)]


def test_answer_kept_holds_no_names(save_cell, student):
    save_cell(student, "5", key=KEY)

    [kept] = Operation.objects.values_list("answer", flat=True)
    assert kept == {
        "cell": f"o{Lesson.objects.get().pk}-{student.pk}",
        "status": "ok",
        "base": "1.",
        "value": "5",
        "reason": "",
        "wanted": "",
        "by": None,
        "at": "",
    }
