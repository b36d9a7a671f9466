"""What stands beside the shares of a teacher or a class: the load, the hour of entry, the plan, what else is asked."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from django.urls import reverse

from accounts.russian import lasting, plural
from journal.control import Place, Tally
from journal.control.practice import LESSONS, REWRITTEN, UNSET, WORKS, Habit, Hours, Practice
from journal.enums import Beside, Duty
from journal.views.control.drawn import Number

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ENTERED = {
    Duty.TOPIC: "Темы",
    Duty.HOMEWORK: "Задания",
    Duty.MARK: "Отметки за урок",
    Duty.REMOTE: "Отметки дистанционно",
    Duty.WRITTEN: "Отметки за письменные",
}


@dataclass(frozen=True)
class HabitLine:
    """When entries of a kind are usually made, in words."""

    label: str
    habit: Habit
    forms: str = "урок,урока,уроков"

    @property
    def said(self) -> str:
        """«обычно в 14:20, через 3 ч после начала урока»."""
        return f"обычно в\u00a0{self.habit.hour:%H:%M}, {after_said(self.habit.after)}"


@dataclass(frozen=True)
class HoursLine:
    """A course beside its plan, with the way to it."""

    place: Place
    hours: Hours

    @property
    def url(self) -> str:
        return reverse("journal:teacher-plan", args=[self.place.course])

    @property
    def difference(self) -> str:
        """«нет», or how many lessons are lacking and why."""
        why = {"отменено": self.hours.cancelled, "без темы": self.hours.given - self.hours.named}
        said = ", ".join(f"{word} {number}" for word, number in why.items() if number)
        return f"{self.hours.behind}: {said}" if said else "нет"


def load_of(practice: Practice) -> list[Number]:
    """Return how much there was to enter."""
    return [
        Number("Уроков проведено", practice.total(LESSONS), ""),
        Number("Работ заведено", practice.total(WORKS), ""),
        Number("Отметок поставлено", practice.marks, ""),
    ]


def habits_of(practice: Practice) -> list[HabitLine]:
    """Return the kinds of entries that there are; of written works they are counted by works."""
    usual = {
        duty: HabitLine(label, practice.habits[duty]) for duty, label in ENTERED.items() if duty in practice.habits
    }
    if Duty.WRITTEN in usual:
        usual[Duty.WRITTEN] = replace(usual[Duty.WRITTEN], forms="работа,работы,работ")
    return list(usual.values())


def hours_of(practice: Practice, places: dict[int, Place]) -> list[HoursLine]:
    """Return the courses that have lessons or a plan, in the order of their names."""
    lines = [HoursLine(places[course], hours) for course, hours in practice.hours.items() if course in places]
    return sorted(lines, key=lambda line: (line.place.classes_order, line.place.full_name))


def beside_of(whole: Tally, lists: Callable[..., str]) -> list[Number]:
    """Return what is counted openly beside the duties, none of it left out."""
    return [Number(name.label.capitalize(), whole.beside[name], lists(beside=name.value)) for name in Beside]


def oddities_of(practice: Practice, pages: Callable[..., str]) -> list[Number]:
    """Return what the list of duties cannot show; `pages` makes the address of another list about the same."""
    rewritten, unset = (reverse(f"journal:control-{name}") for name in (REWRITTEN, UNSET))
    return [
        Number("Тема стёрта и записана снова", practice.total(REWRITTEN), pages(rewritten)),
        Number("Письменная работа по плану не заведена", practice.total(UNSET), pages(unset)),
    ]


def after_said(after: timedelta) -> str:
    """Return how long after the beginning of a lesson: «через 3 ч после начала урока», «через 4 дня после урока»."""
    minutes = timedelta(minutes=round(abs(after) / timedelta(minutes=1)))
    if not minutes:
        return "в начале урока"
    if after < timedelta(0):
        return f"за\u00a0{lasting(minutes)} до начала урока"
    if after >= 2 * DAY:
        return f"через\u00a0{plural(round(after / DAY), 'день,дня,дней')} после урока"
    if after >= 10 * HOUR:
        minutes = round(minutes / HOUR) * HOUR
    return f"через\u00a0{lasting(minutes)} после начала урока"
