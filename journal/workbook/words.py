"""The Russian words that cells may hold in place of the values of our closed lists."""

from accounts.enums import Ground, Role
from journal.enums import CourseKind, DayOffKind, Retake, TermSystem, Weekday
from journal.workbook.cells import OneOf

# Not a part of the year, but all of it.
WHOLE_YEAR = "year"


def words_of(choices, **also):
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
WEEKDAY = words_of(
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
GROUND = words_of(Ground)
TERM_SYSTEM = words_of(TermSystem)
RETAKE = words_of(Retake)
DAY_OFF_KIND = words_of(DayOffKind, HOLIDAY=("праздники",), ORDER=("приказ", "по приказу"))
