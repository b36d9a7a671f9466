"""The writers of the ground floor: by whom, when, in one transaction, with a line in the audit log."""

from accounts.actions.audit import note
from accounts.actions.entering import Recognised, Unrecognised, recognise
from accounts.actions.factor import add_factor, drop_factor, use_code
from accounts.actions.issuing import PrintedSlip, issue, ways_in
from accounts.actions.letters import Posted, letter_text, send_letters, write_letters
from accounts.actions.links import link, unlink
from accounts.actions.locks import end_sessions, lock, take_factor, unlock
from accounts.actions.looks import note_look
from accounts.actions.newcomers import Newcomer, add_person
from accounts.actions.notices import read_notice, tell
from accounts.actions.own import change_email, end_devices, let_read
from accounts.actions.passwords import change_password, choose_password
from accounts.actions.refusals import Refused
from accounts.actions.roles import end_role, give_role, name_order
from accounts.actions.tries import Check, Paused, Try, count_try, forgive_try
from accounts.actions.visits import note_shown, note_visit

__all__ = (
    "Check",
    "Newcomer",
    "Paused",
    "Posted",
    "PrintedSlip",
    "Recognised",
    "Refused",
    "Try",
    "Unrecognised",
    "add_factor",
    "add_person",
    "change_email",
    "change_password",
    "choose_password",
    "count_try",
    "drop_factor",
    "end_devices",
    "end_role",
    "end_sessions",
    "forgive_try",
    "give_role",
    "issue",
    "let_read",
    "letter_text",
    "link",
    "lock",
    "name_order",
    "note",
    "note_look",
    "note_shown",
    "note_visit",
    "read_notice",
    "recognise",
    "send_letters",
    "take_factor",
    "tell",
    "unlink",
    "unlock",
    "use_code",
    "ways_in",
    "write_letters",
)
