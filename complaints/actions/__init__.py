"""What changes complaints: keyword-only, one transaction, by whom and when, each with a step that stays."""

from complaints.actions.appearing import tell_appeared, tell_if_appeared
from complaints.actions.authors import add_message, withdraw
from complaints.actions.clocking import Clocks, tell_clocks
from complaints.actions.deciding import (
    Decision,
    approve,
    attach_copy,
    close,
    decide,
    entry_now,
    mark_answered,
    write_answer,
)
from complaints.actions.office import ask, explain, join, link_entry, prolong, redirect, take
from complaints.actions.refusals import Changed, Refused
from complaints.actions.registering import register

__all__ = (
    "Changed",
    "Clocks",
    "Decision",
    "Refused",
    "add_message",
    "approve",
    "ask",
    "attach_copy",
    "close",
    "decide",
    "entry_now",
    "explain",
    "join",
    "link_entry",
    "mark_answered",
    "prolong",
    "redirect",
    "register",
    "take",
    "tell_appeared",
    "tell_clocks",
    "tell_if_appeared",
    "withdraw",
    "write_answer",
)
