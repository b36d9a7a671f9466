"""The page of a journal on paper: students by days, what the lessons were about, lines to sign."""

from datetime import date

import pytest

from journal.actions import substitute
from journal.enums import Presence, TermSystem
from journal.models import CourseTeacher
from journal.views.paper.journal import COLUMNS, parted
from tests import make
from tests.papers import decide
from tests.reading import lines, links, part

SAID = "Выписка из электронного журнала по состоянию на 12.10.2026, 10:00"
FIRST, SECOND = date(2026, 9, 30), date(2026, 10, 9)
LEGEND = "Н — не был на уроке"


@pytest.fixture
def paper(teaching, course):
    """Return the paper of a term of the course as its teacher opens it."""
    return lambda *term, **facts: teaching.get(address(course, *term), **facts)


def address(course, number=1, system=TermSystem.QUARTER):
    return f"/teach/journals/{course.pk}/print/{make.term(number, system).pk}/"


def marks(response):
    """Return the words of the table of marks."""
    return part(response, "Ученик", to="Алгебра, 7 «А», I четверть. " + SAID)


def topics(response):
    found = part(response, "Домашнее задание")
    return found[: next(place for place, line in enumerate(found) if line.startswith(LEGEND))]


def test_paper_says_what_it_is_and_of_when(paper, lesson):
    response = paper()

    assert part(response, "Журнал: Алгебра, 7 «А»")[:4] == [
        make.school().full_name,
        "Алгебра, 7 «А» · I четверть 2026/27 учебного года",
        SAID,
        "№",
    ]


def test_students_stand_by_the_days_of_the_term(paper, course, student, belova):
    make.absence(lesson=make.lesson(course=course, on=FIRST), student=student)
    second = make.lesson(course=course, on=SECOND)
    make.mark(lesson=second, student=student, value=4)
    make.absence(lesson=second, student=belova, presence=Presence.LATE)
    work = make.work(lesson=second, kind_code="dictation-task")
    make.mark(work=work, student=student, value=5, second_value=4)
    decide(student, course, value=4, term=make.term())

    assert marks(paper()) == [
        *("сентябрь", "октябрь", "I четверть", "30", "9", "9ДЗд"),
        *("1", "Абрамов Пётр", "Н", "4", "5/4", "4"),
        *("2", "Белова Алёна", "ОП"),
    ]


def test_retake_is_named(paper, course, student):
    first = make.work(lesson=make.lesson(course=course, on=SECOND))
    make.work(lesson=make.lesson(course=course), students=[student], retake_of=first)

    assert part(paper(), "9К", to="1") == ["12", "12К пер."]


def test_what_is_not_the_student_s_is_drawn_so(paper, course, student):
    later = make.student("Белов", "Лев")
    make.membership(course, later, since=make.TODAY)
    make.lesson(course=course, on=SECOND)
    make.mark(lesson=make.lesson(course=course), student=later, value=5)

    assert part(paper(), "Белов Лев")[:2] == ["–", "5"]


def test_lessons_stand_with_topics_and_homework(paper, course):
    due = {"homework": "С. 26", "homework_due_on": make.TODAY}
    make.lesson(course=course, on=FIRST, topic="Степень", **due)
    make.lesson(course=course, on=SECOND, number=2, topic="Одночлен", mode="remote", homework_not_set=True)
    make.lesson(course=course, homework="№ 7", homework_is_listed=True)

    assert topics(paper()) == [
        *("30.09", "1", "Степень", "С. 26, на 12.10"),
        *("09.10", "2", "Одночлен (дистанционно)", "не задано"),
        *("12.10", "1", "№ 7 (не всем)"),
    ]


def test_substitute_is_named_beside_the_topic(paper, course, teacher, colleague):
    for number, place in ((1, "remote"), (2, "school")):
        lesson = make.lesson(course=course, number=number, topic="Степень", mode=place)
        substitute([lesson], teacher=colleague, reason="болезнь", by=teacher, at=make.NOW)
    make.lesson(course=course, number=3, topic="Одночлен")

    assert topics(paper()) == [
        *("12.10", "1", "Степень (дистанционно; замещение: Чужова А. С.)"),
        *("12.10", "2", "Степень (замещение: Чужова А. С.)"),
        *("12.10", "3", "Одночлен"),
    ]


