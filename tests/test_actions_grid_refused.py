"""What may not stand in a cell of the journal is refused with a sentence, or stops the whole batch."""

from uuid import UUID

import pytest

from journal.actions.grid import CellEntry, Foreign, save_cells
from journal.enums import Audience
from journal.models import Change, Lesson, Membership, Operation, Term
from journal.rules.cells import Base, Cell, Column
from tests import make
from tests.cells import marks, noted, said


def cancel(lesson):
    Lesson.objects.update(cancelled_at=make.NOW, cancelled_on=make.TODAY)


def close(lesson):
    Term.objects.update(closed_at=make.NOW)


def leave(lesson):
    Membership.objects.update(until=make.TODAY - make.days(1))


@pytest.mark.parametrize(
    "spoil, wanted, sentence",
    [
        (cancel, "5", "Урок отменён. Записи отменённого урока не меняются."),
        (cancel, "Н", "Урок отменён. Записи отменённого урока не меняются."),
        (close, "5", "Период закрыт: I четверть."),
        (leave, "5", "Ученика нет в списке этого урока."),
        (None, "1", "Можно поставить отметку от 2 до 5."),
        (None, "5/4", "Вторая отметка ставится только за работу из двух частей и после первой."),
        (None, "Б", "«Б» ставит классный руководитель."),
    ],
)
def test_what_may_not_be_is_refused_and_the_rest_saved(save_cell, lesson, student, belova, spoil, wanted, sentence):
    if spoil:
        spoil(lesson)

    answer = save_cell(student, wanted)

    assert (answer.status, answer.reason[: len(sentence)]) == ("refused", sentence)
    assert (marks(), noted()) == ([], [])


def test_foreign_student_among_good_ones_stops_the_batch(lesson, student, belova):
    stranger = make.student("Чужой")
    entries = [
        CellEntry(column=Column(lesson.pk), student_id=person.pk, base=Base(), wanted=Cell(5), key=UUID(int=number))
        for number, person in enumerate((student, belova, stranger), 1)
    ]

    with pytest.raises(Foreign) as refusal:
        save_cells(lesson.course_id, entries, by=lesson.teacher.acting_on(make.TODAY), at=make.NOW)

    assert [entry.student_id for entry in refusal.value.entries] == [stranger.pk]
    assert (marks(), Operation.objects.count(), Change.objects.count()) == ([], 0, 0)


@pytest.mark.parametrize("who", ["colleague", "homeroom", "deputy"])
def test_lesson_of_another_teacher_is_foreign(request, save_cell, student, who):
    with pytest.raises(Foreign):
        save_cell(student, "5", by=request.getfixturevalue(who))


def test_work_of_another_course_is_foreign(save_cell, lesson, student):
    stranger = make.course(teacher=lesson.teacher, students=[student], subject_name="Геометрия")
    work = make.work(lesson=make.lesson(course=stranger, number=2))

    with pytest.raises(Foreign):
        save_cell(student, "5", work=work)


def test_mark_for_a_work_of_others_is_refused(save_cell, lesson, student, belova):
    work = make.work(lesson=lesson, audience=Audience.LISTED, students=[belova])

    answers = [save_cell(person, "4", work=work) for person in (student, belova)]

    assert [(answer.status, answer.reason) for answer in answers] == [
        ("refused", "Абрамов Пётр: ученика нет в списке этой работы."),
        ("ok", ""),
    ]


def test_mark_of_one_who_is_no_longer_listed_can_be_taken_away(save_cell, lesson, student):
    work = make.work(lesson=lesson, audience=Audience.LISTED, students=[student])
    save_cell(student, "4", work=work)
    work.addressees.all().delete()

    assert said(save_cell(student, "", work=work, base="1.")) == ("ok", "2.", "")


def test_absence_typed_beside_a_work_is_refused_and_its_mark_stays(save_cell, lesson, student):
    work = make.work(lesson=lesson)
    save_cell(student, "4", work=work)

    answer = save_cell(student, "Н", work=work, base="1.")

    sentence = "«Н» ставят в первом столбце урока, где ответы. За работу ставят отметку или точку."
    assert (answer.status, answer.value, answer.reason) == ("refused", "4", sentence)
    assert (marks(), noted()) == ([(4, None, False)], [])


def test_nobody_is_noted_before_the_day_of_the_lesson(save_cell, lesson, student):
    early = make.at(on=lesson.date - make.days(1))

    answer = save_cell(student, "Н", at=early)

    assert answer.reason == "Урок 12.10.2026 ещё не наступил: отсутствующих отмечают в день урока или позже."
    assert noted() == []
