"""Every named constraint of the database, and what breaks it."""

from datetime import time
from itertools import chain

import pytest
from django.apps import apps
from django.db import IntegrityError, connection

from accounts.models import AuditEntry
from complaints.models import Step
from journal import models
from tests import closing_rows, complaint_rows, make
from tests.sound_rows import (
    absence_note,
    addressed_homework,
    addressed_work,
    attendance,
    audit_entry,
    bell,
    change,
    control_report,
    course,
    day_off,
    enrolled,
    exam_mark,
    exemption,
    final_mark,
    guardianship,
    handover,
    homeroom,
    journal_destruction,
    kind,
    lesson,
    letter,
    look,
    mark,
    member,
    notice,
    operation,
    pause,
    pause_request,
    planned,
    reminded_duty,
    reminder,
    remote_period,
    role,
    slip,
    slot,
    taught,
    term_mark,
    visit,
    waived_mark,
    waived_topic,
    work,
    year_mark,
)

UNKNOWN = "unheard-of"
APPEND_ONLY = (models.Change, models.JournalDestruction, AuditEntry, Step)
YESTERDAY, BEFORE_THE_YEAR = make.TODAY - make.days(1), make.YEAR_BEGINS - make.days(1)
# A second row with the same facts.
TWICE = complaint_rows.TWICE


