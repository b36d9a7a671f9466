"""What a teacher answers to the director."""

from django import forms

from complaints.actions import explain
from complaints.forms.words import WordsField
from complaints.models.complaint import WORD


class ExplainForm(forms.Form):
    """An explanation, given once."""

    text = WordsField(label="Ваше объяснение", longest=WORD, required_message="Напишите объяснение.")

    def __init__(self, *args, question, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.question = question

    def save(self, *, by, at) -> None:
        """Answer the question. Raises Refused."""
        explain(self.question, text=self.cleaned_data["text"], by=by, at=at)
