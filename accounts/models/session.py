from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from accounts.models.user import User


class Session(AbstractBaseSession):
    """A browser in which a person has signed in, or a passer-by's who was told something."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions", verbose_name="человек")
    device = models.CharField("устройство", max_length=40, blank=True)
    began_at = models.DateTimeField("вход")
    seen_at = models.DateTimeField("последнее обращение", help_text="с точностью до десяти минут")

    class Meta(AbstractBaseSession.Meta):
        verbose_name = "сеанс"
        verbose_name_plural = "сеансы"
