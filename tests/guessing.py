"""Tries to come in by the page of the sign-in, as those make them who guess."""

from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from accounts.models import Tries
from tests import make

HOME, SCHOOL = "198.51.100.7", "203.0.113.1"


class CountedHasher(MD5PasswordHasher):
    """A hash that notes how many tries were counted when each of its runs began."""

    runs = []

    def encode(self, password, salt):
        self.runs.append(Tries.objects.count())
        return super().encode(password, salt)


def with_password(person):
    person.set_password(make.PASSWORD)
    person.save()
    return person


def attempt(login, password="wrong-one", *, address=HOME, client=None, **headers):
    fields = {"username": login, "password": password}
    return (client or Client()).post("/login/", fields, REMOTE_ADDR=address, headers=headers)


def guess(login, times, **facts):
    """Return how many of so many wrong tries were looked at."""
    return [attempt(login, **facts).status_code for _ in range(times)].count(200)


def lets_in(person, *, client=None, address=HOME):
    return attempt(person.login, make.PASSWORD, client=client, address=address).status_code == 302


def addresses(number):
    return [f"192.0.2.{last}" for last in range(number)]
