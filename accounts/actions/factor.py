"""The second step of a sign-in: a code that the person's telephone shows, each taken once."""

from datetime import datetime, timedelta

from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.actions.audit import note
from accounts.actions.people import held_still
from accounts.actions.refusals import unless
from accounts.enums import AuditKind
from accounts.models import User
from accounts.russian import lasting

# Part of a second is waited for as a whole one.
A_SECOND = timedelta(seconds=1)
WRONG_CODE = "Код не подошёл или уже использован. Дождитесь следующего кода на телефоне и введите его."
TOO_SOON = "Подождите {} и введите следующий код."
# So many wrong ones in a row are no slip of the finger.
MANY = 5
TOO_MANY = (
    "Слишком много неверных кодов. Снова можно через {}. Если вводили их не вы, ваш пароль знает кто-то ещё: "
    "попросите у администратора новую карточку."
)
NO_FACTOR = "Второй шаг для вас выключен. Начните вход заново."
STANDS = "Второй шаг уже включён. Чтобы подключить другой телефон, сначала выключите его."


@transaction.atomic
def add_factor(person: User, *, key: str, code: str, at: datetime) -> None:
    """Turn the second step on with the secret that the telephone holds, as its code proves. Raises Refused."""
    held_still(person)
    unless(TOTPDevice.objects.filter(user=person).exists() and STANDS)
    device = TOTPDevice.objects.create(user=person, name="телефон", key=key)
    unless(not device.verify_token(code) and WRONG_CODE)
    note(AuditKind.FACTOR_ADDED, by=person, at=at, person=person)


def use_code(person: User, code: str, *, at: datetime) -> None:
    """Take a code of the person's telephone; it is never taken again. Raises Refused."""
    unless(_refusal(person, code, at))


def drop_factor(person: User, *, code: str, at: datetime) -> None:
    """Turn one's own second step off, by a code of the telephone. Raises Refused."""
    use_code(person, code, at=at)
    with transaction.atomic():
        TOTPDevice.objects.filter(user=person).delete()
        note(AuditKind.FACTOR_TAKEN, by=person, at=at, person=person)


@transaction.atomic
def _refusal(person, code, at) -> str:
    """Return why the code is not taken; not raised here, so that a wrong code stays counted."""
    device = TOTPDevice.objects.select_for_update().filter(user=person).first()
    if device is None:
        return NO_FACTOR
    is_allowed, why = device.verify_is_allowed()
    if not is_allowed:
        sentence = TOO_MANY if why["failure_count"] >= MANY else TOO_SOON
        return sentence.format(lasting(why["locked_until"] - at + A_SECOND))
    return "" if device.verify_token(code) else WRONG_CODE
