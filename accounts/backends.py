"""How a signed-in person is found again on each request."""

from django.contrib.auth.backends import BaseBackend

from accounts.models import HeldRole, User


class SchoolBackend(BaseBackend):
    """The person and all roles ever held in one query.

    It takes no passwords: these are looked at in `accounts.actions.recognise` alone, behind the limits of guessing.
    """

    def get_user(self, user_id):
        held = HeldRole.objects.filter(user=user_id).select_related("user")
        if not held:
            return User.objects.filter(pk=user_id).first()
        person = held[0].user
        person._prefetched_objects_cache = {"held_roles": held}
        return person
