"""What the deputy director does about deadlines: pauses, answers to teachers' requests for them, waivers."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import islice

from accounts.models import User
from demo.living.chance import chance
from demo.living.habits import Leave, odd_ones
from demo.living.register import Register, moment
from demo.logins import LOGINS
from journal.actions import Refused, accept_request, ask_for_pause, decline_request, pause, waive
from journal.enums import Duty, PauseReason
from journal.models import Lesson, PauseRequest, owed_pairs

DAY = timedelta(days=1)
EARLY, NOON, AFTER_LESSONS, EVENING = 7 * 60, 12 * 60 + 30, 15 * 60 + 30, 18 * 60 + 5
# A mark that is missing for so long is given no more.
FORGOTTEN = timedelta(days=60)

Deed = tuple[datetime, Callable[[datetime], None]]


class Control:
    """Does what the office does about deadlines, as far as its moments are to be lived.

    Whatever is written before or after on the same days: a pause counts all of it anew, and what is waived is
    written no more.
    """

    def __init__(self, register: Register, is_now: Callable[[datetime], bool]):
        self.register, self.is_now = register, is_now
        self.deeds = sorted(self._deeds(), key=lambda deed: deed[0])

    @property
    def late_on(self) -> date:
        """The day on which the sick leave of autumn is recorded, before anybody is reminded of anything that day.

        What was overdue on the days before is overdue no more: they must have been lived by then.
        """
        return self.register.leaves[0].first + 3 * DAY

    def act(self, days: Sequence[date]) -> None:
        """Do what falls to some days, each thing at its moment."""
        for at, deed in self.deeds:
            if at.date() in days and self.is_now(at):
                # A visitor may have done it already, or have answered.
                with suppress(Refused):
                    deed(at)

    def _deeds(self) -> Iterator[Deed]:
        autumn, winter = self.register.leaves
        monday, known = autumn.first, self.register.known("teacher")
        other = chance(self.register.seed, "asks").choice(self._others())
        yield moment(monday + DAY, AFTER_LESSONS), lambda at: self._ask_to_go(known, monday + 3 * DAY, at)
        yield moment(monday + 2 * DAY, NOON), lambda at: self._accept(known, at)
        yield moment(self.late_on, EARLY), lambda at: self._pause_of(autumn, "Больничный лист № 910 237 554 118", at)
        yield moment(monday + 7 * DAY, AFTER_LESSONS), lambda at: self._ask_for_time(other, monday + 7 * DAY, at)
        yield moment(monday + 8 * DAY, NOON), lambda at: self._decline(other, at)
        yield moment(monday + 8 * DAY, EVENING), self._pause_for_outage
        yield moment(monday + 15 * DAY, NOON), lambda at: self._waive_homework(monday, at)
        yield moment(monday + 52 * DAY, NOON), self._waive_mark
        yield moment(winter.first - 4 * DAY, NOON), lambda at: self._pause_of(winter, "Приказ о замещении № 12-к", at)

    def _others(self) -> list[User]:
        """Return teachers who do not sign in on the demonstration, and are not ill this year."""
        ill = {leave.teacher for leave in self.register.leaves}
        return [one for one in self.register.teachers if one.login not in LOGINS and one.code not in ill]

    def _pause_of(self, leave: Leave, document: str, at):
        teacher = next(one for one in self.register.teachers if one.code == leave.teacher)
        days = {"first_day": leave.first, "last_day": leave.last}
        self._record(teacher, PauseReason.SICK_LEAVE, at, document=document, **days)

    def _pause_for_outage(self, at):
        days = dict.fromkeys(("first_day", "last_day"), at.date())
        self._record(None, PauseReason.OUTAGE, at, words="Весь день не было связи: авария у провайдера", **days)

    def _record(self, teacher, reason, at, **said):
        pause(teacher=teacher, reason=reason, **said, by=self.register.deputy, at=at)

    def _ask_to_go(self, teacher, first, at):
        words = "Везу команду на городскую олимпиаду, два дня без компьютера"
        days = {"first_day": first, "last_day": first + DAY}
        ask_for_pause(teacher=teacher, **days, reason=PauseReason.AWAY, words=words, at=at)

    def _ask_for_time(self, teacher, day, at):
        words = "Не успеваю проверить тетради: три класса писали в один день"
        ask_for_pause(teacher=teacher, first_day=day, last_day=day, reason=PauseReason.OTHER, words=words, at=at)

    def _accept(self, teacher, at):
        for request in PauseRequest.objects.of(teacher).open().filter(asked_at__lt=at):
            accept_request(request, document="Приказ № 214-од", by=self.register.deputy, at=at)

    def _decline(self, teacher, at):
        words = "На проверку даётся шесть дней (п. 4.1.2), этого хватит и на три класса. Помогу разнести работы."
        for request in PauseRequest.objects.of(teacher).open().filter(asked_at__lt=at):
            decline_request(request, words=words, by=self.register.deputy, at=at)

    def _waive_homework(self, monday, at):
        """Take away two homeworks of a week of the teacher who never writes any."""
        for lesson in islice(self._without_homework(monday), 2):
            self._waive(at, duty=Duty.HOMEWORK, lesson=lesson, reason="Урок прошёл в музее, задания на дом не было")

    def _without_homework(self, monday) -> Iterator[Lesson]:
        never, *_ = odd_ones(self.register.seed, self.register.odd)
        for number in range(6):
            for lesson in sorted(self.register.days[monday + number * DAY], key=lambda one: one.number):
                teacher, course = self.register.people[lesson.teacher_id], self.register.courses[lesson.course_id]
                if teacher.code == never and course.sets_homework_on(lesson.date):
                    yield lesson

    def _waive_mark(self, at):
        """Take away the first mark of a written work that was forgotten."""
        of_all_present, _ = owed_pairs(at)
        forgotten = of_all_present.filter(work_date__lte=at.date() - FORGOTTEN)
        names = ("course__works__lesson__number", "course__works__number", "student__code")
        for row in forgotten.select_related("student").order_by("work_date", "course__code", *names)[:1]:
            work = row.course.works.get(pk=row.work)
            self._waive(at, duty=Duty.WRITTEN, work=work, student=row.student, reason="Тетрадь утеряна в школе")

    def _waive(self, at, **of):
        waive(**of, by=self.register.deputy, at=at)
