"""A teacher's page of pauses: asks for one, reads what became of it and which days are not counted."""

from datetime import date

import pytest
from django.urls import reverse

from journal.actions import accept_request, decline_request, withdraw_pause
from journal.models import PauseRequest
from tests import make
from tests.reading import lines, links, part

PAGE = reverse("journal:teacher-pauses")
TYPED = {"first_day": "2026-10-12", "last_day": "", "reason": "away", "words": " Курсы  в Москве "}


def test_day_leads_to_the_page(teaching):
    assert links(teaching.get(reverse("journal:teacher-day")))["Попросить о приостановке сроков"] == PAGE


def test_page_without_requests_says_so(teaching):
    page = teaching.get(PAGE)

    assert part(page, "Мои просьбы")[0] == "Пока ни о чём не просили."
    assert part(page, "Эти дни в сроках не считаются") == ["Таких дней нет: сроки считаются подряд."]


def test_request_is_sent(teaching, teacher):
    response = teaching.post(PAGE, TYPED, follow=True)

    row = PauseRequest.objects.get()
    assert (row.teacher, row.first_day, row.last_day, row.words, row.asked_at) == (
        teacher,
        make.TODAY,
        make.TODAY,
        "Курсы в Москве",
        make.NOW,
    )
    assert [str(message) for message in response.context["messages"]] == [
        "Просьба отправлена завучу. Ответ появится на этой странице и на главной."
    ]
    assert part(response, "Мои просьбы", to="Эти дни в сроках не считаются") == [
        "12 октября, командировка, курсы, олимпиада",
        "«Курсы в Москве»",
        "сегодня в 10:00",
        "○ ждёт ответа",
    ]


@pytest.mark.parametrize(
    "typed, sentence",
    [
        ({"words": " "}, "Пояснение: Напишите, почему просите приостановить сроки."),
        ({"reason": ""}, "Причина: Выберите причину."),
        ({"first_day": ""}, "С какого дня: Напишите день так: 16.11.2026."),
        ({"last_day": "2026-10-11"}, "Последний день приостановки раньше первого."),
    ],
)
def test_request_that_cannot_be_is_explained_and_kept(teaching, typed, sentence):
    response = teaching.post(PAGE, TYPED | typed)

    assert (sentence in lines(response), PauseRequest.objects.exists()) == (True, False)
    if "words" not in typed:
        assert 'value=" Курсы  в Москве "' in response.text


def test_same_days_are_not_asked_twice(teaching):
    teaching.post(PAGE, TYPED)

    response = teaching.post(PAGE, TYPED)

    assert "Вы уже просили о приостановке 12 октября. Дождитесь ответа." in lines(response)


def test_what_became_of_requests_is_shown(teaching, deputy):
    for day in ("2026-10-12", "2026-10-13", "2026-10-14"):
        teaching.post(PAGE, TYPED | {"first_day": day})
    declined, accepted, withdrawn = PauseRequest.objects.order_by("pk")
    decline_request(declined, words="Курсы вечером.", by=deputy, at=make.NOW)
    for request in (accepted, withdrawn):
        accept_request(request, by=deputy, at=make.NOW)
    withdrawn.refresh_from_db()
    withdraw_pause(withdrawn.pause, reason="Курсы отменены.", by=deputy, at=make.NOW)

    page = teaching.get(PAGE)

    assert part(page, "Мои просьбы", to="Эти дни в сроках не считаются")[3::4] == [
        "○ принята, потом отозвана Курсы отменены.",
        "● принята Власова Н. А., сегодня в 10:00",
        "отклонена Курсы вечером. Власова Н. А., сегодня в 10:00",
    ]
    assert part(page, "Эти дни в сроках не считаются") == ["13 октября: командировка, курсы, олимпиада"]


def test_page_shows_ones_own_and_everyones(teaching, teacher, colleague):
    make.pause(date(2026, 10, 5))
    make.pause(date(2026, 10, 6), date(2026, 10, 7), teacher=teacher)
    make.pause(date(2026, 10, 8), teacher=colleague)
    PauseRequest.objects.create(
        teacher=colleague, first_day=make.TODAY, last_day=make.TODAY, reason="away", words="Тайна", asked_at=make.NOW
    )

    page = teaching.get(PAGE)

    assert part(page, "Эти дни в сроках не считаются") == [
        "с 6 по 7 октября: сбой связи или дневника",
        "5 октября: сбой связи или дневника, для всех учителей",
    ]
    assert "Тайна" not in page.text


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_the_same_number_of_queries(teaching, deputy, teacher, number, django_assert_num_queries):
    for day in range(number):
        teaching.post(PAGE, TYPED | {"first_day": f"2026-10-{12 + day}"})
        accept_request(PauseRequest.objects.newest_first()[0], by=deputy, at=make.NOW)
    teaching.get("/help/")

    with django_assert_num_queries(4):
        teaching.get(PAGE)
