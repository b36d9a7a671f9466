"""The answer: drafted from the facts, approved once, sent as its author may be answered."""

from dataclasses import replace
from functools import partial

import pytest

from accounts.models import User
from complaints import actions
from complaints.actions import Refused
from complaints.enums import About, Delivery, Finding, Signature, Status
from complaints.models import Answer
from complaints.rules.drafting import APPEAL
from complaints.rules.drafting import greeting as draft_greeting
from journal.models import Membership
from tests import make
from tests.complaining import JUSTIFIED, NEVER, brought_to, complain, orally, reloaded, steps_of
from tests.owing import plain

LATER = make.at(15)
ABOUT = "В нём речь о записи дневника «Тема урока: Алгебра, 9 октября»."
DUE = "Проверено по журналу: срок записи — не позднее 09.10.2026 (п. 4.1.4 Порядка)."
LATE = "срок прошёл 09.10, запись ещё не внесена"


def test_decision_drafts_the_answer_from_the_facts(complaint, director):
    actions.decide(complaint, decision=JUSTIFIED, by=director, at=LATER)

    answer = Answer.objects.get()
    assert (answer.addressee, answer.is_approved, str(answer)) == ("Абрамова Ольга Юрьевна", False, "черновик ответа")
    assert answer.text.replace("\u00a0", " ").split("\n\n") == [
        "Уважаемая Ольга Юрьевна!",
        f"Ваше обращение № 1-2026 от 12 октября 2026 года рассмотрено. {ABOUT}",
        f"{DUE} На день обращения: {LATE}. Сейчас: {LATE}.",
        "Обращение обосновано. Тема не внесена в срок (п. 4.1.4).",
        "Что сделано: С учителем проведена беседа.",
        APPEAL,
    ]


@pytest.mark.parametrize(
    "about, said",
    [(About.MARK, " В нём выражено несогласие с отметкой."), (About.OTHER, "")],
    ids=["a mark", "another"],
)
def test_draft_without_an_entry_says_what_it_is_about(about, said, parent, student, director):
    case = complain(parent, student, about=about)

    actions.decide(case, decision=JUSTIFIED, by=director, at=LATER)

    asked = plain(Answer.objects.get().text).split("\n\n")[1]
    assert asked == f"Ваше обращение № 1-2026 от 12 октября 2026 года рассмотрено.{said}".rstrip()


def test_draft_about_what_is_owed_no_more_says_how_it_was(complaint, director):
    Membership.objects.update(since=make.TODAY)

    actions.decide(complaint, decision=JUSTIFIED, by=director, at=LATER)

    assert plain(Answer.objects.get().text).split("\n\n")[2] == f"{DUE} На день обращения: {LATE}."


def test_decision_has_reasons(complaint, director):
    with pytest.raises(Refused, match="основания"):
        actions.decide(complaint, decision=replace(JUSTIFIED, reasons=" "), by=director, at=LATER)


def test_decision_is_taken_anew_until_the_answer_is_approved(complaint, director):
    actions.decide(complaint, decision=JUSTIFIED, by=director, at=LATER)
    actions.decide(complaint, decision=NEVER, by=director, at=LATER)

    actions.approve(complaint, by=director, at=LATER)

    with pytest.raises(Refused, match="больше не меняются"):
        actions.decide(complaint, decision=JUSTIFIED, by=director, at=LATER)
    case = reloaded(complaint)
    assert (case.finding, case.why_never) == (Finding.UNJUSTIFIED, "Урок отменён приказом.")
    assert "Обращение не обосновано. Урок не проводился." in Answer.objects.get().text


def test_approved_answer_has_its_number_and_changes_no_more(complaint, director):
    actions.decide(complaint, decision=JUSTIFIED, by=director, at=LATER)
    actions.write_answer(complaint, text="Тема внесена.", addressee="О. Ю. Абрамовой", by=director, at=LATER)

    answer = actions.approve(complaint, by=director, at=LATER)

    assert (answer.number, str(answer), answer.approved_on) == ("1-2026", "№\u00a01-2026", make.TODAY)
    for act in (
        lambda: actions.approve(complaint, by=director, at=LATER),
        lambda: actions.write_answer(complaint, text="Иначе", addressee="Ей", by=director, at=LATER),
    ):
        with pytest.raises(Refused, match="больше не меняются"):
            act()
    assert Answer.objects.get().text == "Тема внесена."


def test_answer_without_words_or_before_the_decision_is_refused(complaint, director):
    with pytest.raises(Refused, match="сначала примите решение"):
        actions.write_answer(complaint, text="Тема внесена.", addressee="Ей", by=director, at=LATER)
    actions.decide(complaint, decision=JUSTIFIED, by=director, at=LATER)
    with pytest.raises(Refused, match="Напишите текст ответа"):
        actions.write_answer(complaint, text="Тема внесена.", addressee=" ", by=director, at=LATER)


@pytest.mark.parametrize(
    "facts, sentence",
    [
        ({"delivery": Delivery.PORTAL}, "Сначала утвердите ответ"),
        ({"delivery": Delivery.ORAL}, "Отвечают письменно"),
    ],
)
def test_written_complaint_is_answered_in_writing_alone(facts, sentence, complaint, director):
    actions.decide(complaint, decision=JUSTIFIED, by=director, at=LATER)

    with pytest.raises(Refused, match=sentence):
        actions.mark_answered(complaint, on=make.TODAY, by=director, at=LATER, **facts)

    assert reloaded(complaint).status == Status.DECIDED


