"""What may happen in a random school: small deeds, each by one action, told by a few choices."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.timezone import localdate

from journal import actions
from journal.actions.grid import CellEntry, save_cells
from journal.enums import Audience, Duty, PauseReason, Presence
from journal.models import Attendance, Exemption, Mark, Membership, Pause, RemotePeriod, Waiver
from journal.rules.cells import Base, Cell, Column
from tests import make

INDEX = range(8)
COURSE = range(7)
DAYS = range(15)
SOON = (None, None, *range(9))
STUDENTS = ((), (), (0,), (1,), (0, 1), (2, 5))
# What is written into the cell of a work: nothing, one mark, two of them, a dot.
CONTENTS = (
    {},
    {"value": 4},
    {"value": 5},
    {"value": 4, "second_value": 5},
    {"value": 4, "second_value": 3},
    {"not_handed_in": True},
)
CELL = {"content": CONTENTS, "done": SOON, "received": SOON, "comment": ("", "", "молодец")}


@dataclass(frozen=True)
class Deed:
    """One thing done: which, how many minutes after the one before, and what it is about."""

    name: str
    minutes: int
    facts: Mapping


@dataclass(frozen=True)
class Kind:
    """How a deed is done, the choices that tell it, and how often it is among others."""

    do: Callable
    choices: Mapping[str, Sequence]
    often: int


DEEDS: dict[str, Kind] = {}


def deed(*, often=1, **choices):
    def register(do):
        DEEDS[do.__name__] = Kind(do, choices, often)
        return do

    return register


def day_after(day, number):
    return None if number is None else day + make.days(number)


# --- Texts


@deed(often=3, lesson=INDEX, text=("", "Степень", "Корень"))
def topic(school, lesson, text):
    held = school.lesson(lesson)
    actions.write_topics([actions.TopicEntry(lesson=held, topic=text, by=held.teacher, at=school.now)])


HOMEWORK = ({}, {"not_set": True}, {"text": "§ 4"}, {"text": "§ 5"}, {"text": "§ 5", "minutes": 20})


@deed(often=3, lesson=INDEX, said=HOMEWORK, listed=(False, True))
def homework(school, lesson, said, listed):
    held = school.lesson(lesson)
    students = [school.student(held.course_id, 0)] if listed and "text" in said else []
    entry = actions.HomeworkEntry(lesson=held, by=held.teacher, at=school.now, students=students, **said)
    actions.write_homework([entry])


# --- Works and marks


@deed(often=3, lesson=INDEX, kind=("test", "test", "essay", "homework", "by-heart"), students=STUDENTS, teacher=INDEX)
def work(school, lesson, kind, students, teacher):
    held = school.lesson(lesson)
    listed = [school.student(held.course_id, number) for number in students]
    facts = {"audience": Audience.LISTED if kind == "homework" else None, "students": listed}
    new = make.work(lesson=held, kind_code=kind, by=school.teacher(teacher), moment=school.now, **facts)
    school.works.append(new)


def cell(day, parts, *, content, done, received, comment):
    """Return what a mark's entry says, its own days counted from the day of the work."""
    said = {name: value for name, value in content.items() if parts > 1 or name != "second_value"}
    said |= {"done_on": day_after(day, done), "received_on": day_after(day, received)}
    return said | {"received_reason": "болел" if received else "", "comment": comment if content else ""}


@deed(often=3, lesson=INDEX, student=INDEX, **CELL)
def answer(school, lesson, student, **said):
    held = school.lesson(lesson)
    who = {"student": school.student(held.course_id, student), "by": held.teacher, "at": school.now}
    actions.give_answers(held, [actions.MarkEntry(work=None, **who, **cell(held.date, 1, **said))])


@deed(often=8, work=INDEX, student=INDEX, **CELL)
def mark(school, work, student, **said):
    own = make.reload_work(school.work(work))
    who = {"student": school.student(own.course_id, student), "by": own.set_by, "at": school.now}
    actions.give_marks([actions.MarkEntry(work=own, **who, **cell(own.date, own.parts, **said))])


@deed(often=3, lesson=INDEX, work=(None, *INDEX), student=INDEX, wanted=("", "4", "5", "4/5", ".", "Н", "5 ОП", "4 Н"))
def typed(school, lesson, work, student, wanted):
    """Type into a cell of the journal what it is to hold, seeing what it holds."""
    held = school.lesson(lesson) if work is None else make.reload_work(school.work(work)).lesson
    student = school.student(held.course_id, student)
    own = {"work__is_implicit": True, "work__lesson": held} if work is None else {"work": school.work(work)}
    mark = Mark.objects.filter(**own, student=student.pk).first()
    noted = Attendance.objects.filter(lesson=held, student=student.pk).first()
    column = Column(held.pk) if work is None else Column(school.work(work).pk, is_work=True)
    base = Base(mark.version if mark else 0, Presence(noted.presence) if noted and work is None else Presence.PRESENT)
    cell = CellEntry(column=column, student_id=student.pk, base=base, wanted=Cell.read(wanted), sure=True)
    save_cells(held.course_id, [cell], by=held.teacher.acting_on(localdate(school.now)), at=school.now)


@deed(work=INDEX, lesson=INDEX, students=STUDENTS)
def retake(school, work, lesson, students):
    first, held = school.work(work), school.lesson(lesson)
    again = [school.student(first.course_id, number) for number in students]
    new = actions.set_retake(first, lesson=held, students=again, by=school.teacher(work), at=school.now)
    if new.pk not in {known.pk for known in school.works}:
        school.works.append(new)


