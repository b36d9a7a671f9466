"""The deputy's page of pauses: teachers' requests, what was recorded and withdrawn, what it moved."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import HeldRole
from journal.actions import accept_request, ask_for_pause, decline_request, withdraw_pause
from journal.enums import PauseReason
from journal.models import Pause, PauseRequest
from tests import make
from tests.reading import lines, links, part

PAGE = reverse("journal:control-pauses")
TYPED = {
    "part": "new",
    "new-who": "all",
    "new-first_day": "2026-10-12",
    "new-last_day": "2026-10-14",
    "new-reason": "outage",
    "new-words": "  Авария   на линии ",
    "new-document": "",
}
pytestmark = pytest.mark.usefixtures("school")


@pytest.fixture
def office(client, deputy):
    """A browser in which the deputy has signed in."""
    client.force_login(deputy)
    return client


@pytest.fixture
def ask(teacher):
    def ask(first=date(2026, 10, 12), last=date(2026, 10, 14), **facts):
        facts = {"teacher": teacher, "reason": PauseReason.AWAY, "words": "Курсы в Москве", "at": make.NOW} | facts
        return ask_for_pause(first_day=first, last_day=last, **facts)

    return ask


def told(response):
    return [str(message) for message in response.context["messages"]]


def test_page_without_pauses_says_so(office):
    page = office.get(PAGE)

    assert "Приостановок нет" in lines(page)
    assert links(page)["Передача"] == reverse("journal:control-handover")


def test_pause_of_everyone_is_recorded(office, lesson, deputy):
    response = office.post(PAGE, TYPED, follow=True)

    row = Pause.objects.get()
    assert (row.teacher, row.words, row.recorded_by, row.recorded_at) == (
        None,
        "Авария на линии",
        deputy,
        make.NOW,
    )
    assert told(response) == ["Приостановка внесена. Срок перенесён: тем\u00a01, заданий\u00a01."]
    assert part(response, "Внесено: 1", to="Отозвать") == [
        "с 12 по 14 октября: все учителя, сбой связи или дневника",
        "Авария на линии",
        "Внесена: Власова Н. А., сегодня в 10:00",
        "срок перенесён: тем 1, заданий 1",
    ]


def test_pause_of_a_teacher_for_a_day(office, teacher):
    typed = TYPED | {"new-who": str(teacher.pk), "new-last_day": "", "new-words": "", "new-document": "ЛН № 77"}

    response = office.post(PAGE, typed, follow=True)

    assert list(Pause.objects.values_list("teacher", "first_day", "last_day")) == [(teacher.pk, make.TODAY, make.TODAY)]
    assert told(response) == ["Приостановка внесена. Пока она ничьих сроков не переносит."]
    assert part(response, "Внесено: 1", to="Отозвать") == [
        "12 октября: Сидорова Анна, сбой связи или дневника",
        "Документ: ЛН № 77",
        "Внесена: Власова Н. А., сегодня в 10:00",
        "○ сроков не перенесла",
    ]


def test_pause_recorded_afterwards_says_so(office):
    make.pause(date(2026, 10, 11))
    make.pause(make.TODAY)

    shown = lines(office.get(PAGE))

    assert shown.count("внесена задним числом") == 1
    # The newest days stand first.
    assert shown.index("внесена задним числом") > shown.index("11 октября: все учителя, сбой связи или дневника")


@pytest.mark.parametrize(
    "typed, sentence",
    [
        ({"new-who": ""}, "Кому: Выберите учителя или всех."),
        ({"new-who": "0"}, "Кому: Выберите учителя из списка."),
        ({"new-first_day": "скоро"}, "С какого дня: Напишите день так: 16.11.2026."),
        ({"new-reason": ""}, "Причина: Выберите причину."),
        ({"new-reason": "лень"}, "Причина: Выберите причину из списка."),
        ({"new-last_day": "2026-10-11"}, "Последний день приостановки раньше первого."),
        (
            {"new-words": " ", "new-document": "\u200b"},
            "Напишите пояснение или укажите документ: причину увидит каждый, кто смотрит сроки.",
        ),
    ],
)
def test_pause_that_cannot_be_is_explained_and_kept(office, typed, sentence):
    response = office.post(PAGE, TYPED | typed)

    assert (sentence in lines(response), Pause.objects.exists()) == (True, False)
    assert "Ошибка:" in response.text
    if "new-words" not in typed:
        assert 'value="  Авария   на линии "' in response.text


def test_teacher_who_left_within_a_year_may_still_be_chosen(office, teacher, colleague):
    HeldRole.objects.filter(user=teacher).update(until=date(2026, 10, 1))
    HeldRole.objects.filter(user=colleague).update(since=date(2024, 9, 1), until=date(2025, 10, 10))

    choices = dict(office.get(PAGE).context["page"].new.fields["who"].choices)

    assert list(choices.values()) == ["Выберите", "Все учителя", "Сидорова Анна"]


# --- Withdrawn


def test_pause_is_withdrawn(office, lesson, deputy):
    row = make.pause(make.TODAY)

    response = office.post(
        PAGE, {"part": f"withdraw-{row.pk}", f"withdraw-{row.pk}-reason": "не тот день"}, follow=True
    )

    row.refresh_from_db()
    assert (row.withdrawn_by, row.withdraw_reason) == (deputy, "не тот день")
    assert told(response) == ["Приостановка отозвана, сроки посчитаны заново."]
    assert part(response, "Внесено: 1", to="Скачать таблицу: XLSX, CSV")[3:] == [
        "Отозвана: не тот день Власова Н. А., сегодня в 10:00",
        "○ отозвана",
    ]


def test_pause_is_withdrawn_for_a_reason(office):
    row = make.pause(make.TODAY)

    response = office.post(PAGE, {"part": f"withdraw-{row.pk}", f"withdraw-{row.pk}-reason": ""})

    assert "Почему отзывается: Напишите, почему приостановка отзывается." in lines(response)


def test_another_deputy_has_withdrawn_it_meanwhile(office, director):
    row = make.pause(make.TODAY)
    withdraw_pause(row, reason="ошибка", by=director, at=make.NOW)

    response = office.post(PAGE, {"part": f"withdraw-{row.pk}", f"withdraw-{row.pk}-reason": "не тот день"})

    assert "Орлова Е. В.: приостановка уже отозвана." in lines(response)
    assert 'value="не тот день"' in response.text


def test_pause_of_another_page_is_withdrawn_too(office):
    by = make.person()
    oldest, *_ = [make.pause(make.TODAY - make.days(number), by=by) for number in range(51, 0, -1)]

    refused = office.post(PAGE, {"part": f"withdraw-{oldest.pk}", f"withdraw-{oldest.pk}-reason": ""})
    office.post(PAGE, {"part": f"withdraw-{oldest.pk}", f"withdraw-{oldest.pk}-reason": "ошибка"})

    assert refused.context["page"].bound.errors
    assert links(refused)["Дальше →"] == f"{PAGE}?page=2"
    assert links(office.get(PAGE, {"page": 2}))["← Назад"] == f"{PAGE}?page=1"
    oldest.refresh_from_db()
    assert oldest.is_withdrawn


# --- Requests


def test_open_requests_stand_first(office, ask):
    ask()
    make.pause(make.TODAY)

    page = office.get(PAGE)

    assert part(page, "Просьбы учителей", to="Принять") == [
        "Сидорова Анна Сергеевна: с 12 по 14 октября, командировка, курсы, олимпиада",
        "«Курсы в Москве»",
        "сегодня в 10:00",
    ]
    assert lines(page).index("Просьбы учителей") < lines(page).index("Внесено: 1")


def test_request_is_accepted(office, ask, lesson):
    row = ask()

    response = office.post(PAGE, {"part": f"accept-{row.pk}", f"accept-{row.pk}-document": "Приказ № 5"}, follow=True)

    assert told(response) == ["Просьба принята, учителю сообщено. Срок перенесён: тем\u00a01, заданий\u00a01."]
    assert Pause.objects.get().document == "Приказ № 5"
    assert "Просьбы учителей" not in lines(response)


def test_request_is_declined_in_words(office, ask):
    row = ask()

    silent = office.post(PAGE, {"part": f"decline-{row.pk}", f"decline-{row.pk}-words": " "})
    response = office.post(PAGE, {"part": f"decline-{row.pk}", f"decline-{row.pk}-words": "Курсы вечером"}, follow=True)

    assert "Почему отклонена: Напишите, почему просьба отклонена." in lines(silent)
    assert told(response) == ["Просьба отклонена, учителю сообщено."]
    assert PauseRequest.objects.get().decline_words == "Курсы вечером"


def test_another_deputy_has_answered_meanwhile(office, ask, director):
    row = ask()
    decline_request(row, words="Нет", by=director, at=make.NOW)

    response = office.post(PAGE, {"part": f"accept-{row.pk}", f"accept-{row.pk}-document": "Приказ № 5"})

    assert "На просьбу уже ответили: Орлова Е. В., просьба отклонена." in lines(response)
    assert 'value="Приказ № 5"' in response.text
    assert not Pause.objects.exists()


# --- Who may what


def test_director_reads_and_changes_nothing(client, director, ask, teacher):
    ask()
    make.pause(make.TODAY, teacher=teacher)
    client.force_login(director)

    page = client.get(PAGE)

    assert page.context["page"].forms == {}
    assert client.post(PAGE, TYPED).status_code == 403
    assert Pause.objects.count() == 1


@pytest.mark.parametrize("named", ["", "accept-1", "withdraw-1", "withdraw-0", "other", "withdraw-" + "9" * 30])
def test_part_that_is_not_there_is_a_bad_request(office, named):
    assert office.post(PAGE, TYPED | {"part": named}).status_code == 400


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_the_same_number_of_queries(office, ask, course, number, django_assert_num_queries, teacher, deputy):
    make.lesson(course=course)
    for day in range(number):
        first = make.TODAY + make.days(day)
        accept_request(ask(first, first), by=deputy, at=make.NOW)
        ask(first + make.days(10), first + make.days(10))
    office.get("/help/")

    with django_assert_num_queries(10):
        office.get(PAGE)
