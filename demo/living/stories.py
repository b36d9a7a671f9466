"""Of what families of the demonstration complain, and how each case ends: told beforehand, the same for each seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from itertools import cycle, islice
from uuid import UUID

from accounts.models import Guardianship, User
from complaints.enums import About, Channel
from demo.invention.calendar import working_day
from demo.living.chance import chance
from demo.living.habits import odd_ones
from demo.living.register import Register
from demo.logins import LOGINS
from journal.models import Lesson


class End(Enum):
    """What becomes of a case."""

    ENTERED = auto()
    NEVER = auto()
    ANSWERED = auto()
    JOINED = auto()
    PROLONGED = auto()
    REDIRECTED = auto()
    WITHDRAWN = auto()
    FORGOTTEN = auto()


# On which days after the first of a month of thirty days a case comes.
DAYS, MONTH, MONTHS = (9, 16, 21, 27), timedelta(days=30), 9
PLAN = (
    # The first months have one of everything.
    (Channel.PORTAL, About.MISSING, End.ENTERED),
    (Channel.PAPER, About.MARK, End.ANSWERED),
    (Channel.PORTAL, About.MISSING, End.NEVER),
    (Channel.ORAL, About.OTHER, End.ANSWERED),
    (Channel.PORTAL, About.OTHER, End.ANSWERED),
    (Channel.EMAIL, About.OTHER, End.JOINED),
    (Channel.PORTAL, About.OTHER, End.FORGOTTEN),
    (Channel.SERVICES, About.OTHER, End.REDIRECTED),
    (Channel.PORTAL, About.MARK, End.WITHDRAWN),
    (Channel.PORTAL, About.MISSING, End.PROLONGED),
    (Channel.EMAIL, About.MISSING, End.ENTERED),
    (Channel.PORTAL, About.MISSING, End.NEVER),
)
ORDINARY = (
    (Channel.PORTAL, About.MISSING, End.ENTERED),
    (Channel.PORTAL, About.MARK, End.ANSWERED),
    (Channel.PORTAL, About.OTHER, End.ANSWERED),
    (Channel.PAPER, About.OTHER, End.ANSWERED),
)
# Those of the family that signs in: one is over, another goes on.
OF_PARENT = (0, 9)
# Long enough overdue for anybody to complain of; and no lesson of which the office takes a duty away.
WAITED, LOOKED_BACK, WAIVED = timedelta(days=3), timedelta(days=8), timedelta(days=7)


@dataclass(frozen=True)
class Story:
    """A case: when it comes and how, from whom, of what; the lesson whose homework is missing."""

    number: int
    first: date
    channel: Channel
    about: About
    end: End
    author: User
    child: User
    once: UUID
    lesson: Lesson | None = None


class Stories:
    """Tells the cases of a year."""

    def __init__(self, register: Register):
        self.register = register
        rows = Guardianship.objects.order_by("child", "since", "guardian__code")
        families = [(row.child_id, register.people[row.guardian_id]) for row in rows]
        self.of_parent = {child: guardian for child, guardian in families if guardian.login == "parent"}
        self.of_others = {child: guardian for child, guardian in families if guardian.login not in LOGINS}
        never, *_ = odd_ones(register.seed, register.odd)
        self.never = {pk for pk, lessons in register.lessons.items() if self._begins_with(never, lessons)}

    def tell(self) -> Iterator[Story]:
        plan = (*PLAN, *islice(cycle(ORDINARY), MONTHS * len(DAYS) - len(PLAN)))
        for number, (channel, about, end) in enumerate(plan):
            month, place = divmod(number, len(DAYS))
            first = working_day(self.register.year.first_day + month * MONTH + timedelta(days=DAYS[place]))
            yield self._story(number, first, channel, about, end)

    def _story(self, number, first, channel, about, end):
        dice = chance(self.register.seed, "complaint", number)
        once = UUID(int=dice.getrandbits(128), version=4)
        lesson, children = self._missed(number, first) if about == About.MISSING else (None, self._children(number))
        if about == About.MISSING and lesson is None:
            # A small school has weeks, and families, that miss nothing.
            end = end if end == End.PROLONGED else End.ANSWERED
            about, children = About.OTHER, self._children(number)
        child, guardians = dice.choice(children), self.of_parent if number in OF_PARENT else self.of_others
        return Story(number, first, channel, about, end, guardians[child.pk], child, once, lesson)

    def _missed(self, number, first) -> tuple[Lesson | None, list[User]]:
        """Return a lesson without homework that has been overdue for days, and the children who miss it."""
        own = {child.pk for child in self._children(number)}
        day, week = first - LOOKED_BACK, self.register.leaves[0].first
        while day < first - WAITED:
            for lesson in sorted(self.register.days.get(day, ()), key=lambda one: (one.number, one.course_id)):
                sets = lesson.course_id in self.never and self.register.courses[lesson.course_id].sets_homework_on(day)
                if sets and not week <= day < week + WAIVED:
                    found = [child for child in self.register.members(lesson.course_id, day) if child.pk in own]
                    if found:
                        return lesson, found
            day += timedelta(days=1)
        return None, []

    def _children(self, number) -> list[User]:
        """Return the children of the family that signs in, or those of all others, by code."""
        own = self.of_parent if number in OF_PARENT else self.of_others
        return sorted((self.register.people[pk] for pk in own), key=lambda child: child.code)

    def _begins_with(self, teacher, lessons) -> bool:
        return bool(lessons) and self.register.people[lessons[0].teacher_id].code == teacher
