"""The school's journal, by concept; each module imports only from those before it.

A foreign key that an index or a constraint of its model begins with, or that nobody asks by, has no index of its own:
they were a third of the file and a tenth of the time of a lived year.
"""

from journal.models.absence import AbsenceNote
from journal.models.attendance import Attendance, Exemption
from journal.models.attestation import CERTIFICATES, FinalPart, MinimumMarks, Part, final_parts, minimum_marks
from journal.models.calendar import BellSlot, DayOff, RemotePeriod, bells_of, days_off_within
from journal.models.checks import HistoryCheck, last_check
from journal.models.closing import Promotion, Reopening, closed_around, closed_to
from journal.models.destroyed import JournalDestruction
from journal.models.entries import LACKING
from journal.models.history import ChainHead, Change, with_correction
from journal.models.kinds import WorkKind, oral_kind
from journal.models.leaving import with_leaving
from journal.models.lesson import HomeworkAddressee, Lesson
from journal.models.load import with_load, written_beside
from journal.models.marks import Mark, Work, WorkAddressee
from journal.models.moved import Moved, moved_by
from journal.models.operation import Operation
from journal.models.owing import awaited, owed_pairs, owed_to, owing_works, with_progress
from journal.models.pauses import Dues, Handover, Pause, PauseRequest
from journal.models.people import Student, of_class
from journal.models.plan import Course, CourseTeacher, Membership, PlannedTopic, Subject, TimetableSlot
from journal.models.programme import line_of, plan_of
from journal.models.reminders import RemindedDuty, Reminder
from journal.models.reports import ControlReport
from journal.models.results import ExamMark, FinalMark, TermMark, YearMark, results_of, results_within
from journal.models.roster import roster_of, with_absences, with_announced, with_awaited_reason, with_first_lesson
from journal.models.school import (
    AcademicYear,
    Enrolment,
    Homeroom,
    School,
    SchoolClass,
    Term,
    every_term,
    led_classes,
    terms_near,
    the_school,
)
from journal.models.waivers import Waiver

__all__ = (
    "CERTIFICATES",
    "LACKING",
    "AbsenceNote",
    "AcademicYear",
    "Attendance",
    "BellSlot",
    "ChainHead",
    "Change",
    "ControlReport",
    "Course",
    "CourseTeacher",
    "DayOff",
    "Dues",
    "Enrolment",
    "ExamMark",
    "Exemption",
    "FinalMark",
    "FinalPart",
    "Handover",
    "HistoryCheck",
    "Homeroom",
    "HomeworkAddressee",
    "JournalDestruction",
    "Lesson",
    "Mark",
    "Membership",
    "MinimumMarks",
    "Moved",
    "Operation",
    "Part",
    "Pause",
    "PauseRequest",
    "PlannedTopic",
    "Promotion",
    "RemindedDuty",
    "Reminder",
    "RemotePeriod",
    "Reopening",
    "School",
    "SchoolClass",
    "Student",
    "Subject",
    "Term",
    "TermMark",
    "TimetableSlot",
    "Waiver",
    "Work",
    "WorkAddressee",
    "WorkKind",
    "YearMark",
    "awaited",
    "bells_of",
    "closed_around",
    "closed_to",
    "days_off_within",
    "every_term",
    "final_parts",
    "last_check",
    "led_classes",
    "line_of",
    "minimum_marks",
    "moved_by",
    "of_class",
    "oral_kind",
    "owed_pairs",
    "owed_to",
    "owing_works",
    "plan_of",
    "results_of",
    "results_within",
    "roster_of",
    "terms_near",
    "the_school",
    "with_absences",
    "with_announced",
    "with_awaited_reason",
    "with_correction",
    "with_first_lesson",
    "with_leaving",
    "with_load",
    "with_progress",
    "written_beside",
)
