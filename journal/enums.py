"""The closed lists of the journal."""

from django.db.models import IntegerChoices, TextChoices


class TermSystem(TextChoices):
    """How a course divides the year: quarters in grades 1–9, halves in 10–11 and for some one-hour subjects."""

    QUARTER = "quarter", "четверть"
    HALF = "half", "полугодие"
    TRIMESTER = "trimester", "триместр"


class CourseKind(TextChoices):
    """A lesson has marks and duties; an activity (внеурочное занятие, классный час) only attendance and a topic."""

    LESSON = "lesson", "урок"
    ACTIVITY = "activity", "внеурочное занятие"


class Mode(TextChoices):
    """Where a lesson is held."""

    SCHOOL = "school", "в школе"
    REMOTE = "remote", "дистанционно"


class DayOffKind(TextChoices):
    """Why there are no lessons."""

    BREAK = "break", "каникулы"
    HOLIDAY = "holiday", "праздник"
    ORDER = "order", "отмена занятий по приказу"


class Weekday(IntegerChoices):
    MONDAY = 1, "понедельник"
    TUESDAY = 2, "вторник"
    WEDNESDAY = 3, "среда"
    THURSDAY = 4, "четверг"
    FRIDAY = 5, "пятница"
    SATURDAY = 6, "суббота"
    SUNDAY = 7, "воскресенье"


class Audience(TextChoices):
    """For whom a work is: all who are present, or the students listed."""

    PRESENT = "present", "все присутствующие"
    LISTED = "listed", "ученики по списку"


class Retake(TextChoices):
    """Which mark counts when a work has been done again."""

    LAST = "last", "отметка за пересдачу"
    BOTH = "both", "обе отметки"


class Presence(TextChoices):
    """What stands beside a student at a lesson; empty means present, and keeps the row of one taken back."""

    PRESENT = "", "на уроке"
    ABSENT = "absent", "Н"
    LATE = "late", "ОП"
    ILL = "ill", "Б"
    EXCUSED = "excused", "УП"
    UNEXCUSED = "unexcused", "НП"

    @classmethod
    def away(cls):
        """Those that mean the student was not at the lesson."""
        return (cls.ABSENT, *cls.reasons())

    @classmethod
    def reasons(cls):
        """Those that the homeroom teacher puts in the place of Н."""
        return (cls.ILL, cls.EXCUSED, cls.UNEXCUSED)


class AbsenceGround(TextChoices):
    """Why a family says that the child will not come."""

    ILLNESS = "illness", "болеет"
    DOCTOR = "doctor", "идёт к врачу"
    FAMILY = "family", "семейные обстоятельства"
    EVENT = "event", "соревнования, олимпиада, поездка"

    @property
    def presence(self) -> Presence:
        """What the homeroom teacher would note by it."""
        return Presence.ILL if self == AbsenceGround.ILLNESS else Presence.EXCUSED


class Verdict(TextChoices):
    """What may stand in a term or a year instead of a digit."""

    DIGIT = "", "отметка"
    NOT_ATTESTED = "not_attested", "н/а"
    PASSED = "passed", "зач"
    FAILED = "failed", "незач"
    EXEMPT = "exempt", "осв"


class Outcome(TextChoices):
    """What the council decided about a student at the end of a year (Federal law 273-ФЗ, 58)."""

    MOVED = "moved", "переведён"
    CONDITIONALLY = "conditionally", "переведён условно"
    KEPT = "kept", "оставлен на повторное обучение"
    GRADUATED = "graduated", "выпущен"
    LEFT = "left", "выбыл"

    @classmethod
    def going_on(cls):
        """Those that lead into a class of the next year."""
        return (cls.MOVED, cls.CONDITIONALLY, cls.KEPT)


class FinalSource(TextChoices):
    """What of a grade goes into the mark of a certificate."""

    TERM = "term", "отметки за периоды"
    YEAR = "year", "годовая отметка"
    EXAM = "exam", "экзаменационная отметка"


