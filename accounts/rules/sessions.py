"""How long a person stays signed in."""

from dataclasses import dataclass
from datetime import datetime, timedelta

# How exactly a session knows when it was last used: more often would cost a write for each page.
SEEN_TO = timedelta(minutes=10)
# A sign-in waits so long for its second step: the code of a telephone, or the own password after the slip.
AWAITED_FOR = timedelta(minutes=30)


@dataclass(frozen=True)
class Terms:
    """The longest a session lasts, None for no bound but idleness, and whether it outlives the browser's window."""

    longest: timedelta | None = None
    outlives_browser: bool = False

    def ends_at(self, began_at: datetime, known: datetime | None) -> datetime | None:
        """Return when the session ends whatever happens; an end that is `known` already is never put off."""
        own = [began_at + self.longest] if self.longest else []
        return min([*own, *([known] if known else [])], default=None)


STAFF = Terms(longest=timedelta(hours=12))
OWN_DEVICE = Terms(longest=timedelta(days=90), outlives_browser=True)
SHARED_DEVICE = Terms()


def terms(*, is_staff: bool, is_own_device: bool) -> Terms:
    """Return the terms; who works at the school is signed out after an hour without use on every device."""
    if is_staff:
        return STAFF
    return OWN_DEVICE if is_own_device else SHARED_DEVICE
