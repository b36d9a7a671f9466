"""Those who get slips, in the piles in which the slips are handed over: by classes, each parent after the child."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from accounts.access import STAFF
from accounts.enums import AccountState, Role
from accounts.models import Guardianship, User
from accounts.models.user import UserQuerySet
from journal.forms.office.slips import OFFICE
from journal.models import Enrolment, SchoolClass
from journal.views.office.people import TONES

STAFF_TITLE, OTHERS_TITLE = "Работники школы", "Не в классе"


@dataclass(frozen=True)
class Place:
    """A child and the class it learns in, None for a child that is in no class."""

    child: User
    school_class: SchoolClass | None

    @property
    def order(self):
        """As the class lists of the school stand one after another; last who is in no class."""
        place = (self.school_class.grade, self.school_class.letter) if self.school_class else (12, "")
        return (*place, self.child.sort_key, self.child.code)

    @property
    def said(self) -> str:
        return f"{self.child.list_name}, {self.school_class}" if self.school_class else self.child.list_name


@dataclass(frozen=True)
class Holder:
    """A person who gets a slip, with what tells them apart from namesakes."""

    person: User
    own: Place | None
    children: tuple[Place, ...]
    state: AccountState

    @property
    def tone(self) -> str:
        return TONES[self.state]

    @property
    def said(self) -> str:
        """Who it is in a few words: «ученик, 7 «А»», «родитель: Абрамов Пётр, 7 «А»»."""
        roles = ", ".join(role.label for role in Role if role in self.person.roles)
        own = f"{roles}, {self.own.school_class}" if self.own and self.own.school_class else roles
        return ": ".join(filter(None, (own, "; ".join(place.said for place in self.children))))

    @property
    def is_staff(self) -> bool:
        return not STAFF.isdisjoint(self.person.roles)

    def place(self, *, within: int | None) -> Place | None:
        """Return the child, or the person as one, by whom they stand in a list: of the class, when one is given."""
        places = [place for place in (self.own, *self.children) if place]
        if within:
            places = [place for place in places if place.school_class and place.school_class.pk == within]
        return min(places, key=lambda place: place.order, default=None)


@dataclass(frozen=True)
class Pile:
    """People whose slips are handed over together; of a class, when it is one."""

    title: str
    school_class: SchoolClass | None
    holders: list[Holder]

    @property
    def place(self) -> str:
        """The pile as the filter of slips names it; empty for those who are nowhere."""
        if self.school_class:
            return str(self.school_class.pk)
        return OFFICE if self.title == STAFF_TITLE else ""


def holders_of(people: UserQuerySet, *, today: date, day: date) -> list[Holder]:
    """Return the people, taken `with_slip`, with their roles of today and their classes of the day. Five queries."""
    found = [person.acting_on(today) for person in people.in_order().prefetch_related("held_roles")]
    links = list(Guardianship.objects.on(today).filter(guardian__in=found).with_people().in_order())
    students = {person for person in found if Role.STUDENT in person.roles} | {link.child for link in links}
    enrolments = Enrolment.objects.on(day).filter(student__in=students).select_related("school_class")
    classes = {enrolment.student_id: enrolment.school_class for enrolment in enrolments}
    children = defaultdict(list)
    for link in links:
        children[link.guardian_id].append(Place(link.child, classes.get(link.child_id)))
    return [_holder(person, classes, children[person.pk], today) for person in found]


def piles_of(holders: list[Holder], *, within: int | None = None) -> list[Pile]:
    """Gather people into piles: each class in the order of its list, then the staff, then the others."""
    placed = [(holder, None if holder.is_staff else holder.place(within=within)) for holder in holders]
    piles = {}
    for holder, place in sorted(placed, key=_by_place):
        school_class = place.school_class if place else None
        title = STAFF_TITLE if holder.is_staff else f"Класс {school_class}" if school_class else OTHERS_TITLE
        piles.setdefault(title, Pile(title, school_class, [])).holders.append(holder)
    return list(piles.values())


def _holder(person, classes, children, today) -> Holder:
    own = Place(person, classes.get(person.pk)) if Role.STUDENT in person.roles else None
    return Holder(person, own, tuple(sorted(children, key=lambda place: place.order)), person.account_state(today))


def _by_place(pair):
    holder, place = pair
    order = (False, *place.order) if place else (True, not holder.is_staff)
    return (*order, holder.own is None, holder.person.sort_key, holder.person.code)
