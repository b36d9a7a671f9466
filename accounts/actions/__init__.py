"""The writers of the ground floor: by whom, when, in one transaction, with a line in the audit log."""

from accounts.actions.audit import note
from accounts.actions.looks import note_look
from accounts.actions.notices import read_notice, tell
from accounts.actions.refusals import Refused

__all__ = ("Refused", "note", "note_look", "read_notice", "tell")
