"""Two administrators at one moment: the second sees what the first has done."""

from uuid import uuid4

from accounts.actions import issue, ways_in
from accounts.enums import Role
from accounts.models import Guardianship, Slip, User
from tests import make
from tests.at_once import WITH_MANY_WRITERS, at_once
from tests.desk import give, join, part, terms_of

pytestmark = WITH_MANY_WRITERS


def test_role_is_given_once():
    person, by = make.person(), make.person(roles=(Role.ADMINISTRATOR,))
    days = [make.TODAY + make.days(number) for number in range(4)]

    refused = at_once(lambda day: give(person, Role.PARENT, by=by, since=day), *days)

    assert (refused, len(terms_of(person, Role.PARENT))) == (3, 1)


def test_link_is_made_once():
    uncle, child, by = make.person(), make.student(), make.person(roles=(Role.ADMINISTRATOR,))
    days = [make.TODAY + make.days(number) for number in range(4)]

    refused = at_once(lambda day: join(uncle, child, by=by, since=day), *days)

    assert (refused, Guardianship.objects.count()) == (3, 1)


def test_slip_is_printed_once():
    child, by = make.student(), make.person(roles=(Role.ADMINISTRATOR,))
    seen = ways_in(User.objects.filter(pk=child.pk).with_slip())

    refused = at_once(
        lambda batch: issue([child], by=by, at=make.NOW, batch=batch, seen=seen), *(uuid4() for _ in "1234")
    )

    assert (refused, Slip.objects.count()) == (3, 1)


def test_link_is_ended_once():
    by = make.person(roles=(Role.ADMINISTRATOR,))
    row = make.guardianship(make.person(), make.student())
    days = [make.TODAY - make.days(number) for number in range(4)]

    refused = at_once(lambda day: part(row, by=by, until=day), *days)

    assert (refused, Guardianship.objects.get().until in days) == (3, True)
