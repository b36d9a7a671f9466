"""Of what the lived year reminds: the diary in the morning, the deputy on Fridays, families; and what is read."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils.timezone import localtime

from accounts.models import Guardianship, Notice
from demo.living.reminders import MOST, MUCH, Reminders
from demo.living.year import Life
from journal.enums import Duty, ReminderKind
from journal.models import Homeroom, Lesson, RemindedDuty, Reminder
from tests.living import at, live

BEGAN, ENDED = "2026-10-05T00:00", "2026-10-10T12:00"


def sent():
    """What was sent and when it was read, by words that do not depend on the order of writing."""
    rows = Reminder.objects.select_related("recipient", "sent_by", "notice")
    return sorted(
        (row.recipient.code, row.kind, row.text, row.sent_at, str(row.notice.read_at), row.sent_by and row.sent_by.code)
        for row in rows
    )


def test_days_missed_remind_as_if_they_had_been_lived_in_time(demonstration):
    with transaction.atomic():
        live(demonstration, ENDED, since=BEGAN)
        in_one_go = sent()
        transaction.set_rollback(True)

    live(demonstration, "2026-10-06T07:05", since=BEGAN)
    live(demonstration, "2026-10-08T19:00")
    live(demonstration, "2026-10-09T16:31")
    live(demonstration, ENDED)

    assert sent() == in_one_go
    assert {kind for _, kind, *_ in in_one_go} >= {ReminderKind.MORNING, ReminderKind.HAND}


@pytest.fixture
def week(demonstration):
    live(demonstration, ENDED, since=BEGAN)


def test_morning_names_what_fell_overdue_at_midnight(week):
    rows = RemindedDuty.objects.filter(reminder__kind=ReminderKind.MORNING, lesson__isnull=False)
    rows = list(rows.select_related("reminder", "lesson"))

    assert rows != []
    for row in rows:
        told_at, lesson = localtime(row.reminder.sent_at), row.lesson
        made_at = getattr(lesson, f"{row.duty}_recorded_at")
        assert lesson.deadline_on(Duty(row.duty)) == told_at.date() - timedelta(days=1)
        assert lesson.debtor(Duty(row.duty)) == row.reminder.recipient_id
        assert made_at is None or made_at > told_at


def test_deputy_reminds_on_friday_those_who_owe_the_most(week):
    rows = Reminder.objects.filter(kind=ReminderKind.HAND).with_fate()

    assert {localtime(row.sent_at).strftime("%A %H:%M") for row in rows} == {"Friday 16:30"}
    assert {row.sent_by.login for row in rows.select_related("sent_by")} == {"deputy"}
    assert 0 < len(rows) <= MOST
    assert min(row.named for row in rows) >= MUCH


def test_most_is_read_within_a_day_and_not_at_night(week):
    told = list(Notice.objects.filter(told_at__lt=at("2026-10-09T00:00")))
    read = [notice for notice in told if notice.read_at]

    assert len(told) / 2 < len(read) < len(told)
    assert {notice.told_at < notice.read_at < notice.told_at + timedelta(days=1) for notice in read} == {True}
    assert {7 <= localtime(notice.read_at).hour < 22 for notice in read} == {True}


@pytest.fixture
def friday(demonstration):
    """Those who remind on Friday, and what is late then."""
    live(demonstration, "2026-10-09T19:00", since=BEGAN)
    life = Life(demonstration, at("2026-10-09T20:00"))
    return life.reminders, life.reminders._late([date(2026, 10, 9)])


def evenings(reminders, late, *, pressed=()):
    """Let families remind on the same evening as often as it takes one of them to do so."""
    pressed = set(pressed)
    for seed in range(50):
        reminders.register.seed = seed
        reminders._press(at("2026-10-09T19:30"), late, pressed)
    return pressed


def test_family_reminds_of_what_its_child_s_diary_lacks(friday):
    pressed = evenings(*friday)

    sent = Reminder.objects.filter(kind=ReminderKind.FAMILY).select_related("sent_by")
    named = RemindedDuty.objects.filter(reminder__in=sent).select_related("lesson")
    assert {row.key for row in named} == pressed != set()
    assert len(pressed) == len(sent)
    for row in named.select_related("reminder"):
        children = Guardianship.objects.filter(guardian=row.reminder.sent_by_id).values("child")
        assert row.lesson.course.memberships.filter(student__in=children).exists()
    assert Homeroom.objects.filter(teacher__in=Notice.objects.filter(text__startswith="Семья из").values("recipient"))


def test_nobody_is_reminded_twice_of_the_same_by_families(friday):
    reminders, late = friday
    every = {row.duty.key for row in late}

    assert evenings(reminders, late, pressed=every) == every
    assert Reminder.objects.filter(kind=ReminderKind.FAMILY, sent_at=at("2026-10-09T19:30")).count() == 0


def test_children_without_guardians_remind_of_nothing(friday):
    reminders, late = friday
    reminders.guardians.clear()

    assert evenings(reminders, late) == set()


def test_who_has_been_told_that_morning_is_not_told_again(demonstration):
    live(demonstration, "2026-10-07T23:00", since=BEGAN)
    before = Reminder.objects.filter(kind=ReminderKind.MORNING)
    told = before.filter(sent_on=date(2026, 10, 7)).count()
    life = Life(demonstration, at("2026-10-07T23:30"))
    again = Reminders(life.register, lambda moment: True)

    again.remind([date(2026, 10, 7)])

    assert before.filter(sent_on=date(2026, 10, 7)).count() == told > 0


def test_late_marks_are_known_by_when_they_were_given(demonstration):
    live(demonstration, "2026-10-10T12:00", since="2026-09-14T00:00")
    life = Life(demonstration, at("2026-10-10T13:00"))
    late = life.reminders._late([date(2026, 9, 21) + timedelta(days=number) for number in range(20)])

    made = [row for row in late if row.made_at and row.duty.key.duty == Duty.WRITTEN]
    assert made != []
    assert {row.made_at.date() > row.duty.due for row in made} == {True}
    assert Lesson.objects.filter(pk__in=[row.duty.lesson for row in made]).exists()
