"""What one cell may hold: each kind of cell turns what the spreadsheet gives into a value, or says what to do."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accounts import names
from journal.workbook import letters

MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
DAY_IN_NUMBERS = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4}|\d{2})")
DAY_IN_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")
DAY_IN_WORDS = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})", re.IGNORECASE)
HOUR_AND_MINUTE = re.compile(r"(\d{1,2})[:.\-](\d{2})(?::00)?")
YEARS = (1990, 2100)
SPREADSHEET_EPOCH = date(1899, 12, 30)
SERIALS = range(32874, 73051)  # 1990 to 2099 as spreadsheets count days
MINUTES_A_DAY = 24 * 60
MOST_DIGITS = 18

CLASS = re.compile(r"(\d{1,2})\s*[-–]?\s*[«\"“„']?\s*([А-ЯЁ]{1,4})\s*[»\"”“']?(?:\s*КЛ(?:\.|АСС))?")
GRADES = re.compile(r"(\d{1,2})(?:\s*[-–—]\s*(\d{1,2}))?(?:\s*(?:КЛАССЫ?|КЛ\.))?")
ACADEMIC_YEAR = re.compile(r"(\d{4})\s*[/\-–]\s*(?:20)?(\d{2})(?: ?уч\.? ?год)?")
SEPARATORS = re.compile(r"[;,\n]")


class Unclear(Exception):
    """A cell that cannot be understood: what is wrong, and what to do."""

    def __init__(self, what: str, advice: str):
        super().__init__(what)
        self.what, self.advice = what, advice


def shown(raw) -> str:
    """Return what the spreadsheet gave as people see it there, short enough for a message."""
    text = typed(raw)
    return text if len(text) <= 40 else f"{text[:39]}…"


def typed(raw):
    """Return a cell as one would type it: 7.0 is «7», a day «01.09.2026»."""
    if isinstance(raw, bool):
        return "да" if raw else "нет"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return f"{raw:%d.%m.%Y}" if isinstance(raw, date) else str(raw)


def as_text(raw) -> str:
    """Return any cell as tidy text: spaces are single, misread encodings are repaired."""
    text = letters.tidied(typed(raw))
    if letters.is_spoiled(text):
        raise Unclear(f"буквы испорчены: «{shown(text)}»", "наберите текст заново, он потерян при смене кодировки")
    return text


@dataclass(frozen=True)
class Text:
    """Any words, up to `longest` letters."""

    longest: int

    @property
    def form(self):
        return f"текст до {self.longest} знаков"

    def __call__(self, raw) -> str:
        text = as_text(raw)
        if len(text) > self.longest:
            raise Unclear(f"слишком длинно: {len(text)} знаков", f"сократите до {self.longest} знаков")
        return text


@dataclass(frozen=True)
class Name(Text):
    """A part of a person's name: letters, and what joins them."""

    form = "буквы, пробел, дефис"

    def __call__(self, raw) -> str:
        text = letters.one_alphabet(super().__call__(raw))
        if not text.replace("-", "").replace(" ", "").replace("'", "").replace("’", "").replace(".", "").isalpha():
            raise Unclear(f"это не похоже на имя: «{shown(text)}»", "оставьте только буквы, пробел и дефис")
        return text


@dataclass(frozen=True)
class Code(Text):
    """A short name by which rows refer to each other; see `letters.looked_up` for what does not matter in it."""

    form = "код без пробелов, точек с запятой и запятых"

    def __call__(self, raw) -> str:
        text = super().__call__(raw)
        if SEPARATORS.search(text) or " " in text:
            raise Unclear(f"в коде лишние знаки: «{shown(text)}»", "уберите пробелы, запятые и точки с запятой")
        if letters.looked_up(text).startswith(letters.looked_up(names.NAMELESS_CODE)):
            raise Unclear("код того, чьи данные уничтожены", "впишите другой код")
        return text


@dataclass(frozen=True)
class Email(Text):
    form = "адрес почты"

    def __call__(self, raw) -> str:
        text = super().__call__(raw)
        try:
            validate_email(text)
        except ValidationError:
            raise Unclear(
                f"это не адрес почты: «{shown(text)}»", "исправьте адрес, например ivanova@school.ru"
            ) from None
        return text


@dataclass(frozen=True)
class Whole:
    """A whole number within bounds, both included."""

    lowest: int
    highest: int

    @property
    def form(self):
        return f"число от {self.lowest} до {self.highest}"

    def __call__(self, raw) -> int:
        number = _number_of(as_text(raw))
        if number is None or not self.lowest <= number <= self.highest:
            raise Unclear(f"здесь не то число: «{shown(raw)}»", f"нужно целое число от {self.lowest} до {self.highest}")
        return number


def _number_of(text):
    # Of thousands of digits Python makes no number.
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None


@dataclass(frozen=True)
class Day:
    """A date: a cell with a date, its serial number, or any usual way to type it."""

    form = "дата: 01.09.2026"

    def __call__(self, raw) -> date:
        day = _day_of(raw)
        if day is None or not YEARS[0] <= day.year <= YEARS[1]:
            raise Unclear(f"это не дата: «{shown(raw)}»", "напишите день так: 01.09.2026")
        return day


