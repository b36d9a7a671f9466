"""What a new complaint is about, as the address of its questions says it: a link can be kept, sent, gone back to."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.russian import day_month
from complaints.converters import NumberConverter
from complaints.enums import About
from complaints.models import Complaint
from journal.enums import Duty, DutyState
from journal.evidence import Evidence, entry_of
from journal.models import Mark, Student
from journal.rules.duties import DutyKey

KEY = re.compile("[1-9][0-9]{0,17}")
NUMBER = re.compile(NumberConverter.regex)
UNNAMED = (About.MARK, About.OTHER)


@dataclass(frozen=True)
class Subject:
    """Whose diary it is and which entry or mark; `follows`: the complaint that this one goes on from."""

    child: Student
    about: About
    entry: Evidence | None = None
    mark: Mark | None = None
    follows: Complaint | None = None

    @property
    def query(self) -> str:
        """The same, in the order in which drafts are told apart."""
        said = {"child": self.child.pk}
        if self.about == About.MISSING:
            said["entry"] = self.entry.key
        elif self.mark:
            said["mark"] = self.mark.pk
        else:
            said["about"] = self.about.value
        return urlencode(said | ({"follows": self.follows.number} if self.follows else {}))

    @property
    def words_address(self) -> str:
        return f"{reverse('complaints:new')}?{self.query}"

    @property
    def reply_address(self) -> str:
        return f"{reverse('complaints:new-reply')}?{self.query}"

    @property
    def check_address(self) -> str:
        return f"{reverse('complaints:new-check')}?{self.query}"

    @property
    def named(self) -> str:
        """«Тема урока: алгебра, 9 октября», «Отметка 3: алгебра, 5 октября», «Другое»."""
        if self.mark:
            work = self.mark.work
            digits = f"Отметка {self.mark.digits or 'снята'}"
            return f"{digits}: {work.course.subject}, {day_month(self.mark.date)}, {work.label}"
        return self.entry.named if self.entry else self.about.label.capitalize()

    @property
    def is_overdue(self) -> bool:
        return self.is_missing and self.entry.duty.state == DutyState.OVERDUE

    @property
    def is_early(self) -> bool:
        """Whether the day by which the entry is due has not passed."""
        return self.is_missing and self.entry.duty.state == DutyState.DUE

    @property
    def is_there(self) -> bool:
        """Whether the diary has meanwhile got what is missed."""
        return self.is_missing and self.entry.is_found

    @property
    def is_missing(self) -> bool:
        return self.about == About.MISSING

    @property
    def is_of_mark(self) -> bool:
        return self.about == About.MARK


@dataclass(frozen=True)
class Asked:
    """How far the address answers the first questions. `is_unknown`: it names an entry that the diary does not owe."""

    children: list[Student]
    child: Student | None = None
    subject: Subject | None = None
    follows: Complaint | None = None
    is_unknown: bool = False


def asked_of(request: HttpRequest) -> Asked:
    """Read the address. Raises Http404 for a child, a mark or a case that is not the person's own.

    Seven queries at most beside those of a case that it goes on from.
    """
    own = Student.objects.reminded_for_by(request.user).with_class(on=request.today)
    children = list(own.in_order())
    follows = _followed(request)
    child = _chosen_child(request, children, follows)
    if child is None:
        return Asked(children, follows=follows)
    subject = _subject(request, child, follows)
    is_unknown = subject is None and bool(_said(request))
    return Asked(children, child, subject, follows, is_unknown)


def _followed(request):
    said = request.GET.get("follows", "")
    if not said:
        return None
    if NUMBER.fullmatch(said) is None:
        raise Http404
    cases = Complaint.objects.of_author(request.user).numbered(*NumberConverter().to_python(said))
    return get_object_or_404(cases.with_people())


def _chosen_child(request, children, follows):
    said = request.GET.get("child", "")
    found = {str(child.pk): child for child in children}
    if said:
        if said not in found:
            raise Http404
        return found[said]
    if follows and str(follows.child_id) in found and not _is_changing(request):
        return found[str(follows.child_id)]
    return children[0] if len(children) == 1 else None


def _is_changing(request) -> bool:
    """Whether somebody has come back to choose otherwise."""
    return "was" in request.GET


def _said(request) -> str:
    return request.GET.get("entry") or request.GET.get("about") or ""


def _subject(request, child, follows) -> Subject | None:
    if request.GET.get("mark"):
        return _of_mark(request, child, follows)
    said = _said(request) or ("" if _is_changing(request) else _followed_entry(follows, child))
    if said in UNNAMED:
        return Subject(child, About(said), follows=follows)
    entry = entry_of(said, student=child, now=request.now)
    return entry and Subject(child, About.MISSING, entry, follows=follows)


def _of_mark(request, child, follows):
    said = request.GET["mark"]
    if KEY.fullmatch(said) is None:
        raise Http404
    marks = Mark.objects.visible_to(request.user).of(child).with_work()
    mark = get_object_or_404(marks, pk=int(said))
    # What a mark closes is an entry of the diary, too: its facts tell the director who gave it, and when.
    key = str(DutyKey(Duty(mark.duty), mark.work_id, child.pk)) if mark.duty else ""
    return Subject(child, About.MARK, entry_of(key, student=child, now=request.now), mark, follows)


def _followed_entry(follows, child) -> str:
    """Return what the earlier complaint was about, so that nobody has to choose it again."""
    if follows is None or follows.child_id != child.pk:
        return ""
    entry = getattr(follows, "entry", None)
    return entry.key if entry and follows.about == About.MISSING else follows.about
