"""The cases of one who complained: the list, one case, what may still be done with it."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import for_roles
from accounts.enums import Role
from accounts.paging import Further, page_of
from complaints.actions import Changed, Refused, add_message, entry_now, withdraw
from complaints.enums import Status
from complaints.forms.family import MessageForm, WithdrawForm
from complaints.models import Answer, Complaint
from complaints.rules.drafting import APPEAL
from complaints.rules.transitions import NEXT
from complaints.views.family.drafts import drafts_of
from complaints.views.family.shown import Row, clock_of, next_step, place_of

for_authors = for_roles(Role.STUDENT, Role.PARENT)
# The answer is the author's from the moment it was given, never its draft.
GIVEN = (Status.ANSWERED, Status.CLOSED)


@for_authors
@require_safe
def complaints(request: HttpRequest) -> HttpResponse:
    own = Complaint.objects.of_author(request.user).with_people().newest_first()
    page = page_of(own, request.GET.get("page"))
    context = {
        "rows": [Row(case, clock_of(case, request.today)) for case in page],
        "drafts": [draft for draft in drafts_of(request) if draft.has_words],
        "previous": Further(f"?page={page.number - 1}", "Новее") if page.has_previous() else None,
        "following": Further(f"?page={page.number + 1}", "Раньше") if page.has_next() else None,
    }
    return render(request, "complaints/family/cases.html", context)


@for_authors
@require_http_methods(["GET", "HEAD", "POST"])
def complaint(request: HttpRequest, number: tuple[int, int]) -> HttpResponse:
    case, following = case_and_next(request.user, number)
    form = MessageForm(request.POST or None)
    if form.is_valid() and added(form, case, request):
        messages.success(request, "Дополнение отправлено директору.")
        return redirect(case)
    entry = getattr(case, "entry", None)
    context = {
        "case": case,
        "row": Row(case, clock_of(case, request.today)),
        "next_step": next_step(case),
        "place": place_of(case),
        "entry": entry,
        "now": entry_now(case, now=request.now) if entry and not case.is_over else None,
        "steps": case.steps.told().with_actor().as_it_went(),
        "answer": answer_of(case),
        "following": following,
        # What was refused because the case has ended meanwhile stays to be read.
        "form": form if form.is_bound or not case.is_over else None,
        "may_withdraw": Status.WITHDRAWN in NEXT[Status(case.status)],
        "appeal": APPEAL,
    }
    return render(request, "complaints/family/case.html", context)


@for_authors
@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal(request: HttpRequest, number: tuple[int, int]) -> HttpResponse:
    """Ask once more before a case is taken back."""
    case = get_object_or_404(Complaint.objects.of_author(request.user).numbered(*number).with_people())
    form = WithdrawForm(request.POST or None, initial={"seen": case.version})
    if form.is_valid() and withdrawn(form, case, request):
        messages.success(request, f"Обращение {case} отозвано.")
        return redirect(case)
    may_withdraw = Status.WITHDRAWN in NEXT[Status(case.status)]
    context = {"case": case, "row": Row(case, None), "form": form, "may_withdraw": may_withdraw}
    return render(request, "complaints/family/withdraw.html", context)


def case_and_next(user, number: tuple[int, int]) -> tuple[Complaint, list[Complaint]]:
    """Return a case of the person's own and those that go on from it, else 404. One query."""
    year, serial = number
    own = Complaint.objects.of_author(user).with_people().select_related("follows", "answer__approved_by")
    of_number = Q(year=year, serial=serial) | Q(follows__year=year, follows__serial=serial)
    found = {(case.year, case.serial): case for case in own.filter(of_number).newest_first()}
    case = found.pop(number, None)
    if case is None:
        raise Http404
    return case, list(found.values())


def answer_of(case: Complaint) -> Answer | None:
    """Return the letter once it was given; an oral answer has none."""
    answer = getattr(case, "answer", None)
    return answer if answer and answer.is_approved and case.status in GIVEN else None


def added(form, case, request) -> bool:
    try:
        add_message(case, text=form.cleaned_data["text"], by=request.user, at=request.now)
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def withdrawn(form, case, request) -> bool:
    """Take a case back, unless it has become another since the page was opened: a second press then goes through."""
    typed = form.cleaned_data
    try:
        withdraw(case, why=typed["why"], by=request.user, at=request.now, seen=typed["seen"])
    except Refused as refused:
        form.add_error(None, str(refused))
        if isinstance(refused, Changed):
            form.data = form.data.copy()
            form.data["seen"] = case.version
        return False
    return True
