"""What a family may do about an entry that is overdue: one press reminds the teacher."""

from dataclasses import dataclass
from functools import cached_property

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from accounts.access import is_of_age
from accounts.models import User
from accounts.russian import near
from journal.actions import Refused, remind_by_family
from journal.control.reminding import reminded_by_family
from journal.enums import Duty
from journal.models import RemindedDuty, Student
from journal.rules.duties import DutyKey
from journal.views.family.readers import for_families


@dataclass
class Reminding:
    """What stands beside the overdue entries of one child's page. One query, and that only where there are any."""

    student: Student
    reader: User

    def __post_init__(self):
        self.asked: list[DutyKey] = []

    def beside(self, duty: Duty, lesson: int) -> "Beside":
        return self._beside(DutyKey(duty, lesson))

    def beside_mark(self, work: int) -> "Beside":
        return self._beside(DutyKey(Duty.WRITTEN, work, self.student.pk))

    @cached_property
    def known(self) -> dict[DutyKey, RemindedDuty]:
        """Of which of them the family has reminded."""
        return reminded_by_family(self.student, self.asked)

    def _beside(self, key):
        self.asked.append(key)
        return Beside(key, self)


@dataclass(frozen=True)
class Beside:
    """A place beside an overdue entry: that the family has reminded of it, and the button unless it was today."""

    key: DutyKey
    page: Reminding

    @property
    def said(self) -> str:
        """«Вы напомнили сегодня в 10:00», or that the family did: not who of it."""
        if self._last is None:
            return ""
        who = "Вы напомнили" if self._last.sent_by_id == self.page.reader.pk else "Семья напомнила"
        return f"{who} {near(self._last.sent_at, self.page.reader.on)}"

    @property
    def is_open(self) -> bool:
        return self._last is None or self._last.sent_on != self.page.reader.on

    @property
    def _last(self):
        known = self.page.known.get(self.key)
        return known and known.reminder


def reminding_of(student: Student, reader: User) -> Reminding | None:
    """Return what the reader may do on the pages of the student; nothing for who only reads them."""
    may_remind = student.is_family and (student.pk == reader.pk or not is_of_age(student, reader.on))
    return Reminding(student, reader) if may_remind else None


@for_families
@require_POST
def remind(request: HttpRequest, sid: int) -> HttpResponse:
    student = get_object_or_404(Student.objects.reminded_for_by(request.user), pk=sid)
    key = DutyKey.read(request.POST.get("duty", ""))
    if key is None:
        raise Http404
    try:
        messages.success(request, remind_by_family(key=key, student=student, by=request.user, at=request.now))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(page_of(request, sid))


def page_of(request: HttpRequest, sid: int) -> str:
    """Return the page of the child, or the complaint about the entry, on which the button was pressed."""
    page, diary = request.POST.get("page", ""), reverse("journal:family-diary", args=[sid])
    ours = (f"/students/{sid}/", f"/complaints/new/?child={sid}&")
    is_ours = page.startswith(ours) and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return page if is_ours else diary
