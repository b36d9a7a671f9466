"""The rows with a term, on any history: imports agree with the workbook, repeat without change, never overlap."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import count, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from journal.workbook.dated import Stored, Wanted, compare

BEGINS = date(2026, 9, 1)
ROW = None  # only a message would look at it
DAYS = st.integers(0, 40).map(lambda number: BEGINS + timedelta(days=number))
VALUES = st.sampled_from("АБВ")


@st.composite
def tracks(draw):
    """Return the wanted rows of one track: one after another, the last one perhaps open."""
    days = sorted(draw(st.sets(DAYS, max_size=4)))
    terms = list(zip(days[::2], [*days[1::2], None], strict=False))
    if draw(st.booleans()) and terms:
        terms[-1] = terms[-1][0], None
    return [Wanted(ROW, "track", draw(VALUES), since, until, since) for since, until in terms]


@st.composite
def undated(draw):
    """Return what a column without dates says: one value, or none."""
    return [Wanted(ROW, "track", value, None, None, BEGINS) for value in draw(st.sets(VALUES, max_size=1))]


def settled(wanted, stored, on, numbers, *, exclusive, today=None):
    """Compare, and return the outcome with the rows as a database would then hold them."""
    begun = [replace(row, begins=max(on, BEGINS)) for row in wanted]
    outcome = compare(begun, stored, on=on, today=today or on, year_begins=BEGINS, exclusive=exclusive)
    kept = [row if row.pk else replace(row, pk=next(numbers)) for row in outcome.standing]
    return outcome, kept


def is_quiet(outcome):
    return not (outcome.new or outcome.changed or outcome.ended or outcome.never_began)


def overlapping(rows):
    rows = sorted(rows, key=lambda row: row.since)
    return [(one, other) for one, other in pairwise(rows) if one.until is None or other.since <= one.until]


@settings(max_examples=300, derandomize=True)
@given(imports=st.lists(st.tuples(DAYS, st.one_of(tracks(), undated())), min_size=1, max_size=5))
def test_any_series_of_imports_repeats_without_change_and_never_overlaps(imports):
    stored, numbers = [], count(1)
    for on, wanted in sorted(imports, key=lambda item: item[0]):
        outcome, rows = settled(wanted, stored, on, numbers, exclusive=True)
        if outcome.clashing:
            continue  # refused: nothing is written
        again, _ = settled(wanted, rows, on, numbers, exclusive=True)

        assert overlapping(rows) == []
        assert all(row.until is None or row.since <= row.until for row in rows)
        assert is_quiet(again)
        stored = rows


@settings(max_examples=300, derandomize=True)
@given(imports=st.lists(st.tuples(DAYS, st.one_of(tracks(), undated())), min_size=1, max_size=5))
def test_any_import_leaves_who_holds_today_as_the_workbook_says(imports):
    stored, numbers = [], count(1)
    for on, wanted in sorted(imports, key=lambda item: item[0]):
        outcome, rows = settled(wanted, stored, on, numbers, exclusive=True)
        if outcome.clashing:
            continue
        said = {row.value for row in wanted if holds(row, on)}
        held = {row.value for row in rows if holds(row, on)}

        # Who is to be followed by another on a later day stays until then.
        assert held == said or (held and not said and any(row.since and row.since > on for row in wanted))
        stored = rows


@settings(max_examples=300, derandomize=True)
@given(imports=st.lists(st.tuples(DAYS, DAYS, st.one_of(tracks(), undated())), min_size=1, max_size=5))
def test_any_import_for_a_past_day_undoes_nothing_that_has_begun(imports):
    stored, numbers = [], count(1)
    for today, other, wanted in sorted(imports, key=lambda item: item[0]):
        on = min(today, other)
        outcome, rows = settled(wanted, stored, on, numbers, exclusive=True, today=today)
        if outcome.clashing:
            continue

        assert {row.pk for row in stored if row.since < today} <= {row.pk for row in rows}
        assert overlapping(rows) == []
        stored = rows


def holds(row, day):
    return (row.since or BEGINS) <= day and (row.until is None or day <= row.until)


def test_rows_of_an_earlier_year_end_with_their_year():
    limit = date(2026, 5, 31)
    stored = [Stored(1, "track", "А", date(2025, 9, 1), None, limit=limit)]

    outcome = compare([], stored, on=date(2026, 8, 20), today=date(2026, 8, 20), year_begins=BEGINS)

    assert (outcome.ended, outcome.missing, outcome.live) == ([(1, {"until": limit})], 0, 0)
