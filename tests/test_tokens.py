"""Every text of every theme is read at 7:1, every edge at 3:1; so no page needs the proof again."""

import re
from pathlib import Path

import pytest

from accounts.display import Theme

CSS = (Path(__file__).resolve().parents[1] / "static/css/tokens.css").read_text(encoding="utf-8")

TINTED = ("ok", "soon", "late", "info", "idle", "m5", "m4", "m3", "m2", "ab")
TEXTS = [
    *[(text, ground) for text in ("text", "muted", "link", "visited") for ground in ("bg", "surface")],
    ("primary", "surface"),
    ("on-primary", "primary"),
    ("on-brand", "brand"),
    *[(f"{name}-t", f"{name}-b") for name in TINTED],
    *[(f"{name}-t", "surface") for name in TINTED],
]
EDGES = [
    ("control", "bg"),
    ("control", "surface"),
    ("primary", "bg"),
    ("focus", "focus-halo"),
    ("focus", "bg"),
    ("focus", "surface"),
]


def declared(selector):
    """Return the tokens declared under the selector, first block only."""
    block = CSS.partition(selector + " {")[2].partition("}")[0]
    return dict(re.findall(r"--([\w-]+): ([^;]+);", block))


def tokens(theme):
    found = declared("  :root") | declared(f'  :root[data-theme="{theme}"]')
    if theme.startswith("hc-"):
        found |= declared('  :root[data-theme^="hc"]')
    return {name: found.get(value[6:-1], value) if value.startswith("var(") else value for name, value in found.items()}


def luminance(colour):
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return sum(part * one for part, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def low(theme, pairs, least):
    found = tokens(theme)
    return [pair for pair in pairs if contrast(found[pair[0]], found[pair[1]]) < least]


THEMES = [theme.value for theme in Theme if theme != Theme.AUTO]


@pytest.mark.parametrize("theme", THEMES)
def test_texts_are_read_at_seven_to_one(theme):
    assert low(theme, TEXTS, 7) == []


@pytest.mark.parametrize("theme", THEMES)
def test_edges_are_seen_at_three_to_one(theme):
    assert low(theme, EDGES, 3) == []


def test_dark_is_the_same_by_the_system_and_by_choice():
    assert declared("    :root:not([data-theme])") == declared('  :root[data-theme="dark"]')


def test_contrast_pairs_replace_every_colour():
    colours = {name for name, value in declared("  :root").items() if value.startswith("#")}

    assert set(declared('  :root[data-theme^="hc"]')) - {"edge"} == colours


def test_stylesheets_of_the_portal_are_small():
    names = re.findall(r"css/(\w+\.css)", Path("templates/base.html").read_text(encoding="utf-8"))
    folder = Path("static/css")

    assert [name for name in names if not (folder / name).exists()] == []
    assert sum((folder / name).stat().st_size for name in names) < 32 * 1024
