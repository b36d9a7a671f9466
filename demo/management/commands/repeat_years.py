"""Put earlier years before the one that has been lived, to measure how the school grows with them."""

from time import monotonic

from django.core.management.base import BaseCommand, CommandError

from accounts.russian import plural
from demo.founding import RealSchool, standing
from demo.repeating import Repeated, repeat


class Command(BaseCommand):
    help = "Повторяет прожитый год показательной школы прежними годами, чтобы измерить её через несколько лет."

    def add_arguments(self, parser):
        parser.add_argument("years", type=int, metavar="N", help="сколько лет поставить перед прожитым")

    def handle(self, *, years, **options):
        began = monotonic()
        try:
            if standing() is None:
                raise CommandError("База пуста: сначала наполните её командой demo.")
            made = repeat(years)
        except RealSchool:
            raise CommandError("В базе настоящая школа: повторяют годы показательной.") from None
        except Repeated:
            raise CommandError("Прежние годы в базе уже есть.") from None
        self.stdout.write(f"Записано {plural(made, 'строка,строки,строк')} за {monotonic() - began:.0f} с.")
