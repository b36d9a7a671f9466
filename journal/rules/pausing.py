"""Whether days may be paused as asked: each answer is None, or the sentence of the refusal. Source: regulation, 4.1."""

from datetime import date, timedelta

# A longer leave is prolonged by another pause; a day further away is a slip of the year.
LONGEST_PAUSE = timedelta(days=120)
FURTHEST_PAUSE = timedelta(days=366)


def pause_out_of_bounds(first: date, last: date, today: date) -> str | None:
    """Refuse days that are out of order, too many at once, or of another year than anybody means."""
    if last < first:
        return "Последний день приостановки раньше первого."
    if last - first >= LONGEST_PAUSE:
        return f"Сразу можно приостановить не больше {LONGEST_PAUSE.days} дней. Продлите потом ещё одной записью."
    for day in (first, last):
        if abs(day - today) > FURTHEST_PAUSE:
            return f"{day:%d.%m.%Y}: от сегодняшнего дня больше года. Проверьте день и год."
    return None


def pause_without_ground(words: str, document: str) -> str | None:
    """Refuse a pause for which there is neither a word nor a paper."""
    if words or document:
        return None
    return "Напишите пояснение или укажите документ: причину увидит каждый, кто смотрит сроки."


def withdrawn_already(pause) -> str | None:
    if pause.withdrawn_at is None:
        return None
    return f"{pause.withdrawn_by.short_name}: приостановка уже отозвана."


def answered_already(request) -> str | None:
    """Refuse a second answer to a teacher's request."""
    if request.answered_at is None:
        return None
    answer = "отклонена" if request.pause_id is None else "принята"
    return f"На просьбу уже ответили: {request.answered_by.short_name}, просьба {answer}."


def not_waived_yet(due: date, today: date) -> str | None:
    """Refuse to take away a duty that can still be done in time: what ends it by then needs no waiver."""
    if today > due:
        return None
    return f"Срок ещё не прошёл: запись можно внести по {due:%d.%m.%Y}. Снимают только просроченное."
