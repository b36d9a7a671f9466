"""Say how many people a second can sign in, and what other parameters of Argon2id would cost."""

import json
import os
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import asdict

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from demo.measuring import quickest_tenth
from demo.sign_ins import COSTS, Spent, measure

PROCESSES, SECONDS = 2, 20.0
# So many threads has the server that ./run starts, in all its processes.
THREADS = 8
READY = "ready\n"


class Command(BaseCommand):
    help = "Измеряет, сколько человек в секунду могут войти. Своя база в памяти: настоящей не касается."

    def add_arguments(self, parser):
        parser.add_argument("--seconds", type=float, default=SECONDS, metavar="N", help="сколько секунд измерять")
        parser.add_argument("--processes", type=int, default=PROCESSES, metavar="N", help="сколько процессов сразу")
        parser.add_argument("--alone", action="store_true", help="быть одним из процессов")

    def handle(self, *, seconds, processes, alone, **options):
        if alone:
            self._be_one(seconds)
        else:
            self._say(together(seconds, processes))

    def _be_one(self, seconds):
        call_command("migrate", verbosity=0)
        self.stdout.write(READY, ending="")
        self.stdout.flush()
        sys.stdin.readline()
        spent = measure(seconds=seconds, today=timezone.localdate())
        self.stdout.write(json.dumps({name: asdict(one) for name, one in spent.items()}))

    def _say(self, spent):
        self.stdout.write(f"{'Argon2id':<16}{'':<24}{'хеш, мс':>9}{'вход, мс':>10}{'входов/с':>10}{'МиБ сразу':>11}")
        for name, cost in COSTS.items():
            several = spent[name]
            hashing = quickest_tenth([second for one in several for second in one.hashing])
            sign_in = quickest_tenth([second for one in several for second in one.sign_in])
            rate, memory = len(several) / sign_in, THREADS * cost.memory // 1024
            figures = f"{1000 * hashing:9.1f}{1000 * sign_in:10.1f}{rate:10.1f}{memory:11}"
            self.stdout.write(f"{name:<16}{cost!s:<24}{figures}")


def together(seconds: float, processes: int) -> dict[str, list[Spent]]:
    """Measure in several processes at once, each with a database of its own in memory."""
    command = [sys.executable, "manage.py", "measure_sign_in", "--alone", "--seconds", str(seconds)]
    surroundings = os.environ | {"DATABASE_URL": "sqlite://:memory:", "DJANGO_SETTINGS_MODULE": "diary.settings"}
    pipes = {"text": True, "stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with ExitStack() as stack:
        ones = [
            stack.enter_context(
                subprocess.Popen(command, cwd=settings.BASE_DIR, env=surroundings, **pipes)  # noqa: S603 — our own
            )
            for _ in range(processes)
        ]
        # All begin when the last one is ready, so that none measures an idle machine.
        for one in ones:
            one.stdout.readline()
        for one in ones:
            one.stdin.write(READY)
            one.stdin.flush()
        found = [json.loads(one.communicate()[0]) for one in ones]
    return {name: [Spent(**of_one[name]) for of_one in found] for name in COSTS}