# Constraint: a row that keeps it, and what breaks it.
ACCOUNTS = {
    "user_has_a_name": (make.person, {"surname": ""}),
    "user_login_is_not_blank": (make.person, {"login": ""}),
    "user_login_is_in_small_letters": (make.person, {"login": "Anna"}),
    "heldrole_ends_after_it_begins": (role, {"since": make.TODAY, "until": YESTERDAY}),
    "heldrole_is_known": (role, {"role": UNKNOWN}),
    "heldrole_begins_once_a_day": (role, TWICE),
    "guardianship_ends_after_it_begins": (guardianship, {"since": make.TODAY, "until": YESTERDAY}),
    "guardianship_ground_is_known": (guardianship, {"ground": UNKNOWN}),
    "guardianship_begins_once_a_day": (guardianship, TWICE),
    "guardianship_is_of_another": (guardianship, lambda row: {"child": row.guardian}),
    "slip_of_a_person_is_one": (slip, TWICE),
    "slip_ends_in_one_way": (slip, {"used_at": make.NOW, "replaced_at": make.NOW}),
    "audit_kind_is_known": (audit_entry, {"kind": UNKNOWN}),
    "visit_entrance_is_known": (visit, {"entrance": UNKNOWN}),
    "visit_goes_forward": (visit, {"shown_at": make.NOW - make.days(1)}),
    "look_is_noted_once_a_day": (look, TWICE),
    "look_role_is_known": (look, {"role": UNKNOWN}),
    "notice_is_told_once": (notice, TWICE),
    "notice_kind_is_known": (notice, {"kind": UNKNOWN}),
    "notice_says_something": (notice, {"text": ""}),
}
SCHOOL = {
    "school_is_one": (make.school, {"id": 2}),
    "school_retakes_are_known": (make.school, {"retakes": UNKNOWN}),
    "year_ends_after_it_begins": (make.year, {"last_day": BEFORE_THE_YEAR}),
    "term_is_numbered_once": (make.term, TWICE),
    "term_ends_after_it_begins": (make.term, {"last_day": BEFORE_THE_YEAR}),
    "term_number_is_small": (make.term, {"number": 5}),
    "term_system_is_known": (make.term, {"system": UNKNOWN}),
    "class_is_one_in_its_year": (make.school_class, TWICE),
    "class_grade_is_known": (make.school_class, {"grade": 12}),
    "homeroom_ends_after_it_begins": (homeroom, {"until": BEFORE_THE_YEAR}),
    "homeroom_changes_once_a_day": (homeroom, TWICE),
    "enrolment_ends_after_it_begins": (enrolled, {"until": BEFORE_THE_YEAR}),
    "enrolment_begins_once_a_day": (enrolled, TWICE),
    "bell_is_one_for_a_lesson": (bell, TWICE),
    "bell_ends_after_it_begins": (bell, {"ends": time(0)}),
    "dayoff_ends_after_it_begins": (day_off, {"last_day": YESTERDAY}),
    "dayoff_is_for_grades_or_a_class": (day_off, {"grade_from": 4, "grade_to": 1}),
    "dayoff_kind_is_known": (day_off, {"kind": UNKNOWN}),
    "remoteperiod_ends_after_it_begins": (remote_period, {"last_day": YESTERDAY}),
    "remoteperiod_recording_is_whole": (remote_period, {"recorded_at": make.NOW}),
    "remoteperiod_is_for_grades_or_a_class": (
        remote_period,
        lambda row: {"grade_from": 1, "grade_to": 4, "school_class": make.school_class()},
    ),
}
PLAN = {
    "subject_has_a_name": (make.subject, {"short_name": ""}),
    "course_is_one_in_its_year": (course, TWICE),
    "course_kind_is_known": (course, {"kind": UNKNOWN}),
    "course_term_system_is_known": (course, {"term_system": UNKNOWN}),
    "course_grade_is_known": (course, {"grade": 0}),
    "course_marks_end_after_they_begin": (course, {"marks_since": make.TODAY, "marks_until": YESTERDAY}),
    "course_homework_ends_after_it_begins": (course, {"homework_since": make.TODAY, "homework_until": YESTERDAY}),
    "course_activity_has_no_marks": (course, {"kind": "activity"}),
    "courseteacher_ends_after_it_begins": (taught, {"until": BEFORE_THE_YEAR}),
    "courseteacher_begins_once_a_day": (taught, TWICE),
    "membership_ends_after_it_begins": (member, {"until": BEFORE_THE_YEAR}),
    "membership_begins_once_a_day": (member, TWICE),
    "membership_recorded_end_is_there": (member, {"until_recorded_on": make.TODAY}),
    "timetableslot_ends_after_it_begins": (slot, {"until": BEFORE_THE_YEAR}),
    "slot_weekday_is_known": (slot, {"weekday": 8}),
    "slot_is_one_at_its_bell": (slot, TWICE),
    "plannedtopic_has_its_place": (planned, TWICE),
    "plannedtopic_is_not_blank": (planned, {"topic": ""}),
    "plannedtopic_takes_a_lesson": (planned, {"hours": 0}),
}
LESSON = {
    "lesson_is_one_at_its_bell": (lesson, TWICE),
    "lesson_mode_is_known": (lesson, {"mode": UNKNOWN}),
    "lesson_reason_is_of_a_cancelled_one": (lesson, {"cancel_reason": "болезнь"}),
    "lesson_homework_is_one": (lambda: lesson(homework="п. 7"), {"homework_not_set": True}),
    "lesson_cancelling_is_whole": (lesson, {"cancelled_on": make.TODAY}),
    "lesson_deadline_is_not_before_it": (lesson, {"topic_deadline_on": YESTERDAY}),
    "lesson_topic_time_is_whole": (lesson, {"topic_recorded_at": make.NOW}),
    "lesson_homework_time_is_whole": (lesson, {"homework_recorded_at": make.NOW}),
    "lesson_topic_has_its_day": (lesson, {"topic": "Степень"}),
    "lesson_homework_has_its_day": (lesson, {"homework_not_set": True}),
    "homework_is_addressed_once": (addressed_homework, TWICE),
    "attendance_is_one": (attendance, TWICE),
    "attendance_presence_is_known": (attendance, {"presence": UNKNOWN}),
    "attendance_time_is_whole": (attendance, {"recorded_at": None}),
    "attendance_absence_has_its_day": (attendance, {"recorded_at": None, "recorded_on": None}),
    "exemption_ends_after_it_begins": (exemption, {"until": YESTERDAY}),
    "exemption_has_a_ground": (exemption, {"ground": ""}),
    "exemption_begins_once_a_day": (exemption, TWICE),
    "exemption_recorded_end_is_there": (exemption, {"until_recorded_on": make.TODAY}),
}
MARKS = {
    "workkind_has_a_name": (kind, {"name": ""}),
    "workkind_has_one_or_two_parts": (kind, {"parts": 3}),
    "workkind_weighs_something": (kind, {"weight": 0}),
    "workkind_audience_is_known": (kind, {"audience": UNKNOWN}),
    "workkind_implicit_is_one": (kind, {"is_implicit": True}),
    "workkind_brought_is_one": (kind, {"owes_marks": False}),
    "work_oral_is_one_a_lesson": (lambda: make.work(lesson=lesson(), kind_code="answer"), TWICE),
    "work_has_one_or_two_parts": (work, {"parts": 0}),
    "work_audience_is_known": (work, {"audience": UNKNOWN}),
    "work_without_a_lesson_has_a_document": (work, {"lesson": None}),
    "work_weighs_something": (work, {"weight": 0}),
    "work_reason_is_of_a_cancelled_one": (work, {"cancel_reason": "ошибка"}),
    "work_cancelling_is_whole": (work, {"cancelled_on": make.TODAY}),
    "work_is_addressed_once": (addressed_work, TWICE),
    "mark_is_one_for_a_work": (mark, TWICE),
    "mark_value_is_a_digit": (mark, {"value": 6}),
    "mark_second_value_is_a_digit": (mark, {"second_value": 0}),
    "mark_duty_is_known": (mark, {"duty": UNKNOWN}),
    "mark_time_is_whole": (mark, {"recorded_on": None}),
    "mark_is_a_digit_or_a_dot": (mark, {"not_handed_in": True}),
    "mark_closed_by_a_dot_has_its_day": (mark, {"closed_by_dot": True, "recorded_at": None, "recorded_on": None}),
    "mark_is_received_after_its_lesson": (mark, {"received_on": YESTERDAY}),
    "mark_is_done_after_its_work": (mark, {"done_on": YESTERDAY}),
    "change_has_its_place_in_the_chain": (change, TWICE),
    "change_matter_is_known": (change, {"matter": UNKNOWN}),
    "change_way_is_known": (change, {"way": UNKNOWN}),
}
SENT = {
    "operation_is_one_of_its_author": (operation, TWICE),
    "absencenote_ends_after_it_begins": (absence_note, {"last_day": YESTERDAY}),
    "absencenote_ground_is_known": (absence_note, {"ground": UNKNOWN}),
    "absencenote_reading_is_whole": (absence_note, {"read_at": make.NOW}),
    "absencenote_is_sent_once": (absence_note, TWICE),
}
RESULTS = {
    f"{name}_{fact}": (row, broken)
    for name, row in (
        ("termmark", term_mark),
        ("yearmark", year_mark),
        ("exammark", exam_mark),
        ("finalmark", final_mark),
    )
    for fact, broken in (
        ("value_is_a_digit", {"value": 6}),
        ("verdict_is_known", {"value": None, "verdict": UNKNOWN}),
        ("proposal_is_known", {"proposed_verdict": UNKNOWN}),
        ("is_a_digit_or_a_word", {"verdict": "exempt"}),
        ("is_one_a_try" if name == "exammark" else "is_one", TWICE),
    )
} | {"exammark_kind_is_known": (exam_mark, {"kind": UNKNOWN})}
CONTROL = {
    "controlreport_is_one_for_a_period": (control_report, TWICE),
    "controlreport_ends_after_it_begins": (control_report, {"last_day": YESTERDAY}),
    "controlreport_kind_is_known": (control_report, {"kind": UNKNOWN}),
    "controlreport_says_something": (control_report, {"text": ""}),
    "journaldestruction_has_its_act": (journal_destruction, lambda row: {"act": "", "course": make.course()}),
    "pause_ends_after_it_begins": (pause, {"last_day": YESTERDAY}),
    "pause_reason_is_known": (pause, {"reason": UNKNOWN}),
    "pause_has_a_word_or_a_document": (pause, {"words": ""}),
    "pause_withdrawing_is_whole": (pause, {"withdrawn_at": make.NOW, "withdraw_reason": "Ошибка"}),
    "pause_is_withdrawn_for_a_reason": (
        pause,
        lambda row: {"withdrawn_at": make.NOW, "withdrawn_by": row.recorded_by_id},
    ),
    "pauserequest_ends_after_it_begins": (pause_request, {"last_day": YESTERDAY}),
    "pauserequest_reason_is_known": (pause_request, {"reason": UNKNOWN}),
    "pauserequest_says_why": (pause_request, {"words": ""}),
    "pauserequest_answer_is_whole": (pause_request, {"answered_at": make.NOW, "decline_words": "Нет документа"}),
    "pauserequest_is_answered_in_one_way": (pause_request, {"decline_words": "Нет документа"}),
    "waiver_is_of_one_duty": (waived_topic, {"duty": "written"}),
    "waiver_has_a_reason": (waived_topic, {"reason": ""}),
    "waiver_is_once_for_a_lesson": (waived_topic, TWICE),
    "waiver_is_once_for_a_mark": (waived_mark, TWICE),
    "handover_has_a_reason": (handover, {"reason": ""}),
    "handover_is_to_another": (handover, lambda row: {"successor": row.giver_id}),
    "reminder_kind_is_known": (reminder, {"kind": UNKNOWN}),
    "reminder_says_something": (reminder, {"text": ""}),
    "reminder_by_hand_has_its_sender": (reminder, {"kind": "hand"}),
    "reminder_is_one_a_day": (reminder, TWICE),
    "remindedduty_is_known": (reminded_duty, {"duty": UNKNOWN}),
    "remindedduty_is_of_one_duty": (reminded_duty, {"lesson": None}),
    "letter_is_written_once": (letter, TWICE),
    "letter_says_something": (letter, {"subject": ""}),
}
CASES = ACCOUNTS | SCHOOL | PLAN | LESSON | MARKS | SENT | RESULTS | CONTROL | closing_rows.CASES | complaint_rows.CASES


