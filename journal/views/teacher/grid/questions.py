"""What a person is asked when a cell is not simply saved: two values, or a mark of one who was absent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime

from accounts.models import User
from journal.actions.grid import Answer, Status
from journal.models.cells import Cells
from journal.rules import openness
from journal.rules.cells import Cell


@dataclass(frozen=True)
class Choice:
    label: str
    value: str


@dataclass(frozen=True)
class Question:
    """A whole sentence and what may be answered; the first choice keeps what stands."""

    answer: Answer
    sentence: str
    choices: tuple[Choice, ...]


def questions(answers: Sequence[Answer], cells: Cells, today: date) -> dict[str, Question]:
    """Return by cell what is to be asked. One query, and that only when somebody else has written."""
    asked = [answer for answer in answers if answer.status == Status.ASK]
    authors = User.objects.in_bulk({answer.by for answer in asked if answer.by})
    found = {}
    for answer in asked:
        student = cells.students.get(int(answer.cell.partition("-")[2]))
        name = student.list_name if student else "Ученик"
        ask = _about_two_values if answer.by else _about_an_absence
        found[answer.cell] = ask(name, answer, authors.get(answer.by), today)
    return found


def _about_two_values(name, answer, author, today) -> Question:
    when = localtime(datetime.fromisoformat(answer.at))
    moment = f"{when:%H:%M}" if when.date() == today else f"{when:%d.%m, %H:%M}"
    told = f"{author.short_name}, {moment}" if author else moment
    stands, mine = answer.value or "пусто", answer.wanted or "пусто"
    return Question(
        answer,
        f"{name}: в журнале {stands} ({told}), у вас {mine}. Что оставить?",
        (Choice(_keep(answer), answer.value), Choice(_put(answer.wanted), answer.wanted)),
    )


def _about_an_absence(name, answer, _author, _today) -> Question:
    stands, digits = Cell.read(answer.value), Cell.read(answer.wanted).digits
    if not stands.presence:
        # A work's own column does not show who was there.
        sentence = f"{name}: на уроке отмечено отсутствие. Поставить {digits}?"
        return Question(answer, sentence, (Choice(_keep(answer), answer.value), Choice(_put(digits), digits)))
    choices = (
        Choice(_keep(answer), answer.value),
        Choice(f"Поставить {digits}, {stands.code} остаётся", f"{digits} {stands.code}"),
        Choice(f"Поставить {digits}: был на уроке", digits),
    )
    return Question(answer, f"{name}: {openness.mark_of_absent(stands.presence)}", choices)


def _keep(answer) -> str:
    return f"Оставить {answer.value}" if answer.value else "Оставить пустым"


def _put(value) -> str:
    return f"Поставить {value}" if value else "Очистить"
