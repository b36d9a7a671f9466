"""The marks of a child: all subjects of a term, one subject, one entry."""

from datetime import date

import pytest

from journal import actions
from journal.enums import Presence, Retake, TermSystem
from journal.models import TermMark
from tests import make
from tests.reading import lines, links, part

END = "Нет нужной информации?"


@pytest.fixture
def opened(client, parent, student, school):
    client.force_login(parent)
    return lambda page: client.get(f"/students/{student.pk}/{page}")


@pytest.fixture
def term_mark(student, course, teacher):
    return TermMark.objects.create(
        student_id=student.pk,
        subject=course.subject,
        course=course,
        term=make.term(),
        value=4,
        given_by=teacher,
        recorded_at=make.NOW,
        recorded_on=make.TODAY,
    )


def row(response, subject="Алгебра"):
    """Return what the table of marks says of the last subject: marks, average, missed, the term's mark."""
    return part(response, subject, to="Отметка за период появится не позднее 23 октября.")


def test_marks_of_a_term_stand_with_their_average(opened, course, student, term_mark):
    lesson, missed = make.lesson(course=course), make.lesson(course=course, number=2)
    make.mark(lesson=lesson, student=student, value=5)
    make.mark(work=make.work(lesson=lesson), student=student, value=3)
    make.absence(lesson=missed, student=student, presence=Presence.ILL)

    assert row(opened("marks/")) == ["5", "3", "3,50", "1 урок", "4"]


def test_two_marks_of_one_work_both_count(opened, student, lesson):
    make.mark(work=make.work(lesson=lesson, kind_code="essay"), student=student, value=5, second_value=4)

    assert row(opened("marks/")) == ["5/4", "4,50"]


@pytest.mark.parametrize(
    "rule, average, arithmetic, in_all",
    [
        (Retake.LAST, "4,00", "не считается: есть пересдача", "Сумма 12, сумма весов 3: 12 : 3 = 4,00"),
        (Retake.BOTH, "3,00", "2 × 3 = 6", "Сумма 18, сумма весов 6: 18 : 6 = 3,00"),
    ],
)
def test_what_was_done_again_counts_by_the_schools_rule(opened, student, course, rule, average, arithmetic, in_all):
    make.school(retakes=rule)
    first = make.work(lesson=make.lesson(course=course, on=make.TODAY - make.days(3)))
    again = make.work(lesson=make.lesson(course=course), students=[student], retake_of=first)
    for work, value in ((first, 2), (again, 4)):
        make.mark(work=work, student=student, value=value)

    assert row(opened("marks/")) == ["2", "4", average]
    found = part(opened(f"subjects/{course.subject_id}/"), "Кто и когда поставил", to="Темы уроков")
    assert (found[3], found[7:9], found[-1]) == (arithmetic, ["Контрольная работа, пересдача", "4 × 3 = 12"], in_all)


def test_a_retake_without_a_digit_replaces_nothing(opened, student, course):
    first = make.work(lesson=make.lesson(course=course))
    again = make.work(lesson=first.lesson, students=[student], retake_of=first)
    make.mark(work=first, student=student, value=2)
    make.mark(work=again, student=student, value=None, not_handed_in=True)

    assert row(opened("marks/")) == ["2", "·", "2,00"]


def test_a_dot_is_no_part_of_an_average(opened, student, lesson):
    make.mark(work=make.work(lesson=lesson), student=student, value=None, not_handed_in=True)

    assert row(opened("marks/")) == ["·"]


def test_marks_follow_who_changes_group(opened, student, teacher, lesson):
    make.mark(lesson=lesson, student=student, value=5)
    lesson.course.memberships.update(until=make.TODAY)
    make.course(teacher=teacher, students=[student], since=make.TODAY + make.days(1), group="2-я группа")

    assert lines(opened("marks/")).count("Алгебра") == 1
    assert row(opened("marks/")) == ["5", "5,00"]


def test_marks_are_told_apart_for_the_ear(opened, student, lesson):
    make.mark(work=make.work(lesson=lesson), student=student, value=4)

    assert 'title="четыре, контрольная работа, вес 3"' in opened("marks/").content.decode()


def test_subjects_without_marks_say_so(opened, teacher, student, lesson):
    make.mark(lesson=lesson, student=student)
    make.course(teacher=teacher, students=[student], subject_name="Основы религий", marks_since=None)
    make.course(teacher=teacher, students=[student], subject_name="Химия")

    response = opened("marks/")

    assert row(response, "Основы религий") == ["предмет без отметок", "Химия", "отметок пока нет"]


