from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from accounts.models.user import User

# Not yet used, not yet replaced by a newer one.
OPEN = Q(used_at__isnull=True, replaced_at__isnull=True)


class SlipQuerySet(models.QuerySet):
    def open(self):
        """Slips that nobody has used and no newer one has replaced; their term may have passed."""
        return self.filter(OPEN)

    def of(self, people):
        return self.filter(user__in=people)

    def holding(self, user_pk: int, code: str):
        """The slip of the person with this one-time password, ended ones included."""
        return self.filter(user=user_pk, digest=digest_of(user_pk, code))

    def replace(self, *, at: datetime):
        """Let nobody come in by those that are open."""
        self.open().update(replaced_at=at)

    def newest_first(self):
        return self.order_by("-issued_at", "-pk")


class Slip(models.Model):
    """A card with a login and a one-time password, handed to a person (regulation, 3.1); the password is not kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="slips", verbose_name="человек")
    digest = models.CharField(max_length=64, help_text="одноразовый пароль, из которого его не вернуть")
    batch = models.UUIDField("печать", db_index=True)
    issued_at = models.DateTimeField("напечатана")
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="кто напечатал")
    valid_until = models.DateField("действует по", help_text="последний день, включительно")
    used_at = models.DateTimeField("использована", null=True, blank=True)
    replaced_at = models.DateTimeField("заменена", null=True, blank=True)

    objects = SlipQuerySet.as_manager()

    class Meta:
        verbose_name = "карточка"
        verbose_name_plural = "карточки"
        constraints = (
            models.UniqueConstraint(fields=("user",), condition=OPEN, name="slip_of_a_person_is_one"),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(replaced_at__isnull=True), name="slip_ends_in_one_way"
            ),
        )

    def is_valid_on(self, day: date) -> bool:
        return self.used_at is None and self.replaced_at is None and day <= self.valid_until


class TakenLogin(models.Model):
    """A login that was given once and is never given again, even when its person has been destroyed.

    What is kept is a keyed hash: a login is made of a name.
    """

    fingerprint = models.CharField(max_length=64, primary_key=True)
    taken_at = models.DateTimeField("выдан")

    class Meta:
        verbose_name = "занятый логин"
        verbose_name_plural = "занятые логины"


def digest_of(user_pk: int, code: str) -> str:
    """Return what is kept of a one-time password: without the key, which is not in the database, it tells nothing."""
    return salted_hmac("accounts.slip", f"{user_pk}:{code}", algorithm="sha256").hexdigest()


def fingerprint_of(login: str) -> str:
    """Return what is kept of a login for ever; by the key that is never replaced."""
    return salted_hmac("accounts.login", login, secret=settings.HISTORY_KEY, algorithm="sha256").hexdigest()


def free_of(logins) -> set[str]:
    """Return those of the logins that nobody was ever given. Two queries."""
    wanted = {fingerprint_of(login): login for login in logins}
    taken = TakenLogin.objects.filter(pk__in=wanted).values_list("pk", flat=True)
    held = User.objects.filter(login__in=wanted.values()).values_list("login", flat=True)
    return set(wanted.values()) - {wanted[fingerprint] for fingerprint in taken} - set(held)


def take(logins, *, at: datetime) -> None:
    """Note logins as given."""
    rows = [TakenLogin(fingerprint=fingerprint_of(login), taken_at=at) for login in logins]
    TakenLogin.objects.bulk_create(rows, ignore_conflicts=True)
