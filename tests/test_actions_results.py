"""Interim and final marks: given, corrected, taken away, refused."""

import pytest

from journal.actions import Conflict, Refused, ResultEntry, give_results
from journal.enums import ExamKind, Matter, Verdict
from journal.models import Change, ExamMark, FinalMark, Term, TermMark, YearMark
from journal.rules.proposing import Proposal
from tests import make

THREE = Proposal(3, Verdict.DIGIT, "средний 3,20, от 2,50")


@pytest.fixture
def give(course, student, teacher):
    """Give the student an interim mark."""

    def give(model=TermMark, of=None, *, at=make.NOW, **facts):
        of = {"term": make.term()} if of is None else of
        whose = {"student": student, "subject": course.subject, "course": course, "by": teacher}
        give_results(model, [ResultEntry(of=of, at=at, **whose, **facts)])
        return model.objects.first()

    return give


def said():
    return list(Change.objects.order_by("number").values_list("matter", "old", "new", "reason"))


def test_interim_mark_is_given_corrected_and_taken_away(give, teacher):
    given = give(value=4, proposal=THREE, comment="Сдал зачёт")
    give(value=5, version=1)
    taken = give(version=2, at=make.at(11))

    assert (given.value, given.proposed, given.version, given.given_by) == (4, 3, 1, teacher)
    assert (taken.value, taken.version, taken.digits, taken.recorded_at) == (None, 3, "", make.at(11))
    assert said() == [
        (Matter.TERM_MARK, "", "4", "Сдал зачёт"),
        (Matter.TERM_MARK, "4", "5", ""),
        (Matter.TERM_MARK, "5", "", ""),
    ]


def test_word_stands_in_place_of_a_mark(give):
    given = give(verdict=Verdict.NOT_ATTESTED)

    assert (given.value, given.digits, str(given)) == (None, "н/а", "Абрамов Пётр: Алгебра н/а")
    assert list(TermMark.objects.standing()) == [given]


@pytest.mark.parametrize(
    "model, of, matter",
    [
        (YearMark, {}, Matter.YEAR_MARK),
        (ExamMark, {"kind": ExamKind.EXAM, "attempt": 2}, Matter.EXAM_MARK),
        (FinalMark, {}, Matter.FINAL_MARK),
    ],
)
def test_marks_of_a_year_are_given(give, student, course, model, of, matter):
    of = {"year": make.year()} | of
    give(model, of, value=4)
    give(model, of, value=4)
    given = give(model, of, value=5)

    assert (model.objects.count(), given.version, given.digits) == (1, 2, "5")
    facts = (matter, student.pk, course.subject_id, None, make.year().pk)
    steps = Change.objects.order_by("number").values_list("matter", "student", "subject", "term", "year", "old", "new")
    assert list(steps) == [(*facts, "", "4"), (*facts, "4", "5")]


def test_history_of_one_interim_mark_is_found(give, student, course):
    give(value=4)
    give(of={"term": make.term(2)}, value=5)

    found = Change.objects.of(student).filter(subject=course.subject, term=make.term())

    assert [(step.new, step.year) for step in found] == [("4", None)]


def test_attempts_of_an_exam_stand_beside_each_other(give):
    for kind, attempt, value, comment in (
        (ExamKind.EXAM, 1, 2, ""),
        (ExamKind.EXAM, 2, 4, "Пересдача"),
        (ExamKind.ATTESTATION, 1, 3, ""),
    ):
        give(ExamMark, {"year": make.year(), "kind": kind, "attempt": attempt}, value=value, comment=comment)

    assert list(ExamMark.objects.order_by("pk").values_list("kind", "attempt", "value")) == [
        ("exam", 1, 2),
        ("exam", 2, 4),
        ("attestation", 1, 3),
    ]
    assert said() == [
        (Matter.EXAM_MARK, "", "2", "экзамен, попытка 1"),
        (Matter.EXAM_MARK, "", "4", "экзамен, попытка 2: Пересдача"),
        (Matter.EXAM_MARK, "", "3", "промежуточная аттестация, попытка 1"),
    ]


@pytest.mark.parametrize("facts", [{}, {"comment": ""}, {"proposal": Proposal(4, Verdict.DIGIT, "средний 4,00")}])
def test_nothing_given_makes_no_row(give, facts):
    assert give(**facts) is None
    assert said() == []


def test_nobody_gives_nothing(db):
    give_results(TermMark, [])

    assert not TermMark.objects.exists()


def test_one_student_twice_in_a_batch_keeps_the_last_word(course, student, teacher):
    facts = {"student": student, "subject": course.subject, "course": course, "by": teacher, "at": make.NOW}
    of = {"term": make.term()}

    give_results(TermMark, [ResultEntry(of=of, value=value, **facts) for value in (4, 5)])

    assert list(TermMark.objects.values_list("value", "version")) == [(5, 2)]


# --- Refused


def test_closed_term_is_refused_though_its_page_was_open(give):
    term = make.term()
    Term.objects.filter(pk=term.pk).update(closed_at=make.NOW)

    with pytest.raises(Refused, match="Период закрыт: I четверть"):
        give(of={"term": term}, value=4)


@pytest.mark.parametrize(
    "facts, sentence",
    [
        ({"value": 1}, "Можно поставить отметку от 2 до 5"),
        ({"value": 6}, "Можно поставить отметку от 2 до 5"),
        ({"value": 4, "verdict": Verdict.EXEMPT}, "вместе они не сохраняются"),
        ({"value": 4, "comment": "о" * 301}, "Слишком длинный текст: пояснение"),
    ],
)
def test_what_cannot_be_is_refused(give, facts, sentence):
    with pytest.raises(Refused, match=sentence):
        give(**facts)


def test_longest_comment_has_room_in_the_history(give):
    give(value=4, comment="о" * 300)

    assert said() == [(Matter.TERM_MARK, "", "4", "о" * 300)]


def test_mark_that_its_author_did_not_see_is_kept(give):
    give(value=4, version=0)

    with pytest.raises(Conflict, match="Выберите, что оставить") as conflict:
        give(value=5, version=0)

    assert conflict.value.standing.value == 4


def test_two_who_give_the_same_mark_agree(give):
    give(value=4, version=0)

    assert give(value=4, version=0).version == 1
