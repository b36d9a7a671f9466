"""What is asked of a sign-in before anybody is let in, and when its way began."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.russian import full_date

# One sentence for every refusal: which part was wrong, or whether there is such a login, is nobody's business.
WRONG = (
    "Логин или пароль не подходит. Логин набирают латинскими буквами, пароль из трёх слов — русскими, через дефис. "
    "Введите пароль ещё раз."
)
# The same where a slip is typed: large letters and dashes do not matter there.
WRONG_CODE = (
    "Логин или одноразовый пароль не подходит. Сверьте их с карточкой: логин латинскими буквами, в пароле 8 знаков."
)

NEW_SLIP = "Новую напечатает классный руководитель или администратор школы."
# A page left open overnight does not make a way as long as the night.
WAITED = timedelta(minutes=30)
# Tries so far apart are not one way: the longest pause between them, a quarter of an hour, fits in many times over.
TRIED = timedelta(hours=2)


def folded_login(typed: str) -> str:
    """Return a login as it is kept and compared: the case and the spaces around it do not matter."""
    return typed.strip().lower()


def slip_refusal(slip, day: date, *, has_password: bool) -> str:
    """Return why the one-time password of a slip opens nothing on the day; empty when it does.

    `has_password`: whether its person has an own one, which after a newer slip was chosen by that slip.
    """
    if slip.replaced_at and has_password:
        return (
            f"Эта карточка не действует: {on(slip.replaced_at)} её заменила более новая, и по той уже придумали свой "
            f"пароль: войдите с ним. Если это были не вы или пароль забыт, нужна новая карточка. {NEW_SLIP}"
        )
    if slip.replaced_at:
        return (
            f"Эта карточка не действует: {on(slip.replaced_at)} её заменила более новая. "
            "Если той у вас нет, попросите ещё одну у классного руководителя или администратора школы."
        )
    if slip.used_at:
        return (
            f"По этой карточке уже входили {on(slip.used_at)} и придумали свой пароль: войдите с ним. "
            f"Если это были не вы или пароль забыт, нужна новая карточка. {NEW_SLIP}"
        )
    if day > slip.valid_until:
        return f"Карточка действовала до {full_date(slip.valid_until)} включительно. {NEW_SLIP}"
    return ""


def on(moment: datetime) -> str:
    return full_date(timezone.localdate(moment))


def began(opened_at: datetime, tried_at: datetime, *, within: timedelta) -> datetime:
    """Return when the way into the diary began: with the open form, or with this try when that is too long ago."""
    return opened_at if opened_at <= tried_at <= opened_at + within else tried_at
