"""The lived year: what teachers of different habits leave in the diary, whenever the days are lived."""

from datetime import date, timedelta
from itertools import accumulate

from django.db import transaction
from django.db.models import F, Sum

from accounts.models import User
from demo.living.habits import odd_ones
from demo.living.register import Register, moment
from demo.living.year import Life
from journal.actions import TopicEntry, write_topics
from journal.actions.history import seal
from journal.control.chains import check_history, seal_then
from journal.enums import Mode, Presence, Verdict
from journal.models import (
    Attendance,
    ChainHead,
    Change,
    Enrolment,
    Exemption,
    Lesson,
    Mark,
    PlannedTopic,
    TermMark,
    Work,
    YearMark,
)
from tests.living import SEED, TODAY, at, live


def diary():
    """What stands in the diary, by names that do not depend on the order of writing."""
    place = ("lesson__course__code", "lesson__date", "lesson__number")
    return {
        "lessons": sorted(
            Lesson.objects.filter(date__lte=TODAY).values_list(
                "course__code", "date", "number", "teacher__code", "topic", "topic_recorded_at", "homework",
                "homework_not_set", "homework_due_on", "homework_recorded_at",
            ),
            key=str,
        ),
        "marks": sorted(
            Mark.objects.values_list(
                "student__code", "work__course__code", "date", "work__lesson__number", "work__kind__code", "value",
                "second_value", "not_handed_in", "comment", "done_on", "changed_at", "recorded_at", "given_by__code",
            ),
            key=str,
        ),
        "attendance": sorted(Attendance.objects.values_list("student__code", *place, "presence", "recorded_at")),
        "history": sorted(Change.objects.values_list("matter", "old", "new", "by__code", "at"), key=str),
    }  # fmt: skip


def test_days_missed_are_lived_as_if_they_had_been_lived_in_time(demonstration):
    began = "2026-10-05T00:00"
    with transaction.atomic():
        live(demonstration, "2026-10-08T11:00", since=began)
        in_one_go = diary()
        transaction.set_rollback(True)

    live(demonstration, "2026-10-05T09:17", since=began)
    live(demonstration, "2026-10-06T20:30")
    live(demonstration, "2026-10-08T11:00")

    assert diary() == in_one_go
    assert len(in_one_go["marks"]) > 100


def test_same_minute_is_lived_once(demonstration):
    live(demonstration, "2026-10-08T13:00", since="2026-10-08T00:00")
    before = diary()

    assert live(demonstration, "2026-10-08T13:00") == 0
    assert live(demonstration, "2026-10-07T13:00") == 0

    assert diary() == before
    assert demonstration.lived_until == at("2026-10-08T13:00")


def test_nothing_is_written_in_the_future(demonstration):
    until = at("2026-10-08T10:30")

    live(demonstration, "2026-10-08T10:30", since="2026-10-07T00:00")

    assert Change.objects.filter(at__gt=until).count() == 0
    assert Lesson.objects.filter(starts_at__gt=until).exclude(topic="").count() == 0
    assert Change.objects.filter(at__lte=until).count() > 100


def test_history_reads_as_if_it_had_grown_day_by_day(demonstration):
    live(demonstration, "2026-10-08T23:00", since="2026-10-07T00:00")

    for head in ChainHead.objects.exclude(number=0):
        chain = list(Change.objects.filter(course=head.course_id).order_by("number"))
        digests = list(accumulate(chain, seal, initial=""))[1:]

        assert [change.number for change in chain] == list(range(1, head.number + 1))
        assert [change.at for change in chain] == sorted(change.at for change in chain)
        assert [change.digest for change in chain] == digests


def test_entries_follow_the_plan_and_the_calendar(demonstration):
    live(demonstration, "2026-09-04T23:00", since="2026-09-01T00:00")

    written = Lesson.objects.exclude(topic="").select_related("planned_topic", "homework_due_lesson")
    assert {lesson.topic == lesson.planned_topic.topic for lesson in written} == {True}
    assert {lesson.homework_due_lesson.date > lesson.date for lesson in written if lesson.homework_due_on} == {True}
    assert Lesson.objects.filter(course__grade=1).exclude(homework="").count() == 0
    assert Work.objects.filter(course__grade=1).count() == 0
    assert PlannedTopic.objects.aggregate(Sum("hours")) == {"hours__sum": Lesson.objects.count()}
    assert not PlannedTopic.objects.with_held().filter(held__gt=F("hours")).exists()


def test_one_teacher_never_writes_homework(demonstration):
    register = Register(SEED)
    never, *_ = odd_ones(SEED, register.odd)

    live(demonstration, "2026-10-08T23:00", since="2026-10-05T00:00")

    own = Lesson.objects.filter(teacher__code=never).exclude(topic="")
    assert own.count() > 0
    assert own.exclude(homework="", homework_not_set=False).count() == 0


def test_sick_leave_gives_lessons_to_others_or_to_nobody(demonstration):
    leave = Register(SEED).leaves[0]

    live(demonstration, "2026-09-21T09:00", since="2026-09-20T00:00")

    during = Lesson.objects.filter(date__range=(leave.first, leave.last))
    assert (leave.first, leave.last) == (date(2026, 9, 21), date(2026, 10, 4))
    assert during.held().filter(teacher__code=leave.teacher).count() == 0
    given, cancelled = during.filter(replaces__code=leave.teacher), during.exclude(cancelled_at=None)
    assert {change.reason for change in Change.objects.about("lesson")} <= {
        "Больничный лист учителя",
        "Больничный лист учителя, замены нет",
    }
    assert Change.objects.about("lesson").count() == given.count() + cancelled.count() > 0


