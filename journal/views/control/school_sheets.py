"""What the deputy director reads of the whole school as tables to take away: classes, rules of results, years."""

from datetime import date, datetime

from accounts.spreadsheet import Cell, Column, Sheet, plain
from journal.forms.control.rules import RulesForm
from journal.models import AcademicYear, School, SchoolClass
from journal.views.control.sheets import extract
from journal.views.office.archives import YearLine

OF_CLASSES = (Column("Учебный год", 12), Column("Класс", 9), Column("Смена", 8))
OF_RULES = (Column("Правило", 48), Column("К чему относится", 44), Column("Значение", 44))
OF_YEARS = (
    *(Column("Учебный год", 12), Column("С"), Column("По"), Column("Состояние", 24)),
    *(Column("Журналы хранятся до", 14), Column("Итоговые отметки хранятся до", 14)),
)


def classes_sheet(form, *, now: datetime, today: date) -> Sheet:
    """Return the classes of all years, the last year first."""
    found = SchoolClass.objects.select_related("year").order_by("-year__first_day", "grade", "letter")
    rows = [plain((one.year.name, one.title, one.shift)) for one in found]
    return Sheet("Классы", f"{extract(now)} Классы.", OF_CLASSES, rows)


def rules_sheet(form, *, now: datetime, today: date) -> Sheet:
    """Return the rules of results as they stand; nothing before the school is brought in."""
    school = School.objects.first()
    groups = RulesForm(school).groups if school else []
    rows = [plain((title, field.label, _rule(field))) for title, fields in groups for field in fields]
    return Sheet("Правила", f"{extract(now)} Правила итоговых отметок.", OF_RULES, rows)


def _rule(field) -> Cell:
    """Return a number as such; of what goes into a certificate, its parts in words."""
    if not hasattr(field.field, "choices"):
        return field.initial
    return ", ".join(said for part, said in field.field.choices if part in field.initial)


def years_sheet(form, *, now: datetime, today: date) -> Sheet:
    """Return the years of the school, the last one first, and until when each is kept."""
    lines = (YearLine(year, today) for year in AcademicYear.objects.order_by("-first_day"))
    return Sheet("Учебные годы", f"{extract(now)} Учебные годы.", OF_YEARS, [plain(_year(line)) for line in lines])


def _year(line) -> tuple[Cell, ...]:
    days = (line.year.first_day, line.year.last_day)
    return (line.year.name, *days, line.state, line.journal_until, line.summary_until)
