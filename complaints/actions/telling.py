"""Who is told that something has become of a complaint: in the portal, and by a letter that names nobody."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate

from accounts.actions import letter_text, tell, write_letters
from accounts.enums import NoticeKind, Role
from accounts.models import Letter, User
from complaints.models import Complaint, Question

SUBJECT = "Дневник: ваше обращение"
LETTER = "По вашему обращению к директору школы есть новое. Оно в дневнике, после входа."


def tell_author(case: Complaint, text: str, *, key: str, at: datetime) -> None:
    """Tell the author once under the key; one who has no way in is told by the answer alone."""
    if case.author_id is None:
        return
    address, key = case.get_absolute_url(), f"complaint-{case.pk}-{key}"
    tell([case.author], kind=NoticeKind.COMPLAINT, text=text, address=address, key=key, at=at)
    words = letter_text(LETTER, address=address)
    write_letters([Letter(recipient=case.author, subject=SUBJECT, text=words, key=key, made_at=at)])


def tell_directors(case: Complaint, text: str, *, key: str, at: datetime) -> None:
    """Tell who answers complaints, once under the key."""
    directors = User.objects.holding(Role.DIRECTOR, on=localdate(at))
    _tell(directors, text, address=office_page(case), key=f"complaint-{case.pk}-{key}", at=at)


def tell_teacher(question: Question, text: str, *, at: datetime) -> None:
    """Tell a teacher that there is a question; not of whose complaint."""
    address = reverse("complaints:question", args=[question.pk])
    _tell([question.teacher], text, address=address, key=f"question-{question.pk}", at=at)


def office_page(case: Complaint) -> str:
    return reverse("admin:complaints_complaint_change", args=[case.pk])


def _tell(people: Iterable[User], text, *, address, key, at):
    tell(people, kind=NoticeKind.COMPLAINT, text=text, address=address, key=key, at=at)
