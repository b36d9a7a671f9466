"""Of which term, and of whom, the density of marks is asked."""

from datetime import date
from functools import cached_property

from django import forms

from accounts.filters import one_of
from journal.control import DensityAsked, classes_meant, running
from journal.forms.control.filters import PlaceFilters
from journal.models import Term, terms_near


class DensityFilters(PlaceFilters):
    """Filters of students by their courses and classes; without a term it is those that are running."""

    since = through = None
    term = one_of("Период", coerce=int)
    everybody = forms.BooleanField(label="И те, кому отметок хватает", required=False)

    field_order = ("term", "teacher", "classes", "subject", "everybody")

    def __init__(self, asked, **about):
        super().__init__(asked, **about)
        self.fields["term"].choices = self._terms

    def clean(self):
        """Ask nothing of days: there are none."""

    @cached_property
    def terms(self) -> list[Term]:
        """The term asked for, else those that are running."""
        asked = self.asked["term"]
        return [term for term in terms_near(self.today) if term.pk == asked] or running(self.today)

    @cached_property
    def period(self) -> tuple[date, date]:
        """The days of the year whose courses are chosen from."""
        terms = terms_near(self.today)
        days = [day for term in terms for day in (term.first_day, term.last_day)]
        return (min(days, default=self.today), max(days, default=self.today))

    def students(self) -> DensityAsked:
        """Return whose marks are asked about."""
        selection = self.selection()
        classes = self.asked["classes"]
        return DensityAsked(
            terms=self.terms,
            now=self.now,
            today=self.today,
            teacher=selection.teacher,
            courses=selection.courses,
            classes=classes_meant(classes) if classes else None,
        )

    @property
    def title(self) -> str:
        """Which terms the page is about."""
        return ", ".join(map(str, self.terms)) or "Учебный год ещё не начался"

    def _terms(self):
        return [("", "идёт сейчас"), *((term.pk, str(term)) for term in terms_near(self.today))]
