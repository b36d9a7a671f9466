"""Long lists in pages, with the filters of the list kept in the addresses."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from accounts.filters import Filters

SHOWN = 50


@dataclass(frozen=True)
class Further:
    """A link to another page of a list."""

    url: str
    label: str


def page_of(rows, asked: str | None) -> Page:
    """Return the page with this number, or the nearest one there is. Two queries when it is read."""
    return Paginator(rows, SHOWN).get_page(asked)


def around(page: Page, form: Filters) -> dict[str, Further | None]:
    """Return the links to the pages before and after."""
    previous = Further(form.with_more(page=page.number - 1), "Назад") if page.has_previous() else None
    following = Further(form.with_more(page=page.number + 1), "Дальше") if page.has_next() else None
    return {"previous": previous, "following": following}
