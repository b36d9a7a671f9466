"""Complaints in tests: who complains of what, how far the case has come, what was said on the way."""

from datetime import date

import pytest

from accounts.models import Notice
from complaints import actions
from complaints.actions import Decision
from complaints.enums import About, Channel, Delivery, Finding, Status
from complaints.models import Complaint
from tests import make
from tests.owing import plain

FRIDAY = make.TODAY - make.days(3)
# The mother's complaint of Friday's topic, and the entry it is about.
CASE, WITHDRAW = "/complaints/1-2026/", "/complaints/1-2026/withdraw/"
NAMED = "Тема урока: Алгебра, 9 октября"
JUSTIFIED = Decision(Finding.JUSTIFIED, "Тема не внесена в срок (п. 4.1.4).", done="С учителем проведена беседа.")
NEVER = Decision(Finding.UNJUSTIFIED, "Урок не проводился.", why_never="Урок отменён приказом.")


def complain(author, child=None, *, entry="", at=make.NOW, by=None, **facts) -> Complaint:
    """Register a complaint of the author; about missing information when an entry is named."""
    facts = {"text": "Темы нет четвёртый день.", "about": About.MISSING if entry else About.OTHER} | facts
    complaint = Complaint(author=author, child_id=child and child.pk, **facts)
    return actions.register(complaint, entry=entry, by=by or author or make.person(), at=at)


def orally(author, child=None, *, agrees=True, **facts) -> Complaint:
    """Register what somebody has said at a reception."""
    card = {"heard_by": "Орлова Е. В.", "identity": "паспорт", "agrees_to_oral": agrees}
    return complain(author, child, channel=Channel.ORAL, **card | facts)


@pytest.fixture
def late_topic(course):
    """A lesson of Friday without its topic."""
    return make.lesson(course=course, on=FRIDAY, homework_not_set=True)


@pytest.fixture
def complaint(parent, student, late_topic, director):
    """The mother's complaint that Friday's topic is missing."""
    return complain(parent, student, entry=f"topic-{late_topic.pk}")


@pytest.fixture
def complaining(client, parent, school, complaint):
    """A browser in which the mother has signed in who complained of Friday's topic."""
    client.force_login(parent)
    return client


def brought_to(status: Status, case: Complaint, *, by, at=make.NOW, decision=JUSTIFIED) -> Complaint:
    """Bring a registered case as far as the state, each step by the actions."""
    steps = {
        Status.REGISTERED: (),
        Status.IN_REVIEW: (_take,),
        Status.DECIDED: (_decide,),
        Status.ANSWERED: (_decide, _answer),
        Status.CLOSED: (_decide, _answer, _close),
        Status.REDIRECTED: (_redirect,),
        Status.WITHDRAWN: (_withdraw,),
    }
    for step in steps[status]:
        step(case, by=by, at=at, decision=decision)
    return reloaded(case)


def reloaded(case) -> Complaint:
    return Complaint.objects.with_people().get(pk=case.pk)


def steps_of(case) -> list[tuple[str, str]]:
    """Return the kinds of the steps of a case and their words, as it went."""
    return [(step.kind, plain(step.text)) for step in case.steps.as_it_went()]


def told(person) -> list[str]:
    """Return what a person has been told about complaints."""
    notices = Notice.objects.filter(recipient=person.pk, kind="complaint").order_by("pk")
    return [plain(notice.text) for notice in notices]


def _take(case, *, by, at, decision):
    actions.take(case, by=by, at=at)


def _decide(case, *, by, at, decision):
    actions.decide(case, decision=decision, by=by, at=at)


def _answer(case, *, by, at, decision):
    actions.approve(case, by=by, at=at)
    actions.mark_answered(case, delivery=Delivery.PORTAL, on=_day(at), by=by, at=at)


def _close(case, *, by, at, decision):
    actions.close(case, why_never="" if case.about != About.MISSING else "Урок отменён.", by=by, at=at)


def _redirect(case, *, by, at, decision):
    actions.redirect(case, where="Департамент образования", by=by, at=at)


def _withdraw(case, *, by, at, decision):
    actions.withdraw(case, by=by, at=at)


def _day(at) -> date:
    return at.date()
