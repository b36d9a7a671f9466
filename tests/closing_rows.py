"""Rows of the rules of results and of closing that keep all their constraints, and what breaks each of these."""

from journal import models
from journal.enums import FinalSource, Outcome, TermSystem
from tests import make
from tests.complaint_rows import TWICE

UNKNOWN = "unheard-of"


def minimum():
    return models.MinimumMarks.objects.get(hours=1, system=TermSystem.QUARTER)


def part():
    return models.FinalPart.objects.get(certificate=9, source=FinalSource.YEAR)


def reopening():
    facts = {"opened_by": make.person(), "opened_at": make.NOW, "opened_on": make.TODAY, "until": make.TODAY}
    return models.Reopening.objects.create(course=make.course(), term=make.term(), reason="Ошибка", **facts)


def promotion():
    facts = {"outcome": Outcome.MOVED, "order": "№ 12", "decided_by": make.person(), "decided_at": make.NOW}
    return models.Promotion.objects.create(student=make.student(), school_class=make.school_class(), **facts)


CASES = {
    "school_thresholds_ascend": (make.school, {"four_from": 5}),
    "year_closing_is_whole": (make.year, {"closed_at": make.NOW}),
    "minimummarks_are_one_for_a_load": (minimum, TWICE),
    "minimummarks_system_is_known": (minimum, {"system": UNKNOWN}),
    "minimummarks_hours_are_of_a_week": (minimum, {"hours": 10}),
    "minimummarks_can_be_given": (minimum, {"marks": 0}),
    "finalpart_counts_once": (part, TWICE),
    "finalpart_source_is_known": (part, {"source": UNKNOWN}),
    "finalpart_grade_is_known": (part, {"grade": 0}),
    "finalpart_is_of_a_certificate": (part, {"certificate": 10}),
    "finalpart_is_no_exam_of_grade_11": (part, {"certificate": 11, "source": FinalSource.EXAM}),
    "reopening_has_a_reason": (reopening, {"reason": ""}),
    "reopening_ends_after_it_begins": (reopening, {"until": make.TODAY - make.days(1)}),
    "reopening_ending_is_whole": (reopening, {"ended_at": make.NOW}),
    "promotion_is_one_a_year": (promotion, TWICE),
    "promotion_outcome_is_known": (promotion, {"outcome": UNKNOWN}),
    "promotion_has_its_order": (promotion, {"order": ""}),
}
