"""What the diary holds about a person: what a child is given of it, and what of it is destroyed by law.

Each application names in its configuration a module like this one; `every` gathers what stands in them.

A test walks all keys to people in the database: each stands below, or is named there as staying.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from importlib import import_module
from operator import or_

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.enums import Role
from accounts.models import AuditEntry, Guardianship, HeldRole, Letter, Look, Notice, Session, Slip, User, Visit
from journal.models.absence import AbsenceNote
from journal.models.attendance import Attendance, Exemption
from journal.models.closing import Promotion
from journal.models.history import Change
from journal.models.lesson import HomeworkAddressee
from journal.models.marks import Mark, WorkAddressee
from journal.models.operation import Operation
from journal.models.plan import CourseTeacher, Membership
from journal.models.reminders import RemindedDuty
from journal.models.results import ExamMark, FinalMark, TermMark, YearMark
from journal.models.school import Enrolment, Homeroom
from journal.models.waivers import Waiver
from journal.rules.destruction import JOURNAL, SUMMARY, Keeping, kept_from, what_keeps_longest

# Columns without a Russian name of their own.
NAMES = {
    "by": "кто",
    "changed_at": "изменена",
    "decided_by": "кто внёс",
    "closed_by_dot": "«не сдано» записано в срок",
    "course": "курс",
    "emptied_on": "убрано",
    "expire_date": "действует до",
    "last_login": "последний вход",
    "lesson": "урок",
    "recorded_at": "внесено",
    "recorded_on": "день внесения",
    "read_by": "кто прочитал",
    "school_class": "класс",
    "sent_by": "кто отправил",
    "subject": "предмет",
    "term": "период",
    "given_by": "кто поставил",
    "waived_by": "кто снял",
    "work": "работа",
    "year": "учебный год",
}


@dataclass(frozen=True)
class Table:
    """Rows of one model that are about a person: by which keys, in which order, with which columns of others.

    Left out are columns that say nothing without the database, and those that would open it.
    """

    model: type[models.Model]
    title: str
    by: tuple[str, ...] = ("student",)
    without: tuple[str, ...] = ()
    # Title → the way to it through the row's keys.
    more: Sequence[tuple[str, str]] = ()
    # What the words for a row's keys are made of.
    along: tuple[str, ...] = ()
    order: str = "pk"
    # Which of the rows are given.
    only: tuple[Q, ...] = ()
    # What the page to read leaves to the table for a spreadsheet: a sheet of paper is too narrow for all.
    aside: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        return self.model._meta.model_name

    @property
    def columns(self) -> list[models.Field]:
        hidden = {"id", *self.without, *(self.by if len(self.by) == 1 else ())}
        return [field for field in self.model._meta.concrete_fields if field.name not in hidden]

    @property
    def head(self) -> list[str]:
        return [*(capfirst(title) for title, _ in self.more), *map(_titled, self.columns)]

    @property
    def head_aside(self) -> list[str]:
        return [_titled(field) for field in self.columns if field.name in self.aside]

    def rows_about(self, person: User) -> Iterator[list[str]]:
        """Yield each row in words. One query."""
        keys = [field.name for field in self.columns if field.many_to_one]
        rows = self.model._base_manager.filter(about(person, self.by), *self.only).order_by(self.order, "pk")
        for row in rows.select_related(*keys, *self.along):
            of_others = [in_words(_at(row, way)) for _, way in self.more]
            yield [*of_others, *(self._said(row, field) for field in self.columns)]

    def _said(self, row, field):
        if field.choices:
            return getattr(row, f"get_{field.name}_display")()
        return in_words(getattr(row, field.name))


COURSE = ("course__subject",)
LESSON = ("lesson__course__subject",)
OF_WORK = {"more": (("предмет", "work.course.subject"), ("день работы", "work.date"))}
OF_WORK |= {"along": ("work__kind", "work__course__subject")}
RESULT = {
    "without": ("version",),
    "order": "recorded_at",
    "aside": ("course", "proposed", "proposed_verdict", "recorded_on"),
}
DAYS_OF_MARK = (
    "duty",
    "due_moved",
    "set_later",
    "date",
    "done_on",
    "received_on",
    "received_reason",
    "changed_at",
    "recorded_on",
    "emptied_on",
    "corrected_on",
)

# What one child is given on request (152-ФЗ, ст. 14): rows with a key to the child. On what ground a grown-up speaks
# for it is not told: that a child is adopted is a secret (Family Code, 139).
ARCHIVE = (
    Table(User, "Ученик", by=("pk",), without=("password", "sort_key", "search_key", "destroyed_at")),
    Table(HeldRole, "Роли в школе", by=("user",)),
    Table(Guardianship, "Представители", by=("child",), without=("ground", "document", "end_reason")),
    Table(Enrolment, "Классы", more=(("учебный год", "school_class.year"),), along=("school_class__year",)),
    Table(Membership, "Курсы", along=COURSE),
    Table(
        Mark,
        "Отметки",
        without=("version", "owed_by", "course"),
        order="date",
        aside=(*DAYS_OF_MARK, "closed_by_dot"),
        **OF_WORK,
    ),
    Table(
        TermMark,
        "Отметки за период",
        more=(("учебный год", "term.year"),),
        along=(*COURSE, "term__year"),
        **RESULT,
    ),
    Table(YearMark, "Годовые отметки", along=COURSE, **RESULT),
    Table(ExamMark, "Экзаменационные отметки", along=COURSE, **RESULT),
    Table(FinalMark, "Итоговые отметки", along=COURSE, **RESULT),
    Table(Promotion, "Итоги года", more=(("учебный год", "school_class.year"),), along=("school_class__year",)),
    Table(Attendance, "Посещаемость", along=LESSON, order="date"),
    Table(AbsenceNote, "Сообщения семьи об отсутствии"),
    Table(Exemption, "Освобождения от предметов"),
    Table(HomeworkAddressee, "Задания не для всех", more=(("задание", "lesson.homework"),), along=LESSON),
    Table(WorkAddressee, "Работы не для всех", **OF_WORK),
    Table(
        Change,
        "История изменений",
        without=("number", "digest"),
        aside=("subject", "year", "typed_at", "way", "device"),
        along=("course__subject", "lesson__course__subject", "work__kind"),
        order="at",
    ),
    Table(
        Waiver,
        "Снятые обязанности",
        without=("lesson", "owed_by"),
        more=(("предмет", "work.course.subject"),),
        along=("work__course__subject", "work__kind"),
        order="waived_at",
    ),
    Table(
        RemindedDuty,
        "Напоминания учителям",
        without=("reminder", "lesson"),
        more=(("предмет", "work.course.subject"), ("когда", "reminder.sent_at")),
        along=("reminder", "work__course__subject", "work__kind"),
        order="reminder__sent_at",
    ),
    Table(Letter, "Письма дневника", by=("recipient",), without=("key", "taken_at", "tries")),
    Table(Notice, "Сообщения дневника", by=("recipient",), without=("key", "address")),
    Table(Slip, "Карточки с логином", by=("user",), without=("digest", "batch")),
    Table(Session, "Где открыт вход", by=("user",), without=("session_key", "session_data")),
    Table(Visit, "Посещения дневника", by=("user",)),
    Table(Look, "Кто из школы смотрел", by=("child",)),
    Table(AuditEntry, "Действия с учётной записью", by=("person", "other"), without=("detail",)),
)

# What stands in the place of words that were destroyed.
DESTROYED = "данные уничтожены"
# What is deleted with a person's name: which rows, and as what the act names them.
WIPED = (
    (HeldRole, "Роли в школе и приказы", ("user",)),
    (Guardianship, "Представительство", ("child", "guardian")),
    (Notice, "Сообщения дневника", ("recipient",)),
    (Letter, "Письма дневника", ("recipient",)),
    (Slip, "Карточки с логином", ("user",)),
    (Session, "Входы на устройствах", ("user",)),
    (Visit, "Посещения дневника", ("user",)),
    (Look, "Просмотры дневника работниками", ("child",)),
    (Operation, "Присланное журналом с устройств", ("user",)),
    (TOTPDevice, "Второй шаг входа", ("user",)),
    (LogEntry, "Действия в кабинете директора", ("user",)),
)


# Where a person is named: by which key, until which day, and how long that is kept from there. A summary is a paper of
# the whole year; in a journal, what has no end of its own ends with its year.
IN_CLASS = Coalesce("until", "school_class__year__last_day")
IN_COURSE = Coalesce("until", "course__year__last_day")
WRITTEN = (
    *((model, "student", F("school_class__year__last_day"), SUMMARY) for model in (Enrolment, Promotion)),
    (Membership, "student", F("course__year__last_day"), SUMMARY),
    (TermMark, "student", F("term__year__last_day"), SUMMARY),
    *((model, "student", F("year__last_day"), SUMMARY) for model in (YearMark, ExamMark, FinalMark)),
    (Mark, "student", F("date"), JOURNAL),
    (Homeroom, "teacher", IN_CLASS, JOURNAL),
    (CourseTeacher, "teacher", IN_COURSE, JOURNAL),
)


def every(name: str) -> list:
    """Return what all applications hold about people under the name, those on the lower floors first."""
    modules = [import_module(config.about) for config in apps.get_app_configs() if hasattr(config, "about")]
    return [part for module in reversed(modules) for part in getattr(module, name, ())]


def what_keeps(person: User) -> Keeping:
    """Return until when a person's data are kept, and what keeps them so long. Two queries."""
    places = every("WRITTEN")
    first, *others = (
        model._base_manager.filter(**{key: person.pk}).order_by().values_list(last, Value(number))
        for number, (model, key, last, _) in enumerate(places)
    )
    written = ((places[number][-1], day) for day, number in first.union(*others))
    return what_keeps_longest(person.held_roles.values_list("role", "until"), written)


