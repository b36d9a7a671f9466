"""What the deputy director concludes of a week or a month."""

from django import forms

from accounts.rules.texts import visible
from journal.actions import conclude
from journal.rules.periods import Period


class ConclusionForm(forms.Form):
    text = forms.CharField(
        label="Заключение",
        help_text="Его увидит директор, и оно встанет в начало напечатанного отчёта",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": "Напишите заключение.",
            "max_length": "Слишком длинное заключение: уместится 2000 знаков.",
        },
    )
    # Which version of the conclusion its author has seen; none while there is none.
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, period: Period, *, text: str = "", posted=None):
        super().__init__(posted, initial={"text": text})
        self.period = period

    def clean_text(self):
        text = visible(self.cleaned_data["text"].replace("\r\n", "\n"))
        if not text:
            raise forms.ValidationError("Напишите заключение.")
        return text

    def save(self, *, by, at) -> None:
        """Keep the conclusion. Raises Refused."""
        conclude(period=self.period, text=self.cleaned_data["text"], seen=self.cleaned_data["seen"], by=by, at=at)
