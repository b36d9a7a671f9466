"""The writers of the ground floor: by whom, when, in one transaction, with a line in the audit log."""

from accounts.actions.audit import note
from accounts.actions.notices import read_notice, tell

__all__ = ("note", "read_notice", "tell")
