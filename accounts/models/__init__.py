"""People, their roles and terms, guardianship, their ways in, what is noted of it, and what people are told."""

from accounts.models.audit import AuditEntry
from accounts.models.dated import Dated, DatedQuerySet, standing_on
from accounts.models.letter import Letter
from accounts.models.notice import Notice
from accounts.models.session import Session
from accounts.models.slip import Slip, TakenLogin, digest_of, fingerprint_of, free_of, take
from accounts.models.tries import Tries
from accounts.models.user import Guardianship, HeldRole, User
from accounts.models.visits import Look, Visit

__all__ = (
    "AuditEntry",
    "Dated",
    "DatedQuerySet",
    "Guardianship",
    "HeldRole",
    "Letter",
    "Look",
    "Notice",
    "Session",
    "Slip",
    "TakenLogin",
    "Tries",
    "User",
    "Visit",
    "digest_of",
    "fingerprint_of",
    "free_of",
    "standing_on",
    "take",
)
