"""The browser of the tests: one found on the machine, else installed. `python -m tests.browser.chromium` says which."""

import os
import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# As a package Chromium brings no letters; without Cyrillic ones every width on a page is wrong.
PACKAGES = ("chromium", "fonts-dejavu-core")
ADVICE = "Нет браузера Chromium, и установить его не удалось. Установите сами: apt install chromium"


def found() -> str | None:
    """Return the path of a browser that starts."""
    candidates = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), of_playwright()]
    return next(filter(starts, filter(None, candidates)), None)


def of_playwright() -> str:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def starts(path: str) -> bool:
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except OSError:
        return False


def install() -> None:
    """Try the system's package, then Playwright's own download. Whether it worked, `found` will tell."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "-y", "--no-install-recommends", *PACKAGES]):
            attempt(["apt-get", "-qq", *command], environment)
    if found() is None:
        attempt([sys.executable, "-m", "playwright", "install", "chromium"], dict(os.environ))


def attempt(command: list[str], environment: dict[str, str]) -> None:
    # What they print is theirs; it is shown as it comes, so that a failure explains itself.
    subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)


def main() -> None:
    if found() is None:
        install()
    path = found()
    sys.exit(ADVICE) if path is None else sys.stdout.write(f"{path}\n")


if __name__ == "__main__":
    main()
