"""The lists of the control as tables to take away: what their pages show, in all their pages."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.timezone import localtime

from accounts.spreadsheet import Cell, Column, Sheet, plain
from journal.control import density_of, rewritings_of, rewritten, unset
from journal.control.kept import faults_of
from journal.models import ControlReport, Handover, Pause, PauseRequest, Reminder, RemotePeriod, last_check, moved_by
from journal.views.control.broken import broken_of
from journal.views.control.density import in_order, lines_of
from journal.views.control.distance import state_of
from journal.views.control.oddities import newest_first
from journal.views.control.reminders import Line
from journal.views.control.sheets import MOST, extract

LESSON = (Column("День урока"), Column("Урок", 6), Column("Предмет", 22), Column("Группа", 16), Column("Учитель", 24))
OF_DENSITY = (
    *(Column("Период", 14), Column("Ученик", 26), Column("Предмет", 24), Column("Группа", 16), Column("Учитель", 28)),
    *(Column("Уроков", 9), Column("Отметок", 9), Column("Нужно", 9), Column("Не хватает", 10)),
)
OF_REWRITTEN = (
    *LESSON,
    *(Column("Стояло", 30), Column("Кто стёр", 20), Column("Когда стёр", 17)),
    *(Column("Записано снова", 30), Column("Кто записал", 20), Column("Когда записал", 17)),
)
OF_UNSET = (*LESSON, Column("Вид работы", 22), Column("По плану", 32), Column("Тема урока", 32))
OF_REMINDERS = (
    *(Column("Когда", 17), Column("Кому", 24), Column("Повод", 20), Column("О чём", 44), Column("От кого", 20)),
    *(Column("Прочитано", 18), Column("Внесено", 18)),
)
OF_PAUSES = (
    *(Column("С"), Column("По"), Column("Чьи сроки", 24), Column("Причина", 20), Column("Пояснение", 30)),
    *(Column("Документ", 20), Column("Кто внёс", 20), Column("Когда внёс", 17)),
    *(Column("Перенесено тем", 11), Column("заданий", 10), Column("работ", 10), Column("отметок", 10)),
    *(Column("Кто отозвал", 20), Column("Когда отозвал", 17), Column("Почему отозвана", 30)),
)
OF_REQUESTS = (
    *(Column("Когда", 17), Column("Учитель", 28), Column("С"), Column("По")),
    *(Column("Причина", 30), Column("Пояснение", 40)),
)
OF_HANDOVERS = (
    *(Column("Когда", 17), Column("Кто передал", 24), Column("Кто принял", 24), Column("Тем", 8)),
    *(Column("Заданий", 9), Column("Работ", 8), Column("Основание", 36), Column("Кто внёс", 20)),
)
OF_DISTANCE = (
    *(Column("С"), Column("По"), Column("Кого касается", 24), Column("Приказ", 24), Column("Состояние", 14)),
    *(Column("Кто внёс", 20), Column("Когда внёс", 17)),
)
OF_HISTORY = (
    *(Column("Предмет", 22), Column("Группа", 16), Column("Запись №", 10)),
    *(Column("Что нарушено", 60), Column("О чём", 44)),
)
OF_REPORTS = (
    *(Column("За что", 10), Column("С"), Column("По"), Column("Заключение", 80)),
    *(Column("Кто написал", 20), Column("Когда написал", 17)),
)


def density_sheet(form, *, now: datetime, today: date) -> Sheet:
    """Return who lacks marks, or everybody when that is asked."""
    shown = [row for row in density_of(form.students()) if row.lacking or form.asked["everybody"]]
    lines = lines_of(in_order(shown, form.places)[:MOST], form.places, today)
    asked = "; ".join(words for name, words in form.said.items() if name != "term")
    caption = f"{extract(now)} {form.title}.{f' Отбор: {asked}.' if asked else ''}"
    return Sheet("Накопляемость", caption, OF_DENSITY, [plain(_density(line)) for line in lines])


def _density(line) -> tuple[Cell, ...]:
    row, place = line.row, line.place
    named = (str(row.term), line.student.list_name, place.subject_name, place.group, line.teachers)
    return (*named, row.lessons, row.marks, row.wanted, row.lacking)


def rewritten_sheet(form, *, now: datetime, today: date) -> Sheet:
    lessons = list(newest_first(rewritten(form.selection()))[:MOST])
    steps = rewritings_of(lessons)
    rows = [plain((*_lesson(lesson), *_step(step))) for lesson in lessons for step in steps[lesson.pk]]
    return Sheet("Стёртые темы", f"{extract(now)} {form.words()}", OF_REWRITTEN, rows)


def _step(step) -> Iterator[Cell]:
    for text, change in ((step.emptied.old, step.emptied), (step.written.new, step.written)):
        yield from (text, change.by.short_name, moment(change.at))


def unset_sheet(form, *, now: datetime, today: date) -> Sheet:
    lessons = newest_first(unset(form.selection())).select_related("planned_topic__work_kind")[:MOST]
    rows = [plain((*_lesson(lesson), *_planned(lesson))) for lesson in lessons]
    return Sheet("Работы по плану", f"{extract(now)} {form.words()}", OF_UNSET, rows)


def _planned(lesson) -> tuple[Cell, ...]:
    return (lesson.planned_topic.work_kind.name, lesson.planned_topic.topic, lesson.topic)


def _lesson(lesson) -> tuple[Cell, ...]:
    course = lesson.course
    return (lesson.date, lesson.number, course.subject.name, course.group, lesson.teacher.full_name)


def reminders_sheet(form, *, now: datetime, today: date) -> Sheet:
    sent = form.narrow(Reminder.objects.with_people().with_fate().newest_first())
    asked = "; ".join(form.said.values())
    caption = f"{extract(now)} Напоминания.{f' Отбор: {asked}.' if asked else ''}"
    return Sheet("Напоминания", caption, OF_REMINDERS, [plain(_reminder(Line(row))) for row in sent[:MOST]])


def _reminder(line) -> tuple[Cell, ...]:
    row, doing = line.reminder, line.doing
    about = (row.recipient.full_name, row.get_kind_display(), row.text, line.sender)
    return (moment(row.sent_at), *about, line.reading.label, doing.label if doing else "")


def pauses_sheet(form, *, now: datetime, today: date) -> Sheet:
    pauses = list(Pause.objects.with_people().newest_first()[:MOST])
    moved = moved_by(pauses)
    rows = [plain(_pause(pause, moved[pause.pk])) for pause in pauses]
    return Sheet("Приостановки", f"{extract(now)} Приостановки сроков.", OF_PAUSES, rows)


def _pause(pause, moved) -> tuple[Cell, ...]:
    whose = pause.teacher.full_name if pause.teacher else "все учителя"
    of = (pause.first_day, pause.last_day, whose, pause.get_reason_display(), pause.words, pause.document)
    numbers = (moved.topics, moved.homework, moved.works, moved.marks)
    withdrawn = (short_name(pause.withdrawn_by), moment(pause.withdrawn_at), pause.withdraw_reason)
    return (*of, pause.recorded_by.short_name, moment(pause.recorded_at), *numbers, *withdrawn)


def requests_sheet(form, *, now: datetime, today: date) -> Sheet:
    """Return what teachers have asked for and nobody has answered."""
    asked = PauseRequest.objects.open().with_people().newest_first()[:MOST]
    rows = [plain(_request(row)) for row in asked]
    return Sheet("Просьбы учителей", f"{extract(now)} Просьбы о приостановке без ответа.", OF_REQUESTS, rows)


def _request(row) -> tuple[Cell, ...]:
    days = (row.first_day, row.last_day)
    return (moment(row.asked_at), row.teacher.full_name, *days, row.get_reason_display(), row.words)


def handovers_sheet(form, *, now: datetime, today: date) -> Sheet:
    acts = Handover.objects.with_people().newest_first()[:MOST]
    rows = [plain(_handover(act)) for act in acts]
    return Sheet("Передача", f"{extract(now)} Переданные обязанности.", OF_HANDOVERS, rows)


def _handover(act) -> tuple[Cell, ...]:
    people = (act.giver.full_name, act.successor.full_name)
    return (moment(act.made_at), *people, act.topics, act.homework, act.works, act.reason, act.made_by.short_name)


def distance_sheet(form, *, now: datetime, today: date) -> Sheet:
    periods = RemotePeriod.objects.select_related("school_class", "recorded_by").newest_first()[:MOST]
    rows = [plain(_distance(period, today)) for period in periods]
    return Sheet("Дистанционно", f"{extract(now)} Дистанционные периоды.", OF_DISTANCE, rows)


def _distance(period, today) -> tuple[Cell, ...]:
    state, _ = state_of(period, today)
    recorded = (short_name(period.recorded_by), moment(period.recorded_at))
    return (period.first_day, period.last_day, period.whom, period.order, state, *recorded)


def reports_sheet(form, *, now: datetime, today: date) -> Sheet:
    """Return what has been concluded, of all years."""
    written = ControlReport.objects.with_author().newest_first()[:MOST]
    rows = [plain(_report(report)) for report in written]
    return Sheet("Отчёты", f"{extract(now)} Заключения отчётов о ведении журнала.", OF_REPORTS, rows)


def _report(report) -> tuple[Cell, ...]:
    of = (report.get_kind_display(), report.first_day, report.last_day, report.text)
    return (*of, report.written_by.short_name, moment(report.written_at))


def history_sheet(form, *, now: datetime, today: date) -> Sheet:
    """Return what the last check of the history found; nothing where it found nothing, or there was none."""
    last = last_check()
    rows = [plain(_broken(row)) for row in broken_of(faults_of(last))]
    checked = f" Проверка {moment(last.at)}." if last else ""
    return Sheet("Нарушенные журналы", f"{extract(now)} Нарушенные журналы.{checked}", OF_HISTORY, rows)


def _broken(row) -> tuple[Cell, ...]:
    course = row.fault.course
    return (course.subject.name, course.group, row.fault.number or "", row.fault.said, row.about)


def short_name(person) -> str:
    return person.short_name if person else ""


def moment(at: datetime | None) -> str:
    """Return a moment by the school's clock: a spreadsheet knows no time zones."""
    return f"{localtime(at):%d.%m.%Y, %H:%M}" if at else ""
