"""Bring the school in from its workbook, or write an empty one to fill in."""

from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from journal.workbook.importing import Report, import_school
from journal.workbook.problems import Refused
from journal.workbook.writing import write_template

MOST_SHOWN = 200
HEAD = ("", "новых", "изменено", "без изменений", "прекращено")


class Command(BaseCommand):
    help = "Загружает школу из таблицы XLSX: целиком или никак."

    def add_arguments(self, parser):
        task = parser.add_mutually_exclusive_group(required=True)
        task.add_argument("file", nargs="?", type=Path, help="таблица школы, .xlsx")
        task.add_argument("--template", type=Path, metavar="FILE", help="записать пустую таблицу с пояснениями")
        parser.add_argument("--dry-run", action="store_true", help="только показать, что изменится")
        parser.add_argument(
            "--on",
            type=date.fromisoformat,
            metavar="ГГГГ-ММ-ДД",
            help="с какого дня действуют изменения: чего нет в таблице, прекращается днём раньше; иначе сегодня",
        )
        parser.add_argument(
            "--allow-mass-ending", action="store_true", help="согласиться, что в таблице нет больше десятой части школы"
        )

    def handle(self, *, file, template, dry_run, on, allow_mass_ending, **options):
        if template is not None:
            self.write_template(template)
            return
        try:
            report = import_school(
                file,
                on=on or timezone.localdate(),
                at=timezone.now(),
                dry_run=dry_run,
                allow_mass_ending=allow_mass_ending,
                progress=lambda sentence: self.stderr.write(f"{sentence}…"),
            )
        except Refused as refusal:
            raise CommandError(self.explained(refusal)) from None
        self.show(report, dry_run=dry_run)

    def write_template(self, path: Path) -> None:
        if path.exists():
            raise CommandError(f"Файл {path} уже есть. Укажите другое имя, чтобы не потерять заполненную таблицу.")
        write_template(path)
        self.stdout.write(f"Записана пустая таблица: {path}. Что писать в столбцах, сказано на листе «Пояснения».")

    def explained(self, refusal: Refused) -> str:
        """Return all the problems, the first of them in full when there are very many."""
        number = len(refusal.problems)
        lines = [str(problem) for problem in refusal.problems[:MOST_SHOWN]]
        if number > MOST_SHOWN:
            lines.append(f"… и ещё {number - MOST_SHOWN}.")
        return "\n".join((*lines, f"Ничего не загружено. Всего ошибок: {number}."))

    def show(self, report: Report, *, dry_run: bool) -> None:
        rows = [HEAD, *((line.title, line.new, line.changed, line.unchanged, line.ended) for line in report.lines)]
        for title, *numbers in rows:
            self.stdout.write(f"{title:<22}" + "".join(f"{number:>15}" for number in numbers))
        if dry_run:
            self.stdout.write("Это проверка: ничего не записано.")
        elif report.changes_nothing:
            self.stdout.write("Таблица совпадает с дневником: ничего не изменилось.")
        else:
            self.stdout.write("Загружено.")
