"""Which state of a complaint follows which: the one table. Source: regulation, 3.4 and 3.5; 59-ФЗ, 8 and 10–12."""

from collections.abc import Mapping

from complaints.enums import Status

NEXT: Mapping[Status, frozenset[Status]] = {
    Status.REGISTERED: frozenset((Status.IN_REVIEW, Status.DECIDED, Status.REDIRECTED, Status.WITHDRAWN)),
    Status.IN_REVIEW: frozenset((Status.DECIDED, Status.REDIRECTED, Status.WITHDRAWN)),
    # A decision may be taken anew until its answer has been approved.
    Status.DECIDED: frozenset((Status.DECIDED, Status.ANSWERED, Status.WITHDRAWN)),
    Status.ANSWERED: frozenset((Status.CLOSED,)),
    Status.CLOSED: frozenset(),
    Status.REDIRECTED: frozenset(),
    Status.WITHDRAWN: frozenset(),
}


def out_of_order(status: Status, to: Status) -> str | None:
    """Refuse a state that does not follow the present one."""
    if to in NEXT[status]:
        return None
    return f"Обращение сейчас «{status.label}»: после этого оно не может стать «{to.label}»."


def diagram() -> str:
    """Return the table as the README draws it."""
    arrows = [f"    {one.name} --> {other.name}" for one in NEXT for other in Status if other in NEXT[one]]
    states = [f"    {status.name}: {status.label}" for status in Status]
    ends = [f"    {status.name} --> [*]" for status in Status.ended()]
    return "\n".join(["stateDiagram-v2", *states, f"    [*] --> {Status.REGISTERED.name}", *arrows, *ends])
