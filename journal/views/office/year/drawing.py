"""Pages of the archive: tables drawn as prepared text, since a million cells would cost a template engine minutes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

FOLDER = "journal/office/year"


@dataclass(frozen=True)
class Table:
    """A table of a page: the first cell of a row is its head; cells are texts, or links that are safe already."""

    title: str
    head: Sequence[str]
    rows: Iterable[Sequence[str]]
    # How narrow its cells are drawn: a grid of marks, or texts.
    css: str = "texts"
    # What is told below it, line by line.
    notes: Sequence[str] = field(default=())

    @property
    def drawn_head(self) -> SafeString:
        return _safe(f'<th scope="col">{conditional_escape(cell)}</th>' for cell in self.head)

    @property
    def drawn_rows(self) -> SafeString:
        return _safe(map(_row, self.rows))


def page(title: str, *, lead: Sequence[str], tables: Sequence[Table], back: Sequence[SafeString] = ()) -> bytes:
    """Return a page of tables with the way to the first page; `back`: links to the pages beside."""
    ways = (link("../index.html", "Содержание архива"), *back)
    return drawn("page.html", title=title, lead=lead, tables=tables, ways=ways)


def drawn(name: str, **context) -> bytes:
    return render_to_string(f"{FOLDER}/{name}", context).encode()


def link(address: str, words: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', address, words)


def several(links: Iterable[SafeString]) -> SafeString:
    """Return links one below another."""
    return mark_safe("<br>".join(links))  # noqa: S308 — each is safe


def _row(cells) -> str:
    first, *others = map(conditional_escape, cells)
    return f'<tr><th scope="row">{first}</th>' + "".join([f"<td>{cell}</td>" for cell in others]) + "</tr>\n"


def _safe(parts) -> SafeString:
    # Each cell has been escaped.
    return mark_safe("".join(parts))  # noqa: S308
