from django.contrib.admin.apps import AdminConfig


class SchoolAdminConfig(AdminConfig):
    """Django's admin, opened by the school's roles."""

    default_site = "accounts.admin_site.SchoolAdminSite"
