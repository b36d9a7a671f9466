"""Writing to the director, one question a page: the choice stands in the address, what was typed in the session."""

from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import for_roles
from accounts.enums import Role
from accounts.russian import full_date
from complaints.actions import register
from complaints.actions.registering import NO_SUCH_ENTRY
from complaints.enums import Delivery
from complaints.forms.family import PLACES, AboutForm, ChildForm, ReplyForm, WordsForm
from complaints.models import Complaint
from complaints.views.family.drafts import Draft, draft_about, drafts_of, drop, keep, keep_aside, moving
from complaints.views.family.subject import Asked, Subject, asked_of
from journal.evidence import awaited_by

for_authors = for_roles(Role.STUDENT, Role.PARENT)
CHILD, ABOUT, WORDS, REPLY, CHECK = range(5)


def step(asked: Asked, number: int) -> str:
    """Return «Шаг 2 из 4»; who has one child is not asked for whom."""
    skipped = 0 if len(asked.children) > 1 else 1
    return f"Шаг {number + 1 - skipped} из {CHECK + 1 - skipped}"


@for_authors
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Ask what the address does not say yet: for which child, about what; then for words."""
    asked = asked_of(request)
    if asked.subject:
        return words(request, asked)
    if request.method == "POST":
        return kept_aside(request)
    return about(request, asked) if asked.child else whose(request, asked)


def kept_aside(request) -> HttpResponse:
    """Keep what was typed about something that is owed no more, and ask about what it is to be sent."""
    form = WordsForm(request.POST)
    if form.is_valid():
        keep_aside(request, **form.cleaned_data)
    return asked_again(request)


def whose(request, asked) -> HttpResponse:
    form = ChildForm(request.GET if request.GET.get("next") == "child" else None, children=asked.children)
    context = {"form": form, "asked": asked, "step": step(asked, CHILD), "was": request.GET.get("was", "")}
    return render(request, "complaints/family/whose.html", context | {"drafts": list(drafts_of(request))})


def about(request, asked) -> HttpResponse:
    typed = request.GET if request.GET.get("next") == "about" and not asked.is_unknown else None
    form = AboutForm(typed, awaited=awaited_by(asked.child, now=request.now))
    context = {
        "form": form,
        "asked": asked,
        "step": step(asked, ABOUT),
        "was": moving(request),
        "fault": NO_SUCH_ENTRY if asked.is_unknown else "",
        "drafts": list(drafts_of(request)),
    }
    return render(request, "complaints/family/about.html", context)


def words(request, asked) -> HttpResponse:
    subject = asked.subject
    draft = draft_about(request, subject)
    form = WordsForm(request.POST or None, initial=draft.typed)
    # One may remind the teacher before anything is written.
    form.fields["text"].required = "duty" not in request.POST
    if form.is_valid():
        draft = keep(request, draft, subject, **form.cleaned_data)
        if "duty" in request.POST:
            # The same press goes on to the page that reminds.
            return redirect("journal:family-remind", subject.child.pk, preserve_request=True)
        return redirect(subject.check_address if draft.is_whole else subject.reply_address)
    context = {
        "form": form,
        "asked": asked,
        "subject": subject,
        "draft": draft,
        "address": draft.address_of(subject),
        "step": step(asked, WORDS),
    }
    return render(request, "complaints/family/words.html", context)


def about_subject(view):
    """Open a question to who has said what the complaint is about: with what was asked, the subject and its draft."""

    @wraps(view)
    def ask(request):
        asked = asked_of(request)
        if asked.subject is None:
            return asked_again(request)
        return view(request, asked, asked.subject, draft_about(request, asked.subject))

    return ask


@for_authors
@require_http_methods(["GET", "HEAD", "POST"])
@about_subject
def reply(request: HttpRequest, asked: Asked, subject: Subject, draft: Draft) -> HttpResponse:
    if not draft.has_words:
        return redirect(subject.words_address)
    form = ReplyForm(request.POST or None, initial={"reply_by": Delivery.PORTAL} | draft.typed)
    if form.is_valid():
        keep(request, draft, subject, **form.cleaned_data)
        return redirect(subject.check_address)
    context = {"form": form, "asked": asked, "subject": subject, "draft": draft, "step": step(asked, REPLY)}
    return render(request, "complaints/family/reply.html", context)


@for_authors
@require_http_methods(["GET", "HEAD", "POST"])
@about_subject
def check(request: HttpRequest, asked: Asked, subject: Subject, draft: Draft) -> HttpResponse:
    if not draft.is_whole:
        return sent_before(request) or redirect(subject.words_address)
    if request.method == "POST":
        return sent(request, draft, subject)
    context = {
        "asked": asked,
        "subject": subject,
        "draft": draft,
        "place": PLACES[Delivery(draft.typed["reply_by"])],
        "step": step(asked, CHECK),
    }
    return render(request, "complaints/family/check.html", context)


def asked_again(request) -> HttpResponse:
    """Ask what the address does not say, or says no more."""
    return redirect(f"{reverse('complaints:new')}?{request.GET.urlencode()}")


def sent(request, draft: Draft, subject: Subject) -> HttpResponse:
    """Register what was written and show its case."""
    case = register(complaint_of(draft, subject, request.user), entry=key_of(subject), by=request.user, at=request.now)
    drop(request, draft.once)
    until = full_date(case.due_on)
    messages.success(request, f"Обращение {case} зарегистрировано и отправлено директору. Ответ — не позднее {until}.")
    return redirect(case)


def sent_before(request) -> HttpResponse | None:
    """Return the way to the case that this form has already sent, when the button is pressed twice."""
    try:
        once = UUID(request.POST.get("once", ""))
    except ValueError:
        return None
    case = Complaint.objects.of_author(request.user).filter(once=once).first()
    return case and redirect(case)


def complaint_of(draft: Draft, subject: Subject, author) -> Complaint:
    typed = draft.typed
    place = Delivery(typed["reply_by"])
    return Complaint(
        author=author,
        child_id=subject.child.pk,
        about=subject.about,
        # The mark is named in the complaint itself, for only some marks have an entry of their own to keep.
        text=f"{subject.named}.\n\n{typed['text']}" if subject.mark else typed["text"],
        wish=typed["wish"],
        reply_by=place,
        reply_to="" if place == Delivery.PORTAL else typed["reply_to"],
        once=UUID(draft.once),
        follows=subject.follows,
    )


def key_of(subject: Subject) -> str:
    return subject.entry.key if subject.entry else ""


@for_authors
@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    """Throw a draft away."""
    drop(request, request.POST.get("once", ""))
    return redirect("complaints:complaints")
