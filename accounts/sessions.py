"""Where sessions are kept: by the person, so that everyone sees the own devices and can end them."""

from datetime import datetime

from django.contrib.sessions.backends import db
from django.utils import timezone

from accounts.models import Session
from accounts.rules.sessions import SEEN_TO, terms

# Keys of what a session knows of itself, beside Django's own.
BEGAN, SEEN, ENDS, DEVICE = "began", "seen", "ends", "device"
# Whether the person said that the device is their own, and the visit whose first page is still to come.
OWN, VISIT = "own", "visit"
# That the person did not work at the school when the session began: no second step was asked.
FAMILY = "family"

IDLE = "Вход закончился: больше часа без дела. Войдите снова, и откроется та же страница."
ENDED = "Вход на этом устройстве закончился. Войдите снова, и откроется та же страница."


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


def end_of(key: str, *, at: datetime) -> str:
    """Return what the browser is told whose session with this key has ended; empty when nobody was signed in by it."""
    row = Session.objects.filter(pk=key).first()
    if row is None:
        return ENDED
    ends_at = moment(SessionStore().decode(row.session_data), ENDS)
    is_idle = ends_at is None or at < ends_at
    return (IDLE if is_idle else ENDED) if row.user_id else ""


def begin(session: SessionStore, *, device: str, is_staff: bool, is_own: bool, at: datetime) -> None:
    """Note in the session of a person who has just signed in how long it lasts."""
    session.update({BEGAN: at.isoformat(), DEVICE: device, FAMILY: not is_staff, OWN: is_own})
    session.pop(ENDS, None)
    note_use(session, is_staff=is_staff, at=at)


def is_due(session: SessionStore, *, at: datetime) -> bool:
    """Whether the use of the session is to be noted again."""
    seen_at = moment(session, SEEN)
    return seen_at is not None and at - seen_at >= SEEN_TO


def note_use(session: SessionStore, *, is_staff: bool, at: datetime) -> None:
    """Count idleness anew, by what the person is now; an end that was set by what they were stays."""
    agreed = terms(is_staff=is_staff, is_own_device=session[OWN])
    session[SEEN] = at.isoformat()
    ends_at = agreed.ends_at(moment(session, BEGAN), moment(session, ENDS))
    if ends_at:
        session[ENDS] = ends_at.isoformat()
    # Without an age of its own the session lasts as long as the browser, and SESSION_COOKIE_AGE without use.
    session.set_expiry(ends_at if agreed.outlives_browser else 0)
