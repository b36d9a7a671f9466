"""What changes the journal: keyword-only, one transaction, by whom and when, each change in the history."""

from journal.actions.absence import read_note, send_note, withdraw_note
from journal.actions.archives import note_year_archive
from journal.actions.checking import check_whole_history
from journal.actions.closing import close_term, close_year, end_reopening, reopen
from journal.actions.destroying import DestroyedJournals, destroy_journals, rehearse_journals
from journal.actions.destruction import Destroyed, Section, destroy, give_archive, rehearse
from journal.actions.digests import remind_by_clock
from journal.actions.distance import Held, end_remote, foresee_remote, go_remote
from journal.actions.enrolment import Enrolled, Place, admit_employee, admit_parent, admit_student, enrol
from journal.actions.entries import (
    HomeworkEntry,
    MarkEntry,
    PresenceEntry,
    ResultEntry,
    TopicEntry,
    TransferEntry,
    WorkEntry,
)
from journal.actions.handover import StillOwed, hand_over, still_owed
from journal.actions.history import gathered
from journal.actions.lessons import cancel_lessons, draw_up_lessons, substitute
from journal.actions.marks import give_answers, give_marks
from journal.actions.moves import counted_at, move_work
from journal.actions.pauses import pause, withdraw_pause
from journal.actions.plan import rewrite_plan
from journal.actions.presence import note_presence
from journal.actions.promoting import next_year, open_year, promote, undecided_of
from journal.actions.reasons import DayEntry, Explained, Statement, explain_by_statement, explain_days, seen_of
from journal.actions.refusals import Conflict, Doubt, Refused
from journal.actions.reminders import remind, remind_by_family, remind_each
from journal.actions.reports import conclude
from journal.actions.requests import accept_request, ask_for_pause, decline_request
from journal.actions.results import give_results
from journal.actions.retakes import set_retake
from journal.actions.texts import write_homework, write_topics
from journal.actions.transfers import bring_marks
from journal.actions.waivers import waive
from journal.actions.works import cancel_work, counted_for, first_due, oral_works, rename_work, set_works

__all__ = (
    "Conflict",
    "DayEntry",
    "Destroyed",
    "DestroyedJournals",
    "Doubt",
    "Enrolled",
    "Explained",
    "Held",
    "HomeworkEntry",
    "MarkEntry",
    "Place",
    "PresenceEntry",
    "Refused",
    "ResultEntry",
    "Section",
    "Statement",
    "StillOwed",
    "TopicEntry",
    "TransferEntry",
    "WorkEntry",
    "accept_request",
    "admit_employee",
    "admit_parent",
    "admit_student",
    "ask_for_pause",
    "bring_marks",
    "cancel_lessons",
    "cancel_work",
    "check_whole_history",
    "close_term",
    "close_year",
    "conclude",
    "counted_at",
    "counted_for",
    "decline_request",
    "destroy",
    "destroy_journals",
    "draw_up_lessons",
    "end_remote",
    "end_reopening",
    "enrol",
    "explain_by_statement",
    "explain_days",
    "first_due",
    "foresee_remote",
    "gathered",
    "give_answers",
    "give_archive",
    "give_marks",
    "give_results",
    "go_remote",
    "hand_over",
    "move_work",
    "next_year",
    "note_presence",
    "note_year_archive",
    "open_year",
    "oral_works",
    "pause",
    "promote",
    "read_note",
    "rehearse",
    "rehearse_journals",
    "remind",
    "remind_by_clock",
    "remind_by_family",
    "remind_each",
    "rename_work",
    "reopen",
    "rewrite_plan",
    "seen_of",
    "send_note",
    "set_retake",
    "set_works",
    "still_owed",
    "substitute",
    "undecided_of",
    "waive",
    "withdraw_note",
    "withdraw_pause",
    "write_homework",
    "write_topics",
)
