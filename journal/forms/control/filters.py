"""What the control is asked about: which days, which rule and state, whose duties, of which classes and subjects."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from functools import cached_property
from urllib.parse import urlencode

from django.core.exceptions import ValidationError

from accounts.enums import Role
from accounts.fields import DayField
from accounts.filters import Filters, one_of
from accounts.models import User
from accounts.russian import day_month, full_date
from journal.control import Place, Selection, classes_in_order, places_within, subjects_in_order, with_common
from journal.enums import Beside, Duty, DutyState, TermSystem
from journal.models import terms_near
from journal.rules.deadlines import DAY

# In the place of one state: those that a share in time is of.
JUDGED = "judged"
# After the last quarter of a year.
HOLIDAYS = timedelta(days=60)


class PeriodFilters(Filters):
    """The days that a page of the control is about; without days it is the quarter that has begun last."""

    since = DayField(label="Дни с", required=False)
    through = DayField(label="Дни по", required=False)

    # What the days are of.
    heading = "Сроки и уроки"

    def __init__(self, asked: Mapping[str, str], *, address: str, today: date, now: datetime):
        super().__init__(asked, address=address)
        self.today, self.now = today, now

    def clean(self):
        since, through = self.cleaned_data.get("since"), self.cleaned_data.get("through")
        if since and through and since > through:
            self.add_error("through", "Последний день раньше первого. Поменяйте их местами.")

    @cached_property
    def period(self) -> tuple[date, date]:
        """The first and the last day asked about; of what is not said, or makes no sense, those of the quarter."""
        first, last = usual_period(self.today)
        first, last = self._day("since") or first, self._day("through") or last
        return (first, max(first, last))

    @property
    def title(self) -> str:
        """What the page is about."""
        first, last = self.period
        return f"{self.heading} с\u00a0{day_month(first)} по\u00a0{full_date(last)}"

    @cached_property
    def places(self) -> dict[int, Place]:
        """The courses of the period."""
        return places_within(*self.period)

    @cached_property
    def teachers(self) -> dict[int, User]:
        """Everybody who is or was a teacher."""
        return {user.pk: user for user in User.objects.filter(held_roles__role=Role.TEACHER).distinct().in_order()}

    def selection(self) -> Selection:
        """Return all duties of the days."""
        return Selection(*self.period, self.now, self.today)

    def words(self, *, without: Collection[str] = ()) -> str:
        """Return what is asked about in words, for paper and for files; some of the filters may be left unsaid."""
        first, last = self.period
        said = [words for name, words in self.said.items() if name not in {"since", "through", *without}]
        asked = f" Отбор: {'; '.join(said)}." if said else ""
        return f"{self.heading} с {first:%d.%m.%Y} по {last:%d.%m.%Y}.{asked}"

    def address_of(self, page: str, **asked) -> str:
        """Return the address of a page of the control about the same duties, with something else asked as well.

        The days are named, so that an address means the same duties tomorrow. None takes a filter off.
        """
        return _address(page, self._days | self.data | asked)

    def days_of(self, page: str, **asked) -> str:
        """Return the address of a page of the control about the same days."""
        return _address(page, self._days | asked)

    @property
    def _days(self):
        first, last = self.period
        return {"since": first, "through": last}

    def _day(self, name):
        try:
            return self.fields[name].clean(self.data.get(name))
        except ValidationError:
            return None


class PlaceFilters(PeriodFilters):
    """Filters of what belongs to a teacher, to classes, to a subject. Two queries when its choices are needed."""

    teacher = one_of("Учитель", coerce=int)
    classes = one_of("Класс")
    subject = one_of("Предмет", coerce=int)

    heading = "Уроки"

    def __init__(self, asked: Mapping[str, str], **about):
        super().__init__(asked, **about)
        self.fields["teacher"].choices = self._teachers
        self.fields["classes"].choices = self._classes
        self.fields["subject"].choices = self._subjects

    @property
    def asked(self) -> dict:
        """What is asked; a filter that makes no sense asks nothing, as if it had not been set."""
        return self.cleaned_data if self.is_valid() else dict.fromkeys(self.fields) | self.cleaned_data

    def selection(self) -> Selection:
        """Return what is asked about."""
        courses = self._courses(self.asked["classes"], self.asked["subject"])
        return super().selection().narrowed(teacher=self.asked["teacher"] or None, courses=courses)

    def _courses(self, classes, subject) -> Collection[int] | None:
        if not classes and not subject:
            return None
        return [
            place.course
            for place in self.places.values()
            if (not classes or place.is_of(classes)) and subject in ("", None, place.subject)
        ]

    def _teachers(self):
        return [("", "все"), *((pk, user.full_name) for pk, user in self.teachers.items())]

    def _classes(self):
        own = ((key, name) for key, name in classes_in_order(self.places).items() if key)
        return [("", "все"), *own, *with_common(self.places).items()]

    def _subjects(self):
        return [("", "все"), *subjects_in_order(self.places).items()]


class BoardFilters(PlaceFilters):
    """Filters of the figures: they are of every state and with anything beside; the days are the due days."""

    since = DayField(label="Срок с", required=False)
    through = DayField(label="Срок по", required=False)
    rule = one_of("Обязанность", choices=[("", "все"), *Duty.choices], coerce=Duty)

    field_order = ("since", "through", "rule")
    heading = "Сроки"

    def selection(self) -> Selection:
        """Return the duties asked about."""
        return super().selection().narrowed(rule=self.asked["rule"] or None)

    @property
    def standing_since(self) -> date:
        """From which due day on the sentence of the board tells of what is open: without days, of the school year."""
        return self.period[0] if self.in_force.get("since") else first_of_year(self.today)


class ControlFilters(BoardFilters):
    """Filters of the lists of duties."""

    state = one_of("Состояние", choices=[("", "любое"), *DutyState.choices, (JUDGED, "срок решён")])
    beside = one_of("С пометкой", choices=[("", "не важно"), *Beside.choices], coerce=Beside)

    field_order = ("since", "through", "rule", "state", "beside")

    def selection(self) -> Selection:
        """Return the duties asked about."""
        state = self.asked["state"] or None
        is_judged = state == JUDGED
        state = None if is_judged else state and DutyState(state)
        return super().selection().narrowed(state=state, judged=is_judged, beside=self.asked["beside"] or None)


def first_of_year(today: date) -> date:
    """Return the first day of the school year, between years of the one that has ended; without years the day."""
    terms = terms_near(today)
    return terms[0].year.first_day if terms else today


def usual_period(today: date) -> tuple[date, date]:
    """Return the days from the last quarter begun until the next begins; without quarters, the day alone.

    What was written at the end of a quarter is due in the holidays after it.
    """
    quarters = [term for term in terms_near(today) if term.system == TermSystem.QUARTER]
    begun = [term for term in quarters if term.first_day <= today] or quarters[:1]
    coming = [term.first_day - DAY for term in quarters if term.first_day > today and term not in begun]
    if not begun:
        return (today, today)
    return (begun[-1].first_day, coming[0] if coming else begun[-1].last_day + HOLIDAYS)


def _address(page, params):
    return f"{page}?{urlencode({name: value for name, value in params.items() if value is not None})}"
