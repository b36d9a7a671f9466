"""Which reminders are listed, and in which words a teacher is reminded."""

from collections.abc import Iterable, Mapping, Sequence

from django import forms

from accounts.enums import Role
from accounts.fields import DayField
from accounts.filters import Filters, one_of
from accounts.models import User
from journal.enums import ReminderKind
from journal.models.reminders import ReminderQuerySet
from journal.rules.reminding import NO_WORDS, ROOM, OpenDuty, proposed

UNREAD, UNDONE, DONE = "unread", "undone", "done"
FATES = {
    UNREAD: ("не прочитано", ReminderQuerySet.unread),
    UNDONE: ("не всё внесено", ReminderQuerySet.undone),
    DONE: ("всё внесено", ReminderQuerySet.done),
}
WORDS = {
    "teacher": ReminderQuerySet.to,
    "kind": ReminderQuerySet.of,
    "fate": lambda reminders, fate: FATES[fate][1](reminders),
    "since": ReminderQuerySet.sent_since,
    "through": ReminderQuerySet.sent_through,
}


class ReminderFilters(Filters):
    """To whom, on what occasion, when, and what became of it."""

    teacher = one_of("Кому", coerce=int)
    kind = one_of("Повод", choices=[("", "любой"), *ReminderKind.choices])
    fate = one_of("Что стало", choices=[("", "не важно"), *((name, label) for name, (label, _) in FATES.items())])
    since = DayField(label="Отправлено с", required=False)
    through = DayField(label="Отправлено по", required=False)

    def __init__(self, asked: Mapping[str, str], *, address: str, people: Iterable[User]):
        super().__init__(asked, address=address)
        self.fields["teacher"].choices = [("", "всем"), *((person.pk, person.list_name) for person in people)]

    def clean(self):
        since, through = self.cleaned_data.get("since"), self.cleaned_data.get("through")
        if since and through and since > through:
            self.add_error("through", "Последний день раньше первого. Поменяйте их местами.")

    def narrow(self, reminders: ReminderQuerySet) -> ReminderQuerySet:
        for name, value in self.in_force.items():
            reminders = WORDS[name](reminders, value)
        return reminders


class ReminderForm(forms.Form):
    """The words for one teacher."""

    text = forms.CharField(
        label="Текст",
        help_text="Без имён детей и отметок",
        max_length=ROOM,
        widget=forms.Textarea({"rows": 8}),
        error_messages={"required": NO_WORDS, "max_length": f"Уместится {ROOM} знаков. Сократите текст."},
    )

    def __init__(self, teacher: User, duties: Sequence[OpenDuty], *, post: Role, typed=None):
        super().__init__(typed, prefix=f"to-{teacher.pk}", label_suffix="", initial={"text": proposed(duties, post)})
