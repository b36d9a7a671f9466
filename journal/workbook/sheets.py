"""The sheets of the school's workbook, as data: the importer, the empty template and the demonstration read it here."""

from accounts.enums import Ground
from journal.enums import CourseKind, Retake, TermSystem
from journal.workbook import words
from journal.workbook.cells import AcademicYearName, ClassName, Clock, Code, Day, Email, ListOf, Since, Text, Whole
from journal.workbook.columns import (
    COURSE,
    EMAIL,
    FIRST_DAY,
    LAST_DAY,
    UNTIL,
    WHOM,
    Column,
    Sheet,
    name_columns,
    person_code,
    since_column,
)

EXPLANATIONS = "Пояснения"

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
        Column(
            "Ставит единицы", "gives_ones", words.YES_OR_NO, "Бывает ли отметка «1»; пусто: нет.", "нет", default=False
        ),
        Column(
            "При пересдаче считается",
            "retakes",
            words.RETAKE,
            "Какая отметка входит в средний балл; пусто: отметка за пересдачу.",
            "отметка за пересдачу",
            default=Retake.LAST,
        ),
    ),
)
CALENDAR = Sheet(
    "Календарь",
    "Учебный год (одна строка вида «год») и его четверти, полугодия или триместры.",
    (
        Column("Учебный год", "year", AcademicYearName(), "Один на всю таблицу.", "2026/27", required=True),
        Column("Вид", "kind", words.TERM_KIND, "Весь год или его часть.", "четверть", required=True),
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
        person_code("У-012"),
        *name_columns("Петрова", "Анна", "Сергеевна"),
        EMAIL,
        Column(
            "Роли", "roles", ListOf(words.STAFF_ROLE), "Кем человек работает.", "учитель; зам. директора", required=True
        ),
        since_column(),
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
        person_code("1234"),
        *name_columns("Иванов", "Пётр", "Ильич"),
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
        person_code("Р-345"),
        *name_columns("Иванова", "Ольга", "Петровна"),
        EMAIL,
        Column("Дети", "children", ListOf(Code(32)), "Коды учеников.", "1234; 1240", required=True),
        Column("Основание", "ground", words.GROUND, "Пусто: родитель.", "родитель", default=Ground.PARENT),
        since_column(),
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
        Column("Вид", "kind", words.COURSE_KIND, "Пусто: урок.", "урок", default=CourseKind.LESSON),
        Column(
            "Периоды",
            "term_system",
            words.TERM_SYSTEM,
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
        since_column(),
        UNTIL,
    ),
)
GROUPS = Sheet(
    "Группы",
    "Кто из учеников в курсе, если не весь класс.",
    (
        COURSE,
        Column("Ученик", "student", Code(32), "Код ученика.", "1234", required=True),
        since_column("Первый день в группе; пусто: со дня зачисления, а при переходе среди года со дня загрузки."),
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
        Column("День недели", "weekday", words.WEEKDAY, "День недели.", "понедельник", required=True),
        Column("Урок", "number", Whole(0, 15), "Номер урока с листа «Звонки».", 1, required=True),
        Column("Смена", "shift", Whole(1, 3), "Пусто: смена первого из классов курса.", ""),
        Column("Кабинет", "room", Text(20), "Где урок.", "214", default=""),
        since_column(),
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
            words.DAY_OFF_KIND,
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
