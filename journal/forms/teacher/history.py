"""What the history of a journal is narrowed by."""

from collections.abc import Iterable, Mapping

from django import forms

from accounts.fields import DayField
from accounts.filters import Filters, one_of
from accounts.models import User
from journal.enums import Matter
from journal.models.history import ChangeQuerySet

WORDS = {
    "matter": ChangeQuerySet.about,
    "student": ChangeQuerySet.of,
    "author": ChangeQuerySet.made_by,
    "since": ChangeQuerySet.made_since,
    "through": ChangeQuerySet.made_through,
    "corrections": lambda changes, asked: changes.corrections(),
}


class HistoryFilters(Filters):
    """What was changed, of whom, by whom, when; `students` and `authors` are those whom the history knows."""

    matter = one_of("Что", choices=[("", "всё"), *Matter.choices])
    student = one_of("Ученик", coerce=int)
    author = one_of("Кто изменил", coerce=int)
    since = DayField(label="Не раньше", required=False)
    through = DayField(label="Не позже", required=False)
    corrections = forms.BooleanField(label="Только исправления", required=False)

    def __init__(self, asked: Mapping[str, str], *, address: str, students: Iterable[User], authors: Iterable[User]):
        super().__init__(asked, address=address)
        self.fields["student"].choices = [("", "все"), *((person.pk, person.list_name) for person in students)]
        self.fields["author"].choices = [("", "все"), *((person.pk, person.short_name) for person in authors)]

    def clean(self):
        since, through = self.cleaned_data.get("since"), self.cleaned_data.get("through")
        if since and through and since > through:
            self.add_error("through", "Последний день раньше первого. Поменяйте их местами.")

    def narrow(self, changes: ChangeQuerySet) -> ChangeQuerySet:
        for name, value in self.in_force.items():
            changes = WORDS[name](changes, value)
        return changes
