"""Where sessions are kept: by the person, so that everyone sees the own devices and can end them."""

from datetime import datetime

from django.contrib.sessions.backends import db
from django.utils import timezone

from accounts.models import Session

# Keys of what a session knows of itself, beside Django's own.
BEGAN, SEEN, ENDS, DEVICE = "began", "seen", "ends", "device"


class SessionStore(db.SessionStore):
    """Django's sessions in the database, with their person and an end that no use puts off."""

    @classmethod
    def get_model_class(cls):
        return Session

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        now = timezone.now()
        row.user_id = data.get("_auth_user_id")
        row.device = data.get(DEVICE, "")
        row.began_at = moment(data, BEGAN) or now
        row.seen_at = moment(data, SEEN) or now
        return row

    def get_expiry_date(self, **known):
        """Return when the session ends: after so long without use, and never later than its own end."""
        ends = moment(self._session, ENDS)
        expires = super().get_expiry_date(**known)
        return min(expires, ends) if ends else expires


def moment(data: dict, key: str) -> datetime | None:
    """Return a moment that a session keeps as text."""
    said = data.get(key)
    return datetime.fromisoformat(said) if said else None
