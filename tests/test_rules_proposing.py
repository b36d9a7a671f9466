"""What is proposed from averages, on examples and on random marks counted apart."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.enums import Verdict
from journal.rules import proposing
from journal.rules.averages import weighted
from journal.rules.proposing import MATHEMATICAL, Proposal, Thresholds

SCHOOLS = Thresholds(Decimal("4.60"), Decimal("3.60"), Decimal("2.60"))
MARKS = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=30)
DIGITS = st.lists(st.integers(2, 5), min_size=1, max_size=8)


def of_term(pairs, *, wanted=1, thresholds=SCHOOLS):
    return proposing.of_term(weighted(pairs), marks=len(pairs), wanted=wanted, thresholds=thresholds)


@pytest.mark.parametrize(
    "pairs, said",
    [
        ([(5, 1), (4, 1)], ("4", "средний 4,50, от 3,60")),
        ([(5, 3), (4, 2)], ("5", "средний 4,60, от 4,60")),
        ([(2, 1), (3, 1)], ("2", "средний 2,50, меньше 2,60")),
        ([], ("н/а", "отметок нет")),
    ],
)
def test_term_is_proposed_by_the_schools_thresholds(pairs, said):
    proposal = of_term(pairs)

    assert (proposal.digits, proposal.reason) == said


def test_too_few_marks_are_not_attested():
    assert of_term([(5, 1), (5, 1)], wanted=3) == Proposal(
        None, Verdict.NOT_ATTESTED, "отметок 2, по правилу школы нужно 3"
    )


@given(MARKS)
def test_term_is_the_highest_mark_whose_threshold_is_reached(pairs):
    mean = Fraction(sum(mark * weight for mark, weight in pairs), sum(weight for _, weight in pairs))
    # What people see: two digits, half a hundredth upwards.
    shown = Fraction((200 * mean + 1) // 2, 100)

    reached = [mark for mark, threshold in ((3, 260), (4, 360), (5, 460)) if shown >= Fraction(threshold, 100)]

    assert of_term(pairs).value == max(reached, default=2)


@given(MARKS, st.randoms())
def test_average_does_not_ask_for_the_order(pairs, random):
    shuffled = random.sample(pairs, len(pairs))

    assert weighted(pairs) == weighted(shuffled)
    assert min(mark for mark, _ in pairs) <= weighted(pairs).value <= max(mark for mark, _ in pairs)


@given(MARKS, st.integers(1, 5))
def test_better_mark_never_makes_a_worse_proposal(pairs, weight):
    assert of_term([*pairs, (5, weight)]).value >= of_term(pairs).value


@given(DIGITS)
def test_year_and_certificate_are_means(digits):
    mean = Fraction(sum(digits), len(digits))
    year = proposing.of_year([(digit, "") for digit in digits], thresholds=MATHEMATICAL)
    certificate = proposing.of_certificate(digits, parts="годовая")

    # Half upwards; a mean of at most eight digits never lies within half a hundredth below a half.
    assert year.value == certificate.value == (2 * mean + 1) // 2


@pytest.mark.parametrize(
    "decided, said",
    [
        ([(4, ""), (5, ""), (None, "not_attested")], ("4", "среднее за периоды 4,50, от 3,60")),
        ([(None, "exempt"), (None, "exempt")], ("осв", "так за все периоды")),
        ([(None, "passed"), (None, "failed")], ("", "отметок за периоды ещё нет")),
        ([], ("", "отметок за периоды ещё нет")),
    ],
)
def test_year_is_proposed_from_its_terms(decided, said):
    proposal = proposing.of_year(decided, thresholds=SCHOOLS)

    assert (proposal.digits, proposal.reason) == said


def test_certificate_without_marks_proposes_nothing():
    proposal = proposing.of_certificate([], parts="годовая отметка за 9 класс")

    assert (proposal.digits, proposal.reason) == ("", "годовая отметка за 9 класс: ещё нет")


def test_decision_agrees_with_what_is_proposed():
    four = Proposal(4, Verdict.DIGIT, "")

    assert [four.agrees(value, word) for value, word in ((4, ""), (5, ""), (None, "not_attested"))] == [
        True,
        False,
        False,
    ]
    assert Proposal(None, Verdict.DIGIT, "").agrees(5, "")