def test_substitute_is_a_free_teacher_of_the_subject(demonstration):
    life = Life(demonstration, at("2026-09-21T09:00"))
    lesson = life.register.days[date(2026, 9, 21)][0]
    own = life.register.teachers_of[life.register.courses[lesson.course_id].subject_id]
    busy = {(one.pk, lesson.date, lesson.number) for one in own if one != own[-1]}
    lesson.teacher_id = 0

    assert life.office._colleague(lesson, busy) == own[-1]
    assert life.office._colleague(lesson, busy | {(own[-1].pk, lesson.date, lesson.number)}) is None


def test_remote_week_is_remote(demonstration):
    student = User.objects.get(login="student")
    school_class = Enrolment.objects.get(student=student).school_class
    remote = Lesson.objects.filter(mode=Mode.REMOTE, date__lt=TODAY).values_list("course__classes__grade", "date")

    assert {grade for grade, _ in remote} == {school_class.grade}
    assert {day for _, day in remote} == {date(2026, 9, 21) + timedelta(days=number) for number in range(5)}


def test_homeroom_teacher_explains_an_absence_that_was_noted_before(demonstration):
    told = Register(SEED).health.told
    autumn = [absence for day in sorted(told) if day < date(2026, 10, 20) for absence in told[day]]
    absence = min((one for one in autumn if one.first.weekday() < 5), key=lambda one: one.told_on - one.first)

    live(demonstration, f"{absence.told_on}T16:30", since=f"{absence.first}T00:00")

    notes = Attendance.objects.filter(student__code=absence.student, recorded_on__lt=absence.told_on)
    assert {note.presence for note in notes} == {absence.reason}
    assert {absence.first <= note.date <= absence.last for note in notes} == {True}
    change = Change.objects.filter(student__code=absence.student, matter="presence").newest_first().first()
    assert (change.old, change.new) == ("Н", Presence(absence.reason).label)
    assert change.at == moment(absence.told_on, 16 * 60)


def test_student_freed_from_physical_education_has_no_marks_in_it(demonstration):
    live(demonstration, "2026-09-25T23:00", since="2026-09-16T00:00")

    exemption = Exemption.objects.get()
    assert (exemption.since, exemption.subject.code) == (date(2026, 9, 16), "ФКУ")
    own = Mark.objects.filter(student=exemption.student)
    assert own.filter(work__course__subject=exemption.subject).count() == 0
    assert own.count() > 0


def test_who_comes_late_brings_marks_from_the_other_school(demonstration):
    first_day = date(2026, 9, 1)
    came = Enrolment.objects.filter(since__gt=first_day, since__lt=date(2026, 10, 20)).get()
    third_day = came.since + timedelta(days=3)

    live(demonstration, f"{third_day}T13:00", since=f"{third_day}T00:00")

    brought = Mark.objects.filter(work__lesson=None)
    assert {mark.student_id for mark in brought} == {came.student_id}
    assert {mark.work.document for mark in brought.select_related("work")} == {
        f"Справка школы № 12 от {came.since:%d.%m.%Y}"
    }


def test_term_marks_follow_from_the_averages(demonstration):
    live(demonstration, "2026-10-23T23:59", since="2026-10-12T00:00")

    given = TermMark.objects.select_related("term")
    assert {(mark.term.number, mark.term.system) for mark in given} == {(1, "quarter")}
    assert {mark.value for mark in given if mark.verdict} == {None}
    assert {mark.verdict for mark in given} == {Verdict.DIGIT, Verdict.NOT_ATTESTED}
    assert {mark.value - mark.proposed for mark in given if not mark.verdict} <= {0, 1}
    assert {bool(mark.comment) for mark in given if mark.value == mark.proposed} == {False}
    assert min(mark.recorded_at.astimezone(demonstration.lived_until.tzinfo).hour for mark in given) == 21


def test_year_marks_are_the_means_of_the_terms(demonstration):
    live(demonstration, "2027-05-26T23:59", since="2027-05-24T00:00")
    before = YearMark.objects.count()
    life = Life(demonstration, at("2027-09-01T10:00"))
    list(life.live())

    year = {(mark.student_id, mark.subject_id): mark for mark in YearMark.objects.all()}
    terms = {(mark.student_id, mark.subject_id): mark for mark in TermMark.objects.exclude(value=None)}
    assert terms != {}
    assert {key: year[key].value for key in terms} == {key: mark.value for key, mark in terms.items()}
    assert YearMark.objects.count() == before
    assert life.is_over


def test_what_a_visitor_has_written_stays(demonstration):
    lesson = Lesson.objects.filter(date="2026-10-08", course__kind="lesson").select_related("teacher").first()
    written = at("2026-10-08T09:00")
    write_topics([TopicEntry(lesson=lesson, topic="Своя тема", by=lesson.teacher, at=written)])

    live(demonstration, "2026-10-09T23:00", since="2026-10-08T00:00")

    lesson.refresh_from_db()
    assert lesson.topic == "Своя тема"


def test_lived_days_are_as_they_were_written(demonstration):
    live(demonstration, "2026-09-03T23:59")

    checked = check_history()

    assert (checked.faults, checked.links) == ([], Change.objects.count())
    assert seal_then(demonstration.lived_until) == checked.seal