def test_marks_of_another_term_are_one_tab_away(opened, student, course):
    make.mark(lesson=make.lesson(course=course), student=student)

    response = opened(f"marks/?term={make.term(2).pk}")

    assert lines(response)[0] == "Пётр · отметки, II четверть"
    assert links(response)["I четверть"] == f"?term={make.term(1).pk}"
    assert part(response, "IV четверть")[:2] == [
        "Отметок пока нет",
        "За ответ отметка появляется в день урока, за письменную работу — не позднее 6 дней. п. 4.1",
    ]


def test_subjects_by_halves_have_tabs_of_their_own(opened, teacher, student, course):
    halves = {"subject_name": "История", "term_system": TermSystem.HALF}
    other = make.course(teacher=teacher, students=[student], **halves)
    make.course(teacher=teacher, students=[student], subject_name="Химия")
    make.mark(lesson=make.lesson(course=other), student=student)

    quarter, half = opened("marks/"), opened(f"marks/?term={make.term(1, TermSystem.HALF).pk}")

    assert "По другим периодам, на соседних вкладках: История." in lines(quarter)
    assert ("История" in lines(quarter), part(half, "История")[:2]) == (False, ["5", "5,00"])


@pytest.mark.parametrize("asked", ["0", "четверть", ""])
def test_a_term_that_is_not_there_is_no_page(opened, course, asked):
    assert lines(opened(f"marks/?term={asked}"))[0] == "Страница не найдена"


def test_marks_before_the_year_are_those_of_its_first_term(opened, course, student, time_machine, client, deputy):
    deputy.held_roles.update(since=date(2020, 9, 1))
    time_machine.move_to(make.at(on=date(2026, 8, 1)))
    client.force_login(deputy)

    assert lines(client.get(f"/students/{student.pk}/marks/"))[0] == "Абрамов Пётр · отметки, I четверть"


def test_a_child_without_subjects_is_told_to_wait(opened):
    assert part(opened("marks/"), "Итоги", to=END) == [
        "Предметов пока нет",
        "Они появятся здесь, когда учебная часть внесёт ученика в списки уроков.",
    ]


def test_first_grade_has_no_marks(client, parent, teacher, school):
    first = make.school_class(1, "А")
    child = make.student("Абрамова", "Яна", school_class=first)
    make.guardianship(parent, child)
    make.course(teacher=teacher, students=[child], classes=[first], marks_since=None, homework_since=None)
    client.force_login(parent)

    found = [client.get(f"/students/{child.pk}/{page}/") for page in ("marks", "results")]

    assert [lines(page)[lines(page).index(END) - 1] for page in found] == ["В 1 классе отметки не ставятся"] * 2


def test_subject_shows_its_arithmetic_line_by_line(opened, student, course):
    lesson = make.lesson(course=course, topic="Степени")
    make.mark(lesson=lesson, student=student, value=5)
    make.mark(
        work=make.work(lesson=lesson, kind_code="essay"), student=student, value=4, second_value=3, comment="сжато"
    )
    make.mark(work=make.work(lesson=lesson, title="Тест 1"), student=student, value=None, not_handed_in=True)

    assert part(opened(f"subjects/{course.subject_id}/"), "Кто и когда поставил", to=END) == [
        *("12 октября", "5", "Ответ на уроке", "5 × 1 = 5", "Сидорова А. С., 12.10, 08:00"),
        *("12 октября", "4/3", "Сочинение", "сжато", "4 × 3 = 12 + 3 × 3 = 9", "Сидорова А. С., 12.10, 08:00"),
        *("12 октября", "·", "Тест 1", "не считается", "Сидорова А. С., 12.10, 08:00"),
        "Сумма 26, сумма весов 7: 26 : 7 = 3,71",
        *("Темы уроков", "пн, 12 октября", "Степени", "Все темы и план"),
    ]


def test_subject_tells_what_is_promised(opened, course, student):
    make.work(lesson=make.lesson(course=course))

    found = lines(opened(f"subjects/{course.subject_id}/"))

    assert found[found.index("IV четверть") + 1 :][:4] == [
        "Отметок пока нет",
        "За ответ отметка появляется в день урока, за письменную работу — не позднее 6 дней. п. 4.1",
        "Ждём отметку",
        "Контрольная работа 12.10: отметка не позднее 18.10 (п. 4.1.2)",
    ]


