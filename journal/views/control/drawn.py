"""Figures as the control draws them: each number with the way to the very rows behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString

from accounts.filters import Filters
from accounts.russian import near, plural, short_date
from accounts.views.downloads import files_at
from journal.control import DutyRow, Figures, Tally
from journal.enums import Beside, Duty, DutyState
from journal.forms.control.filters import JUDGED
from journal.models import Reminder
from journal.rules.deadlines import DEADLINES
from journal.views.control import cells

HEADS = {
    Duty.MARK: "Отметки",
    Duty.WRITTEN: "Письменные",
    Duty.REMOTE: "Дистанционно",
    Duty.TOPIC: "Темы",
    Duty.HOMEWORK: "Задания",
}
TONES = {
    DutyState.ON_TIME: "ok",
    DutyState.LATE: "soon",
    DutyState.DUE: "idle",
    DutyState.OVERDUE: "late",
    DutyState.WAIVED: "info",
}


@dataclass(frozen=True)
class Number:
    """How many duties there are, in words, and where they are listed."""

    label: str
    number: int
    url: str
    tone: str = ""
    clause: str = ""


class Linked:
    """A tally whose numbers are links; `url` makes the address of a list from what else is asked of it."""

    def __init__(self, tally: Tally, url: Callable[..., str]):
        self.tally, self._url = tally, url

    @property
    def share(self) -> str:
        """«94 %», rounded down so that only all is all; empty where nothing could be late yet."""
        return share_said(self.tally)

    @property
    def drawn(self) -> SafeString:
        """The share, with the way to the rows it is of, as a cell shows it."""
        return cells.share(self)

    @property
    def drawn_late(self) -> SafeString:
        return cells.late(self)

    @property
    def drawn_overdue(self) -> SafeString:
        return cells.overdue(self)

    @property
    def everything(self) -> Number:
        return Number("всего", self.tally.total, self._url())

    @property
    def judged(self) -> Number:
        """Those of which the share is."""
        return Number("срок решён", self.tally.judged, self._url(state=JUDGED))

    @property
    def states(self) -> list[Number]:
        """How many there are in each state that occurs."""
        return [self.of(state) for state in DutyState if self.tally.states[state]]

    @property
    def overdue(self) -> Number:
        return self.of(DutyState.OVERDUE)

    @property
    def late(self) -> Number:
        return self.of(DutyState.LATE)

    @property
    def due(self) -> Number:
        return self.of(DutyState.DUE)

    @property
    def beside(self) -> list[Number]:
        """What is counted openly beside the duties, as far as it occurs."""
        return [
            Number(name.label, self.tally.beside[name], self._url(beside=name.value))
            for name in Beside
            if self.tally.beside[name]
        ]

    def of(self, state: DutyState) -> Number:
        return Number(state.label, self.tally.states[state], self._url(state=state.value), TONES[state])


def share_said(tally: Tally) -> str:
    """Return the share in time: «94 %», and «100 %» only when nothing was late."""
    return "" if tally.share is None else f"{int(tally.share * 100)}\u00a0%"


@dataclass(frozen=True)
class Row:
    """One teacher, class or subject: its cells by rule, and all of them together."""

    label: str
    url: str
    cells: list[Linked]
    whole: Linked

    @property
    def drawn(self) -> SafeString:
        """The row as a table shows it."""
        whole = (self.whole.drawn_overdue, self.whole.drawn_late, self.whole.drawn)
        return cells.row(self.label, [*whole, *(cell.drawn for cell in self.cells)], url=self.url)


@dataclass(frozen=True)
class Line:
    """A duty of a list as it stands today, with what was sent about it, the newest first."""

    duty: DutyRow
    today: date
    reminders: Sequence[Reminder] = ()

    @property
    def tone(self) -> str:
        return TONES[self.duty.state]

    @property
    def place(self) -> str:
        """«Алгебра, 7 «А», 12.10»."""
        lesson = self.duty.lesson
        return f"{lesson.course.subject}, {lesson.course.group}, {short_date(lesson.date)}"

    @property
    def lateness(self) -> str:
        """«на 3 дня»; empty in time."""
        return f"на\u00a0{plural(self.duty.days, 'день,дня,дней')}" if self.duty.days else ""

    @property
    def due(self) -> str:
        """«сегодня до 23:59», «завтра», «22 ноября»."""
        is_last = self.duty.state == DutyState.DUE and self.duty.due == self.today
        return f"{near(self.duty.due, self.today)}{' до 23:59' if is_last else ''}"

    @property
    def recorded(self) -> str:
        return near(self.duty.recorded, self.today) if self.duty.recorded else ""

    @property
    def reminded(self) -> str:
        """«2, последнее вчера в 17:00»; empty when nothing was sent."""
        if not self.reminders:
            return ""
        number, last = len(self.reminders), near(self.reminders[0].sent_at, self.today)
        return last if number == 1 else f"{number}, последнее {last}"

    @property
    def is_overdue(self) -> bool:
        return self.duty.state == DutyState.OVERDUE


@dataclass(frozen=True)
class Rule:
    """A rule of the regulation with the tally of all that falls under it."""

    duty: Duty
    linked: Linked

    @property
    def label(self) -> str:
        return self.duty.label

    @property
    def head(self) -> str:
        """The name over a narrow column."""
        return HEADS[self.duty]

    @property
    def clause(self) -> str:
        return DEADLINES[self.duty].clause


def rules_of(figures: Figures, lists: Callable[..., str]) -> list[Rule]:
    """Return the rules in the order of the regulation."""
    return [Rule(duty, Linked(figures.by_rule.get(duty, Tally()), narrowed(lists, rule=duty.value))) for duty in Duty]


def narrowed(lists: Callable[..., str], **always) -> Callable[..., str]:
    """Return the function that makes addresses of lists, with something always asked."""
    return lambda **asked: lists(**always | asked)


def lists_of(form) -> Callable[..., str]:
    """Return a function that makes the address of the list of the form's duties, narrowed further."""
    page = reverse("journal:control-duties")

    # A board has a thousand of them, and most of each stands in others too.
    @cache
    def begun(*names: str) -> str:
        address = form.address_of(page, **dict.fromkeys(names))
        return address if address.endswith("?") else f"{address}&"

    @cache
    def said(name: str, value) -> str:
        return urlencode({name: value})

    def url(**asked) -> str:
        if not asked:
            return form.address_of(page)
        return begun(*asked) + "&".join([said(name, value) for name, value in asked.items()])

    return url


def files_of_list(name: str, form: Filters | None = None) -> dict[str, str]:
    """Return the addresses of a list of the control as files, its filters kept, by the kind of file."""
    return files_at("journal:control-list", name, form=form)


def files_of(form, page: str, **asked) -> dict[str, str]:
    """Return the addresses of a table of the form's duties as files, by the kind of file."""
    return {kind.upper(): form.address_of(reverse(page, args=[kind]), **asked) for kind in ("xlsx", "csv")}
