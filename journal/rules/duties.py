"""How a duty is called in addresses and forms: by its natural key, for a duty is never stored."""

import re
from dataclasses import dataclass
from typing import Self

from journal.enums import Duty

OF_LESSON = (Duty.TOPIC, Duty.HOMEWORK)
OF_MARK = (Duty.WRITTEN, Duty.MARK, Duty.REMOTE)
# No longer than a key of the database may be.
KEY = re.compile(r"([a-z]+)-([1-9][0-9]{0,17})(?:-([1-9][0-9]{0,17}))?")


@dataclass(frozen=True)
class DutyKey:
    """«topic-57» of lesson 57; «written-812-57» of the mark for work 812 of student 57."""

    duty: Duty
    place: int
    student: int | None = None

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the duty a text names; None for what names none."""
        found = KEY.fullmatch(text)
        if found is None:
            return None
        duty, place, student = found.groups()
        if duty not in (OF_MARK if student else OF_LESSON):
            return None
        return cls(Duty(duty), int(place), student and int(student))

    @property
    def is_of_lesson(self) -> bool:
        """Whether the place is a lesson; else it is a work."""
        return self.duty in OF_LESSON

    def __str__(self):
        return "-".join(str(part) for part in (self.duty.value, self.place, self.student) if part is not None)
