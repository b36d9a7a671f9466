"""The letter of an answer: what stands on it, who reads it, and that its code confirms it."""

import re

import pytest

from accounts.enums import Paper, Role
from accounts.models import HeldRole
from accounts.papers import read_code
from complaints import actions
from complaints.actions import Decision
from complaints.enums import Delivery, Finding, Status
from complaints.models import Complaint
from complaints.views.letter import Letter
from tests import make
from tests.complaining import brought_to, complain, orally, reloaded
from tests.reading import lines, part

TOPIC = "«Тема урока: Алгебра, 9 октября»"
THEN = "На день обращения: срок прошёл 09.10, запись ещё не внесена."
NOW = "Сейчас: срок прошёл 09.10, запись ещё не внесена."
OFFICE = "/admin/complaints/complaint/{}/letter/"


@pytest.fixture
def answered(complaint, director):
    return brought_to(Status.ANSWERED, complaint, by=director)


@pytest.fixture
def drafted(complaint, director):
    return brought_to(Status.DECIDED, complaint, by=director)


@pytest.fixture
def reads(client, school):
    """Return what somebody sees at an address."""

    def read(person, address):
        client.force_login(person)
        return client.get(address)

    return read


def code_on(response):
    """Return the words of the letter that name its code."""
    return re.search(r"Слова сверки: <strong>([^<]+)</strong>", response.text)[1]


def test_letter_stands_on_the_school_s_paper(reads, parent, answered, director):
    school = make.school(address="г. Самара, ул. Юбилейная, 22А", telephone="(846) 995-08-86", email="89@example.ru")

    response = reads(parent, "/complaints/1-2026/letter/")

    assert part(response, school.full_name, to="Директор")[:-1] == [
        "Школа № 89",
        "г. Самара, ул. Юбилейная, 22А",
        "тел. (846) 995-08-86, эл. почта 89@example.ru",
        "12.10.2026 № 1-2026",
        "на № 1-2026 от 12.10.2026",
        "Абрамова Ольга Юрьевна",
        "О записи в электронном дневнике. Тема урока: Алгебра, 9 октября",
        "Уважаемая Ольга Юрьевна!",
        f"Ваше обращение № 1-2026 от 12 октября 2026 года рассмотрено. В нём речь о записи дневника {TOPIC}.",
        f"Проверено по журналу: срок записи — не позднее 09.10.2026 (п. 4.1.4 Порядка). {THEN} {NOW}",
        "Обращение обосновано. Тема не внесена в срок (п. 4.1.4).",
        "Что сделано: С учителем проведена беседа.",
    ]
    assert part(response, "Директор")[0] == director.short_name.replace("\xa0", " ")


def test_code_of_the_letter_confirms_it(reads, client, parent, answered):
    response = reads(parent, "/complaints/1-2026/letter/")
    letter = Letter(answered, answered.answer, None, "https://diary.example")

    path = letter.address.removeprefix("https://diary.example")
    confirmed = client.get(path)

    code = read_code(path.split("/")[2])
    assert (code.paper, code.on, code.words) == (Paper.ANSWER, make.TODAY, code_on(response))
    assert "paper-qr" in response.text
    assert code.words in confirmed.text
    assert [word for word in ("Абрамов", "Алгебра", "1-2026") if word in confirmed.text] == []


@pytest.mark.parametrize("field", ["text", "addressee", "address", "executor"])
def test_other_words_have_another_code(answered, field):
    letter = Letter(answered, answered.answer, None, "")
    words = letter.code.words

    setattr(answered.answer, field, "Другие слова")

    assert Letter(answered, answered.answer, None, "").code.words != words


def test_draft_has_neither_number_nor_code(reads, director, drafted):
    response = reads(director, OFFICE.format(drafted.pk))

    shown = lines(response)
    assert shown[0] == "Проект ответа на обращение № 1-2026"
    assert "Проект ответа" in shown
    assert shown[shown.index("на № 1-2026 от 12.10.2026") - 1] == make.school().name.replace("\xa0", " ")
    assert [sign for sign in ("paper-qr", "Слова сверки", "/verify/") if sign in response.text] == []


def test_draft_of_a_school_without_a_director_is_signed_by_nobody(reads, deputy, drafted):
    HeldRole.objects.filter(role=Role.DIRECTOR).delete()

    assert "Директор" in lines(reads(deputy, OFFICE.format(drafted.pk)))


def test_author_reads_the_letter_once_the_answer_was_given(reads, parent, complaint, director):
    read = {}
    for status in (Status.REGISTERED, Status.DECIDED):
        brought_to(status, complaint, by=director)
        read[status] = reads(parent, "/complaints/1-2026/letter/").status_code
    actions.approve(complaint, by=director, at=make.NOW)
    read["approved"] = reads(parent, "/complaints/1-2026/letter/").status_code
    actions.mark_answered(complaint, delivery=Delivery.PORTAL, on=make.TODAY, by=director, at=make.NOW)
    read[Status.ANSWERED] = reads(parent, "/complaints/1-2026/letter/").status_code

    assert read == {Status.REGISTERED: 404, Status.DECIDED: 404, "approved": 404, Status.ANSWERED: 200}


def test_letter_is_its_author_s_alone(reads, answered, student, teacher, stranger, deputy, director, administrator):
    people = (student, stranger, teacher, administrator, deputy, director)

    own = {person.login: reads(person, "/complaints/1-2026/letter/").status_code for person in people}
    office = {person.login: reads(person, OFFICE.format(answered.pk)).status_code for person in people}

    refused = {"student": 404, "stranger": 404, "teacher": 403, "administrator": 403}
    assert own == refused | {"deputy": 403, "director": 403}
    assert office == dict.fromkeys(refused, 403) | {"deputy": 200, "director": 200}


def test_oral_answer_has_no_letter_for_its_author(reads, parent, student, director):
    case = orally(parent, student)
    actions.decide(case, decision=Decision(Finding.JUSTIFIED, "Так."), by=director, at=make.NOW)
    actions.mark_answered(case, delivery=Delivery.ORAL, on=make.TODAY, by=director, at=make.NOW)

    assert reads(parent, f"/complaints/{reloaded(case).number}/letter/").status_code == 404


def test_case_without_a_draft_has_no_letter(reads, director, complaint):
    assert reads(director, OFFICE.format(complaint.pk)).status_code == 404


def test_letter_about_something_else_is_titled_so(reads, parent, director):
    case = brought_to(Status.ANSWERED, complain(parent), by=director)

    assert "О рассмотрении обращения" in lines(reads(parent, f"/complaints/{case.number}/letter/"))
    assert Complaint.objects.answered().get() == case


def test_letter_asks_few_statements(reads, client, parent, director, answered, django_assert_num_queries):
    reads(parent, "/complaints/1-2026/letter/")

    # Session with its person, roles, the answer with its case.
    with django_assert_num_queries(3):
        client.get("/complaints/1-2026/letter/")
