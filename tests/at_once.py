"""Several people at one moment, each in a thread and a connection of their own: on PostgreSQL alone."""

from threading import Barrier, Thread

import pytest
from django.conf import settings
from django.db import connection

from accounts.actions import Refused

WITH_MANY_WRITERS = [
    pytest.mark.skipif("sqlite" in settings.DATABASES["default"]["ENGINE"], reason="SQLite has one writer at a time."),
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def at_once(act, *asked):
    """Do the act with each of the arguments in a thread of its own; return how many were refused."""
    refused, start = [], Barrier(len(asked))

    def do(argument):
        start.wait()
        try:
            act(argument)
        except Refused as refusal:
            refused.append(refusal)
        connection.close()

    threads = [Thread(target=do, args=[argument]) for argument in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(refused)
