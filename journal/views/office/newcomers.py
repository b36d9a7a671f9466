"""Somebody new to the school, one at a time."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from accounts.forms.desk import NameForm
from accounts.models import User
from journal.actions import Refused
from journal.forms.office.newcomers import EmployeeForm, NewcomerForm, ParentForm, StudentForm
from journal.models import SchoolClass
from journal.views.homeroom.classes import day_of
from journal.views.office.family import told
from journal.views.office.people import lines_of

SHOWN = 20
LONGEST_KEY = 18
KINDS = {"student": "Ученик", "parent": "Родитель", "staff": "Сотрудник"}


@for_roles(Role.ADMINISTRATOR)
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write somebody down; `?kind=` says whom, `?child=` whose parent it is."""
    kind = request.GET.get("kind", "student")
    if kind not in KINDS:
        raise Http404
    form = form_of(kind, request)
    if form.is_valid() and (person := added(form, request)):
        messages.success(request, form.said)
        return redirect("journal:person", person.pk)
    tabs = [{"url": f"?kind={key}", "label": label, "is_current": key == kind} for key, label in KINDS.items()]
    return render(request, "journal/office/new.html", {"form": form, "tabs": tabs})


def form_of(kind: str, request: HttpRequest) -> NewcomerForm:
    """Return the form about somebody of the kind."""
    posted, common = request.POST or None, {"by": request.user, "today": request.today}
    if kind == "student":
        return StudentForm(posted, classes=SchoolClass.objects.lasting(request.today).in_order(), **common)
    if kind == "parent":
        return ParentForm(posted, found=children(request), **common)
    return EmployeeForm(posted, **common)


def children(request: HttpRequest) -> list[tuple[User, str]]:
    """Return the students whom the words mean, or the one that the address names; each with a line about them."""
    name, key = NameForm(request.POST), request.GET.get("child", "")
    people = User.objects.editable_by(request.user).living().learning_from(request.today)
    if name.is_valid():
        words = name.cleaned_data["words"]
        # A whole code means one child, though other codes begin alike; no name has a digit.
        is_code = any(map(str.isdigit, words)) and people.filter(code=words).exists()
        people = people.filter(code=words) if is_code else people.found_by(words)
    elif key.isdecimal() and len(key) <= LONGEST_KEY:
        people = people.filter(pk=key)
    else:
        return []
    lines = lines_of(people.with_slip().in_order()[:SHOWN], today=request.today, day=day_of(request))
    return [(line.person, told(line)) for line in lines]


def added(form: NewcomerForm, request: HttpRequest) -> User | None:
    """Write somebody down; None when the form is to be shown again with an error."""
    try:
        return form.save(by=request.user, at=request.now)
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
