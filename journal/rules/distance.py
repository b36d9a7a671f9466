"""Whether lessons may be held remotely on some days: each answer is None, or the sentence of the refusal."""

from datetime import date


def remote_out_of_bounds(year, first: date, last: date) -> str | None:
    """Refuse days that are out of order, or not all of the academic year."""
    if last < first:
        return "Последний день раньше первого."
    if first < year.first_day or last > year.last_day:
        return f"Учебный год идёт с {year.first_day:%d.%m.%Y} по {year.last_day:%d.%m.%Y}. Выберите дни в нём."
    return None


def class_of_another_year(year, school_class) -> str | None:
    if school_class is None or school_class.year_id == year.pk:
        return None
    return f"{school_class.title}: класс другого учебного года. Выберите класс года {year.name}."


def ended_not_here(period, last: date) -> str | None:
    """Refuse to end what the school's workbook says, and to make anything longer."""
    if period.recorded_at is None:
        return "Этот период из школьной таблицы: исправьте его там и загрузите таблицу."
    if last >= period.last_day:
        return f"Период и так кончается {period.last_day:%d.%m.%Y}. Продлевают его ещё одним периодом."
    return None
