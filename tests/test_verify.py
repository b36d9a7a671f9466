"""Codes of papers: what they confirm, to anybody, and that nobody makes or alters one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.enums import Paper
from accounts.models import Tries
from accounts.papers import code_of, read_code, signs_of
from accounts.rules import codes
from accounts.rules.codes import FIRST_DAY
from tests import make
from tests.reading import lines

DAY = date(2026, 11, 27)
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
days = st.dates(min_value=FIRST_DAY, max_value=date(2179, 6, 5))
papers = st.sampled_from(Paper)


def signs(paper=Paper.ANSWER, on=DAY, text="Уважаемая Ольга Юрьевна!"):
    return signs_of(code_of(paper, on=on, text=text))


@pytest.fixture
def visit(client, school):
    return lambda code, address="198.51.100.7": client.get(f"/verify/{code}/", REMOTE_ADDR=address)


@given(paper=papers, on=days, text=st.text())
def test_code_confirms_what_it_was_made_of(paper, on, text):
    code = code_of(paper, on=on, text=text)

    assert read_code(signs_of(code)) == code
    assert (len(signs_of(code)), set(signs_of(code)) - set(ALPHABET)) == (40, set())


@given(on=days, text=st.text(), place=st.integers(0, 39), sign=st.sampled_from(ALPHABET + ALPHABET.lower() + "01=я٣"))
def test_every_altered_sign_is_refused(on, text, place, sign):
    code = signs(on=on, text=text)

    altered = code[:place] + sign + code[place + 1 :]

    assert (read_code(altered) is None) == (altered != code)


@given(place=st.integers(0, 39))
def test_every_other_sign_in_every_place_is_refused(place):
    code = signs()

    assert [s for s in ALPHABET if s != code[place] and read_code(code[:place] + s + code[place + 1 :])] == []


@given(length=st.integers(0, 39), more=st.text(alphabet=ALPHABET, min_size=1, max_size=40))
def test_cut_or_lengthened_code_is_refused(length, more):
    code = signs()

    assert (read_code(code[:length]), read_code(code + more), read_code(more + code)) == (None, None, None)


@given(st.text())
def test_what_was_made_up_is_refused(text):
    assert read_code(text) is None


@given(st.lists(st.tuples(papers, days, st.text()), min_size=2, max_size=2, unique=True))
def test_two_papers_have_two_codes(two):
    first, second = (signs(*facts) for facts in two)

    assert first != second


def test_another_secret_confirms_nothing(settings):
    code = signs()

    settings.HISTORY_KEY = "another key that opens nothing at all"

    assert read_code(code) is None
    assert (
        code_of(Paper.ANSWER, on=DAY, text="Ответ").words
        != codes.code_of(Paper.ANSWER, on=DAY, text="Ответ", secret="a third key").words
    )


def test_page_confirms_kind_day_and_words(visit):
    code = code_of(Paper.ANSWER, on=DAY, text="Уважаемая Ольга Юрьевна!")

    response = visit(signs_of(code))

    shown = lines(response)
    begins = shown.index("Этот документ выдала школа")
    assert shown[begins + 1 : begins + 7] == [
        *("Что это", "Ответ на обращение"),
        *("Дата", "27 ноября 2026 года"),
        *("Слова сверки", code.words),
    ]
    assert len(code.words.split()) == 4
    assert "no-store" in response["Cache-Control"]
    assert "Ольга" not in response.text


@pytest.mark.parametrize("code", ["A" * 40, "A", "№", signs()[:-1], signs().lower(), f"{signs()}=", "A" * 400])
def test_page_confirms_nothing_else(visit, code):
    response = visit(code)

    assert (response.status_code, "Документ с таким кодом школа не выдавала" in response.text) == (404, True)
    assert "Этот документ выдала школа" not in response.text


def test_thirteenth_look_within_a_minute_waits(visit, time_machine):
    answers = [visit(signs()).status_code for _ in range(13)]

    assert answers == [200] * 12 + [429]
    assert "Снова можно проверить в&nbsp;<strong>10:01</strong>" in visit(signs()).text
    assert visit(signs(), address="198.51.100.8").status_code == 200
    time_machine.move_to(make.NOW + timedelta(seconds=60), tick=False)
    assert visit(signs()).status_code == 200


def test_looks_leave_nothing_to_read(visit):
    visit(signs())

    assert [(len(row.key), row.number) for row in Tries.objects.all()] == [(64, 1)]


def test_page_asks_no_list_of_papers(visit, django_assert_num_queries):
    # A savepoint, the count, its row, what is outlived, the letterhead.
    with django_assert_num_queries(7):
        visit(signs())
