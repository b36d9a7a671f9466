"""The sheets of the school's workbook, as data: the importer, the empty template and the demonstration read it here."""

from dataclasses import dataclass

from accounts.enums import Ground, Role
from journal.enums import CourseKind, DayOffKind, TermSystem, Weekday
from journal.workbook.cells import (
    AcademicYearName,
    ClassName,
    Clock,
    Code,
    Day,
    Email,
    ListOf,
    Name,
    OneOf,
    Since,
    Text,
    Whole,
    Whom,
)

EXPLANATIONS = "Пояснения"
WHOLE_YEAR = "year"


@dataclass(frozen=True)
class Column:
    """A column: its Russian title, the key in code, what its cells hold; `default` is what an empty cell means."""

    title: str
    key: str
    parser: object
    explanation: str
    example: object
    required: bool = False
    default: object = None

    @property
    def dropdown(self):
        return getattr(self.parser, "dropdown", ())


@dataclass(frozen=True)
class Sheet:
    """A sheet of rows of one kind."""

    name: str
    explanation: str
    columns: tuple[Column, ...]

    def __getitem__(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)


def _words(choices, **also):
    """Return the Russian words of a closed list; `also`: member name → further spellings."""
    further = ((word, choices[name]) for name, spellings in also.items() for word in spellings)
    return OneOf((*((member.label, member) for member in choices), *further))


YES_OR_NO = OneOf((("да", True), ("нет", False)))
STAFF_ROLE = OneOf(
    (
        ("учитель", Role.TEACHER),
        ("зам. директора", Role.DEPUTY),
        ("директор", Role.DIRECTOR),
        ("администратор", Role.ADMINISTRATOR),
        ("заместитель директора", Role.DEPUTY),
        ("завуч", Role.DEPUTY),
        ("педагог", Role.TEACHER),
    )
)
TERM_KIND = OneOf((("год", WHOLE_YEAR), *((system.label, system) for system in TermSystem)))
WEEKDAY = _words(
    Weekday,
    MONDAY=("пн", "1"),
    TUESDAY=("вт", "2"),
    WEDNESDAY=("ср", "3"),
    THURSDAY=("чт", "4"),
    FRIDAY=("пт", "5"),
    SATURDAY=("сб", "6"),
    SUNDAY=("вс", "7"),
)
COURSE_KIND = OneOf(
    (
        ("урок", CourseKind.LESSON),
        ("внеурочное", CourseKind.ACTIVITY),
        ("внеурочное занятие", CourseKind.ACTIVITY),
        ("внеурочная деятельность", CourseKind.ACTIVITY),
        ("классный час", CourseKind.ACTIVITY),
    )
)


def _person_code(example):
    return Column(
        "Код",
        "code",
        Code(32),
        "Код человека в школе, один и тот же из года в год и на всех листах; по нему человека узнают.",
        example,
        required=True,
    )


def _name_columns(surname, name, patronymic):
    return (
        Column("Фамилия", "surname", Name(80), "Как в документе.", surname, required=True),
        Column("Имя", "name", Name(80), "Как в документе.", name, required=True),
        Column("Отчество", "patronymic", Name(80), "Пусто, если отчества нет.", patronymic, default=""),
    )


def _since(explanation="Первый день; пусто: с начала учебного года, а среди года со дня загрузки."):
    return Column("С", "since", Day(), explanation, "01.09.2026")


UNTIL = Column("По", "until", Day(), "Последний день, включительно; пусто: без срока.", "")
EMAIL = Column("Эл. почта", "email", Email(254), "Пусто: остаётся прежний адрес.", "petrova@school.example", default="")
WHOM = Column("Для кого", "whom", Whom(), "Пусто: для всей школы.", "1-4")
FIRST_DAY = Column("Начало", "first_day", Day(), "Первый день.", "02.11.2026", required=True)
LAST_DAY = Column("Конец", "last_day", Day(), "Последний день, включительно.", "08.11.2026", required=True)
COURSE = Column("Курс", "course", Code(48), "Код курса с листа «Курсы».", "7А-АНГЛ-1", required=True)

