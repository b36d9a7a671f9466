"""Say how fast the pages of this demonstration are, compared with a page of ten bytes."""

from random import Random

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from demo.founding import RealSchool, standing
from demo.measuring import FLOOR, Unmeasurable, measure, pages

ROUNDS, SECONDS = 100, 60


class Command(BaseCommand):
    help = (
        "Измеряет, во сколько раз страницы показательной школы дороже пустой, в минуту, до которой она прожита. "
        "В базе ничего не меняет."
    )

    def add_arguments(self, parser):
        parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N", help="сколько раз открыть каждую")
        parser.add_argument("--seconds", type=float, default=SECONDS, metavar="N", help="не дольше стольких секунд")

    def handle(self, *, rounds, seconds, **options):
        try:
            demonstration = standing()
            if demonstration is None:
                raise CommandError("База пуста: сначала наполните её командой demo.")
            at = demonstration.lived_until
            measured = measure(pages(localdate(at)), rounds=rounds, seconds=seconds, chance=Random(), at=at)
        except RealSchool:
            raise CommandError("В базе настоящая школа: измеряют на показательной.") from None
        except Unmeasurable as reason:
            raise CommandError(str(reason)) from None
        self._say(measured)

    def _say(self, measured):
        [floor] = [page.milliseconds for page in measured if page.name == FLOOR]
        self.stdout.write(f"{'страница':<20}{'мс':>8}{'запросов':>10}{'скорость':>10}")
        for page in measured:
            share = floor / page.milliseconds
            self.stdout.write(f"{page.name:<20}{page.milliseconds:8.2f}{page.statements:10}{share:10.2f}")
