"""What a workbook gives and takes: foreseen by name, bound where the director alone decides, written into the log."""

from datetime import date, timedelta
from io import BytesIO

import pytest

from accounts.enums import AuditKind, Role
from accounts.models import AuditEntry, HeldRole, User
from journal.models import CourseTeacher
from journal.workbook.importing import Outdated, foresee, import_school
from journal.workbook.powers import APPOINTED, DIRECTED, TO_ONESELF, Backdated
from journal.workbook.problems import Refused
from journal.workbook.writing import write_workbook
from tests import make, workbook_rows
from tests.workbook_rows import load, next_year, row_of, without

ON = date(2026, 10, 12)

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    rows = workbook_rows.school()
    load(rows)
    return rows


@pytest.fixture
def by(rows):
    """The administrator of the workbook."""
    return User.objects.get(code="А-1")


def sent(rows) -> bytes:
    """Return the rows as a browser sends them."""
    file = BytesIO()
    write_workbook(file, rows)
    return file.getvalue()


def powers(rows, **options):
    """Return who leaves, who returns, and the offices that change hands."""
    found = foresee(sent(rows), on=ON, today=ON, **options).powers
    offices = [(office.person.surname, office.role, office.is_given) for office in found.offices]
    return [person.surname for person in found.leaving], [person.surname for person in found.returning], offices


def refused(rows, by):
    with pytest.raises(Refused) as refusal:
        foresee(sent(rows), on=ON, today=ON, by=by)
    return [(problem.sheet, problem.row, problem.what) for problem in refusal.value.problems]


def noted():
    """Return the log: what, by whom, about whom, in which words."""
    return list(AuditEntry.objects.order_by("pk").values_list("kind", "by__code", "person__code", "detail"))


def test_nothing_is_foreseen_of_the_same_workbook(rows):
    comparison = foresee(sent(rows), on=ON, today=ON)

    assert (comparison.changes_nothing, powers(rows)) == (True, ([], [], []))


def test_who_loses_the_last_role_is_foreseen(rows):
    without(rows, "Ученики", code="10")
    row_of(rows, "Сотрудники", code="У-3")["roles"] = "учитель"
    without(rows, "Родители", code="У-2")
    without(rows, "Родители", code="Р-3")

    assert powers(rows) == (["Волкова", "Котов"], [], [("Власова", Role.DEPUTY, False)])


def test_who_begins_later_loses_the_way_in_until_then(rows):
    row_of(rows, "Сотрудники", code="У-3")["since"] = date(2026, 10, 20)

    assert powers(rows)[0] == ["Власова"]


def test_who_comes_back_and_who_comes_to_an_office_is_foreseen(rows):
    HeldRole.objects.filter(user__code__in=("10", "У-3")).update(until=date(2026, 10, 1))
    row_of(rows, "Сотрудники", code="У-1")["roles"] = "учитель; директор"

    gains = [("Сидорова", Role.DIRECTOR, True), ("Власова", Role.DEPUTY, True)]
    assert powers(rows) == ([], ["Власова", "Котов"], gains)


def test_who_is_new_does_not_come_back(rows):
    rows["Ученики"].append(workbook_rows.student("13", "Носов", "7 Б", ON))

    assert powers(rows) == ([], [], [])


def test_who_loses_the_last_role_is_foreseen_for_a_past_day_too(rows):
    without(rows, "Ученики", code="10")

    leaving = foresee(sent(rows), on=workbook_rows.FIRST, today=ON).powers.leaving

    assert [person.code for person in leaving] == ["10"]


@pytest.mark.parametrize("back", [0, 1, 41])
def test_an_administrator_changes_nothing_that_has_passed(rows, by, back):
    on = ON - timedelta(days=back)

    if back:
        with pytest.raises(Backdated):
            foresee(sent(rows), on=on, today=ON, by=by)
    else:
        assert foresee(sent(rows), on=on, today=ON, by=by).changes_nothing


def test_the_first_workbook_of_a_year_may_come_late_but_not_reach_before_it(rows, by):
    next_year(rows)
    began, today = date(2027, 9, 1), date(2027, 9, 3)

    comparison = foresee(sent(rows), on=began, today=today, by=by)

    assert not comparison.changes_nothing
    with pytest.raises(Backdated):
        foresee(sent(rows), on=began - timedelta(days=1), today=today, by=by)


