"""Everything that can be reached by links from a home page, in a lived school."""

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from tests import make
from tests.browser.school import LOGINS
from tests.crawl import crawl, fingerprint
from tests.test_matrix import MATRIX

FAMILY_STATEMENTS, OTHER_STATEMENTS = 8, 10
# These pages ask what the board does, and what makes its figures fair or told in words.
MORE_STATEMENTS = {"journal:control-class": 11, "journal:control-report": 13}
# And these what stands, what is proposed from what, and what is missing before a period is closed.
MORE_STATEMENTS |= {"journal:teacher-results": 12, "journal:control-term": 12, "journal:control-year": 16}
# And these print all that the journal holds of a term, of a year.
MORE_STATEMENTS |= {"journal:paper-journal": 11, "journal:paper-summary": 11}
FAMILY_WEIGHT, OTHER_WEIGHT = 20_000, 40_000
# Everything that a browser may open; some of it is for machines, or a file.
WITH_PAGES = {name for name, answers in MATRIX.items() if 405 not in answers}
# The steps of a sign-in lead home who has come in.
STEPS = {"accounts:activate-password", "accounts:login-code", "accounts:login-factor"}
FILES = {
    "accounts:audit-table",
    "accounts:visits-table",
    "journal:class-attendance-table",
    "journal:class-print-notices-table",
    "journal:class-results-table",
    "journal:class-table",
    "journal:class-year-results-table",
    "journal:control-duties-table",
    "journal:control-list",
    "journal:control-promotion-table",
    "journal:control-table",
    "journal:control-term-table",
    "journal:control-year-table",
    "journal:never-came-table",
    "journal:never-in-class-table",
    "journal:never-of-staff-table",
    "journal:school-template",
    "journal:teacher-history-table",
    "journal:teacher-journal-table",
    "journal:teacher-plan-table",
    "journal:teacher-results-table",
}
# What is asked of who has begun to write, and what there is only while a case of somebody here goes on.
OF_CASES = ("new-reply", "new-check", "withdraw", "question")
UNLINKED = STEPS | FILES | {f"complaints:{page}" for page in OF_CASES} | {"accounts:verify", "healthz"}
# Regulation, 1.3: current marks, interim and final marks, topics, homework.
KINDS = ("marks", "results", "programme", "homework")


@pytest.fixture
def clients(db):
    """Each person of a small school that has lived since September until the Monday of the tests, by login."""
    call_command("demo", students=40, verbosity=0)
    clients = {login: Client() for login in LOGINS}
    for login, client in clients.items():
        client.force_login(User.objects.get(login=login))
    return clients


def test_portal_holds_its_budgets_by_every_link(clients):
    before = fingerprint()

    visits = {login: crawl(client) for login, client in clients.items()}

    every = [visit for found in visits.values() for visit in found]
    family = [visit for visit in every if visit.name.startswith("journal:family-")]
    assert [visit for visit in every if visit.status not in (200, 302)] == []
    assert [visit for visit in family if visit.statements > FAMILY_STATEMENTS] == []
    assert [visit for visit in family if visit.weight > FAMILY_WEIGHT] == []
    allowed = {visit: MORE_STATEMENTS.get(visit.name, OTHER_STATEMENTS) for visit in every}
    assert [visit for visit, most in allowed.items() if visit.statements > most] == []
    assert [visit for visit in every if visit.weight > OTHER_WEIGHT] == []
    assert WITH_PAGES - {visit.name for visit in every} == UNLINKED
    assert not far_from_home(visits["parent"])
    assert fingerprint() == before


def far_from_home(visits):
    """Return which of the four kinds of information of a parent's children are more than two taps away."""
    children = User.objects.get(login="parent").acting_on(make.TODAY).children()
    wanted = {f"/students/{child}/{kind}/" for child in children.values_list("child", flat=True) for kind in KINDS}
    return wanted - {visit.path for visit in visits if visit.taps <= 2}
