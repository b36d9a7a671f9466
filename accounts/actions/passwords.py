"""Own passwords: the first one, by a slip, and every later one. The hash is made first: it is slow on purpose."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.actions.audit import note
from accounts.actions.people import held_still
from accounts.actions.refusals import unless
from accounts.enums import AuditKind
from accounts.models import Session, Slip, User

OVERTAKEN = (
    "Пока вы придумывали пароль, карточку использовали в другом окне или напечатали новую. "
    "Войдите со своим паролем или с новой карточкой."
)
UNFIT = "Пароль не подходит. Пароль из трёх слов набирают русскими буквами, через дефис."
CHANGED_ELSEWHERE = "Пароль за это время сменился: в другом окне или новой карточкой. Начните вход заново."


def choose_password(person: User, password: str, *, slip: int, at: datetime) -> None:
    """Set the first own password of a person; the slip with this key is used up. Raises Refused."""
    hashed = make_password(password)
    with transaction.atomic():
        _keep(person, hashed, overtaken=OVERTAKEN)
        used = Slip.objects.of([person]).open().filter(pk=slip).update(used_at=at)
        unless(not used and OVERTAKEN)
        Session.objects.filter(user=person).delete()
        note(AuditKind.ENTERED, by=person, at=at, person=person)
    person.password = hashed


def change_password(person: User, password: str, *, old: str, at: datetime) -> None:
    """Set another own password, by the `old` one; every session of the person ends. Raises Refused."""
    unless(not person.check_password(old) and UNFIT)
    hashed = make_password(password)
    with transaction.atomic():
        _keep(person, hashed, overtaken=CHANGED_ELSEWHERE)
        Session.objects.filter(user=person).delete()
        note(AuditKind.PASSWORD, by=person, at=at, person=person)
    person.password = hashed


def _keep(person, hashed, *, overtaken):
    # Whoever printed a new slip in the meantime has ended the password that was shown to us.
    [fresh] = held_still(person)
    unless(fresh.password != person.password and overtaken)
    User.objects.filter(pk=person.pk).update(password=hashed)
