"""The weighted average of marks."""

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.enums import Retake
from journal.rules.averages import Average, replaced, weighted

MARKS = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 10)), min_size=1)


@pytest.mark.parametrize(
    "marks, average, shown",
    [
        ([(5, 1)], Average(5, 1), "5,00"),
        ([(5, 1), (4, 1)], Average(9, 2), "4,50"),
        ([(5, 1), (2, 3)], Average(11, 4), "2,75"),
        ([(5, 1), (5, 1), (4, 1)], Average(14, 3), "4,67"),
        # Half a hundredth goes up: 4,125.
        ([(5, 1)] + [(4, 1)] * 7, Average(33, 8), "4,13"),
    ],
)
def test_average_is_weighted(marks, average, shown):
    assert (weighted(marks), str(weighted(marks))) == (average, shown)


def test_nothing_has_no_average():
    assert weighted([]) is None


@given(MARKS)
def test_average_is_within_half_a_hundredth_of_the_truth(marks):
    truth = Fraction(sum(mark * weight for mark, weight in marks), sum(weight for _, weight in marks))

    assert abs(Fraction(weighted(marks).value) - truth) <= Fraction(1, 200)


@given(MARKS)
def test_average_lies_between_the_lowest_and_the_highest(marks):
    digits = [mark for mark, _ in marks]

    assert min(digits) <= weighted(marks).value <= max(digits)


@given(MARKS)
def test_weight_is_as_many_marks(marks):
    repeated = [(mark, 1) for mark, weight in marks for _ in range(weight)]

    assert weighted(repeated) == weighted(marks)


@given(MARKS, st.randoms())
def test_order_does_not_matter(marks, chance):
    shuffled = marks.copy()
    chance.shuffle(shuffled)

    assert weighted(shuffled) == weighted(marks)


def test_halves_are_never_rounded_down():
    halves = [Average(total, 200) for total in range(201, 1000, 2)]

    assert all(average.value == Decimal(average.total + 1) / 200 for average in halves)


def test_every_pair_of_marks_is_exact():
    for one, other in product(range(1, 6), repeat=2):
        assert weighted([(one, 1), (other, 1)]).value == Decimal(one + other) / 2


@pytest.mark.parametrize(
    "done, not_counted",
    [
        ([], set()),
        ([(1, None), (2, None)], set()),
        ([(1, None), (2, 1)], {1}),
        # Done again twice: the last one counts, and the work between is no other.
        ([(1, None), (2, 1), (3, None), (4, 1)], {1, 2}),
        # The first one without a digit, or in another term.
        ([(2, 1)], set()),
        ([(2, 1), (4, 1)], {2}),
        ([(1, None), (2, 1), (3, None), (4, 3)], {1, 3}),
    ],
)
def test_last_of_the_retakes_counts_where_the_school_says_so(done, not_counted):
    assert (replaced(done, Retake.LAST), replaced(done, Retake.BOTH)) == (not_counted, set())


@given(st.lists(st.sampled_from([None, 1, 2]), max_size=8))
def test_of_a_work_and_its_retakes_exactly_one_counts(firsts):
    done = [(1, None), (2, None), *((number, first) for number, first in enumerate(firsts, 3))]

    counted = [first or work for work, first in done if work not in replaced(done, Retake.LAST)]

    assert sorted(counted) == sorted({first or work for work, first in done})
