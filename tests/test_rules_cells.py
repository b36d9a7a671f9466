"""What a cell of the journal shows, and how it is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.enums import Presence
from journal.rules.cells import PRESENCES, Base, Cell, Column


@pytest.mark.parametrize(
    "typed, said",
    [
        ("", ""),
        ("5", "5"),
        ("5/4", "5/4"),
        ("5 4", "5/4"),
        (".", "·"),
        ("ю", "·"),
        ("н", "Н"),
        ("n", "Н"),
        ("Y", "Н"),
        ("о", "ОП"),
        ("o", "ОП"),
        ("J", "ОП"),
        ("оп", "ОП"),
        ("5 оп", "5 ОП"),
        ("4 J", "4 ОП"),
        ("5/4 Н", "5/4 Н"),
        (" 3 ", "3"),
        ("Б", "Б"),
        ("УП", "УП"),
        ("НП", "НП"),
    ],
)
def test_cell_is_read_whatever_the_layout(typed, said):
    assert str(Cell.read(typed)) == said


@pytest.mark.parametrize("typed", ["55", "/4", "5/", "5/4/3", "+", "Пять", "Н 5", "5 5 5", "٥\n"])
def test_what_is_no_cell_is_not_read(typed):
    assert Cell.read(typed) is None


digits = st.integers(1, 5)
marks = st.one_of(
    st.just((None, None, False)),
    st.just((None, None, True)),
    st.tuples(digits, st.none() | digits, st.just(False)),
)


@given(marks, st.sampled_from(Presence))
def test_cell_is_read_as_it_was_said(mark, presence):
    cell = Cell(*mark, presence)

    assert Cell.read(str(cell)) == cell


@given(st.integers(0, 10**9 - 1), st.sampled_from(Presence))
def test_base_is_read_as_it_was_said(version, presence):
    base = Base(version, presence)

    assert Base.read(str(base)) == base


@pytest.mark.parametrize("text", ["", "3", ".", "-1.", "1.ABC", "9999999999.", "².", "1.н"])
def test_what_is_no_base_is_not_read(text):
    assert Base.read(text) is None


@pytest.mark.parametrize("name, column", [("o12", Column(12)), ("w7", Column(7, is_work=True))])
def test_column_is_read_as_it_was_said(name, column):
    assert (Column.read(name), str(column)) == (column, name)


@pytest.mark.parametrize("name", ["", "x1", "o", "o1-2", "w" + "1" * 19])
def test_what_is_no_column_is_not_read(name):
    assert Column.read(name) is None


def test_every_note_has_a_code():
    assert set(PRESENCES.values()) == set(Presence) - {Presence.PRESENT}
