"""The project's own settings, made quick and strict for the tests."""

import os

# What surrounds the tests must not change them; DATABASE_URL alone is left to tests.plugins.database.
os.environ.update(
    DEMO="0",
    DEBUG="0",
    TLS="0",
    SECRET_KEY="a key of the tests that opens nothing at all, 0123456789",
    HISTORY_KEY="a seal of the tests that seals nothing at all, 0123456789",
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    TIME_ZONE="Europe/Samara",
    EMAIL_URL="",
    DEFAULT_FROM_EMAIL="",
)

from diary.settings import *  # noqa: F403
from diary.settings import INSTALLED_APPS, MIDDLEWARE, STATICFILES_DIRS, TEMPLATES
from tests.plugins.templates import Unknown

# A query per row is a failure.
INSTALLED_APPS += ["zeal"]
MIDDLEWARE.insert(0, "zeal.middleware.zeal_middleware")

# A variable that is not there is a failure in our own templates.
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Unknown()

# Argon2 is slow on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Nobody has collected the files: they are served from where they are written.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = STATICFILES_DIRS[0]
