"""Why there is nothing here: each empty place of a child's pages says it, and until when it may be so."""

from dataclasses import dataclass
from datetime import date

from accounts.russian import day_month, full_date, weekday_day
from journal.models import Course, Student
from journal.views.family.calendar import DAY, Calendar
from journal.views.family.child import Child

FIRST_GRADE_MARKS = "В 1 классе отметки не ставятся"
FIRST_GRADE_HOMEWORK = "В 1 классе домашних заданий нет"


@dataclass(frozen=True)
class Empty:
    """A heading and a sentence for an empty place; `clause` of the regulation, if one tells until when."""

    title: str
    text: str = ""
    clause: str = ""


NO_YEAR = Empty("Учебный год ещё не внесён", "Страница заполнится, когда школа внесёт расписание и классы.")
NO_MARKS = Empty(
    "Отметок пока нет",
    "За ответ отметка появляется в день урока, за письменную работу — не позднее 6 дней.",
    "4.1",
)
NO_COURSES = Empty("Предметов пока нет", "Они появятся здесь, когда учебная часть внесёт ученика в списки уроков.")


def why_no_lessons(student: Student, calendar: Calendar, first: date, last: date, today: date) -> Empty:
    """Say why a period holds no lessons: the student left, out of the year, days off, not drawn up yet, or none."""
    if student.has_left_before(first):
        return has_left(student)
    if calendar.year is None:
        return NO_YEAR
    if not calendar.covers(first, last):
        year = calendar.year
        return Empty(
            "Занятий нет: это время вне учебного года",
            f"Учебный год {year.name}: с {full_date(year.first_day)} по {full_date(year.last_day)}.",
        )
    if not any(calendar.is_school_day(day) for day in _days(first, last)):
        return _rest(calendar, last)
    if last > today:
        return Empty("Уроки ещё не внесены", "Они появятся здесь, когда учебная часть внесёт расписание на эти дни.")
    return Empty("Уроков не было")


def why_no_courses(calendar: Calendar) -> Empty:
    return NO_COURSES if calendar.year else NO_YEAR


def has_left(student: Student) -> Empty:
    return Empty(
        "Ученик выбыл", f"Последний день в школе — {full_date(student.class_until)}. Записи до него сохранены."
    )


def why_no_marks(courses: list[Course], child: Child, today: date) -> Empty:
    if child.is_in_first_grade:
        return Empty(FIRST_GRADE_MARKS)
    if child.student.has_left_before(today):
        return has_left(child.student)
    return NO_MARKS if courses else NO_COURSES


def why_no_results(calendar: Calendar, child: Child) -> Empty:
    return Empty(FIRST_GRADE_MARKS) if child.is_in_first_grade else why_no_courses(calendar)


def _days(first, last):
    return (first + DAY * number for number in range((last - first).days + 1))


def _rest(calendar, last):
    """Name the days off that reach to the end of a period without school days, and say when lessons begin again."""
    off = calendar.day_off(last) or calendar.day_off(last - DAY)
    end = off.last_day if off else last
    back = calendar.school_day_from(end + DAY)
    lessons = f"уроки с {weekday_day(back)}" if back > end else ""
    if off is None:
        return Empty("Выходной день", f"{lessons.capitalize()}." if lessons else "")
    return Empty(off.title, ", ".join(filter(None, (f"По {day_month(end)}", lessons))) + ".")
