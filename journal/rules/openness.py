"""Is it allowed now? Each answer is None, or the sentence of the refusal, for view, save, delete and import alike."""

from datetime import date


def closed_term(term) -> str | None:
    """Refuse changes in a term that the deputy director has closed."""
    if term is None or term.closed_at is None:
        return None
    return f"Период закрыт: {term}. Изменить запись можно после того, как завуч откроет курс с указанием причины."


def cancelled_lesson(lesson) -> str | None:
    if lesson.cancelled_at is None:
        return None
    return "Урок отменён. Записи отменённого урока не меняются."


def work_past_its_day(due: date, today: date) -> str | None:
    """Refuse to cancel or to move a work whose marks were due before today (regulation, 4.1.2)."""
    if today <= due:
        return None
    return f"Срок отметок за работу прошёл {due:%d.%m.%Y}. Отменить или перенести её может только завуч."


def outside_scale(value: int | None, *, gives_ones: bool) -> str | None:
    """Refuse a digit that is not on the school's scale: 2–5, and 1 only where the school gives it."""
    lowest = 1 if gives_ones else 2
    if value is None or lowest <= value <= 5:
        return None
    return f"Можно поставить отметку от {lowest} до 5."
