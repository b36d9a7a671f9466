"""The outbox: what is to go out by e-mail."""

from django.db import models

from accounts.constraints import not_blank
from accounts.models.user import User


class LetterQuerySet(models.QuerySet):
    def unsent(self):
        return self.filter(sent_at__isnull=True)


class Letter(models.Model):
    """A letter to one person, written in the transaction of what it tells and sent after it; never with a name."""

    recipient = models.ForeignKey(User, models.CASCADE, related_name="letters")
    subject = models.CharField("тема", max_length=120)
    text = models.TextField("текст", max_length=2000)
    key = models.CharField(max_length=120, help_text="делает повторное письмо о том же невозможным")
    made_at = models.DateTimeField("написано")
    # While a run holds the letter, so that no other sends it too.
    taken_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField("отправлено", null=True, blank=True)
    tries = models.PositiveSmallIntegerField("попыток", default=0)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "письмо"
        verbose_name_plural = "письма"
        constraints = (
            models.UniqueConstraint(fields=("recipient", "key"), name="letter_is_written_once"),
            not_blank("subject", "text", "key", name="letter_says_something"),
        )
