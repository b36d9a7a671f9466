"""Django's admin as the school uses it: the director's desk, through our own way in, mostly to read."""

from functools import wraps

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.options import IS_POPUP_VAR, TO_FIELD_VAR
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.text import capfirst
from django.views.decorators.cache import never_cache

from accounts.access import admin_desk, may_enter_admin, reads_rows_in_admin

# Passwords are changed on the portal's own pages, by the portal's own rules; nothing is chosen from lists asked for by
# script, and the way from a row to its page on the portal is each page's own.
NOT_OFFERED = ("password_change", "password_change_done", "autocomplete", "view_on_site")
# Rows are not picked here for the forms of other windows.
FOR_OTHER_WINDOWS = frozenset((IS_POPUP_VAR, TO_FIELD_VAR))


class SchoolAdminSite(AdminSite):
    site_title = "Дневник"
    site_url = "/home/"
    enable_nav_sidebar = False

    def each_context(self, request):
        """Add what the desk is called: the director's is not the deputy's."""
        desk = admin_desk(request.user)
        return super().each_context(request) | {"desk": desk, "site_header": f"Школа № 89 · {desk}"}

    def index(self, request, extra_context=None):
        return super().index(request, {"title": admin_desk(request.user), **(extra_context or {})})

    def has_permission(self, request) -> bool:
        return may_enter_admin(request.user)

    def admin_view(self, view, cacheable=False):  # noqa: FBT002 - Django's own signature
        """Answer 403 to those who came in but have no desk here; Django would ask them to sign in again."""
        opened = super().admin_view(view, cacheable)

        @wraps(opened)
        def guarded(request, *args, **kwargs):
            if request.user.is_authenticated and not self.has_permission(request):
                raise PermissionDenied
            if FOR_OTHER_WINDOWS.intersection((*request.GET, *request.POST)):
                raise BadRequest
            return opened(request, *args, **kwargs)

        return guarded

    @method_decorator(never_cache)
    @login_not_required
    def login(self, request, extra_context=None):
        """Send a passer-by to the portal's own page, and who has a desk here to it."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
        if not self.has_permission(request):
            raise PermissionDenied
        return redirect("admin:index")

    def get_urls(self):
        return [address for address in super().get_urls() if getattr(address, "name", "") not in NOT_OFFERED]


class ReadOnlyAdmin(ModelAdmin):
    """Rows to read: the director sees them, nobody changes them here, past every rule."""

    actions = None
    view_on_site = False

    def changelist_view(self, request, extra_context=None):
        """Name the list by its plural: Django's «Выберите человек» is no Russian."""
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Name the page by what it shows, not by an action that declines badly."""
        title = capfirst(self.opts.verbose_name)
        return super().change_view(request, object_id, form_url, {"title": title, **(extra_context or {})})

    def has_module_permission(self, request) -> bool:
        return reads_rows_in_admin(request.user)

    def has_view_permission(self, request, obj=None) -> bool:
        return reads_rows_in_admin(request.user)

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
