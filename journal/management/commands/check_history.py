"""Check that the history and the journal are as they were written, and name the first broken place of each course."""

import json

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.timezone import localdate

from accounts.russian import grouped, noun, plural
from journal.actions import check_whole_history
from journal.control.chains import seal_then

WHOLE, BROKEN = 0, 1


class Command(BaseCommand):
    help = "Проверяет историю журнала и то, что в нём стоит; называет первое нарушенное место каждого курса."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="то же для программы")
        parser.add_argument(
            "--then",
            type=parse_datetime,
            metavar="ГГГГ-ММ-ДДTЧЧ:ММ",
            help="ещё и печать истории на эту минуту, для сравнения с бумагой",
        )

    def handle(self, *, then, **options):
        checked = check_whole_history(at=timezone.now())
        seal = seal_then(timezone.make_aware(then)) if then else ""
        (self._say_as_json if options["json"] else self._say)(checked, seal, then)
        if checked.faults:
            raise SystemExit(BROKEN)

    def _say(self, checked, seal, then):
        links = f"{grouped(checked.links)} {noun(checked.links, 'запись,записи,записей')}"
        self.stdout.write(f"Проверено: {plural(checked.courses, 'курс,курса,курсов')}, {links} истории.")
        self.stdout.write(f"Печать истории: {checked.seal}")
        if seal:
            self.stdout.write(f"На {then:%d.%m.%Y, %H:%M}: {seal}")
        for row in checked.destroyed:
            of = f"{row.course}, {row.course.year}"
            self.stdout.write(f"Журнал уничтожен: {of}: акт № {row.act} от {localdate(row.at):%d.%m.%Y}.")
        for fault in checked.faults:
            self.stdout.write(f"Нарушено: {fault.course}: {fault.told}")
        if not checked.faults:
            self.stdout.write("Всё так, как было записано.")

    def _say_as_json(self, checked, seal, then):
        faults = [{"course": one.course.code, "number": one.number, "said": one.told} for one in checked.faults]
        told = {"courses": checked.courses, "links": checked.links, "seal": checked.seal, "faults": faults}
        told["destroyed"] = [{"course": row.course.code, "act": row.act} for row in checked.destroyed]
        self.stdout.write(json.dumps(told | ({"then": seal} if seal else {}), ensure_ascii=False))
