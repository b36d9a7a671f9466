"""Russian words and dates as the portal writes them: pure functions, also template filters of the same names."""

import re
from datetime import date, datetime, timedelta

from django.utils import timezone

NBSP = "\u00a0"
MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
MONTHS_NAMED = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()
WEEKDAYS = "понедельник вторник среда четверг пятница суббота воскресенье".split()
WEEKDAYS_IN_SHORT = "пн вт ср чт пт сб вс".split()
NEAR_DAYS = {-1: "вчера", 0: "сегодня", 1: "завтра", 2: "послезавтра"}

# Where a line must not break: «№ 89», «§ 7», «п. 4.1», «С. 26», «1-я группа», «г. Самара», «24 ноября», «7 «А»»,
# «И. И. Иванов», before a dash.
UNBREAKABLE = re.compile(
    # The space first: it is found four times as fast as what may stand before it.
    r" (?:(?<=[№§] )(?=\d)"
    r"|(?<=[а-яё]\. )(?=\d)"
    r"|(?<=\bС\. )(?=\d)"
    r"|(?<=\d-[йя] )(?=[а-яё])"
    r"|(?<=\bг\. )(?=[А-ЯЁ])"
    rf"|(?<=\d )(?=(?:{'|'.join(MONTHS)})\b)"
    r"|(?<=\d )(?=«[А-ЯЁ]»)"
    r"|(?<=\b[А-ЯЁ]\. )(?=[А-ЯЁ])"
    r"|(?=[—–]))"
)


def noun(number: int, forms: str) -> str:
    """Return the form that agrees with the number; `forms` are those of 1, 2 and 5: «запись,записи,записей»."""
    one, few, many = forms.split(",")
    if number % 100 in range(11, 15):
        return many
    return {1: one, 2: few, 3: few, 4: few}.get(number % 10, many)


def plural(number: int, forms: str) -> str:
    """Return the number with its noun: «3 записи»."""
    return f"{number}{NBSP}{noun(number, forms)}"


def grouped(number: int) -> str:
    """Return the number with its thousands apart: «133 338»; one of four digits stays whole."""
    return f"{number:,}".replace(",", NBSP) if number >= 10_000 else str(number)


def day_month(day: date) -> str:
    """Return «24 ноября»."""
    return f"{day.day}{NBSP}{MONTHS[day.month - 1]}"


def full_date(day: date) -> str:
    """Return «24 ноября 2026 года»."""
    return f"{day_month(day)} {day.year}{NBSP}года"


def month_year(day: date) -> str:
    """Return «ноябрь 2026 года»."""
    return f"{MONTHS_NAMED[day.month - 1]} {day.year}{NBSP}года"


def days_said(first: date, last: date) -> str:
    """Return «24 ноября», «с 24 по 26 ноября» or «с 30 ноября по 2 декабря»."""
    if first == last:
        return day_month(first)
    is_one_month = (first.year, first.month) == (last.year, last.month)
    return f"с{NBSP}{first.day if is_one_month else day_month(first)} по{NBSP}{day_month(last)}"


def short_date(day: date) -> str:
    """Return «24.11»."""
    return f"{day:%d.%m}"


def weekday(day: date) -> str:
    """Return «вторник»."""
    return WEEKDAYS[day.weekday()]


def weekday_day(day: date) -> str:
    """Return «вт, 24 ноября»."""
    return f"{WEEKDAYS_IN_SHORT[day.weekday()]}, {day_month(day)}"


def near(when: date | datetime, today: date) -> str:
    """Return a date as people say it on the day: «сегодня», «24 ноября», «вчера в 18:40».

    A moment is told in the school's time zone; a date of another year carries its year.
    """
    if isinstance(when, datetime):
        moment = timezone.localtime(when)
        return f"{near(moment.date(), today)} в{NBSP}{moment:%H:%M}"
    word = NEAR_DAYS.get((when - today) // timedelta(days=1))
    return word or (day_month(when) if when.year == today.year else full_date(when))


def lasting(time: timedelta) -> str:
    """Return how long it took, in two units at most: «24 с», «3 мин 5 с», «1 ч 12 мин»."""
    seconds = time // timedelta(seconds=1)
    hours, minutes = seconds // 3600, seconds // 60 % 60
    units = ((hours, "ч"), (minutes, "мин"), (seconds % 60 if not hours else 0, "с"))
    said = [f"{number}{NBSP}{unit}" for number, unit in units if number]
    return " ".join(said) or f"0{NBSP}с"


def typeset(text: str) -> str:
    """Return the text with spaces that must not break a line."""
    return UNBREAKABLE.sub(NBSP, text)


def anchor(clause: str) -> str:
    """Return the anchor of a clause on the page of the regulation: «4.1.2» → «p-4-1-2»."""
    return "p-" + clause.replace(".", "-")
