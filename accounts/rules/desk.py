"""May this be done with a person now? The sentences of refusals, and what answers None or one of them."""

from datetime import date

from accounts.enums import Role

CODE_TAKEN = "Этот код уже у другого человека. Возьмите код, под которым человек стоит в школьной таблице."
DESTROYED = "Персональные данные человека уничтожены. Изменить здесь больше ничего нельзя."
CHANGED = "Тем временем эту строку изменил другой человек. Посмотрите, что стоит теперь, и повторите, если нужно."

OWN_ROLE = "Себе роль не дают: это сделает другой администратор или школьная таблица."
OWN_APPOINTMENT = "Свою роль администратора не заканчивают: иначе некому будет исправить ошибку."
NO_ORDER = "Впишите номер и дату приказа о назначении."
STUDENT_AND_STAFF = "Пока человек учится в школе, роли работника у него быть не может."

OWN_LINK = "Себя с ребёнком не связывают: это сделает другой администратор или школьная таблица."
LINK_WITH_ONESELF = "Человек не может быть представителем самого себя."
NO_STUDENT = "В эти дни ребёнок не учится в школе. Сначала дайте ему роль ученика."
NO_ADULT = "Представителю ещё нет 18 лет. Проверьте, того ли человека вы выбрали."

OWN_LOCK = "Себе вход не закрывают. Попросите другого администратора."
# Or nobody could dismiss the one who has shut the director out.
DIRECTOR_LOCK = "Вход директору не закрывают: он назначает и освобождает администраторов."
LOCKED = "Вход уже закрыт."
UNLOCKED = "Вход уже открыт."
OWN_FACTOR = "Свой второй шаг выключают на странице «Мой вход»."
DIRECTOR_FACTOR = "Второй шаг директора выключают только на самом сервере: manage.py take_factor."
NO_FACTOR = "Второй шаг уже выключен."


def another_s_to_give(role: Role, given: frozenset[Role]) -> str | None:
    """Refuse a role that is not the person's to give or to end."""
    if role in given:
        return None
    if role == Role.DIRECTOR:
        return "Роль директора даёт и заканчивает только школьная таблица, загруженная на сервере."
    if role == Role.ADMINISTRATOR:
        return "Администратора назначает и освобождает директор."
    return "Эту роль даёт и заканчивает администратор."


def without_order(role: Role, order: str) -> str | None:
    """Refuse an administrator without the director's order (regulation, 3.1)."""
    return NO_ORDER if role == Role.ADMINISTRATOR and not order else None


def standing_already(since: date, until: date | None) -> str:
    return f"Такая строка уже есть: {term_said(since, until)}. Сначала закончите её или выберите другие дни."


def end_out_of_place(until: date, *, since: date, known: date | None, today: date) -> str | None:
    """Refuse to end what has ended, to put off an end that is set, or to make undone what has begun.

    What has begun let somebody in, and the school keeps that it did; only what is to come is taken back whole.
    """
    if until < since <= today:
        return f"Эта строка действует с {since:%d.%m.%Y}: последним не может быть более ранний день."
    if known is None or (until <= known and known >= today):
        return None
    if known < today:
        return f"Это уже закончено: последний день был {known:%d.%m.%Y}."
    return f"Это и так заканчивается {known:%d.%m.%Y}. Более поздний день поставить нельзя."


def no_slip(roles: frozenset[Role], *, is_own: bool, is_locked: bool) -> str:
    """Say why a person who is in reach is not the printer's to give a slip to, the first reason alone."""
    if is_own:
        return "Себе карточку не печатают: свой пароль меняют на странице «Мой вход»."
    if is_locked:
        return "Вход закрыт. Сначала администратор откроет его на странице человека."
    if not roles:
        return "Сегодня у человека нет роли в школе. Сначала администратор даст её на странице человека."
    if Role.DIRECTOR in roles:
        return "Директору карточку выдают только на самом сервере."
    if Role.ADMINISTRATOR in roles:
        return "Администратору карточку печатает директор."
    return "Эту карточку печатает администратор."


def term_said(since: date, until: date | None) -> str:
    """Return «с 01.09.2026» or «с 01.09.2026 по 31.05.2027»."""
    return f"с {since:%d.%m.%Y} по {until:%d.%m.%Y}" if until else f"с {since:%d.%m.%Y}"
