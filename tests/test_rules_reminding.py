"""When the diary reminds, and in which words."""

from datetime import date, time

import pytest

from accounts.enums import Role
from journal.enums import Duty, ReminderKind
from journal.rules import reminding
from journal.rules.duties import DutyKey
from journal.rules.reminding import OpenDuty, Part

TODAY, TOMORROW = date(2026, 10, 12), date(2026, 10, 13)


def of_lesson(duty=Duty.TOPIC, place=1, *, due=TODAY, day=TODAY, course="Алгебра, 7 «А»"):
    return OpenDuty(DutyKey(duty, place), teacher=5, due=due, lesson=place, date=day, course=course)


def of_work(work, students, *, due=TODAY, day=date(2026, 10, 6), kind="Контрольная работа"):
    return [
        OpenDuty(DutyKey(Duty.WRITTEN, work, student), 5, due, 1, day, "Алгебра, 7 «А»", kind) for student in students
    ]


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "clock, kinds",
    [
        (time(0), []),
        (time(6, 59, 59), []),
        (time(7), [ReminderKind.WEEKLY, ReminderKind.MORNING]),
        (time(16, 59, 59), [ReminderKind.WEEKLY, ReminderKind.MORNING]),
        (time(17), [ReminderKind.WEEKLY, ReminderKind.MORNING, ReminderKind.EVENING]),
        (time(23, 59), [ReminderKind.WEEKLY, ReminderKind.MORNING, ReminderKind.EVENING]),
    ],
)
def test_hour_decides_of_what_there_is_to_tell(clock, kinds):
    assert reminding.occasions(clock) == kinds


def test_evening_tells_of_today_and_of_tomorrow():
    duties = [of_lesson(), of_lesson(Duty.HOMEWORK), *of_work(3, range(9), due=TOMORROW)]

    assert plain(reminding.in_short(reminding.evening(duties, TODAY))) == (
        "Внести сегодня до 23:59: 2 записи. 12.10, Алгебра, 7 «А»: тема, задание. "
        "Внести завтра: 9 записей. 06.10, Алгебра, 7 «А»: Контрольная работа, 9 отметок."
    )


@pytest.mark.parametrize(
    "due, heads", [(TODAY, ["Внести сегодня до 23:59: 1 запись"]), (TOMORROW, ["Внести завтра: 1 запись"])]
)
def test_evening_is_silent_about_a_day_on_which_nothing_is_due(due, heads):
    assert [plain(part.head) for part in reminding.evening([of_lesson(due=due)], TODAY)] == heads


def test_nothing_due_and_nothing_overdue_is_no_digest():
    assert (reminding.evening([], TODAY), reminding.overdue([])) == ([], [])


def test_lines_gather_the_lessons_of_a_day_and_keep_works_apart():
    duties = [
        *of_work(4, [7], kind="Диктант"),
        *of_work(3, [7, 8]),
        of_lesson(place=2),
        of_lesson(place=1),
        of_lesson(place=9, course="Алгебра, 7 «Б»"),
        of_lesson(Duty.HOMEWORK, place=8, day=date(2026, 10, 5)),
    ]

    assert [plain(line) for line in Part("", duties).lines] == [
        "05.10, Алгебра, 7 «А»: задание",
        "06.10, Алгебра, 7 «А»: Диктант, отметка",
        "06.10, Алгебра, 7 «А»: Контрольная работа, 2 отметки",
        "12.10, Алгебра, 7 «А»: 2 темы",
        "12.10, Алгебра, 7 «Б»: тема",
    ]


def test_letter_says_the_same_in_lines():
    duties = [of_lesson(), of_lesson(Duty.HOMEWORK), *of_work(3, range(9), due=TOMORROW)]

    assert plain(reminding.in_full(reminding.evening(duties, TODAY))) == (
        "Внести сегодня до 23:59: 2 записи\n— 12.10, Алгебра, 7 «А»: тема, задание\n\n"
        "Внести завтра: 9 записей\n— 06.10, Алгебра, 7 «А»: Контрольная работа, 9 отметок"
    )


@pytest.mark.parametrize("told, room", [(reminding.in_short, reminding.ROOM), (reminding.in_full, 1700)])
@pytest.mark.parametrize("number", [1, 5, 20, 200])
def test_digest_fits_its_room_and_counts_all(told, room, number):
    late = [of_lesson(place=place, day=date(2026, 9, 1 + place % 30), course=f"К{place}") for place in range(number)]
    parts = [*reminding.evening([*late[:1], of_lesson(due=TOMORROW)], TODAY), *reminding.overdue(late)]

    text = plain(told(parts))

    assert len(text) <= room
    assert f"Просрочено: {number} запис" in text
    assert ("и другие" in text) == (number == 200 or (number == 20 and room == reminding.ROOM))


def test_digest_without_room_for_a_line_says_the_numbers():
    parts = reminding.overdue([of_lesson(course="К" * 390)])

    assert plain(reminding.in_short(parts)) == "Просрочено: 1 запись."


def test_deputy_is_offered_words_that_fit_whatever_is_overdue():
    late = [of_lesson(place=place, day=date(2026, 9, 1 + place % 30), course=f"К{place}") for place in range(50)]

    words = plain(reminding.proposed(late, Role.DEPUTY))

    assert len(words) <= reminding.ROOM
    assert words.startswith("Заместитель директора напоминает. Просрочено: 50 записей. 01.09, К0: тема;")
    assert words.endswith("и другие. Внесите, пожалуйста, или напишите, что мешает.")


def test_family_is_named_to_nobody():
    [duty] = of_work(3, [7], due=TODAY)

    assert plain(reminding.by_family(duty)) == (
        "Семья ученика напоминает: срок прошёл 12.10, записи нет. 06.10, Алгебра, 7 «А»: Контрольная работа, отметка."
    )
    assert plain(reminding.to_homeroom(duty, "Сидорова А. С.")) == (
        "Семья из вашего класса напомнила учителю (Сидорова А. С.): срок прошёл 12.10. "
        "06.10, Алгебра, 7 «А»: Контрольная работа, отметка."
    )


@pytest.mark.parametrize("text, refused", [("", True), (" \n", True), ("Внесите темы", False)])
def test_reminder_needs_words(text, refused):
    assert bool(reminding.says_nothing(text)) is refused
