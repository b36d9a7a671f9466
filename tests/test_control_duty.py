"""One duty: until when and why, who entered what, of what it was reminded, and how it is taken away."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.enums import NoticeKind
from accounts.models import Notice
from journal.actions import cancel_lessons
from journal.enums import PauseReason, ReminderKind
from journal.models import Waiver
from tests import make
from tests.controlling import cells_of, facts, remind, section
from tests.reading import lines, links

COLUMNS = 6
MONDAY = date(2026, 10, 5)
FRIDAY = date(2026, 10, 9)
pytestmark = pytest.mark.usefixtures("school")


@pytest.fixture
def opened(client, deputy):
    """Return the page of a duty as the deputy director opens it."""
    client.force_login(deputy)
    return lambda key: client.get(address(key))


@pytest.fixture
def waive(client, deputy):
    """Send the form of the deputy director."""
    client.force_login(deputy)
    return lambda key, **typed: client.post(address(key), typed)


@pytest.fixture
def written(course, belova, student):
    """A test of last Monday: a mark for one student on its day, none for the other."""
    work = make.work(lesson=make.lesson(course=course, on=MONDAY))
    make.mark(work=work, student=student)
    return work


def address(key):
    return reverse("journal:control-duty", args=[key])


def counting(response) -> list[str]:
    return section(response, "counting")[1:]


def changes(response) -> list[list[str]]:
    return cells_of(response, COLUMNS)


def test_page_says_what_is_owed_by_whom_until_when_and_why(opened, written, belova):
    response = opened(f"written-{written.pk}-{belova.pk}")

    assert facts(response) == [
        *("Урок", "пн, 5 октября, 1-й урок, Алгебра, 7 «А»"),
        *("Работа", "Контрольная работа", "Ученик", "Белова Алёна"),
        *("Кто вносит", "Сидорова Анна Сергеевна", "Срок", "вчера", "Внесено", "записи нет"),
        *("Состояние", "■ просрочено на 1 день"),
    ]
    assert counting(response) == [
        "п. 4.1.2: 6 дней после дня работы (пн, 5 октября), выходные и праздники считаются.",
        "Последний день: вс, 11 октября.",
    ]
    journal = reverse("journal:teacher-journal", args=[written.course_id])
    lesson = links(response)["пн, 5 октября, 1-й урок, Алгебра, 7 «А»"]
    assert lesson == f"{journal}?lesson={written.lesson_id}"


@pytest.mark.parametrize(
    "key, said",
    [
        ("topic-{lesson}", "п. 4.1.4: в день урока (пт, 9 октября), до 23:59."),
        ("mark-{work}-{student}", "п. 4.1.1: в день получения отметки (пн, 12 октября), до 23:59."),
    ],
)
def test_day_of_what_is_due_at_once_is_its_base_day(opened, course, student, key, said):
    lesson = make.lesson(course=course, on=date(2026, 10, 9))
    received = {"received_on": make.TODAY, "received_reason": "Отвечал на перемене"}
    mark = make.mark(lesson=lesson, student=student, moment=make.NOW, **received)

    key = key.format(lesson=lesson.pk, work=mark.work_id, student=student.pk)

    assert counting(opened(key))[0] == said


def test_work_done_later_counts_from_its_own_day(opened, written, belova):
    make.mark(work=written, student=belova, value=None, done_on=FRIDAY, moment=make.at(9, on=FRIDAY))

    assert counting(opened(f"written-{written.pk}-{belova.pk}")) == [
        "п. 4.1.2: 6 дней после дня выполнения работы (пт, 9 октября), выходные и праздники считаются.",
        "Последний день: чт, 15 октября.",
    ]


def test_pauses_that_moved_the_day_are_named(opened, written, belova, teacher, colleague, deputy):
    leave = {"reason": PauseReason.SICK_LEAVE, "words": "", "document": "Лист № 5"}
    make.pause(date(2026, 10, 8), date(2026, 10, 9), teacher=teacher, by=deputy, **leave)
    make.pause(date(2026, 10, 9), by=deputy)
    make.pause(date(2026, 10, 9), teacher=colleague)
    make.pause(MONDAY)

    response = opened(f"written-{written.pk}-{belova.pk}")

    author = "(внесено 12.10.2026, Власова Н. А.)"
    assert counting(response)[1:] == [
        "Без приостановки срок был бы 11 октября. Не считаются дни:",
        f"с 8 по 9 октября: больничный лист, Лист № 5 {author}",
        f"9 октября: сбой связи или дневника, для всех, Авария на линии {author}",
        "Последний день: вт, 13 октября.",
    ]


def test_evidence_tells_who_entered_what_and_when(opened, written, student, belova):
    make.mark(work=written, student=student, value=4, moment=make.at(9))
    make.absence(lesson=written.lesson, student=belova, moment=make.at(9, 30))

    mine, others = (changes(opened(f"written-{written.pk}-{person.pk}")) for person in (student, belova))

    assert [(row[0], row[2], row[3]) for row in mine] == [
        ("12.10.2026, 09:00", "5", "4"),
        ("05.10.2026, 08:00", "—", "5"),
        ("05.10.2026, 08:00", "—", "Контрольная работа, вес 3, отметки не позднее 11.10.2026"),
    ]
    assert [(row[0], row[3]) for row in others] == [
        ("12.10.2026, 09:30", "Н"),
        ("05.10.2026, 08:00", "Контрольная работа, вес 3, отметки не позднее 11.10.2026"),
    ]


def test_evidence_of_a_topic_leaves_other_entries_of_the_lesson_out(opened, lesson, student, deputy):
    make.write_topic(lesson, at=make.at(9))
    make.mark(lesson=lesson, student=student)
    tomorrow = make.at(on=date(2026, 10, 13))
    cancel_lessons([lesson], reason="Карантин", by=deputy, at=tomorrow)

    said = [(row[3], row[5]) for row in changes(opened(f"topic-{lesson.pk}"))]

    assert said == [("отменён", "Карантин"), ("Степень", "—")]


def test_entry_without_a_history_says_so(opened, lesson):
    assert "Об этой записи в истории журнала ничего нет." in lines(opened(f"homework-{lesson.pk}"))


def test_reminders_tell_who_sent_them_and_whether_they_were_read(opened, written, belova, teacher, parent):
    notice = {"recipient": teacher, "kind": NoticeKind.DUTY, "text": "Внесите", "key": "1", "read_at": make.NOW}
    notice = Notice.objects.create(**notice, told_at=make.NOW)
    remind(written, belova, at=make.at(7), kind=ReminderKind.MORNING, sent_by=None, notice=notice)
    remind(written, belova, at=make.at(8), kind=ReminderKind.FAMILY, sent_by=parent)
    remind(written, belova, at=make.at(9))

    found = section(opened(f"written-{written.pk}-{belova.pk}"), "reminders")[1:]

    to = "Сидорова А. С."
    assert found == [
        f"12.10.2026, 09:00, напоминание завуча: {to} (от кого: {to}; прочитано: ещё нет)",
        f"12.10.2026, 08:00, напоминание семьи: {to} (от кого: семья; прочитано: ещё нет)",
        f"12.10.2026, 07:00, что просрочено: {to} (от кого: дневник; прочитано: 12.10.2026, 10:00)",
    ]


@pytest.mark.parametrize(
    "key",
    [
        "topic-0",
        "topic-89000",
        "topic-" + "9" * 30,
        "written-89000-89000",
        "topic-1-2",
        "nothing-1",
        "written-1",
        "--",
    ],
)
def test_duty_of_nothing_is_no_page(client, deputy, lesson, key):
    client.force_login(deputy)

    assert client.get(f"/control/duties/{key}/").status_code == 404


def test_lesson_that_has_not_begun_has_no_duty(opened, course):
    lesson = make.lesson(course=course, number=8)

    assert opened(f"topic-{lesson.pk}").status_code == 404


# --- Taking a duty away


@pytest.mark.parametrize("key", ["topic-{lesson}", "homework-{lesson}", "written-{work}-{student}"])
def test_deputy_takes_an_overdue_duty_away(waive, opened, written, belova, deputy, key):
    key = key.format(lesson=written.lesson_id, work=written.pk, student=belova.pk)

    response = waive(key, reason="  Болела 5–12 октября ")

    waiver = Waiver.objects.get()
    assert (response.url, waiver.reason, waiver.waived_by) == (address(key), "Болела 5–12 октября", deputy)
    page = opened(key)
    assert section(page, "waiver")[1:] == [
        "Болела 5–12 октября",
        "Власова Н. А., 12.10.2026, 10:00",
    ]
    assert "Состояние снято" in " ".join(lines(page))
    assert page.context["form"] is None


def test_waiver_without_a_reason_is_refused(waive, written):
    response = waive(f"topic-{written.lesson_id}", reason=" ")

    assert "Причина: Напишите, почему обязанность снимается." in lines(response)
    assert not Waiver.objects.exists()


def test_waiver_with_a_long_reason_keeps_it(waive, written):
    response = waive(f"topic-{written.lesson_id}", reason="х" * 201)

    assert "Причина: Уместится 200 знаков. Сократите причину." in lines(response)
    assert "х" * 201 in response.text


def test_refusal_is_said_and_the_reason_is_kept(waive, lesson):
    response = waive(f"topic-{lesson.pk}", reason="Карантин")

    assert "Срок ещё не прошёл: запись можно внести по 12.10.2026. Снимают только просроченное." in lines(response)
    assert 'value="Карантин"' in response.text
    assert not Waiver.objects.exists()


@pytest.mark.parametrize("key", ["topic-{lesson}", "homework-{lesson}"])
def test_form_stands_where_there_is_something_to_take_away(opened, busy, lesson, key):
    overdue, due = (opened(f"topic-{of.pk}").context["form"] for of in (busy, lesson))

    assert (overdue is not None, due) == (True, None)


def test_director_reads_and_takes_nothing_away(client, director, written):
    client.force_login(director)
    page = address(f"topic-{written.lesson_id}")

    assert client.get(page).context["form"] is None
    assert client.post(page, {"reason": "Карантин"}).status_code == 403
    assert not Waiver.objects.exists()


@pytest.mark.parametrize("number", [1, 3])
def test_duty_asks_the_same_number_of_queries(opened, written, belova, number, django_assert_max_num_queries):
    for hour in range(number):
        remind(written, belova, at=make.at(7 + hour))
        make.pause(date(2026, 10, 7 + hour))
    key = f"written-{written.pk}-{belova.pk}"
    opened(key)

    # Session, person; duty, work, people; mark, pauses, changes, reminders.
    with django_assert_max_num_queries(9):
        opened(key)
