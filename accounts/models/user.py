from datetime import date, timedelta

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from accounts import access, names
from accounts.access import ScopedQuerySet
from accounts.constraints import not_blank, one_of
from accounts.enums import AccountState, Ground, Role
from accounts.models.dated import DatedQuerySet, SettledHere
from accounts.rules.entering import folded_login

# How long before the eighteenth birthday it is announced.
ANNOUNCED = timedelta(days=30)

OPEN_TO_ENTER = Q(locked_at__isnull=True)
# What `account_state` says of a person taken by `with_slip`, for SQL.
STATES = {
    AccountState.NONE: lambda day: OPEN_TO_ENTER & Q(slip_until__isnull=True, last_login__isnull=True),
    AccountState.ISSUED: lambda day: OPEN_TO_ENTER & Q(slip_until__gte=day),
    AccountState.EXPIRED: lambda day: OPEN_TO_ENTER & Q(slip_until__lt=day),
    AccountState.ENTERED: lambda day: OPEN_TO_ENTER & Q(slip_until__isnull=True, last_login__isnull=False),
    AccountState.LOCKED: lambda day: ~OPEN_TO_ENTER,
}


class UserQuerySet(ScopedQuerySet):
    readers = access.PERSON_READERS
    writers = access.PERSON_WRITERS

    def living(self):
        """People whose personal data stand."""
        return self.filter(destroyed_at__isnull=True)

    def present(self, *, on: date):
        """People who hold any role on the day: those who have a way in."""
        return self.living().filter(pk__in=HeldRole.objects.on(on).values("user"))

    def given_slips_by(self, printer):
        """People for whom the printer may print a slip."""
        return self._within(access.SLIP_PRINTERS, printer)

    def without_role(self, *, on: date):
        """People who hold no role on the day: those who have left, and those who are to come."""
        return self.living().exclude(pk__in=HeldRole.objects.on(on).values("user"))

    def never_entered(self):
        return self.filter(last_login__isnull=True)

    def with_slip(self):
        """Add `slip_until`: the last day of the slip that nobody has used yet, if any; and `last_slip`, used or not.

        See `account_state`.
        """
        unused = Q(slips__used_at__isnull=True, slips__replaced_at__isnull=True)
        return self.annotate(slip_until=models.Max("slips__valid_until", filter=unused), last_slip=models.Max("slips"))

    def in_state(self, state: AccountState, *, on: date):
        """People whose `account_state` on the day is this one."""
        return self.with_slip().filter(STATES[state](on))

    def coming_of_age(self, *, on: date):
        """People who turn 18 within thirty days from the day, it included."""
        first, last = on - timedelta(days=1), on + ANNOUNCED
        years = access.OF_AGE
        return self.filter(born_on__gt=access.years_before(first, years), born_on__lte=access.years_before(last, years))

    def holding(self, role: Role, *, on: date):
        """People who hold the role on the day."""
        return self.filter(pk__in=HeldRole.objects.on(on).filter(role=role).values("user"))

    def learning_from(self, day: date):
        """People who learn at the school on the day or later."""
        learning = HeldRole.objects.filter(role=Role.STUDENT).within(day, date.max)
        return self.filter(pk__in=learning.values("user"))

    def minor(self, *, on: date):
        """People who are not known to be of age on the day."""
        return self.exclude(born_on__lte=access.years_before(on, access.OF_AGE))

    def without_guardian(self, *, on: date):
        return self.exclude(pk__in=Guardianship.objects.on(on).values("child"))

    def without_child(self, *, on: date):
        return self.exclude(pk__in=Guardianship.objects.on(on).values("guardian"))

    def named_like(self, words: str):
        """People whose surname, name, patronymic or code begin with each of the words."""
        found = self
        for word in names.folded(words).split():
            found = found.filter(search_key__contains=f" {word}")
        return found

    def found_by(self, words: str):
        """People named like the words, or whose login they are."""
        return self.named_like(words) | self.filter(login=words.strip().lower())

    def with_login(self, typed: str):
        """The one person who signs in so, if any; the case and the spaces around a login do not matter."""
        return self.filter(login=folded_login(typed))

    def in_order(self):
        return self.order_by("sort_key", "code")


