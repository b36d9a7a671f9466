"""Sign-ins are measured in processes of their own, each with a database in memory; nothing of it stays."""

import io
import json
from io import StringIO

import pytest
from django.contrib.auth.hashers import get_hasher
from django.core.management import call_command

from accounts.hashers import SchoolArgon2
from accounts.models import Session, User, Visit
from demo.sign_ins import CHOSEN, COSTS, costing, measure
from tests import make

pytestmark = pytest.mark.usefixtures("school")


@pytest.fixture(autouse=True)
def _argon(settings):
    settings.PASSWORD_HASHERS = ["accounts.hashers.SchoolArgon2"]


def test_sign_ins_are_measured_at_each_cost():
    spent = measure(seconds=0, today=make.TODAY)

    assert {name: (len(one.sign_in), len(one.hashing)) for name, one in spent.items()} == dict.fromkeys(COSTS, (1, 1))
    assert min(second for one in spent.values() for second in one.sign_in + one.hashing) > 0


def test_measuring_leaves_no_trace():
    measure(seconds=0, today=make.TODAY)

    assert (User.objects.count(), Session.objects.count(), Visit.objects.count()) == (0, 0, 0)
    assert costs() == (CHOSEN.memory, CHOSEN.passes, CHOSEN.lanes)


def test_password_is_kept_at_the_cost_that_is_measured():
    with costing(COSTS["Django"]):
        assert costs() == (100 * 1024, 2, 8)
    assert costs() == (19 * 1024, 2, 1)


def test_one_process_waits_until_all_are_ready(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("ready\n"))
    told = StringIO()

    call_command("measure_sign_in", "--alone", "--seconds=0", stdout=told)

    first, found = told.getvalue().splitlines()
    assert first == "ready"
    assert json.loads(found).keys() == COSTS.keys()


def test_table_tells_what_each_cost_means():
    told = StringIO()

    call_command("measure_sign_in", "--seconds=0", "--processes=1", stdout=told)

    head, *lines = told.getvalue().splitlines()
    assert head.split() == ["Argon2id", "хеш,", "мс", "вход,", "мс", "входов/с", "МиБ", "сразу"]
    assert [line.split("  ")[0].strip() for line in lines] == list(COSTS)
    assert [int(line.split()[-1]) for line in lines] == [152, 368, 512, 800]


def costs():
    hasher = get_hasher(SchoolArgon2.algorithm)
    return hasher.memory_cost, hasher.time_cost, hasher.parallelism