SCHOOL = Sheet(
    "Школа",
    "Одна строка о школе: так она подписана на страницах и в печати.",
    (
        Column("Краткое название", "name", Text(120), "Стоит наверху каждой страницы.", "Школа № 1", required=True),
        Column(
            "Полное название",
            "full_name",
            Text(300),
            "Для печати, как в уставе.",
            "МБОУ «Школа № 1» городского округа",
            required=True,
        ),
        Column("Адрес", "address", Text(200), "Почтовый адрес.", "ул. Школьная, 1", default=""),
        Column("Телефон", "telephone", Text(60), "Куда звонить семье.", "(846) 000-00-00", default=""),
        Column("Эл. почта", "email", Email(254), "Куда писать семье.", "school@school.example", default=""),
        Column("Часы приёма", "hours", Text(120), "Когда школа отвечает.", "пн–пт 9:00–17:00", default=""),
        Column("Ставит единицы", "gives_ones", YES_OR_NO, "Бывает ли отметка «1»; пусто: нет.", "нет", default=False),
    ),
)
CALENDAR = Sheet(
    "Календарь",
    "Учебный год (одна строка вида «год») и его четверти, полугодия или триместры.",
    (
        Column("Учебный год", "year", AcademicYearName(), "Один на всю таблицу.", "2026/27", required=True),
        Column("Вид", "kind", TERM_KIND, "Весь год или его часть.", "четверть", required=True),
        Column("Номер", "number", Whole(1, 4), "Какая по счёту четверть; для года пусто.", 1),
        FIRST_DAY,
        LAST_DAY,
    ),
)
SUBJECTS = Sheet(
    "Предметы",
    "Предметы учебного плана.",
    (
        Column("Код", "code", Code(32), "Код предмета, один из года в год.", "АЛГ", required=True),
        Column("Название", "name", Text(120), "Как в учебном плане.", "Алгебра", required=True),
        Column("Кратко", "short_name", Text(40), "Для узких столбцов; пусто: как название.", "Алгебра"),
        Column("В аттестате как", "certificate", Code(32), "Код предмета, под которым он в аттестате.", "МАТ"),
    ),
)
STAFF = Sheet(
    "Сотрудники",
    "Кто работает в школе и кем; несколько строк с одним кодом, если у ролей разные сроки.",
    (
        _person_code("У-012"),
        *_name_columns("Петрова", "Анна", "Сергеевна"),
        EMAIL,
        Column("Роли", "roles", ListOf(STAFF_ROLE), "Кем человек работает.", "учитель; зам. директора", required=True),
        _since(),
        UNTIL,
        Column("Приказ", "order", Text(80), "Номер и день приказа.", "№ 45-к от 20.08.2026", default=""),
    ),
)
CLASSES = Sheet(
    "Классы",
    "Классы учебного года.",
    (
        Column("Класс", "school_class", ClassName(), "Параллель и литера.", "7 А", required=True),
        Column("Классный руководитель", "homeroom", Code(32), "Код сотрудника; пусто, если его нет.", "У-012"),
        Column("Смена", "shift", Whole(1, 3), "Пусто: первая.", 1, default=1),
    ),
)
STUDENTS = Sheet(
    "Ученики",
    "Ученики и их классы. Перевод в другой класс: две строки с одним кодом, у первой стоит последний день.",
    (
        _person_code("1234"),
        *_name_columns("Иванов", "Пётр", "Ильич"),
        Column("Дата рождения", "born_on", Day(), "Пусто: остаётся прежняя.", "05.03.2013"),
        Column("Класс", "school_class", ClassName(), "Класс с листа «Классы».", "7 А", required=True),
        Column("Зачислен с", "since", Day(), "Первый день в этом классе.", "01.09.2026", required=True),
        Column("Приказ", "order", Text(80), "Приказ о зачислении.", "№ 112 от 25.08.2026", default=""),
        Column("Выбыл (последний день)", "until", Day(), "Пусто, пока учится.", ""),
        Column("Приказ о выбытии", "leaving_order", Text(80), "Номер и день приказа.", "", default=""),
    ),
)
PARENTS = Sheet(
    "Родители",
    "Законные представители и их дети. Сотрудник школы, у которого здесь учится ребёнок, стоит здесь под тем же кодом.",
    (
        _person_code("Р-345"),
        *_name_columns("Иванова", "Ольга", "Петровна"),
        EMAIL,
        Column("Дети", "children", ListOf(Code(32)), "Коды учеников.", "1234; 1240", required=True),
        Column(
            "Основание", "ground", _words(Ground), "Пусто: родитель.", "родитель", default=Ground.PARENT
        ),
        _since(),
        UNTIL,
    ),
)
COURSES = Sheet(
    "Курсы",
    "Предмет, который учитель ведёт у группы учеников. Без строк на листе «Группы» в курсе все ученики его классов.",
    (
        Column("Код", "code", Code(48), "Код курса, один на весь учебный год.", "7А-АНГЛ-1", required=True),
        Column("Предмет", "subject", Code(32), "Код предмета.", "АНГЛ", required=True),
        Column("Группа", "group", Text(80), "Как зовут группу.", "7 «А», 1-я группа", required=True),
        Column("Классы", "classes", ListOf(ClassName()), "Из каких классов ученики.", "7 А; 7 Б", required=True),
        Column(
            "Учитель", "teacher", Code(32), "Код сотрудника; пусто, если он стоит на листе «Учителя курсов».", "У-012"
        ),
        Column("Вид", "kind", COURSE_KIND, "Пусто: урок.", "урок", default=CourseKind.LESSON),
        Column(
            "Периоды",
            "term_system",
            OneOf(tuple((system.label, system) for system in TermSystem)),
            "За что ставят промежуточную отметку; пусто: четверть.",
            "четверть",
            default=TermSystem.QUARTER,
        ),
        Column("Отметки с", "marks_since", Since(), "С какого дня ставят отметки.", "да"),
        Column("Задания с", "homework_since", Since(), "С какого дня задают на дом.", "да"),
    ),
)
COURSE_TEACHERS = Sheet(
    "Учителя курсов",
    "Только для курсов, у которых учитель меняется среди года или учителей несколько.",
    (
        COURSE,
        Column("Учитель", "teacher", Code(32), "Код сотрудника.", "У-012", required=True),
        _since(),
        UNTIL,
    ),
)
GROUPS = Sheet(
    "Группы",
    "Кто из учеников в курсе, если не весь класс.",
    (
        COURSE,
        Column("Ученик", "student", Code(32), "Код ученика.", "1234", required=True),
        _since("Первый день в группе; пусто: со дня зачисления, а при переходе среди года со дня загрузки."),
        UNTIL,
    ),
)
BELLS = Sheet(
    "Звонки",
    "Когда начинается и кончается каждый урок каждой смены.",
    (
        Column("Смена", "shift", Whole(1, 3), "Пусто: первая.", 1, default=1),
        Column("Урок", "number", Whole(0, 15), "Номер урока; нулевой бывает.", 1, required=True),
        Column("Начало", "begins", Clock(), "Звонок на урок.", "08:30", required=True),
        Column("Конец", "ends", Clock(), "Звонок с урока.", "09:10", required=True),
    ),
)
TIMETABLE = Sheet(
    "Расписание",
    "Уроки каждой недели.",
    (
        COURSE,
        Column("День недели", "weekday", WEEKDAY, "День недели.", "понедельник", required=True),
        Column("Урок", "number", Whole(0, 15), "Номер урока с листа «Звонки».", 1, required=True),
        Column("Смена", "shift", Whole(1, 3), "Пусто: смена первого из классов курса.", ""),
        Column("Кабинет", "room", Text(20), "Где урок.", "214", default=""),
        _since(),
        UNTIL,
    ),
)
DAYS_OFF = Sheet(
    "Выходные",
    "Каникулы, праздники и другие дни без уроков; воскресенья и так без уроков.",
    (
        Column("Название", "title", Text(120), "Как назвать эти дни.", "Осенние каникулы", required=True),
        Column(
            "Вид",
            "kind",
            _words(DayOffKind, HOLIDAY=("праздники",), ORDER=("приказ", "по приказу")),
            "Почему нет уроков.",
            "каникулы",
            required=True,
        ),
        FIRST_DAY,
        LAST_DAY,
        WHOM,
    ),
)
REMOTE_PERIODS = Sheet(
    "Дистанционно",
    "Дни, когда уроки идут дистанционно.",
    (
        FIRST_DAY,
        LAST_DAY,
        WHOM,
        Column("Приказ", "order", Text(80), "Номер и день приказа.", "№ 30 от 15.01.2027", default=""),
    ),
)

SHEETS = (
    SCHOOL,
    CALENDAR,
    SUBJECTS,
    STAFF,
    CLASSES,
    STUDENTS,
    PARENTS,
    COURSES,
    COURSE_TEACHERS,
    GROUPS,
    BELLS,
    TIMETABLE,
    DAYS_OFF,
    REMOTE_PERIODS,
)
