"""Fields for what people write in their own words."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.rules.texts import visible


class WordsField(forms.CharField):
    """A text of several lines. One too long is refused with a sentence, never cut: the browser is told no limit."""

    def __init__(self, *, longest: int, required_message: str = "", rows: int = 6, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)
        self.longest = longest
        if required_message:
            self.error_messages["required"] = required_message

    def to_python(self, value):
        """A browser ends its lines with two signs where the person pressed one key."""
        return visible(super().to_python(value).replace("\r\n", "\n"))

    def validate(self, value):
        super().validate(value)
        if len(value) > self.longest:
            raise ValidationError(f"Слишком длинно: уместится {self.longest} знаков, сейчас {len(value)}.")
