"""What a deputy director asks about though nothing is overdue: topics written twice, planned tests without a work."""

from datetime import date

import pytest
from django.urls import reverse

from journal.control import Selection, rewritings_of, rewritten, unset
from tests import make
from tests.reading import lines, links, part

EVENING = make.at(20)
TOMORROW = date(2026, 10, 13)
REWRITTEN, UNSET = reverse("journal:control-rewritten"), reverse("journal:control-unset")
pytestmark = pytest.mark.usefixtures("school")


def selected(**asked):
    facts = {"first": make.YEAR_BEGINS, "last": make.YEAR_ENDS, "now": EVENING, "today": make.TODAY} | asked
    return Selection(**facts)


def found(oddity, **asked):
    return list(oddity(selected(**asked)).in_order())


@pytest.fixture
def opened(client, deputy):
    client.force_login(deputy)
    return client.get


@pytest.fixture
def twice(lesson):
    """A lesson whose topic was emptied in the evening and written again on the morrow."""
    for topic, at in (("Степень", make.at(9)), ("", EVENING), ("Корень", make.at(9, on=TOMORROW))):
        make.write_topic(lesson, topic, at=at)
    return lesson


@pytest.fixture
def planned(course):
    """A lesson whose planned topic is a test."""
    line = make.planned_topic(course, topic="Контрольная № 1", work_kind=make.kind())
    return make.lesson(course=course, planned_topic=line)


def test_topic_emptied_and_written_again_is_found_with_both_texts(twice):
    assert found(rewritten) == [twice]
    [step] = rewritings_of([twice])[twice.pk]
    assert (step.emptied.old, step.emptied.at, step.written.new) == ("Степень", EVENING, "Корень")


def test_each_emptying_is_a_step(twice):
    for topic in ("", "Дробь", "Дроби"):
        make.write_topic(twice, topic, at=make.at(10, on=TOMORROW))

    steps = rewritings_of(found(rewritten))[twice.pk]

    assert [(step.emptied.old, step.written.new) for step in steps] == [("Степень", "Корень"), ("Корень", "Дробь")]


def test_topic_corrected_or_still_empty_is_not_written_twice(course):
    corrected, emptied = (make.lesson(course=course, number=number) for number in (1, 2))
    make.write_topic(corrected, "Степень", at=EVENING)
    make.write_topic(corrected, "Корень", at=EVENING)
    make.write_topic(emptied, "Степень", at=EVENING)
    make.write_topic(emptied, "", at=EVENING)

    assert found(rewritten) == []


def test_rewritten_topics_are_of_the_days_the_teacher_and_the_courses(twice, colleague):
    asked = ({"last": date(2026, 10, 11)}, {"teacher": colleague.pk}, {"courses": []})

    assert [found(rewritten, **each) for each in asked] == [[], [], []]
    assert found(rewritten, teacher=twice.teacher_id, courses=[twice.course_id]) == [twice]


def test_planned_test_without_a_work_is_found(planned):
    assert found(unset) == [planned]
    assert found(unset, now=make.at(7)) == []


def test_planned_test_is_set_by_any_written_work_that_stands(planned):
    make.work(lesson=planned, kind_code="answer")
    work = make.work(lesson=planned, kind_code="quiz")

    assert found(unset) == []

    type(work).objects.filter(pk=work.pk).update(cancelled_at=EVENING, cancelled_on=make.TODAY)

    assert found(unset) == [planned]


def test_planned_test_of_two_lessons_is_one_work(planned):
    second = make.lesson(course=planned.course, number=2, planned_topic=planned.planned_topic)

    assert found(unset) == [second]

    make.work(lesson=planned)

    assert found(unset) == []


def test_only_a_written_kind_of_a_marked_course_awaits_a_work(planned, teacher):
    make.lesson(course=planned.course, number=2, planned_topic=make.planned_topic(planned.course, 2))
    spoken = make.planned_topic(planned.course, 3, work_kind=make.kind("credit"))
    make.lesson(course=planned.course, number=3, planned_topic=spoken)
    unmarked = make.course(teacher=teacher, marks_until=date(2026, 10, 11))
    make.lesson(course=unmarked, planned_topic=make.planned_topic(unmarked, work_kind=make.kind()))

    assert found(unset) == [planned]


def test_list_of_rewritten_topics_tells_both_texts_by_whom_and_when(opened, twice):
    response = opened(REWRITTEN, {"teacher": twice.teacher_id})

    assert part(response, "Записано снова", to="Скачать таблицу: XLSX, CSV") == [
        *("Алгебра, 7 «А», 12.10", "Сидорова А. С."),
        *("Степень", "Сидорова А. С., 12.10.2026, 20:00"),
        *("Корень", "Сидорова А. С., 13.10.2026, 09:00"),
    ]
    assert links(response)["Алгебра, 7 «А», 12.10"] == f"/teach/journals/{twice.course_id}/?lesson={twice.pk}"


def test_list_of_planned_tests_tells_the_plan_and_the_topic(opened, planned):
    assert part(opened(UNSET), "Тема урока", to="Скачать таблицу: XLSX, CSV") == [
        *("Алгебра, 7 «А», 12.10", "Сидорова А. С.", "Контрольная работа: Контрольная № 1", "не внесена"),
    ]


@pytest.mark.parametrize("address, sentence", [(REWRITTEN, "Таких тем нет"), (UNSET, "Все работы по плану заведены")])
def test_list_of_nothing_says_so(opened, address, sentence):
    assert sentence in lines(opened(address))


@pytest.mark.parametrize("address", [REWRITTEN, UNSET])
def test_filter_that_makes_no_sense_is_explained(opened, address):
    spoilt = {"since": "вчера", "classes": "7", "subject": "Алгебра"}
    response = opened(address, spoilt)

    assert "Проверьте 3 места" in lines(response)
    assert response.context["form"].data == spoilt


@pytest.mark.parametrize("lessons", [1, 3])
@pytest.mark.parametrize("address, queries", [(REWRITTEN, 7), (UNSET, 6)])
def test_lists_ask_the_same_number_of_queries(opened, course, address, queries, lessons, django_assert_num_queries):
    for number in range(lessons):
        line = make.planned_topic(course, 1 + number, work_kind=make.kind())
        make.lesson(course=course, on=date(2026, 10, 5), number=1 + number, planned_topic=line)
        lesson = make.lesson(course=course, number=1 + number)
        for topic in ("Степень", "", "Корень"):
            make.write_topic(lesson, topic, at=make.NOW)
    opened(address)

    with django_assert_num_queries(queries):
        response = opened(address)
    assert response.context["page"].paginator.count == lessons
