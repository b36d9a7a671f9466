"""«Напомнить»: of which overdue entries, and in which words."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.enums import Role
from accounts.models import User
from accounts.russian import plural, short_date
from journal.access import post_of
from journal.actions import Refused, remind_each
from journal.control.reminding import overdue_duties
from journal.forms.control.reminders import ReminderForm
from journal.rules.duties import DutyKey
from journal.rules.reminding import OpenDuty, Part
from journal.views.control.reminders import for_control
from journal.views.control.tabs import sections

# A key that fits its column.
MOST_DIGITS = 18
NOTHING_CHOSEN = "Отметьте, о каких записях напомнить."


@dataclass(frozen=True)
class Line:
    """Overdue entries of a lesson or of a work; `keys` are theirs, parted by spaces."""

    said: str
    keys: str
    is_chosen: bool


class Card:
    """A teacher with all that is overdue, what of it is chosen, and the words."""

    def __init__(self, teacher: User, duties: list[OpenDuty], chosen: Collection[DutyKey], *, post: Role, typed=None):
        self.teacher, self.duties = teacher, duties
        self.chosen = [duty for duty in duties if duty.key in chosen]
        words = typed if self.chosen else None
        self.form = ReminderForm(teacher, self.chosen or duties, post=post, typed=words)

    @property
    def lines(self) -> list[Line]:
        places = defaultdict(list)
        for duty in self.duties:
            places[duty.line].append(duty)
        return [self._line(duties) for duties in places.values()]

    def _line(self, duties):
        chosen = [duty for duty in duties if duty in self.chosen]
        named = chosen or duties
        [said] = Part("", named).lines
        keys = " ".join(str(duty.key) for duty in named)
        return Line(f"{said} (срок {short_date(min(duty.due for duty in named))})", keys, is_chosen=bool(chosen))


class ReminderPage:
    """What the page shows: cards of the teachers asked about, or of those who owe what is chosen. Five queries."""

    def __init__(self, request: HttpRequest):
        self.request, self.asked, self.error = request, request.POST or request.GET, ""
        self.is_sent = "send" in request.POST
        self.keys = {key for text in self.asked.getlist("duty") for key in map(DutyKey.read, text.split()) if key}
        known = (text for text in self.asked.getlist("teacher") if text.isdecimal() and len(text) <= MOST_DIGITS)
        self.teachers = set(map(int, known))

    @cached_property
    def overdue(self) -> dict[int, list[OpenDuty]]:
        """What teachers owe since a day that has passed; of one alone where no other is asked about."""
        only = next(iter(self.teachers)) if len(self.teachers) == 1 else None
        found = defaultdict(list)
        for duty in overdue_duties(now=self.request.now, teacher=only):
            found[duty.teacher].append(duty)
        return dict(found)

    @cached_property
    def cards(self) -> list[Card]:
        wanted = self.teachers or {pk for pk, duties in self.overdue.items() if self.keys & {d.key for d in duties}}
        people = list(User.objects.visible_to(self.request.user).filter(pk__in=wanted).in_order())
        if self.teachers and not people:
            raise Http404
        return [self._card(person, self.overdue.get(person.pk, [])) for person in people]

    @cached_property
    def debtors(self) -> list[tuple[User, int]]:
        """Everybody who has something overdue, and how much, to choose from."""
        people = User.objects.visible_to(self.request.user).filter(pk__in=self.overdue).in_order()
        return [(person, len(self.overdue[person.pk])) for person in people]

    @property
    def chosen(self) -> list[Card]:
        return [card for card in self.cards if card.chosen]

    def is_valid(self) -> bool:
        """Whether it says of what to remind, and in which words each of those it concerns."""
        if not self.chosen:
            self.error = NOTHING_CHOSEN
        return not self.error and all(card.form.is_valid() for card in self.chosen)

    def send(self) -> bool:
        """Send what is chosen, or nothing and say why."""
        texts = {card.teacher: card.form.cleaned_data["text"] for card in self.chosen}
        try:
            sent = remind_each(texts, duties=self.keys, by=self.request.user, at=self.request.now)
        except Refused as refused:
            self.error = str(refused)
            return False
        messages.success(self.request, f"Отправлено: {plural(len(sent), 'напоминание,напоминания,напоминаний')}.")
        return True

    def _card(self, person, duties):
        chosen = self.keys if self.keys or self.is_sent else {duty.key for duty in duties}
        typed = self.request.POST if self.is_sent else None
        return Card(person, duties, chosen, post=post_of(self.request.user), typed=typed)


@for_control
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Show what may be said to whom; another page may post here the keys of the duties that it is about."""
    page = ReminderPage(request)
    if page.is_sent and page.is_valid() and page.send():
        return redirect("journal:control-reminders")
    return render(request, "journal/control/reminder_new.html", {"page": page, "sections": sections(request)})
