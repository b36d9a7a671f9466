"""People get their slips, sign in for the first time and come again; some of the staff open a child's diary."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.db.models import Max, OuterRef, Subquery

from accounts.actions import Refused, issue
from accounts.enums import AuditKind, Entrance, Role
from accounts.models import AuditEntry, Look, Slip, User, Visit
from demo.living.chance import chance
from demo.living.comings import Coming, by_day, comings_of, terms_of
from demo.living.register import Register, moment
from demo.logins import LOGINS, PASSWORD

BEFORE_LESSONS, AFTER_LESSONS = 7 * 60 + 15, 15 * 60
# On which day of a month those who have never come are given another slip, and how many of them.
AGAIN_ON, AGAIN = 3, 6
# How many children's diaries are opened by the staff on a day of school.
LOOKS = 4


class Visitors:
    """Lets people come, as far as the moments are to be lived; what a visitor of the demonstration did stays."""

    def __init__(self, register: Register, is_now: Callable[[datetime], bool]):
        self.register, self.is_now = register, is_now
        terms = terms_of(register)
        self.coming = by_day(coming for term in terms for coming in comings_of(register.seed, term))
        come = {coming.person.pk for comings in self.coming.values() for coming in comings}
        self.never = [term.person for term in terms if term.person.pk not in come]
        self.arriving = defaultdict(list)
        for term in terms:
            if term.person.login not in LOGINS:
                self.arriving[term.first].append(term.person)

    def come(self, days: Sequence[date]) -> None:
        """Live the sign-ins of some days."""
        for day in days:
            if self.is_now(at := moment(day, BEFORE_LESSONS)):
                self._hand_out(day, at)
            if self.is_now(moment(day, AFTER_LESSONS)):
                self._look(day)
        comings = [coming for day in days for coming in self.coming.get(day, ()) if self.is_now(coming.at)]
        self._sign_in(comings)

    def _hand_out(self, day, at):
        """Print slips for those who join on the day; once a month also for some who never came."""
        people = [*self.arriving.get(day, ()), *(self._waiting(day) if day.day == AGAIN_ON else ())]
        with suppress(Refused):
            issue(people, by=self.register.known("administrator").acting_on(day), at=at, batch=self._batch(day))

    def _waiting(self, day) -> list[User]:
        """Return some of those who have never come and whose slip has ended."""
        holding = Slip.objects.open().filter(valid_until__gte=day).values("user")
        waiting = User.objects.filter(pk__in=[person.pk for person in self.never]).never_entered()
        return list(waiting.exclude(pk__in=holding).order_by("code")[:AGAIN])

    def _batch(self, day) -> UUID:
        return UUID(int=chance(self.register.seed, "slips", day).getrandbits(128))

    def _sign_in(self, comings: Sequence[Coming]) -> None:
        first = {coming.person.pk: coming for coming in comings if coming.is_first}
        slips = list(Slip.objects.open().of(first).filter(batch__in=map(self._batch, self.arriving)))
        self._use(slips, first)
        able = User.objects.living().filter(locked_at=None).exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        able = set(able.values_list("pk", flat=True))
        by_slip = {slip.user_id for slip in slips}
        let_in = [coming for coming in comings if coming.person.pk in able]
        Visit.objects.bulk_create(
            _visit(coming, Entrance.SLIP if coming.is_first and coming.person.pk in by_slip else Entrance.PASSWORD)
            for coming in let_in
        )
        _note_last({coming.person.pk for coming in let_in})

    def _use(self, slips, first) -> None:
        """Let the first sign-in of each of the slips' people give them a password: to all the same."""
        if not slips:
            return
        for slip in slips:
            slip.used_at = first[slip.user_id].at
        Slip.objects.bulk_update(slips, ("used_at",), batch_size=200)
        User.objects.filter(pk__in=[slip.user_id for slip in slips]).update(password=self.password)
        AuditEntry.objects.bulk_create(
            AuditEntry(kind=AuditKind.ENTERED, by_id=slip.user_id, person_id=slip.user_id, at=slip.used_at)
            for slip in sorted(slips, key=lambda slip: slip.used_at)
        )

    @cached_property
    def password(self) -> str:
        # One hash for everybody: it takes long on purpose.
        return make_password(PASSWORD)

    def _look(self, day):
        """Let homeroom teachers read the diaries of some of their students, and the deputy of one."""
        if day not in self.register.days:
            return
        dice = chance(self.register.seed, "looks", day)
        children = dice.sample(self.students_on(day), LOOKS)
        readers = [(child, self.register.homeroom(child, day), Role.TEACHER) for child in children[1:]]
        readers.append((children[0], self.register.deputy, Role.DEPUTY))
        Look.objects.bulk_create(
            (Look(child=child, reader=reader, role=role, day=day) for child, reader, role in readers),
            ignore_conflicts=True,
        )

    def students_on(self, day: date) -> list[User]:
        """Return who is in a class on the day, by code."""
        found = (pk for pk, rows in self.register.enrolments.items() if any(row.holds_on(day) for row in rows))
        return sorted((self.register.people[pk] for pk in found), key=lambda person: person.code)


def _visit(coming: Coming, entrance: Entrance) -> Visit:
    shown_at = None if coming.showing is None else coming.at + timedelta(seconds=coming.showing)
    return Visit(
        user=coming.person,
        began_at=coming.at - timedelta(seconds=coming.typing),
        signed_in_at=coming.at,
        shown_at=shown_at,
        entrance=entrance,
        device=coming.device,
    )


def _note_last(people: set[int]) -> None:
    """Note when each of the people has signed in last."""
    own = Visit.objects.filter(user=OuterRef("pk")).order_by().values("user")
    last = own.annotate(last=Max("signed_in_at")).values("last")
    User.objects.filter(pk__in=people).update(last_login=Subquery(last))
