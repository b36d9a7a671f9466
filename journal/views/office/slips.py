"""Slips: whom they are printed for, what a new printing ends, and the printed sheets themselves."""

from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.actions import Refused, issue, ways_in
from accounts.enums import Role
from accounts.models import User
from accounts.models.user import UserQuerySet
from accounts.rules.desk import no_slip
from journal.forms.office.slips import EVERYONE, FRESH, FamilySlipFilters, PrintForm, SlipFilters
from journal.models import SchoolClass
from journal.views.homeroom.classes import day_of
from journal.views.office.holders import Holder, Pile, holders_of, piles_of
from journal.views.office.sheets import sheets_of

# How many are told by name; of more the number in each class says enough.
NAMED = 150


class SlipsPage:
    """Who is to get slips out of those within reach, and what ends with it. Five queries."""

    def __init__(self, request: HttpRequest, form: FamilySlipFilters, reach: UserQuerySet, *, within: int | None):
        self.request, self.form, self.reach, self.within = request, form, reach, within

    @cached_property
    def holders(self) -> list[Holder]:
        if not self.form.is_valid():
            return []
        today, day = self.request.today, day_of(self.request)
        return holders_of(self.form.narrow(self.able, today=today, day=day), today=today, day=day)

    @property
    def able(self) -> UserQuerySet:
        """Who of those within reach has a way in, and gets slips from the reader."""
        present = self.reach.given_slips_by(self.request.user).present(on=self.request.today)
        return present.filter(locked_at__isnull=True)

    @property
    def everyone(self) -> UserQuerySet:
        """All of the place by name, those too who sign in: one of them has lost the slip or forgotten the password."""
        whole = FamilySlipFilters({"state": EVERYONE}, address=self.form.address)
        whole.full_clean()
        return whole.narrow(self.able, today=self.request.today, day=day_of(self.request)).in_order()

    @cached_property
    def piles(self) -> list[Pile]:
        return piles_of(self.holders, within=self.within)

    @property
    def person(self) -> int | None:
        """The one person asked for."""
        return self.form.in_force.get("person") if self.form.is_valid() else None

    @property
    def is_nobody(self) -> bool:
        """Whether one person is asked for who is not there, or out of reach."""
        return bool(self.person) and not self.holders and not self.reach.filter(pk=self.person).exists()

    @property
    def refusal(self) -> str:
        """Why the one person asked for gets no slip here."""
        person = self.reach.get(pk=self.person).acting_on(self.request.today)
        return no_slip(person.roles, is_own=person == self.request.user, is_locked=person.locked_at is not None)

    @property
    def is_named(self) -> bool:
        return len(self.holders) <= NAMED

    @property
    def replaced(self) -> int:
        """How many slips that nobody has used yet stop being valid."""
        ends = (holder.person.slip_until for holder in self.holders)
        return sum(1 for until in ends if until and until >= self.request.today)

    @property
    def entering(self) -> int:
        """How many people already sign in, and will not until they use the new slip."""
        return sum(1 for holder in self.holders if holder.person.last_login)

    @property
    def fresh_address(self) -> str:
        """The same page without those who have a slip they can still use."""
        return self.form.with_more(state=FRESH)

    @property
    def empty_title(self) -> str:
        return "Здесь никого нет" if self.form.in_force.get("state") == EVERYONE else "Все вошли"

    @cached_property
    def print_form(self) -> PrintForm:
        return PrintForm(self.request.POST if self.request.method == "POST" else None, seen=self.seen)

    @property
    def problem(self) -> str:
        """Why the printing that was sent did not happen."""
        return " ".join(error for errors in self.print_form.errors.values() for error in errors)

    @property
    def anew(self) -> PrintForm:
        """The form of the next printing, whatever became of the posted one."""
        return PrintForm(seen=self.seen)

    @property
    def seen(self) -> str:
        return ways_in(holder.person for holder in self.holders)


@for_roles(Role.DIRECTOR, Role.ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def slips(request: HttpRequest) -> HttpResponse:
    classes = SchoolClass.objects.of_year_on(day_of(request)).in_order()
    form = SlipFilters(request.GET, address=request.path, classes=classes)
    place = form.data.get("place", "")
    reach = User.objects.visible_to(request.user)
    page = SlipsPage(request, form, reach, within=int(place) if place.isdecimal() else None)
    return answered(page)


def answered(page: SlipsPage, **context) -> HttpResponse:
    """Show the page, or the printed sheets when it was sent; a printing refused or changed meanwhile is 409."""
    if page.is_nobody:
        raise Http404
    if page.request.method == "POST" and page.print_form.is_valid():
        try:
            return printed(page, **context)
        except Refused as refused:
            page.print_form.add_error(None, str(refused))
    status = 409 if page.print_form.errors else 200
    return render(page.request, "journal/office/slips.html", {"page": page, **context}, status=status)


def printed(page: SlipsPage, **context) -> HttpResponse:
    """Issue the slips and show them, once."""
    people = [holder.person for pile in page.piles for holder in pile.holders]
    request = page.request
    slips = issue(people, **page.print_form.cleaned_data, by=request.user, at=request.now)
    sheets = sheets_of(page.piles, slips, request)
    return render(request, "journal/office/slips_printed.html", {"page": page, "sheets": sheets, **context})
