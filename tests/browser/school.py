"""A demonstration school on a server of its own, as ./run makes it, small and on a free port of this machine."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from html import unescape
from pathlib import Path

from django.urls import Resolver404, resolve

ROOT = Path(__file__).resolve().parents[2]
LOGINS = ("student", "parent", "teacher", "homeroom", "deputy", "director", "administrator")
PASSWORD = "diary-89"


@contextmanager
def served(folder: Path, *, students: int = 40):
    """Fill a database in the folder with a small lived school and serve it; yields the address."""
    environment = os.environ | {
        "DEMO": "1",
        "TLS": "0",
        "DJANGO_SETTINGS_MODULE": "diary.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'school.sqlite3'}",
    }
    for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"], ["demo", "--students", str(students)]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "diary.wsgi", "--bind", f"127.0.0.1:{port}", "--no-control-socket"],
        cwd=ROOT,
        env=environment,
    )
    try:
        yield awaited(f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def awaited(address: str, *, tries: int = 900) -> str:
    """Return the address once its server answers."""
    for _ in range(tries):
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return address
    raise TimeoutError(address)


def sign_in(page, address: str, login: str) -> None:
    page.goto(f"{address}/login/")
    page.get_by_label("Логин", exact=True).fill(login)
    page.get_by_label("Пароль", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()
    page.wait_for_url(f"{address}/home/")


def pages_of(page, address: str) -> dict[str, str]:
    """Follow the links of the signed-in person; returns the first address found of each named page."""
    found, queue, seen = {}, ["/home/", "/"], set()
    while queue:
        path = queue.pop(0)
        name = name_of(path)
        if name in found or path in seen or name is None:
            continue
        seen.add(path)
        answer = page.request.get(address + path)
        assert answer.status == 200, (path, answer.status)
        found[name] = path
        queue += links_of(answer.text())
    return found


def links_of(html: str) -> list[str]:
    """Return the paths of this site that a page links to, without files and what the admin makes of them."""
    links = (
        unescape(link).partition("#")[0] for link in re.findall(r'<a(?![^>]* download)[^>]*? href="(/[^"]*)"', html)
    )
    return [link for link in dict.fromkeys(links) if not link.startswith("/admin/")]


def loads_of(html: str) -> list[str]:
    """Return the style sheets, scripts and pictures that a page loads."""
    return re.findall(r'(?:href|src)="(/static/[^"]+)"', html)


def name_of(path: str) -> str | None:
    try:
        return resolve(path.partition("?")[0]).view_name
    except Resolver404:
        return None
