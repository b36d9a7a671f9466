"""Who was at the lesson: everybody but those who are marked."""

from journal.actions import Conflict, PresenceEntry, note_presence
from journal.enums import Presence
from journal.forms.teacher.roster import RosterForm, Row, announced, name_of

# What a subject teacher records; the reasons are the homeroom teacher's.
TYPED = (Presence.PRESENT, Presence.ABSENT, Presence.LATE)
SPOKEN = {
    Presence.ABSENT: "Н, отсутствует",
    Presence.LATE: "ОП, опоздание",
    Presence.ILL: "Б, болеет",
    Presence.EXCUSED: "УП, уважительная причина",
    Presence.UNEXCUSED: "НП, неуважительная причина",
}


class PresenceForm(RosterForm):
    """Н and ОП beside the names; a reason that the homeroom teacher has put stands in the place of Н."""

    spoken = SPOKEN

    def __init__(self, lesson, **kwargs):
        super().__init__(lesson, part="presence", **kwargs)

    def add_row(self, member) -> None:
        possible = dict.fromkeys((*TYPED, Presence(member.presence)))
        choices = [(presence.value, presence.label) for presence in possible]
        self.ask(member, "presence", self.buttons(member, "presence", choices, member.presence))

    @property
    def announced(self) -> list:
        return announced(self.members.values())

    def row(self, member) -> Row:
        return Row(
            anchor=f"presence-s{member.student_id}",
            member=member,
            groups=(self.picks(member, "presence"),),
            conflict=self._conflict(member),
        )

    def _conflict(self, member) -> str:
        if not self.is_conflicting(member):
            return ""
        typed = Presence(self.unsaved.answer(member, "presence"))
        stands = f"В журнале уже «{Presence(member.presence).label}», у вас «{typed.label}»."
        return f"{stands}{self.author_of(member)} Оставьте выбранным нужное и сохраните ещё раз."

    def save(self, *, by, at) -> None:
        touched = [member for member in self.members.values() if self.touched(member, "presence")]
        self.conflicts = [Conflict("", member) for member in touched if self._is_stale(member)]
        entries = [
            PresenceEntry(
                lesson=self.lesson,
                student=member.student,
                presence=Presence(self.answer(member, "presence")),
                by=by,
                at=at,
            )
            for member in touched
            if not self._is_stale(member)
        ]
        note_presence(entries)

    def _is_stale(self, member) -> bool:
        """Say whether somebody has noted something else since the page was shown."""
        seen = self.seen(self[name_of(member, "presence")])
        return member.presence not in (seen, self.answer(member, "presence"))
