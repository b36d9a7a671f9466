"""What is done to the history or to the journal behind the diary's back, in the database itself, is found and named."""

import pytest
from django.db import connection

from journal.actions import (
    HomeworkEntry,
    ResultEntry,
    give_results,
    write_homework,
)
from journal.control.chains import check_history, seal_then
from journal.enums import ExamKind
from journal.models import (
    ChainHead,
    Change,
    ExamMark,
    FinalMark,
    HomeworkAddressee,
    Lesson,
    Mark,
    TermMark,
    YearMark,
)
from tests import make
from tests.meddling import (
    change_a_value,
    change_the_order,
    compute_anew_without_the_key,
    cut_the_tail,
    insert_a_row,
    remove_a_row,
)


def found(course):
    return [(fault.number, fault.told) for fault in check_history([course]).faults]


def test_whole_history_is_whole(written):
    checked = check_history()

    assert (checked.courses, checked.links, checked.faults) == (1, 7, [])
    assert checked.seal == seal_then(make.NOW)
    assert len(checked.seal.split()) == 8


def test_course_nobody_has_written_to_is_whole(course):
    assert found(course) == []


@pytest.mark.usefixtures("meddle")
def test_changed_value_is_found(written):
    change_a_value()

    assert found(written) == [(2, "запись № 2 изменена, вставлена или стоит не на своём месте")]


@pytest.mark.usefixtures("meddle")
def test_inserted_row_is_found(written):
    insert_a_row()

    assert found(written) == [(4, "запись № 4 изменена, вставлена или стоит не на своём месте")]


@pytest.mark.usefixtures("meddle")
def test_removed_row_is_found(written):
    remove_a_row()

    assert found(written) == [(3, "нет записи № 3: за № 2 следует № 4")]


@pytest.mark.usefixtures("meddle")
def test_removed_row_is_found_though_the_others_are_numbered_anew(written):
    Change.objects.filter(number=3)._raw_delete("default")
    for number in (4, 5, 6, 7):
        Change.objects.filter(number=number).update(number=number - 1)
    ChainHead.objects.update(number=6)

    assert found(written) == [(3, "запись № 3 изменена, вставлена или стоит не на своём месте")]


@pytest.mark.usefixtures("meddle")
def test_changed_order_is_found(written):
    change_the_order()

    assert found(written) == [(2, "запись № 2 изменена, вставлена или стоит не на своём месте")]


@pytest.mark.usefixtures("meddle")
def test_cut_tail_is_found(written):
    cut_the_tail()

    assert found(written) == [(5, "конец отрезан: записей 4, а было 7")]


@pytest.mark.usefixtures("meddle")
def test_cut_tail_is_found_by_what_stands_though_the_head_was_moved(written, belova):
    Change.objects.filter(number__gt=4)._raw_delete("default")
    ChainHead.objects.update(number=4, digest=Change.objects.get(number=4).digest)

    mark = Mark.objects.get()
    assert found(written) == [(0, f"отметка: в журнале «5», в истории «» ({mark.work_id}, {belova.pk})")]


@pytest.mark.usefixtures("meddle")
def test_journal_and_history_taken_back_together_are_found_by_the_paper(written):
    printed = check_history().seal
    Change.objects.filter(number__gt=4)._raw_delete("default")
    ChainHead.objects.update(number=4, digest=Change.objects.get(number=4).digest)
    Mark.objects.update(value=None)

    assert found(written) == []
    assert seal_then(make.NOW) != printed


@pytest.mark.usefixtures("meddle")
def test_chain_recomputed_without_the_key_is_found(written):
    compute_anew_without_the_key()

    assert found(written) == [(1, "запись № 1 изменена, вставлена или стоит не на своём месте")]


@pytest.mark.usefixtures("meddle")
def test_head_that_is_another_is_found(written):
    ChainHead.objects.update(number=6)

    assert found(written) == [(7, "конец цепи не тот: записей 7, а отмечено 6")]


CHANGED = {
    "topic": (lambda: Lesson.objects.filter(number=1).update(topic="Дробь"), "тема урока: в журнале «Дробь»"),
    "homework": (lambda: Lesson.objects.filter(number=1).update(homework="§ 8"), "домашнее задание: в журнале «§ 8»"),
    "mark": (lambda: Mark.objects.update(value=3), "отметка: в журнале «3», в истории «5»"),
    "mark taken away": (lambda: Mark.objects.all()._raw_delete("default"), "отметка: в журнале «», в истории «5»"),
    "presence": (
        lambda: connection.cursor().execute("UPDATE journal_attendance SET presence = ''"),
        "посещение: в журнале «», в истории «",
    ),
}


@pytest.mark.parametrize("what", CHANGED)
def test_what_was_changed_in_the_journal_itself_is_found(what, written):
    change, said = CHANGED[what]

    change()

    [(number, told)] = found(written)
    assert (number, told[: len(said)]) == (0, said)


RESULTS = {
    TermMark: lambda: {"term": make.term()},
    YearMark: lambda: {"year": make.year()},
    ExamMark: lambda: {"year": make.year(), "kind": ExamKind.EXAM, "attempt": 1},
    FinalMark: lambda: {"year": make.year()},
}


@pytest.mark.parametrize("model", RESULTS)
def test_results_are_compared_as_they_stand(model, course, student, teacher):
    whose = {"student": student, "subject": course.subject, "course": course, "by": teacher}
    for value in (4, None, 5):
        give_results(model, [ResultEntry(of=RESULTS[model](), at=make.NOW, value=value, **whose)])
    assert found(course) == []

    model.objects.update(value=3)

    [(number, said)] = found(course)
    assert (number, "в журнале «3», в истории «5»" in said) == (0, True)


def test_result_taken_away_stands_nowhere(course, student, teacher):
    whose = {"student": student, "subject": course.subject, "course": course, "by": teacher, "at": make.NOW}
    for value in (4, None):
        give_results(TermMark, [ResultEntry(of={"term": make.term()}, value=value, **whose)])

    assert found(course) == []


def test_homework_of_some_is_compared_with_its_list(lesson, student):
    entry = {"lesson": Lesson.objects.get(pk=lesson.pk), "text": "§ 7", "by": lesson.teacher, "at": make.NOW}
    write_homework([HomeworkEntry(**entry, students=[student])])
    assert found(lesson.course) == []

    HomeworkAddressee.objects.all()._raw_delete("default")

    [(_, said)] = found(lesson.course)
    assert "в журнале «§ 7», в истории «§ 7 (по списку: 1)»" in said
