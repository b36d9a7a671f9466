"""What the log of acts is narrowed by."""

from collections.abc import Iterable, Mapping

from accounts.enums import AuditKind
from accounts.fields import DayField
from accounts.filters import Filters, one_of
from accounts.models import User
from accounts.models.audit import AuditQuerySet

WORDS = {
    "kind": AuditQuerySet.of,
    "person": lambda entries, pk: entries.about(User(pk=pk)),
    "author": AuditQuerySet.made_by,
    "since": AuditQuerySet.made_since,
    "through": AuditQuerySet.made_through,
}


class AuditFilters(Filters):
    """What was done, with whom, by whom, when; `people`: who may be asked about, a name being no part of an address."""

    kind = one_of("Что", choices=[("", "всё"), *AuditKind.choices])
    person = one_of("О ком", coerce=int)
    author = one_of("Кто", coerce=int)
    since = DayField(label="Не раньше", required=False)
    through = DayField(label="Не позже", required=False)

    def __init__(self, asked: Mapping[str, str], *, address: str, people: Iterable[User], authors: Iterable[User]):
        super().__init__(asked, address=address)
        self.fields["person"].choices = [("", "все"), *((person.pk, person.list_name) for person in people)]
        self.fields["author"].choices = [("", "все"), *((person.pk, person.short_name) for person in authors)]

    def clean(self):
        since, through = self.cleaned_data.get("since"), self.cleaned_data.get("through")
        if since and through and since > through:
            self.add_error("through", "Последний день раньше первого. Поменяйте их местами.")

    def narrow(self, entries: AuditQuerySet) -> AuditQuerySet:
        for name, value in self.in_force.items():
            entries = WORDS[name](entries, value)
        return entries
