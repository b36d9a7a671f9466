"""What is typed of a new complaint: refused with a sentence, kept, sent once."""

from uuid import uuid4

import pytest
from django.db import IntegrityError

from accounts.models import Session
from complaints.actions import register
from complaints.models import Complaint, Number
from tests import make
from tests.at_once import WITH_MANY_WRITERS, at_once
from tests.complaining import FRIDAY, NAMED, complain
from tests.complaint_questions import CHECK, HERE, NEW, REPLY, WORDS, once_of, sent, written
from tests.reading import lines, links


@pytest.fixture
def family(client, parent, school, director):
    """The browser of the mother."""
    client.force_login(parent)
    return client


@pytest.mark.parametrize(
    "words, sentence",
    [
        ({"text": " \u2800 "}, "Что случилось: Напишите, что случилось: хотя бы одно предложение."),
        ({"text": "я" * 5501}, "Что случилось: Слишком длинно: уместится 5500 знаков, сейчас 5501."),
        ({"wish": "я" * 2001}, "Какого результата вы хотите: Слишком длинно: уместится 2000 знаков, сейчас 2001."),
    ],
)
def test_words_that_cannot_be_sent_are_explained_and_stay(family, about, words, sentence):
    response = family.post(f"{NEW}?{about}", WORDS | words)

    assert sentence in lines(response)
    assert all(typed.strip() in response.text for typed in (WORDS | words).values())


def test_lines_are_counted_as_they_were_typed(family, about):
    family.post(f"{NEW}?{about}", {"text": "я\r\n" * 2750, "wish": ""})

    assert family.get(f"{REPLY}?{about}").status_code == 200


@pytest.mark.parametrize(
    "place, sentence",
    [
        ({"reply_by": ""}, "Куда прислать письменный ответ: Выберите, куда прислать ответ."),
        ({"reply_by": "hand"}, "Куда прислать письменный ответ: Выберите из списка."),
        ({"reply_by": "post"}, "Адрес: Напишите почтовый адрес с индексом: по нему придёт письмо."),
        ({"reply_by": "e-mail"}, "Адрес: Напишите адрес электронной почты, на который прислать ответ."),
        (
            {"reply_by": "e-mail", "reply_to": "дом"},
            "Адрес: Напишите адрес электронной почты, на который прислать ответ.",
        ),
        (
            {"reply_by": "post", "reply_to": "я" * 301},
            "Адрес: Слишком длинный адрес: уместится 300 знаков, сейчас 301.",
        ),
    ],
)
def test_place_of_the_answer_that_cannot_be_is_explained(family, about, place, sentence):
    family.post(f"{NEW}?{about}", WORDS)

    response = family.post(f"{REPLY}?{about}", HERE | place)

    assert sentence in lines(response)
    assert place.get("reply_to", "") in response.text


def test_letter_goes_where_it_is_asked_to(family, about):
    sent(family, about, place={"reply_by": "e-mail", "reply_to": "o.abramova@example.org"})

    assert list(Complaint.objects.values_list("reply_by", "reply_to")) == [("e-mail", "o.abramova@example.org")]


def test_what_was_typed_is_found_again_on_return(family, about):
    family.post(f"{NEW}?{about}", WORDS)

    again, listed = family.get(f"{NEW}?{about}"), family.get("/complaints/")

    assert all(typed in again.text for typed in WORDS.values())
    assert links(listed)[NAMED] == f"{NEW}?{about}"


def test_draft_is_thrown_away(family, about):
    family.post(f"{NEW}?{about}", WORDS)

    family.post("/complaints/new/discard/", {"once": once_of(family)})

    assert NAMED not in links(family.get("/complaints/"))
    assert WORDS["text"] not in family.get(f"{NEW}?{about}").text


def test_two_drafts_do_not_mix(family, about, student):
    other = f"child={student.pk}&about=other"
    family.post(f"{NEW}?{about}", WORDS)
    family.post(f"{NEW}?{other}", {"text": "О другом.", "wish": ""})

    pages = [family.get(f"{NEW}?{one}").text for one in (about, other)]

    assert [WORDS["text"] in page for page in pages] == [True, False]
    assert ["О другом." in page for page in pages] == [False, True]


