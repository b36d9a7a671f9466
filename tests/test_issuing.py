"""Slips: what is printed, what is kept, what ends with a new one."""

from threading import Thread
from time import perf_counter
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.actions import Refused, issue
from accounts.enums import AuditKind, Role
from accounts.models import AuditEntry, HeldRole, Session, Slip, TakenLogin, User, fingerprint_of, take
from accounts.rules.one_time import folded_code
from tests import make
from tests.telephone import given


def parent(name="Ольга", **facts):
    return make.person("Абрамова", name, "Юрьевна", roles=(Role.PARENT,), **facts)


def printed(*people, by=None, at=make.NOW, batch=None):
    return issue(people, by=by, at=at, batch=batch or uuid4())


def test_slip_gives_a_login_and_a_password_of_which_a_digest_is_kept(administrator):
    mother = parent()

    (slip,) = printed(mother, by=administrator)

    row = Slip.objects.get()
    assert (slip.person, slip.person.login, slip.valid_until) == (mother, "abramova.o", make.TODAY + make.days(30))
    assert (row.user, row.issued_by, row.issued_at, row.valid_until) == (
        mother,
        administrator,
        make.NOW,
        slip.valid_until,
    )
    assert Slip.objects.holding(mother.pk, folded_code(slip.code)).get() == row
    assert row.is_valid_on(slip.valid_until)
    assert TakenLogin.objects.filter(pk=fingerprint_of("abramova.o")).exists()


def test_nothing_that_is_kept_holds_the_password(administrator):
    (slip,) = printed(parent(), by=administrator)

    kept = [str(row) for model in (User, Slip, AuditEntry) for row in model.objects.values()]

    assert [row for row in kept if slip.code in row or folded_code(slip.code) in row] == []


def test_namesakes_get_numbers(db):
    take(["abramova.o2"], at=make.NOW)

    slips = printed(parent(), parent("Оксана"), parent("Вера"), parent("Олеся"))

    assert [slip.person.login for slip in slips] == ["abramova.o", "abramova.o3", "abramova.v", "abramova.o4"]


def test_namesakes_of_many_who_have_left_get_numbers(db):
    people = [parent() for _ in range(30)]
    first = [slip.person.login for slip in printed(*people)]
    User.objects.update(login=None)

    second = [slip.person.login for slip in printed(*people)]

    assert len(set(first + second)) == 60


def test_login_stays_with_its_person(db):
    mother = parent(login="mother")

    (slip,) = printed(mother)

    assert slip.person.login == "mother"
    assert [entry.kind for entry in AuditEntry.objects.all()] == [AuditKind.SLIP]


def test_new_slip_ends_the_older_one_the_password_and_the_sessions(client, administrator):
    mother = parent()
    mother.set_password(make.PASSWORD)
    mother.save()
    client.force_login(mother)
    (older,) = printed(mother)

    printed(mother, at=make.at(11))

    mother.refresh_from_db()
    row = Slip.objects.holding(mother.pk, folded_code(older.code)).get()
    assert (row.replaced_at, row.used_at) == (make.at(11), None)
    assert (mother.has_usable_password(), Session.objects.filter(user=mother).count()) == (False, 0)


def test_new_slip_ends_the_wait_for_the_second_step(administrator, teacher, colleague):
    for person in (teacher, colleague):
        device = TOTPDevice.objects.get(key=given(person))
        device.throttle_increment()

    printed(teacher, by=administrator)

    assert TOTPDevice.objects.get(user=teacher).verify_is_allowed() == (True, None)
    assert TOTPDevice.objects.get(user=colleague).throttling_failure_count == 1


def test_another_person_keeps_everything(client, administrator):
    other = parent()
    other.set_password(make.PASSWORD)
    other.save()
    client.force_login(other)
    (slip,) = printed(other)
    other.set_password(make.PASSWORD)
    other.save()
    client.force_login(other)

    printed(parent("Вера"))

    other.refresh_from_db()
    assert (other.check_password(make.PASSWORD), Session.objects.filter(user=other).count()) == (True, 1)
    assert Slip.objects.open().holding(other.pk, folded_code(slip.code)).exists()


def test_used_slip_stays_used(db):
    mother = parent()
    printed(mother)
    Slip.objects.update(used_at=make.at(11))

    printed(mother, at=make.at(12))

    assert list(Slip.objects.order_by("pk").values_list("used_at", "replaced_at")) == [
        (make.at(11), None),
        (None, None),
    ]


def test_every_slip_is_in_the_audit_log_without_names(administrator):
    mother = parent()

    printed(mother, by=administrator)

    rows = AuditEntry.objects.order_by("pk").values_list("kind", "person", "by", "at", "detail")
    assert list(rows) == [
        (AuditKind.LOGIN, mother.pk, administrator.pk, make.NOW, ""),
        (AuditKind.SLIP, mother.pk, administrator.pk, make.NOW, "действует по 11.11.2026"),
    ]


