"""Slips with a login and a one-time password: whoever gets a new one loses every older way in (regulation, 3.1)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from itertools import islice
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.actions.audit import note_each
from accounts.actions.refusals import Refused
from accounts.enums import AuditKind
from accounts.models import Session, Slip, User, digest_of, free_of, take
from accounts.rules.logins import login_of, numbered
from accounts.rules.one_time import folded_code, new_code, valid_until

CHANGED = "Пока страница была открыта, список изменился. Проверьте его и нажмите ещё раз."
NOBODY = (
    "Карточку печатают тем, у кого есть роль в школе и не закрыт вход. Администратору её печатает директор, директору "
    "выдают только на самом сервере. Здесь печатать некому."
)


@dataclass(frozen=True)
class PrintedSlip:
    """What stands on a slip; the one-time password exists here only, until the answer is sent."""

    person: User
    code: str
    valid_until: date


@transaction.atomic
def issue(
    people: Iterable[User], *, by: User | None, at: datetime, batch: UUID, seen: str | None = None
) -> list[PrintedSlip]:
    """Give each of the people a new slip, and a login to those who have none; return the slips in the same order.

    Older slips, the own password and all sessions of the people end. Passed over is who has no way in on the day
    (no role, locked, destroyed), and for whom `by` may not print; None is the server's own command line, which may for
    all. About 17 queries, whatever the number.
    Raises Refused when the batch is printed already, when nobody is left, and when the `ways_in` are others than those
    that were `seen`: of two who print at one moment the second would end the slips of the first unasked.
    """
    day = timezone.localdate(at)
    holders = _locked(people, by, day)
    if shown := Slip.objects.filter(batch=batch).first():
        raise Refused(shown_already(shown.issued_at, day))
    if seen not in (None, ways_in(holders)):
        raise Refused(CHANGED)
    if not holders:
        raise Refused(NOBODY)
    note_each(give_logins(holders, at=at), AuditKind.LOGIN, by=by, at=at)
    _end_ways_in(holders, at)
    printed = [PrintedSlip(person, new_code(), valid_until(day)) for person in holders]
    Slip.objects.bulk_create(_row(slip, by=by, at=at, batch=batch) for slip in printed)
    note_each(holders, AuditKind.SLIP, by=by, at=at, detail=f"действует по {valid_until(day):%d.%m.%Y}")
    return printed


def shown_already(at: datetime, today: date) -> str:
    then = timezone.localtime(at)
    day = "" if then.date() == today else f"{then:%d.%m.%Y} "
    return (
        f"Эти карточки уже показаны {day}в {then:%H:%M}. Печатайте снова, только если листа нет: "
        "показанные перестанут действовать."
    )


def ways_in(people: Iterable[User]) -> str:
    """Return how people taken `with_slip` come in, as a word that is another one when any of it changes."""
    told = sorted((person.pk, person.last_slip, person.slip_until, person.last_login) for person in people)
    return sha256(repr(told).encode()).hexdigest()


def give_logins(people: Sequence[User], *, at: datetime) -> list[User]:
    """Give a login of their names to those who have none and return them; a few queries for however many."""
    nameless = [person for person in people if not person.login]
    waiting, rounds = nameless, 0
    numbers = {}
    while waiting:
        # Twice as many numbers each time: a surname with a hundred namesakes is through in a few rounds.
        found = _logins_for(waiting, numbers, reserve=2**rounds)
        take(found.values(), at=at)
        # To take is to wait for whoever takes the same login at the moment: what they have given by now is not free.
        lost = set(User.objects.filter(login__in=found.values()).values_list("login", flat=True))
        for person in waiting:
            if person.pk in found and found[person.pk] not in lost:
                person.login = found[person.pk]
        waiting, rounds = [person for person in waiting if not person.login], rounds + 1
    User.objects.bulk_update(nameless, ["login"], batch_size=200)
    return nameless


def _logins_for(people, numbers, *, reserve) -> dict[int, str]:
    """Return free logins for as many of the people as the next numbers of their namesakes allow. Two queries."""
    namesakes = defaultdict(list)
    for person in people:
        namesakes[login_of(person.surname, person.name, person.patronymic)].append(person)
    asked = {
        login: list(islice(numbers.setdefault(login, numbered(login)), len(group) * reserve))
        for login, group in namesakes.items()
    }
    free = free_of(login for several in asked.values() for login in several)
    return {
        person.pk: login
        for stem, group in namesakes.items()
        for person, login in zip(group, filter(free.__contains__, asked[stem]), strict=False)
    }


def _locked(people, by, day) -> list[User]:
    """Return those of the people who get a slip on the day, in the given order, locked against a second print."""
    order = list(dict.fromkeys(person.pk for person in people))
    rows = User.objects.filter(pk__in=order)
    # Locked before anything is asked: a role given at this moment is seen then.
    list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk"))
    able = rows.present(on=day).filter(locked_at__isnull=True)
    found = (able.given_slips_by(by) if by else able).with_slip().in_bulk()
    return [found[pk] for pk in order if pk in found]


def _end_ways_in(people, at) -> None:
    Slip.objects.of(people).replace(at=at)
    # One mark of «no password» for all: it is no hash, and nobody can type it.
    User.objects.filter(pk__in=[person.pk for person in people]).update(password=make_password(None))
    Session.objects.filter(user__in=people).delete()
    # Wrong codes were counted for whoever knew the old password; the new one's owner does not wait for that.
    TOTPDevice.objects.filter(user__in=people).update(throttling_failure_count=0, throttling_failure_timestamp=None)


def _row(slip, *, by, at, batch) -> Slip:
    digest = digest_of(slip.person.pk, folded_code(slip.code))
    return Slip(
        user=slip.person,
        digest=digest,
        batch=batch,
        issued_at=at,
        issued_by=by or slip.person,
        valid_until=slip.valid_until,
    )
