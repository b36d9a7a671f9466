"""The whole history checked, and that it was."""

from dataclasses import replace
from datetime import datetime

from journal.control.chains import Checked, check_history
from journal.control.kept import ends_now, kept, lost_since
from journal.models import HistoryCheck, last_check


def check_whole_history(*, at: datetime) -> Checked:
    """Check all chains, also against the last check, and keep when it was done and what was found.

    The cost stands at `check_history`.
    """
    ends, before = ends_now(), last_check()
    checked, lost = check_history(), lost_since(before)
    known = {fault.course for fault in checked.faults}
    faults = [*checked.faults, *(fault for fault in lost if fault.course not in known)]
    # What was lost stays lost at every later check.
    ends |= {fault.course.pk: before.end_of(fault.course.pk) for fault in lost}
    numbers = {"courses": checked.courses, "links": checked.links, "faults": len(faults)}
    row = HistoryCheck(at=at, found=kept(faults), ends=list(ends.values()), **numbers)
    row.seal = row.sealed
    row.save()
    return replace(checked, faults=faults)