def test_server_itself_issues_in_nobodys_name(db):
    mother = parent()

    printed(mother)

    assert (Slip.objects.get().issued_by, AuditEntry.objects.of(AuditKind.SLIP).get().by) == (mother, None)


def test_people_without_a_way_in_are_passed_over_and_the_order_stays(db):
    locked = parent(locked_at=make.NOW)
    destroyed = parent(destroyed_at=make.NOW)
    gone = parent()
    gone.held_roles.update(until=make.TODAY - make.days(1))
    second, first = parent(), parent()

    slips = printed(first, locked, destroyed, gone, second, first)

    assert [slip.person for slip in slips] == [first, second]


HELD = {Role.STUDENT, Role.PARENT, Role.TEACHER, Role.DEPUTY, Role.DIRECTOR, Role.ADMINISTRATOR}
FAMILY = {Role.STUDENT, Role.PARENT}


@pytest.mark.parametrize("since", [make.YEAR_BEGINS, make.TODAY + make.days(1)])
@pytest.mark.parametrize(
    "printers, wanted",
    [
        ((), HELD),
        ((Role.ADMINISTRATOR,), HELD - {Role.DIRECTOR, Role.ADMINISTRATOR}),
        ((Role.DIRECTOR,), {Role.ADMINISTRATOR}),
        ((Role.DIRECTOR, Role.ADMINISTRATOR), HELD - {Role.DIRECTOR}),
        ((Role.TEACHER,), FAMILY),
        ((Role.DEPUTY, *FAMILY), set()),
    ],
)
def test_nobody_prints_for_an_equal_or_for_one_above(db, printers, wanted, since):
    """A role that is to come counts already: by then the slip would open it."""
    by = make.person(roles=printers) if printers else None
    people = {role: make.person(roles=(Role.PARENT,) if role in HELD - FAMILY else (role,)) for role in HELD}
    for role in HELD - FAMILY:
        HeldRole.objects.create(user=people[role], role=role, since=since)

    try:
        given = {slip.person for slip in printed(*people.values(), by=by)}
    except Refused:
        given = set()

    assert {role for role, person in people.items() if person in given} == wanted


def test_nobody_prints_for_oneself(db):
    both = make.person(roles=(Role.DIRECTOR, Role.ADMINISTRATOR))

    with pytest.raises(Refused, match="директору выдают только на самом сервере"):
        printed(both, by=both)


def test_nobody_to_issue_to_is_refused(db):
    with pytest.raises(Refused, match="Здесь печатать некому"):
        printed(parent(locked_at=make.NOW))

    assert (Slip.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_batch_is_printed_once(db):
    batch, mother = uuid4(), parent()
    printed(mother, batch=batch)

    with pytest.raises(Refused, match=r"уже показаны в 10:00\."):
        printed(mother, batch=batch)
    with pytest.raises(Refused, match=r"уже показаны 12\.10\.2026 в 10:00\."):
        printed(mother, batch=batch, at=make.NOW + make.days(1))

    assert Slip.objects.open().count() == 1


@pytest.mark.parametrize("people", [1, 3])
def test_issuing_asks_the_same_number_of_queries(db, people, django_assert_num_queries):
    family = [parent(name) for name in ("Ольга", "Вера", "Анна")[:people]]

    # Savepoints are two; locks, people, batch, two for free logins, taken, given meanwhile, written, two of the log,
    # older slips, passwords, sessions, wrong codes, slips.
    with django_assert_num_queries(17):
        printed(*family)


def test_thousand_people_are_issued_within_seconds(db):
    people = [User(code=f"Т-{number}") for number in range(1000)]
    for number, person in enumerate(people):
        person.call("Абрамов" + "абвгд"[number % 5], "Пётр")
    people = User.objects.bulk_create(people)
    HeldRole.objects.bulk_create(HeldRole(user=person, role=Role.PARENT, since=make.TODAY) for person in people)

    started = perf_counter()
    with CaptureQueriesContext(connection) as queries:
        slips = printed(*people)

    assert len({slip.person.login for slip in slips}) == 1000
    assert len(queries) < 60
    assert perf_counter() - started < 10


@pytest.mark.skipif("sqlite" in settings.DATABASES["default"]["ENGINE"], reason="SQLite has one writer at a time.")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_who_print_at_once_give_different_logins():
    piles = [[parent() for _ in range(20)] for _ in range(3)]

    def write(pile):
        printed(*pile)
        connection.close()

    writers = [Thread(target=write, args=[pile]) for pile in piles]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    logins = [person.login for person in User.objects.all()]
    assert (len(set(logins)), None in logins) == (60, False)
