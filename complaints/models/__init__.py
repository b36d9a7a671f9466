"""Complaints by concept: the complaint, the entry it is about, its steps, questions to teachers, its answer."""

from complaints.models.answer import Answer, SignedCopy
from complaints.models.complaint import Complaint
from complaints.models.entry import Entry
from complaints.models.number import Number
from complaints.models.question import Question
from complaints.models.step import Step

__all__ = ("Answer", "Complaint", "Entry", "Number", "Question", "SignedCopy", "Step")
