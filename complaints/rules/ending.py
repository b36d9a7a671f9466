"""When a complaint may end. Source: regulation, 3.5."""

from complaints.enums import Delivery

NOT_YET = "Сведения ещё не появились. Свяжите запись или укажите, почему её не будет."


def without_information(*, wants_entry: bool, is_found: bool, why_never: str) -> str | None:
    """Refuse to end a complaint about missing information that the diary still lacks, with no reason said."""
    if not wants_entry or is_found or why_never:
        return None
    return NOT_YET


def without_letter(*, needs_letter: bool, is_approved: bool) -> str | None:
    """Refuse to have answered in writing what has no approved letter."""
    if not needs_letter or is_approved:
        return None
    return "На письменное обращение нужен письменный ответ (п. 3.5). Сначала утвердите ответ."


def approved_already(*, is_approved: bool) -> str | None:
    """Refuse to change what has been approved."""
    if not is_approved:
        return None
    return "Ответ утверждён: ни решение, ни текст больше не меняются."


def not_by_this_way(*, needs_letter: bool, is_oral: bool) -> str | None:
    """Refuse an oral answer to who is to be answered in writing."""
    if not (needs_letter and is_oral):
        return None
    return "Отвечают письменно: устный ответ возможен только на устное обращение с согласия заявителя."


def nowhere_to_send(delivery: Delivery, address: str) -> str | None:
    """Refuse to send a letter without an address to send it to."""
    if address or delivery not in (Delivery.POST, Delivery.EMAIL):
        return None
    return "Нет адреса, по которому отправлен ответ. Впишите его."
