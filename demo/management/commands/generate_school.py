"""Write the workbook of an invented school of any size."""

from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone

from demo.arguments import number_of_students
from demo.invention.rows import rows_of
from demo.invention.school import SEED, SMALLEST, USUAL, invent
from journal.workbook.writing import write_workbook


class Command(BaseCommand):
    help = "Пишет таблицу выдуманной школы: её можно загрузить командой import_school."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="куда записать, .xlsx")
        parser.add_argument(
            "--students",
            type=number_of_students,
            default=USUAL,
            metavar="N",
            help=f"сколько учеников, не меньше {SMALLEST}",
        )
        parser.add_argument(
            "--on",
            type=date.fromisoformat,
            metavar="ГГГГ-ММ-ДД",
            help="какой день лежит внутри четверти; иначе сегодня",
        )
        parser.add_argument("--seed", type=int, default=SEED, metavar="N", help="с другим числом школа будет другой")

    def handle(self, *, file, students, on, seed, **options):
        school = invent(students, on=on or timezone.localdate(), seed=seed)
        write_workbook(file, rows_of(school))
        self.stdout.write(f"Записано: {file}. Учеников: {students}, классов: {len(school.classes)}.")
