"""The deputy's page of hand-overs: what would pass on is seen before it does."""

import pytest
from django.urls import reverse

from accounts.models import HeldRole
from journal.models import Handover, Lesson
from tests import make
from tests.reading import lines, links, part

PAGE = reverse("journal:control-handover")
pytestmark = pytest.mark.usefixtures("school")


AFTERWARDS = (
    "Сроки будут посчитаны заново, с приостановками того, кто принимает. "
    "То, что уже просрочено, останется просроченным."
)


@pytest.fixture
def office(client, deputy):
    client.force_login(deputy)
    return client


@pytest.fixture
def between(teacher, colleague):
    """The address of the act between the two."""
    return f"{PAGE}?giver={teacher.pk}&successor={colleague.pk}"


def confirm(office, between, reason="Приказ № 12", **kwargs):
    return office.post(between, {"part": "handover", "handover-reason": reason}, **kwargs)


def test_page_without_acts_says_how_it_goes(office):
    assert "Обязанности ещё никому не передавали" in lines(office.get(PAGE))


def test_what_would_pass_on_is_seen_and_nothing_has(office, between, work, student, lesson):
    make.lesson(course=lesson.course, on=make.TODAY + make.days(1))

    page = office.get(between)

    assert part(page, "Сидорова А. С. → Чужова А. С.", to="Основание") == [
        "Перейдёт: тем 1, заданий 1, работ с недостающими отметками 1",
        "По курсам",
        "Курс",
        "Тем",
        "Заданий",
        "Работ",
        "Алгебра, 7 «А»",
        "1",
        "1",
        "1",
        AFTERWARDS,
    ]
    assert "Уроков впереди: 1. Их передают заменой или школьной таблицей." in lines(page)
    assert not Handover.objects.exists()


def test_duties_pass_on(office, between, work, student, colleague, deputy):
    response = confirm(office, between, follow=True)

    row = Handover.objects.get()
    assert (row.successor, row.made_by, row.reason) == (colleague, deputy, "Приказ № 12")
    assert Lesson.objects.get().topic_owed_by == colleague
    assert [str(message) for message in response.context["messages"]] == [
        "Передано: тем 1, заданий 1, работ с недостающими отметками 1. Новому учителю сообщено."
    ]
    assert part(response, "Кто внёс")[:8] == [
        "12.10.2026, 10:00",
        "Сидорова А. С.",
        "Чужова А. С.",
        "1",
        "1",
        "1",
        "Приказ № 12",
        "Власова Н. А.",
    ]


def test_nothing_to_hand_over_is_said(office, between, course):
    page, posted = office.get(between), confirm(office, between)

    assert "Передавать нечего" in lines(page)
    assert "Сидорова А. С.: открытых обязанностей нет, передавать нечего." in lines(posted)


def test_reason_is_demanded_and_nothing_passes(office, between, lesson):
    response = confirm(office, between, reason=" ")

    assert "Основание: Напишите основание передачи." in lines(response)
    assert "Ошибка:" in response.text
    assert not Handover.objects.exists()


def test_wrong_choice_is_explained(office, teacher, colleague):
    HeldRole.objects.filter(user=colleague).update(until=make.TODAY - make.days(1))
    asked = {
        "Кто передаёт: Выберите учителя из списка.": f"giver=0&successor={teacher.pk}",
        "Кто принимает: Выберите, кто принимает.": f"giver={teacher.pk}",
        "Кто принимает: Выберите учителя из списка.": f"giver={teacher.pk}&successor={colleague.pk}",
        "Кто принимает: Выберите другого учителя: себе обязанности не передают.": (
            f"giver={teacher.pk}&successor={teacher.pk}"
        ),
    }

    for sentence, query in asked.items():
        assert sentence in lines(office.get(f"{PAGE}?{query}"))


def test_who_has_left_may_still_give(office, between, teacher, lesson):
    HeldRole.objects.filter(user=teacher).update(until=make.TODAY - make.days(1))

    confirm(office, between)

    assert Handover.objects.get().giver == teacher


def test_act_without_people_is_a_bad_request(office, lesson):
    assert confirm(office, PAGE).status_code == 400


def test_director_reads_and_hands_nothing_over(client, director, between, lesson):
    client.force_login(director)

    page = client.get(between)

    assert (page.context["page"].people, page.context["page"].form) == (None, None)
    assert confirm(client, between).status_code == 403
    assert not Handover.objects.exists()


def test_long_list_is_cut_into_pages(office, teacher, colleague, deputy):
    counts = {"topics": 1, "homework": 1, "works": 0}
    people = {"giver": teacher, "successor": colleague, "made_by": deputy}
    Handover.objects.bulk_create(
        Handover(**people, **counts, reason=f"№ {number}", made_at=make.NOW) for number in range(51)
    )

    first, second = office.get(PAGE), office.get(PAGE, {"page": 2})

    assert (links(first)["Дальше →"], links(second)["← Назад"]) == (f"{PAGE}?page=2", f"{PAGE}?page=1")


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_the_same_number_of_queries(office, between, course, number, django_assert_num_queries, deputy):
    for place in range(number):
        make.lesson(course=course, number=place + 1, on=make.TODAY - make.days(1))
        other = make.course(teacher=course.teachers.get().teacher, subject_name=f"Предмет {place}")
        make.lesson(course=other, number=place + 1, on=make.TODAY - make.days(2))
    office.get("/help/")

    with django_assert_num_queries(9):
        office.get(between)
