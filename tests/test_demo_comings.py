"""How people of the lived year come to the diary: slips, the first sign-in, the next ones, who looked."""

from datetime import date, timedelta

import pytest
from django.db.models import F
from django.utils.timezone import localdate

from accounts.enums import AccountState, AuditKind, Entrance, Role
from accounts.models import AuditEntry, HeldRole, Look, Slip, TakenLogin, User, Visit, fingerprint_of
from demo.invention.calendar import Span
from demo.living.comings import OF_FAMILIES, OF_STAFF
from demo.living.visitors import AGAIN
from demo.living.year import Life
from demo.logins import LOGINS, PASSWORD
from journal.models import Enrolment
from tests.living import at

BEGUN = date(2026, 9, 1)


def live(demonstration, until, *, since=None):
    """Live the sign-ins alone, from a moment to another; each moment once."""
    demonstration.lived_until = at(since) if since else demonstration.lived_until
    life = Life(demonstration, at(until))
    life.visitors.come(list(Span(localdate(life.since), localdate(life.until)).days()))
    demonstration.lived_until = life.until


@pytest.fixture
def september(demonstration):
    live(demonstration, "2026-09-30T23:59")


def states():
    return {person.pk: person.account_state(date(2026, 9, 30)) for person in User.objects.with_slip()}


def test_everybody_is_given_a_login(september):
    present = User.objects.present(on=BEGUN)

    assert present.filter(login=None).count() == 0
    assert set(LOGINS) < set(present.values_list("login", flat=True))


def test_logins_that_everybody_is_told_are_taken(demonstration):
    assert TakenLogin.objects.filter(pk__in=map(fingerprint_of, LOGINS)).count() == len(LOGINS)


def test_slips_are_printed_for_all_but_the_known_logins(september):
    holders = set(Slip.objects.values_list("user__login", flat=True))

    assert holders & set(LOGINS) == set()
    assert {slip.issued_by.login for slip in Slip.objects.select_related("issued_by")} == {"administrator"}


def test_most_come_with_their_slip_and_some_never(september):
    found = states()

    came = [pk for pk, state in found.items() if state == AccountState.ENTERED]
    assert 0 < len(found) - len(came) < len(came) / 3
    assert set(User.objects.never_entered().values_list("pk", flat=True)) == set(found) - set(came)
    by_slip = Visit.objects.by(Entrance.SLIP)
    assert set(by_slip.values_list("user", flat=True)) == set(
        Slip.objects.filter(used_at__isnull=False).values_list("user", flat=True)
    )
    assert AuditEntry.objects.of(AuditKind.ENTERED).count() == by_slip.count()


def test_who_came_once_signs_in_with_the_common_password(september):
    person = Visit.objects.by(Entrance.SLIP).first().user

    assert person.check_password(PASSWORD)


def test_last_sign_in_is_that_of_the_last_visit(september):
    for person in User.objects.filter(last_login__isnull=False):
        assert person.last_login == person.visits.latest("signed_in_at").signed_in_at


def test_visits_come_after_their_slip_and_go_forward(september):
    assert not Visit.objects.filter(signed_in_at__lt=F("began_at")).exists()
    assert Visit.objects.filter(signed_in_at__lt=at("2026-09-01T07:15")).count() == 0
    assert Visit.objects.filter(signed_in_at__gt=at("2026-09-30T23:59")).count() == 0


def test_staff_come_more_often_than_families(september):
    staff = HeldRole.objects.filter(role=Role.TEACHER).values("user")

    of_staff = Visit.objects.filter(user__in=staff).count() / staff.count()
    assert of_staff > 3 * Visit.objects.of([Role.STUDENT]).count() / 30


def test_same_days_are_not_come_to_twice(demonstration, september):
    before = Visit.objects.count(), Slip.objects.count(), Look.objects.count()

    live(demonstration, "2026-09-30T23:59")

    assert (Visit.objects.count(), Slip.objects.count(), Look.objects.count()) == before


def test_some_who_never_came_get_another_slip_the_next_month(demonstration, september):
    live(demonstration, "2026-10-04T12:00")

    again = Slip.objects.filter(issued_at=at("2026-10-03T07:15"))
    assert 0 < again.count() <= AGAIN
    assert {slip.user.last_login for slip in again.select_related("user")} == {None}
    assert Slip.objects.filter(replaced_at=at("2026-10-03T07:15")).count() == again.count()


def test_newcomer_is_given_a_slip_on_the_first_day(demonstration):
    joined = Enrolment.objects.exclude(since=BEGUN).earliest("since")
    HeldRole.objects.filter(user=joined.student_id).update(since=joined.since)

    live(demonstration, f"{joined.since}T12:00", since=f"{joined.since}T00:00")

    assert Slip.objects.get(user=joined.student_id).issued_at == at(f"{joined.since}T07:15")


def test_who_was_locked_by_a_visitor_stays_out(demonstration):
    User.objects.exclude(login__in=LOGINS).update(locked_at=at("2026-09-01T06:00"))

    live(demonstration, "2026-09-10T23:59")

    assert Slip.objects.count() == 0
    assert set(Visit.objects.values_list("user__login", flat=True)) <= set(LOGINS)


def test_who_is_locked_after_coming_comes_no_more(demonstration):
    live(demonstration, "2026-09-10T23:59")
    User.objects.update(locked_at=at("2026-09-10T23:59"))
    before = Visit.objects.count()

    live(demonstration, "2026-09-30T23:59")

    assert 0 < before == Visit.objects.count()


def test_slip_printed_by_a_visitor_is_left_alone(demonstration):
    live(demonstration, "2026-09-01T07:20")
    Slip.objects.update(batch="00000000-0000-0000-0000-000000000089")

    live(demonstration, "2026-09-20T23:59")

    assert Slip.objects.filter(used_at__isnull=False).count() == 0
    assert Visit.objects.by(Entrance.SLIP).count() == 0


def test_staff_look_into_diaries_of_their_own_on_days_of_school(demonstration, september):
    register = Life(demonstration, at("2026-09-30T23:59")).register

    looks = Look.objects.select_related("child", "reader")
    assert {look.day for look in looks} == {day for day in register.days if day <= date(2026, 9, 30)}
    assert {look.reader == register.homeroom(look.child, look.day) for look in looks.filter(role=Role.TEACHER)} == {
        True
    }
    assert {look.reader.login for look in looks.filter(role=Role.DEPUTY)} == {"deputy"}


def test_life_lets_people_come(demonstration):
    list(Life(demonstration, at("2026-09-01T23:59")).live())

    assert Visit.objects.count() > 0


@pytest.mark.parametrize("custom", [OF_FAMILIES, OF_STAFF])
def test_first_time_lies_within_the_term_of_a_slip(custom):
    assert timedelta(days=custom.first[1]) < timedelta(days=30)
