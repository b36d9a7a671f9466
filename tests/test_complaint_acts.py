"""What each act leaves in a case: its steps, who is told, what is refused."""

from datetime import date

import pytest
from django.db import IntegrityError

from accounts.models import Letter, Notice
from complaints import actions
from complaints.actions import Changed, Refused
from complaints.enums import About, Status
from complaints.models import Complaint, Entry, Question
from tests import make
from tests.complaining import JUSTIFIED, brought_to, complain, orally, reloaded, steps_of, told

LATER = make.at(15)


def test_complaint_of_the_diary_is_registered_at_once(complaint, parent, late_topic, director):
    assert str(complaint) == "№\u00a01-2026"
    assert (complaint.received_on, complaint.registered_on) == (make.TODAY, make.TODAY)
    assert (complaint.answer_by, complaint.due_on) == (date(2026, 11, 11), date(2026, 11, 11))
    assert steps_of(complaint) == [("registered", "№ 1-2026, через дневник")]
    assert told(director) == ["Новое обращение № 1-2026. Ответ не позднее 11 ноября."]
    assert told(parent) == []


def test_complaint_keeps_what_the_diary_held(complaint, teacher, late_topic):
    kept = complaint.entry

    assert (kept.key, kept.named) == (f"topic-{late_topic.pk}", "Тема урока: Алгебра, 9\u00a0октября")
    assert (kept.clause, kept.due_on, kept.teacher) == ("4.1.4", date(2026, 10, 9), teacher)
    assert (kept.stood, kept.said) == ("", "срок прошёл 09.10, запись ещё не внесена")


def test_complaint_of_the_office_says_how_it_came(director, parent, student):
    case = orally(parent, student, received_on=make.TODAY - make.days(1), by=director)

    assert steps_of(case) == [("registered", "№ 1-2026, устно, на приёме, поступило 11.10.2026")]
    assert told(parent) == ["Ваше обращение зарегистрировано: № 1-2026. Ответ будет не позднее 11 ноября."]


def test_author_without_a_way_in_is_told_by_the_answer_alone(director, student):
    case = orally(None, student, author_name="Абрамова Зоя Петровна", by=director)

    assert case.signed_as == "Абрамова Зоя Петровна"
    assert {notice.recipient_id for notice in Notice.objects.all()} == {director.pk}


def test_complaint_that_has_not_come_is_refused(director, parent):
    with pytest.raises(Refused, match="ещё не наступил"):
        orally(parent, received_on=make.TODAY + make.days(1), by=director)

    assert not Complaint.objects.exists()


@pytest.mark.parametrize("key", ["topic-999", "nonsense", "written-1-1"])
def test_entry_that_the_child_s_diary_does_not_owe_is_refused(key, parent, student):
    with pytest.raises(Refused, match="Выберите другую"):
        complain(parent, student, entry=key)

    assert not Complaint.objects.exists()


def test_same_form_is_registered_once(parent, student):
    once = "0b5c6c0e-5d62-4e2b-9c5d-4b5f0f6f3f11"

    first, second = (complain(parent, student, once=once) for _ in range(2))

    assert (first.pk, Complaint.objects.count()) == (second.pk, 1)


def test_fault_of_the_database_is_no_double_press(parent, student):
    with pytest.raises(IntegrityError, match="complaint_channel_is_known"):
        complain(parent, student, channel="pigeon")

    assert not Complaint.objects.exists()


def test_act_on_what_has_become_another_is_refused(complaint, director, parent):
    actions.add_message(complaint, text="Темы всё ещё нет.", by=parent, at=LATER)

    with pytest.raises(Changed, match="заявитель дополнил обращение"):
        actions.decide(complaint, decision=JUSTIFIED, by=director, at=LATER, seen=complaint.version)

    assert reloaded(complaint).status == Status.REGISTERED


def test_message_of_the_author_is_told_to_the_director(complaint, director, parent):
    actions.add_message(complaint, text=" Темы всё ещё нет. ", by=parent, at=LATER)

    assert steps_of(complaint)[1:] == [("message", "Темы всё ещё нет.")]
    assert told(director)[1:] == ["Заявитель дополнил обращение № 1-2026."]


def test_message_sent_twice_by_one_form_is_kept_once(complaint, parent):
    for _ in range(2):
        actions.add_message(complaint, text="Темы всё ещё нет.", by=parent, at=LATER)

    assert [kind for kind, _ in steps_of(complaint)] == ["registered", "message"]


def test_answer_is_not_prolonged_into_the_past(complaint, director):
    with pytest.raises(Refused, match="уже прошёл"):
        actions.prolong(
            complaint, until=date(2026, 11, 12), why="Проверка", by=director, at=make.at(on=date(2026, 11, 20))
        )


def test_nothing_is_explained_when_the_case_has_ended(complaint, director, parent, teacher):
    question = actions.ask(complaint, teacher=teacher, text="Почему?", by=director, at=LATER)
    actions.withdraw(complaint, by=parent, at=LATER)

    with pytest.raises(Refused, match="больше не нужно"):
        actions.explain(question, text="Внесу", by=teacher, at=LATER)


