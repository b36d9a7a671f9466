"""The diary of a child: the week and the day, with what is there and what is promised."""

from datetime import date

import pytest

from journal.enums import Audience, DayOffKind, Mode, Presence
from journal.models import Lesson
from tests import make
from tests.owing import BESIDE
from tests.reading import lines, links, part

TUESDAY = make.TODAY + make.days(1)
AFTER_TESTS = make.TODAY + make.days(7)


@pytest.fixture
def mother(client, parent, school):
    client.force_login(parent)
    return client


@pytest.fixture
def opened(client, parent, student, school):
    """Open a page of the student as the mother, who signs in on the day on which she reads."""

    def open_page(page):
        client.force_login(parent)
        return client.get(f"/students/{student.pk}/{page}/")

    return open_page


@pytest.fixture
def week(opened):
    return lambda name="2026-W42": opened(f"diary/{name}")


@pytest.fixture
def day(opened):
    return lambda on=make.TODAY: opened(f"days/{on}")


def about(response, subject="Алгебра"):
    """Return what a page of one lesson says after the name of its subject."""
    return part(response, subject, to="Нет нужной информации?")


def test_week_shows_a_lesson_with_all_that_is_known(week, course, student):
    lesson = make.lesson(course=course, topic="Степени", homework="§ 4, № 12", homework_due_on=TUESDAY)
    make.mark(lesson=lesson, student=student, value=4, comment="хорошо объяснил")

    assert about(week())[:5] == [
        "4",
        "Тема: Степени",
        "Задание на вт, 13 октября: § 4, № 12",
        "Ответ на уроке: хорошо объяснил",
        "Вторник, 13 октября",
    ]


def test_week_is_named_and_leads_on(week, lesson, student):
    response = week()

    assert lines(response)[0] == "Пётр · 12–17 октября"
    assert list(links(response).items())[:8] == [
        ("Дневник", f"/students/{student.pk}/diary/"),
        ("Отметки", f"/students/{student.pk}/marks/"),
        ("Темы уроков", f"/students/{student.pk}/programme/"),
        ("Итоги", f"/students/{student.pk}/results/"),
        ("Домашние задания по срокам", f"/students/{student.pk}/homework/"),
        ("← 5–10 октября", f"/students/{student.pk}/diary/2026-W41/"),
        ("19–24 октября →", f"/students/{student.pk}/diary/2026-W43/"),
        ("Понедельник, 12 октября", f"/students/{student.pk}/days/2026-10-12/"),
    ]


def test_day_says_until_when_an_entry_may_be_absent(day, lesson):
    assert about(day())[1:3] == [
        "Тема: ▲ ещё не внесено, срок сегодня до 23:59 п. 4.1.4",
        "Задание: ▲ ещё не внесено, срок сегодня до 23:59 п. 4.1.4",
    ]


def test_day_says_since_when_an_entry_is_late(day, lesson, time_machine):
    time_machine.move_to(make.at(on=TUESDAY))

    assert about(day())[1:3] == [
        f"Тема: ■ срок прошёл 12.10, запись ещё не внесена п. 4.1.4 {BESIDE}",
        f"Задание: ■ срок прошёл 12.10, запись ещё не внесена п. 4.1.4 {BESIDE}",
    ]


@pytest.mark.parametrize(
    "facts, said",
    [
        ({"homework_not_set": True}, "Задание: не задано"),
        ({"homework": "Карточка 3", "homework_is_listed": True}, "Задание: не задано"),
        ({"homework": "Читать"}, "Задание: Читать"),
    ],
    ids=["not set", "for others", "no day"],
)
def test_day_tells_what_kind_of_nothing_was_set(day, course, facts, said):
    make.lesson(course=course, topic="Степени", **facts)

    assert about(day())[2] == said


