"""How a signed-in person is found again on each request."""

from django.contrib.auth.backends import ModelBackend

from accounts.models import HeldRole, User


class SchoolBackend(ModelBackend):
    """Passwords as Django does them; the person and all roles ever held in one query."""

    def get_user(self, user_id):
        held = HeldRole.objects.filter(user=user_id).select_related("user")
        if not held:
            return User.objects.filter(pk=user_id).first()
        person = held[0].user
        person._prefetched_objects_cache = {"held_roles": held}
        return person
