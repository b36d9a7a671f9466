"""Plans of courses: lines for all lessons of a year, made from the sections and topics of the school's programmes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import cycle
from pathlib import Path

from demo.invention.curriculum import ACTIVITIES, FIRST_GRADE_WITH_MARKS

PROGRAMMES = Path(__file__).with_name("plans.txt")

# A topic has at most so many lessons under its own name, and what follows it.
HOURS = 2
FURTHER = (". Практикум", ". Решение заданий", ". Повторение", ". Обобщение")

# The kind of work at the end of a section, then those within it; a dot is none.
WORKS = {
    "РУС": ("dictation-task", "vocabulary", "independent", "retelling", "check"),
    "ЧТЕ": ("check", "by-heart", "reading"),
    "ЛИТ": ("essay", "by-heart", "quiz"),
    "АНГ": ("test", "vocabulary", "quiz"),
    "МАТ": ("test", "independent", "check"),
    "АЛГ": ("test", "independent", "check"),
    "ГЕО": ("test", "independent"),
    "ВЕР": ("check", "practical"),
    "ИНФ": ("test", "practical"),
    "МИР": ("check", "quiz", "practical"),
    "ИСТ": ("check", "quiz"),
    "ОБЩ": ("check", "quiz"),
    "ПРА": ("credit", "quiz"),
    "ЭКО": ("credit", "quiz"),
    "ГГР": ("check", "practical"),
    "БИО": ("check", "laboratory"),
    "ФИЗ": ("test", "laboratory", "independent"),
    "ХИМ": ("test", "practical", "independent"),
    "ИЗО": (".", "practical"),
    "ТРУ": ("project", "practical"),
    "ФКУ": ("norm", "norm"),
    "ОБЗ": ("check", "quiz"),
    "ПРО": ("credit", "practical"),
}
# A work within a section comes every so many lines.
WORK_EVERY = 6
NAMES = {
    "dictation-task": "Диктант с заданием",
    "essay": "Сочинение",
    "test": "Контрольная работа",
    "check": "Проверочная работа",
    "project": "Защита проектов",
    "norm": "Сдача норматива",
    "credit": "Зачёт",
}

EXERCISES = ("Упр. {a}", "Упр. {a}, правило на с. {b}", "Упр. {a}, {c} (устно)")
NUMBERS = ("№ {a}, {c}", "§ {n}, № {a}", "№ {a}–{c}, повторить § {n}")
READING = ("С. {b}–{d}, читать", "С. {b}–{d}, пересказ", "С. {b}, вопросы 1–3 письменно")
PARAGRAPH = ("§ {n}, вопросы после параграфа", "§ {n}, пересказ", "§ {n}, термины в тетрадь", "§ {n}, задание {e}")
TASKS = ("Принести материалы к следующему уроку", "Закончить работу")
HOMEWORK = {
    "РУС": EXERCISES,
    "АНГ": ("WB, упр. {e}, с. {b}", "SB, с. {b}, упр. {e}, слова", "Выучить слова модуля {e}"),
    "ЧТЕ": READING,
    "ЛИТ": READING,
    "МАТ": NUMBERS,
    "АЛГ": NUMBERS,
    "ГЕО": NUMBERS,
    "ТРУ": TASKS,
    "ИЗО": TASKS,
    "ФКУ": ("Комплекс упражнений № {e}",),
    "МУЗ": ("Послушать пьесу, запомнить автора",),
}


@dataclass(frozen=True)
class Line:
    """What some lessons are about, what is set after them, and the code of the kind of work they hold, if any."""

    topic: str
    homework: str = ""
    kind: str = ""
    hours: int = 1


@cache
def plan_of(subject: str, grade: int, lessons: int) -> tuple[Line, ...]:
    """Return lines for so many lessons of a year."""
    sections = _sections(subject, grade)
    marked = grade >= FIRST_GRADE_WITH_MARKS and subject not in ACTIVITIES
    end, *within = WORKS.get(subject, (".",)) if marked else (".",)
    topics = [
        line
        for place, section in enumerate(sections)
        for line in _lines(section, *_share(place, lessons, sections), end)
    ]
    kinds = cycle(within or [""])
    return tuple(
        Line(
            topic,
            _homework(subject, number) if marked else "",
            kind or (next(kinds) if _has_work(number) else ""),
            hours,
        )
        for number, (topic, kind, hours) in enumerate(topics, 1)
    )


def _has_work(number) -> bool:
    return number % WORK_EVERY == 4


def _share(place, lessons, sections) -> tuple[int, int]:
    """Return the first lesson of the section and the first after it."""
    return lessons * place // len(sections), lessons * (place + 1) // len(sections)


def _lines(section, first, last, end) -> Iterator[tuple[str, str, int]]:
    """Yield the topics of a section's lessons, its work last, with the kind of work and the hours."""
    title, topics = section
    number = last - first
    has_work = end != "." and number > 2
    taught = number - has_work
    for topic, lessons in Counter(topics[lesson * len(topics) // taught] for lesson in range(taught)).items():
        yield topic, "", min(lessons, HOURS)
        yield from ((topic + FURTHER[place % len(FURTHER)], "", 1) for place in range(lessons - HOURS))
    if has_work:
        yield f"{NAMES[end]} по теме «{title}»", end, 1


def _homework(subject, number) -> str:
    forms = HOMEWORK.get(subject, PARAGRAPH)
    page = 5 + number
    return forms[number % len(forms)].format(
        a=number * 4 + 3, b=page, c=number * 4 + 5, d=page + 3, e=number % 7 + 1, n=number // 2 + 1
    )


def _sections(subject, grade) -> list[tuple[str, list[str]]]:
    return next(sections for code, grades, sections in _programmes() if code == subject and grade in grades)


@cache
def _programmes() -> list[tuple[str, range, list[tuple[str, list[str]]]]]:
    """Read the programmes: subject, grades, sections with their topics."""
    programmes = []
    for line in PROGRAMMES.read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            _, code, grades = line.split()
            first, last = map(int, grades.split("-"))
            programmes.append((code, range(first, last + 1), []))
        elif line and not line.startswith("#"):
            title, topics = line.split(": ", 1)
            programmes[-1][2].append((title, topics.split("; ")))
    return programmes
