"""The sides along which the figures are told: by teacher, by class, by subject, by rule."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from accounts.models import User
from journal.control import Figures, Tally, classes_in_order, subjects_in_order
from journal.control.tallies import added_along
from journal.enums import Duty


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


def sides_of(form, figures: Figures) -> dict[str, Side]:
    """Return the sides by the names of the filters that ask for one of their keys."""
    places = form.places
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
    known = {pk: user.list_name for pk, user in form.teachers.items()}
    strangers = set(figures.by_teacher) - set(known)
    if strangers:
        known |= {user.pk: user.list_name for user in User.objects.filter(pk__in=strangers)}
    return known
