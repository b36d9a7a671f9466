"""Days and weeks counted by the database itself."""

from datetime import date

from django.db.models import F, Func, IntegerField, Value

from journal.rules.weeks import WEEK, Week

# The Monday from which weeks are numbered.
FIRST_MONDAY = date(2024, 1, 1)


class DaysAfter(Func):
    """By how many days the first date is after the second; not Django's difference, which SQLite asks Python for."""

    arity, arg_joiner, template = 2, " - ", "(%(expressions)s)"
    output_field = IntegerField()

    def as_sqlite(self, compiler, connection, **context):
        days = self.copy()
        days.set_source_expressions([Func(day, function="JULIANDAY") for day in self.get_source_expressions()])
        return days.as_sql(compiler, connection, template="CAST(%(expressions)s AS INTEGER)", **context)


def week_number(day: str):
    """Return an expression that numbers the week of the column's day."""
    return DaysAfter(F(day), Value(FIRST_MONDAY)) / 7


def week_numbered(number: int) -> Week:
    return Week(FIRST_MONDAY + number * WEEK)
