"""The history of a journal as a page: what was changed, found by filters, read stretch by stretch."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse

from journal import actions
from journal.enums import Presence, Way
from journal.models import TermMark, plan_of
from journal.rules.plan import changed, version
from tests import make
from tests.reading import lines, links, part

YESTERDAY = make.TODAY - make.days(1)
COLUMNS = 6
WORK = "Контрольная работа, вес 3, отметки не позднее 18.10.2026"


@pytest.fixture
def teacher(client, school, teacher):
    client.force_login(teacher)
    return teacher


@pytest.fixture
def neighbour(lesson):
    """A student of another class in the same course."""
    other = make.student("Белова", "Яна", school_class=make.school_class(7, "Б"))
    make.membership(lesson.course, other)
    return other


@pytest.fixture
def address(lesson):
    return reverse("journal:teacher-history", args=[lesson.course_id])


@pytest.fixture
def ask(client, address):
    """Open the history of the course, narrowed by what is asked."""
    return lambda **asked: client.get(address, asked)


def write_topic(lesson, text, *, by=None, at=make.NOW, **facts):
    actions.write_topics([actions.TopicEntry(lesson=lesson, topic=text, by=by or lesson.teacher, at=at, **facts)])


def told(response) -> list[list[str]]:
    """Return the cells of the table, row by row."""
    page = SimpleNamespace(content=response.content.replace(b"<br>", b" "))
    cells = part(page, "Почему") if "Почему" in lines(page) else []
    return [cells[first : first + COLUMNS] for first in range(0, len(cells) - COLUMNS + 1, COLUMNS)]


def new_values(response) -> list[str]:
    return [row[3] for row in told(response)]


def test_change_is_told_with_what_stood_and_stands_who_and_by_which_door(ask, lesson, student, teacher):
    teacher.device = "компьютер"
    work = make.work(lesson=lesson, by=teacher, moment=make.at(9))
    for value, way in ((3, Way.GRID), (4, Way.FORM)):
        entry = actions.MarkEntry(work=work, student=student, value=value, by=teacher, at=make.at(9, 5))
        actions.give_marks([entry], way=way)

    of_mark, author = "Абрамов Пётр, отметка 12.10, урок 1 · Контрольная работа", "Сидорова А. С."
    assert told(ask()) == [
        ["12.10.2026, 09:05", of_mark, "3", "4", f"{author} страница дневника, компьютер", "—"],
        ["12.10.2026, 09:05", of_mark, "—", "3", f"{author} журнал, компьютер", "—"],
        [
            "12.10.2026, 09:00",
            "работа 12.10, урок 1 · Контрольная работа",
            "—",
            WORK,
            f"{author} страница дневника, компьютер",
            "—",
        ],
    ]


def test_what_was_taken_away_is_said_by_its_own_word(ask, lesson, student):
    write_topic(lesson, "Степень")
    write_topic(lesson, "")
    make.absence(lesson=lesson, student=student)
    make.absence(lesson=lesson, student=student, presence=Presence.PRESENT)
    mark = make.mark(lesson=lesson, student=student)
    make.mark(work=mark.work, student=student, value=None)
    work = make.work(lesson=lesson, kind_code="dictation")
    actions.cancel_work(work, reason="Не та неделя", by=lesson.teacher, at=make.NOW)

    steps = [(old, new, reason) for _, _, old, new, _, reason in told(ask(corrections="on"))]
    assert steps == [
        ("Диктант, вес 2, отметки не позднее 18.10.2026", "отменена", "Не та неделя"),
        ("5", "снята", "—"),
        ("Н", "на уроке", "—"),
        ("Степень", "убрано", "—"),
    ]
    assert [row[2] for row in told(ask(matter="presence"))] == ["Н", "на уроке"]


def test_every_thing_of_a_lesson_is_told_with_its_place(ask, course, lesson, student, teacher):
    line = make.planned_topic(course, 1, "Степень")
    later = make.lesson(course=course, on=make.TODAY + make.days(2), number=3)
    work = make.work(lesson=lesson, kind_code="dictation", moment=make.at(7))
    told_by = {"by": teacher, "at": make.NOW}
    actions.move_work(work, lesson=later, by=teacher, at=make.at(7, 30))
    task = actions.HomeworkEntry(lesson=lesson, text="№ 89", due_lesson=later, **told_by)
    actions.write_homework([task])
    stood = plan_of(course)
    shifted = changed(stood, line.pk, hours=2)
    actions.rewrite_plan(course, shifted, seen=version(stood), reason="карантин", **told_by)

    assert [row[1:4] + row[5:] for row in told(ask(through="2026-10-12"))][:3] == [
        ["план тем", "1. Степень, 1 ч", "1. Степень, 2 ч", "карантин"],
        ["домашнее задание 12.10, урок 1", "—", "№ 89 (к 14.10.2026)", "—"],
        [
            "работа 14.10, урок 3 · Диктант",
            "Диктант, вес 2, отметки не позднее 18.10.2026, 12.10.2026, 1-й урок",
            "Диктант, вес 2, отметки не позднее 20.10.2026, 14.10.2026, 3-й урок",
            "—",
        ],
    ]


def test_what_was_typed_without_a_network_says_when(ask, lesson, teacher):
    write_topic(lesson, "Степень", typed_at=make.at(9, 42))
    write_topic(lesson, "Корень", typed_at=make.at(18, 5, on=YESTERDAY))
    write_topic(lesson, "Дробь", typed_at=make.NOW - timedelta(seconds=59))

    assert [row[0] for row in told(ask())] == [
        "12.10.2026, 10:00",
        "12.10.2026, 10:00 набрано 11.10 в 18:05 без связи",
        "12.10.2026, 10:00 набрано в 09:42 без связи",
    ]


def test_result_names_its_period(ask, course, lesson, student, teacher):
    entry = actions.ResultEntry(
        course=course,
        student=student,
        subject=course.subject,
        of={"term": make.term()},
        value=4,
        by=teacher,
        at=make.NOW,
    )
    actions.give_results(TermMark, [entry])

    assert [row[1] for row in told(ask())] == ["Абрамов Пётр, отметка за период I четверть"]


@pytest.fixture
def varied(lesson, student, neighbour, colleague):
    """Marks of two students, a topic corrected by another author on the next day."""
    work = make.work(lesson=lesson)
    make.mark(work=work, student=student, value=3)
    make.mark(work=work, student=neighbour, value=5)
    write_topic(lesson, "Степень")
    write_topic(lesson, "Корень", by=colleague, at=make.NOW + make.days(1))
    return {"student": student.pk, "neighbour": neighbour.pk, "author": colleague.pk}


@pytest.mark.parametrize(
    "asked, chip, found",
    [
        ({"matter": "topic"}, "Что: тема урока", ["Корень", "Степень"]),
        ({"student": "student"}, "Ученик: Абрамов Пётр", ["3"]),
        ({"author": "author"}, "Кто изменил: Чужова А. С.", ["Корень"]),
        ({"since": "2026-10-13"}, "Не раньше 13.10.2026", ["Корень"]),
        ({"through": "12.10.2026", "matter": "topic"}, "Не позже 12.10.2026", ["Степень"]),
        ({"corrections": "on"}, "Только исправления", ["Корень"]),
    ],
)
def test_history_is_narrowed_and_says_by_what(ask, address, teacher, varied, asked, chip, found):
    response = ask(**{name: varied.get(value, value) for name, value in asked.items()})

    rest = {name: value for name, value in asked.items() if name == "matter" and len(asked) > 1}
    off = f"{address}?matter=topic" if rest else address
    assert (new_values(response), links(response)[f"{chip} ×"]) == (found, off)
    assert links(response)["Сбросить отбор"] == address


def test_filters_hold_together_and_may_find_nothing(ask, teacher, varied):
    response = ask(student=varied["student"], matter="topic")

    assert "Ничего не найдено" in lines(response)


def test_filters_offer_those_whom_the_history_knows(ask, teacher, varied, student):
    make.student("Вовк", school_class=make.school_class())

    form = ask().context["form"]
    assert [name for _, name in form.fields["student"].choices] == ["все", "Абрамов Пётр", "Белова Яна"]
    authors = [name.replace("\u00a0", " ") for _, name in form.fields["author"].choices]
    assert authors == ["все", "Сидорова А. С.", "Чужова А. С."]


@pytest.mark.parametrize(
    "asked, mistake",
    [
        ({"since": "вчера"}, "Не раньше: Напишите день так: 16.11.2026."),
        ({"through": "1999-12-31"}, "Не позже: Выберите день не раньше 2000 года."),
        ({"through": "2100-01-01"}, "Не позже: Выберите день не позже 2099 года."),
        (
            {"since": "2026-10-13", "through": "2026-10-12"},
            "Не позже: Последний день раньше первого. Поменяйте их местами.",
        ),
        ({"student": "89"}, "Ученик: Выберите из списка."),
        ({"matter": "нечто"}, "Что: Выберите из списка."),
    ],
)
def test_senseless_filter_is_explained_and_kept(ask, teacher, varied, asked, mistake):
    response = ask(**asked, author=varied["author"])

    assert mistake in lines(response)
    assert (told(response), response.context["form"].data["author"]) == ([], str(varied["author"]))


def test_journal_without_changes_says_so(ask, teacher):
    assert "Записей пока нет" in lines(ask())


def test_long_history_is_read_stretch_by_stretch(client, ask, address, lesson, teacher):
    for number in range(60):
        write_topic(lesson, f"Тема {number}")

    first = ask(matter="topic")
    second = client.get(links(first)["Ещё →"])

    assert new_values(first) == [f"Тема {number}" for number in range(59, 9, -1)]
    assert new_values(second) == [f"Тема {number}" for number in range(9, -1, -1)]
    assert links(second)["← К новым"] == f"{address}?matter=topic"
    assert {"← К новым", "Ещё →"}.isdisjoint(links(ask(since="2026-10-13")))


@pytest.mark.parametrize("before", ["вчера", "-1", "9" * 30, ""])
def test_address_that_names_no_number_shows_the_newest(ask, lesson, teacher, before):
    write_topic(lesson, "Степень")

    assert new_values(ask(before=before)) == ["Степень"]


def test_homeroom_teacher_reads_of_the_own_class_and_of_the_lessons(client, ask, varied, homeroom):
    client.force_login(homeroom)

    response = ask()
    assert new_values(response) == ["Корень", "Степень", "3", WORK]
    assert [name for _, name in response.context["form"].fields["student"].choices] == ["все", "Абрамов Пётр"]


def test_deputy_reads_the_whole_journal(client, ask, varied, deputy):
    client.force_login(deputy)

    assert new_values(ask()) == ["Корень", "Степень", "5", "3", WORK]


@pytest.mark.parametrize("role", ["teacher", "homeroom", "deputy"])
def test_readers_are_led_to_the_other_pages_of_the_journal(request, client, ask, course, role):
    client.force_login(request.getfixturevalue(role))

    journal = reverse("journal:teacher-journal", args=[course.pk])
    assert {name: links(ask()).get(name) for name in ("Журнал", "История")} == {
        "Журнал": journal,
        "История": f"{journal}history/",
    }


@pytest.mark.parametrize("changes", [1, 3, 60])
def test_history_asks_the_same_number_of_queries(ask, lesson, teacher, changes, django_assert_num_queries):
    for number in range(changes):
        write_topic(lesson, f"Тема {number}")
    ask()

    with django_assert_num_queries(6):  # session, person, course, students, authors, changes
        ask(matter="topic", author=lesson.teacher_id)