def _day_of(raw):
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    text = as_text(raw).rstrip(". г")
    number = _number_of(text)
    return SPREADSHEET_EPOCH + timedelta(days=number) if number in SERIALS else _typed_day(text)


def _typed_day(text):
    try:
        if found := DAY_IN_NUMBERS.fullmatch(text):
            day, month, year = map(int, found.groups())
            return date(year if year > 99 else 2000 + year, month, day)
        if found := DAY_IN_ISO.fullmatch(text):
            return date(*map(int, found.groups()))
        if found := DAY_IN_WORDS.fullmatch(text):
            return date(int(found[3]), MONTHS.index(found[2].lower()) + 1, int(found[1]))
    except ValueError:  # 31.02.2026
        return None
    return None


@dataclass(frozen=True)
class Since(Day):
    """A date, or «да» for the whole year: True."""

    form = "«да» (весь год), дата или пусто (нет)"

    def __call__(self, raw) -> date | bool:
        if isinstance(raw, str) and names.folded(raw) == "да":
            return True
        return super().__call__(raw)


@dataclass(frozen=True)
class Clock:
    """A time of the day: a cell with a time, a fraction of a day, or typed."""

    form = "время: 08:30"

    def __call__(self, raw) -> time:
        moment = _clock_of(raw)
        if moment is None:
            raise Unclear(f"это не время: «{shown(raw)}»", "напишите время так: 08:30")
        return moment


def _clock_of(raw):
    if isinstance(raw, time | datetime):
        return time(raw.hour, raw.minute)
    if isinstance(raw, timedelta):
        raw = raw / timedelta(days=1)
    if isinstance(raw, float) and 0 < raw < 1:
        return time(*divmod(round(raw * MINUTES_A_DAY) % MINUTES_A_DAY, 60))
    found = HOUR_AND_MINUTE.fullmatch(as_text(raw))
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))


@dataclass(frozen=True)
class ClassName:
    """A class however it is typed, «7а», «7А», «7 «А»»: (7, "А")."""

    form = "класс: 7 А"

    def __call__(self, raw) -> tuple[int, str]:
        found = CLASS.fullmatch(as_text(raw).upper().translate(letters.TO_CYRILLIC))
        if found is None or not 1 <= int(found[1]) <= 11:
            raise Unclear(f"это не класс: «{shown(raw)}»", "напишите класс так: 7 А")
        return int(found[1]), found[2].replace("Ё", "Е")


@dataclass(frozen=True)
class Whom:
    """Whom a day concerns, «1-4» or «7 А»: (first grade, last grade, letter); nothing is the whole school."""

    form = "пусто (вся школа), параллели «1-4» или класс «7 А»"

    def __call__(self, raw) -> tuple[int, int, str]:
        if isinstance(raw, date):
            raise Unclear(f"это дата: {shown(raw)}", "сделайте ячейку текстовой и напишите параллели снова: 1-4")
        found = GRADES.fullmatch(as_text(raw).upper())
        if found is None:
            grade, letter = ClassName()(raw)
            return grade, grade, letter
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last <= 11:
            raise Unclear(f"нет таких параллелей: «{shown(raw)}»", "напишите параллели от 1 до 11 так: 1-4")
        return first, last, ""


@dataclass(frozen=True)
class AcademicYearName:
    """«2026/27», however it is typed."""

    form = "учебный год: 2026/27"

    def __call__(self, raw) -> str:
        found = ACADEMIC_YEAR.fullmatch(as_text(raw))
        if found is None or (int(found[1]) + 1) % 100 != int(found[2]):
            raise Unclear(f"это не учебный год: «{shown(raw)}»", "напишите учебный год так: 2026/27")
        return f"{found[1]}/{found[2]}"


@dataclass(frozen=True)
class OneOf:
    """One of a few words; further spellings of the same value come after the one that is written out."""

    words: tuple[tuple[str, object], ...]

    @property
    def dropdown(self):
        """The first spelling of each value."""
        return tuple({value: word for word, value in reversed(self.words)}.values())[::-1]

    @property
    def form(self):
        return "одно из: " + ", ".join(self.dropdown)

    def __call__(self, raw):
        word = names.folded(as_text(raw)).rstrip(".")
        for known, value in self.words:
            if names.folded(known).rstrip(".") == word:
                return value
        raise Unclear(f"незнакомое слово: «{shown(raw)}»", f"выберите {self.form}")


@dataclass(frozen=True)
class ListOf:
    """Several things in one cell, with semicolons between; the same thing named twice counts once."""

    parser: Code | ClassName | OneOf

    @property
    def form(self):
        return f"{self.parser.form}; если их несколько, через точку с запятой"

    def __call__(self, raw) -> tuple:
        # The cell is split before it is tidied: lines are separators too.
        parts = SEPARATORS.split(raw) if isinstance(raw, str) else [raw]
        return tuple(dict.fromkeys(self.parser(part) for part in parts if str(part).strip()))
