"""Answering the questions of a new complaint, page by page."""

import pytest

NEW, REPLY, CHECK = "/complaints/new/", "/complaints/new/reply/", "/complaints/new/check/"
WORDS = {"text": "Темы нет четвёртый день.", "wish": "Внести тему."}
HERE = {"reply_by": "portal", "reply_to": ""}


@pytest.fixture
def about(student, late_topic):
    """What the link beside the overdue topic says."""
    return f"child={student.pk}&entry=topic-{late_topic.pk}"


def once_of(client) -> str:
    """Return the key of the newest draft."""
    return list(client.session["complaint-drafts"])[-1]


def written(client, about, words=WORDS, place=HERE):
    """Answer the questions; return the page on which all is checked."""
    client.post(f"{NEW}?{about}", words)
    client.post(f"{REPLY}?{about}", place)
    return client.get(f"{CHECK}?{about}")


def sent(client, about, **facts):
    written(client, about, **facts)
    return client.post(f"{CHECK}?{about}", {"once": once_of(client)})
