"""Tell teachers what is due and what is overdue; for twice a day, safe to run at any time, and twice."""

import json
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.actions import Posted, send_letters
from accounts.models import User
from accounts.russian import plural
from journal.actions import remind_by_clock
from journal.control.reminding import due_duties, overdue_duties
from journal.rules.reminding import ENTRIES, SINCE, OpenDuty

DAY = timedelta(days=1)
OVERDUE, TODAY, TOMORROW = WHEN = ("overdue", "today", "tomorrow")


@dataclass(frozen=True)
class Report:
    """What a run has found and done: open entries, how many were reminded on which occasion, what was posted."""

    now: datetime
    duties: list[OpenDuty]
    reminded: Counter
    posted: Posted

    @cached_property
    def numbers(self) -> dict[int, Counter]:
        """How many entries each teacher owes: overdue, due today, due tomorrow."""
        found = defaultdict(Counter)
        for duty in self.duties:
            found[duty.teacher][when(duty, timezone.localdate(self.now))] += 1
        return dict(found)

    @cached_property
    def flagged(self) -> list[tuple[User, Counter]]:
        """The teachers who owe something, the most overdue first. One query."""
        people = User.objects.filter(pk__in=self.numbers).in_order()
        return sorted(((person, self.numbers[person.pk]) for person in people), key=lambda row: -row[1][OVERDUE])

    @cached_property
    def whole(self) -> Counter:
        return sum(self.numbers.values(), Counter())


class Command(BaseCommand):
    help = (
        "Говорит, у кого из учителей прошёл срок записей и что внести сегодня и завтра. С семи утра и с пяти вечера "
        "напоминает об этом каждому в дневнике и письмом, никому дважды."
    )

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="то же для программ: учителя по кодам, без имён")

    def handle(self, **options):
        now = timezone.now()
        duties = overdue_duties(now=now) + due_duties(through=timezone.localdate(now) + DAY, now=now)
        reminded = Counter(reminder.kind for reminder in remind_by_clock(duties=duties, at=now))
        report = Report(now, duties, reminded, send_letters(at=now))
        if options["json"]:
            self.stdout.write(json.dumps(for_programs(report), ensure_ascii=False, indent=2))
        else:
            self.say(report)

    def say(self, report: Report) -> None:
        whole, posted = report.whole, report.posted
        late = sum(1 for _, numbers in report.flagged if numbers[OVERDUE])
        self.stdout.write(
            f"{timezone.localtime(report.now):%d.%m.%Y, %H:%M}. Просрочено: {plural(whole[OVERDUE], ENTRIES)}, "
            f"учителей: {late}. Внести сегодня: {whole[TODAY]}, завтра: {whole[TOMORROW]}."
        )
        for person, numbers in report.flagged:
            self.stdout.write(f"{person.short_name} ({person.code}): {said(numbers)}")
        self.stdout.write(
            f"Отправлено напоминаний: {report.reminded.total()}, писем: {posted.sent}. "
            f"Писем ждут отправки: {posted.waiting}, не отправить: {posted.given_up}."
        )
        for fault in posted.faults:
            self.stderr.write(f"Почта не принимает письмо: {fault}.")


def when(duty: OpenDuty, today: date) -> str:
    if duty.due < today:
        return OVERDUE
    return TODAY if duty.due == today else TOMORROW


def said(numbers: Counter) -> str:
    words = {OVERDUE: "просрочено", TODAY: "сегодня", TOMORROW: "завтра"}
    return ", ".join(f"{words[name]} {numbers[name]}" for name in WHEN if numbers[name])


def for_programs(report: Report) -> dict:
    return {
        "at": timezone.localtime(report.now).isoformat(),
        **{name: report.whole[name] for name in WHEN},
        "teachers": [
            {"code": person.code, **{name: numbers[name] for name in WHEN}} for person, numbers in report.flagged
        ],
        "reminded": {kind.value: report.reminded[kind] for kind in SINCE},
        "letters": asdict(report.posted),
    }
