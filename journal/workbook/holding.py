"""What people are for a time: their roles, the classes they lead and attend, the children they answer for."""

from collections import defaultdict
from collections.abc import Iterable

from accounts.enums import Role
from accounts.models import Guardianship, HeldRole
from journal.models import Enrolment, Homeroom
from journal.workbook import sheets
from journal.workbook.closed import closed_days_by_class, moved_after_closed_terms
from journal.workbook.dated import Stored, Wanted
from journal.workbook.differences import Difference
from journal.workbook.letters import looked_up
from journal.workbook.ours import Settled, ours
from journal.workbook.parsing import Row
from journal.workbook.school import Known, Roles
from journal.workbook.settling import current_rows, settle

PEOPLE = (sheets.STAFF, sheets.STUDENTS, sheets.PARENTS)


def compare_roles(book, known: Known, people: Difference) -> Difference:
    """Compare roles; who keeps none has gone, which is noted in the difference of people."""
    keys = known.codes_of_people
    columns = "pk", "user", "role", "since", "until", "order", "given_here", "end_reason"
    settled = ours(
        (
            Settled(Stored(pk, (keys[user], role), None, since, until, {"order": order}), given, reason)
            for pk, user, role, since, until, order, given, reason in HeldRole.objects.values_list(*columns)
        ),
        on=known.on,
    )
    wanted = [*_staff_roles(book, known), *_followed(book[sheets.STUDENTS], Role.STUDENT, known)]
    wanted += _followed(book[sheets.PARENTS], Role.PARENT, known)

    def made(row):
        person, role = row.track
        order = row.fields.get("order", "")
        return HeldRole(user=known.people[person], role=role, since=row.since, until=row.until, order=order)

    def reopens(row, last):
        what = f"роль «{Role(row.track[1]).label}» закончена в дневнике {last:%d.%m.%Y}"
        return row.row.problem("code", what, "уберите её из таблицы; если роль снова есть, сначала дайте её в дневнике")

    wanted = settled.left_to(wanted, known.problems, reopens)
    difference, standing = settle("Роли", HeldRole, wanted, settled.others, known=known, made=made)
    known.roles = Roles([*settled.others, *settled.standing], [*standing, *settled.standing])
    present = {looked_up(row["code"]) for sheet in PEOPLE for row in book[sheet]}
    before = {row.track[0] for row in settled.others if row.is_live(known.on)}
    people.live, people.missing = len(before), len(before - present)
    people.gone = people.missing
    return difference


def _staff_roles(book, known):
    for row in book[sheets.STAFF]:
        for role in row["roles"]:
            track = looked_up(row["code"]), role
            yield Wanted(row, track, None, row["since"], row["until"], known.begins, {"order": row["order"]})


def _followed(rows: Iterable[Row], role: Role, known: Known):
    """Return the role that follows from standing on a sheet: from the first day of any row to the last of all."""
    by_person = defaultdict(list)
    for row in rows:
        by_person[looked_up(row["code"])].append(row)
    for person, own in by_person.items():
        ends = [row["until"] for row in own]
        begins = min((row["since"] for row in own if row["since"]), default=known.begins)
        yield Wanted(own[0], (person, role), None, None, None if None in ends else max(ends), begins)


def compare_homerooms(book, known: Known) -> Difference:
    keys, classes = known.codes_of_people, known.names_of_classes
    rows = current_rows(Homeroom, known, "school_class__year", "pk", "school_class", "teacher", "since", "until")
    stored = [
        Stored(pk, classes.get(school_class, school_class), keys[teacher], since, until, {}, limit)
        for pk, school_class, teacher, since, until, limit in rows
    ]
    wanted = [
        Wanted(row, row["school_class"], looked_up(row["homeroom"]), None, None, known.begins)
        for row in book[sheets.CLASSES]
        if row["homeroom"]
    ]

    def made(row):
        school_class, teacher = known.classes[row.track], known.people[row.value]
        return Homeroom(school_class=school_class, teacher=teacher, since=row.since, until=row.until)

    return settle("Классное руководство", Homeroom, wanted, stored, known=known, made=made, exclusive=True)[0]


def compare_enrolments(book, known: Known) -> tuple[Difference, list[Stored]]:
    """Compare who is in which class; a student is in one class at a time."""
    keys, classes = known.codes_of_people, known.names_of_classes
    columns = "pk", "student", "school_class", "since", "until", "order", "leaving_order"
    stored = [
        Stored(
            pk,
            keys[student],
            classes.get(school_class, school_class),
            since,
            until,
            {"order": order, "leaving_order": leaving_order},
            limit,
        )
        for pk, student, school_class, since, until, order, leaving_order, limit in current_rows(
            Enrolment, known, "school_class__year", *columns
        )
    ]
    closed = {classes[pk]: day for pk, day in closed_days_by_class(known.year).items() if pk in classes}
    asked, places = defaultdict(list), defaultdict(list)
    for row in book[sheets.STUDENTS]:
        asked[looked_up(row["code"])].append(_enrolment(row, known))
    for one in stored:
        places[one.track].append(one)
    wanted = [one for student, own in asked.items() for one in moved_after_closed_terms(own, places[student], closed)]

    def made(row):
        return Enrolment(
            student=known.people[row.track],
            school_class=known.classes[row.value],
            since=row.since,
            until=row.until,
            recorded_on=known.recorded_on(row.since),
            **row.fields,
        )

    return settle("Зачисления", Enrolment, wanted, stored, known=known, made=made, exclusive=True)


def _enrolment(row, known):
    # Schools carry the day of entering the school from year to year; the class is of this year.
    since = max(row["since"], known.year_begins)
    fields = {"order": row["order"], "leaving_order": row["leaving_order"]}
    return Wanted(row, looked_up(row["code"]), row["school_class"], since, row["until"], since, fields)


def compare_guardianships(book, known: Known) -> Difference:
    """Compare links between parents and children."""
    keys = known.codes_of_people
    columns = "pk", "guardian", "child", "since", "until", "ground", "given_here", "end_reason"
    settled = ours(
        (
            Settled(Stored(pk, (keys[guardian], keys[child]), None, since, until, {"ground": ground}), is_given, reason)
            for pk, guardian, child, since, until, ground, is_given, reason in Guardianship.objects.values_list(
                *columns
            )
        ),
        on=known.on,
    )
    wanted = [
        Wanted(
            row,
            (looked_up(row["code"]), looked_up(child)),
            None,
            row["since"],
            row["until"],
            known.begins,
            {"ground": row["ground"]},
        )
        for row in book[sheets.PARENTS]
        for child in row["children"]
    ]

    def made(row):
        guardian, child = (known.people[person] for person in row.track)
        return Guardianship(guardian=guardian, child=child, since=row.since, until=row.until, **row.fields)

    def reopens(link, last):
        what = f"связь с учеником {known.people[link.track[1]].code} закончена в дневнике {last:%d.%m.%Y}"
        advice = "уберите код ученика из ячейки; если представитель снова есть, сначала запишите это в дневнике"
        return link.row.problem("children", what, advice)

    wanted = settled.left_to(wanted, known.problems, reopens)
    return settle("Представители", Guardianship, wanted, settled.others, known=known, made=made)[0]