@pytest.mark.parametrize(
    "facts, sentence",
    [
        ({"delivery": Delivery.POST, "on": make.TODAY}, "Нет адреса"),
        ({"delivery": Delivery.EMAIL, "on": make.TODAY, "where": " "}, "Нет адреса"),
        ({"delivery": Delivery.HAND, "on": make.TODAY + make.days(1)}, "ещё не наступил"),
        ({"delivery": Delivery.HAND, "on": make.TODAY - make.days(1)}, "утверждён позже"),
    ],
)
def test_sending_is_whole(facts, sentence, complaint, director):
    actions.decide(complaint, decision=JUSTIFIED, by=director, at=LATER)
    actions.approve(complaint, by=director, at=LATER)

    with pytest.raises(Refused, match=sentence):
        actions.mark_answered(complaint, by=director, at=LATER, **facts)


def test_oral_complaint_is_answered_by_word_with_consent(director, parent, student):
    case = brought_to(Status.DECIDED, orally(parent, student, by=director), by=director)

    actions.mark_answered(case, delivery=Delivery.ORAL, on=make.TODAY, by=director, at=LATER)
    actions.close(case, by=director, at=LATER)

    assert (reloaded(case).status, Answer.objects.get().is_approved) == (Status.CLOSED, False)


def test_oral_complaint_without_consent_needs_a_letter(director, parent, student):
    case = brought_to(Status.DECIDED, orally(parent, student, agrees=False, by=director), by=director)

    with pytest.raises(Refused, match="Отвечают письменно"):
        actions.mark_answered(case, delivery=Delivery.ORAL, on=make.TODAY, by=director, at=LATER)


def test_signed_copy_is_kept_with_its_kind(complaint, director):
    signed = {"name": "Ответ.PDF", "content": b"%PDF", "signature": Signature.HAND, "by": director, "at": LATER}
    actions.decide(complaint, decision=JUSTIFIED, by=director, at=LATER)
    with pytest.raises(Refused, match="сначала утвердите"):
        actions.attach_copy(complaint, **signed)
    actions.approve(complaint, by=director, at=LATER)

    copy = actions.attach_copy(complaint, **signed)

    assert (str(copy), copy.kind, bytes(copy.content)) == ("Ответ.PDF", "application/pdf", b"%PDF")
    assert steps_of(complaint)[-1] == ("signed", "Ответ.PDF, подписан собственноручно")


@pytest.mark.parametrize(
    "file, sentence",
    [({"name": "ответ.exe"}, "одного из видов: pdf, jpg, png, sig"), ({"content": b"0" * (5 * 2**20 + 1)}, "больше 5")],
    ids=["another kind", "too large"],
)
def test_copy_of_another_kind_or_too_large_is_refused(file, sentence, complaint, director):
    signed = {"name": "ответ.pdf", "content": b"%PDF", "signature": Signature.HAND} | file
    actions.decide(complaint, decision=JUSTIFIED, by=director, at=LATER)
    actions.approve(complaint, by=director, at=LATER)

    with pytest.raises(Refused, match=sentence):
        actions.attach_copy(complaint, **signed, by=director, at=LATER)


@pytest.mark.parametrize(
    "act",
    [
        actions.approve,
        partial(actions.write_answer, text="Иначе", addressee="Ей"),
        partial(actions.attach_copy, name="а.pdf", content=b"%", signature=Signature.HAND),
    ],
    ids=["approve", "write", "attach"],
)
def test_answer_of_a_withdrawn_case_is_left_alone(act, complaint, director, parent):
    actions.decide(complaint, decision=JUSTIFIED, by=director, at=LATER)
    actions.withdraw(complaint, by=parent, at=LATER)

    with pytest.raises(Refused, match="с ответом больше ничего не делают"):
        act(complaint, by=director, at=LATER)

    assert not Answer.objects.approved().exists()


def test_words_of_a_draft_stay_in_a_step_when_it_is_written_anew(complaint, director):
    actions.decide(complaint, decision=JUSTIFIED, by=director, at=LATER)
    actions.write_answer(complaint, text="От руки", addressee="Ей", by=director, at=LATER)

    actions.decide(complaint, decision=NEVER, by=director, at=LATER)

    assert steps_of(complaint)[-1] == ("drafted", "Прежний текст: От руки")


def test_stranger_is_not_answered_in_the_diary(director, student):
    case = orally(None, student, author_name="Абрамова Зоя Петровна", agrees=False, by=director)
    brought_to(Status.DECIDED, case, by=director)
    actions.approve(case, by=director, at=LATER)

    with pytest.raises(Refused, match="Заявитель не входит в дневник"):
        actions.mark_answered(case, delivery=Delivery.PORTAL, on=make.TODAY, by=director, at=LATER)


def test_oral_answer_is_not_given_before_the_decision(director, parent, student):
    case = brought_to(Status.DECIDED, orally(parent, student, by=director), by=director)

    with pytest.raises(Refused, match="Решение принято"):
        actions.mark_answered(case, delivery=Delivery.ORAL, on=make.TODAY - make.days(1), by=director, at=LATER)


@pytest.mark.parametrize(
    "patronymic, greeting", [("Юрьевна", "Уважаемая"), ("Мамед кызы", "Уважаемая"), ("Ильич", "Уважаемый")]
)
def test_author_is_greeted_as_fits(patronymic, greeting):
    assert draft_greeting(User(name="Лейла", patronymic=patronymic)).startswith(f"{greeting} Лейла")
