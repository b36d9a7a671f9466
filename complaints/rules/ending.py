"""When a complaint may end. Source: regulation, 3.5."""

from complaints.enums import Delivery, Status

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


def out_of_turn(status: str, *allowed: Status) -> str | None:
    """Refuse to work on an answer before the decision, or once the case has ended."""
    if status in allowed:
        return None
    return f"Обращение сейчас «{Status(status).label}»: с ответом больше ничего не делают."


def nowhere_to_send(delivery: Delivery, address: str, *, is_known: bool) -> str | None:
    """Refuse to send a letter without an address to send it to; in the diary it is read by who can come in."""
    if delivery == Delivery.PORTAL and not is_known:
        return "Заявитель не входит в дневник: отправьте ответ почтой, по электронной почте или вручите."
    if address or delivery not in (Delivery.POST, Delivery.EMAIL):
        return None
    return "Нет адреса, по которому отправлен ответ. Впишите его."