@deed(course=COURSE, student=INDEX, day=DAYS)
def brought_mark(school, course, student, day):
    taught = school.courses[course]
    said = {"document": "справка № 7", "by": school.deputy, "at": school.now, "date": make.TODAY + make.days(day)}
    student = school.student(taught.pk, student)
    actions.bring_marks([actions.TransferEntry(course=taught, student=student, value=4, **said)])


# --- Who was there, and who is a student at all


@deed(often=3, lesson=INDEX, student=INDEX, presence=tuple(Presence))
def presence(school, lesson, student, presence):
    held = school.lesson(lesson)
    student = school.student(held.course_id, student)
    make.absence(lesson=held, student=student, presence=presence, moment=school.now)


@deed(course=COURSE, student=INDEX, since=DAYS, lasts=SOON)
def exemption(school, course, student, since, lasts):
    """Exempt a student from a subject, known from now on."""
    taught, first = school.courses[course], make.TODAY + make.days(since)
    said = {"student": school.student(taught.pk, student), "subject": taught.subject, "since": first}
    if Exemption.objects.filter(**said).exists():
        raise actions.Refused("Освобождение уже есть.")
    Exemption.objects.create(**said, until=day_after(first, lasts), ground="справка", recorded_at=school.now)


@deed(course=COURSE, student=INDEX, since=DAYS)
def joining(school, course, student, since):
    """Write down who has joined a course, from a day before or after."""
    taught, first = school.courses[course], make.TODAY + make.days(since)
    number = student % len(school.students)
    if number in school.members[taught.pk]:
        raise actions.Refused("Ученик уже в курсе.")
    make.membership(taught, school.students[number], since=first, recorded_on=max(first, localdate(school.now)))
    school.members[taught.pk].append(number)


@deed(course=COURSE, student=INDEX, until=DAYS)
def leaving(school, course, student, until):
    """Write down who leaves or has left a course."""
    taught, last = school.courses[course], make.TODAY + make.days(until)
    rows = Membership.objects.filter(course=taught, student=school.student(taught.pk, student).pk, until=None)
    rows.filter(since__lte=last).update(until=last, until_recorded_on=localdate(school.now))


# --- The deputy's office


@deed(lesson=INDEX, teacher=INDEX)
def substitution(school, lesson, teacher):
    said = {"teacher": school.teacher(teacher), "reason": "болезнь", "by": school.deputy}
    actions.substitute([school.lesson(lesson)], **said, at=school.now)


@deed(lesson=INDEX)
def cancelled_lesson(school, lesson):
    actions.cancel_lessons([school.lesson(lesson)], reason="карантин", by=school.deputy, at=school.now)


@deed(work=INDEX)
def cancelled_work(school, work):
    own = school.work(work)
    actions.cancel_work(own, reason="не было света", by=own.set_by, at=school.now)


@deed(often=2, work=INDEX, lesson=INDEX)
def moved_work(school, work, lesson):
    own = school.work(work)
    actions.move_work(own, lesson=school.lesson(lesson), by=own.set_by, at=school.now)


@deed(often=2, teacher=(None, *INDEX), first=DAYS, lasts=range(9))
def pause(school, teacher, first, lasts):
    day = make.TODAY + make.days(first)
    whose = None if teacher is None else school.teacher(teacher)
    said = {"reason": PauseReason.SICK_LEAVE, "words": "болезнь", "by": school.deputy, "at": school.now}
    actions.pause(teacher=whose, first_day=day, last_day=day_after(day, lasts), **said)


@deed(pause=INDEX)
def withdrawn_pause(school, pause):
    known = list(Pause.objects.order_by("pk"))
    if not known:
        raise actions.Refused("Приостановок ещё нет.")
    actions.withdraw_pause(known[pause % len(known)], reason="ошибка", by=school.deputy, at=school.now)


@deed(duty=(Duty.TOPIC, Duty.HOMEWORK), lesson=INDEX)
def waived_lesson(school, duty, lesson):
    actions.waive(duty=duty, lesson=school.lesson(lesson), reason="болезнь", by=school.deputy, at=school.now)


@deed(often=2, work=INDEX, student=INDEX)
def waived_mark(school, work, student):
    own = make.reload_work(school.work(work))
    said = {"work": own, "student": school.student(own.course_id, student)}
    actions.waive(duty=Duty.WRITTEN, **said, reason="болезнь", by=school.deputy, at=school.now)


@deed(giver=INDEX, successor=INDEX)
def handed_over(school, giver, successor):
    said = {"giver": school.teacher(giver), "successor": school.teacher(successor)}
    if Waiver.objects.filter(duty=Duty.WRITTEN, owed_by=said["giver"]).exists():
        # The last day of a waived mark is its work's, and goes with that to the successor's pauses.
        raise actions.Refused("Снятая отметка осталась бы за тем, кто передаёт, а срок её нет.")
    actions.hand_over(**said, reason="увольнение", by=school.deputy, at=school.now)


@deed(first=DAYS, lasts=range(4))
def remote_period(school, first, lasts):
    day = make.TODAY + make.days(first)
    period = RemotePeriod(year=make.year(), first_day=day, last_day=day_after(day, lasts), order="№ 12")
    actions.go_remote(period, by=school.deputy, at=school.now)
