"""Addresses that stand on the ground floor: the way in and the pages about the service."""

from django.urls import path, register_converter

from accounts.converters import KeyConverter, TableConverter
from accounts.views import account, activation, display, factor, service, sign_in, verifying
from accounts.views.office import appointment, audit, links, visits

register_converter(KeyConverter, "key")
register_converter(TableConverter, "table")

app_name = "accounts"
urlpatterns = [
    path("", sign_in.landing, name="landing"),
    path("login/", sign_in.login, name="login"),
    path("login/code/", factor.code, name="login-code"),
    path("login/second-factor/", factor.first, name="login-factor"),
    path("activate/", sign_in.activate, name="activate"),
    path("activate/password/", activation.password, name="activate-password"),
    path("account/", account.account, name="account"),
    path("account/second-factor/", factor.own, name="account-factor"),
    path("logout/", sign_in.logout, name="logout"),
    path("password/help/", sign_in.password_help, name="password-help"),
    path("settings/display/", display.display, name="display"),
    path("help/", service.help_contents, name="help"),
    path("help/<slug:topic>/", service.help_topic, name="help-topic"),
    path("accessibility/", service.accessibility, name="accessibility"),
    path("accounts/appointment/", appointment.appointment, name="appointment"),
    path("accounts/audit/", audit.audit, name="audit"),
    path("accounts/audit/table/", audit.table, name="audit-table"),
    path("accounts/links/", links.links, name="links"),
    path("accounts/visits/", visits.visits, name="visits"),
    path("accounts/visits/table.<table:kind>", visits.table, name="visits-table"),
    path("privacy/", service.privacy, name="privacy"),
    path("verify/<str:code>/", verifying.verify, name="verify"),
]
