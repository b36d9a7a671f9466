"""What the deputy of the demonstration does about deadlines, whenever the days are lived."""

from datetime import date

from django.db import transaction
from django.db.models import F

from accounts.models import Notice, User
from demo.living.habits import odd_ones
from demo.living.register import Register
from journal.enums import Duty
from journal.models import Lesson, Mark, Membership, Pause, PauseRequest, Waiver, Work
from tests import make
from tests.living import SEED, at, live


def control():
    """What the control keeps, and the last days of what was written, by names that do not depend on the order."""
    place = ("course__code", "date", "number")
    return {
        "pauses": list(Pause.objects.order_by("recorded_at").values_list("teacher__code", "first_day", "recorded_at")),
        "requests": list(PauseRequest.objects.order_by("asked_at").values_list("teacher__code", "answered_at")),
        "lessons": sorted(
            Lesson.objects.filter(topic_deadline_on__gt=F("date")).values_list(*place, "topic_deadline_on")
        ),
        "marks": sorted(
            Mark.objects.filter(due_moved=True).values_list(
                "student__code", "course__code", "date", "due_on", "work__kind__code", "work__lesson__number"
            ),
            key=str,
        ),
        "told": sorted(Notice.objects.values_list("recipient__code", "text", "told_at", "read_at"), key=str),
    }


def test_control_lived_late_is_as_if_it_had_been_lived_in_time(demonstration):
    began = "2026-09-22T00:00"
    with transaction.atomic():
        live(demonstration, "2026-09-30T12:00", since=began)
        in_one_go = control()
        transaction.set_rollback(True)

    for until in ("2026-09-23T17:00", "2026-09-24T06:59", "2026-09-24T12:40", "2026-09-29T12:29", "2026-09-30T12:00"):
        live(demonstration, until, since=began)
        began = until

    assert control() == in_one_go
    assert len(in_one_go["marks"]) > 10
    assert len(in_one_go["told"]) > 10


def test_pauses_of_autumn_are_recorded(demonstration):
    live(demonstration, "2026-09-30T12:00", since="2026-09-22T00:00")

    ill = Register(SEED).leaves[0].teacher
    teacher = User.objects.get(login="teacher").code
    rows = Pause.objects.order_by("recorded_at")
    assert [
        (row.teacher and row.teacher.code, row.first_day, row.last_day, row.reason, row.is_recorded_afterwards)
        for row in rows.with_people()
    ] == [
        (teacher, date(2026, 9, 24), date(2026, 9, 25), "away", False),
        (ill, date(2026, 9, 21), date(2026, 10, 4), "sick_leave", True),
        (None, date(2026, 9, 29), date(2026, 9, 29), "outage", False),
    ]
    accepted, declined = PauseRequest.objects.order_by("asked_at")
    assert (accepted.teacher.code, accepted.pause, declined.pause) == (teacher, rows[0], None)
    assert "шесть дней" in declined.decline_words
    assert not Notice.objects.filter(key__startswith="pause-asked-").unread().exists()


def test_pause_of_winter_is_recorded_in_advance(demonstration):
    leave = Register(SEED).leaves[1]

    live(demonstration, f"{leave.first - make.days(1)}T12:00", since=f"{leave.first - make.days(5)}T00:00")

    row = Pause.objects.get()
    assert (row.teacher.code, row.first_day, row.last_day) == (leave.teacher, leave.first, leave.last)
    assert not row.is_recorded_afterwards
    assert row.document == "Приказ о замещении № 12-к"


def test_homework_that_nobody_writes_is_waived_twice(demonstration):
    never, *_ = odd_ones(SEED, Register(SEED).odd)

    live(demonstration, "2026-10-06T13:00", since="2026-10-06T00:00")

    waived = Waiver.objects.select_related("lesson__teacher")
    assert {(row.duty, row.lesson.teacher.code) for row in waived} == {(Duty.HOMEWORK, never)}
    assert {row.lesson.date >= date(2026, 9, 21) for row in waived} == {True}
    assert waived.count() == 2


def test_forgotten_mark_is_waived(demonstration):
    lesson = (
        Lesson.objects.filter(date="2026-09-10", course__marks_since__isnull=False).select_related("teacher").first()
    )
    work = make.work(lesson=lesson, moment=at("2026-09-10T12:00"))
    first = Membership.objects.filter(course=lesson.course).order_by("student__code").first()

    live(demonstration, "2026-11-12T13:00", since="2026-11-12T00:00")

    row = Waiver.objects.get()
    assert (row.duty, row.work, row.student_id, row.reason) == (
        Duty.WRITTEN,
        Work.objects.get(pk=work.pk),
        first.student_id,
        "Тетрадь утеряна в школе",
    )


def test_deputy_is_not_stopped_by_what_a_visitor_has_done(demonstration):
    visitor = make.person()
    make.pause(date(2026, 9, 29), moment=at("2026-09-29T08:00"), by=visitor)

    live(demonstration, "2026-09-29T23:00", since="2026-09-29T12:35")

    assert Pause.objects.get().recorded_by == visitor
