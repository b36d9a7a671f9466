"""Who opens the pages of children and of classes to read them."""

from django.core.exceptions import PermissionDenied

from accounts.access import for_roles
from accounts.enums import Role
from journal.access import homeroom_classes

OF_CLASSES = (Role.DEPUTY, Role.DIRECTOR)
OF_CHILDREN = (Role.STUDENT, Role.PARENT, *OF_CLASSES)
# Who reads the diaries of other people's children, the highest office first.
BY_OFFICE = (Role.DIRECTOR, Role.DEPUTY, Role.TEACHER)

for_families = for_roles(Role.STUDENT, Role.PARENT)
# A teacher reads as far as an own class reaches: see `demand_class`.
for_readers_of_children = for_roles(*OF_CHILDREN, Role.TEACHER)
for_readers_of_classes = for_roles(*OF_CLASSES, Role.TEACHER)


def demand_class(user, *, unless: tuple[Role, ...]) -> None:
    """Refuse a teacher who leads no class: without one the page is another role's. At most one query."""
    if user.roles.isdisjoint(unless) and not homeroom_classes(user).exists():
        raise PermissionDenied
