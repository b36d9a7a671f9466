"""What sheets are made of, and the columns that several of them have."""

from dataclasses import dataclass

from journal.workbook.cells import Code, Day, Email, Name, Whom


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


def person_code(example):
    return Column(
        "Код",
        "code",
        Code(32),
        "Код человека в школе, один и тот же из года в год и на всех листах; по нему человека узнают.",
        example,
        required=True,
    )


def name_columns(surname, name, patronymic):
    return (
        Column("Фамилия", "surname", Name(80), "Как в документе.", surname, required=True),
        Column("Имя", "name", Name(80), "Как в документе.", name, required=True),
        Column("Отчество", "patronymic", Name(80), "Пусто, если отчества нет.", patronymic, default=""),
    )


def since_column(explanation="Первый день; пусто: с начала учебного года, а среди года со дня загрузки."):
    return Column("С", "since", Day(), explanation, "01.09.2026")


UNTIL = Column("По", "until", Day(), "Последний день, включительно; пусто: без срока.", "")
EMAIL = Column("Эл. почта", "email", Email(254), "Пусто: остаётся прежний адрес.", "petrova@school.example", default="")
WHOM = Column("Для кого", "whom", Whom(), "Пусто: для всей школы.", "1-4")
FIRST_DAY = Column("Начало", "first_day", Day(), "Первый день.", "02.11.2026", required=True)
LAST_DAY = Column("Конец", "last_day", Day(), "Последний день, включительно.", "08.11.2026", required=True)
COURSE = Column("Курс", "course", Code(48), "Код курса с листа «Курсы».", "7А-АНГЛ-1", required=True)
