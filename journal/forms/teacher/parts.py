"""What the forms of a lesson's page have in common: each is a part that is saved by itself."""

from django import forms
from django.utils.timezone import localtime

from accounts.rules.texts import visible
from journal.actions import Doubt
from journal.models import Change


class Part(forms.Form):
    """A part of a page; its name is the prefix of its fields.

    `unsaved`: a form of the same part that met a conflict: what was typed there is kept, what stands now is seen.
    """

    def __init__(self, lesson, *, part: str, posted=None, unsaved=None, **kwargs):
        mine = posted if posted and posted.get("part") == part else None
        super().__init__(mine, prefix=part, **kwargs)
        self.lesson, self.unsaved = lesson, unsaved
        # Entries that were not written: somebody else had written there meanwhile, or the person is asked about them.
        self.conflicts = []

    @property
    def doubts(self) -> list[Doubt]:
        """Entries that wait for the person's word."""
        return [conflict for conflict in self.conflicts if isinstance(conflict, Doubt)]

    @property
    def clashes(self) -> list:
        """Entries in whose place somebody else has written."""
        return [conflict for conflict in self.conflicts if not isinstance(conflict, Doubt)]

    def save(self, *, by, at) -> None:
        """Write what was typed, each part by its own action. Raises Refused; a conflict goes into `conflicts`."""


def last_changes(lesson, matter) -> dict[int | None, Change]:
    """Return the last change of a matter at a lesson by the student it is about, None for the class. One query."""
    changes = Change.objects.about(matter).filter(lesson=lesson).with_actor().as_it_went()
    return {change.student_id: change for change in changes}


def told(lesson, person, at) -> str:
    """Return who wrote when: «Чужова А. С., 08:00»; another day than the lesson's is named."""
    moment = localtime(at)
    day = "" if moment.date() == lesson.date else f"{moment:%d.%m} "
    return f"{person.short_name}, {day}{moment:%H:%M}"


def one_line(text: str) -> str:
    return visible(" ".join(text.split()))


def kept_lines(text: str) -> str:
    """Return the text with the line ends that the journal keeps: browsers send others."""
    return visible(text.replace("\r\n", "\n"))
