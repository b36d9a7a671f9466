"""What the director does next with a case, in one sentence."""

from dataclasses import dataclass

from complaints.enums import Status


@dataclass(frozen=True)
class Standing:
    """How a case stands: what is known of its entry, of the teacher's explanation, of its answer.

    `lead`: the number of the case it is looked into with, empty for none.
    """

    status: Status
    is_missing: bool = False
    has_entry: bool = False
    is_found: bool = False
    has_reason: bool = False
    awaits_teacher: bool = False
    needs_letter: bool = True
    is_approved: bool = False
    has_copy: bool = False
    lead: str = ""


def next_step(standing: Standing) -> str:
    """Return what to do next."""
    if standing.status in Status.ended():
        return "Рассмотрение закончено, делать ничего не нужно."
    if standing.status == Status.ANSWERED:
        return _to_close(standing)
    return _to_answer(standing) if standing.status == Status.DECIDED else _to_decide(standing)


def _to_decide(standing):
    if standing.lead:
        return f"Решение примите по обращению {standing.lead}: это рассматривается вместе с ним."
    if standing.is_found:
        return "Запись уже в дневнике: примите решение и ответьте."
    if standing.is_missing and not standing.has_entry:
        return "Укажите, о какой записи дневника речь, или примите решение."
    if standing.awaits_teacher:
        return "Дождитесь объяснений учителя или примите решение без них."
    return "Запросите объяснения учителя или примите решение."


def _to_answer(standing):
    if not standing.is_approved and not standing.needs_letter:
        return "Ответьте заявителю устно и отметьте это; можно и утвердить письменный ответ."
    if not standing.is_approved:
        return "Проверьте черновик ответа и утвердите его."
    if not standing.has_copy:
        return "Распечатайте ответ, подпишите его и отметьте, как он направлен."
    return "Отправьте подписанный ответ и отметьте, как он направлен."


def _to_close(standing):
    if standing.is_missing and not standing.is_found and not standing.has_reason:
        return "Записи в дневнике ещё нет: дождитесь её или напишите при завершении, почему её не будет."
    return "Завершите рассмотрение."
