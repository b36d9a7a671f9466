"""What is written about one lesson, by whom and when: it follows from the seed and the lesson alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from random import Random

from django.utils.timezone import localtime

from accounts.models import User
from demo.living.chance import chance
from demo.living.habits import Habit
from demo.living.happenings import Happening
from demo.living.marks import answers, notebooks, work
from demo.living.register import Register, moment
from journal.actions.entries import HomeworkEntry, PresenceEntry, TopicEntry
from journal.enums import Presence
from journal.models import Course, Lesson

NOT_SET, OVERSLEPT = 0.06, 0.012
MINUTES = (15, 20, 30, 40)


@dataclass
class LessonStory:
    """The story of one lesson, told as happenings in no order."""

    register: Register
    lesson: Lesson

    @cached_property
    def dice(self) -> Random:
        lesson = self.lesson
        return chance(self.register.seed, self.course.code, lesson.date, lesson.number)

    @cached_property
    def course(self) -> Course:
        return self.register.courses[self.lesson.course_id]

    @cached_property
    def teacher(self) -> User:
        return self.register.people[self.lesson.teacher_id]

    @cached_property
    def habit(self) -> Habit:
        return self.register.habits[self.teacher.code]

    @cached_property
    def begins(self) -> int:
        """The minute of the day at which the lesson begins."""
        begins = localtime(self.lesson.starts_at)
        return begins.hour * 60 + begins.minute

    @cached_property
    def is_marked(self) -> bool:
        return self.course.is_marked_on(self.lesson.date)

    @cached_property
    def sets_homework(self) -> bool:
        return self.course.sets_homework_on(self.lesson.date)

    def at(self, days: int, minute: int) -> datetime:
        """Return the moment so many days after the lesson; a teacher who is ill then writes after the illness."""
        day = self.lesson.date + timedelta(days=days)
        for leave in self.register.leaves:
            if leave.teacher == self.teacher.code and leave.first <= day <= leave.last:
                day = leave.last + timedelta(days=1)
        return moment(day, minute)

    def tell(self) -> Iterator[Happening]:
        """Yield all that is ever written about the lesson."""
        days, minute = self.habit.moment(self.dice, self.begins)
        written_at, (line, hour) = self.at(days, minute), self.register.turn(self.lesson)
        yield TopicEntry(lesson=self.lesson, topic=line.topic, planned_topic=line, by=self.teacher, at=written_at)
        if self.sets_homework and self.habit.writes_homework:
            yield self._homework(line, hour, written_at + timedelta(minutes=1))
        away = self.register.health.away[self.lesson.date]
        roster = self.register.members(self.course.pk, self.lesson.date)
        absent = [student for student in roster if student.code in away]
        present = [student for student in roster if student.code not in away]
        yield from self._attendance(absent, present, written_at if days else self.at(0, self.begins + 10))
        freed = self.register.freed(self.lesson)
        there = [student for student in present if student.code not in freed]
        if self.is_marked and there:
            kind = self.register.kinds.get(line.work_kind_id) if hour + 1 == line.hours else None
            yield from self._marks(kind, line, there, absent, written_at)

    def _homework(self, line, hour, at):
        text = f"Закончить: {line.homework}" if hour else line.homework
        text = "" if self.dice.random() < NOT_SET else text
        minutes = self.dice.choice(MINUTES) if text and self.habit.tells_minutes else None
        return HomeworkEntry(lesson=self.lesson, text=text, not_set=not text, minutes=minutes, by=self.teacher, at=at)

    def _attendance(self, absent, present, at):
        late = [student for student in present if self.lesson.number == 1 and self.dice.random() < OVERSLEPT]
        for students, presence in ((absent, Presence.ABSENT), (late, Presence.LATE)):
            for student in students:
                yield PresenceEntry(lesson=self.lesson, student=student, presence=presence, by=self.teacher, at=at)

    def _marks(self, kind, line, present, absent, written_at):
        yield from answers(self, present, written_at, is_short=kind is not None)
        if kind:
            yield from work(self, kind, line.topic, present, absent, written_at)
        if self.sets_homework:
            yield from notebooks(self, present, written_at)