def test_an_administrator_does_not_end_the_own_role(rows, by):
    row_of(rows, "Сотрудники", code="А-1")["roles"] = "директор"
    row_of(rows, "Сотрудники", code="У-1")["roles"] = "учитель; администратор"
    HeldRole.objects.create(user=User.objects.get(code="У-1"), role=Role.ADMINISTRATOR, since=workbook_rows.FIRST)

    assert refused(rows, by) == [("Сотрудники", 0, "таблица заканчивает вашу роль администратора")]


@pytest.mark.parametrize("since", [None, date(2026, 9, 2)])
def test_an_administrator_appoints_no_other(rows, by, since):
    row_of(rows, "Сотрудники", code="У-1").update(roles="учитель; администратор", since=since)

    assert refused(rows, by) == [("Сотрудники", 2, APPOINTED[0])]


def test_an_appointment_is_not_prolonged_by_a_workbook(rows, by):
    person = User.objects.get(code="У-1")
    HeldRole.objects.create(user=person, role=Role.ADMINISTRATOR, since=ON, until=date(2026, 12, 31))
    row = row_of(rows, "Сотрудники", code="У-1")
    row["roles"] = "учитель; администратор"

    before = refused(rows, by)
    row["roles"] = "учитель"
    role = {key: row[key] for key in ("code", "surname", "name", "patronymic")} | {"roles": "администратор"}
    rows["Сотрудники"].append(role | {"until": date(2026, 12, 31)})

    assert [place for *place, _ in before] == [["Сотрудники", 2]]
    assert powers(rows, by=by) == ([], [], [])


@pytest.mark.parametrize(
    "spoil, place",
    [
        (lambda rows: row_of(rows, "Сотрудники", code="У-3").update(roles="учитель; директор", order="№ 8"), 4),
        (lambda rows: row_of(rows, "Сотрудники", code="А-1").update(roles="администратор"), 0),
        (lambda rows: row_of(rows, "Сотрудники", code="А-1").update(until=date(2026, 12, 31)), 5),
        (lambda rows: row_of(rows, "Сотрудники", code="А-1").update(since=date(2026, 9, 7)), 5),
        (lambda rows: row_of(rows, "Сотрудники", code="А-1").update(since=date(2026, 8, 20)), 5),
    ],
    ids=["given", "ended", "shortened", "later", "earlier"],
)
def test_an_administrator_neither_gives_nor_ends_the_role_of_the_director(rows, by, spoil, place):
    spoil(rows)

    assert ("Сотрудники", place, DIRECTED[0]) in refused(rows, by)
    assert not foresee(sent(rows), on=ON, today=ON).changes_nothing


def test_an_order_of_the_director_may_be_put_right(rows, by):
    row_of(rows, "Сотрудники", code="А-1")["order"] = "№ 8"

    comparison = foresee(sent(rows), on=ON, today=ON, by=by)

    assert [(line.title, line.changed) for line in comparison.lines if not line.is_empty] == [("Роли", 2)]


@pytest.mark.parametrize("role", ["учитель", "зам. директора"])
def test_an_administrator_gives_no_role_to_oneself(rows, by, role):
    row_of(rows, "Сотрудники", code="А-1")["roles"] = f"администратор; директор; {role}"

    assert refused(rows, by) == [("Сотрудники", 5, TO_ONESELF[0])]


def test_an_administrator_prolongs_no_role_of_the_own(rows, by):
    HeldRole.objects.create(user=by, role=Role.TEACHER, since=workbook_rows.FIRST, until=date(2026, 12, 31))
    row_of(rows, "Сотрудники", code="А-1")["roles"] = "администратор; директор; учитель"

    assert refused(rows, by) == [("Сотрудники", 5, TO_ONESELF[0])]


def test_an_administrator_links_no_child_to_oneself(rows, by):
    own = {"code": "А-1", "surname": "Титов", "name": "Олег", "patronymic": "Иванович"}
    rows["Родители"].append(own | {"children": "3"})

    before = refused(rows, by)
    HeldRole.objects.create(user=by, role=Role.PARENT, since=workbook_rows.FIRST)

    assert (before, refused(rows, by)) == ([("Родители", 0, TO_ONESELF[0])], [("Родители", 0, TO_ONESELF[0])])


