"""Whom slips are printed for, and that the printing is the one that was shown."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import uuid4

from django import forms
from django.db.models import Q

from accounts.access import STAFF
from accounts.enums import Role
from accounts.filters import Filters, one_of
from accounts.models import HeldRole
from accounts.models.user import UserQuerySet
from journal.models import SchoolClass, of_class

OFFICE, FRESH, EVERYONE = "staff", "fresh", "everyone"


def working(day: date) -> Q:
    """Return the condition on people that they work at the school on the day."""
    return Q(pk__in=HeldRole.objects.on(day).filter(role__in=STAFF).values("user"))


class FamilySlipFilters(Filters):
    """Whom of a class slips are printed for: those who have never signed in, unless asked for others.

    Who works at the school gets a slip from the administrator, with the staff: it opens more than a diary.
    """

    who = one_of("Кому", choices=[("", "ученикам и родителям"), (Role.STUDENT, "ученикам"), (Role.PARENT, "родителям")])
    state = one_of(
        "Из них",
        choices=[
            ("", "кто ещё ни разу не входил"),
            (FRESH, "кто не входил, и действующей карточки у него нет"),
            (EVERYONE, "все, и те, кто уже входит"),
        ],
    )
    person = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def narrow(self, people: UserQuerySet, *, today: date, day: date) -> UserQuerySet:
        """Return those of the people that are asked for, with their slips; `day` is one of the school year."""
        asked = self.in_force
        people = self._of_place(people, today, day).with_slip()
        if asked.get("person"):
            return people.filter(pk=asked["person"])
        if asked.get("who"):
            people = people.holding(asked["who"], on=today)
        return _in_state(people, asked.get("state"), today)

    def _of_place(self, people, today, day):
        return people.exclude(working(today))


class SlipFilters(FamilySlipFilters):
    """Whom of the school slips are printed for."""

    place = one_of("Где")

    field_order = ("place",)

    def __init__(self, asked: Mapping[str, str], *, address: str, classes: Iterable[SchoolClass]):
        super().__init__(asked, address=address)
        titles = [(str(found.pk), found.title) for found in classes]
        self.fields["place"].choices = [("", "вся школа"), (OFFICE, "работники школы"), *titles]
        self.fields["who"].choices = [("", "всем"), *self.fields["who"].choices[1:]]

    def _of_place(self, people, today, day):
        place = self.in_force.get("place")
        if place == OFFICE:
            return people.filter(working(today))
        return people.filter(of_class(int(place), on=day)).exclude(working(today)) if place else people


class PrintForm(forms.Form):
    """The printing that was shown: `batch` prints once, `seen` is whom it was for and how they came in."""

    batch = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, posted=None, *, seen: str):
        super().__init__(posted, initial={"batch": uuid4(), "seen": seen}, auto_id=False)


def _in_state(people, state, day):
    if state == EVERYONE:
        return people
    never = people.never_entered()
    return never.filter(Q(slip_until__isnull=True) | Q(slip_until__lt=day)) if state == FRESH else never
