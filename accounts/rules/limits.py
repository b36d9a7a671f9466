"""How often a sign-in may be tried before it is paused."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Limit:
    """So many tries within the time; the last of them begins a pause as long as that time."""

    number: int
    time: timedelta


@dataclass(frozen=True)
class Count:
    """How many tries were made, and until when that is remembered."""

    number: int
    until: datetime

    def is_full(self, limit: Limit, at: datetime) -> bool:
        return at < self.until and self.number >= limit.number

    def with_one_more(self, limit: Limit, at: datetime) -> "Count":
        """Return the count after a try at a moment when it is not full.

        The time runs from its first try and not from the latest, so that a busy address never fills it slowly.
        """
        number = self.number + 1 if at < self.until else 1
        begins_anew = number in (1, limit.number)
        return Count(number, at + limit.time if begins_anew else self.until)


# One login from one address: somebody looks for the own password, or for another's.
PAIR = Limit(number=7, time=timedelta(minutes=10))
# One login from wherever: many addresses help as little as many logins.
LOGIN = Limit(number=14, time=timedelta(minutes=15))
# One address whatever the login. Homes and telephones share an address, a school of a thousand does all the more.
ADDRESS = Limit(number=100, time=timedelta(minutes=15))
SCHOOL_ADDRESS = Limit(number=1000, time=timedelta(minutes=15))
# Codes of papers from one address: nobody holds a dozen papers to the camera in a minute.
CHECKS = Limit(number=12, time=timedelta(minutes=1))
