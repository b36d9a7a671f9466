"""The answer as a letter on the school's paper: for its author once it was given, for the office drafts as well."""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import for_roles
from accounts.enums import Paper, Role
from accounts.models import User
from accounts.papers import code_of, picture, signs_of
from accounts.rules.codes import Code
from complaints.models import Answer, Complaint


@dataclass(frozen=True)
class Letter:
    """An answer as it is printed; a draft has neither number nor code."""

    case: Complaint
    answer: Answer
    signer: User | None
    host: str

    @property
    def title(self) -> str:
        entry = getattr(self.case, "entry", None)
        return f"О записи в электронном дневнике. {entry.named}" if entry else "О рассмотрении обращения"

    @property
    def paragraphs(self) -> list[str]:
        return [part.strip() for part in self.answer.text.replace("\r\n", "\n").split("\n\n") if part.strip()]

    @cached_property
    def code(self) -> Code | None:
        answer = self.answer
        if not answer.is_approved:
            return None
        said = (answer.number, answer.addressee, answer.address, answer.text, answer.executor)
        return code_of(Paper.ANSWER, on=answer.approved_on, text="\0".join((self.case.number, *said)))

    @property
    def address(self) -> str:
        """Where anybody may check the letter."""
        return self.host + reverse("accounts:verify", args=[signs_of(self.code)])

    @property
    def qr(self) -> SafeString:
        return picture(self.address)


@for_roles(Role.STUDENT, Role.PARENT)
@never_cache
@require_safe
def letter(request: HttpRequest, number: tuple[int, int]) -> HttpResponse:
    cases = Complaint.objects.of_author(request.user).answered().numbered(*number)
    return _printed(request, get_object_or_404(Answer.objects.approved().of(cases)))


@for_roles(Role.DEPUTY, Role.DIRECTOR)
@never_cache
@require_safe
def office_letter(request: HttpRequest, pk: int) -> HttpResponse:
    cases = Complaint.objects.visible_to(request.user).filter(pk=pk)
    return _printed(request, get_object_or_404(Answer.objects.of(cases)))


def _printed(request, answer) -> HttpResponse:
    directors = User.objects.holding(Role.DIRECTOR, on=request.today).in_order()
    signer = answer.approved_by or directors.first()
    sheet = Letter(answer.complaint, answer, signer, request.build_absolute_uri("/").rstrip("/"))
    return render(request, "complaints/letter.html", {"letter": sheet})
