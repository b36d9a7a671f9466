"""What a Russian school teaches: subjects, weekly hours by grade, who may teach what."""

from dataclasses import dataclass

GRADES = range(1, 12)

# Lessons a week in grades 1–11; a dot is none. Source: the federal curriculum for a week of five days.
HOURS = """
РУС   5 5 5 5 5 6 4 3 3 2 2
ЧТЕ   4 4 4 4 . . . . . . .
ЛИТ   . . . . 3 3 2 2 3 3 3
АНГ   . 2 2 2 3 3 3 3 3 3 3
МАТ   4 4 4 4 5 5 . . . . .
АЛГ   . . . . . . 3 3 3 3 3
ГЕО   . . . . . . 2 2 2 2 2
ВЕР   . . . . . . 1 1 1 1 1
ИНФ   . . . . 1 1 1 1 1 . .
МИР   2 2 2 2 . . . . . . .
ОРК   . . . 1 . . . . . . .
ИСТ   . . . . 3 2 2 2 2 2 2
ОБЩ   . . . . . 1 1 1 1 . .
ГГР   . . . . 1 1 2 2 2 1 1
БИО   . . . . 1 1 1 2 2 1 1
ФИЗ   . . . . . . 2 2 3 . .
ХИМ   . . . . . . . 2 2 1 1
МУЗ   1 1 1 1 1 1 1 1 . . .
ИЗО   1 1 1 1 1 1 1 . . . .
ТРУ   1 1 1 1 2 2 2 1 1 . .
ФКУ   2 2 2 2 2 2 2 2 2 2 2
ОБЗ   . . . . . . . 1 1 1 1
ПРО   . . . . . . . . . 1 1
"""

# In grades 10–11 two profile groups learn different things at the same hours: (technology, humanities, hours).
PROFILES = ("технологический профиль", "гуманитарный профиль")
PROFILE_HOURS = (
    ("ФИЗ", "ОБЩ", 4),
    ("ФИЗ", "ПРА", 1),
    ("ИНФ", "ПРА", 1),
    ("ИНФ", "ЭКО", 2),
    ("ИНФ", "ФИЗ", 1),
    ("ОБЩ", "ИНФ", 1),
    ("ОБЩ", "ФИЗ", 1),
)

TALKS, CLASS_HOUR = "РОВ", "КЧА"
ACTIVITIES = (TALKS, CLASS_HOUR)

# Subjects taught to halves of a large class at the same hour, and the one for which two classes come together.
IN_GROUPS = {"АНГ": 2, "ИНФ": 5, "ТРУ": 5}
TOGETHER = "ТРУ"
LARGE_CLASS = 20

# One-hour subjects whose marks are too few for a quarter.
BY_HALVES = ("ВЕР", "ИНФ", "ОБЗ", "МУЗ", "ИЗО")


@dataclass(frozen=True)
class Subject:
    """A subject with the trade of those who teach it in grades 5–11; `certificate` is its line in the certificate."""

    code: str
    name: str
    short_name: str
    trade: str
    certificate: str = ""


