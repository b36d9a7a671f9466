"""Who guesses learns nothing but that it was wrong, and leaves nothing that could be read."""

from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Slip, Tries, User, digest_of
from accounts.rules.entering import WRONG
from tests import make
from tests.guessing import HOME, CountedHasher, attempt, guess, with_password

CODE = "4F7K2MQP"


@pytest.fixture
def runs(settings):
    """The runs of the hash."""
    settings.PASSWORD_HASHERS = ["tests.guessing.CountedHasher"]
    CountedHasher.runs.clear()
    return CountedHasher.runs


@pytest.fixture
def parent(parent):
    return with_password(parent)


def locked(person):
    User.objects.filter(pk=person.pk).update(locked_at=make.NOW)


def left(person):
    person.held_roles.update(until=make.TODAY - make.days(1))


def with_slip(person, **facts):
    facts = {"digest": digest_of(person.pk, CODE), "valid_until": make.TODAY} | facts
    Slip.objects.create(user=person, batch=uuid4(), issued_at=make.NOW, issued_by=make.person(), **facts)
    User.objects.filter(pk=person.pk).update(password="!")


CASES = {
    "an unknown login": lambda person: User.objects.filter(pk=person.pk).update(login="another"),
    "a login without a password": lambda person: User.objects.filter(pk=person.pk).update(password=""),
    "a locked person": locked,
    "a person who has left": left,
    "an open slip": with_slip,
    "a used slip": lambda person: with_slip(person, used_at=make.NOW),
    "a closed password": lambda person: User.objects.filter(pk=person.pk).update(password="!closed"),
}


@pytest.fixture
def cost(client, runs, school):
    """Return the sentence, the statements, the runs of the hash and the length of the answer to a wrong try."""
    # What each process keeps for seconds is loaded.
    client.get("/")

    def cost(address):
        runs.clear()
        with CaptureQueriesContext(connection) as asked:
            answer = attempt("parent", address=address)
        return answer.context["form"].non_field_errors(), len(asked), len(runs), len(answer.content)

    return cost


@pytest.mark.parametrize("make_so", CASES.values(), ids=CASES)
def test_every_refusal_looks_and_costs_the_same(parent, cost, make_so):
    of_a_wrong_password = cost("192.0.2.1")
    make_so(parent)

    assert cost("192.0.2.2") == of_a_wrong_password
    assert of_a_wrong_password[0] == [WRONG]
    assert of_a_wrong_password[2] == 1


def test_try_is_counted_before_the_password_is_looked_at(parent, runs):
    attempt(parent.login)

    assert runs == [3]


def test_what_was_typed_is_not_kept(parent):
    attempt("ivanov.petr")

    kept = [str(value) for row in Tries.objects.values_list() for value in row]
    assert len(kept) == 9
    assert not any("ivanov" in value or HOME in value for value in kept)


def test_outlived_tries_are_deleted_as_one_goes(parent, time_machine):
    guess("nobody", 3)
    time_machine.move_to(make.NOW + timedelta(minutes=16), tick=False)

    attempt(parent.login, address="198.51.100.8")

    assert Tries.objects.count() == 3


# --- Tries made at once


@pytest.mark.skipif("sqlite" in settings.DATABASES["default"]["ENGINE"], reason="SQLite has one writer at a time.")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_tries_made_at_once_are_counted_one_after_the_other(parent, runs):
    at_once, answers = Barrier(20), []

    def race():
        at_once.wait()
        answers.append(attempt(parent.login).status_code)
        connection.close()

    threads = [Thread(target=race) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (answers.count(200), answers.count(429), len(runs)) == (7, 13, 7)
