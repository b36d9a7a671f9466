"""Whatever stands in a cell, the import brings the school in or names what is wrong; it never breaks."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal.workbook.problems import Refused
from tests import workbook_rows
from tests.workbook_rows import load

PLACES = [(name, key) for name, rows in workbook_rows.school().items() if rows for key in rows[0]]
TYPED = "1;0;7 А;8 Я;1-4;У-1;12;год;урок;четверть;01.09.2026;31.12.2027;Èâàíîâ;????;=1+1".split(";")
CELLS = st.sampled_from(["", *TYPED, "1; 2; 99", 0, -1, 7, 99999, 0.5, True, "x" * 500, date(2026, 9, 1)])
SPOILINGS = st.lists(st.tuples(st.sampled_from(PLACES), st.integers(0, 11), CELLS), max_size=4)
TABLES = st.lists(SPOILINGS, min_size=1, max_size=2)
NOW_AND_THEN = st.dates(min_value=date(2026, 6, 1), max_value=date(2027, 8, 31))


@pytest.mark.django_db
@settings(max_examples=20, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tables=TABLES, on=NOW_AND_THEN)
def test_spoilt_workbooks_are_brought_in_or_named(tables, on):
    refused = []
    with transaction.atomic():
        for spoilings in tables:
            try:
                load(spoilt(spoilings), on=on, allow_mass_ending=True)
            except Refused as refusal:
                refused += refusal.problems
        transaction.set_rollback(True)

    assert [problem for problem in refused if not (problem.what and problem.advice)] == []


def spoilt(spoilings):
    rows = workbook_rows.school()
    for (name, key), number, cell in spoilings:
        rows[name][number % len(rows[name])][key] = cell
    return rows