def test_teachers_of_the_term_sign(paper, course, lesson, colleague):
    CourseTeacher.objects.create(course=course, teacher=colleague, since=make.TODAY)

    signed = [line for line in lines(paper()) if line.startswith(("Учитель", "Зам."))]

    assert signed == ["Учитель Сидорова А. С.", "Учитель Чужова А. С.", "Зам. директора"]


def test_course_without_a_teacher_leaves_the_line_empty(client, deputy, course, lesson):
    course.teachers.all().delete()
    client.force_login(deputy)

    assert [line for line in lines(client.get(address(course))) if line.startswith("Учитель")] == ["Учитель"]


def test_course_without_marks_has_no_column_for_a_result(paper, course, lesson):
    course.marks_since = None
    course.save()

    assert marks(paper()) == ["октябрь", "12", "1", "Абрамов Пётр"]


@pytest.mark.parametrize(
    "columns, parts", [(0, []), (1, [1]), (30, [30]), (31, [15, 16]), (62, [20, 21, 21]), (90, [30] * 3)]
)
def test_columns_fall_into_few_parts_alike(columns, parts):
    found = parted(list(range(columns)), most=COLUMNS)

    assert [len(part) for part in found] == parts
    assert [column for part in found for column in part] == list(range(columns))


def test_more_days_take_another_sheet_and_the_result_stands_on_the_last(paper, course, student):
    for day in range(COLUMNS + 1):
        make.lesson(course=course, on=make.TODAY - make.days(day))
    decide(student, course, verdict="not_attested", term=make.term())

    response = paper()

    shown = lines(response)
    assert shown.count("Алгебра, 7 «А» · I четверть 2026/27 учебного года") == 2
    assert [shown.count(word) for word in ("Абрамов Пётр", "I четверть", "н/а")] == [2, 1, 1]


@pytest.mark.parametrize("number", [1, 2])
def test_term_without_lessons_says_so(paper, number):
    assert lines(paper(number))[-1] == "Уроков в этом периоде ещё не было."


@pytest.mark.parametrize("term", [(1, TermSystem.HALF), None])
def test_term_of_another_system_or_of_nothing_is_no_page(paper, teaching, course, term):
    answer = paper(*term) if term else teaching.get(f"/teach/journals/{course.pk}/print/999/")

    assert answer.status_code == 404


def test_homeroom_teacher_prints_the_students_of_the_own_class(client, homeroom, school, course, lesson):
    make.membership(course, make.student("Яшин", school_class=make.school_class(8, "В")))
    client.force_login(homeroom)

    assert marks(client.get(address(course)))[3:] == ["1", "Абрамов Пётр"]


def test_journal_leads_to_its_paper(teaching, course, lesson):
    found = links(teaching.get(f"/teach/journals/{course.pk}/"))

    assert found["Распечатать страницу журнала"] == address(course)


@pytest.mark.parametrize("number", [1, 3])
def test_paper_asks_the_same_number_of_queries(paper, teaching, course, number, django_assert_num_queries):
    for day in range(number):
        child = make.membership(course, make.student("Белов", f"Лев {day}")).student
        work = make.work(lesson=make.lesson(course=course, on=make.TODAY - make.days(day)), students=[child])
        make.mark(work=work, student=child)
        decide(child, course, value=4, term=make.term())
    page = paper().request["PATH_INFO"]

    # Session, user, course, lessons, works, addressees, members, marks, noted, results, teachers.
    with django_assert_num_queries(11):
        teaching.get(page)


@pytest.mark.parametrize("number", [1, 3])
def test_paper_asks_once_who_held_lessons_instead(paper, teaching, course, number, django_assert_num_queries):
    for day in range(number):
        other = make.teacher(f"Белова {day}")
        make.lesson(course=course, on=make.TODAY - make.days(day), teacher=other, replaces=make.teacher())
    page = paper().request["PATH_INFO"]

    # Session, user, course, lessons, works, members, marks, noted, results, substitutes, teachers.
    with django_assert_num_queries(11):
        teaching.get(page)
