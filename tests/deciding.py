"""The director's desk in tests: addresses of its pages, what is posted there, how a case is acted on."""

from django.urls import reverse

from complaints.models import Complaint

DECISION = {"finding": "justified", "reasons": "Тема не внесена в срок (п. 4.1.4).", "done": "", "remains": ""}


def page(name: str, *args) -> str:
    return reverse(f"admin:complaints_complaint_{name}", args=args)


def do(client, case: Complaint, act: str, *, seen=None, **typed):
    """Press the button of an act on the page of the case as it is now, or as it was `seen`."""
    seen = Complaint.objects.get(pk=case.pk).version if seen is None else seen
    return client.post(page("act", case.pk, act), {"seen": seen} | typed)


def do_reply(client, case: Complaint, act: str, *, seen=None, **typed):
    """Press the button of an act on the page of the answer."""
    seen = Complaint.objects.get(pk=case.pk).version if seen is None else seen
    return client.post(page("reply_act", case.pk, act), {"seen": seen} | typed)


def words_of(response) -> str:
    """Return the page as one line, with common spaces."""
    return " ".join(response.text.replace("\u00a0", " ").split())
