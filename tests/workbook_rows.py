"""A small school as the rows of its workbook: two classes, twelve students, six courses."""

from datetime import date, time
from pathlib import Path
from tempfile import TemporaryDirectory

from journal.models import Enrolment
from journal.workbook.importing import import_school
from journal.workbook.problems import Refused
from journal.workbook.writing import write_workbook
from tests import make

FIRST, LAST = date(2026, 9, 1), date(2027, 5, 26)
TERMS = {
    "четверть": (
        (date(2026, 9, 1), date(2026, 10, 23)),
        (date(2026, 11, 2), date(2026, 12, 29)),
        (date(2027, 1, 11), date(2027, 3, 19)),
        (date(2027, 3, 29), date(2027, 5, 26)),
    ),
    "полугодие": ((date(2026, 9, 1), date(2026, 12, 29)), (date(2027, 1, 11), date(2027, 5, 26))),
}
STAFF = (
    ("У-1", "Сидорова", "Анна", "Сергеевна", "учитель"),
    ("У-2", "Крылова", "Вера", "Павловна", "учитель"),
    ("У-3", "Власова", "Нина", "Андреевна", "зам. директора; учитель"),
    ("А-1", "Титов", "Олег", "Иванович", "администратор; директор"),
)
STUDENTS = "Абрамов Белов Волков Громов Дёмин Ершов Жуков Зайцев Ильин Котов Лапин Марков".split()
PARENTS = (
    ("Р-1", "Абрамова", "Ольга", "Юрьевна", "1"),
    ("Р-2", "Белова", "Инна", "Львовна", "2; 7"),
    ("Р-3", "Волкова", "Яна", "", "3"),
    ("У-2", "Крылова", "Вера", "Павловна", "12"),
)
# code, subject, group, classes, teacher, further cells
COURSES = (
    ("7А-АЛГ", "АЛГ", "7 «А»", "7 А", "У-1", {}),
    ("7Б-АЛГ", "АЛГ", "7 «Б»", "7 Б", "У-1", {}),
    ("7А-АНГЛ-1", "АНГЛ", "7 «А», 1-я группа", "7 А", "У-2", {}),
    ("7А-АНГЛ-2", "АНГЛ", "7 «А», 2-я группа", "7 А", "У-3", {}),
    ("7-ТРУД", "ТРУД", "7-е классы", "7 А; 7 Б", "У-2", {"homework_since": "", "term_system": "полугодие"}),
    ("7А-РОВ", "РОВ", "7 «А»", "7 А", "У-2", {"kind": "внеурочное", "marks_since": "", "homework_since": ""}),
)
SUBJECTS = (("АЛГ", "Алгебра"), ("АНГЛ", "Английский язык"), ("ТРУД", "Труд"), ("РОВ", "Разговоры о важном"))


def school() -> dict[str, list[dict]]:
    """Return the rows of all sheets, by the names of the sheets."""
    return {
        "Школа": [{"name": "Школа № 89", "full_name": "МБОУ «Школа № 89»", "telephone": "(846) 000-00-00"}],
        "Календарь": _calendar(),
        "Предметы": [{"code": code, "name": name} for code, name in SUBJECTS],
        "Сотрудники": [_person(*names) | {"roles": roles} for *names, roles in STAFF],
        "Классы": [{"school_class": "7 А", "homeroom": "У-2"}, {"school_class": "7 Б", "homeroom": "У-3"}],
        "Ученики": [
            student(str(number), surname, "7 А" if number <= 6 else "7 Б")
            for number, surname in enumerate(STUDENTS, start=1)
        ],
        "Родители": [_person(*names) | {"children": children} for *names, children in PARENTS],
        "Курсы": [_course(*cells) for cells in COURSES],
        "Учителя курсов": [],
        "Группы": [{"course": f"7А-АНГЛ-{1 if n <= 3 else 2}", "student": str(n)} for n in range(1, 7)],
        "Звонки": [{"number": n, "begins": time(7 + n, 0), "ends": time(7 + n, 40)} for n in range(1, 9)],
        "Расписание": [slot(course, "понедельник", n) for n, (course, *_) in enumerate(COURSES, start=1)],
        "Выходные": [
            {
                "title": "Осенние каникулы",
                "kind": "каникулы",
                "first_day": date(2026, 10, 24),
                "last_day": date(2026, 11, 1),
            }
        ],
        "Дистанционно": [
            {"first_day": date(2027, 1, 18), "last_day": date(2027, 1, 22), "whom": "7 А", "order": "№ 3"}
        ],
    }


def _calendar():
    rows = [{"year": "2026/27", "kind": "год", "first_day": FIRST, "last_day": LAST}]
    for kind, spans in TERMS.items():
        for number, (first, last) in enumerate(spans, start=1):
            rows.append({"year": "2026/27", "kind": kind, "number": number, "first_day": first, "last_day": last})
    return rows


def _person(code, surname, name, patronymic):
    return {"code": code, "surname": surname, "name": name, "patronymic": patronymic}


def student(code, surname, school_class, since=FIRST, **cells):
    own = {"school_class": school_class, "since": since, "order": "№ 1"}
    return _person(code, surname, "Пётр", "Ильич") | own | cells


def _course(code, subject, group, classes, teacher, cells):
    own = {"code": code, "subject": subject, "group": group, "classes": classes, "teacher": teacher}
    return own | {"marks_since": "да", "homework_since": "да"} | cells


def slot(course, weekday, number, **cells):
    return {"course": course, "weekday": weekday, "number": number, "room": "12"} | cells


def row_of(rows, sheet, **cells):
    """Return the first row of the sheet that has the cells."""
    return next(row for row in rows[sheet] if cells.items() <= row.items())


def without(rows, sheet, **cells):
    """Take the rows that have the cells out of the sheet."""
    rows[sheet] = [row for row in rows[sheet] if not cells.items() <= row.items()]


def next_year(rows):
    """Turn the workbook into that of the next year, as a school does: the classes one grade up."""
    for row in rows["Календарь"]:
        days = {name: row[name].replace(year=row[name].year + 1) for name in ("first_day", "last_day")}
        row.update(days, year="2027/28")
    for row in (*rows["Ученики"], *rows["Классы"]):
        row["school_class"] = row["school_class"].replace("7", "8")
    for row in rows["Курсы"]:
        row["classes"] = row["classes"].replace("7", "8")
    rows["Выходные"] = rows["Дистанционно"] = []


def load(rows, *, on=FIRST, at=None, **options):
    """Write the rows as a workbook and bring it in; on the very day, unless another moment is named."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "school.xlsx"
        write_workbook(path, rows)
        return import_school(path, on=on, at=at or make.at(on=on), **options)


def faults(rows, *, on=FIRST):
    """Return what is wrong with the rows: (sheet, row, column, what) of each problem."""
    try:
        load(rows, on=on)
    except Refused as refusal:
        return [(problem.sheet, problem.row, problem.column, problem.what) for problem in refusal.problems]
    return []


def counts(report) -> dict[str, tuple[int, int, int]]:
    """Return (new, changed, ended) of the kinds in which anything happened; lessons follow from them."""
    found = {line.title: (line.new, line.changed, line.ended) for line in report.lines if line.title != "Уроки"}
    return {title: numbers for title, numbers in found.items() if any(numbers)}


def stays(code):
    """Return the classes of a student with their terms."""
    found = Enrolment.objects.filter(student__code=code).order_by("since").select_related("school_class")
    return [(stay.school_class.code, stay.since, stay.until) for stay in found]
