"""Corrections of a plan of topics: each with its reason, none over a plan that is another by now."""

import pytest
from django.urls import reverse

from journal.models import PlannedTopic, plan_of
from journal.rules.plan import version
from tests import make
from tests.reading import lines
from tests.teaching import history

WHY = "карантин"


@pytest.fixture
def topics(course):
    """Make a plan of four topics, the first of which was held."""
    rows = [make.planned_topic(course, place, topic) for place, topic in enumerate(("Степень", "Корень", "Дробь"), 1)]
    make.lesson(course=course, planned_topic=rows[0], topic="Степень")
    return rows


@pytest.fixture
def post(teaching, course, topics):
    """Post a correction of a line, seen as it stands unless said otherwise."""

    def send(line, part, /, **fields):
        fields = {"seen": version(plan_of(course)), "reason": WHY} | fields
        return teaching.post(at(course, line), {"part": part, **{f"{part}-{name}": to for name, to in fields.items()}})

    return send


def at(course, topic=None):
    if topic is None:
        return reverse("journal:teacher-plan-new", args=[course.pk])
    return reverse("journal:teacher-plan-line", args=[course.pk, topic.pk])


def standing(course):
    return [(line.position, line.topic, line.hours) for line in plan_of(course)]


def says(topic="Корень", hours="1", homework="", kind=""):
    return {"topic": topic, "hours": hours, "homework": homework, "kind": kind}


def test_line_says_something_else(post, teaching, course, topics):
    fields = says(" Корни \r\n чисел", "2", "№ 45", make.kind("test").pk)

    response = post(topics[1], "change", **fields)

    assert response.url == reverse("journal:teacher-plan", args=[course.pk]) + "?saved"
    assert "План сохранён. Что изменилось, осталось в истории журнала." in lines(teaching.get(response.url))
    assert history("old", "new", "reason") == [
        ("2. Корень, 1 ч", "2. Корни чисел, 2 ч, Контрольная работа, на дом: № 45", WHY)
    ]


def test_lines_are_made_one(post, course, topics):
    post(topics[1], "merge", hours="1")

    assert standing(course) == [(1, "Степень", 1), (2, "Корень. Дробь", 1)]
    assert history("old", "new") == [("3. Дробь, 1 ч", ""), ("2. Корень, 1 ч", "2. Корень. Дробь, 1 ч")]


def test_line_moves_to_its_neighbours_place(post, course, topics):
    post(topics[1], "move", where="later")
    later = standing(course)
    post(topics[1], "move", where="earlier")

    assert [topic for _, topic, _ in later] == ["Степень", "Дробь", "Корень"]
    assert [topic for _, topic, _ in standing(course)] == ["Степень", "Корень", "Дробь"]


def test_line_is_taken_out(post, course, topics):
    post(topics[1], "remove")

    assert standing(course) == [(1, "Степень", 1), (2, "Дробь", 1)]


@pytest.mark.parametrize("before, stands", [(1, ["Степень", "Повторение", "Корень"]), (None, ["Степень", "Корень"])])
def test_line_is_put_in(teaching, course, topics, before, stands):
    fields = {**says("Повторение"), "reason": WHY, "seen": version(plan_of(course))}
    fields |= {"before": topics[before].pk if before else ""}

    teaching.post(at(course), {"part": "insert", **{f"insert-{name}": to for name, to in fields.items()}})

    found = [topic for _, topic, _ in standing(course)]
    assert (found[: len(stands)], found.count("Повторение"), len(found)) == (stands, 1, 4)


def test_new_line_is_proposed_before_the_one_that_was_open(teaching, course, topics):
    page = teaching.get(f"{at(course)}?before={topics[1].pk}").text

    assert f'<option value="{topics[1].pk}" selected>2. Корень</option>' in page
    assert "1. Степень</option>" not in page


@pytest.mark.parametrize(
    "part, fields, sentence",
    [
        ("change", {**says(), "reason": " "}, "Напишите, почему план меняется."),
        ("change", {**says(), "reason": "\u2800"}, "Напишите, почему план меняется."),
        ("change", says(topic=""), "Напишите тему."),
        ("change", says(topic=" \u200b\u2800"), "Напишите тему."),
        ("change", says(hours="0"), "Убедитесь, что это значение больше либо равно 1."),
        ("move", {"where": "away"}, "Выберите, куда."),
        ("merge", {"hours": ""}, "Обязательное поле."),
    ],
)
def test_correction_that_cannot_be_is_explained(post, course, topics, part, fields, sentence):
    response = post(topics[1], part, **fields)

    assert sentence in response.text
    assert (response.status_code, len(standing(course)), history("new")) == (200, 3, [])


def test_page_of_a_line_offers_what_may_be_done(teaching, course, topics):
    ways = ["Изменить", "Объединить со следующей", "Переставить", "Убрать из плана"]

    found = [[way for way in ways if way in lines(teaching.get(at(course, topic)))] for topic in topics]

    assert found == [ways[:2], ways, ["Изменить", "Переставить", "Убрать из плана"]]


@pytest.mark.parametrize(
    "place, part, fields, sentence",
    [
        (0, "remove", {}, "Тему «Степень» уже взял урок: она остаётся в плане на своём месте."),
        (0, "move", {"where": "later"}, "Тему «Степень» уже взял урок: она остаётся в плане на своём месте."),
        (2, "merge", {"hours": "1"}, "После этой темы в плане нет другой, которую ещё не вели."),
    ],
)
def test_correction_that_is_no_longer_offered_keeps_its_reason(post, course, topics, place, part, fields, sentence):
    response = post(topics[place], part, **fields)

    assert sentence in response.text
    assert (f'value="{WHY}"' in response.text, len(standing(course))) == (True, 3)


def test_plan_that_is_another_by_now_is_asked_about_and_what_was_typed_stays(post, course, topics):
    seen = version(plan_of(course))
    PlannedTopic.objects.filter(pk=topics[2].pk).update(hours=3)

    response = post(topics[1], "change", **says("Корни"), seen=seen)

    assert (response.status_code, standing(course)[1]) == (409, (2, "Корень", 1))
    assert "Пока страница была открыта, план изменили." in response.text
    assert ("Корни</textarea>" in response.text, f'value="{WHY}"' in response.text) == (True, True)
    assert f'name="change-seen" value="{version(plan_of(course))}"' in response.text


def test_line_that_is_gone_may_become_a_new_one(post, teaching, course, topics):
    PlannedTopic.objects.filter(pk=topics[1].pk).delete()

    response = post(topics[1], "change", **says("Корни", "2", "№ 45"))

    assert (response.status_code, lines(response)[0].startswith("Этой темы в плане уже нет")) == (409, True)
    assert ("Корни</textarea>" in response.text, f'value="{WHY}"' in response.text) == (True, True)
    assert f'action="{at(course)}"' in response.text
    assert teaching.get(at(course, topics[1])).status_code == 404


def test_unknown_correction_is_no_request(post, topics):
    assert post(topics[1], "everything").status_code == 400