def test_subject_without_marks_or_lessons_says_so(opened, teacher, student):
    course = make.course(teacher=teacher, students=[student], subject_name="Чтение", marks_since=None)

    assert part(opened(f"subjects/{course.subject_id}/"), "IV четверть", to=END) == [
        "Предмет без отметок",
        *("Темы уроков", "Уроков ещё не было", "Все темы и план"),
    ]


def test_subject_of_others_is_no_page(opened, course):
    other = make.course(subject_name="Химия")

    assert lines(opened(f"subjects/{other.subject_id}/"))[0] == "Страница не найдена"


def test_subject_and_entry_lead_a_brother_to_his_marks(opened, parent, student, lesson):
    brother = make.student("Абрамов", "Лев", school_class=make.school_class(5, "Б"))
    make.guardianship(parent, brother)
    mark = make.mark(lesson=lesson, student=student)

    found = [
        links(opened(page))["Лев, 5 «Б»"] for page in (f"subjects/{lesson.course.subject_id}/", f"entries/{mark.pk}/")
    ]

    assert found == [f"/students/{brother.pk}/marks/"] * 2


def test_entry_tells_all_that_has_happened_to_it(opened, student, course):
    work = make.work(lesson=make.lesson(course=course, topic="Степени", on=date(2026, 10, 6)), title="Тест 1")
    late = {"done_on": date(2026, 10, 9), "received_on": date(2026, 10, 9), "received_reason": "болел"}
    make.mark(work=work, student=student, value=3, moment=make.at(9), **late)
    mark = make.mark(work=work, student=student, value=4, moment=make.at(9, 30), comment="пересчёт", **late)

    response = opened(f"entries/{mark.pk}/")

    assert lines(response)[0] == "Пётр · Алгебра, 6 октября"
    assert part(response, "Отметка", to="История") == [
        "4 четыре, тест 1, вес 3",
        *("Работа", "Тест 1 (контрольная работа), вес 3", "Урок", "вт, 6 октября, 1-й урок: Степени"),
        *("Выполнена", "пт, 9 октября", "Получена", "пт, 9 октября: болел"),
        *("Учитель", "Сидорова Анна Сергеевна", "Внесена", "сегодня в 09:00, Сидорова А. С."),
        *("Пояснение", "пересчёт"),
    ]
    assert part(response, "Почему")[5:10:4] == ["12.10.2026, 09:30", "болел"]


def test_entry_that_was_taken_away_says_so(opened, student, lesson):
    mark = make.mark(lesson=lesson, student=student)
    make.mark(lesson=lesson, student=student, value=None, moment=make.at(9))

    response = opened(f"entries/{mark.pk}/")

    assert part(response, "Отметка")[0] == "Отметка снята"
    assert part(response, "12.10.2026, 09:00", to="Все отметки по предмету")[:2] == ["5", "снята"]


def test_entry_from_another_school_names_its_document(opened, student, teacher, course):
    [mark] = actions.bring_marks(
        [
            actions.TransferEntry(
                course=course,
                student=student,
                value=4,
                date=date(2026, 9, 20),
                document="справка № 7",
                by=teacher,
                at=make.NOW,
            )
        ]
    )

    assert "другая школа: справка № 7" in lines(opened(f"entries/{mark.pk}/"))


def test_entry_of_another_child_is_no_page(opened, student, parent, lesson):
    mark = make.mark(lesson=lesson, student=student)
    brother = make.student("Абрамов", "Лев", school_class=make.school_class(5, "Б"))
    make.guardianship(parent, brother)

    found = opened(f"../{brother.pk}/entries/{mark.pk}/"), opened(f"entries/{mark.pk + 1}/")

    assert [lines(response)[0] for response in found] == ["Страница не найдена"] * 2


@pytest.mark.parametrize("lessons", [1, 3])
@pytest.mark.parametrize("page, queries", [("marks/", 8), ("subjects/{}/", 7), ("entries/{}/", 5)])
def test_pages_ask_the_same_number_of_queries(
    opened, student, course, lessons, page, queries, django_assert_num_queries
):
    for number in range(1, lessons + 1):
        lesson = make.lesson(course=course, number=number)
        mark = make.mark(lesson=lesson, student=student)
        make.work(lesson=lesson)
        make.absence(lesson=lesson, student=student, presence=Presence.LATE)
    page = page.format(mark.pk if "entries" in page else course.subject_id)
    opened(page)

    with django_assert_num_queries(queries):
        opened(page)
