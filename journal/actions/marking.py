"""The marks of one batch: as they stand, changed one by one in memory, then written together."""

from collections.abc import Mapping
from datetime import date

from django.utils.timezone import localdate

from journal.actions.entries import MarkEntry
from journal.actions.history import Ledger
from journal.actions.refusals import Conflict, Doubt, Refused, demand_room, unless
from journal.actions.roster import Rosters
from journal.actions.standing import demand_open_work, settle
from journal.enums import Matter, Presence
from journal.models import Attendance, Dues, Mark, Work, the_school
from journal.models.bulk import insert, update
from journal.models.said import mark_said
from journal.rules import openness
from journal.rules.deadlines import duty_of_mark

FIELDS = (
    "value",
    "second_value",
    "not_handed_in",
    "comment",
    "done_on",
    "received_on",
    "received_reason",
    "given_by",
    "changed_at",
    "recorded_at",
    "recorded_on",
    "emptied_on",
    "corrected_on",
    "owed_by",
    "due_on",
    "due_moved",
    "closed_by_dot",
    "version",
)


class Marking:
    """Takes entries into the rows of a batch; all of them must name fresh works.

    `known`: the marks that stand, by work and student. `noted`: what stands beside the students, by lesson and
    student, asked only for entries that are not sure or name a later day of the work.
    """

    def __init__(
        self,
        book: Ledger,
        *,
        rosters: Rosters,
        known: dict[tuple[int, int], Mark],
        noted: Mapping[tuple[int, int], Attendance],
    ):
        self.book, self.rosters, self.known, self.noted = book, rosters, known, noted
        self.changed: dict[tuple[int, int], Mark] = {}
        self.dues = Dues()

    def take(self, entry: MarkEntry) -> None:
        """Put the entry into its row. Raises Refused, Doubt or Conflict, and then nothing has changed."""
        self.demand(entry)
        key = (entry.work.pk, entry.student.pk)
        mark = self.known.get(key) or new_mark(entry.work, entry.student.pk, by_id=entry.by.pk, at=entry.at)
        if _is_seen_otherwise(entry, mark):
            return
        self._demand_certainty(entry, mark)
        self._demand_day(entry, mark)
        if _fill(mark, entry, self.book, self.dues):
            self.known[key] = self.changed[key] = mark

    def demand(self, entry: MarkEntry) -> None:
        """Raise Refused where no such mark can be, whatever stands there."""
        _demand_place(entry, self.rosters, self.known)
        _demand_sense(entry)

    def write(self) -> list[Mark]:
        """Write the rows that changed, and return them."""
        marks = list(self.changed.values())
        update([mark for mark in marks if mark.pk], FIELDS)
        insert([mark for mark in marks if not mark.pk])
        return marks

    def _demand_certainty(self, entry, mark):
        """Ask once about a mark of one who was not there, unless the work was done later."""
        if entry.sure is not False or mark.digits or not says(entry) or entry.done_on:
            return
        noted = self._noted(entry)
        if noted and (sentence := openness.mark_of_absent(Presence(noted.presence))):
            raise Doubt(f"{entry.student.list_name}: {sentence}", mark)

    def _demand_day(self, entry, mark):
        """Refuse another day on which the work was done once the mark is overdue: it would give it a new due day.

        Of one recorded absent in time nothing was owed by the day of the work: when it was done may be named later.
        """
        if not entry.work.is_written or entry.done_on == mark.done_on:
            return
        noted = self._noted(entry)
        was_owed = mark.done_on or not (noted and noted.is_away and noted.recorded_on <= mark.due_on)
        if was_owed:
            unless(openness.work_done_past_its_day(mark.due_on, localdate(entry.at)))

    def _noted(self, entry) -> Attendance | None:
        return self.noted.get((entry.work.lesson_id, entry.student.pk))


def new_mark(work: Work, student_id: int, *, by_id: int, at) -> Mark:
    """Return an empty cell of the journal, not saved."""
    return Mark(
        work=work,
        student_id=student_id,
        date=work.date,
        received_on=work.date,
        duty=rule_of(work),
        course_id=work.course_id,
        owed_by_id=work.owed_by_id,
        due_on=work.due_on,
        due_moved=work.due_moved,
        set_later=work.is_set_later,
        given_by_id=by_id,
        changed_at=at,
        version=0,
    )


def note_mark(book, mark: Mark, *, old: str, by, at, reason: str, typed_at=None) -> None:
    book.note(
        Matter.MARK,
        course_id=mark.work.course_id,
        lesson_id=mark.work.lesson_id,
        work_id=mark.work_id,
        student_id=mark.student_id,
        old=old,
        new=mark_said(mark),
        by=by,
        at=at,
        typed_at=typed_at,
        reason=reason,
    )


def count_days(mark: Mark, work: Work, dues: Dues) -> None:
    """Set until when the mark is in time: as long as its work, unless it has a day or a debtor of its own."""
    counted_from = (mark.done_on or work.date) if work.is_written else mark.received_on
    if counted_from == work.date and mark.owed_by_id == work.owed_by_id:
        mark.due_on, mark.due_moved = work.due_on, work.due_moved
        return
    place = (mark.owed_by_id, work.days, counted_from)
    mark.due_on, mark.due_moved = dues.due_on(*place), dues.is_moved(*place)


def rule_of(work: Work) -> str:
    """Return the rule of the marks for a work; those brought from another school fall under none."""
    if work.lesson is None:
        return ""
    return duty_of_mark(is_written=work.is_written, is_remote=work.lesson.is_remote)


