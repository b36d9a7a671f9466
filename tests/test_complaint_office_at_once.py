"""Two who answer one case at one moment: one number, one decision."""

import pytest
from django.test import Client

from accounts.enums import Role
from complaints import actions
from complaints.enums import Finding, Status, StepKind
from complaints.models import Answer, Number, Step
from tests import make
from tests.at_once import WITH_MANY_WRITERS, at_once
from tests.complaining import JUSTIFIED, complain, reloaded
from tests.deciding import DECISION, page

pytestmark = WITH_MANY_WRITERS


@pytest.fixture
def directors():
    return [make.person(roles=(Role.DIRECTOR,), login=f"director{number}") for number in range(4)]


def test_answer_is_approved_once(directors):
    case = complain(make.person(roles=(Role.PARENT,)), by=directors[0])
    actions.decide(case, decision=JUSTIFIED, by=directors[0], at=make.NOW)

    refused = at_once(lambda by: actions.approve(case, by=by, at=make.NOW), *directors)

    assert (refused, Answer.objects.get().number) == (3, "1-2026")
    assert Number.objects.get(series="answer").last == 1


def test_case_is_decided_once_from_one_page(directors):
    case = complain(make.person(roles=(Role.PARENT,)), by=directors[0])
    seen = reloaded(case).version

    refused = at_once(
        lambda by: actions.decide(
            case, decision=actions.Decision(Finding.PARTLY, by.login), by=by, at=make.NOW, seen=seen
        ),
        *directors,
    )

    decided = reloaded(case)
    assert (refused, decided.status, decided.reasons) == (3, Status.DECIDED, decided.decided_by.login)
    assert Step.objects.filter(kind=StepKind.DECIDED).count() == 1


def test_pages_sent_at_once_decide_once(directors):
    case = complain(make.person(roles=(Role.PARENT,)), by=directors[0])
    seen, answers = reloaded(case).version, []

    def press(by):
        client = Client()
        client.force_login(by)
        answers.append(client.post(page("act", case.pk, "decide"), DECISION | {"seen": seen}).status_code)

    at_once(press, *directors)

    assert (sorted(answers), Step.objects.filter(kind=StepKind.DECIDED).count()) == ([200, 200, 200, 302], 1)


def test_cases_joined_to_each_other_at_once_do_not_wait_for_ever(directors):
    cases = [complain(make.person(roles=(Role.PARENT,)), by=directors[0]) for _ in "12"]
    pairs = [(cases[0], cases[1]), (cases[1], cases[0])]

    refused = at_once(lambda pair: actions.join(pair[0], lead=pair[1], by=directors[0], at=make.NOW), *pairs)

    assert (refused, sum(reloaded(case).lead_id is not None for case in cases)) == (1, 1)
