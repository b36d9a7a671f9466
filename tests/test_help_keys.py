"""The help of the journal's keys explains those that its script knows, and no others."""

import re
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from tests.reading import lines

SAID = {
    "↑": "ArrowUp", "↓": "ArrowDown", "←": "ArrowLeft", "→": "ArrowRight",
    "Page Up": "PageUp", "Page Down": "PageDown", "Esc": "Escape", "Z": "KeyZ", "Y": "KeyY", "D": "KeyD",
}  # fmt: skip
NAMED = re.compile(
    r"(?:(?:Ctrl|Alt|Shift)\+)*(?:Page Up|Page Down|[↑↓←→]|\b(?:Enter|Esc|Home|End|Backspace|Delete|F2)\b)"
)
CHORD = re.compile(r"(?:Ctrl\+)(?:Shift\+)?[ZYD]\b")
KNOWN = re.compile(
    r"((?:(?:Ctrl|Alt|Shift) )*(?:Enter|Arrow\w+|Page\w+|Home|End|Backspace|Delete|Key[A-Z]|F2|Escape))'?:"
)


def script() -> str:
    return (Path(settings.BASE_DIR) / "static/js/keys.js").read_text(encoding="utf-8")


def in_the_words_of_the_script(keys: str) -> str:
    return " ".join(SAID.get(word, word) for word in keys.split("+"))


def test_help_explains_every_key_of_the_journal_and_no_other(client, school):
    said = " ".join(lines(client.get(reverse("accounts:help-topic", args=["journal-keys"]))))

    explained = {in_the_words_of_the_script(keys) for keys in NAMED.findall(said) + CHORD.findall(said)}
    assert explained == set(KNOWN.findall(script().partition("const acts = {")[2]))


def test_help_explains_every_sign_that_can_be_typed(client, school):
    said = " ".join(lines(client.get(reverse("accounts:help-topic", args=["journal-keys"]))))

    signs = set(re.findall(r"'([^' ]+)'", re.search(r"const symbols = \{(.*)\}", script())[1])) - {"."}
    assert signs == {"Н", "ОП", "·", "/"}
    assert all(
        word in said for word in ("Н не был на уроке", "О ОП, опоздал", ". (точка) работа не сдана", "/ или пробел")
    )
