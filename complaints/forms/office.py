"""What the director does with a case, each act a form of its own; who acts at once with another is told so."""

from datetime import datetime

from django import forms

from accounts.models import User
from complaints.models import Complaint

# No version of a case is so long a number.
DIGITS = 9


def paragraphs(label: str, *, required: str = "", rows: int = 4, most: int | None = None, **kwargs) -> forms.CharField:
    """Return a question answered in sentences; `required`: what is said where there are none."""
    return forms.CharField(
        label=label,
        max_length=most,
        required=bool(required),
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": required, "max_length": f"Слишком длинно: уместится {most} знаков."},
        **kwargs,
    )


def chosen(label: str, choices, *, missed: str = "Выберите из списка.", **kwargs) -> forms.ChoiceField:
    """Return the question which one of a few; `missed`: what is said where none was."""
    messages = {"required": missed, "invalid_choice": "Выберите из списка."}
    return forms.ChoiceField(label=label, choices=choices, error_messages=messages, **kwargs)


def version_seen(posted) -> int:
    """Return which version of a case its page has shown; 0, which none is, where that is not said."""
    said = posted.get("seen", "")
    return int(said) if said.isdecimal() and len(said) <= DIGITS else 0


class Act(forms.Form):
    """One act upon a case. `name` is its address, `note` what to know before, `said` tells that it is done.

    `is_open(case)` of each says whether the case has come as far as that, and no farther.
    """

    name = title = button = said = note = ""
    act = None

    def __init__(self, case: Complaint, *, by: User, now: datetime, posted=None, files=None):
        super().__init__(posted, files, auto_id=f"{self.name}-%s")
        self.case, self.by, self.now = case, by, now

    def save(self, *, seen: int) -> None:
        """Do it. Raises Refused."""
        type(self).act(self.case, **self.cleaned_data, by=self.by, at=self.now, seen=seen)
