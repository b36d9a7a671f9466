"""What becomes of complaints when a person's data are handed over, and when they are destroyed."""

import csv
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import IntegrityError, transaction

from accounts.enums import Role
from accounts.models import HeldRole, User
from complaints import actions
from complaints.enums import Channel, Delivery, Signature, Status
from complaints.models import Answer, Complaint, SignedCopy, Step
from journal.actions import Refused, destroy
from journal.enums import DestructionReason
from journal.models.about import DESTROYED, past_term, what_keeps
from tests import make
from tests.complaining import JUSTIFIED, brought_to, complain, orally, reloaded

FREE = date(2032, 1, 1)
MOTHER = {"text": "Нет темы у Петра.", "wish": "Внесите тему", "reply_to": "Юбилейная, 22А", "reply_by": Delivery.POST}
SECRETS = ("у Петра", "Внесите тему", "Юбилейная", "Абрамова", "Ещё одно слово", "Передумала", "%PDF")


def left(person):
    """Say that the person has gone long ago."""
    gone = date(2026, 5, 26)
    HeldRole.objects.filter(user=person).update(since=gone, until=gone)
    return User.objects.get(pk=person.pk)


def destroyed(person, *, by, on=FREE):
    return destroy(left(person), reason=DestructionReason.PURPOSE, act="3", by=by, at=make.at(on=on))


def everything() -> str:
    """Return every word that the tables of complaints hold."""
    models = (Complaint, Step, Answer, SignedCopy)
    return " ".join(
        str([bytes(v) if isinstance(v, memoryview) else v for v in row])
        for model in models
        for row in model._base_manager.values_list()
    )


@pytest.fixture
def answered(parent, student, late_topic, director):
    """The mother's case, with all that people write on its way."""
    case = complain(parent, student, entry=f"topic-{late_topic.pk}", **MOTHER)
    actions.add_message(case, text="Ещё одно слово", by=parent, at=make.NOW)
    actions.decide(case, decision=JUSTIFIED, by=director, at=make.NOW)
    actions.approve(case, by=director, at=make.NOW)
    signed = {"name": "ответ.pdf", "content": b"%PDF", "signature": Signature.HAND}
    actions.attach_copy(case, **signed, by=director, at=make.NOW)
    sent = {"delivery": Delivery.POST, "on": make.TODAY, "where": "Юбилейная, 22А"}
    actions.mark_answered(case, **sent, by=director, at=make.NOW)
    return reloaded(case)


def test_words_of_the_author_are_emptied_and_the_case_stays(answered, parent, administrator):
    before = everything()
    kept = Complaint.objects.values("year", "serial", "received_on", "registered_on", "status", "finding", "reasons")
    facts, steps = kept.get(), [(row.kind, row.at) for row in Step.objects.order_by("pk")]

    act = destroyed(parent, by=administrator)

    after = everything()
    assert [word for word in SECRETS if word in before] == [word for word in SECRETS if word != "Передумала"]
    assert [word for word in SECRETS if word in after] == []
    assert (kept.get(), [(row.kind, row.at) for row in Step.objects.order_by("pk")]) == (facts, steps)
    assert "Тема не внесена в срок" in Step.objects.get(kind="decided").text
    assert ("Слова и адреса в обращениях", 1) in act.categories


def test_words_that_were_blank_stay_blank(parent, student, administrator):
    complain(parent, student)

    destroyed(parent, by=administrator)

    case = Complaint.objects.get()
    assert (case.text, case.wish, case.reply_to, case.author_name) == (DESTROYED, "", "", "")
    assert case.signed_as == "Данные уничтожены"


def test_withdrawal_and_card_of_a_reception_are_emptied(parent, student, director, administrator):
    case = orally(parent, student)
    actions.withdraw(case, why="Передумала", by=director, at=make.NOW)

    destroyed(parent, by=administrator)

    case = reloaded(case)
    assert (case.identity, case.heard_by, case.status) == (DESTROYED, "Орлова Е. В.", Status.WITHDRAWN)
    assert case.steps.get(kind="withdrawn").text == DESTROYED


def test_draft_is_emptied_too(complaint, parent, director, administrator):
    brought_to(Status.DECIDED, complaint, by=director)

    destroyed(parent, by=administrator)

    assert Answer.objects.values_list("addressee", "text").get() == (DESTROYED, DESTROYED)


def test_words_of_somebody_without_a_row_go_with_the_child(student, director, administrator):
    complain(None, student, author_name="Абрамова Анна", channel=Channel.PAPER, by=director)

    destroyed(student, by=administrator, on=date(2053, 1, 1))

    assert Complaint.objects.values_list("author_name", "text").get() == (DESTROYED, DESTROYED)


