"""The director's questions to a teacher: read, answered once, and nothing of the family's words."""

import pytest

from complaints import actions
from complaints.models import Question
from tests import make
from tests.complaining import steps_of, told
from tests.reading import lines, links, part

ASKED = "Почему нет темы урока алгебры 9 октября?"


@pytest.fixture
def question(complaint, teacher, director):
    return actions.ask(complaint, teacher=teacher, text=ASKED, by=director, at=make.NOW)


@pytest.fixture
def address(question):
    return f"/teach/questions/{question.pk}/"


def test_teacher_reads_the_question_and_nothing_of_the_complaint(teaching, address, complaint, parent):
    page = teaching.get(address)

    assert part(page, "Что нужно объяснить", to="Ваше объяснение") == [
        ASKED,
        "Орлова Елена Викторовна, сегодня в 10:00",
    ]
    assert [said in page.text for said in (complaint.text, parent.surname, complaint.number)] == [False] * 3


def test_notice_leads_to_the_question(teaching, address):
    assert links(teaching.get("/home/"))["Директор просит вас объяснить запись в дневнике."] == address


def test_teacher_answers_once(teaching, address, question, complaint, director):
    response = teaching.post(address, {"text": "Болела.\r\nВнесу сегодня."}, follow=True)

    assert lines(response)[0] == "Объяснение отправлено директору."
    assert part(response, "Ваше объяснение", to="Отправлено сегодня в 10:00. Изменить его нельзя.") == [
        "Болела. Внесу сегодня."
    ]
    assert steps_of(complaint)[-1] == ("explained", "Болела.\nВнесу сегодня.")
    assert told(director)[-1] == "Есть объяснения учителя к обращению № 1-2026."


@pytest.mark.parametrize(
    "text, sentence",
    [
        (" \u2800", "Ваше объяснение: Напишите объяснение."),
        ("я" * 4001, "Ваше объяснение: Слишком длинно: уместится 4000 знаков, сейчас 4001."),
    ],
)
def test_explanation_that_cannot_be_sent_stays(teaching, address, text, sentence):
    response = teaching.post(address, {"text": text})

    assert (sentence in lines(response), text in response.text) == (True, True)
    assert Question.objects.unanswered().count() == 1


def test_second_explanation_is_refused_and_stays(teaching, address, question, teacher):
    actions.explain(question, text="Болела.", by=teacher, at=make.NOW)

    response = teaching.post(address, {"text": "И ещё одно."})

    assert ("Вы уже ответили на этот вопрос." in lines(response), "И ещё одно." in response.text) == (True, True)
    assert Question.objects.get().answer == "Болела."


@pytest.mark.parametrize("person, status", [("colleague", 404), ("homeroom", 404), ("parent", 403), ("director", 403)])
def test_question_is_the_teachers_alone(client, address, request, person, status):
    client.force_login(request.getfixturevalue(person))

    answers = [client.get(address), client.post(address, {"text": "Чужое."})]

    assert [answer.status_code for answer in answers] == [status] * 2
    assert Question.objects.unanswered().count() == 1


def test_questions_to_others_are_not_listed(client, address, colleague, school):
    client.force_login(colleague)

    assert lines(client.get("/teach/questions/"))[2] == "Вопросов нет"


def test_unanswered_questions_come_first(teaching, address, question, complaint, teacher, director):
    actions.explain(question, text="Болела.", by=teacher, at=make.NOW)
    actions.ask(complaint, teacher=teacher, text="Когда внесёте?", by=director, at=make.at(9))

    page = teaching.get("/teach/questions/")

    assert lines(page)[2:] == [
        "Вопрос от 12.10.2026, 09:00",
        "Когда внесёте?",
        "▲ ждёт объяснения",
        "Вопрос от 12.10.2026, 10:00",
        ASKED,
        "● объяснение дано",
    ]


def test_many_questions_are_listed_in_pages(teaching, complaint, teacher, director):
    for _ in range(51):
        actions.ask(complaint, teacher=teacher, text=ASKED, by=director, at=make.NOW)

    first, second = (teaching.get(f"/teach/questions/{query}") for query in ("", "?page=2"))

    assert (links(first)["Раньше →"], links(second)["← Новее"]) == ("?page=2", "?page=1")


def test_teacher_finds_the_questions_from_the_day(teaching):
    assert links(teaching.get("/teach/"))["Вопросы директора"] == "/teach/questions/"


@pytest.mark.parametrize("number", [1, 3])
def test_pages_ask_the_same_number_of_queries(
    teaching, complaint, teacher, director, number, django_assert_num_queries
):
    for _ in range(number):
        question = actions.ask(complaint, teacher=teacher, text=ASKED, by=director, at=make.NOW)

    # Session, person; how many, the questions; one.
    for page, queries in {"/teach/questions/": 4, f"/teach/questions/{question.pk}/": 3}.items():
        teaching.get(page)
        with django_assert_num_queries(queries):
            teaching.get(page)
