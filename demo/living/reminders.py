"""What teachers are reminded of as the year is lived: each morning by the diary, on Fridays by the deputy, by families.

Days are lived some at a time, and an entry may stand by then that was not there when somebody reminded of it: what was
overdue at a moment is told by when the entry was made.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F
from django.utils.timezone import localtime

from accounts.enums import NoticeKind, Role
from accounts.models import Guardianship, Notice
from demo.invention.calendar import DAY
from demo.living.chance import chance
from demo.living.register import Register, moment
from journal.actions.reminders import by_hand, tell_of
from journal.actions.telling import Message, address_of, send
from journal.control.reminding import open_duty, overdue_duties
from journal.enums import Duty, ReminderKind
from journal.models import LACKING, Lesson, Mark, RemindedDuty, Reminder
from journal.models.bulk import update
from journal.rules.duties import DutyKey
from journal.rules.reminding import OpenDuty, in_short, overdue, proposed

MORNING, AFTER_LESSONS, EVENING, MIDNIGHT = 7 * 60 + 5, 16 * 60 + 30, 19 * 60 + 30, 24 * 60
# Who owes so much on a Friday is reminded, but no more than so many teachers.
MUCH, MOST = 3, 3
# For how many days the deputy and the families look back, and how many of the evenings a family presses the button.
WEEK, LATELY, PRESSING = timedelta(days=7), timedelta(days=3), 0.3
FRIDAY = 4
# Most of what people are told they read, within so many minutes.
READING, SOON, LATER = 0.9, 20, 14 * 60
DAY_BEGINS, DAY_ENDS = time(7), time(22)


@dataclass(frozen=True)
class Late:
    """An entry that was made after its day, or has not been made yet."""

    duty: OpenDuty
    made_at: datetime | None = None

    def is_overdue(self, at: datetime, *, since: date) -> bool:
        """Whether it was overdue at a moment, of those due on the day or later."""
        return since <= self.duty.due < at.date() and (self.made_at is None or self.made_at > at)


class Reminders:
    """Reminds and reads, as far as the moments are to be lived; what a visitor has done stays."""

    def __init__(self, register: Register, is_now: Callable[[datetime], bool]):
        self.register, self.is_now = register, is_now
        rows = Guardianship.objects.order_by("child", "since", "guardian__code")
        self.guardians = {row.child_id: register.people[row.guardian_id] for row in rows}

    def remind(self, days: Sequence[date]) -> None:
        """Live the reminders of some days, when all their entries have been written."""
        late = self._late(days)
        told = set(Reminder.objects.by_diary().filter(sent_on__in=days).values_list("recipient", "sent_on"))
        pressed = RemindedDuty.objects.filter(
            reminder__kind=ReminderKind.FAMILY, reminder__sent_on__gt=days[0] - LATELY
        )
        pressed = {row.key for row in pressed}
        for day in days:
            if self.is_now(at := moment(day, MORNING)):
                self._tell(at, late, told)
            if day.weekday() == FRIDAY and self.is_now(at := moment(day, AFTER_LESSONS)):
                self._press_hard(at, late)
            if day in self.register.days and self.is_now(at := moment(day, EVENING)):
                self._press(at, late, pressed)
        self._read(days)

    def _tell(self, at, late, told):
        """Tell each teacher in the morning what fell overdue at midnight."""
        day = at.date()
        found = self._by_teacher(late, at, since=day - timedelta(days=1))
        messages = [
            Message(
                self.register.people[teacher],
                ReminderKind.MORNING,
                in_short(overdue(duties)),
                f"{ReminderKind.MORNING}-{day}",
                address_of(duties),
                [duty.key for duty in duties],
            )
            for teacher, duties in found.items()
            if (teacher, day) not in told
        ]
        send(messages, by=None, at=at)

    def _press_hard(self, at, late):
        """Let the deputy remind those who owe the most of the week."""
        found = self._by_teacher(late, at, since=at.date() - WEEK)
        much = [teacher for teacher, duties in found.items() if len(duties) >= MUCH]
        much.sort(key=lambda teacher: (-len(found[teacher]), self.register.people[teacher].code))
        once = f"hand-{self.register.deputy.pk}-{at.date()}-0"
        people, post = [self.register.people[teacher] for teacher in much[:MOST]], Role.DEPUTY
        send(
            [by_hand(one, proposed(found[one.pk], post), found[one.pk], post=post, key=once) for one in people],
            by=self.register.deputy,
            at=at,
        )

    def _press(self, at, late, pressed):
        """Let a family remind of something that their child's diary lacks, and of which no other has."""
        dice = chance(self.register.seed, "family reminds", at.date())
        if dice.random() > PRESSING:
            return
        duties = [row.duty for row in late if row.is_overdue(at, since=at.date() - LATELY)]
        found = [duty for duty in duties if duty.key.is_of_lesson and duty.key not in pressed]
        if not found:
            return
        duty = dice.choice(sorted(found, key=lambda duty: (duty.course, duty.lesson, duty.key.duty)))
        course = Lesson.objects.values_list("course", flat=True).get(pk=duty.lesson)
        children = [child for child in self.register.members(course, duty.date) if child.pk in self.guardians]
        if children:
            child = dice.choice(children)
            tell_of(duty, student=child, by=self.guardians[child.pk], at=at)
            pressed.add(duty.key)

    def _by_teacher(self, late, at, *, since) -> dict[int, list[OpenDuty]]:
        found = defaultdict(list)
        for row in late:
            if row.is_overdue(at, since=since):
                found[row.duty.teacher].append(row.duty)
        return found

    def _late(self, days) -> list[Late]:
        """Return what was or is late of the days and of those that are looked back to."""
        since, end = days[0] - WEEK, moment(days[-1], MIDNIGHT)
        found = [Late(duty) for duty in overdue_duties(now=end, since=since)]
        for duty in LACKING:
            due, made = f"{duty}_deadline_on", f"{duty}_recorded"
            lessons = Lesson.objects.owing(duty).filter(
                **{f"{due}__range": (since, days[-1]), f"{made}_on__gt": F(due)}
            )
            for lesson in lessons.with_course():
                known = open_duty(DutyKey(duty, lesson.pk), lesson.deadline_on(duty), lesson.debtor(duty), lesson)
                found.append(Late(known, getattr(lesson, f"{made}_at")))
        marks = Mark.objects.closing().filter(duty=Duty.WRITTEN, due_on__range=(since, days[-1]))
        for mark in (
            marks.filter(recorded_on__gt=F("due_on")).with_work().select_related("work__lesson__course__subject")
        ):
            key = DutyKey(Duty.WRITTEN, mark.work_id, mark.student_id)
            found.append(
                Late(open_duty(key, mark.due_on, mark.owed_by_id, mark.work.lesson, mark.work), mark.recorded_at)
            )
        return found

    def _read(self, days):
        """Let people read what they were told."""
        first, end = moment(days[0] - LATELY, 0), moment(days[-1], MIDNIGHT)
        notices = Notice.objects.unread().filter(kind=NoticeKind.DUTY, told_at__gte=first).select_related("recipient")
        # A teacher's request is read by answering it.
        notices = notices.exclude(key__startswith="pause-asked-")
        read = []
        for notice in notices:
            notice.read_at = self._reading(notice)
            if notice.read_at and notice.read_at < end and self.is_now(notice.read_at):
                read.append(notice)
        update(read, ("read_at",))

    def _reading(self, notice) -> datetime | None:
        """Return when the person reads it: within a day, not at night; None for never."""
        told_at = localtime(notice.told_at)
        dice = chance(self.register.seed, "reads", notice.recipient.code, told_at, notice.text)
        read_at = told_at + timedelta(minutes=dice.randint(SOON, LATER))
        if dice.random() > READING:
            return None
        return read_at if DAY_BEGINS <= read_at.time() < DAY_ENDS else moment(told_at.date() + DAY, MORNING + SOON)
