"""The writers of the ground floor: by whom, when, in one transaction, with a line in the audit log."""

from accounts.actions.audit import note
from accounts.actions.issuing import PrintedSlip, issue
from accounts.actions.looks import note_look
from accounts.actions.notices import read_notice, tell
from accounts.actions.refusals import Refused
from accounts.actions.visits import note_shown, note_visit

__all__ = ("PrintedSlip", "Refused", "issue", "note", "note_look", "note_shown", "note_visit", "read_notice", "tell")
