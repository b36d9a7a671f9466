"""What the settings take from the surroundings, as functions that can be tested without Django."""

import os
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from accounts.network import network

# Django's own check (security.W009) asks for the same length.
SHORTEST_SECRET = 50
FEWEST_CHARACTERS = 5
# Parts of secrets that stand in examples and manuals; a real random key holds them once in millions of years.
WELL_KNOWN = ("change-me", "changeme", "django-insecure", "your-secret", "secret-key", "password", "example")

POSTGRESQL = ("postgres", "postgresql")
MAIL = ("smtp", "smtps", "smtp+tls", "smtp+ssl")
# A mail server that does not answer within so many seconds keeps nobody waiting longer.
MAIL_TIMEOUT = 20
# Without IMMEDIATE two writers lock each other out at once; with it they queue for up to `timeout` seconds: longer than
# bringing in a school's workbook, the longest writing that the pages have.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;"
        "PRAGMA synchronous=NORMAL;"
        "PRAGMA cache_size=-20000;"
        "PRAGMA mmap_size=134217728;"
        "PRAGMA journal_size_limit=27103364;"
        # Or REPLACE would remove rows past the triggers that guard the history.
        "PRAGMA recursive_triggers=ON"
    ),
}


def networks(name: str, values: Sequence[str]) -> tuple:
    """Return the networks that the setting `name` lists: addresses, networks, «unix» for a socket."""
    try:
        return tuple(network(value.strip()) for value in values)
    except ValueError as fault:
        raise ImproperlyConfigured(
            f"{name}: это не адрес и не сеть ({fault}). Примеры: 10.0.0.5, 10.0.0.0/8, unix"
        ) from None


def secret(name: str, environment: Mapping[str, str], keep_in: Path | None = None) -> str:
    """Return the secret `name`: from the environment, else from the file `keep_in`, made on first use.

    `keep_in` is given in the demonstration only. Raises ImproperlyConfigured with a sentence for the person who starts
    the server.
    """
    value = environment.get(name, "")
    if value:
        return checked(value, f"переменная окружения {name}")
    if keep_in is None:
        raise ImproperlyConfigured(f"Не задана переменная окружения {name}. {advice(name)}")
    return checked(kept(keep_in), f"файл {keep_in}")


def checked(value: str, where: str) -> str:
    if any(known in value.lower() for known in WELL_KNOWN):
        raise ImproperlyConfigured(f"Секрет всем известен, это значение из примера: {where}. {advice()}")
    if len(value) < SHORTEST_SECRET or len(set(value)) < FEWEST_CHARACTERS:
        raise ImproperlyConfigured(f"Секрет слишком прост, нужно символов {SHORTEST_SECRET}: {where}. {advice()}")
    return value


def apart(secret_key: str, history_key: str) -> None:
    """Refuse one secret for both uses: whoever replaces the first after a leak would break the seals of the second."""
    if secret_key == history_key:
        raise ImproperlyConfigured("SECRET_KEY и HISTORY_KEY должны быть разными.")


def advice(name: str = "его") -> str:
    return f"Получить {name} можно так: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"


def kept(path: Path) -> str:
    """Return the secret in the file, which is made, readable by its owner only, if it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode=0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    value = secrets.token_urlsafe(SHORTEST_SECRET)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(value)
    return value


def database(url: str) -> dict:
    """Return Django's settings of the database at the address `url`.

    Connections are kept open: opening one costs more than most of our pages.
    """
    kind = url.partition(":")[0]
    if kind == "sqlite":
        return environ.Env.db_url_config(url) | {"OPTIONS": SQLITE_OPTIONS, "CONN_MAX_AGE": None}
    if kind in POSTGRESQL:
        return environ.Env.db_url_config(url) | {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
    raise ImproperlyConfigured("DATABASE_URL должен начинаться с postgres:// или sqlite:///")


def site(hosts: Sequence[str], *, tls: bool) -> str:
    """Return the address under which letters name the diary: of the first host that is one name; else nothing."""
    host = next((host for host in hosts if not host.startswith(("*", "."))), "")
    return f"{'https' if tls else 'http'}://{host}" if host else ""


def mail(url: str, sender: str) -> dict:
    """Return Django's settings of the mail server at the address `url`; without one nothing is ever sent."""
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    if url.partition(":")[0] not in MAIL:
        raise ImproperlyConfigured(f"EMAIL_URL должен начинаться с {'://, '.join(MAIL)}://")
    if not sender:
        raise ImproperlyConfigured("Задан EMAIL_URL, но не DEFAULT_FROM_EMAIL: адрес, от которого приходят письма.")
    return environ.Env.email_url_config(url) | {"EMAIL_TIMEOUT": MAIL_TIMEOUT}
