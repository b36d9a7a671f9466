"""A row of each model that keeps all its constraints."""

from uuid import uuid4

from accounts.enums import AuditKind, Entrance, NoticeKind, Role
from accounts.models import AuditEntry, HeldRole, Letter, Look, Notice, Slip, Visit
from journal import models
from journal.enums import AbsenceGround, Duty, PauseReason, PeriodKind, ReminderKind
from tests import make


def lesson(**facts):
    student = make.student(school_class=make.school_class())
    return make.lesson(course=make.course(teacher=make.teacher(), students=[student]), **facts)


def student_of(lesson):
    return lesson.course.memberships.get().student


def journal_destruction():
    facts = {"act": "3", "by": make.person(), "at": make.NOW, "counts": [], "number": 0, "results": "a", "seal": "a"}
    return models.JournalDestruction.objects.create(course=make.course(), **facts)


def role():
    return HeldRole.objects.get(user=make.teacher())


def guardianship():
    return make.guardianship(make.person(), make.person())


def notice():
    return Notice.objects.create(
        recipient=make.person(), kind=NoticeKind.SCHOOL, text="Собрание", key="a", told_at=make.NOW
    )


def audit_entry():
    return AuditEntry.objects.create(kind=AuditKind.LOCKED, by=make.person(), person=make.person(), at=make.NOW)


def slip():
    return Slip.objects.create(
        user=make.person(),
        digest="a" * 64,
        batch=uuid4(),
        issued_at=make.NOW,
        issued_by=make.person(),
        valid_until=make.TODAY + make.days(30),
    )


def visit():
    return Visit.objects.create(
        user=make.person(), began_at=make.NOW, signed_in_at=make.NOW, entrance=Entrance.PASSWORD
    )


def look():
    return Look.objects.create(child=make.person(), reader=make.person(), role=Role.DEPUTY, day=make.TODAY)


def homeroom():
    make.school_class(homeroom=make.teacher())
    return models.Homeroom.objects.get()


def enrolled():
    make.student(school_class=make.school_class())
    return models.Enrolment.objects.get()


def bell():
    return make.year().bells.first()


def day_off():
    return make.day_off(make.TODAY)


def remote_period():
    return models.RemotePeriod.objects.create(year=make.year(), first_day=make.TODAY, last_day=make.TODAY)


def course():
    return make.course()


def taught():
    make.course(teacher=make.teacher())
    return models.CourseTeacher.objects.get()


def member():
    return make.membership(make.course(), make.student())


def slot():
    return make.slot(make.course())


def planned():
    return make.planned_topic(make.course())


def addressed_homework():
    at = lesson()
    return models.HomeworkAddressee.objects.create(lesson=at, student=student_of(at))


def attendance():
    at = lesson()
    make.absence(lesson=at, student=student_of(at))
    return models.Attendance.objects.get()


def exemption():
    return models.Exemption.objects.create(
        student=make.person(), subject=make.subject(), since=make.TODAY, ground="справка", recorded_at=make.NOW
    )


def kind():
    return make.kind("essay")


def work():
    return make.work(lesson=lesson())


def addressed_work():
    set_work = work()
    return models.WorkAddressee.objects.create(work=set_work, student=student_of(set_work.lesson))


def mark():
    at = lesson()
    return make.mark(lesson=at, student=student_of(at))


def change():
    work()
    return models.Change.objects.get()


def result(model, **of):
    given = lesson()
    facts = {"subject": given.course.subject, "course": given.course, "given_by": given.teacher, "value": 5}
    return model.objects.create(student=student_of(given), recorded_at=make.NOW, recorded_on=make.TODAY, **facts, **of)


def term_mark():
    return result(models.TermMark, term=make.term())


def year_mark():
    return result(models.YearMark, year=make.year())


def exam_mark():
    return result(models.ExamMark, year=make.year())


def final_mark():
    return result(models.FinalMark, year=make.year())


def operation():
    return models.Operation.objects.create(user=make.person(), key=uuid4(), answer={}, at=make.NOW)


def absence_note():
    facts = {"first_day": make.TODAY, "last_day": make.TODAY, "ground": AbsenceGround.ILLNESS}
    return models.AbsenceNote.objects.create(student=make.student(), sent_by=make.person(), sent_at=make.NOW, **facts)


def pause():
    facts = {"first_day": make.TODAY, "last_day": make.TODAY, "reason": PauseReason.OUTAGE, "words": "Нет связи"}
    return models.Pause.objects.create(recorded_by=make.person(), recorded_at=make.NOW, **facts)


def pause_request():
    facts = {"first_day": make.TODAY, "last_day": make.TODAY, "reason": PauseReason.AWAY, "words": "Олимпиада"}
    return models.PauseRequest.objects.create(teacher=make.teacher(), asked_at=make.NOW, **facts)


def control_report():
    days = {"kind": PeriodKind.WEEK, "first_day": make.TODAY, "last_day": make.TODAY + make.days(6)}
    return models.ControlReport.objects.create(**days, text="В срок", written_by=make.person(), written_at=make.NOW)


def waived_topic():
    said = {"reason": "Урок не состоялся", "owed_by": make.teacher(), "waived_by": make.person(), "waived_at": make.NOW}
    return models.Waiver.objects.create(duty=Duty.TOPIC, lesson=lesson(), **said)


def waived_mark():
    said = {"reason": "Болел", "owed_by": make.teacher(), "waived_by": make.person(), "waived_at": make.NOW}
    return models.Waiver.objects.create(duty=Duty.WRITTEN, work=work(), student=make.student(), **said)


def handover():
    people = {"giver": make.teacher(), "successor": make.teacher(), "made_by": make.person()}
    numbers = {"topics": 1, "homework": 0, "works": 0}
    return models.Handover.objects.create(**people, **numbers, reason="Приказ № 5", made_at=make.NOW)


def reminder(kind=ReminderKind.EVENING, **facts):
    facts = {"text": "Внести сегодня: 3", "sent_at": make.NOW, "sent_on": make.TODAY} | facts
    return models.Reminder.objects.create(recipient=make.teacher(), kind=kind, **facts)


def reminded_duty():
    return models.RemindedDuty.objects.create(reminder=reminder(), duty=Duty.TOPIC, lesson=lesson())


def letter():
    facts = {"subject": "Дневник", "text": "Внести сегодня: 3", "key": "evening", "made_at": make.NOW}
    return Letter.objects.create(recipient=make.person(), **facts)
