"""The tools of every policy."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Q

from accounts.access import EVERYTHING, NOTHING, ScopedQuerySet, everything, for_roles, scope
from accounts.enums import Role
from accounts.models import User
from accounts.models.user import UserQuerySet
from journal.models import Student
from tests import make

pytestmark = pytest.mark.django_db


class Scoped(UserQuerySet):
    readers = {Role.TEACHER: everything}
    writers = {Role.TEACHER: lambda user: Q(held_roles__role__in=(Role.PARENT, Role.TEACHER))}


@pytest.fixture
def people(teacher, parent):
    return Scoped(User)


def test_model_that_names_nobody_is_visible_to_nobody(teacher):
    assert not ScopedQuerySet(User).visible_to(teacher).exists()
    assert not ScopedQuerySet(User).editable_by(teacher).exists()


def test_everything_stays_everything_beside_nothing(people):
    assert people.filter(EVERYTHING | NOTHING).count() == people.filter(NOTHING | EVERYTHING).count() == people.count()


def test_role_that_the_policy_does_not_name_reaches_nothing(people, parent):
    assert not people.visible_to(parent).exists()


def test_roles_of_one_person_unite(homeroom):
    policy = {Role.TEACHER: lambda user: Q(surname="Первая"), Role.PARENT: lambda user: Q(surname="Вторая")}
    for surname in ("Первая", "Вторая", "Третья"):
        make.person(surname)

    assert {person.surname for person in User.objects.filter(scope(policy, homeroom))} == {"Первая", "Вторая"}


def test_rows_do_not_repeat_where_a_policy_crosses_many_rows(people, teacher, parent, homeroom):
    assert [person.surname for person in people.editable_by(teacher).in_order()] == ["Абрамова", "Крылова", "Сидорова"]


# --- The ground floor's own policies


@pytest.mark.parametrize("reader", ["student", "teacher", "colleague"])
def test_person_without_an_office_sees_only_oneself(request, reader, stranger):
    person = request.getfixturevalue(reader)

    assert [found.pk for found in User.objects.visible_to(person)] == [person.pk]


def test_parent_sees_oneself_and_the_children(parent, student, stranger):
    assert {person.pk for person in User.objects.visible_to(parent)} == {parent.pk, student.pk}


@pytest.mark.parametrize("reader", ["deputy", "director", "administrator"])
def test_offices_see_everybody(request, reader, parent, student):
    person = request.getfixturevalue(reader)

    assert User.objects.visible_to(person).count() == User.objects.count()


def test_nobody_writes_people_through_the_scope(director):
    assert not User.objects.editable_by(director).exists()


# --- Views


@for_roles(Role.TEACHER, Role.DEPUTY)
def view(request, answer):
    """Say what it was given."""
    return answer


class Asking:
    def __init__(self, user):
        self.user = user


@pytest.mark.parametrize("reader", ["teacher", "homeroom", "deputy"])
def test_view_opens_to_its_roles(request, reader):
    assert view(Asking(request.getfixturevalue(reader)), answer="открыто") == "открыто"


@pytest.mark.parametrize("reader", ["student", "parent", "director", "administrator"])
def test_view_is_closed_to_other_roles(request, reader):
    with pytest.raises(PermissionDenied):
        view(Asking(request.getfixturevalue(reader)), answer="закрыто")


def test_view_names_its_roles():
    assert (view.roles, view.__name__) == ({Role.TEACHER, Role.DEPUTY}, "view")


def test_student_is_the_person_and_a_person_is_the_student(student):
    person = User.objects.get(pk=student.pk)

    assert (Student.objects.get(pk=person.pk) == person, hash(person) == hash(student)) == (True, True)
