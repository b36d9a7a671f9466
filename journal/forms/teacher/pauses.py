"""What a teacher asks the deputy for."""

from accounts.fields import LineField
from journal.actions import ask_for_pause
from journal.forms.pausing import PausedDays


class AskForm(PausedDays):
    """A request for a pause, with a word."""

    said = "Просьба отправлена завучу. Ответ появится на этой странице и на главной."

    words = LineField(
        label="Пояснение",
        help_text="Одной строкой. Диагноз писать не нужно",
        max_length=200,
        required_message="Напишите, почему просите приостановить сроки.",
    )

    def save(self, *, by, at) -> None:
        """Ask. Raises Refused."""
        typed = self.cleaned_data
        ask_for_pause(teacher=by, **self.days, reason=typed["reason"], words=typed["words"], at=at)
