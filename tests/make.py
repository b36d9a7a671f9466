"""Rows for tests: each maker fills in what a test does not care about."""

from datetime import date, datetime, time, timedelta
from itertools import count

from django.utils.timezone import localdate, make_aware

from accounts.enums import Entrance, Role
from accounts.models import Guardianship, HeldRole, User, Visit
from journal import actions
from journal.actions.lessons import owe
from journal.enums import AbsenceGround, DayOffKind, Mode, PauseReason, Presence, TermSystem, Weekday
from journal.models import (
    AbsenceNote,
    AcademicYear,
    BellSlot,
    Course,
    CourseTeacher,
    DayOff,
    Dues,
    Enrolment,
    ExamMark,
    Homeroom,
    Lesson,
    Mark,
    Membership,
    Pause,
    PlannedTopic,
    School,
    SchoolClass,
    Student,
    Subject,
    Term,
    TermMark,
    TimetableSlot,
    Work,
    WorkKind,
)

# The Monday of the worked examples.
TODAY = date(2026, 10, 12)
YEAR_BEGINS, YEAR_ENDS = date(2026, 9, 1), date(2027, 5, 26)
PASSWORD = "diary-89"

TERMS = {
    TermSystem.QUARTER: (
        (date(2026, 9, 1), date(2026, 10, 23)),
        (date(2026, 11, 2), date(2026, 12, 29)),
        (date(2027, 1, 11), date(2027, 3, 19)),
        (date(2027, 3, 29), date(2027, 5, 26)),
    ),
    TermSystem.HALF: ((date(2026, 9, 1), date(2026, 12, 29)), (date(2027, 1, 11), date(2027, 5, 26))),
}

_numbers = count(1)


def at(hour=10, minute=0, *, on=TODAY):
    """Return a moment by the school's clock."""
    return make_aware(datetime.combine(on, time(hour, minute)))


NOW = at()


def days(number):
    return timedelta(days=number)


def school(**facts):
    facts = {"name": "Школа № 89", "full_name": "МБОУ «Школа № 89» городского округа Самара"} | facts
    return School.objects.update_or_create(pk=1, defaults=facts)[0]


def year():
    """Return the academic year 2026/27 with its quarters, halves and bells; made once."""
    found = AcademicYear.objects.filter(name="2026/27").first()
    if found:
        return found
    new = AcademicYear.objects.create(name="2026/27", first_day=YEAR_BEGINS, last_day=YEAR_ENDS)
    for system, spans in TERMS.items():
        for number, (first, last) in enumerate(spans, 1):
            Term.objects.create(year=new, system=system, number=number, first_day=first, last_day=last)
    for number in range(1, 9):
        BellSlot.objects.create(year=new, number=number, begins=time(7 + number, 0), ends=time(7 + number, 40))
    return new


def term(number=1, system=TermSystem.QUARTER):
    return Term.objects.get(year=year(), system=system, number=number)


def person(surname="Иванова", name="Анна", patronymic="Сергеевна", *, roles=(), login=None, **facts):
    """Make a person with roles held since the year began, acting today."""
    new = User(code=facts.pop("code", f"П-{next(_numbers)}"), login=login, **facts)
    new.call(surname, name, patronymic)
    new.set_unusable_password()
    new.save()
    for role in roles:
        HeldRole.objects.create(user=new, role=role, since=YEAR_BEGINS)
    return new.acting_on(TODAY)


def teacher(surname="Сидорова", **facts):
    return person(surname, roles=(Role.TEACHER,), **facts)


def student(surname="Абрамов", name="Пётр", patronymic="Ильич", *, school_class=None, since=YEAR_BEGINS, **facts):
    """Make a student; with a class, enrolled in it."""
    new = person(surname, name, patronymic, roles=(Role.STUDENT,), **facts)
    if school_class:
        enrolment(new, school_class, since=since)
    return Student.objects.get(pk=new.pk).acting_on(TODAY)


def enrolment(student, school_class, *, since=YEAR_BEGINS, until=None):
    return Enrolment.objects.create(
        student_id=student.pk, school_class=school_class, since=since, until=until, recorded_on=since
    )


def guardianship(guardian, child, *, since=YEAR_BEGINS, until=None):
    return Guardianship.objects.create(guardian=guardian, child_id=child.pk, since=since, until=until)


def school_class(grade=7, letter="А", *, homeroom=None):
    new, _ = SchoolClass.objects.get_or_create(year=year(), grade=grade, letter=letter)
    if homeroom:
        Homeroom.objects.create(school_class=new, teacher=homeroom, since=YEAR_BEGINS)
    return new


def subject(name="Алгебра", **facts):
    facts = {"short_name": name, "code": name.lower()} | facts
    return Subject.objects.get_or_create(name=name, defaults=facts)[0]


def course(*, teacher=None, students=(), subject_name="Алгебра", classes=None, since=YEAR_BEGINS, **facts):
    """Make a course with a teacher and its students as members since the year began."""
    groups = classes or [school_class()]
    facts = {
        "code": f"К-{next(_numbers)}",
        "group": groups[0].title,
        "grade": groups[0].grade,
        "marks_since": YEAR_BEGINS,
        "homework_since": YEAR_BEGINS,
    } | facts
    new = Course.objects.create(year=year(), subject=subject(subject_name), **facts)
    new.classes.set(groups)
    if teacher:
        CourseTeacher.objects.create(course=new, teacher_id=teacher.pk, since=YEAR_BEGINS)
    for member in students:
        membership(new, member, since=since)
    return new


