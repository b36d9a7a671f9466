"""What complaints hold about a person. A case is its author's alone: a child is given those that it wrote itself."""

from django.db.models import Case, F, Q, Value, When

from accounts.models import User
from complaints.enums import StepKind
from complaints.models.answer import Answer, SignedCopy
from complaints.models.complaint import Complaint
from complaints.models.entry import Entry
from complaints.models.question import Question
from complaints.models.step import Step
from journal.models.about import DESTROYED, Table
from journal.rules.destruction import Term

OF_CASE = {"more": (("обращение", "complaint.number"),), "along": ("complaint",), "without": ("complaint",)}
OFFICE = ("version", "once", "year", "serial", "lead", "registered_at", "heard_by", "identity", "agrees_to_oral")
HOW_ANSWERED = ("reply_by", "reply_to", "follows", "registered_by", "prolonged_until", "prolonged_why")
HOW_DECIDED = ("done", "remains", "why_never", "decided_by", "decided_at", "ended_at")

ARCHIVE = (
    Table(
        Complaint,
        "Обращения к директору",
        by=("author",),
        without=(*OFFICE, "author_name"),
        more=(("номер", "number"),),
        order="registered_at",
        aside=(*HOW_ANSWERED, *HOW_DECIDED),
    ),
    Table(
        Entry, "Записи, о которых обращения", by=("complaint__author",), **OF_CASE | {"without": ("complaint", "key")}
    ),
    Table(
        Step,
        "Как рассматривали обращения",
        by=("complaint__author",),
        only=(Q(kind__in=StepKind.told()),),
        order="at",
        **OF_CASE,
    ),
    Table(
        Answer,
        "Ответы на обращения",
        by=("complaint__author",),
        only=(Q(approved_at__isnull=False),),
        aside=("executor", "approved_at", "signature"),
        **OF_CASE
        | {"without": ("complaint", "year", "serial"), "more": (*OF_CASE["more"], ("номер ответа", "number"))},
    ),
)

# Cases stay in the register whatever becomes of a person; the name in them for as long as the papers of a case.
REGISTERED = F("registered_on")
APPEALS = Term(
    5, "обращений", "Перечень типовых управленческих архивных документов, приказ Росархива от 20.12.2019 № 236"
)
WRITTEN = (
    (Complaint, "author", REGISTERED, APPEALS),
    (Complaint, "child", REGISTERED, APPEALS),
    (Entry, "teacher", F("complaint__registered_on"), APPEALS),
    (Question, "teacher", F("complaint__registered_on"), APPEALS),
)

# Where an author's words and address stand among what the school has done.
SAID = (StepKind.MESSAGE, StepKind.WITHDRAWN, StepKind.ANSWERED)
WORDS = {
    Complaint: ("text", "wish", "author_name", "reply_to", "identity"),
    Step: ("text",),
    Answer: ("addressee", "address", "text", "sent_where"),
}


def empty_words(person: User) -> int:
    """Empty what a person has said and where they live in their cases; return in how many. Five queries.

    So are those of somebody without a row here, in a case about the person. The database lets that happen to whose
    data are destroyed, and to nobody else.
    """
    cases = Complaint.objects.filter(Q(author=person.pk) | Q(author=None, child=person.pk))
    keys = list(cases.values_list("pk", flat=True))
    SignedCopy.objects.filter(answer__complaint__in=keys).delete()
    _empty(Answer, complaint__in=keys)
    _empty(Step, complaint__in=keys, kind__in=SAID)
    _empty(Complaint, pk__in=keys)
    return len(keys)


def _empty(model, **rows):
    """Put the sign of what was destroyed in place of the words; what was blank stays so."""
    signs = {word: Case(When(**{word: ""}, then=Value("")), default=Value(DESTROYED)) for word in WORDS[model]}
    model._base_manager.filter(**rows).update(**signs)


EMPTIED = (("Слова и адреса в обращениях", empty_words),)
