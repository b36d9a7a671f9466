"""Pauses recorded and withdrawn, and teachers' requests for them answered."""

from collections.abc import Sequence

from django import forms

from accounts.fields import LineField
from accounts.forms.desk import Act
from accounts.models import User
from journal.actions import accept_request, decline_request, pause, withdraw_pause
from journal.forms.pausing import PausedDays
from journal.models import Pause, PauseRequest

EVERYONE = "all"


class NewPauseForm(PausedDays, Act):
    """A pause of one teacher, or of everyone."""

    part = "new"

    who = forms.ChoiceField(
        label="Кому",
        error_messages={"required": "Выберите учителя или всех.", "invalid_choice": "Выберите учителя из списка."},
    )
    words = LineField(
        label="Пояснение",
        help_text="Его увидит каждый, кто смотрит сроки. Диагноз писать не нужно",
        max_length=200,
        required=False,
    )
    document = LineField(
        label="Документ",
        help_text="Номер и день приказа или больничного листа. Нужно пояснение, документ или то и другое",
        max_length=120,
        required=False,
    )
    field_order = ("who",)

    def __init__(self, teachers: Sequence[User], *, posted=None):
        super().__init__(self.part, posted=posted)
        self.teachers = {str(teacher.pk): teacher for teacher in teachers}
        people = ((pk, teacher.list_name) for pk, teacher in self.teachers.items())
        self.fields["who"].choices = [("", "Выберите"), (EVERYONE, "Все учителя"), *people]

    @property
    def said(self) -> str:
        return f"Приостановка внесена. {moved_said(self.done.moved)}"

    def save(self, *, by, at):
        typed, teacher = self.cleaned_data, self.teachers.get(self.cleaned_data["who"])
        ground = {name: typed[name] for name in ("reason", "words", "document")}
        self.done = pause(teacher=teacher, **self.days, **ground, by=by, at=at)


class WithdrawForm(Act):
    """The end of a pause that was recorded by mistake."""

    said = "Приостановка отозвана, сроки посчитаны заново."

    reason = LineField(
        label="Почему отзывается", max_length=200, required_message="Напишите, почему приостановка отзывается."
    )

    def __init__(self, pause: Pause, *, posted=None):
        super().__init__(f"withdraw-{pause.pk}", posted=posted)
        self.pause = pause

    def save(self, *, by, at):
        withdraw_pause(self.pause, reason=self.cleaned_data["reason"], by=by, at=at)


class AcceptForm(Act):
    """A request that becomes a pause."""

    document = LineField(label="Документ", help_text="Номер и день, если он есть", max_length=120, required=False)

    def __init__(self, request: PauseRequest, *, posted=None):
        super().__init__(f"accept-{request.pk}", posted=posted)
        self.request = request

    @property
    def said(self) -> str:
        return f"Просьба принята, учителю сообщено. {moved_said(self.done.moved)}"

    def save(self, *, by, at):
        self.done = accept_request(self.request, document=self.cleaned_data["document"], by=by, at=at)


class DeclineForm(Act):
    """A request answered in words."""

    said = "Просьба отклонена, учителю сообщено."

    words = LineField(
        label="Почему отклонена",
        help_text="Ответ увидит учитель",
        max_length=200,
        required_message="Напишите, почему просьба отклонена.",
    )

    def __init__(self, request: PauseRequest, *, posted=None):
        super().__init__(f"decline-{request.pk}", posted=posted)
        self.request = request

    def save(self, *, by, at):
        decline_request(self.request, words=self.cleaned_data["words"], by=by, at=at)


def moved_said(moved) -> str:
    """Return how many last days a pause moves, in words."""
    return f"Срок перенесён: {moved.said}." if moved.said else "Пока она ничьих сроков не переносит."
