"""What counts as a text."""

import pytest

from accounts.rules.texts import visible


@pytest.mark.parametrize("text", ["Степень", "№ 7", "+", "5", "😀", "a\u200db"])
def test_letters_figures_and_signs_are_a_text(text):
    assert visible(f" {text}\n") == text


@pytest.mark.parametrize("text", ["", " \n\t", "\u00a0", "\u200b", "\ufeff\u200e", "\u2800", "\u3164", "\u0301"])
def test_nothing_to_see_is_no_text(text):
    assert visible(text) == ""