class ExamKind(TextChoices):
    """What an exam mark is of."""

    EXAM = "exam", "экзамен"
    ATTESTATION = "attestation", "промежуточная аттестация"


class Duty(TextChoices):
    """What a teacher owes the diary (regulation, 4.1)."""

    MARK = "mark", "Отметка в день получения"
    WRITTEN = "written", "Отметка за письменную работу"
    REMOTE = "remote", "Отметка дистанционного урока"
    TOPIC = "topic", "Тема урока"
    HOMEWORK = "homework", "Домашнее задание"


class DutyState(TextChoices):
    """How a duty stands on a day; never stored, for it follows from the days."""

    ON_TIME = "on_time", "в срок"
    LATE = "late", "позже срока"
    DUE = "due", "срок не прошёл"
    OVERDUE = "overdue", "просрочено"
    WAIVED = "waived", "снято"

    @classmethod
    def open(cls):
        """Those in which the entry is still to be made."""
        return (cls.DUE, cls.OVERDUE)

    @classmethod
    def judged(cls):
        """Those of which a share in time is: neither waived, nor open with the day still to pass."""
        return (cls.ON_TIME, cls.LATE, cls.OVERDUE)


class Beside(TextChoices):
    """What is counted openly beside a duty, whatever its state."""

    MOVED = "moved", "перенесено приостановкой"
    DOT = "dot", "закрыто точкой"
    RECEIVED = "received", "получено в другой день"
    SET_LATER = "set_later", "работа заведена после своего дня"
    CORRECTED = "corrected", "исправлено после срока"


class PauseReason(TextChoices):
    """Why the days of a pause are not counted."""

    SICK_LEAVE = "sick_leave", "больничный лист"
    OUTAGE = "outage", "сбой связи или дневника"
    HOLIDAYS = "holidays", "нерабочие дни по приказу"
    AWAY = "away", "командировка, курсы, олимпиада"
    LEAVE = "leave", "отпуск"
    OTHER = "other", "другая причина"


class ReminderKind(TextChoices):
    """On what occasion a person was reminded."""

    EVENING = "evening", "что внести сегодня и завтра"
    MORNING = "morning", "что просрочено"
    WEEKLY = "weekly", "неделя школы"
    HAND = "hand", "напоминание завуча"
    FAMILY = "family", "напоминание семьи"


class PeriodKind(TextChoices):
    """What a report of the control is about."""

    WEEK = "week", "неделя"
    MONTH = "month", "месяц"


class Matter(TextChoices):
    """What a row of the history is about."""

    LESSON = "lesson", "урок"
    TOPIC = "topic", "тема урока"
    HOMEWORK = "homework", "домашнее задание"
    PRESENCE = "presence", "посещение"
    WORK = "work", "работа"
    MARK = "mark", "отметка"
    TERM_MARK = "term_mark", "отметка за период"
    YEAR_MARK = "year_mark", "годовая отметка"
    EXAM_MARK = "exam_mark", "экзаменационная отметка"
    FINAL_MARK = "final_mark", "итоговая отметка"
    PLAN = "plan", "план тем"
    TERM = "term", "учебный период"


class Way(TextChoices):
    """By which door a change came in."""

    FORM = "form", "страница дневника"
    GRID = "grid", "журнал"
    OFFICE = "office", "учебная часть"
    IMPORT = "import", "загрузка таблицы"
    TIMETABLE = "timetable", "расписание"


class DestructionReason(TextChoices):
    """Why a person's data are destroyed (152-ФЗ, 21)."""

    PURPOSE = "purpose", "Цель обработки достигнута, срок хранения истёк"
    WITHDRAWN = "withdrawn", "Отозвано согласие, срок хранения истёк"
    DEMANDED = "demanded", "По требованию Роскомнадзора или суда, срок хранения истёк"
