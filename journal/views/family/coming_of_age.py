"""The eighteenth birthday, told to the family before it comes: from then on the student alone decides who reads."""

from datetime import date

from accounts.access import OF_AGE
from accounts.models import Guardianship
from accounts.models.user import ANNOUNCED
from accounts.russian import day_month
from journal.models import Student
from journal.views.family.empty import Empty

NOBODY = Empty(
    "К вам не привязан ни один ребёнок",
    "Обратитесь к классному руководителю или к администратору школы: телефон и часы — внизу страницы.",
)
GROWN_UP = Empty(
    "Вашему ребёнку исполнилось 18 лет",
    "Дневник снова откроется вам, когда он сам разрешит это на своей странице «Мой вход».",
)


def of_age_on(born_on: date) -> date:
    """Return the day from which a person is of age: of one born on 29 February, the first of March."""
    is_leap_day = (born_on.month, born_on.day) == (2, 29)
    return date(born_on.year + OF_AGE, 3, 1) if is_leap_day else born_on.replace(year=born_on.year + OF_AGE)


def announcement(student: Student, *, reader, today: date) -> str:
    """Return what the reader is told of a birthday within thirty days; empty for any other day."""
    day = of_age_on(student.born_on) if student.born_on else today
    if not today < day <= today + ANNOUNCED:
        return ""
    if student.pk == reader.pk:
        return (
            f"{day_month(day)} вам исполнится 18 лет. С этого дня родители читают ваш дневник, "
            "только если вы разрешите это на странице «Мой вход»."
        )
    return (
        f"{day_month(day)} исполнится 18 лет. С этого дня дневник будет открыт вам, "
        f"только если {student.name} разрешит это на своей странице «Мой вход»."
    )


def why_no_children(parent) -> Empty:
    """Say why a parent reads no diary. One query."""
    has_linked = Guardianship.objects.in_term(parent.on).filter(guardian=parent.pk).exists()
    return GROWN_UP if has_linked else NOBODY
