"""Complaints of the lived year: of each kind, alike whether lived at once or in parts."""

from datetime import date

import pytest
from django.db import transaction

from accounts.models import Notice, User
from complaints.enums import Channel, Status
from complaints.models import Answer, Complaint, Entry, Question, Step
from demo.invention.calendar import Span
from demo.living.complaints import Complaints
from demo.living.register import Register
from demo.living.stories import End
from tests.living import SEED, at, live


def kept():
    """What the register and its cases hold, by words that do not depend on the order of writing."""
    return {
        "cases": list(
            Complaint.objects.in_order().values_list(
                *("serial", "channel", "about", "status", "version", "author__code", "child__code", "registered_at"),
                *("answer_by", "prolonged_until", "finding", "decided_at", "ended_at", "lead__serial", "why_never"),
            )
        ),
        "entries": list(
            Entry.objects.order_by("complaint__serial").values_list(
                *("named", "due_on", "stood", "said", "proof", "entered_at", "proven_at", "teacher__code")
            )
        ),
        "steps": list(Step.objects.order_by("complaint__serial", "at", "pk").values_list("kind", "at", "text")),
        "questions": list(Question.objects.order_by("asked_at").values_list("teacher__code", "text", "answer")),
        "answers": list(Answer.objects.order_by("complaint__serial").values_list("serial", "text", "sent_on")),
        "told": sorted(
            Notice.objects.filter(kind="complaint").values_list("recipient__code", "text", "told_at", "read_at"),
            key=str,
        ),
    }


@pytest.fixture
def lived(demonstration):
    """The complaints of autumn alone: nothing else is lived, so that no homework of anybody stands."""
    until = at("2026-11-27T16:00")
    days = Span(date(2026, 9, 1), until.date()).days()
    Complaints(Register(SEED), lambda moment: moment <= until).act(list(days))


def test_days_missed_are_as_if_they_had_been_lived_in_time(demonstration):
    began, ended = "2026-09-06T00:00", "2026-09-25T12:00"
    with transaction.atomic():
        live(demonstration, ended, since=began)
        in_one_go = kept()
        transaction.set_rollback(True)

    for until in ("2026-09-10T19:30", "2026-09-14T16:00", "2026-09-17T09:00", "2026-09-18T18:00", ended):
        live(demonstration, until, since=began)
        began = until

    assert kept() == in_one_go
    assert [len(rows) > 0 for rows in in_one_go.values()] == [True] * len(in_one_go)


def test_autumn_has_a_case_of_each_kind(lived):
    cases = Complaint.objects.all()
    today = at("2026-11-27T16:00").date()

    assert set(cases.values_list("channel", flat=True)) == set(Channel)
    assert cases.overdue(today).count() == 1
    assert cases.awaiting().count() >= 3
    assert cases.filter(lead__isnull=False, status=Status.CLOSED).count() == 1
    assert cases.exclude(prolonged_until=None).count() == 1
    assert {Status.CLOSED, Status.WITHDRAWN, Status.REDIRECTED} <= set(cases.values_list("status", flat=True))
    assert cases.going_on().count() < cases.count() / 2


def test_parent_who_signs_in_has_a_closed_case_and_one_going_on(lived):
    parent = User.objects.get(login="parent")

    own = Complaint.objects.filter(author=parent).in_order()

    assert [case.is_over for case in own] == [True, False]
    assert own[0].entry.proof != ""


def test_case_of_an_entry_ends_when_it_is_there(lived):
    closed = Complaint.objects.filter(status=Status.CLOSED, entry__isnull=False).select_related("entry")

    assert {bool(case.entry.proof) != bool(case.why_never) for case in closed} == {True}


def test_whole_year_is_told(demonstration):
    told = Complaints(Register(SEED), lambda moment: True).stories

    assert len(told) == 36
    assert {story.end for story in told} == set(End)
    assert len({story.once for story in told}) == 36
