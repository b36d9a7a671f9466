"""Every state of a complaint, and every act upon it: what follows what, and what is refused."""

from functools import partial
from pathlib import Path

import pytest

from complaints import actions
from complaints.actions import Refused
from complaints.enums import Delivery, Status
from complaints.rules.transitions import NEXT, diagram, out_of_order
from tests import make
from tests.complaining import JUSTIFIED, brought_to, complain, reloaded

README = Path(__file__).parents[1] / "README.md"

# How each act is done to a case, and into which state it brings it.
ACTS = {
    "take": (Status.IN_REVIEW, actions.take),
    "decide": (Status.DECIDED, partial(actions.decide, decision=JUSTIFIED)),
    "answer": (Status.ANSWERED, partial(actions.mark_answered, delivery=Delivery.PORTAL, on=make.TODAY)),
    "close": (Status.CLOSED, partial(actions.close, why_never="Урок отменён.")),
    "redirect": (Status.REDIRECTED, partial(actions.redirect, where="Департамент образования")),
    "withdraw": (Status.WITHDRAWN, actions.withdraw),
}


def test_table_names_every_state_and_ends_where_cases_end():
    assert set(NEXT) == set(Status)
    assert {status for status, following in NEXT.items() if not following} == set(Status.ended())
    assert set(Status).difference(*NEXT.values()) == {Status.REGISTERED}


@pytest.mark.parametrize("status", Status)
def test_every_state_leads_to_an_end(status):
    reached = {status}
    while more := set().union(*(NEXT[one] for one in reached)) - reached:
        reached |= more

    assert reached & set(Status.ended())


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("status", Status)
def test_act_is_done_where_the_table_allows_it_and_refused_elsewhere(act, status, complaint, director):
    case = brought_to(status, complaint, by=director)
    if status == Status.DECIDED and act == "answer":
        actions.approve(case, by=director, at=make.NOW)
    to, do = ACTS[act]
    before = reloaded(case)

    if to in NEXT[status]:
        do(case, by=director, at=make.NOW)
        assert reloaded(case).status == to
    else:
        with pytest.raises(Refused):
            do(case, by=director, at=make.NOW)
        after = reloaded(case)
        assert (after.status, after.version) == (status, before.version)


def test_refusal_says_where_the_case_stands():
    assert out_of_order(Status.CLOSED, Status.IN_REVIEW) == (
        "Обращение сейчас «завершено»: после этого оно не может стать «рассматривается»."
    )


def test_readme_draws_the_table():
    assert f"```mermaid\n{diagram()}\n```" in README.read_text()


def test_cases_of_one_year_are_numbered_without_a_gap(parent, student, stranger):
    numbers = [complain(author).number for author in (parent, stranger, parent)]

    assert numbers == ["1-2026", "2-2026", "3-2026"]
