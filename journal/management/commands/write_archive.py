"""Write a year of a class or of the whole school as one file that is verified without the diary."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from journal.models import AcademicYear, SchoolClass
from journal.views.office.year.writing import write_archive


class Command(BaseCommand):
    help = "Записывает учебный год класса или всей школы в один архив ZIP, который проверяется без дневника."

    def add_arguments(self, parser):
        parser.add_argument("--year", required=True, metavar="2025/26", help="учебный год")
        parser.add_argument("--class", dest="of_class", metavar='"7 А"', help="класс; иначе вся школа")
        parser.add_argument("--to", required=True, type=Path, metavar="FILE.zip", help="куда записать: новый файл")

    def handle(self, *, year, of_class, to, **options):
        found = year_of(year)
        school_class = class_of(found, of_class) if of_class else None
        try:
            file = to.open("xb")
        except FileExistsError:
            raise CommandError(f"Файл {to} уже есть. Укажите другое имя, чтобы не потерять его.") from None
        except OSError as problem:
            raise CommandError(f"Файл {to} не записать: {problem.strerror}.") from None
        try:
            with file:
                digest = write_archive(file, found, school_class, by=None, at=timezone.now())
        except BaseException:
            # Half an archive is none.
            to.unlink()
            raise
        self.stdout.write(f"Записан архив: {to}, {found} учебный год, {school_class or 'вся школа'}.")
        self.stdout.write(f"SHA-256 checksums.txt: {digest}")


def year_of(name: str) -> AcademicYear:
    years = {year.name: year for year in AcademicYear.objects.order_by("first_day")}
    if name not in years:
        raise CommandError(f"Учебного года {name} в дневнике нет. Есть: {', '.join(years) or 'ни одного'}.")
    return years[name]


def class_of(year: AcademicYear, code: str) -> SchoolClass:
    """Return the class called so, whether «7 А», «7А» or «7 «А»»."""
    classes = {found.code: found for found in year.classes.in_order()}
    asked = {_bare(known): found for known, found in classes.items()}.get(_bare(code))
    if asked is None:
        raise CommandError(f"Класса {code} в {year} учебном году нет. Есть: {', '.join(classes) or 'ни одного'}.")
    return asked


def _bare(code: str) -> str:
    return "".join(sign for sign in code.casefold() if sign.isalnum())