SUBJECTS = {
    subject.code: subject
    for subject in (
        Subject("РУС", "Русский язык", "Русский яз.", "словесник"),
        Subject("ЧТЕ", "Литературное чтение", "Чтение", "словесник"),
        Subject("ЛИТ", "Литература", "Литература", "словесник"),
        Subject("АНГ", "Иностранный язык (английский)", "Английский", "англичанин"),
        Subject("МАТ", "Математика", "Математика", "математик"),
        Subject("АЛГ", "Алгебра", "Алгебра", "математик", "МАТ"),
        Subject("ГЕО", "Геометрия", "Геометрия", "математик", "МАТ"),
        Subject("ВЕР", "Вероятность и статистика", "Вероятность", "математик", "МАТ"),
        Subject("ИНФ", "Информатика", "Информатика", "информатик"),
        Subject("МИР", "Окружающий мир", "Окр. мир", "биолог"),
        Subject("ОРК", "Основы религиозных культур и светской этики", "ОРКСЭ", "историк"),
        Subject("ИСТ", "История", "История", "историк"),
        Subject("ОБЩ", "Обществознание", "Обществозн.", "обществовед"),
        Subject("ПРА", "Право", "Право", "историк"),
        Subject("ЭКО", "Экономика", "Экономика", "обществовед"),
        Subject("ГГР", "География", "География", "географ"),
        Subject("БИО", "Биология", "Биология", "биолог"),
        Subject("ФИЗ", "Физика", "Физика", "физик"),
        Subject("ХИМ", "Химия", "Химия", "химик"),
        Subject("МУЗ", "Музыка", "Музыка", "музыкант"),
        Subject("ИЗО", "Изобразительное искусство", "ИЗО", "художник"),
        Subject("ТРУ", "Труд (технология)", "Труд", "мастер"),
        Subject("ФКУ", "Физическая культура", "Физкультура", "физрук"),
        Subject("ОБЗ", "Основы безопасности и защиты Родины", "ОБЗР", "обзр"),
        Subject("ПРО", "Индивидуальный проект", "Инд. проект", "географ"),
        Subject(TALKS, "Разговоры о важном", "Разговоры", ""),
        Subject(CLASS_HOUR, "Классный час", "Кл. час", ""),
    )
}

# What a teacher of grades 1–4 teaches to the one class; the rest there is taught by the trades.
PRIMARY = "начальные классы"
PRIMARY_SUBJECTS = ("РУС", "ЧТЕ", "МАТ", "МИР", "ОРК", "ИЗО", "ТРУ")
FIRST_GRADE_WITH_MARKS = 2
FIRST_GRADE_OF_TRADES = 5
FIRST_GRADE_BY_HALVES = 10

POSITIONS = {
    PRIMARY: "учитель начальных классов",
    "словесник": "учитель русского языка и литературы",
    "англичанин": "учитель английского языка",
    "математик": "учитель математики",
    "информатик": "учитель информатики",
    "историк": "учитель истории",
    "обществовед": "учитель обществознания",
    "географ": "учитель географии",
    "биолог": "учитель биологии",
    "физик": "учитель физики",
    "химик": "учитель химии",
    "музыкант": "учитель музыки",
    "художник": "учитель изобразительного искусства",
    "мастер": "учитель труда (технологии)",
    "физрук": "учитель физической культуры",
    "обзр": "преподаватель-организатор ОБЗР",
}


def _hours() -> dict[int, dict[str, int]]:
    """Return the lessons a week by grade and subject."""
    table = {grade: {} for grade in GRADES}
    for line in HOURS.split("\n")[1:-1]:
        code, *hours = line.split()
        for grade, number in zip(GRADES, hours, strict=True):
            if number != ".":
                table[grade][code] = int(number)
    return table


WEEKLY = _hours()


def trade_of(subject: str, grade: int) -> str:
    """Return the trade of whoever teaches the subject in the grade."""
    if grade < FIRST_GRADE_OF_TRADES and subject in PRIMARY_SUBJECTS:
        return PRIMARY
    return SUBJECTS[subject].trade


def is_in_groups(subject: str, grade: int, students: int) -> bool:
    """Say whether the class of so many students is halved for the subject."""
    return students >= LARGE_CLASS and subject in IN_GROUPS and grade >= IN_GROUPS[subject]


def is_together(subject: str, grade: int) -> bool:
    """Say whether two classes of the grade come together for the subject."""
    return subject == TOGETHER and grade >= IN_GROUPS[TOGETHER] and subject in WEEKLY[grade]


def is_by_halves(subject: str, grade: int) -> bool:
    """Say whether the subject has marks twice a year, not four times."""
    return grade >= FIRST_GRADE_BY_HALVES or (subject in BY_HALVES and WEEKLY[grade].get(subject) == 1)