class User(AbstractBaseUser):
    """A person of the school; names stand only here, so that they can be destroyed while the journal stays."""

    code = models.CharField("код", max_length=32, unique=True, help_text="код из школьной таблицы")
    surname = models.CharField("фамилия", max_length=80)
    name = models.CharField("имя", max_length=80)
    patronymic = models.CharField("отчество", max_length=80, blank=True)
    sort_key = models.CharField(max_length=260, editable=False, db_index=True)
    search_key = models.CharField(max_length=300, editable=False)
    born_on = models.DateField("дата рождения", null=True, blank=True)
    email = models.EmailField("эл. почта", blank=True)
    login = models.CharField("логин", max_length=40, unique=True, null=True, blank=True)
    locked_at = models.DateTimeField("вход закрыт", null=True, blank=True)
    destroyed_at = models.DateTimeField("персональные данные уничтожены", null=True, blank=True)

    objects = BaseUserManager.from_queryset(UserQuerySet)()

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"

    # Set by `acting_on`: a person without a day holds no role and reaches nothing.
    on: date | None = None
    roles: frozenset = frozenset()
    # The kind of device the person acts on, for the history; empty where it is not known.
    device: str = ""
    # Added by `with_slip`.
    slip_until: date | None
    last_slip: int | None

    class Meta:
        verbose_name = "человек"
        verbose_name_plural = "люди"
        constraints = (
            not_blank("code", "surname", "name", name="user_has_a_name"),
            models.CheckConstraint(condition=Q(login__isnull=True) | ~Q(login=""), name="user_login_is_not_blank"),
            models.CheckConstraint(condition=Q(login=Lower("login")), name="user_login_is_in_small_letters"),
        )

    def __str__(self):
        return self.list_name

    @property
    def full_name(self):
        return " ".join(filter(None, (self.surname, self.name, self.patronymic)))

    @property
    def list_name(self):
        """Surname and name, as in a class list."""
        return f"{self.surname} {self.name}"

    @property
    def short_name(self):
        """Surname and initials: «Сидорова А. А.»; of a person whose data are destroyed, the words in their place."""
        if self.destroyed_at:
            return self.list_name
        initials = "\u00a0".join(f"{part[0]}." for part in (self.name, self.patronymic) if part)
        return f"{self.surname} {initials}"

    @property
    def formal_name(self):
        """Name and patronymic, as one speaks to a grown-up."""
        return " ".join(filter(None, (self.name, self.patronymic)))

    @property
    def is_staff(self):
        return access.may_enter_admin(self)

    @property
    def is_active(self):
        return self.locked_at is None

    def account_state(self, day: date) -> AccountState:
        """Return how far the person has come with the way in; of a person taken by `with_slip`."""
        if self.locked_at:
            return AccountState.LOCKED
        if self.slip_until:
            return AccountState.ISSUED if day <= self.slip_until else AccountState.EXPIRED
        return AccountState.ENTERED if self.last_login else AccountState.NONE

    def call(self, surname: str, name: str, patronymic: str = ""):
        """Set the name with the keys that are made from it; it does not save."""
        self.surname, self.name, self.patronymic = surname, name, patronymic
        self.sort_key = names.sort_key(surname, name, patronymic)
        self.search_key = names.search_key(surname, name, patronymic, self.code)

    def acting_on(self, day: date):
        """Return the person with the roles held on the day; at most one query, none when the roles came along."""
        held = (held.role for held in self.held_roles.all() if held.holds_on(day))
        return self.standing(on=day, roles=frozenset(map(Role, held)))

    def standing(self, *, on: date, roles: frozenset = frozenset()):
        """Return the person on a day with roles that are known already."""
        self.on, self.roles = on, roles
        return self

    def children(self):
        """Return the ids of the children this person answers for on the acting day, as a subquery."""
        return Guardianship.objects.on(self.on).filter(guardian=self.pk).values("child")

    def has_perm(self, perm, obj=None):
        """Grant nothing by permission strings: each admin page asks a scope."""
        return False

    def has_module_perms(self, app_label):
        return access.may_enter_admin(self)


class HeldRole(SettledHere):
    """A role that a person holds for a time."""

    user = models.ForeignKey(User, models.CASCADE, related_name="held_roles", verbose_name="человек")
    role = models.CharField("роль", max_length=16, choices=Role)
    order = models.CharField("приказ", max_length=80, blank=True)

    class Meta(SettledHere.Meta):
        verbose_name = "роль"
        verbose_name_plural = "роли"
        constraints = (
            *SettledHere.Meta.constraints,
            one_of("role", Role, name="heldrole_is_known"),
            models.UniqueConstraint(fields=("user", "role", "since"), name="heldrole_begins_once_a_day"),
        )

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}"


class GuardianshipQuerySet(DatedQuerySet):
    def on(self, day: date):
        """Links that hold on the day: within their term, and of a child of age only with the child's leave."""
        minor = Q(child__born_on__isnull=True) | Q(child__born_on__gt=access.years_before(day, access.OF_AGE))
        return super().on(day).filter(minor | Q(allowed_at__isnull=False))

    def in_term(self, day: date):
        """Links within their term, whether or not a child of age gives leave."""
        return super().on(day)

    def decided_by(self, child):
        """Links that a child who has come of age allows or forbids to read."""
        of_age = access.years_before(child.on, access.OF_AGE)
        return self.in_term(child.on).filter(child=child.pk, child__born_on__lte=of_age)

    def ending(self, first: date, last: date):
        """Links whose last day lies in the period."""
        return self.filter(until__range=(first, last))

    def with_people(self):
        return self.select_related("guardian", "child")

    def of(self, person):
        """Links on either side of which the person stands."""
        return self.filter(Q(guardian=person.pk) | Q(child=person.pk))

    def in_order(self):
        """By the child, then by the representative, the newest first."""
        return self.order_by("child__sort_key", "guardian__sort_key", "-since", "pk")


class Guardianship(SettledHere):
    """An adult's right to read the diary of a child and to speak for it (regulation, 2.1).

    From the eighteenth birthday on the child alone decides who goes on reading: `allowed_at`.
    """

    guardian = models.ForeignKey(User, models.CASCADE, related_name="guardianships", verbose_name="представитель")
    child = models.ForeignKey(User, models.CASCADE, related_name="guardians", verbose_name="ребёнок")
    ground = models.CharField("основание", max_length=16, choices=Ground, default=Ground.PARENT)
    document = models.CharField("документ", max_length=120, blank=True)
    allowed_at = models.DateTimeField("совершеннолетний разрешил читать", null=True, blank=True)

    objects = GuardianshipQuerySet.as_manager()

    class Meta(SettledHere.Meta):
        verbose_name = "представительство"
        verbose_name_plural = "законные представители"
        constraints = (
            *SettledHere.Meta.constraints,
            one_of("ground", Ground, name="guardianship_ground_is_known"),
            models.UniqueConstraint(fields=("guardian", "child", "since"), name="guardianship_begins_once_a_day"),
            models.CheckConstraint(condition=~Q(guardian=models.F("child")), name="guardianship_is_of_another"),
        )

    def __str__(self):
        return f"{self.guardian} → {self.child}"
