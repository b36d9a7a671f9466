"""What the author of a complaint does after it has been sent."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from complaints.actions.refusals import Refused, demand_room
from complaints.actions.steps import held, move, note
from complaints.actions.telling import tell_directors
from complaints.enums import Status, StepKind
from complaints.models import Complaint, Step

NO_WORDS = "Напишите, чем вы дополняете обращение."
OVER = "Рассмотрение завершено. Напишите ещё раз: новое обращение будет связано с этим."


@transaction.atomic
def add_message(complaint: Complaint, *, text: str, by: User, at: datetime) -> None:
    """Add words of the author to a case that goes on. Raises Refused."""
    case = held(complaint)
    if not text.strip():
        raise Refused(NO_WORDS)
    demand_room(Step, text=text)
    if case.is_over:
        raise Refused(OVER)
    last = case.steps.order_by("pk").last()
    if (last.kind, last.by_id, last.text) == (StepKind.MESSAGE, by.pk, text.strip()):
        # The same form, sent twice.
        return
    note(case, StepKind.MESSAGE, by=by, at=at, text=text.strip())
    tell_directors(case, f"Заявитель дополнил обращение {case}.", key=f"message-{case.version}", at=at)


@transaction.atomic
def withdraw(complaint: Complaint, *, why: str = "", by: User, at: datetime, seen: int | None = None) -> None:
    """End a case at the wish of its author, told in the portal or to the office (`why`: how). Raises Refused."""
    case = held(complaint, seen=seen)
    demand_room(Step, text=why)
    move(case, Status.WITHDRAWN, StepKind.WITHDRAWN, by=by, at=at, text=why)
    tell_directors(case, f"Обращение {case} отозвано.", key="withdrawn", at=at)
