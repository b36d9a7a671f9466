"""What the pages of one teacher and of one class show alike."""

from collections.abc import Callable, Collection, Hashable
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import User
from journal.control import (
    DensityAsked,
    Figures,
    Place,
    Practice,
    density_of,
    figures_of,
    places_with,
    practice_of,
    running,
)
from journal.forms.control.filters import PeriodFilters
from journal.views.control.density import term_lines
from journal.views.control.drawn import Linked, Number, lists_of, narrowed, rules_of
from journal.views.control.opened import opened
from journal.views.control.practice import beside_of, habits_of, hours_of, load_of, oddities_of
from journal.views.control.sides import Side, rows_of
from journal.views.control.trend import trend_of


class PersonPage:
    """The figures of one teacher or class, each read once: seven queries with the places.

    `asked`: how its lists are asked for. `classes`: keys of those whose students' marks are meant.
    """

    def __init__(
        self,
        form: PeriodFilters,
        asked: dict,
        *,
        teacher: int | None = None,
        courses: Collection[int] | None = None,
        classes: Collection[int] | None = None,
    ):
        self.form, self.asked = form, asked
        self.selection = form.selection().narrowed(teacher=teacher, courses=courses)
        whose = {"teacher": teacher, "courses": courses, "classes": classes}
        self.lists = narrowed(lists_of(form), **asked)
        self.students = DensityAsked(terms=running(form.today), now=form.now, today=form.today, **whose)

    @cached_property
    def figures(self) -> Figures:
        return figures_of(self.selection)

    @cached_property
    def practice(self) -> Practice:
        return practice_of(self.selection)

    @cached_property
    def places(self) -> dict[int, Place]:
        return places_with(self.form.places, {course for _, _, course in self.figures.cells})

    def pages(self, page: str, **asked) -> str:
        """Return the address of a list about the same days, of this teacher or class."""
        return self.form.days_of(page, **self.asked | asked)

    def files(self, side: str) -> dict[str, str]:
        """Return the addresses of the figures along a side as files."""
        return {
            kind.upper(): self.pages(reverse("journal:control-table", args=[kind]), side=side)
            for kind in ("xlsx", "csv")
        }

    def table(self, side: Side, *, asked: Callable[[Hashable], dict], **page) -> dict:
        rows = rows_of(side, self.figures, self.lists, asked=asked, **page)
        return {"title": side.title, "head": side.head, "rows": rows, "files": {}}

    def table_of_places(self, title: str, head: str, name: Callable[[Place], str]) -> dict:
        """Return the table by subject and classes, which a function names."""
        places = self.places
        ordered = sorted(places.values(), key=lambda place: (place.classes_order, place.subject_name))
        named = {place.key: place for place in ordered}
        order = {key: name(place) for key, place in named.items()}
        side = Side(title, head, order, lambda rule, teacher, course: places[course].key)
        return self.table(side, asked=lambda key: named[key].asked)

    def context(self, *, people: dict[int, User]) -> dict:
        """Return what the templates take; `people` are the teachers whose open entries are told apart."""
        return {
            "form": self.form,
            "whole": Linked(self.figures.whole, self.lists),
            "opened": opened(self.figures, self.places, self.lists, self.form.today, people=people),
            "rules": rules_of(self.figures, self.lists),
            "trend": trend_of(self.figures, self.lists, within=self.form.period),
            "rule_files": self.files("rule"),
            "week_files": self.files("week"),
            "load": load_of(self.practice),
            "habits": habits_of(self.practice),
            "hours": hours_of(self.practice, self.places),
            "further": self._further(),
        }

    def _further(self) -> list[Number]:
        """Return what else is asked of a teacher or a class."""
        density = reverse("journal:control-density")
        lacking = [
            Number(
                f"Мало отметок для аттестации: {line.term}, {line.left}",
                line.lacking,
                f"{density}?{urlencode({**self.asked, 'term': line.term.pk})}",
            )
            for line in term_lines(density_of(self.students), self.form.today)
        ]
        return [*lacking, *beside_of(self.figures.whole, self.lists), *oddities_of(self.practice, self.pages)]
