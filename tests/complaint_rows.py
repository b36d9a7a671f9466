"""A row of each model of complaints that keeps all its constraints, and what breaks each of them."""

from complaints.enums import Channel, Delivery, Finding, Series, Signature, StepKind
from complaints.models import Answer, Complaint, Entry, Number, Question, SignedCopy, Step
from tests import make

UNKNOWN, TWICE = "unheard-of", "twice"
APPROVAL = {"year": 2026, "serial": 1, "approved_at": make.NOW, "approved_on": make.TODAY}


def case(**facts):
    row = unwritten(**facts)
    row.save()
    return row


def unwritten(**facts):
    facts = {"author": make.person(), "text": "Темы нет.", "registered_by": make.person(), "year": 2026} | facts
    days = {"received_on": make.TODAY, "registered_at": make.NOW, "registered_on": make.TODAY}
    serial = Complaint.objects.count() + 1
    return Complaint(serial=serial, answer_by=make.TODAY + make.days(30), **days, **facts)


def unwritten_oral():
    return unwritten(channel=Channel.ORAL, heard_by="Орлова Е. В.", identity="паспорт")


def decided():
    return case(finding=Finding.JUSTIFIED, decided_by=make.person(), decided_at=make.NOW)


def entry():
    facts = {"key": "topic-1", "named": "Тема урока", "clause": "4.1.4", "due_on": make.TODAY, "said": "нет"}
    return Entry.objects.create(complaint=case(), teacher=make.teacher(), looked_at=make.NOW, **facts)


def step():
    return Step.objects.create(complaint=case(), kind=StepKind.TAKEN, by=make.person(), at=make.NOW)


def question():
    people = {"teacher": make.teacher(), "asked_by": make.person()}
    return Question.objects.create(complaint=case(), text="Почему темы нет?", asked_at=make.NOW, **people)


def draft():
    return Answer.objects.create(complaint=case(), addressee="Абрамова О. Ю.", text="Рассмотрено.")


def approved():
    facts = APPROVAL | {"approved_by": make.person()}
    return Answer.objects.create(complaint=case(), addressee="Абрамова О. Ю.", text="Рассмотрено.", **facts)


def draft_beside_an_approved():
    return (approved(), draft())[1]


def number():
    return Number.objects.create(series=Series.COMPLAINT, year=2026, last=1)


def signed_copy():
    facts = {"name": "ответ.pdf", "kind": "application/pdf", "content": b"%PDF"}
    return SignedCopy.objects.create(answer=approved(), attached_by=make.person(), attached_at=make.NOW, **facts)


# Constraint: a row that keeps it, and what breaks it.
CASES = {
    "number_is_counted_once": (number, TWICE),
    "number_series_is_known": (number, {"series": UNKNOWN}),
    "complaint_number_is_one": (case, TWICE),
    "complaint_channel_is_known": (case, {"channel": UNKNOWN}),
    "complaint_about_is_known": (case, {"about": UNKNOWN}),
    "complaint_status_is_known": (case, {"status": UNKNOWN}),
    "complaint_reply_is_known": (case, {"reply_by": UNKNOWN}),
    "complaint_finding_is_known": (decided, {"finding": UNKNOWN}),
    "complaint_has_an_author": (unwritten, {"author": None}),
    "complaint_comes_before_its_number": (unwritten, {"received_on": make.TODAY + make.days(1)}),
    "complaint_prolonging_is_whole": (case, {"prolonged_until": make.TODAY + make.days(40)}),
    "complaint_decision_is_whole": (decided, {"finding": ""}),
    "complaint_decision_has_an_author": (decided, {"decided_by": None}),
    "complaint_end_has_a_moment": (case, {"status": "closed"}),
    "complaint_card_is_of_an_oral_one": (case, {"heard_by": "Орлова Е. В."}),
    "complaint_oral_one_was_heard": (unwritten_oral, {"identity": ""}),
    "complaint_is_not_its_own_lead": (case, lambda row: {"lead": row}),
    "entry_proof_is_dated": (entry, {"entered_at": make.NOW}),
    "entry_proof_is_whole": (entry, {"proof": "Тема урока: Степень"}),
    "step_kind_is_known": (step, {"kind": UNKNOWN}),
    "question_asks_something": (question, {"text": ""}),
    "question_answer_is_whole": (question, {"answer": "Внесу."}),
    "answer_number_is_one": (draft_beside_an_approved, lambda row: APPROVAL | {"approved_by": make.person()}),
    "answer_says_something_to_somebody": (draft, {"addressee": ""}),
    "answer_approval_has_an_author": (draft, lambda row: {"approved_by": make.person()}),
    "answer_approval_has_a_day": (draft, {"approved_on": make.TODAY}),
    "answer_is_numbered_when_approved": (draft, {"year": 2026, "serial": 1}),
    "answer_number_is_whole": (draft, {"year": 2026}),
    "answer_signature_is_known": (approved, {"signature": UNKNOWN}),
    "answer_delivery_is_known": (approved, {"sent_by": UNKNOWN, "sent_on": make.TODAY}),
    "answer_sending_is_whole": (approved, {"sent_by": Delivery.POST}),
    "answer_is_sent_when_approved": (draft, {"signature": Signature.HAND}),
    "copy_is_named": (signed_copy, {"name": ""}),
}
