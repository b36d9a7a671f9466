"""People, their roles and terms, guardianship, and what people are told."""

from accounts.models.dated import Dated, DatedQuerySet, standing_on
from accounts.models.notice import Notice
from accounts.models.user import Guardianship, HeldRole, User

__all__ = ("Dated", "DatedQuerySet", "Guardianship", "HeldRole", "Notice", "User", "standing_on")
