"""Who of the school has never signed in: by classes, and by name for one of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import STAFF, VISIT_READERS, for_roles, keeps_people
from accounts.enums import AccountState
from accounts.models import Guardianship, HeldRole, User
from accounts.views.downloads import files_at
from journal.forms.office.slips import OFFICE
from journal.models import Enrolment, SchoolClass
from journal.views.homeroom.classes import day_of

# How a card is drawn that has led nobody in yet.
TONES = {
    AccountState.NONE: "soon",
    AccountState.EXPIRED: "soon",
    AccountState.ISSUED: "info",
    AccountState.LOCKED: "idle",
}


@dataclass(frozen=True)
class Share:
    """How many of some people have never come."""

    never: int
    of: int


@dataclass(frozen=True)
class Line:
    """A class, with how many of its students and of their parents have never come."""

    group: SchoolClass
    students: Share
    parents: Share


@dataclass(frozen=True)
class Person:
    """Somebody who has never come: who it is to the school, and how far the way in has come."""

    name: str
    who: str
    state: AccountState

    @property
    def tone(self) -> str:
        return TONES[self.state]


class Absent:
    """Those who have a way in today and have never used it. Five queries; one more for names."""

    def __init__(self, request: HttpRequest):
        self.user, self.day = request.user, request.today
        # Classes are those of the school year, in summer too.
        self.school_day = day_of(request)

    @cached_property
    def came(self) -> dict[int, bool]:
        """Whether each person who has a way in has come."""
        present = User.objects.visible_to(self.user).present(on=self.day)
        return {pk: last is not None for pk, last in present.values_list("pk", "last_login")}

    @cached_property
    def groups(self) -> list[SchoolClass]:
        return list(SchoolClass.objects.of_year_on(self.school_day).in_order())

    @cached_property
    def students(self) -> dict[int, list[int]]:
        """Who is in each class."""
        return gathered(Enrolment.objects.on(self.school_day).values_list("school_class", "student"))

    @cached_property
    def guardians(self) -> dict[int, list[int]]:
        """Who reads the diary of each child."""
        return gathered(Guardianship.objects.on(self.day).values_list("child", "guardian"))

    @cached_property
    def staff(self) -> set[int]:
        return set(HeldRole.objects.on(self.day).filter(role__in=STAFF).values_list("user", flat=True))

    @property
    def lines(self) -> list[Line]:
        return [
            Line(group, self.share(self.students[group.pk]), self.share(self._parents(group))) for group in self.groups
        ]

    @property
    def whole(self) -> Share:
        return self.share(self.came)

    @property
    def of_staff(self) -> Share:
        return self.share(self.staff)

    def share(self, people: Iterable[int]) -> Share:
        came = [self.came[person] for person in people if person in self.came]
        return Share(came.count(False), len(came))

    def in_class(self, group: SchoolClass) -> list[Person]:
        """Return who has never come, in the order of the class list, parents after their child."""
        students = set(self.students[group.pk])
        people = self._with_slips(students | self._parents(group))
        return [
            self._person(people[pk], who)
            for student in people.values()
            if student.pk in students
            for pk, who in ((student.pk, "ученик"), *self._parents_of(student))
            if self.has_never_come(pk)
        ]

    def in_staff(self) -> list[Person]:
        people = self._with_slips(self.staff)
        return [self._person(person, "работник") for person in people.values() if self.has_never_come(person.pk)]

    def has_never_come(self, person: int) -> bool:
        return self.came.get(person) is False

    def _person(self, person, who) -> Person:
        return Person(person.list_name, who, person.account_state(self.day))

    def _parents_of(self, student) -> list[tuple[int, str]]:
        return [(guardian, f"родитель, ребёнок {student.list_name}") for guardian in self.guardians[student.pk]]

    def _parents(self, group) -> set[int]:
        return {guardian for student in self.students[group.pk] for guardian in self.guardians[student]}

    def _with_slips(self, people) -> dict[int, User]:
        return {person.pk: person for person in User.objects.filter(pk__in=people).with_slip().in_order()}


@for_roles(*VISIT_READERS)
@require_safe
def never(request: HttpRequest) -> HttpResponse:
    absent = Absent(request)
    files = files_at("journal:never-came-table")
    return render(request, "journal/office/never.html", {"absent": absent, "files": files})


@for_roles(*VISIT_READERS)
@require_safe
def never_in_class(request: HttpRequest, pk: int) -> HttpResponse:
    absent = Absent(request)
    group = class_among(absent.groups, pk)
    files = files_at("journal:never-in-class-table", pk)
    return _named(request, f"Класс {group}", absent.in_class(group), place=group.pk, files=files)


@for_roles(*VISIT_READERS)
@require_safe
def never_of_staff(request: HttpRequest) -> HttpResponse:
    files = files_at("journal:never-of-staff-table")
    return _named(request, "Работники", Absent(request).in_staff(), place=OFFICE, files=files)


def class_among(groups: Iterable[SchoolClass], pk: int) -> SchoolClass:
    """Return the class of that key, else 404."""
    group = next((group for group in groups if group.pk == pk), None)
    if group is None:
        raise Http404
    return group


def gathered(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """Gather what belongs to each key."""
    found = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


def _named(request, whose, people, *, place, files) -> HttpResponse:
    prints = keeps_people(request.user)
    context = {"whose": whose, "people": people, "place": place, "prints": prints, "files": files}
    return render(request, "journal/office/never_names.html", context)
