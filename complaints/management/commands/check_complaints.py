"""Tell authors and directors what has become of complaints by itself; for twice a day, safe at any time, and twice."""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.actions import Posted, send_letters
from accounts.russian import short_date
from complaints.actions import Clocks, tell_appeared, tell_clocks


class Command(BaseCommand):
    help = (
        "Говорит заявителям и директору, какие записи появились в дневнике, директору раз в день — какие ответы "
        "просрочены и каким срок в ближайшие три дня; отправляет письма, которые ждут."
    )

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="то же для программ, без имён")

    def handle(self, **options):
        now = timezone.now()
        appeared, clocks, posted = tell_appeared(at=now), tell_clocks(at=now), send_letters(at=now)
        if options["json"]:
            facts = {"at": timezone.localtime(now).isoformat(), **for_programs(appeared, clocks, posted)}
            self.stdout.write(json.dumps(facts, ensure_ascii=False, indent=2))
        else:
            self.say(appeared, clocks, posted, now)

    def say(self, appeared: int, clocks: Clocks, posted: Posted, now) -> None:
        self.stdout.write(
            f"{timezone.localtime(now):%d.%m.%Y, %H:%M}. Обращений ждут ответа: {clocks.awaiting}, "
            f"просрочено: {len(clocks.overdue)}, срок в ближайшие дни: {len(clocks.soon)}. "
            f"Записей появилось: {appeared}."
        )
        for case in (*clocks.overdue, *clocks.soon):
            self.stdout.write(f"{case}: ответить не позднее {short_date(case.due_on)}")
        self.stdout.write(
            f"Извещено директоров: {clocks.told}. Отправлено писем: {posted.sent}. "
            f"Писем ждут отправки: {posted.waiting}, не отправить: {posted.given_up}."
        )
        for fault in posted.faults:
            self.stderr.write(f"Почта не принимает письмо: {fault}.")


def for_programs(appeared: int, clocks: Clocks, posted: Posted) -> dict:
    return {
        "awaiting": clocks.awaiting,
        "overdue": [case.number for case in clocks.overdue],
        "soon": [case.number for case in clocks.soon],
        "appeared": appeared,
        "told": clocks.told,
        "letters": asdict(posted),
    }
