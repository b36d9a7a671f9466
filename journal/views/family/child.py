"""What stands on every page of a child: whose page it is, the other children, the four sections."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest
from django.urls import reverse

from accounts.actions import note_look
from accounts.models import User
from accounts.prepared import prepared
from journal.models import SchoolClass, Student
from journal.views.family.readers import BY_OFFICE, OF_CHILDREN, demand_class
from journal.views.family.reminding import Reminding, reminding_of
from journal.views.tabs import Tab

# The four kinds of information of the regulation, 1.3: the title, its page, and the pages that belong to it.
SECTIONS = (
    ("Дневник", "family-diary", ("family-week", "family-day", "family-homework")),
    ("Отметки", "family-marks", ("family-subject", "family-entry")),
    ("Темы уроков", "family-programme", ()),
    ("Итоги", "family-results", ()),
)
# A page about one thing of one child: beside it stands the page of another child that has no such thing.
INSTEAD = {"family-subject": "family-marks", "family-entry": "family-marks"}


@dataclass(frozen=True)
class ChildTab:
    """A link to the same page of a child of the family."""

    url: str
    name: str
    class_name: str
    is_current: bool


@dataclass(frozen=True)
class Child:
    """The child whose page is asked for, with the links that surround it."""

    student: Student
    children: list[ChildTab]
    sections: list[Tab]
    # What the reader may do about overdue entries; None for who only reads.
    reminding: Reminding | None

    @property
    def name(self) -> str:
        """The name alone at home; those who read many diaries need the surname too."""
        return self.student.name if self.student.is_family else self.student.list_name

    @property
    def school_class(self) -> SchoolClass | None:
        return self.student.school_class

    @property
    def is_in_first_grade(self) -> bool:
        return self.school_class is not None and self.school_class.grade == 1


def child_page(request: HttpRequest, sid: int) -> Child:
    """Return the child within the reader's reach, else 404; 403 to a teacher who leads no class.

    One query, the reader's own children included; of the staff it is noted once a day that they looked.
    """
    students = _known(reader=request.user.pk, pk=sid, on=request.today, roles=request.user.roles)
    student = next((student for student in students if student.pk == sid), None)
    if student is None:
        demand_class(request.user, unless=OF_CHILDREN)
        raise Http404
    if not student.is_family:
        note_look(sid, by=request.user, on=request.today, opened_to=BY_OFFICE)
    match = request.resolver_match
    family = [other for other in students if other.is_family] if student.is_family else []
    return Child(
        student,
        [_child_tab(other, match, is_current=other.pk == sid) for other in family],
        [_section(section, sid, match.url_name) for section in SECTIONS],
        reminding_of(student, request.user),
    )


@prepared
def _known(reader: int, pk: int, on: date, roles: frozenset):
    user = User(pk=reader).standing(on=on, roles=roles)
    return Student.objects.visible_to(user).of_family_and(user, pk=pk).with_class(on=on).in_order()


def _child_tab(student, match, *, is_current):
    name = INSTEAD.get(match.url_name, match.url_name)
    arguments = {"sid": student.pk} if name in INSTEAD.values() else match.kwargs | {"sid": student.pk}
    url = reverse(f"journal:{name}", kwargs=arguments)
    return ChildTab(url, student.name, student.class_title, is_current)


def _section(section, sid, here):
    label, page, others = section
    return Tab(reverse(f"journal:{page}", args=[sid]), label, is_current=here == page or here in others)
