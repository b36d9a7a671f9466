"""Fill an empty database with an invented school and live its year until now, or live the days missed since."""

from datetime import datetime
from time import monotonic

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from accounts.russian import day_month, plural
from demo.arguments import number_of_students
from demo.founding import RealSchool, found, standing
from demo.invention.school import SEED, USUAL
from demo.living.haste import haste
from demo.living.year import Life
from demo.logins import LOGINS, PASSWORD
from demo.models import Demonstration


class Command(BaseCommand):
    help = "Наполняет пустую базу показательной школой и проживает её год до этой минуты."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-needed", action="store_true", help="готовую показательную школу прожить до этой минуты"
        )
        parser.add_argument("--students", type=number_of_students, default=USUAL, metavar="N", help="сколько учеников")
        parser.add_argument(
            "--until", type=parse_datetime, metavar="ГГГГ-ММ-ДДTЧЧ:ММ", help="прожить не до этой минуты"
        )
        parser.add_argument("--seed", type=int, default=SEED, metavar="N", help="с другим числом школа будет другой")

    def handle(self, *, if_needed, students, until, seed, **options):
        began = monotonic()
        until = timezone.make_aware(until) if until else timezone.now()
        with haste():
            demonstration = self._standing(if_needed) or self._found(students, until, seed)
            self._live(demonstration, until)
        self._say_logins(monotonic() - began)

    def _standing(self, if_needed) -> Demonstration | None:
        try:
            demonstration = standing()
        except RealSchool:
            raise CommandError(
                "В базе настоящая школа. Показательная заполняет только пустую базу: укажите другую в DATABASE_URL."
            ) from None
        if demonstration and not if_needed:
            raise CommandError("Показательная школа уже есть. Чтобы прожить пропущенные дни, добавьте --if-needed.")
        return demonstration

    def _found(self, students, until, seed) -> Demonstration:
        self._say(f"Показательная школа: {plural(students, 'ученик,ученика,учеников')}")
        return found(settings.VAR / "demo.xlsx", students=students, until=until, seed=seed, progress=self._say)

    def _live(self, demonstration, until: datetime):
        life = Life(demonstration, until)
        for day, entries in life.live():
            self._say(f"Прожито по {day_month(day)}: {plural(entries, 'запись,записи,записей')}")
        if life.is_over:
            self._say("Учебный год показательной школы закончился. Чтобы начать новый, удалите базу и запустите снова.")

    def _say(self, sentence):
        self.stderr.write(sentence)

    def _say_logins(self, seconds):
        self.stdout.write(f"Показательная школа готова за {seconds:.0f} с.")
        self.stdout.write(f"Логины: {', '.join(LOGINS)}. Пароль у всех: {PASSWORD}")
