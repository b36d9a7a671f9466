"""What people are for a time: their roles, the classes they lead and attend, the children they answer for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from accounts.enums import Role
from accounts.models import Guardianship, HeldRole
from journal.models import Enrolment, Homeroom
from journal.workbook import sheets
from journal.workbook.dated import Stored, Wanted
from journal.workbook.differences import Difference
from journal.workbook.letters import looked_up
from journal.workbook.parsing import Row
from journal.workbook.school import Known, Roles
from journal.workbook.settling import current_rows, settle

PEOPLE = (sheets.STAFF, sheets.STUDENTS, sheets.PARENTS)


def compare_roles(book, known: Known, people: Difference) -> Difference:
    """Compare roles; who keeps none has gone, which is noted in the difference of people."""
    keys = known.codes_of_people
    stored = [
        Stored(pk, (keys[user], role), None, since, until, {"order": order})
        for pk, user, role, since, until, order in HeldRole.objects.values_list(
            "pk", "user", "role", "since", "until", "order"
        )
    ]
    wanted = [*_staff_roles(book, known), *_followed(book[sheets.STUDENTS], Role.STUDENT, known)]
    wanted += _followed(book[sheets.PARENTS], Role.PARENT, known)

    def made(row):
        person, role = row.track
        order = row.fields.get("order", "")
        return HeldRole(user=known.people[person], role=role, since=row.since, until=row.until, order=order)

    difference, standing = settle("Роли", HeldRole, wanted, stored, known=known, made=made)
    known.roles = Roles(stored, standing)
    present = {looked_up(row["code"]) for sheet in PEOPLE for row in book[sheet]}
    before = {row.track[0] for row in stored if row.is_live(known.on)}
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
    wanted = [_enrolment(row, known) for row in book[sheets.STUDENTS]]

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
    """Compare links; what was ended in the diary, with a reason, stands: only the diary opens it again."""
    stored, ended = _links(known)
    after = [row for row in stored if row.since > ended.get(row.track, date.min)]
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

    open_to_change = list(_not_ended_here(wanted, ended, {row.track for row in after}, known))
    return settle("Представители", Guardianship, open_to_change, after, known=known, made=made)[0]


def _links(known) -> tuple[list[Stored], dict]:
    """Return all links, and the last days of those that were ended in the diary."""
    keys, stored, ended = known.codes_of_people, [], {}
    columns = "pk", "guardian", "child", "since", "until", "ground", "end_reason"
    for pk, guardian, child, since, until, ground, reason in Guardianship.objects.values_list(*columns):
        row = Stored(pk, (keys[guardian], keys[child]), None, since, until, {"ground": ground})
        stored.append(row)
        if reason and until:
            ended[row.track] = max(until, ended.get(row.track, until))
    return stored, ended


def _not_ended_here(wanted, ended, linked_again, known) -> Iterator[Wanted]:
    """Yield the rows that the workbook may decide about: of a link ended in the diary, what came after it there."""
    for link in wanted:
        last = ended.get(link.track)
        if last is None:
            yield link
        elif link.until and link.until <= last:
            continue
        elif link.track in linked_again:
            yield replace(link, since=link.since if link.since and link.since > last else None)
        else:
            known.problems.append(_ended_here(link, known, last))


def _ended_here(link, known, last):
    child = known.people[link.track[1]].code
    return link.row.problem(
        "children",
        f"связь с учеником {child} закончена в дневнике {last:%d.%m.%Y}",
        "уберите код ученика из ячейки; если представитель снова есть, сначала запишите это в дневнике",
    )
