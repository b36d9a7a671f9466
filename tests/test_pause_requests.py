"""A teacher asks for a pause; the deputy accepts it or declines it in words, once."""

from datetime import date

import pytest

from accounts.models import Notice
from journal.actions import Refused, accept_request, ask_for_pause, decline_request
from journal.enums import PauseReason
from journal.models import Pause, PauseRequest
from tests import make

FIRST, LAST = date(2026, 10, 12), date(2026, 10, 14)


@pytest.fixture
def ask(teacher):
    def ask(first=FIRST, last=LAST, **facts):
        facts = {"teacher": teacher, "reason": PauseReason.AWAY, "words": "Курсы в Москве", "at": make.NOW} | facts
        return ask_for_pause(first_day=first, last_day=last, **facts)

    return ask


ASKED = (
    "Сидорова А.\u00a0С. просит приостановить сроки с\u00a012 по\u00a014\u00a0октября: командировка, курсы, олимпиада."
)


def told(person):
    return list(Notice.objects.filter(recipient=person).values_list("kind", "text", "key"))


def test_request_is_asked_and_moves_nothing(ask, teacher, deputy, lesson):
    request = ask()

    assert list(PauseRequest.objects.open().values_list("teacher", "first_day", "last_day", "reason", "words")) == [
        (teacher.pk, FIRST, LAST, "away", "Курсы в Москве")
    ]
    assert (request.days, request.is_open) == ("с\u00a012 по\u00a014\u00a0октября", True)
    assert told(deputy) == [("duty", ASKED, f"pause-asked-{request.pk}")]
    assert not told(teacher)
    lesson.refresh_from_db()
    assert lesson.topic_deadline_on == make.TODAY


def test_accepted_request_becomes_a_pause(ask, deputy, teacher, lesson):
    request = ask()

    new = accept_request(request, document="Приказ № 5", by=deputy, at=make.at(11))

    lesson.refresh_from_db()
    assert lesson.topic_deadline_on == date(2026, 10, 15)
    assert list(Pause.objects.values_list("teacher", "first_day", "last_day", "reason", "words", "document")) == [
        (teacher.pk, FIRST, LAST, "away", "Курсы в Москве", "Приказ № 5")
    ]
    row = PauseRequest.objects.get()
    assert (row.pause, row.answered_by, row.answered_at, row.is_open) == (new, deputy, make.at(11), False)
    assert told(teacher) == [
        (
            "duty",
            "Просьбу о приостановке сроков с\u00a012 по\u00a014\u00a0октября приняли.",
            f"pause-request-{request.pk}",
        )
    ]


def test_answer_is_what_the_deputies_have_read(ask, deputy):
    request = ask()

    accept_request(request, by=deputy, at=make.at(11))

    assert list(Notice.objects.filter(recipient=deputy).values_list("read_at", flat=True)) == [make.at(11)]


def test_declined_request_is_answered_in_words(ask, deputy, teacher):
    request = ask()

    decline_request(request, words="Курсы вечером: сроки остаются.", by=deputy, at=make.NOW)

    row = PauseRequest.objects.get()
    assert (row.pause, row.answered_by, row.decline_words) == (None, deputy, "Курсы вечером: сроки остаются.")
    assert not Pause.objects.exists()
    assert told(teacher) == [
        (
            "duty",
            "Просьбу о приостановке сроков с\u00a012 по\u00a014\u00a0октября отклонили: Курсы вечером: сроки остаются.",
            f"pause-request-{request.pk}",
        )
    ]


@pytest.mark.parametrize(
    "answer",
    [
        lambda request, by: accept_request(request, by=by, at=make.NOW),
        lambda request, by: decline_request(request, words="Нет", by=by, at=make.NOW),
    ],
)
@pytest.mark.parametrize("first, said", [(accept_request, "принята"), (decline_request, "отклонена")])
def test_request_is_answered_once(ask, deputy, director, first, said, answer):
    request = ask()
    words = {"words": "Нет"} if first is decline_request else {}
    first(request, **words, by=deputy, at=make.NOW)

    with pytest.raises(Refused, match=rf"На просьбу уже ответили: Власова Н\.\sА\., просьба {said}"):
        answer(request, director)

    assert PauseRequest.objects.get().answered_by == deputy


@pytest.mark.parametrize(
    "facts, sentence",
    [
        ({"last": date(2026, 10, 11)}, "Последний день приостановки раньше первого"),
        ({"words": ""}, "Напишите, почему просите приостановить сроки"),
        ({"words": "я" * 201}, "Слишком длинный текст: пояснение"),
    ],
)
def test_request_is_refused(ask, facts, sentence):
    with pytest.raises(Refused, match=sentence):
        ask(**facts)

    assert not PauseRequest.objects.exists()


@pytest.mark.parametrize(
    "first, last, may",
    [
        (date(2026, 10, 10), date(2026, 10, 11), True),
        (date(2026, 10, 10), FIRST, False),
        (LAST, date(2026, 10, 20), False),
        (date(2026, 10, 15), date(2026, 10, 20), True),
    ],
)
def test_days_that_wait_for_an_answer_are_not_asked_twice(ask, first, last, may):
    ask()

    if may:
        ask(first, last)
    else:
        with pytest.raises(Refused, match=r"Вы уже просили о приостановке с\s12 по\s14\sоктября\. Дождитесь ответа"):
            ask(first, last)
    assert PauseRequest.objects.count() == 1 + may


def test_answered_days_may_be_asked_again(ask, deputy, colleague):
    decline_request(ask(), words="Нет", by=deputy, at=make.NOW)

    ask()
    ask(teacher=colleague)

    assert PauseRequest.objects.open().count() == 2


@pytest.mark.parametrize(
    "words, sentence", [("", "Напишите, почему просьба отклонена"), ("я" * 201, "Слишком длинный")]
)
def test_declined_without_words_it_stays_open(ask, deputy, words, sentence):
    with pytest.raises(Refused, match=sentence):
        decline_request(ask(), words=words, by=deputy, at=make.NOW)

    assert PauseRequest.objects.get().is_open


def test_request_for_days_that_are_paused_already_stays_open(ask, deputy, teacher):
    request = ask()
    make.pause(FIRST, LAST, teacher=teacher)

    with pytest.raises(Refused, match="Такая приостановка уже внесена"):
        accept_request(request, by=deputy, at=make.NOW)

    assert PauseRequest.objects.get().is_open
