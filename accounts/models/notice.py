from django.db import models

from accounts import access
from accounts.access import ScopedQuerySet
from accounts.constraints import not_blank, one_of
from accounts.enums import NoticeKind
from accounts.models.user import User


class NoticeQuerySet(ScopedQuerySet):
    readers = access.NOTICE_READERS
    writers = access.NOTICE_READERS

    def unread(self):
        return self.filter(read_at__isnull=True)

    def newest_first(self):
        return self.order_by("-told_at", "-pk")


class Notice(models.Model):
    """Something a person is told on the home page until it is read; the upper floors write it, nothing imports back."""

    recipient = models.ForeignKey(User, models.CASCADE, related_name="notices")
    kind = models.CharField("о чём", max_length=16, choices=NoticeKind)
    text = models.CharField("текст", max_length=400)
    address = models.CharField("страница", max_length=200, blank=True, help_text="путь на этом сайте")
    key = models.CharField(max_length=120, help_text="делает повторное сообщение о том же невозможным")
    told_at = models.DateTimeField("сообщено")
    read_at = models.DateTimeField("прочитано", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "сообщение"
        verbose_name_plural = "сообщения"
        indexes = (models.Index(fields=("recipient", "read_at"), name="notice_of_recipient"),)
        constraints = (
            models.UniqueConstraint(fields=("recipient", "key"), name="notice_is_told_once"),
            one_of("kind", NoticeKind, name="notice_kind_is_known"),
            not_blank("text", "key", name="notice_says_something"),
        )

    def __str__(self):
        return self.text