def duty_of(mark: Mark, work: Work) -> str:
    """Return the rule that a mark falls under; none if its work or the lesson was cancelled by its last day."""
    cancelled = [row.cancelled_on for row in (work, work.lesson) if row and row.cancelled_on]
    return "" if any(day <= mark.due_on for day in cancelled) else rule_of(work)


def says(entry: MarkEntry) -> bool:
    """Tell whether the entry gives a mark or a dot, or takes one away."""
    return entry.not_handed_in or entry.value is not None


def _demand_place(entry, rosters, known):
    """Refuse where no mark can be: a work that is closed to changes, a student who is not there."""
    work, student = entry.work, entry.student
    is_known = (work.pk, student.pk) in known
    demand_open_work(work)
    unless(openness.without_marks(work.course, work.date))
    if work.lesson_id:
        rosters.demand(work.course_id, student, work.date)
        if not is_known:
            rosters.demand_addressee(work, student)
    elif not is_known:
        raise Refused(f"{student.list_name}: отметка из справки есть только у того, кто её принёс.")


def _demand_sense(entry):
    """Refuse what cannot be: digits outside the scale, a second mark without a first, an impossible day."""
    school = the_school()
    for value in (entry.value, entry.second_value):
        unless(openness.outside_scale(value, gives_ones=bool(school and school.gives_ones)))
    unless(_ill_formed(entry) or _impossible_day(entry, localdate(entry.at)))
    demand_room(Mark, comment=entry.comment, received_reason=entry.received_reason)


def _ill_formed(entry) -> str | None:
    if entry.second_value is not None and (entry.work.parts == 1 or entry.value is None):
        return "Вторая отметка ставится только за работу из двух частей и после первой."
    if entry.not_handed_in and entry.value is not None:
        return "«Не сдано» и отметка вместе не ставятся."
    return None


def _impossible_day(entry, today: date) -> str | None:
    first = entry.work.date
    if first > today:
        return f"Урок {first:%d.%m.%Y} ещё не наступил: отметку можно поставить в день урока или позже."
    for day in (entry.done_on, entry.received_on):
        if day is not None and not first <= day <= today:
            return f"Укажите день от {first:%d.%m.%Y} до {today:%d.%m.%Y}."
    if entry.received_on not in (None, first) and not entry.received_reason.strip():
        return "Напишите, почему отметка получена в другой день: причину увидит семья."
    return None


def _is_seen_otherwise(entry, mark) -> bool:
    """Tell whether another version than its author saw says all that the author does; raise Conflict otherwise."""
    if entry.version in (None, mark.version):
        return False
    if (entry.value, entry.second_value, entry.not_handed_in) == mark.content and not _adds(entry, mark):
        return True
    raise Conflict("Отметку уже изменили. Выберите, что оставить.", mark)


def _adds(entry, mark) -> bool:
    """Tell whether the author says words or days that do not stand beside the mark."""
    words = ((entry.comment.strip(), mark.comment), (entry.received_reason.strip(), mark.received_reason))
    days = ((entry.done_on, mark.done_on), (entry.received_on, mark.received_on))
    return any(said and said != stands for said, stands in words + days)


def _fill(mark, entry, book, dues) -> bool:
    """Put the entry into the row and its change into the history; tell whether anything changed."""
    before, old, stood, given = _content(mark), mark_said(mark), _is_whole(mark, entry.work), mark.content
    _put(mark, entry)
    stands = _is_whole(mark, entry.work)
    if not (stood and stands):
        # Who is to give it now; what has been given stays with whoever gave it.
        mark.owed_by_id = entry.work.owed_by_id
    count_days(mark, entry.work, dues)
    if before == _content(mark):
        return False
    _settle(mark, given, stood=stood, stands=stands, at=entry.at)
    mark.version, mark.given_by_id, mark.changed_at = mark.version + 1, entry.by.pk, entry.at
    said = {"by": entry.by, "at": entry.at, "typed_at": entry.typed_at, "reason": mark.received_reason}
    note_mark(book, mark, old=old, **said)
    return True


def _put(mark, entry):
    """Put the entry into the row; a mark taken away takes its words along, not the day on which the work was done."""
    work, given = entry.work, says(entry)
    mark.value, mark.second_value, mark.not_handed_in = entry.value, entry.second_value, entry.not_handed_in
    mark.comment = entry.comment.strip() if given else ""
    mark.done_on = entry.done_on
    mark.received_on = (entry.received_on if given else None) or work.date
    mark.received_reason = entry.received_reason.strip() if mark.received_on != work.date else ""


def _settle(mark, given, *, stood, stands, at):
    """Keep the recorded day, whether what began to stand on it was a dot, and the day of the last correction.

    `given`: what stood before. A mark in the place of a dot is no correction, nor are other words beside a mark.
    """
    recorded_on, was_dot = mark.recorded_on, given[-1]
    is_kept = settle(mark, "", stood=stood, stands=stands, at=at)
    if mark.recorded_on != recorded_on:
        mark.closed_by_dot = mark.not_handed_in
    if is_kept and given != mark.content and not was_dot:
        mark.corrected_on = localdate(at)


def _content(mark):
    days = (mark.done_on, mark.received_on, mark.received_reason)
    return (mark.value, mark.second_value, mark.not_handed_in, mark.comment, *days)


def _is_whole(given: Mark | MarkEntry, work) -> bool:
    """Say whether the mark closes the duty: a dot, or all the parts of the work."""
    return given.not_handed_in or (given.value is not None and (work.parts == 1 or given.second_value is not None))
