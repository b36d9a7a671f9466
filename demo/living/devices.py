"""On what each teacher writes, and where there is no network."""

from datetime import datetime, timedelta

from accounts.devices import COMPUTER, PHONE, TABLET
from accounts.models import User
from demo.living.chance import chance, pick
from demo.living.register import Register

DEVICES = ((0.7, COMPUTER), (0.25, PHONE), (0.05, TABLET))
# What a phone writes at such minutes has been typed where no network reaches, and sent a lesson later.
UNREACHED, WAITED = 7, timedelta(minutes=40)


def hand_out(register: Register) -> None:
    """Give every teacher a device for the whole year."""
    for teacher in register.teachers:
        teacher.device = pick(chance(register.seed, "device", teacher.code), DEVICES)


def typed_before(by: User, at: datetime) -> datetime | None:
    """Return when that was typed which reached the diary at the moment, None for at once."""
    return at - WAITED if by.device == PHONE and at.minute % 10 == UNREACHED else None
