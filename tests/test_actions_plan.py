"""What stands in a plan after it was rewritten, and what of it the history keeps."""

import pytest

from journal import actions
from journal.actions.plan import MOST_LINES
from journal.enums import Way
from journal.models import Lesson, PlannedTopic, plan_of
from journal.rules import plan
from journal.rules.plan import Line
from tests import make
from tests.teaching import history


@pytest.fixture
def stood(course):
    """Return a plan of three topics, the first of which was held, the third given back by a cancelled lesson."""
    rows = [make.planned_topic(course, place, topic) for place, topic in enumerate(("Степень", "Корень", "Дробь"), 1)]
    make.lesson(course=course, number=1, planned_topic=rows[0], topic="Степень")
    make.lesson(course=course, number=2, planned_topic=rows[2], topic="Дробь", cancelled_at=make.NOW)
    return plan_of(course)


@pytest.fixture
def rewrite(course, teacher, stood):
    def write(after, **facts):
        facts = {"seen": plan.version(stood), "reason": "карантин"} | facts
        actions.rewrite_plan(course, after, by=teacher, at=make.NOW, **facts)

    return write


def standing(course):
    return [(line.position, line.topic, line.hours) for line in plan_of(course)]


def test_lines_change_come_and_go(course, stood, rewrite):
    after = plan.inserted(plan.changed(stood, stood[1].pk, hours=2), Line(topic="Повторение"), before=stood[1].pk)

    rewrite(plan.without(after, stood[2].pk))

    assert standing(course) == [(1, "Степень", 1), (2, "Повторение", 1), (3, "Корень", 2)]
    assert Lesson.objects.get(number=2).planned_topic is None
    assert history("matter", "old", "new", "reason", "way") == [
        ("plan", "3. Дробь, 1 ч", "", "карантин", Way.FORM),
        ("plan", "2. Корень, 1 ч", "3. Корень, 2 ч", "карантин", Way.FORM),
        ("plan", "", "2. Повторение, 1 ч", "карантин", Way.FORM),
    ]


def test_plan_of_a_closed_year_stays(course, stood, rewrite, deputy):
    type(course.year).objects.update(closed_at=make.NOW, closed_by=deputy)

    with pytest.raises(actions.Refused, match="Учебный год 2026/27 закрыт"):
        rewrite(stood[:1])

    assert len(plan_of(course)) == 3


def test_lines_take_each_others_place(course, stood, rewrite):
    rewrite(plan.exchanged(stood, stood[1].pk, stood[2].pk), way=Way.IMPORT)

    assert standing(course) == [(1, "Степень", 1), (2, "Дробь", 1), (3, "Корень", 1)]
    assert history("old", "new", "way") == [
        ("3. Дробь, 1 ч", "2. Дробь, 1 ч", Way.IMPORT),
        ("2. Корень, 1 ч", "3. Корень, 1 ч", Way.IMPORT),
    ]


def test_a_plan_that_is_another_by_now_is_not_overwritten(course, stood, rewrite):
    PlannedTopic.objects.filter(pk=stood[1].pk).update(hours=3)

    with pytest.raises(actions.Conflict, match="Пока страница была открыта, план изменили") as conflict:
        rewrite(plan.without(stood, stood[1].pk))

    assert conflict.value.standing == plan_of(course)
    assert (len(plan_of(course)), history("new")) == (3, [])


LONG = "а" * 301


@pytest.mark.parametrize(
    "after, sentence",
    [
        (lambda stood: stood[1:], "Тему «Степень» уже взял урок: она остаётся в плане на своём месте."),
        (lambda stood: plan.changed(stood, stood[0].pk, position=9), "она остаётся в плане на своём месте"),
        (lambda stood: plan.changed(stood, stood[0].pk, hours=0), "взяло больше уроков: 1. Поставьте часов не меньше."),
        (lambda stood: plan.changed(stood, stood[1].pk, topic=LONG), "Слишком длинный текст: тема."),
        (lambda stood: plan.inserted(stood, Line(topic=LONG), before=None), "Слишком длинный текст: тема."),
        (lambda stood: stood + [Line(topic="А")] * MOST_LINES, "Слишком длинный план. Уместится 400 строк."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(course, stood, rewrite, after, sentence):
    with pytest.raises(actions.Refused, match=sentence):
        rewrite(after(stood))

    assert (standing(course), history("new")) == ([(1, "Степень", 1), (2, "Корень", 1), (3, "Дробь", 1)], [])


def test_a_topic_held_may_get_more_hours_and_other_words(course, stood, rewrite):
    rewrite(plan.changed(stood, stood[0].pk, hours=2, topic="Степени"))

    assert standing(course)[0] == (1, "Степени", 2)
