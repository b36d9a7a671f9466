from django.contrib import admin

from accounts.admin_site import ReadOnlyAdmin
from accounts.models import Guardianship, HeldRole, Notice, User


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    list_display = ("person", "code", "login", "last_login")
    search_fields = ("surname", "name", "patronymic", "code", "login")
    ordering = ("sort_key", "code")
    # Named one by one, so that what is not for the eye, the password first of all, is left out.
    fields = ("code", "surname", "name", "patronymic", "born_on", "email", "login", "last_login")

    def lookup_allowed(self, lookup, value, request):
        """Refuse to filter by the password: a list cut by its letters would spell it out."""
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    @admin.display(description="фамилия, имя, отчество", ordering="sort_key")
    def person(self, user):
        return user.full_name


@admin.register(HeldRole)
class HeldRoleAdmin(ReadOnlyAdmin):
    list_display = ("user", "role", "since", "until", "order")
    list_filter = ("role",)
    list_select_related = ("user",)
    search_fields = ("user__surname", "user__code")
    ordering = ("user__sort_key", "since")
    fields = list_display


@admin.register(Guardianship)
class GuardianshipAdmin(ReadOnlyAdmin):
    list_display = ("child", "guardian", "ground", "since", "until")
    list_filter = ("ground",)
    list_select_related = ("child", "guardian")
    search_fields = ("child__surname", "guardian__surname")
    ordering = ("child__sort_key", "since")
    fields = list_display


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    list_display = ("told_at", "recipient", "kind", "text", "read_at")
    list_filter = ("kind",)
    list_select_related = ("recipient",)
    ordering = ("-told_at",)
    fields = list_display
