"""Why a duty is taken away."""

from django import forms

from accounts.fields import LineField
from journal.models import Waiver

MOST = Waiver._meta.get_field("reason").max_length


class WaiverForm(forms.Form):
    """The reason, which everybody sees who looks at the deadlines."""

    reason = LineField(
        label="Причина",
        help_text="Её видит каждый, кто смотрит сроки: например, «Болела 12–19 октября, справка № 5»",
        required_message="Напишите, почему обязанность снимается.",
        max_length=MOST,
        error_messages={"max_length": f"Уместится {MOST} знаков. Сократите причину."},
    )
