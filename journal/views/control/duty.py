"""One duty: until when and why, what was entered, what was said about it; and the deputy director's waiver."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from accounts.russian import plural, weekday_day
from journal.access import controls
from journal.actions import Refused, waive
from journal.control import DutyRow, Grounds, duty_of, grounds_of
from journal.enums import Duty
from journal.forms.control.waiving import WaiverForm
from journal.rules.deadlines import due_on
from journal.rules.duties import DutyKey
from journal.views.control.drawn import Line
from journal.views.control.reminders import Line as ReminderLine
from journal.views.control.tabs import sections
from journal.views.teacher.history import Line as HistoryLine

# From which day each rule counts.
BASES = {
    Duty.TOPIC: "урока",
    Duty.HOMEWORK: "урока",
    Duty.MARK: "получения отметки",
    Duty.REMOTE: "получения отметки",
    Duty.WRITTEN: "работы",
}
DONE_LATER = "выполнения работы"


@dataclass(frozen=True)
class Counting:
    """How the last day of a duty was counted, in words."""

    duty: DutyRow
    grounds: Grounds

    @property
    def said(self) -> str:
        """«6 дней после дня работы (пн, 12 октября), выходные и праздники считаются», «в день урока (…), до 23:59»."""
        base, days = self.grounds.base, self.grounds.days
        is_later = self.duty.key.duty == Duty.WRITTEN and base != self.duty.work.date
        of = f"{DONE_LATER if is_later else BASES[self.duty.key.duty]} ({weekday_day(base)})"
        if not days:
            return f"в день {of}, до 23:59"
        return f"{plural(days, 'день,дня,дней')} после дня {of}, выходные и праздники считаются"

    @property
    def unmoved(self) -> date:
        """What the last day would be without pauses."""
        return due_on(self.grounds.days, self.grounds.base)


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@require_http_methods(["GET", "HEAD", "POST"])
def duty(request: HttpRequest, key: DutyKey) -> HttpResponse:
    """Show a duty in whatever state it is; the deputy director may take away what is overdue."""
    row = duty_of(key, now=request.now, today=request.today)
    if row is None:
        raise Http404
    form = WaiverForm(request.POST or None)
    if request.method == "POST" and taken_away(request, row, form):
        messages.success(request, "Обязанность снята, причина записана.")
        return redirect("journal:control-duty", key)
    grounds, line = grounds_of(row), Line(row, request.today)
    may_waive = controls(request.user) and (line.is_overdue or form.is_bound)
    context = {
        "line": line,
        "counting": Counting(row, grounds),
        "grounds": grounds,
        "changes": [HistoryLine(change) for change in reversed(grounds.changes)],
        "reminders": [ReminderLine(reminder) for reminder in grounds.reminders],
        "sections": sections(request),
        "form": form if may_waive else None,
    }
    return render(request, "journal/control/duty.html", context)


def taken_away(request, row: DutyRow, form: WaiverForm) -> bool:
    """Take the duty away for the reason of the form; where that cannot be, let the form say why."""
    if not controls(request.user):
        raise PermissionDenied
    if not form.is_valid():
        return False
    place = {"lesson": row.lesson} if row.key.is_of_lesson else {"work": row.work, "student": row.student}
    try:
        waive(duty=row.key.duty, **place, **form.cleaned_data, by=request.user, at=request.now)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True