def test_every_constraint_has_a_case():
    ours = chain.from_iterable(apps.get_app_config(app).get_models() for app in ("accounts", "complaints", "journal"))

    assert {constraint.name for model in ours for constraint in model._meta.constraints} == set(CASES)


@pytest.mark.django_db
@pytest.mark.parametrize("name", CASES)
def test_constraint_refuses_what_breaks_it(name):
    make_row, broken = CASES[name]
    row = make_row()

    with pytest.raises(IntegrityError) as refusal:
        write(row, broken(row) if callable(broken) else broken)

    # SQLite names the columns of what must be unique, PostgreSQL the constraint.
    assert name in str(refusal.value) or (connection.vendor == "sqlite" and "UNIQUE" in str(refusal.value))


# What makes another link of a chain.
NEXT = {models.Change: {"number": 89}}


def write(row, broken):
    """Write the row again, or what breaks it; what can only be added to, or is yet to be written, as another row."""
    if broken == TWICE or row._state.adding or isinstance(row, APPEND_ONLY):
        row.pk, row._state.adding = None, True
        for name, value in ({} if broken == TWICE else broken | NEXT.get(type(row), {})).items():
            setattr(row, name, value)
        row.save(force_insert=True)
    else:
        type(row)._base_manager.filter(pk=row.pk).update(**broken)