def test_day_says_that_a_subject_sets_no_homework(day, teacher, student):
    course = make.course(teacher=teacher, students=[student], subject_name="Физкультура", homework_since=None)
    make.lesson(course=course, topic="Бег")

    assert about(day(), "Физкультура")[1:3] == ["Тема: Бег", "Задание: по этому предмету домашних заданий нет"]


def test_day_says_nothing_of_homework_and_marks_in_the_first_grade(mother, parent, teacher):
    first = make.school_class(1, "А")
    child = make.student("Абрамова", "Яна", school_class=first)
    make.guardianship(parent, child)
    course = make.course(teacher=teacher, students=[child], classes=[first], marks_since=None, homework_since=None)
    make.lesson(course=course, topic="Число 5")

    assert about(mother.get(f"/students/{child.pk}/days/{make.TODAY}/")) == [
        "8:00–8:40, Сидорова А. С.",
        "Тема: Число 5",
        "Вся неделя",
    ]


def test_week_shows_what_is_to_be_done_for_a_lesson_ahead(week, course):
    make.lesson(course=course, topic="Степени", homework="№ 12", homework_due_on=TUESDAY)
    make.lesson(course=course, on=TUESDAY)

    assert part(week(), "Вторник, 13 октября", to="Среда, 14 октября") == ["1", "Алгебра", "К уроку: № 12"]


def test_homework_set_ahead_of_a_lesson_is_shown_at_once(day, course):
    make.lesson(course=course, on=TUESDAY, homework="§ 6")

    assert "Задание: § 6" in about(day(TUESDAY))


def test_week_promises_the_mark_of_a_test(week, lesson):
    make.work(lesson=lesson)

    assert "Контрольная работа 12.10: отметка не позднее 18.10 (п. 4.1.2)" in lines(week())


def test_week_says_that_the_mark_of_a_test_is_late(week, lesson, time_machine):
    make.work(lesson=lesson)
    time_machine.move_to(make.at(on=AFTER_TESTS))

    assert f"Контрольная работа 12.10: ■ срок прошёл 18.10, отметка ещё не внесена (п. 4.1.2) {BESIDE}" in lines(week())


def test_a_late_mark_is_promised_no_more_and_its_lateness_not_told(week, lesson, student, time_machine):
    time_machine.move_to(make.at(on=AFTER_TESTS))
    make.mark(work=make.work(lesson=lesson), student=student, value=3, moment=make.at(on=AFTER_TESTS))

    assert about(week())[0] == "3"
    assert not [line for line in lines(week()) if "отметка" in line]


def test_day_shows_a_corrected_mark_with_what_stood_before(day, lesson, student):
    work = make.work(lesson=lesson)
    make.mark(work=work, student=student, value=3)
    make.mark(work=work, student=student, value=4, moment=make.at(9))

    assert about(day())[0] == "3 4 исправлено 12.10"


def test_day_counts_absences_above_its_lessons(day, course, student):
    for number in (1, 2, 3):
        lesson = make.lesson(course=course, number=number)
        make.absence(lesson=lesson, student=student, presence=Presence.LATE if number == 3 else Presence.ABSENT)

    assert part(day(), "Уроки", to="Алгебра") == ["Н, 2 урока", "1"]


def test_day_says_what_is_unusual_about_a_lesson(day, course, colleague, teacher):
    make.lesson(course=course, number=1, teacher=colleague, replaces=teacher, mode=Mode.REMOTE, room="24")
    make.lesson(course=course, number=2, cancelled_at=make.NOW, cancel_reason="нет отопления")
    make.lesson(course=course, number=3, cancelled_at=make.NOW)

    found = lines(day())

    assert part(day(), "Алгебра")[:2] == [
        "8:00–8:40, кабинет 24, Чужова А. С.",
        "○ дистанционно; замена: урок ведёт Чужова А. С.",
    ]
    assert [line for line in found if "отменён" in line] == ["○ отменён: нет отопления", "○ отменён"]


def test_day_gives_the_beginning_of_a_lesson_without_a_bell(day, lesson):
    Lesson.objects.update(starts_at=make.at(7, 5))

    assert about(day())[0] == "7:05, Сидорова А. С."