@pytest.mark.parametrize(
    "text, sentence", [(" ", "Напишите, чем"), ("о" * 4001, "Уместится 4000")], ids=["nothing", "too much"]
)
def test_message_has_words_and_room(text, sentence, complaint, parent):
    with pytest.raises(Refused, match=sentence):
        actions.add_message(complaint, text=text, by=parent, at=LATER)


def test_message_to_a_closed_case_is_a_new_complaint(complaint, director, parent):
    case = brought_to(Status.CLOSED, complaint, by=director)

    with pytest.raises(Refused, match="Напишите ещё раз"):
        actions.add_message(case, text="Ещё", by=parent, at=LATER)


def test_teacher_is_asked_in_the_director_s_words_alone(complaint, director, teacher):
    question = actions.ask(complaint, teacher=teacher, text="Почему темы нет?", by=director, at=LATER)

    assert steps_of(complaint)[1:] == [("taken", ""), ("asked", "Почему темы нет?")]
    assert told(teacher) == ["Директор просит вас объяснить запись в дневнике."]
    assert Notice.objects.get(recipient=teacher).address == f"/teach/questions/{question.pk}/"
    assert [kind for kind, _ in steps_of(complaint) if kind in {step.kind for step in complaint.steps.told()}] == [
        "registered",
        "taken",
    ]


def test_teacher_explains_once(complaint, director, teacher):
    question = actions.ask(complaint, teacher=teacher, text="Почему темы нет?", by=director, at=LATER)

    actions.explain(question, text="Болела, внесу.", by=teacher, at=LATER)

    with pytest.raises(Refused, match="уже ответили"):
        actions.explain(question, text="Иначе", by=teacher, at=LATER)
    assert Question.objects.get().answer == "Болела, внесу."
    assert told(director)[1:] == ["Есть объяснения учителя к обращению № 1-2026."]


def test_question_and_explanation_have_words(complaint, director, teacher):
    with pytest.raises(Refused, match="что нужно объяснить"):
        actions.ask(complaint, teacher=teacher, text=" ", by=director, at=LATER)
    question = actions.ask(complaint, teacher=teacher, text="Почему?", by=director, at=LATER)
    with pytest.raises(Refused, match="Напишите объяснение"):
        actions.explain(question, text="", by=teacher, at=LATER)


def test_answer_is_prolonged_once_with_a_reason_and_a_notice(complaint, director, parent):
    until = date(2026, 12, 11)

    actions.prolong(complaint, until=until, why="Проверка журнала", by=director, at=LATER)

    assert reloaded(complaint).due_on == until
    assert told(parent) == ["Срок ответа на обращение № 1-2026 продлён до 11 декабря 2026 года."]
    with pytest.raises(Refused, match="сделать это один раз"):
        actions.prolong(complaint, until=until, why="Ещё", by=director, at=LATER)


@pytest.mark.parametrize(
    "until, why, sentence",
    [(date(2026, 12, 11), " ", "Напишите причину"), (date(2026, 12, 12), "Проверка", "не больше чем на 30 дней")],
)
def test_prolonging_without_a_reason_or_too_far_is_refused(until, why, sentence, complaint, director):
    with pytest.raises(Refused, match=sentence):
        actions.prolong(complaint, until=until, why=why, by=director, at=LATER)

    assert reloaded(complaint).due_on == date(2026, 11, 11)


def test_redirecting_ends_and_tells(complaint, director, parent):
    with pytest.raises(Refused, match="куда переадресовано"):
        actions.redirect(complaint, where="", by=director, at=LATER)

    actions.redirect(complaint, where="Департамент образования", by=director, at=LATER)

    assert reloaded(complaint).ended_at == LATER
    assert told(parent) == ["Обращение № 1-2026 переадресовано: Департамент образования"]


def test_entry_is_linked_to_a_case_in_words(parent, student, late_topic, director):
    case = complain(parent, student, about=About.MISSING)

    actions.link_entry(case, entry=f"topic-{late_topic.pk}", by=director, at=LATER)

    assert Entry.objects.get().complaint == case
    assert steps_of(case)[1:] == [
        ("linked", "Тема урока: Алгебра, 9 октября: срок прошёл 09.10, запись ещё не внесена")
    ]


def test_withdrawn_case_is_told_to_the_director(complaint, director, parent):
    actions.withdraw(complaint, by=parent, at=LATER)

    assert (reloaded(complaint).status, told(director)[1:]) == (Status.WITHDRAWN, ["Обращение № 1-2026 отозвано."])


def test_letter_tells_no_names(complaint, director, parent, settings):
    settings.SENDS_MAIL, settings.SITE = True, "https://diary.example"
    type(parent).objects.filter(pk=parent.pk).update(email="mother@mail.example")

    brought_to(Status.ANSWERED, complaint, by=director)

    letter = Letter.objects.get()
    assert letter.subject == "Дневник: ваше обращение"
    assert letter.text.split("\n\n")[:2] == [
        "По вашему обращению к директору школы есть новое. Оно в дневнике, после входа.",
        "Открыть дневник: https://diary.example/complaints/1-2026/",
    ]
