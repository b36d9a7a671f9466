"""What was sent: to whom, about what, when, when it was read, and when the entries were made."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.models import User
from accounts.paging import around, page_of
from journal.enums import ReminderKind
from journal.forms.control.reminders import ReminderFilters
from journal.models import Reminder
from journal.views.control.drawn import files_of_list
from journal.views.control.tabs import sections

for_control = for_roles(Role.DEPUTY, Role.DIRECTOR)
# The family is named to nobody: who reads this list may be the very teacher.
FAMILY = "семья"
DIARY = "дневник"


@dataclass(frozen=True)
class Fate:
    """What became of a reminder, in a sign and words."""

    tone: str
    label: str


@dataclass(frozen=True)
class Line:
    """A reminder as the list shows it."""

    reminder: Reminder

    @property
    def sender(self) -> str:
        if self.reminder.kind == ReminderKind.FAMILY:
            return FAMILY
        return self.reminder.sent_by.short_name if self.reminder.sent_by else DIARY

    @property
    def reading(self) -> Fate:
        notice = self.reminder.notice
        if notice is None or notice.read_at is None:
            return Fate("idle", "ещё нет")
        return Fate("ok", said(notice.read_at))

    @property
    def doing(self) -> Fate | None:
        """What has been entered since; None of one that names no entry."""
        found = self.reminder
        if not found.named:
            return None
        if found.is_done:
            return Fate("ok", said(found.stood_at))
        return Fate("soon", f"{found.standing} из {found.named}")


def said(moment) -> str:
    return f"{localtime(moment):%d.%m.%Y, %H:%M}"


@for_control
@require_safe
def reminders(request: HttpRequest) -> HttpResponse:
    form = filters(request)
    every = Reminder.objects.with_people().with_fate().newest_first()
    page = page_of(form.narrow(every) if form.is_valid() else every.none(), request.GET.get("page"))
    lines = [Line(reminder) for reminder in page]
    files = files_of_list("reminders", form)
    context = {"form": form, "lines": lines, "files": files, "sections": sections(request)}
    return render(request, "journal/control/reminders.html", context | around(page, form))


def filters(request: HttpRequest) -> ReminderFilters:
    """Return the filters with everybody who has ever been reminded."""
    return ReminderFilters(
        request.GET,
        address=reverse("journal:control-reminders"),
        people=User.objects.visible_to(request.user).filter(pk__in=Reminder.objects.values("recipient")).in_order(),
    )
