"""A child for an adult, or an adult for a child: found by name, chosen, linked."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.access import for_roles
from accounts.enums import Role
from accounts.forms.desk import NameForm
from accounts.models import User
from accounts.views.office.saving import saved
from journal.forms.office.links import LinkForm
from journal.views.homeroom.classes import day_of
from journal.views.office.people import Line, lines_of

SHOWN = 20


@for_roles(Role.ADMINISTRATOR)
@sensitive_post_parameters("words")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int, side: str) -> HttpResponse:
    """Look for the other side of a link, and make it; `side` is what the one looked for will be."""
    person = get_object_or_404(User.objects.editable_by(request.user).living(), pk=pk)
    name = NameForm(request.POST if request.method == "POST" else None)
    found = candidates(request, person, side, name)
    options = [(line.person, told(line)) for line in found[:SHOWN]]
    typed = request.POST
    posted = typed if "link" in typed else None
    form = LinkForm(person, side=side, found=options, today=request.today, typed=typed, posted=posted)
    if form.is_bound and name.is_valid() and saved(form, request):
        messages.success(request, "Записано: представитель видит дневник ребёнка в эти дни.")
        return redirect("journal:person", pk)
    context = {"person": person, "side": side, "name": name, "form": form, "found": options}
    return render(request, "journal/office/link.html", context | {"is_cut": len(found) > SHOWN})


def candidates(request, person: User, side: str, name: NameForm) -> list[Line]:
    """Return who is found, one more than are shown: of children those who learn here or are to come."""
    if not name.is_valid():
        return []
    people = User.objects.editable_by(request.user).living().exclude(pk=person.pk)
    if side == "child":
        people = people.learning_from(request.today)
    found = people.found_by(name.cleaned_data["words"]).with_slip().in_order()[: SHOWN + 1]
    return lines_of(found, today=request.today, day=day_of(request))


def told(line: Line) -> str:
    """Return a person in a line that tells namesakes apart."""
    born = f"{line.person.born_on:%d.%m.%Y}" if line.person.born_on else ""
    return ", ".join(filter(None, (line.person.full_name, line.roles, *line.places, born, line.person.code)))
