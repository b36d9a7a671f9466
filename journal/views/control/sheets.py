"""What the control gives away as a table: the listed duties, and the figures along one of their sides."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.timezone import localtime

from accounts.russian import grouped
from accounts.spreadsheet import Cell, Column, Sheet, plain
from journal.control import DutyRow, Figures, Listed, Tally, added, duties_in_batches, reminders_about
from journal.enums import Beside, Duty, DutyState
from journal.views.control.drawn import HEADS
from journal.views.control.sides import sides_of

# A longer table opens in no office program at school; the filters narrow it.
MOST = 20_000
OF_DUTY = (
    Column("Обязанность", 30),
    Column("Пункт", 8),
    Column("День урока"),
    Column("Урок", 6),
    Column("Предмет", 22),
    Column("Группа", 16),
    Column("Работа", 24),
    Column("Ученик", 24),
    Column("Кто вносит", 24),
    Column("Срок"),
    Column("Внесено"),
    Column("Состояние", 16),
    Column("Опоздание, дней", 11),
    Column("С пометкой", 30),
    Column("Напоминаний", 13),
)
NUMBERS = (
    Column("Всего", 10),
    *(Column(state.label.capitalize(), 11) for state in DutyState),
    Column("Доля в срок", 10, is_share=True),
)
OF_RULES = tuple(Column(f"В срок: {head.lower()}", 13, is_share=True) for head in HEADS.values())
APART = (Column("Самое большое опоздание, дней", 13), *(Column(name.label.capitalize(), 15) for name in Beside))


def duties_sheet(form, *, now: datetime) -> Sheet:
    """Return the duties that the filters leave, the first of them where there are too many."""
    selection = form.selection()
    found = Listed(selection).count()
    cut = f" Показаны первые {grouped(MOST)} из {grouped(found)}: сузьте отбор." if found > MOST else ""
    return Sheet("Записи", f"{extract(now)} {form.words()}{cut}", OF_DUTY, _duties(selection))


def figures_sheet(name: str, form, figures: Figures, *, now: datetime) -> Sheet:
    """Return the figures along a side, or by week, each state in a column of its own, and their sum.

    What stands beside the duties is not counted by week.
    """
    caption = f"{extract(now)} {form.words()}"
    if name == "week":
        columns = (Column("Неделя с"), Column("по"), *NUMBERS, *OF_RULES)
        total = ("Все", None, *_numbers(figures.whole), *_rules(figures.by_rule))
        return Sheet("Недели", caption, columns, _weeks(figures), total)
    side = sides_of(form, figures)[name]
    rows = ((label, *_numbers(whole), *_apart(whole), *_rules(cells)) for _, label, whole, cells in side.rows(figures))
    columns = (Column(side.head, 30), *NUMBERS, *APART, *OF_RULES)
    total = ("Все", *_numbers(figures.whole), *_apart(figures.whole), *_rules(figures.by_rule))
    return Sheet(side.title, caption, columns, map(plain, rows), total)


def extract(now: datetime) -> str:
    """Return how each extract of the journal begins (regulation, 1.4)."""
    return f"Выписка из электронного журнала по состоянию на {localtime(now):%d.%m.%Y, %H:%M}."


def _duties(selection) -> Iterator[tuple[Cell, ...]]:
    for rows in duties_in_batches(selection, most=MOST):
        sent = reminders_about(row.key for row in rows)
        yield from (plain(_duty(row, len(sent.get(row.key, ())))) for row in rows)


def _duty(row: DutyRow, reminded: int) -> tuple[Cell, ...]:
    return (
        row.key.duty.label,
        row.deadline.clause,
        row.lesson.date,
        row.lesson.number,
        row.lesson.course.subject.name,
        row.lesson.course.group,
        row.work.label if row.work else "",
        row.student.list_name if row.student else "",
        row.teacher.full_name,
        row.due,
        row.recorded,
        row.state.label,
        row.days,
        ", ".join(name.label for name in row.beside),
        reminded,
    )


def _weeks(figures) -> Iterator[tuple[Cell, ...]]:
    for week in sorted({week for _, week in figures.weeks}):
        cells = {duty: figures.weeks.get((duty, week), Tally()) for duty in Duty}
        yield (week.monday, week.sunday, *_numbers(added(cells.values())), *_rules(cells))


def _numbers(tally: Tally) -> tuple[Cell, ...]:
    return (tally.total, *(tally.states[state] for state in DutyState), tally.share)


def _apart(tally: Tally) -> tuple[Cell, ...]:
    return (tally.worst, *(tally.beside[name] for name in Beside))


def _rules(cells) -> tuple[Cell, ...]:
    return tuple(cells.get(duty, Tally()).share for duty in Duty)
