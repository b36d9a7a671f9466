"""May a term or a year be closed, opened again, followed by another? Each answer is None, or the refusal."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

LONGEST_SUMMER = timedelta(days=183)
LONGEST_YEAR = timedelta(days=365)
# A correction that takes longer is asked for again.
LONGEST_REOPENING = timedelta(days=14)

# What a table may not change of a course once a term of it is closed.
SETTLED = {
    "subject_id": "менять предмет",
    "kind": "менять вид",
    "term_system": "делить год иначе",
    "marks_since": "менять начало отметок",
    "homework_since": "менять начало заданий",
}
BEGINNINGS = ("marks_since", "homework_since")


def going_on(period, today: date) -> str | None:
    """Refuse to close a term or a year that has not ended."""
    if period.last_day <= today:
        return None
    return f"{period}: последний день {period.last_day:%d.%m.%Y}. Закрыть период можно в этот день или позже."


def open_terms(terms) -> str | None:
    """Refuse to close a year before its terms."""
    names = ", ".join(map(str, terms))
    return f"Сначала закройте периоды года: {names}." if names else None


def year_opened_after(later) -> str | None:
    """Refuse to decide about a year, or to open the next, once that stands."""
    return f"Следующий учебный год уже открыт: {later}." if later else None


def year_still_open(year) -> str | None:
    """Refuse to open the next year before this one is closed."""
    return None if year.closed_at else f"Сначала закройте учебный год {year}."


def undecided(number: int) -> str | None:
    """Refuse to open the next year while somebody's year has no outcome."""
    return f"Не решено, как закончился год: учеников {number}. Внесите решения по классам." if number else None


def year_out_of_place(old, first_day: date, last_day: date) -> str | None:
    """Refuse a year that does not follow the old one, or is no year."""
    if not old.last_day < first_day <= old.last_day + LONGEST_SUMMER:
        return f"Первый день нового года — после {old.last_day:%d.%m.%Y}, не позже чем через полгода."
    if not (first_day < last_day <= first_day + LONGEST_YEAR):
        return "Последний день нового года — после первого, не позже чем через год."
    return None


def terms_out_of_order(terms: Iterable) -> str | None:
    """Refuse days of a year into which its terms, moved by a year, do not fit."""
    wrong = next((term for term in terms if term.first_day > term.last_day), None)
    return f"В эти дни не помещается {wrong}: проверьте первый и последний день года." if wrong else None


def not_closed(period) -> str | None:
    """Refuse to open what is open."""
    if period.closed_at is not None:
        return None
    return f"{period}: период не закрыт, записи можно менять."


def another_division(course, term) -> str | None:
    """Refuse to open a course by a term that it is not divided by."""
    if term is None or (term.year_id, term.system) == (course.year_id, course.term_system):
        return None
    return f"{course}: этот курс делит год на другие периоды."


def journal_gone(destruction) -> str | None:
    """Refuse to open a course of which nothing is left to correct."""
    return f"Журнал этого курса уничтожен по акту № {destruction.act}." if destruction else None


def no_teacher(found) -> str | None:
    """Refuse to open a course to nobody who teaches at the school."""
    return None if found else "Назовите, кто исправит записи: этот курс сейчас никто из учителей школы не ведёт."


def settled(course, named: Mapping[str, object], closed: Mapping[str, date]) -> Iterator[tuple[str, str]]:
    """Yield what of a course may not be changed once a term of it is closed, (field, refusal).

    What stands there would be of another subject, open again, or owed by nobody. `closed`: the last closed day, by the
    way the year is divided. Marks and homework may still begin after it.
    """
    last = closed.get(course.term_system) if course else None
    if last is None:
        return
    for field, word in SETTLED.items():
        was, wanted = getattr(course, field), named[field]
        is_later = field in BEGINNINGS and all(day is None or day > last for day in (was, wanted))
        if was != wanted and not is_later:
            yield field, f"{course}: период этого курса уже закрыт по {last:%d.%m.%Y}, {word} нельзя"


def effective_within(day: date, terms: Iterable) -> str | None:
    """Refuse a table that begins in a closed term, or before: who is in which course would change there."""
    last = max((term.last_day for term in terms if term.closed_at), default=None)
    if last is None or day > last:
        return None
    return f"таблица действует с {day:%d.%m.%Y}, а период закрыт по {last:%d.%m.%Y}"


def reopened_for(until: date, today: date) -> str | None:
    """Refuse to open a course for no time, or for longer than a correction takes."""
    if until < today:
        return "Этот день уже прошёл. Назовите сегодняшний или более поздний."
    if until > (latest := today + LONGEST_REOPENING):
        return f"Курс открывают не больше чем на {LONGEST_REOPENING.days} дней: по {latest:%d.%m.%Y}."
    return None
