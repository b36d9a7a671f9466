"""The sides along which the figures are told: by teacher, by class, by subject, by rule."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from accounts.models import User
from journal.control import Figures, Tally, classes_in_order, places_with, subjects_in_order
from journal.control.tallies import added_along
from journal.enums import Duty
from journal.views.control.drawn import Linked, Row, narrowed


@dataclass(frozen=True)
class Side:
    """`order`: the names of all keys that may occur, in order; `key_of` tells the key of a rule, teacher and course."""

    title: str
    head: str
    order: dict[Hashable, str]
    key_of: Callable[[Duty, int, int], Hashable]

    def rows(self, figures: Figures) -> list[tuple[Hashable, str, Tally, dict[Duty, Tally]]]:
        """Return of each key that occurs its name, all of it together, and each rule apart."""
        cells = figures.along(lambda rule, teacher, course: (self.key_of(rule, teacher, course), rule))
        wholes = added_along(lambda key, rule: key, cells)
        return [
            (key, label, wholes[key], {duty: cells.get((key, duty), Tally()) for duty in Duty})
            for key, label in self.order.items()
            if key in wholes
        ]


def rows_of(
    side: Side,
    figures: Figures,
    lists: Callable[..., str],
    *,
    asked: Callable[[Hashable], dict],
    page: Callable[[Hashable], str] = lambda key: "",
) -> list[Row]:
    """Return the rows of a side as a table draws them.

    `asked` tells what the lists ask of a key; `page` where its name leads, empty for its list.
    """

    def row(key, label, whole, cells) -> Row:
        own = narrowed(lists, **asked(key))
        by_rule = [Linked(tally, narrowed(own, rule=duty.value)) for duty, tally in cells.items()]
        return Row(label, page(key) or own(), by_rule, Linked(whole, own))

    return [row(*each) for each in side.rows(figures)]


def sides_of(form, figures: Figures) -> dict[str, Side]:
    """Return the sides by the names of the filters that ask for one of their keys."""
    places = places_with(form.places, {course for _, _, course in figures.cells})
    return {
        "teacher": Side("Учителя", "Учитель", names_of(form, figures), lambda rule, teacher, course: teacher),
        "classes": Side(
            "Классы", "Класс", classes_in_order(places), lambda rule, teacher, course: places[course].classes
        ),
        "subject": Side(
            "Предметы", "Предмет", subjects_in_order(places), lambda rule, teacher, course: places[course].subject
        ),
        "rule": Side(
            "Обязанности", "Обязанность", {duty: duty.label for duty in Duty}, lambda rule, teacher, course: rule
        ),
    }


def names_of(form, figures: Figures) -> dict[int, str]:
    """Return the names of those who owe something, in order; whoever was never a teacher is asked for apart."""
    known = {pk: user.short_name for pk, user in form.teachers.items()}
    strangers = set(figures.by_teacher) - set(known)
    if strangers:
        known |= {user.pk: user.short_name for user in User.objects.filter(pk__in=strangers)}
    return known
