"""Comparing rows with a term, of one model."""

from collections.abc import Callable, Collection, Iterable, Iterator

from django.db.models import Model, Q

from journal.workbook.dated import Stored, Wanted, compare, moves
from journal.workbook.differences import Difference
from journal.workbook.school import Known


def settle(
    title: str,
    model: type[Model],
    wanted: Iterable[Wanted],
    stored: Collection[Stored],
    *,
    known: Known,
    made: Callable[[Stored], Model],
    exclusive: bool = False,
) -> tuple[Difference, list[Stored]]:
    """Return the difference and the rows as they will stand; clashes become problems. `made` makes a new object."""
    days = {"on": known.on, "today": known.today, "year_begins": known.year_begins}
    outcome = compare(wanted, stored, **days, exclusive=exclusive)
    for row, other in outcome.clashing:
        until = f"{other.until:%d.%m.%Y}" if other.until else "без срока"
        what = f"срок пересекается с тем, что уже записано: {other.since:%d.%m.%Y} — {until}"
        known.problems.append(row.problem(what, "исправьте первый день или впишите прежний срок отдельной строкой"))
    for row in outcome.over:
        what = "нет первого дня, а последний уже прошёл"
        known.problems.append(row.problem(what, "впишите первый день или удалите строку"))
    difference = Difference(
        title,
        model,
        new=[made(row) for row in outcome.new],
        changed=outcome.changed,
        ended=outcome.ended,
        never_began=outcome.never_began,
        unchanged=outcome.unchanged,
        missing=outcome.missing,
        live=outcome.live,
        moves=moves(outcome, stored),
    )
    return difference, outcome.standing


def current_rows(model: type[Model], known: Known, year: str, *columns: str) -> Iterator[tuple]:
    """Return the columns of the rows of the workbook's year, and of those of earlier years that are still open.

    A further column is the limit: the last day of an earlier year, None in this one. `year`: the path to the year.
    """
    rows = model.objects.filter(Q(**{year: known.year.pk}) | Q(until=None) | Q(until__gte=known.on))
    for *cells, own_year, last_day in rows.values_list(*columns, year, f"{year}__last_day"):
        yield *cells, None if own_year == known.year.pk else last_day
