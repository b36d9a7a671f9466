"""The board of the control: one sentence, the figures, and from each the way to its rows."""

from datetime import date
from urllib.parse import parse_qs, urlparse

import pytest
from django.urls import reverse

from journal.enums import Duty
from journal.forms.control.filters import usual_period
from journal.models import Lesson
from journal.views.control.tabs import SECTIONS
from tests import make
from tests.reading import lines, links, part

BOARD, LIST = reverse("journal:control"), reverse("journal:control-duties")
# The state of the school stands after the sections.
LAST_TAB = SECTIONS[-1][1]
pytestmark = pytest.mark.usefixtures("school")


@pytest.fixture
def board(client, deputy):
    """Return the board as the deputy director opens it, with some filters."""
    client.force_login(deputy)
    return lambda **asked: client.get(BOARD, asked)


@pytest.fixture
def rows(client, deputy):
    """Return how many duties the list behind an address holds."""
    client.force_login(deputy)
    return lambda address: client.get(address).context["page"].paginator.count


def asked(url):
    return {name: values[0] for name, values in parse_qs(urlparse(url).query).items()}


def test_board_says_the_state_in_one_sentence(board, busy):
    sentence = "■ Просрочено записей: 2 (учителей: 1). Сегодня осталось внести: 2."

    assert part(board(), LAST_TAB)[:2] == [
        sentence,
        "По состоянию на 10:00. Считаются записи, срок которых приходится на 1 сентября 2026 года и позже (п. 4.2).",
    ]


def test_what_is_overdue_since_an_earlier_quarter_is_told(board, client, deputy, busy, rows, time_machine):
    time_machine.move_to(make.at(on=date(2026, 11, 9)), tick=False)
    client.force_login(deputy)
    response = board()

    overdue = response.context["standing"].overdue
    assert (overdue.number, rows(overdue.url)) == (4, 4)
    assert part(response, LAST_TAB)[0] == "■ Просрочено записей: 4 (учителей: 1). На сегодня всё внесено."
    assert sum(age.number for age in response.context["ages"]) == 4
    assert response.context["whole"].tally.total == 0


def test_state_is_no_filter_of_the_board(board, busy):
    assert board(state="late").context["form"].chips == []


def test_board_says_that_all_is_entered(board, course):
    make.lesson(course=course, topic="Степень", homework_not_set=True)

    assert part(board(), LAST_TAB)[0] == "● Просроченных нет. На сегодня всё внесено."


def test_board_names_the_holidays(board, course):
    make.day_off(make.TODAY, title="Осенние каникулы")

    assert "По состоянию на 10:00. Сегодня Осенние каникулы." in part(board(), LAST_TAB)[1]


def test_board_before_the_first_lesson_says_why_it_is_empty(board):
    assert "Уроков ещё не было" in lines(board())


def test_board_leads_to_the_complaints(board, client):
    address = links(board())["Обращения к директору"]

    assert lines(client.get(address))[0] == "Обращения"


def test_overdue_are_told_by_age_with_their_days(board, busy, rows):
    found = links(board())

    assert asked(found["до недели — 1"]) == {
        "since": "2026-10-05",
        "through": "2026-10-10",
        "state": "overdue",
    }
    assert (rows(found["до недели — 1"]), rows(found["со вчерашнего дня — 1"])) == (1, 1)


def test_what_is_due_today_is_told_by_rule(board, busy, rows):
    found = links(board())

    assert rows(found["тема урока — 1"]) == rows(found["домашнее задание — 1"]) == 1


def test_every_number_leads_to_as_many_rows(board, busy, rows):
    response = board()

    for side in ("rules", "tables"):
        numbers = [number for linked in linked_of(response.context[side]) for number in numbers_of(linked)]
        assert [number.number for number in numbers] == [rows(number.url) for number in numbers]


def test_week_at_the_edge_of_the_days_leads_to_its_part(board, busy, rows):
    days = {"since": "2026-10-08", "through": "2026-10-12"}

    weeks = [row.whole.everything for row in board(**days).context["trend"].rows]

    assert [number.number for number in weeks] == [rows(number.url) for number in weeks] == [2, 4]


def numbers_of(linked):
    return [linked.everything, linked.judged, *linked.states, *linked.beside]


def linked_of(parts):
    for each in parts:
        if isinstance(each, dict):
            yield from (linked for row in each["rows"] for linked in [row.whole, *row.cells] if linked.tally.total)
        elif each.linked.tally.total:
            yield each.linked


def test_tables_add_up_to_the_whole(board, busy, colleague):
    make.lesson(course=make.course(teacher=colleague, classes=[make.school_class(8, "В")], subject_name="Физика"))

    context = board().context

    totals = [sum(row.whole.tally.total for row in table["rows"]) for table in context["tables"]]
    assert totals == [context["whole"].tally.total] * 3
    assert sum(rule.linked.tally.total for rule in context["rules"]) == totals[0]
    assert sum(row.whole.tally.total for row in context["trend"].rows) == totals[0]


