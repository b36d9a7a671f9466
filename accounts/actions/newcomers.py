"""Somebody new to the school, written down at the desk and not by the school's workbook."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from accounts.actions.audit import note
from accounts.actions.refusals import Refused, demand_room
from accounts.enums import AuditKind
from accounts.models import User
from accounts.rules import desk


@dataclass(frozen=True)
class Newcomer:
    """Who it is; the code is the one that the school's workbook has, or will have."""

    code: str
    surname: str
    name: str
    patronymic: str = ""
    born_on: date | None = None
    email: str = ""


@transaction.atomic
def add_person(newcomer: Newcomer, *, by: User, at: datetime) -> User:
    """Write a person down, who has no role and no way in yet. Raises Refused when the code is somebody's."""
    names = {name: getattr(newcomer, name) for name in ("code", "surname", "name", "patronymic", "email")}
    demand_room(User, **names)
    person = User(code=newcomer.code, born_on=newcomer.born_on, email=newcomer.email)
    person.call(newcomer.surname, newcomer.name, newcomer.patronymic)
    person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        raise Refused(desk.CODE_TAKEN) from None
    note(AuditKind.ADDED, by=by, at=at, person=person)
    return person