@pytest.fixture
def teaching(rows, by):
    """The workbook of an administrator who teaches, but not yet here."""
    HeldRole.objects.create(user=by, role=Role.TEACHER, since=workbook_rows.FIRST)
    row_of(rows, "Сотрудники", code="А-1")["roles"] = "администратор; директор; учитель"
    return rows


def test_an_administrator_takes_no_class_and_no_course(teaching, by):
    before = foresee(sent(teaching), on=ON, today=ON, by=by)
    row_of(teaching, "Классы", school_class="7 А")["homeroom"] = "А-1"
    row_of(teaching, "Курсы", code="7А-АЛГ")["teacher"] = "А-1"

    assert before.changes_nothing
    assert refused(teaching, by) == [("Классы", 0, TO_ONESELF[0]), ("Курсы", 0, TO_ONESELF[0])]


def test_an_administrator_keeps_the_own_course_and_does_not_prolong_it(teaching, by):
    course = row_of(teaching, "Курсы", code="7А-АЛГ")
    course["teacher"] = "А-1"
    load(teaching, on=ON)

    before = foresee(sent(teaching), on=ON, today=ON, by=by)
    CourseTeacher.objects.filter(teacher=by).update(until=date(2026, 12, 31))

    assert before.changes_nothing
    assert refused(teaching, by) == [("Курсы", 0, TO_ONESELF[0])]


def test_the_server_may_appoint_by_a_workbook(rows):
    row_of(rows, "Сотрудники", code="У-1")["roles"] = "учитель; администратор"

    load(rows, on=ON)

    assert noted()[-2:] == [
        (AuditKind.IMPORTED, None, None, "с 12.10.2026; роли: новых 1"),
        (AuditKind.ROLE_GIVEN, None, "У-1", "администратор с 12.10.2026. Школьная таблица"),
    ]


def test_import_is_noted_with_the_one_who_brought_it(rows, by):
    without(rows, "Ученики", code="10")
    row_of(rows, "Сотрудники", code="У-3")["roles"] = "учитель"
    content = sent(rows)

    import_school(content, on=ON, at=make.NOW, by=by, seen=foresee(content, on=ON, today=ON, by=by).fingerprint)

    said = (
        "с 12.10.2026; люди: прекращено 1; роли: прекращено 2; зачисления: прекращено 1; ученики курсов: прекращено 2"
    )
    assert noted()[-3:] == [
        (AuditKind.IMPORTED, "А-1", None, said),
        (AuditKind.ROLE_ENDED, "А-1", "У-3", "заместитель директора с 01.09.2026 по 11.10.2026. Школьная таблица"),
        (AuditKind.ROLE_ENDED, "А-1", "10", "ученик с 01.09.2026 по 11.10.2026. Школьная таблица"),
    ]


def test_import_that_changes_nothing_and_a_dry_run_are_not_noted(rows):
    before = noted()

    load(rows, on=ON)
    without(rows, "Ученики", code="10")
    load(rows, on=ON, dry_run=True)

    assert noted() == before


def test_import_of_what_was_not_foreseen_writes_nothing(rows, by):
    without(rows, "Ученики", code="10")
    content = sent(rows)
    seen = foresee(content, on=ON, today=ON, by=by).fingerprint
    HeldRole.objects.filter(user__code="10").update(until=date(2026, 10, 1))
    before = noted()

    with pytest.raises(Outdated) as outdated:
        import_school(content, on=ON, at=make.NOW, by=by, seen=seen)

    assert outdated.value.comparison.fingerprint == foresee(content, on=ON, today=ON, by=by).fingerprint
    assert (noted(), HeldRole.objects.get(user__code="10").until) == (before, date(2026, 10, 1))


def test_another_day_is_another_comparison(rows):
    content = sent(rows)

    days = (ON, ON, date(2026, 10, 13))

    assert len({foresee(content, on=day, today=ON).fingerprint for day in days}) == 2


def test_a_file_that_was_sent_may_unpack_to_less(rows, monkeypatch):
    monkeypatch.setattr("journal.workbook.container.MOST_SENT", 1000)

    with pytest.raises(Refused, match="файл слишком велик"):
        foresee(sent(rows), on=ON, today=ON)
