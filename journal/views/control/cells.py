"""Rows of the control's tables as prepared text: a thousand linked figures would cost a template engine too much."""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from accounts.russian import NBSP, grouped, typeset


def row(label: str, cells: Iterable[str], *, url: str = "") -> SafeString:
    """Return a row of figures about what is named; `url`: the way there, if there is one."""
    named = escape(typeset(label))
    head = f'<a href="{escape(url)}">{named}</a>' if url else named
    figures = "".join([f'<td class="number">{cell}</td>' for cell in cells])
    # Names and addresses go through escape(); the cells are prepared below.
    return mark_safe(f'<tr><th scope="row">{head}</th>{figures}</tr>')  # noqa: S308


def share(linked) -> SafeString:
    """Return the share in time and of how many, with the way to them; nothing where there are no duties."""
    if not linked.tally.total:
        return SafeString()
    said, judged = linked.share or "—", grouped(linked.tally.judged)
    return _link(linked.judged.url, said, f'<br><span class="muted">из{NBSP}{judged}</span>')


def late(linked) -> SafeString:
    """Return how many were entered after their day, with the way to them."""
    late = linked.late
    return _link(late.url, grouped(late.number)) if late.number else SafeString()


def overdue(linked) -> SafeString:
    """Return how many are overdue, told by a sign as well as by a colour, with the way to them."""
    late = linked.overdue
    if not late.number:
        return SafeString()
    said = f'<span aria-hidden="true">■</span>{NBSP}{grouped(late.number)}'
    return _link(late.url, said, more=' class="tag tag-late"')


def _link(url, figures, after="", *, more="") -> SafeString:
    # Figures alone, and the address goes through escape().
    return mark_safe(f'<a{more} href="{escape(url)}">{figures}</a>{after}')  # noqa: S308
