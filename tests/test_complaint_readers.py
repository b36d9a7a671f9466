"""Who reads cases in the office: nobody reads what a family has written of themselves."""

import pytest

from accounts.enums import Role
from accounts.models import HeldRole
from complaints import actions
from complaints.models import Complaint
from tests import make
from tests.complaining import complain


@pytest.fixture
def teaching_deputy(teacher):
    """The teacher complained of is a deputy director, too."""
    HeldRole.objects.create(user=teacher, role=Role.DEPUTY, since=make.YEAR_BEGINS)
    return teacher.acting_on(make.TODAY)


def read_by(user):
    return list(Complaint.objects.visible_to(user).newest_first())


def test_director_and_deputy_read_every_case(complaint, director, deputy, parent):
    other = complain(parent)

    assert read_by(director) == read_by(deputy) == [other, complaint]


def test_deputy_does_not_read_a_complaint_of_themselves(complaint, teaching_deputy, parent):
    other = complain(parent)

    assert read_by(teaching_deputy) == [other]


def test_deputy_who_was_asked_does_not_read_the_case(director, teaching_deputy, parent):
    case = complain(parent)
    actions.ask(case, teacher=teaching_deputy, text="Почему темы нет?", by=director, at=make.NOW)

    assert read_by(teaching_deputy) == []


def test_director_reads_even_so(complaint, director, teacher):
    actions.ask(complaint, teacher=teacher, text="Почему темы нет?", by=director, at=make.NOW)
    actions.ask(complaint, teacher=teacher, text="А задания?", by=director, at=make.NOW)

    assert read_by(director) == [complaint]