def test_only_the_last_drafts_are_kept(family, student, course):
    for number in range(4):
        lesson = make.lesson(course=course, on=FRIDAY, number=number + 1)
        family.post(f"{NEW}?child={student.pk}&entry=topic-{lesson.pk}", WORDS)

    assert len(family.session["complaint-drafts"]) == 3


def test_subject_is_changed_and_the_words_come_along(family, about, student):
    checked = written(family, about)
    other = f"child={student.pk}&about=other"

    offered = family.get(links(checked)["Изменить"])
    moved = family.get(f"{NEW}?{other}&was={once_of(family)}&next=about")
    answer = family.post(f"{NEW}?{other}&was={once_of(family)}", WORDS)

    assert "Чего не хватает в дневнике" in offered.text
    assert (WORDS["text"] in moved.text, f"&amp;was={once_of(family)}" in moved.text) == (True, True)
    assert (answer.url, len(family.session["complaint-drafts"])) == (f"{CHECK}?{other}", 1)


def test_words_are_changed_and_lead_back_to_the_check(family, about):
    written(family, about)

    assert family.post(f"{NEW}?{about}", WORDS | {"wish": ""}).url == f"{CHECK}?{about}"
    assert "Не указано" in lines(family.get(f"{CHECK}?{about}"))


@pytest.mark.parametrize("path", [REPLY, CHECK])
def test_later_question_without_the_words_leads_to_them(family, about, path):
    assert family.get(f"{path}?{about}").url == f"{NEW}?{about}"


def test_words_typed_after_the_session_has_ended_are_sent_on(family, about, parent):
    family.get(f"{NEW}?{about}")
    Session.objects.all().delete()
    family.force_login(parent)

    assert family.post(f"{NEW}?{about}", WORDS).url == f"{REPLY}?{about}"


def test_double_press_registers_one_case(family, about):
    written(family, about)
    press = {"once": once_of(family)}

    answers = [family.post(f"{CHECK}?{about}", press).url for _ in range(2)]

    assert (answers, Complaint.objects.count()) == (["/complaints/1-2026/"] * 2, 1)


@pytest.mark.parametrize("once", ["", "nonsense", "00000000-0000-4000-8000-000000000000"])
def test_press_without_a_draft_leads_to_the_words(family, about, once):
    assert family.post(f"{CHECK}?{about}", {"once": once}).url == f"{NEW}?{about}"


def test_teacher_is_reminded_beside_the_words_and_nothing_is_lost(family, about, student, late_topic):
    press = {"text": "", "wish": WORDS["wish"], "duty": f"topic-{late_topic.pk}", "page": f"{NEW}?{about}"}

    response = family.post(f"{NEW}?{about}", press, follow=True)

    assert response.redirect_chain == [(f"/students/{student.pk}/remind/", 307), (f"{NEW}?{about}", 302)]
    assert lines(response)[0] == "Учитель получит напоминание. Его увидит и классный руководитель."
    assert WORDS["wish"] in response.text


def test_words_too_long_stay_when_the_teacher_is_to_be_reminded(family, about, late_topic):
    press = WORDS | {"text": "я" * 5501, "duty": f"topic-{late_topic.pk}"}

    assert "я" * 5501 in family.post(f"{NEW}?{about}", press).text


def test_what_the_database_refuses_is_no_second_press(db):
    with pytest.raises(IntegrityError, match="complaint_has_an_author"):
        register(Complaint(text="Темы нет."), by=make.person(), at=make.NOW)


class TestAtOnce:
    pytestmark = WITH_MANY_WRITERS

    def test_two_presses_of_one_moment_register_one_case(self):
        author, once = make.person(), uuid4()

        at_once(lambda _: complain(author, once=once), *range(4))

        assert list(Complaint.objects.values_list("serial", flat=True)) == [1]
        assert Number.objects.get(series="complaint").last == 1