def past_term(day: date) -> Q:
    """Return the condition that nothing keeps a person's data any more: `what_keeps` for SQL."""
    going_on = [Q(role=role) & (Q(until__isnull=True) | Q(until__gte=kept_from(role, day))) for role in Role]
    held = Q(pk__in=HeldRole.objects.filter(reduce(or_, going_on)).values("user"))
    named = (_named_since(term.kept_from(day), *place) for *place, term in every("WRITTEN"))
    return ~reduce(or_, named, held)


def about(person: User, keys: Sequence[str]) -> Q:
    """Return the condition that one of the keys is the person's."""
    found = Q(**{keys[0]: person.pk})
    for key in keys[1:]:
        found |= Q(**{key: person.pk})
    return found


def in_words(value) -> str:
    """Return a value as a person reads it, the school's time for a moment."""
    match value:
        case None:
            return ""
        case bool():
            return "да" if value else "нет"
        case datetime():
            return f"{localtime(value):%d.%m.%Y %H:%M}"
        case date():
            return f"{value:%d.%m.%Y}"
        case User():
            return value.full_name
    return str(value)


def _named_since(first, model, key, last) -> Q:
    """Return the condition that something names the person on the first day or later."""
    rows = model._base_manager.annotate(last=last).filter(last__gte=first)
    return Q(Exists(rows.filter(**{key: OuterRef("pk")})))


def _titled(field):
    return capfirst(NAMES.get(field.name, field.verbose_name))


def _at(row, way):
    for name in way.split("."):
        row = row and getattr(row, name)
    return row
