"""Who hands over to whom, and on what ground."""

from collections.abc import Sequence

from django import forms

from accounts.fields import LineField
from accounts.forms.desk import Act
from accounts.models import User
from journal.actions import hand_over


class PeopleForm(forms.Form):
    """The giver and the successor; asked by GET, so that what would pass on is seen before."""

    giver = forms.TypedChoiceField(
        label="Кто передаёт",
        error_messages={"required": "Выберите, кто передаёт.", "invalid_choice": "Выберите учителя из списка."},
    )
    successor = forms.TypedChoiceField(
        label="Кто принимает",
        error_messages={"required": "Выберите, кто принимает.", "invalid_choice": "Выберите учителя из списка."},
    )

    def __init__(self, asked, *, teachers: Sequence[User]):
        """Offer teachers who know whether they are teachers today (`is_here`)."""
        super().__init__(asked or None)
        for name, people in (("giver", teachers), ("successor", [other for other in teachers if other.is_here])):
            known = {str(person.pk): person for person in people}
            self.fields[name].choices = [("", "Выберите"), *((pk, known[pk].list_name) for pk in known)]
            self.fields[name].coerce = known.get

    def clean(self):
        giver, successor = self.cleaned_data.get("giver"), self.cleaned_data.get("successor")
        if giver and giver == successor:
            self.add_error("successor", "Выберите другого учителя: себе обязанности не передают.")


class HandOverForm(Act):
    """The act itself, once it has been seen what passes on."""

    part = "handover"

    reason = LineField(
        label="Основание",
        help_text="Приказ об увольнении или причина; останется в истории журналов",
        max_length=200,
        required_message="Напишите основание передачи.",
    )

    def __init__(self, *, giver: User, successor: User, posted=None):
        super().__init__(self.part, posted=posted)
        self.giver, self.successor = giver, successor

    @property
    def said(self) -> str:
        row = self.done
        passed = f"тем {row.topics}, заданий {row.homework}, работ с недостающими отметками {row.works}"
        return f"Передано: {passed}. Новому учителю сообщено."

    def save(self, *, by, at):
        reason = self.cleaned_data["reason"]
        self.done = hand_over(giver=self.giver, successor=self.successor, reason=reason, by=by, at=at)
