"""What people are told by the floors above."""

from collections.abc import Iterable
from datetime import datetime

from accounts.enums import NoticeKind
from accounts.models import Notice, User


def tell(recipients: Iterable[User], *, kind: NoticeKind, text: str, address: str, key: str, at: datetime) -> None:
    """Tell people something once: a recipient who has been told the same `key` is not told again."""
    told = [
        Notice(recipient=recipient, kind=kind, text=text, address=address, key=key, told_at=at)
        for recipient in recipients
    ]
    Notice.objects.bulk_create(told, ignore_conflicts=True)


def read_notice(notice: Notice, *, at: datetime) -> None:
    """Note when a person has read what they were told; the first time stays."""
    Notice.objects.filter(pk=notice.pk).unread().update(read_at=at)
