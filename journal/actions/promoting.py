"""How a year ends for the students of a class, and the next year opened from it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.timezone import localdate

from accounts.actions import note
from accounts.enums import AuditKind
from accounts.keep import forget
from accounts.models import User
from journal.actions.refusals import demand_room, unless
from journal.enums import Outcome
from journal.models import AcademicYear, BellSlot, Enrolment, Homeroom, Promotion, SchoolClass, Term
from journal.models.bulk import insert, update
from journal.rules import closing
from journal.rules.promoting import END_OF_PRIMARY, grade_after, makes_good, out_of_grade, year_later

DAY = timedelta(days=1)


@transaction.atomic
def promote(
    school_class: SchoolClass,
    outcomes: Mapping[int, Outcome | None],
    *,
    order: str,
    by: User,
    at: datetime,
    seen: Mapping[int, str] | None = None,
) -> None:
    """Write down how the year ended for students of a class, by their keys; another outcome corrects, None undoes it.

    `seen`: what stood when it was decided, by student, empty for nothing; None: whatever stands. Raises Refused when
    something else stands by now, for an outcome that the grade has not, and once the next year has been opened, but for
    a debt made good. It stays in the log of deeds.
    """
    demand_room(Promotion, order=order)
    unless(out_of_grade(filter(None, outcomes.values()), school_class.grade))
    AcademicYear.objects.select_for_update(no_key=True).get(pk=school_class.year_id)
    rows = Promotion.objects.filter(school_class=school_class).select_related("student", "decided_by")
    known = {row.student_id: row for row in rows}
    stood = {student: known[student].outcome if student in known else None for student in outcomes}
    if seen is not None:
        unless(_decided_meanwhile(outcomes, stood, seen, known))
    if not all(new == stood[student] or makes_good(stood[student], new) for student, new in outcomes.items()):
        unless(closing.year_opened_after(next_year(school_class.year)))
    undone = [known[student] for student, outcome in outcomes.items() if outcome is None and student in known]
    Promotion.objects.filter(pk__in=[row.pk for row in undone]).delete()
    for row in undone:
        note(AuditKind.PROMOTED, by=by, at=at, person=row.student, detail=f"решение снято, {order}")
    changed = []
    for student, outcome in ((student, outcome) for student, outcome in outcomes.items() if outcome):
        row = known.get(student) or Promotion(student_id=student, school_class=school_class)
        if row.outcome != outcome:
            row.outcome, row.order, row.decided_by, row.decided_at = outcome, order, by, at
            changed.append(row)
    update([row for row in changed if row.pk], ("outcome", "order", "decided_by", "decided_at"))
    insert([row for row in changed if not row.pk])
    for row in changed:
        note(AuditKind.PROMOTED, by=by, at=at, person=row.student, detail=f"{row.get_outcome_display()}, {order}")


def _decided_meanwhile(outcomes, stood, seen, known) -> str | None:
    """Refuse to write over what another has decided since the page was opened."""
    changed = [one for one, new in outcomes.items() if stood[one] not in (seen.get(one) or None, new)]
    if not changed:
        return None
    said = (
        f"{known[one]} ({known[one].decided_by.short_name})" if one in known else "решение снято" for one in changed
    )
    return (
        f"Пока страница была открыта, решили иначе: {'; '.join(said)}. Ничего не записано: проверьте и сохраните снова."
    )


@transaction.atomic
def open_year(old: AcademicYear, *, first_day: date, last_day: date, by: User, at: datetime) -> AcademicYear:
    """Open the next year from a closed one: its terms, bells, classes, who moves up, who leads them.

    No row of the old year is lost: places in classes without a last day end before the new year. Courses and the
    timetable come with the school's table. Raises Refused while anybody's year has no outcome.
    """
    fresh = AcademicYear.objects.select_for_update(no_key=True).get(pk=old.pk)
    unless(closing.year_opened_after(next_year(fresh)))
    unless(closing.year_still_open(fresh))
    unless(closing.undecided(undecided_of(fresh).count()))
    unless(closing.year_out_of_place(fresh, first_day, last_day))
    terms = _next_terms(fresh, first_day, last_day)
    unless(closing.terms_out_of_order(terms))
    new = AcademicYear.objects.create(name=f"{first_day.year}/{last_day:%y}", first_day=first_day, last_day=last_day)
    for term in terms:
        term.year = new
        term.save()
    insert([_copied(bell, new) for bell in BellSlot.objects.filter(year=fresh)])
    classes = _move_up(fresh, new, at=at)
    _lead_on(fresh, classes, new)
    for dated in (Enrolment, Homeroom):
        dated.objects.filter(school_class__year=fresh, until=None).update(until=first_day - DAY)
    note(AuditKind.YEAR_OPENED, by=by, at=at, detail=str(new))
    forget()
    return new


def next_year(year: AcademicYear) -> AcademicYear | None:
    return AcademicYear.objects.filter(first_day__gt=year.last_day).order_by("first_day").first()


def undecided_of(year: AcademicYear):
    """Return the places in the classes of a year, on its last day, whose students have no outcome yet."""
    decided = Promotion.objects.filter(school_class=OuterRef("school_class"), student=OuterRef("student"))
    return Enrolment.objects.on(year.last_day).filter(~Exists(decided), school_class__year=year)


def _next_terms(old, first_day, last_day) -> list[Term]:
    """Return the terms of the next year, not saved: a year later, the outer ends as the year's."""
    terms = []
    for term in old.terms.order_by("system", "number"):
        first = first_day if term.first_day == old.first_day else year_later(term.first_day)
        last = last_day if term.last_day == old.last_day else year_later(term.last_day)
        terms.append(Term(system=term.system, number=term.number, first_day=first, last_day=last))
    return terms


def _copied(bell, new):
    bell.pk, bell.year = None, new
    bell._state.adding = True
    return bell


def _move_up(old, new, *, at) -> dict[tuple[int, str], SchoolClass]:
    """Put whoever goes on into the class of the next year with the same letter; return the classes by their names."""
    classes, places = {}, []
    # Decided for the class in which the student ended the year: who has left or changed it since is not in it.
    ended = Enrolment.objects.on(old.last_day).filter(
        school_class=OuterRef("school_class"), student=OuterRef("student")
    )
    going = Promotion.objects.filter(Exists(ended), school_class__year=old, outcome__in=Outcome.going_on())
    for row in going.select_related("school_class").order_by("pk"):
        was = row.school_class
        name = (grade_after(was.grade, row.outcome), was.letter)
        if name not in classes:
            grade, letter = name
            classes[name] = SchoolClass.objects.create(year=new, grade=grade, letter=letter, shift=was.shift)
        facts = {"since": new.first_day, "recorded_on": localdate(at), "order": row.order}
        places.append(Enrolment(student_id=row.student_id, school_class=classes[name], **facts))
    insert(places)
    return classes


def _lead_on(old, classes, new):
    """Let homeroom teachers lead their classes on; after primary school others are to be named."""
    leading = (
        Homeroom.objects.on(old.last_day).filter(school_class__year=old).exclude(school_class__grade=END_OF_PRIMARY)
    )
    for row in leading.select_related("school_class"):
        grown = classes.get((row.school_class.grade + 1, row.school_class.letter))
        if grown is not None:
            Homeroom.objects.create(school_class=grown, teacher_id=row.teacher_id, since=new.first_day)