def membership(course, student, *, since=YEAR_BEGINS, until=None, recorded_on=None):
    return Membership.objects.create(
        course=course, student_id=student.pk, since=since, until=until, recorded_on=recorded_on or since
    )


def lesson(*, course, on=TODAY, number=1, teacher=None, mode=Mode.SCHOOL, **facts):
    """Make a lesson of the course's teacher; a topic or a homework given here counts as recorded on the day."""
    holder = teacher.pk if teacher else course.teachers.values_list("teacher", flat=True)[0]
    starts_at = at(7 + number, on=on)
    if facts.get("topic"):
        facts |= {"topic_recorded_at": starts_at, "topic_recorded_on": on}
    if facts.get("homework") or facts.get("homework_not_set"):
        facts |= {"homework_recorded_at": starts_at, "homework_recorded_on": on}
    if facts.get("cancelled_at"):
        facts["cancelled_on"] = localdate(facts["cancelled_at"])
    new = Lesson(course=course, teacher_id=holder, date=on, number=number, starts_at=starts_at, mode=mode, **facts)
    owe(new, Dues())
    new.save()
    return new


def write_topic(lesson, topic="Степень", *, at=None):
    """Write the topic through the action, at the lesson's start."""
    actions.write_topics([actions.TopicEntry(lesson=lesson, topic=topic, by=lesson.teacher, at=at or lesson.starts_at)])


def slot(course, *, weekday=Weekday.MONDAY, number=1, since=YEAR_BEGINS, until=None, room=""):
    return TimetableSlot.objects.create(
        course=course, weekday=weekday, number=number, since=since, until=until, room=room
    )


def day_off(first, last=None, *, title="День города", kind=DayOffKind.HOLIDAY, **whom):
    return DayOff.objects.create(year=year(), first_day=first, last_day=last or first, title=title, kind=kind, **whom)


def planned_topic(course, position=1, topic="Степень с натуральным показателем", **facts):
    return PlannedTopic.objects.create(course=course, position=position, topic=topic, **facts)


def kind(code="test"):
    return WorkKind.objects.get(code=code)


def work(*, lesson, kind_code="test", by=None, moment=None, audience=None, students=(), **facts):
    """Set a work through the action, at the lesson's start; «answer» gives the oral one."""
    author, moment = by or lesson.teacher, moment or lesson.starts_at
    if kind_code == "answer":
        return actions.oral_works([(lesson, author, moment)])[lesson.pk]
    entry = actions.WorkEntry(
        lesson=lesson, kind=kind(kind_code), by=author, at=moment, audience=audience, students=students, **facts
    )
    return reload_work(actions.set_works([entry])[0])


def reload_work(work) -> Work:
    """Return the work as a view fetches it, with its lesson and course."""
    return Work.objects.with_lesson().get(pk=work.pk)


def mark(*, student, value=5, work=None, lesson=None, by=None, moment=None, **facts) -> Mark:
    """Give a mark through the action; for a lesson it is the oral one."""
    given_for = reload_work(work or globals()["work"](lesson=lesson, kind_code="answer"))
    moment = moment or given_for.lesson.starts_at
    entry = actions.MarkEntry(
        work=given_for, student=student, value=value, by=by or given_for.lesson.teacher, at=moment, **facts
    )
    actions.give_marks([entry])
    return Mark.objects.get(work=given_for, student=student.pk)


def result(course, student, model=TermMark, *, value=None, by=None, subject=None, verdict="", **of):
    """Give a result through the action; `of` names its period, an exam's kind and try, and what is told beside it."""
    beside = {name: of.pop(name) for name in ("comment", "form", "held_on") if name in of}
    of = of | ({"attempt": of.get("attempt", 1)} if model is ExamMark else {})
    said = {"value": value, "verdict": verdict, "of": of, "at": NOW} | beside
    by = by or course.teachers.first().teacher
    entry = actions.ResultEntry(student=student, subject=subject or course.subject, course=course, by=by, **said)
    actions.give_results(model, [entry])
    return model.objects.get(student=student.pk, subject=entry.subject, **of)


def absence(*, lesson, student, presence=Presence.ABSENT, by=None, moment=None):
    entry = actions.PresenceEntry(
        lesson=lesson,
        student=student,
        presence=presence,
        by=by or lesson.teacher,
        at=moment or lesson.starts_at,
    )
    actions.note_presence([entry])


def absence_note(*, student, by, first=TODAY, last=None, moment=NOW, **facts) -> AbsenceNote:
    """Send a word of the family through the action, about today unless days are given."""
    facts = {"ground": AbsenceGround.ILLNESS, "text": ""} | facts
    return actions.send_note(student=student, first_day=first, last_day=last or first, by=by, at=moment, **facts)


def visit(user, *, way=None, at=NOW, entrance=Entrance.PASSWORD, **facts) -> Visit:
    """Make a coming to the diary; `way`: minutes from the open form to the first page, None when it came to none."""
    shown_at = None if way is None else at + timedelta(minutes=way)
    return Visit.objects.create(
        user_id=user.pk, began_at=at, signed_in_at=at, shown_at=shown_at, entrance=entrance, **facts
    )


def pause(first, last=None, *, teacher=None, by=None, moment=NOW, **facts) -> Pause:
    """Record a pause through the action, of everyone unless a teacher is named."""
    facts = {"reason": PauseReason.OUTAGE, "words": "Авария на линии"} | facts
    days = {"first_day": first, "last_day": last or first}
    return actions.pause(teacher=teacher, **days, by=by or person(roles=(Role.DEPUTY,)), at=moment, **facts)
