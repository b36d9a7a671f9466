"""Results as they are typed, and their columns as they stand in addresses."""

import pytest

from journal.enums import ExamKind, Verdict
from journal.rules.results import FINAL, TERM, YEAR, ResultColumn, read_result


@pytest.mark.parametrize(
    "text, said",
    [
        ("5", (5, Verdict.DIGIT)),
        (" 2 ", (2, Verdict.DIGIT)),
        ("", (None, Verdict.DIGIT)),
        ("Н/А", (None, Verdict.NOT_ATTESTED)),
        ("н", (None, Verdict.NOT_ATTESTED)),
        ("Y", (None, Verdict.NOT_ATTESTED)),
        ("зач", (None, Verdict.PASSED)),
        ("незач", (None, Verdict.FAILED)),
        ("Осв", (None, Verdict.EXEMPT)),
        ("6", None),
        ("4+", None),
        ("5 4", None),
        ("²", None),
    ],
)
def test_result_is_read_as_typed(text, said):
    assert read_result(text) == said


@pytest.mark.parametrize(
    "name, column",
    [
        ("term-12", ResultColumn(TERM, 12)),
        ("year", ResultColumn(YEAR)),
        ("exam-2", ResultColumn(ExamKind.EXAM, 2)),
        ("attestation-1", ResultColumn(ExamKind.ATTESTATION, 1)),
        ("final", ResultColumn(FINAL)),
    ],
)
def test_column_stands_in_an_address(name, column):
    assert (ResultColumn.read(name), str(column)) == (column, name)


@pytest.mark.parametrize("name", ["", "term", "year-1", "exam", "term-x", "term-1234567890", "final-0"])
def test_other_names_are_no_column(name):
    assert ResultColumn.read(name) is None
