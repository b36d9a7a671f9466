"""Complaints that have not been sent: what was typed is kept in the session, until it is sent or signed out.

Each draft has a key of its own, by which a form that is sent twice registers one complaint.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from uuid import uuid4

from django.http import HttpRequest
from django.urls import reverse

from complaints.views.family.subject import Subject

KEPT = "complaint-drafts"
# How words are called whose entry is to be chosen anew.
UNNAMED = "обращение, для которого не выбрана запись"
# Older ones make room.
MOST = 3


@dataclass(frozen=True)
class Draft:
    """What has been typed of a complaint; `query` is what it is about, `named` the same in words."""

    once: str
    query: str = ""
    named: str = ""
    typed: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"{reverse('complaints:new')}?{self.query}"

    def address_of(self, subject: Subject) -> str:
        """Return where the words about this are sent: a draft whose subject has been changed comes along."""
        is_moved = self.query not in ("", subject.query)
        return f"{subject.words_address}&was={self.once}" if is_moved else subject.words_address

    @property
    def has_words(self) -> bool:
        return bool(self.typed.get("text"))

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left to be asked."""
        return self.has_words and "reply_by" in self.typed


def drafts_of(request: HttpRequest) -> Iterator[Draft]:
    """Yield the drafts of the session, the oldest first."""
    return (Draft(once, **row) for once, row in request.session.get(KEPT, {}).items())


def draft_about(request: HttpRequest, subject: Subject) -> Draft:
    """Return the draft about this, or the one whose subject is being changed (`was`), or a new one."""
    known = {draft.once: draft for draft in drafts_of(request)}
    same = next((draft for draft in known.values() if draft.query == subject.query), None)
    return same or known.get(request.GET.get("was", "")) or Draft(str(uuid4()))


def moving(request: HttpRequest) -> str:
    """Return the key of the draft whose subject is chosen anew: at wish, or because its entry is owed no more."""
    here = request.GET.urlencode()
    return request.GET.get("was") or next((draft.once for draft in drafts_of(request) if draft.query == here), "")


def keep(request: HttpRequest, draft: Draft, subject: Subject, **typed: str) -> Draft:
    """Write into the session what was typed, beside what had been before."""
    return _kept(request, replace(draft, query=subject.query, named=subject.named, typed=draft.typed | typed))


def keep_aside(request: HttpRequest, **typed: str) -> None:
    """Keep words whose entry has come to be owed no more while they were typed, under the address they were sent to."""
    _kept(request, Draft(str(uuid4()), request.GET.urlencode(), UNNAMED, typed))


def _kept(request, draft):
    kept = {one.once: _row(one) for one in drafts_of(request) if one.once != draft.once}
    rows = [*kept.items(), (draft.once, _row(draft))]
    request.session[KEPT] = dict(rows[-MOST:])
    return draft


def drop(request: HttpRequest, once: str) -> None:
    request.session[KEPT] = {draft.once: _row(draft) for draft in drafts_of(request) if draft.once != once}


def _row(draft):
    return {"query": draft.query, "named": draft.named, "typed": draft.typed}
