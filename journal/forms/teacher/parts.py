"""What the forms of a lesson's page have in common: each is a part that is saved by itself."""

from django import forms


class Part(forms.Form):
    """A part of a page; its name is the prefix of its fields.

    `unsaved`: a form of the same part that met a conflict: what was typed there is kept, what stands now is seen.
    """

    def __init__(self, lesson, *, part: str, posted=None, unsaved=None, **kwargs):
        mine = posted if posted and posted.get("part") == part else None
        super().__init__(mine, prefix=part, **kwargs)
        self.lesson, self.unsaved = lesson, unsaved
        # Entries that were not written, because somebody else had written there meanwhile.
        self.conflicts = []

    def save(self, *, by, at) -> None:
        """Write what was typed, each part by its own action. Raises Refused; a conflict goes into `conflicts`."""


def one_line(text: str) -> str:
    return " ".join(text.split())


def kept_lines(text: str) -> str:
    """Return the text with the line ends that the journal keeps: browsers send others."""
    return text.replace("\r\n", "\n").strip()