def test_teacher_of_no_role_is_named_all_the_same(board, deputy):
    make.lesson(course=make.course(teacher=deputy))

    assert "Власова Н. А." in lines(board())


def test_names_lead_to_the_page_of_the_teacher_and_of_the_class(board, busy, teacher):
    common = make.course(teacher=teacher, classes=[make.school_class(), make.school_class(8, "В")])
    make.lesson(course=common)
    days = {"since": "2026-09-01", "through": "2026-11-01"}

    found = links(board(rule=Duty.TOPIC, **days))

    pages = {name: (urlparse(found[name]).path, asked(found[name])) for name in ("Сидорова А. С.", "7 «А»")}
    assert pages == {
        "Сидорова А. С.": (reverse("journal:control-teacher", args=[teacher.pk]), days),
        "7 «А»": (reverse("journal:control-class", args=[make.school_class().pk]), days),
    }
    assert urlparse(found["7 «А», 8 «В»"]).path == LIST


def test_duty_of_a_year_that_is_over_has_its_place(board, lesson):
    Lesson.objects.filter(pk=lesson.pk).update(topic_deadline_on=date(2027, 9, 6))

    tables = board(since="2027-09-01", through="2027-09-30").context["tables"]

    assert [[row.label for row in table["rows"]] for table in tables] == [
        ["Сидорова А.\u00a0С."],
        ["7\u00a0«А»"],
        ["Алгебра"],
    ]


def test_filters_narrow_every_figure(board, busy, colleague):
    physics = make.course(teacher=colleague, classes=[make.school_class(8, "В")], subject_name="Физика")
    make.lesson(course=physics)
    by = {"teacher": colleague.pk, "classes": make.school_class(8, "В").pk, "subject": physics.subject_id}

    assert [board(**{name: key}).context["whole"].tally.total for name, key in by.items()] == [2, 2, 2]
    assert board(rule=Duty.WRITTEN).context["whole"].tally.total == 2
    assert board(since="2026-10-12", through="2026-10-12").context["whole"].tally.total == 4
    assert "Ничего не найдено" in lines(board(since="2026-09-01", through="2026-09-02"))


def test_class_is_filtered_with_the_courses_it_attends_together_with_others(board, busy, teacher):
    classes = [make.school_class(), make.school_class(8, "В")]
    make.lesson(course=make.course(teacher=teacher, classes=classes))

    totals = [board(classes=f"{classes[0].pk}{key}").context["whole"].tally.total for key in ("", "+")]

    assert totals == [8, 10]


@pytest.mark.parametrize(
    "spoilt, sentence",
    [
        ({"since": "вчера"}, "Напишите день так: 16.11.2026."),
        ({"since": "2026-10-12", "through": "2026-10-01"}, "Последний день раньше первого. Поменяйте их местами."),
        ({"teacher": "Сидорова"}, "Выберите из списка."),
        ({"rule": "всё"}, "Выберите из списка."),
    ],
)
def test_filter_that_makes_no_sense_is_explained_and_kept(board, busy, spoilt, sentence):
    response = board(**spoilt)

    assert sentence in " ".join(lines(response))
    assert response.context["form"].data == spoilt
    assert response.context["whole"].tally.total > 0


@pytest.mark.parametrize(
    "day, period",
    [
        (date(2026, 8, 20), (date(2026, 9, 1), date(2026, 11, 1))),
        (date(2026, 10, 28), (date(2026, 9, 1), date(2026, 11, 1))),
        (date(2026, 11, 2), (date(2026, 11, 2), date(2027, 1, 10))),
        (date(2027, 5, 30), (date(2027, 3, 29), date(2027, 7, 25))),
    ],
)
def test_period_is_the_quarter_until_the_next(day, period):
    make.year()

    assert usual_period(day) == period


def test_period_without_quarters_is_the_day(board):
    assert board().context["form"].period == usual_period(make.TODAY) == (make.TODAY, make.TODAY)


def test_trend_draws_each_week_and_tells_it(board, busy):
    trend = board().context["trend"]

    assert [(bar.name, bar.title, bar.height) for bar in trend.bars] == [
        ("05.10", "с\u00a05 по\u00a011\u00a0октября: в срок 50\u00a0%", 90),
        ("12.10", "с\u00a012 по\u00a018\u00a0октября: срок не проходил", 0),
    ]
    assert [row.label for row in trend.rows] == [
        "с\u00a012 по\u00a018\u00a0октября",
        "с\u00a05 по\u00a011\u00a0октября",
    ]