def test_week_keeps_a_lesson_of_others_to_itself(week, course, teacher):
    other = make.course(teacher=teacher, subject_name="Химия", students=[make.student("Белова")])
    make.lesson(course=other)
    make.lesson(course=course)

    assert ("Алгебра" in lines(week()), "Химия" in lines(week())) == (True, False)


@pytest.mark.parametrize(
    "name, title, text",
    [
        ("2026-W44", "Осенние каникулы", "По 31 октября, уроки с пн, 2 ноября."),
        ("2026-W47", "Уроки ещё не внесены", "Они появятся здесь, когда учебная часть внесёт расписание на эти дни."),
        ("2026-W40", "Уроков не было", None),
        (
            "2027-W27",
            "Занятий нет: это время вне учебного года",
            "Учебный год 2026/27: с 1 сентября 2026 года по 26 мая 2027 года.",
        ),
    ],
    ids=["days off", "not drawn up", "past", "summer"],
)
def test_week_without_lessons_says_why(week, name, title, text):
    make.day_off(date(2026, 10, 26), date(2026, 10, 31), title="Осенние каникулы", kind=DayOffKind.BREAK)

    assert part(week(name), title, to="Нет нужной информации?") == ([text] if text else [])


def test_week_without_a_year_says_what_to_wait_for(client, school, deputy):
    child = make.student("Абрамов", "Пётр")
    client.force_login(deputy)

    assert "Учебный год ещё не внесён" in lines(client.get(f"/students/{child.pk}/diary/", follow=True))


def test_day_off_inside_a_week_is_named(week, lesson):
    make.day_off(TUESDAY, title="День города")

    assert part(week(), "Вторник, 13 октября", to="Среда, 14 октября") == ["День города, по 13 октября"]


def test_last_day_off_of_the_year_promises_no_lessons(day):
    make.day_off(date(2027, 5, 24), date(2027, 5, 26), title="Отмена занятий", kind=DayOffKind.ORDER)

    assert part(day("2027-05-25"), "Отмена занятий")[0] == "По 26 мая."


def test_sunday_is_a_day_of_rest(day):
    assert part(day("2026-10-11"), "Выходной день")[0] == "Уроки с пн, 12 октября."


@pytest.mark.parametrize(
    "on, previous, following",
    [
        ("2026-10-12", "сб, 10 октября", "вт, 13 октября"),
        ("2026-10-17", "пт, 16 октября", "пн, 19 октября"),
        ("2026-09-01", None, "ср, 2 сентября"),
        ("2027-05-26", "вт, 25 мая", None),
    ],
)
def test_day_leads_to_its_neighbours_in_the_year(day, on, previous, following):
    found = " ".join(part(day(on), "Итоги"))

    assert (f"← {previous}" in found, f"{following} →" in found) == (bool(previous), bool(following))


@pytest.mark.parametrize("name", ["2025-W53", "2026-W60", "1999-W10", "now"])
def test_week_that_is_not_there_is_no_page(week, name):
    assert lines(week(name))[0] == "Страница не найдена"


@pytest.mark.parametrize("lessons", [1, 3])
@pytest.mark.parametrize("page", ["diary/2026-W42", "days/2026-10-12"])
def test_pages_ask_the_same_number_of_queries(mother, student, course, page, lessons, django_assert_num_queries):
    for number in range(1, lessons + 1):
        lesson = make.lesson(course=course, number=number, topic="Степени", homework="№ 1", homework_due_on=make.TODAY)
        make.mark(lesson=lesson, student=student, value=4)
        make.mark(lesson=lesson, student=student, version=1)
        make.work(lesson=lesson, audience=Audience.PRESENT)
    mother.get(f"/students/{student.pk}/{page}/")

    with django_assert_num_queries(6):  # session, user, children, lessons, marks, promises
        mother.get(f"/students/{student.pk}/{page}/")
