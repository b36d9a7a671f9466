"""What corrections and tables make of a plan, on plans written as words: «А Б+ В», a plus is a lesson held."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from journal.rules import plan
from journal.rules.plan import Line


def lines(words):
    """Return a plan of one hour a topic; the key of a line is its first number."""
    return [
        Line(topic=word.rstrip("+"), pk=number, position=number, held=word.count("+"))
        for number, word in enumerate(words.split(), 1)
    ]


def rows(words):
    return [Line(topic=word) for word in words.split()]


def shown(found):
    """Return each line as its number, its topic and its key: «1А1»; a dash is a line that is new."""
    return " ".join(f"{line.position}{line.topic}{line.pk or '—'}" for line in found)


def told(comparison):
    """Return the topics of what is new, changed and removed."""
    changed = [f"{old.topic}→{new.topic}" for old, new in comparison.changed]
    return [line.topic for line in comparison.new], changed, [line.topic for line in comparison.removed]


@pytest.mark.parametrize(
    "stood, table, stands",
    [
        ("", "А Б", "1А— 2Б—"),
        ("А Б", "А Б", "1А1 2Б2"),
        ("А Б", "а Х Б", "1а1 2Х— 3Б2"),
        ("А Б В", "А В", "1А1 2В3"),
        ("А Б В", "А Х В", "1А1 2Х2 3В3"),
        ("А Б", "А Х У", "1А1 2Х2 3У—"),
        # What is held stays whatever the table says, and where it was.
        ("А+ Б+ В", "В Г", "1А1 2Б2 3В3 4Г—"),
        ("А+ Б", "Х Б", "1А1 2Х— 3Б2"),
        ("А+ Б", "Х А Б", "1А1 2Х— 3Б2"),
        ("А Б+ В", "А В", "1А1 2Б2 3В3"),
        ("А Б+ В Г", "Б В Г", "1В3 2Б2 3Г4"),
        ("А Б+", "Б", "2Б2"),
        ("А+ Б В А", "Б В А А", "1А1 2Б2 3В3 4А4 5А—"),
    ],
)
def test_a_table_makes_a_plan(stood, table, stands):
    assert shown(plan.brought(lines(stood), rows(table))) == stands


def test_a_table_changes_facts_of_topics_ahead_alone():
    stood = lines("А+ Б")

    found = plan.brought(stood, [Line(topic="А", hours=3), Line(topic="Б", hours=2, homework="№ 45")])

    assert found == [stood[0], replace(stood[1], hours=2, homework="№ 45")]


@pytest.mark.parametrize(
    "correct, stands",
    [
        (lambda stood: plan.inserted(stood, Line(topic="Х"), before=2), "1А1 2Х— 3Б2 4В3"),
        (lambda stood: plan.inserted(stood, Line(topic="Х"), before=None), "1А1 2Б2 3В3 4Х—"),
        (lambda stood: plan.without(stood, 2), "1А1 2В3"),
        (lambda stood: plan.exchanged(stood, 2, 3), "1А1 2В3 3Б2"),
        (lambda stood: plan.changed(stood, 2, topic="Х"), "1А1 2Х2 3В3"),
        (lambda stood: plan.merged(stood, 2, hours=1), "1А1 2Б. В2"),
    ],
)
def test_a_correction_makes_a_plan(correct, stands):
    assert shown(correct(lines("А+ Б В"))) == stands


def test_two_lines_made_one_keep_what_both_say():
    test = SimpleNamespace(name="Контрольная работа")
    stood = [
        Line(topic="Степень.", homework="№ 1", pk=1, position=1),
        Line(topic="Корень", homework="№ 2", kind=test, hours=2, pk=2, position=2),
    ]

    assert plan.merged(stood, 1, hours=2) == [
        Line(topic="Степень. Корень", homework="№ 1; № 2", kind=test, hours=2, pk=1, position=1)
    ]


def test_neighbours_are_lines_that_no_lesson_has_taken():
    stood = lines("А Б+ В Г+")

    found = [(plan.preceding(stood, pk), plan.following(stood, pk)) for pk in (1, 2, 3)]

    assert [[line and line.topic for line in pair] for pair in found] == [[None, "В"], ["А", "В"], ["А", None]]


@pytest.mark.parametrize(
    "after, different",
    [
        (lines("А Б В"), ([], [], [])),
        (plan.without(lines("А Б В"), 1), ([], [], ["А"])),
        (plan.inserted(lines("А Б В"), Line(topic="Х"), before=1), (["Х"], [], [])),
        (plan.exchanged(lines("А Б В"), 2, 3), ([], ["В→В", "Б→Б"], [])),
        (plan.changed(lines("А Б В"), 2, hours=2), ([], ["Б→Б"], [])),
        (plan.merged(lines("А Б В"), 1, hours=1), ([], ["А→А. Б"], ["Б"])),
    ],
)
def test_plans_are_compared(after, different):
    comparison = plan.compared(lines("А Б В"), after)

    assert told(comparison) == different
    assert comparison.is_empty == (different == ([], [], []))
    assert comparison.takes_away == bool(different[1] or different[2])


def test_a_line_says_all_that_the_history_keeps():
    test = SimpleNamespace(name="Контрольная работа")

    assert [
        line.words for line in (Line(topic="А", position=1), Line(topic="Б", hours=2, homework="№ 4", kind=test))
    ] == [
        "1. А, 1 ч",
        "0. Б, 2 ч, Контрольная работа, на дом: № 4",
    ]


def test_a_plan_has_a_version_of_its_own_as_long_as_it_stands():
    stood = lines("А Б")
    others = [[], lines("А В"), lines("А Б+"), plan.changed(stood, 1, hours=2), plan.exchanged(stood, 1, 2)]

    assert [plan.version(other) == plan.version(stood) for other in others] == [False, False, True, False, False]


@pytest.mark.parametrize(
    "stood, lessons, sentence",
    [
        (lines("А Б В"), 1, "План не помещается на 2\u00a0ч: объедините темы или сократите часы."),
        (lines("А+ Б"), 1, "План помещается: на каждый оставшийся урок есть тема."),
        (lines("А+ Б"), 2, "План помещается. Без темы остаётся 1\u00a0урок: добавьте темы или часы."),
        (lines("А++"), 3, "План помещается. Без темы остаются 3\u00a0урока: добавьте темы или часы."),
    ],
)
def test_a_plan_fits_or_not(stood, lessons, sentence):
    found = plan.fit(stood, lessons=lessons)

    assert (found.sentence, found.is_too_long) == (sentence, "не помещается" in sentence)
    assert (found.planned, found.ahead) == (len(stood), sum(line.left for line in stood))
