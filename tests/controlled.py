"""The control's own rows and figures, put in the words of the slow count."""

from journal.control import Selection, duty_rows
from journal.enums import Beside, DutyState
from tests import make
from tests.oracle import Counted, count

BESIDE = {
    "moved": Beside.MOVED,
    "by_dot": Beside.DOT,
    "received_elsewhere": Beside.RECEIVED,
    "corrected": Beside.CORRECTED,
    "set_later": Beside.SET_LATER,
}


def selected(now, **asked) -> Selection:
    """Select the duties of a period, of the year and the summer after it unless another is asked for."""
    facts = {"first": make.YEAR_BEGINS, "last": make.YEAR_ENDS, "now": now, "today": make.localdate(now)}
    return Selection(**facts | asked)


def control(now, **asked) -> list[Counted]:
    """Return the rows of the control in the order of their keys."""
    rows = [as_counted(row) for row in duty_rows(selected(now, **asked))]
    return sorted(rows, key=lambda duty: duty.key)


def as_counted(row) -> Counted:
    # What has been waived is neither late nor recorded, whatever was written there later.
    is_waived = row.state == DutyState.WAIVED
    return Counted(
        key=str(row.key),
        rule=row.key.duty,
        teacher=row.teacher.pk,
        course=row.lesson.course_id,
        due_on=row.due,
        recorded_on=None if is_waived else row.recorded,
        state=row.state,
        lateness=0 if is_waived else row.days,
        **{name: beside in row.beside for name, beside in BESIDE.items()},
    )


# Whoever counts the duties of a school at a moment: each has to come to the same.
COUNTERS = {"the slow count": count, "the control": control}
