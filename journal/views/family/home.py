"""The home page: what is to be read, how the school stands, the children of the family, the way to one's work."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import admin_desk, for_roles, roles_given_by
from accounts.actions import read_notice
from accounts.enums import Role
from accounts.models import HeldRole, Notice
from journal.access import homeroom_classes
from journal.models import SchoolClass
from journal.views.control.now import state_now
from journal.views.family.cards import cards_of
from journal.views.family.coming_of_age import why_no_children

PEOPLE = {
    Role.STUDENT: "Ученики",
    Role.PARENT: "Родители",
    Role.TEACHER: "Учителя",
    Role.DEPUTY: "Заместители директора",
    Role.DIRECTOR: "Директор",
    Role.ADMINISTRATOR: "Администраторы",
}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    user = request.user
    cards = cards_of(user, now=request.now, today=request.today)
    is_office = not user.roles.isdisjoint({Role.DEPUTY, Role.DIRECTOR})
    context = {
        "control": state_now(request.now) if is_office else None,
        "notices": Notice.objects.visible_to(user).unread().newest_first(),
        "cards": cards,
        "no_children": why_no_children(user) if Role.PARENT in user.roles and not cards else None,
        "is_teacher": Role.TEACHER in user.roles,
        "own_classes": _own_classes(user) if Role.TEACHER in user.roles else (),
        "reads_classes": is_office,
        "people": _people(user) if Role.ADMINISTRATOR in user.roles else (),
        # A grown-up is spoken to by name and patronymic, a pupil by name.
        "greeted": user.name if user.roles == {Role.STUDENT} else user.formal_name,
        "admin_desk": admin_desk(user),
        "appoints": Role.ADMINISTRATOR in roles_given_by(user),
        "is_desk_empty": Role.ADMINISTRATOR in roles_given_by(user) and not is_anybody_appointed(user.on),
    }
    return render(request, "journal/family/home.html", context)


@for_roles(*Role)
@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that it has been read, and lead back to the page on which it stood."""
    read_notice(get_object_or_404(Notice.objects.editable_by(request.user), pk=pk), at=request.now)
    return redirect("journal:teacher-day" if request.POST.get("from") == "day" else "journal:home")


def _own_classes(user):
    return SchoolClass.objects.filter(pk__in=homeroom_classes(user)).in_order()


def is_anybody_appointed(day) -> bool:
    return HeldRole.objects.on(day).filter(role=Role.ADMINISTRATOR).exists()


def _people(user):
    """Return how many people hold each role today, as («Ученики», 297)."""
    numbers = dict(HeldRole.objects.on(user.on).values_list("role").annotate(Count("user", distinct=True)))
    return [(title, numbers.get(role.value, 0)) for role, title in PEOPLE.items()]
