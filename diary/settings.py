"""Settings of the diary. Everything that differs between schools comes from the environment; see README."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF

from diary.environment import apart, database, mail, networks, secret, site

BASE_DIR = Path(__file__).resolve().parent.parent
# The one ignored folder: whatever the project writes lies here.
VAR = BASE_DIR / "var"

env = environ.Env()

# --- What kind of server this is

# The demonstration: an invented school, logins that everybody knows.
DEMO = env.bool("DEMO", default=False)
DEBUG = env.bool("DEBUG", default=False)
# Whether people reach the server over HTTPS. Only the demonstration may do without.
TLS = env.bool("TLS", default=not DEMO)
# Which revision serves; ours to name when something went wrong.
REVISION = env.str("REVISION", default="")

SECRET_KEY = secret("SECRET_KEY", env.ENVIRON, keep_in=VAR / "secret_key" if DEMO else None)
# Seals the chain of changes; kept apart from SECRET_KEY, which may be replaced after a leak. This one may not.
HISTORY_KEY = secret("HISTORY_KEY", env.ENVIRON, keep_in=VAR / "history_key" if DEMO else None)
apart(SECRET_KEY, HISTORY_KEY)

# The demonstration holds nothing worth a forged Host header, and is shown under whatever name a machine has.
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"] if DEMO else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# The proxies before this server: they alone are believed when they name the address of a client.
PROXIES = networks("PROXIES", env.list("PROXIES", default=[]))
# From where the whole school signs in at once; from one address elsewhere that would be somebody who guesses.
SCHOOL_ADDRESSES = networks("SCHOOL_ADDRESSES", env.list("SCHOOL_ADDRESSES", default=[]))

# --- Applications, top to bottom

INSTALLED_APPS = [
    "demo",
    "complaints",
    "journal",
    "accounts",
    "accounts.admin_config.SchoolAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_totp",
]

MIDDLEWARE = [
    "accounts.middleware.ClientAddressMiddleware",
    # What every answer carries, files and refusals too.
    "csp.middleware.CSPMiddleware",
    "accounts.middleware.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages are text, and phones pay for each byte; Django pads what it compresses against guessing by length.
    "django.middleware.gzip.GZipMiddleware",
    "accounts.middleware.PrivacyMiddleware",
    "accounts.middleware.NullMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.WayInMiddleware",
    "accounts.middleware.SchoolDayMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.VisitMiddleware",
]

ROOT_URLCONF = "diary.urls"
WSGI_APPLICATION = "diary.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                # The admin asks for this one.
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.display",
                "journal.context.school",
                "journal.context.navigation",
            ],
        },
    },
]

# --- Where the school is kept

# The demonstration has a file of its own, so that a real school never opens on its well-known passwords.
FILE = VAR / ("demo.sqlite3" if DEMO else "db.sqlite3")
DATABASES = {"default": database(env.str("DATABASE_URL", default="") or f"sqlite:///{FILE}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- People

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.SchoolBackend"]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "/home/"
LOGOUT_REDIRECT_URL = "accounts:login"

# Whether who works at the school signs in with a code of the telephone, too.
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", default=False)
# What the telephone calls us; a short name makes a picture that is easier to read.
OTP_TOTP_ISSUER = "Дневник 89"

PASSWORD_HASHERS = ["accounts.hashers.SchoolArgon2"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "accounts.validators.HardToGuess"}]

# Families share computers: a closed browser is a signed-out person, and a forgotten one is signed out after an hour.
# A device of one's own is kept signed in: accounts/rules/sessions.py.
SESSION_ENGINE = "accounts.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = TLS
CSRF_COOKIE_SECURE = TLS

# What is said after a press may name a person: it waits in the session and not in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Words and time: everything is Russian, all times are the school's

LANGUAGE_CODE = "ru"
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="Europe/Samara")

# --- Static files

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Names carry a hash of the content, so browsers keep the files for ever.
    "staticfiles": {"BACKEND": "diary.lean.LeanStorage"},
}

# --- What people send

FILE_UPLOAD_HANDLERS = [
    "accounts.uploads.NothingHuge",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
]
# Files are lists of people: they stay in memory, and none is ever written to the disk.
FILE_UPLOAD_MAX_MEMORY_SIZE = 8 * 2**20

# --- Letters: to the staff, about deadlines; without a server the portal alone tells

DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="")
SENDS_MAIL = bool(env.str("EMAIL_URL", default=""))
# What the links in letters begin with: there is no request to learn it from.
SITE = site(ALLOWED_HOSTS, tls=TLS)
vars().update(mail(env.str("EMAIL_URL", default=""), DEFAULT_FROM_EMAIL))

# --- What browsers are told

CSRF_FAILURE_VIEW = "accounts.views.errors.csrf_failure"
SECURE_SSL_REDIRECT = TLS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = TLS
# The preload list is for the owner of the whole domain to join, and hard to leave.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

# --- What the server writes down: faults with their traceback, no names and no marks

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "accounts.logs.Nameless", "fmt": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # A mistyped address is no fault of the server.
    "loggers": {"django.request": {"level": "ERROR"}},
}
