"""Who sees and who works on complaints. Source: regulation, 3.4; 59-ФЗ, 6: nobody is told what another complained of.

A case is its author's alone: not the other parent's, not the child's, nor the parent's when the child wrote.
"""

from django.db.models import Q

from accounts.access import Policy, everything
from accounts.enums import Role


def written_by(user) -> Q:
    return Q(author=user)


def asked_of(user) -> Q:
    return Q(teacher=user)


def not_about(user) -> Q:
    """Cases in which the person is not the teacher complained of, nor one who was asked: 59-ФЗ, 8, part 6."""
    return ~Q(entry__teacher=user.pk) & ~Q(questions__teacher=user.pk)


# Whose page a case is: the pages that speak to who complained.
COMPLAINT_AUTHORS: Policy = {Role.STUDENT: written_by, Role.PARENT: written_by}
# Who reads cases in the office, and who acts on them.
COMPLAINT_READERS: Policy = {Role.DEPUTY: not_about, Role.DIRECTOR: everything}
COMPLAINT_WRITERS: Policy = {Role.DIRECTOR: everything}
# A teacher is asked for an explanation and sees the question put, never the case it belongs to.
QUESTION_ANSWERERS: Policy = {Role.TEACHER: asked_of}
# Who enters what came by word, on paper, by mail: the director and the office.
REGISTRARS = frozenset((Role.DIRECTOR, Role.DEPUTY, Role.ADMINISTRATOR))
READERS, DECIDERS = frozenset(COMPLAINT_READERS), frozenset(COMPLAINT_WRITERS)


def registers(user) -> bool:
    return not user.roles.isdisjoint(REGISTRARS)


def reads_cases(user) -> bool:
    return not user.roles.isdisjoint(READERS)


def decides(user) -> bool:
    """Who answers complaints: the director (regulation, 3.4)."""
    return not user.roles.isdisjoint(DECIDERS)
