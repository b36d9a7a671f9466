"""What the diary tells by itself: in the evening what is due, in the morning what fell overdue, on Monday the week."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localtime

from accounts.enums import Role
from accounts.models import User
from accounts.russian import days_said
from journal.actions.telling import Message, address_of, send
from journal.control.reminding import named_overdue, week_of_school
from journal.enums import DutyState, ReminderKind
from journal.models import Reminder
from journal.rules.reminding import OpenDuty, Part, evening, in_full, in_short, occasions, overdue
from journal.rules.weeks import Week

# Of what in a week a deputy is told the numbers.
OF_WEEK = (DutyState.LATE, DutyState.WAIVED, DutyState.OVERDUE)


@transaction.atomic
def remind_by_clock(*, duties: Sequence[OpenDuty], at: datetime) -> list[Reminder]:
    """Tell teachers of the open `duties`, and deputies of the week, as far as the hour has come and nobody has yet.

    Safe to do twice, and twice at once; after days without it one message tells what fell overdue meanwhile.
    """
    return send(list(Digests(duties, at).messages()), by=None, at=at)


class Digests:
    """The messages of one moment. Whoever is to be told is held still until they are written: nobody tells them too."""

    def __init__(self, duties: Sequence[OpenDuty], at: datetime):
        moment = localtime(at)
        self.now, self.today, self.kinds = at, moment.date(), occasions(moment.time())
        self.duties = defaultdict(list)
        for duty in duties:
            self.duties[duty.teacher].append(duty)

    def messages(self) -> Iterator[Message]:
        people = self._held()
        told = self._told()
        for kind in self.kinds:
            for person in people:
                if (person.pk, kind) not in told:
                    yield from TELLING[kind](self, person)

    def evening(self, person: User) -> Iterator[Message]:
        due = [duty for duty in self.duties[person.pk] if duty.due >= self.today]
        yield from self._digest(ReminderKind.EVENING, person, evening(due, self.today))

    def morning(self, person: User) -> Iterator[Message]:
        late = [duty for duty in self.duties[person.pk] if duty.due < self.today]
        fresh = [duty for duty in late if (person.pk, duty.key) not in self.named]
        yield from self._digest(ReminderKind.MORNING, person, overdue(fresh))

    def weekly(self, person: User) -> Iterator[Message]:
        if person.pk in self.deputies and self.week:
            key = f"{ReminderKind.WEEKLY}-{Week.of(self.today)}"
            address = reverse("journal:control-report", args=[Week.of(self.today).previous])
            yield Message(person, ReminderKind.WEEKLY, self.week, key, address, letter=self.week)

    @cached_property
    def deputies(self) -> set[int]:
        return set(User.objects.holding(Role.DEPUTY, on=self.today).values_list("pk", flat=True))

    @cached_property
    def named(self) -> set:
        """Which duties each teacher has been told of as overdue; none before the lesson was."""
        return named_overdue(min(duty.date for duties in self.duties.values() for duty in duties))

    @cached_property
    def week(self) -> str:
        """The figures of the last week in one sentence; nothing of a week without duties."""
        week = Week.of(self.today).previous
        tally, teachers = week_of_school(week, now=self.now)
        if tally.share is None:
            return ""
        states = [f"{state.label} {tally.states[state]}" for state in OF_WEEK]
        return (
            f"Записи, срок которых был {days_said(week.monday, week.sunday)}: {tally.total}. "
            f"В срок {int(tally.share * 100)} %, {', '.join(states)} (учителей: {teachers})."
        )

    def _digest(self, kind, person, parts: Sequence[Part]) -> Iterator[Message]:
        if parts:
            duties = [duty for part in parts for duty in part.duties]
            text, key = in_short(parts), f"{kind}-{self.today}"
            keys = [duty.key for duty in duties]
            yield Message(person, kind, text, key, address_of(duties), keys, letter=in_full(parts))

    def _held(self) -> list[User]:
        """Return those who may be told something, locked in one order: two who do this wait for each other."""
        wanted = self.deputies.union(self.duties)
        people = User.objects.present(on=self.today).filter(pk__in=wanted, locked_at=None)
        return list(people.select_for_update(no_key=True).order_by("pk"))

    def _told(self) -> set[tuple[int, ReminderKind]]:
        """Return whom the diary has told what today, or this week of the last one."""
        rows = Reminder.objects.by_diary().filter(sent_on__gte=Week.of(self.today).monday)
        facts = rows.values_list("recipient", "kind", "sent_on")
        return {(pk, kind) for pk, kind, day in facts if day == self.today or kind == ReminderKind.WEEKLY}


TELLING = {
    ReminderKind.WEEKLY: Digests.weekly,
    ReminderKind.MORNING: Digests.morning,
    ReminderKind.EVENING: Digests.evening,
}
