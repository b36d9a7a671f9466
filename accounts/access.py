"""Who reaches what: the tools of every policy, and the ground floor's own policies.

A policy is a table: role → Q. Views fetch only through `visible_to` (reading pages) or `editable_by` (working pages).
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import reduce, wraps
from operator import or_

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from accounts.enums import Role
from accounts.prepared import of_place

Policy = Mapping[Role, Callable[..., Q]]

OF_AGE = 18

# Who works at the school.
STAFF = frozenset((Role.TEACHER, Role.DEPUTY, Role.DIRECTOR, Role.ADMINISTRATOR))
# Who appoints the keepers of logins, and these keepers (regulation, 3.1).
APPOINTING, APPOINTED = frozenset((Role.DIRECTOR,)), frozenset((Role.ADMINISTRATOR,))
# Who has a desk in the Django admin, and who reads rows of people and journals there.
ADMIN_ENTRANTS, ADMIN_READERS = frozenset((Role.DIRECTOR, Role.DEPUTY, Role.ADMINISTRATOR)), frozenset((Role.DIRECTOR,))

NOTHING = Q(pk__in=[])
# Not Q(): an empty Q disappears when it is OR-ed with another condition.
EVERYTHING = ~NOTHING


def everything(user) -> Q:
    """Reach every row, whoever asks within the role."""
    return EVERYTHING


def scope(policy: Policy, user) -> Q:
    """Return what any of the user's roles may reach; nothing when no role is named."""
    return reduce(or_, (policy[role](user) for role in Role if role in policy and role in user.roles), NOTHING)


class ScopedQuerySet(QuerySet):
    """A queryset that knows its readers and its writers; it names nobody until a model does."""

    readers: Policy = {}
    writers: Policy = {}

    def visible_to(self, user):
        return self._within(self.readers, user)

    def editable_by(self, user):
        return self._within(self.writers, user)

    def _within(self, policy, user):
        # A subquery, not a join: a policy may cross many-to-many paths, and rows must not repeat.
        reachable = self.model._base_manager.filter(scope(policy, user))
        return self.filter(pk__in=reachable.values("pk"))


def for_roles(*roles: Role):
    """Open a view to those who hold one of the roles on the request's day; 403 to everybody else."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.roles.intersection(roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.roles = frozenset(roles)
        return guarded

    return decorate


def may_enter_admin(user) -> bool:
    """Who has something to do in the Django admin, and nobody for being a superuser; each page asks for more."""
    return not user.roles.isdisjoint(ADMIN_ENTRANTS)


def reads_rows_in_admin(user) -> bool:
    """Who reads people, roles and notices in the Django admin: the director."""
    return not user.roles.isdisjoint(ADMIN_READERS)


def admin_desk(user) -> str:
    """Return what the Django admin is called by who has a desk there; empty for whom it is closed."""
    if not may_enter_admin(user):
        return ""
    return "Кабинет директора" if reads_rows_in_admin(user) else "Обращения к директору"


def works_at_school(user) -> bool:
    return bool(STAFF & user.roles)


def shut_out(user) -> str:
    """Return why the person may not come in on the acting day; empty when they may."""
    if not user.is_active:
        return "Вход для вас закрыт. Почему, скажет администратор школы."
    if not user.roles:
        return "Ваш доступ закончился. Если это ошибка, обратитесь к администратору школы."
    return ""


def keeps_people(user) -> bool:
    """Who works at the administrator's desk, and does not only read there."""
    return not user.roles.isdisjoint(PERSON_WRITERS)


def roles_given_by(user) -> frozenset[Role]:
    """Return the roles that the person gives and ends."""
    return frozenset().union(*(ROLE_GIVERS.get(role, ()) for role in user.roles))


def themselves(user) -> Q:
    return Q(pk=user.pk)


def themselves_of_age(user, prefix: str = "") -> Q:
    """The person from the eighteenth birthday on: then they speak for themselves (Civil Code, 21)."""
    return Q(**{f"{prefix}pk": user.pk, f"{prefix}born_on__lte": years_before(user.on, OF_AGE)})


def is_of_age(person, day: date) -> bool:
    """Whether the person has turned 18 by the day; without a birthday nobody is taken to have."""
    return person.born_on is not None and person.born_on <= years_before(day, OF_AGE)


@of_place
def years_before(day: date, years: int) -> date:
    """Return the same day so many years before; of 29 February, where there is none, the day before it."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if is_leap_day else day.day)


def own_children(user) -> Q:
    return Q(pk__in=user.children())


def addressed(user) -> Q:
    return Q(recipient=user)


def _to_hold(roles: frozenset[Role], user) -> Q:
    """People who hold one of the roles on the acting day or are to: a slip printed before a role opens it later."""
    held = apps.get_model("accounts", "HeldRole").objects.filter(role__in=roles).within(user.on, date.max)
    return Q(pk__in=held.values("user"))


PERSON_READERS: Policy = {
    Role.STUDENT: themselves,
    Role.PARENT: lambda user: themselves(user) | own_children(user),
    Role.TEACHER: themselves,
    Role.DEPUTY: everything,
    Role.DIRECTOR: everything,
    Role.ADMINISTRATOR: everything,
}
# Who issues logins, gives roles and links families: the administrator, appointed by the director (regulation, 3.1).
PERSON_WRITERS: Policy = {Role.ADMINISTRATOR: everything}
# Which roles each gives and ends; the director's own comes with the school's workbook alone.
ROLE_GIVERS: Mapping[Role, frozenset[Role]] = {
    Role.ADMINISTRATOR: frozenset((Role.STUDENT, Role.PARENT, Role.TEACHER, Role.DEPUTY)),
    Role.DIRECTOR: frozenset((Role.ADMINISTRATOR,)),
}
# For whom each prints slips. Whoever has a slip in hand comes in as its person: nobody prints for an equal or for one
# above; the director's own comes from the server alone. A homeroom teacher's reach is the own class besides.
SLIP_PRINTERS: Policy = {
    Role.TEACHER: lambda user: ~_to_hold(STAFF, user),
    Role.DIRECTOR: lambda user: _to_hold(APPOINTED, user) & ~_to_hold(APPOINTING, user),
    Role.ADMINISTRATOR: lambda user: ~_to_hold(APPOINTED | APPOINTING, user),
}
# Who sees what was done with people's accounts, and how people come to the diary.
AUDIT_READERS: Policy = {Role.DIRECTOR: everything, Role.ADMINISTRATOR: everything}
VISIT_READERS: Policy = {Role.DEPUTY: everything, Role.DIRECTOR: everything, Role.ADMINISTRATOR: everything}
NOTICE_READERS: Policy = dict.fromkeys(Role, addressed)