def test_words_of_another_about_the_child_stay(answered, student, administrator):
    destroyed(student, by=administrator, on=date(2053, 1, 1))

    assert Complaint.objects.get().text == "Нет темы у Петра."


def test_who_complains_is_kept_five_years_after_the_case(complaint, parent, student, teacher, administrator):
    stayed = {person.login: what_keeps(left(person)).free_on for person in (parent, teacher)}
    last = FREE - make.days(1)

    listed = [parent in User.objects.filter(past_term(day)) for day in (last, FREE)]

    # The teacher's journal ends with its school year.
    assert stayed == {"parent": FREE, "teacher": date(2033, 1, 1)}
    assert listed == [False, True]
    with pytest.raises(Refused, match=r"срок хранения обращений \(5.лет\) ещё не истёк"):
        destroyed(parent, by=administrator, on=last)


@pytest.mark.parametrize("named", ["child", "asked", "entry"])
def test_whom_a_case_names_is_kept_as_long(named, parent, student, late_topic, director):
    person = make.person("Быстров", roles=(Role.TEACHER,))
    case = complain(parent, student, entry=f"topic-{late_topic.pk}", at=make.NOW)
    if named == "asked":
        actions.ask(case, teacher=person, text="Почему?", by=director, at=make.NOW)
    elif named == "child":
        Complaint.objects.update(child=person)
    else:
        case.entry.teacher = person
        case.entry.save()

    assert what_keeps(left(person)).free_on == FREE


EMPTYING = {
    Complaint: {"text": DESTROYED, "wish": DESTROYED, "reply_to": DESTROYED},
    Step: {"text": DESTROYED},
    Answer: {"text": DESTROYED, "addressee": DESTROYED, "address": DESTROYED},
}


def own_rows(model):
    return model.objects.filter(kind="message") if model is Step else model.objects.all()


@pytest.mark.parametrize("model", EMPTYING)
def test_database_refuses_to_empty_words_of_who_is_known(model, answered):
    for word, sign in EMPTYING[model].items():
        with pytest.raises(IntegrityError, match="kept as they were"), transaction.atomic():
            own_rows(model).update(**{word: sign})


@pytest.mark.parametrize("model", EMPTYING)
def test_database_lets_words_of_the_destroyed_be_emptied_and_nothing_else(model, answered, parent):
    User.objects.filter(pk=parent.pk).update(destroyed_at=make.NOW)

    for word in EMPTYING[model]:
        with pytest.raises(IntegrityError, match="kept as they were"), transaction.atomic():
            own_rows(model).update(**{word: "Иначе"})
    own_rows(model).update(**EMPTYING[model])

    assert own_rows(model).values(*EMPTYING[model]).get() == EMPTYING[model]


@pytest.mark.parametrize("kind", ["registered", "decided", "approved"])
def test_what_the_school_did_is_never_emptied(answered, parent, kind):
    User.objects.filter(pk=parent.pk).update(destroyed_at=make.NOW)

    with pytest.raises(IntegrityError, match="kept as they were"):
        Step.objects.filter(kind=kind).update(text=DESTROYED)


@pytest.mark.parametrize("changed", [{"kind": "taken"}, {"by": None}, {"at": make.NOW - make.days(1)}])
def test_step_of_the_destroyed_keeps_its_facts(answered, parent, changed):
    User.objects.filter(pk=parent.pk).update(destroyed_at=make.NOW)

    with pytest.raises(IntegrityError, match="kept as they were"):
        Step.objects.filter(kind="message").update(**changed, text=DESTROYED)


def test_case_is_never_given_to_another_author(answered, stranger):
    with pytest.raises(IntegrityError, match="kept as they were"):
        Complaint.objects.update(author=stranger)


def test_archive_holds_what_the_child_wrote_alone(client, answered, student, director, teacher):
    own = complain(student, student, text="Нет отметки за диктант.")
    actions.ask(own, teacher=teacher, text="Почему отметки нет?", by=director, at=make.NOW)
    client.force_login(director)

    content = client.post(f"/accounts/{student.pk}/archive/", {"number": "12", "day": "2026-10-05"}).content

    with ZipFile(BytesIO(content)) as files:
        tables = {
            name: files.read(f"tables/{name}.csv").decode("utf-8-sig") for name in ("complaint", "step", "answer")
        }
    (row,) = csv.DictReader(tables["complaint"].splitlines(), delimiter=";")
    assert (row["Номер"], row["Что случилось"], row["Состояние"]) == (
        "2-2026",
        "Нет отметки за диктант.",
        "рассматривается",
    )
    steps = list(csv.DictReader(tables["step"].splitlines(), delimiter=";"))
    assert [step["Что"] for step in steps] == ["обращение зарегистрировано", "взято на рассмотрение"]
    assert [word for word in SECRETS if word in "".join(tables.values())] == []
