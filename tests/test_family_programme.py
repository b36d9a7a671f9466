"""«Темы уроков» and «Итоги»."""

from datetime import date

import pytest

from journal.enums import ExamKind, TermSystem
from journal.models import ExamMark, FinalMark, TermMark, YearMark
from tests import make
from tests.papers import free
from tests.reading import lines, links, part

END, PAPER = "Нет нужной информации?", "Распечатать табель"


@pytest.fixture
def opened(client, parent, student, school):
    client.force_login(parent)
    return lambda page: client.get(f"/students/{student.pk}/{page}")


@pytest.fixture
def decided(student, teacher, course):
    """Write a decided mark of the student down."""

    def decide(model, value=4, subject=None, **of):
        return model.objects.create(
            student_id=student.pk,
            subject=subject or course.subject,
            course=course,
            value=value,
            given_by=teacher,
            recorded_at=make.NOW,
            recorded_on=make.TODAY,
            **of,
        )

    return decide


def test_programme_tells_how_far_a_subject_has_gone(opened, course):
    first, _ = make.planned_topic(course, 1, "Степени"), make.planned_topic(course, 2, "Одночлены", hours=2)
    make.lesson(course=course, planned_topic=first, topic="Степени")
    make.lesson(course=course, on=date(2026, 10, 13))

    response = opened("programme/")

    assert part(response, "Алгебра", to=END) == [
        *("Проведено", "1 урок из 3 по плану"),
        *("Сейчас", "Степени (12 октября)"),
        *("Дальше", "Одночлены"),
    ]
    assert links(response)["Алгебра"] == f"?subject={course.subject_id}"


def test_programme_without_a_plan_says_so(opened, course):
    assert part(opened("programme/"), "Алгебра", to=END) == ["Проведено", "0 уроков. План не внесён"]


def test_programme_of_nothing_says_what_to_wait_for(opened):
    assert part(opened("programme/"), "Итоги", to=END)[0] == "Предметов пока нет"


def test_programme_of_one_who_changed_group_is_the_present_one(opened, course, teacher, student):
    make.planned_topic(course, 1, "Старая тема")
    make.lesson(course=course, topic="До перехода", on=date(2026, 10, 5))
    course.memberships.update(until=date(2026, 10, 9))
    present = make.course(teacher=teacher, students=[student], since=date(2026, 10, 10), group="2-я группа")
    make.planned_topic(present, 1, "Новая тема")

    assert part(opened("programme/"), "Алгебра", to=END) == [
        *("Проведено", "1 урок из 1 по плану"),
        *("Дальше", "Новая тема"),
    ]


def test_topics_of_a_subject_stand_with_their_days(opened, course):
    begun = make.planned_topic(course, 1, "Степени", hours=2)
    make.planned_topic(course, 2, "Одночлены")
    make.lesson(course=course, number=1, planned_topic=begun, topic="Степени", on=date(2026, 10, 9))
    make.lesson(course=course, number=1)

    assert part(opened(f"programme/?subject={course.subject_id}"), "Пройдено", to=END) == [
        *("пн, 12 октября", "▲ ещё не внесено, срок сегодня до 23:59 п. 4.1.4"),
        *("пт, 9 октября", "Степени"),
        *("Впереди по плану: 2 темы", "1. Степени (1 из 2 уроков)", "2. Одночлены", "Все предметы"),
    ]


def test_topics_without_a_plan_say_so(opened, course):
    assert part(opened(f"programme/?subject={course.subject_id}"), "Пройдено", to=END) == [
        "Уроков ещё не было",
        "План не внесён или пройден",
        "Темы появляются здесь после каждого урока, в день урока. п. 4.1.4",
        "Все предметы",
    ]


@pytest.mark.parametrize("asked", ["0", "алгебра"])
def test_topics_of_a_strange_subject_are_no_page(opened, course, asked):
    assert lines(opened(f"programme/?subject={asked}"))[0] == "Страница не найдена"


def test_results_stand_by_terms_or_say_until_when(opened, course, decided):
    decided(TermMark, 5, term=make.term(1))
    decided(TermMark, None, term=make.term(2), verdict="not_attested")

    assert part(opened("results/"), "По четвертям", to=PAPER) == [
        *("Предмет", "I четверть", "II четверть", "III четверть", "IV четверть", "Год"),
        *("Алгебра", "5", "н/а", "—", "—", "—"),
        (
            "Сроки: I четверть — не позднее 23 октября, II четверть — не позднее 29 декабря, "
            "III четверть — не позднее 19 марта, IV четверть — не позднее 26 мая, год — не позднее 26 мая."
        ),
    ]


def test_results_of_a_term_behind_are_awaited(opened, client, parent, course, time_machine):
    time_machine.move_to(make.at(on=date(2026, 11, 2)))
    client.force_login(parent)

    assert part(opened("results/"), "Алгебра")[:2] == ["ещё не выставлена", "—"]


def test_results_from_before_the_student_are_not_awaited(opened, client, parent, teacher, student, time_machine):
    make.course(teacher=teacher, students=[student], since=date(2026, 11, 5))
    time_machine.move_to(make.at(on=date(2026, 11, 6)))
    client.force_login(parent)

    assert part(opened("results/"), "Алгебра")[0] == "—"


def test_results_show_the_year_the_exams_and_the_certificate(opened, course, decided):
    decided(YearMark, 4, year=make.year())
    decided(ExamMark, 2, year=make.year(), attempt=1)
    decided(ExamMark, 3, year=make.year(), attempt=2)
    decided(ExamMark, 5, year=make.year(), kind=ExamKind.ATTESTATION)
    decided(FinalMark, 4, year=make.year())
    decided(FinalMark, 5, year=make.year(), subject=make.subject("Математика"))

    response = opened("results/")

    assert part(response, "Год", to="Алгебра") == ["Аттестация", "Экзамен", "Итоговая"]
    assert part(response, "Алгебра")[4:8] == ["4", "5", "2; пересдача 1: 3", "4"]
    assert part(response, "В аттестат", to=PAPER) == ["Математика", "5"]


def test_results_tell_how_the_exams_were_held(opened, course, decided):
    exam = {"year": make.year(), "subject": make.subject("Математика")}
    decided(ExamMark, 2, attempt=1, form="итоговая контрольная", held_on=date(2027, 5, 20), **exam)
    decided(ExamMark, None, attempt=2, verdict="not_attested", held_on=date(2027, 5, 27), **exam)
    decided(ExamMark, 4, year=make.year(), kind=ExamKind.ATTESTATION, form="зачёт")
    decided(ExamMark, 3, year=make.year(), subject=make.subject("Физика"))

    assert part(opened("results/"), "Промежуточная аттестация", to=PAPER) == [
        *("Алгебра: зачёт — 4", "Экзамены"),
        "Математика: итоговая контрольная, 20 мая — 2; пересдача 1, 27 мая — н/а",
        "Физика: 3",
    ]


def test_results_of_one_freed_throughout_are_not_awaited(opened, client, parent, course, student, time_machine):
    free(student, course)
    time_machine.move_to(make.at(on=date(2026, 11, 2)))
    client.force_login(parent)

    assert part(opened("results/"), "Алгебра")[:3] == ["осв", "осв", "—"]


def test_results_without_an_exam_have_no_column_for_it(opened, course, decided):
    decided(ExamMark, 3, year=make.year(), kind=ExamKind.ATTESTATION)

    response = opened("results/")

    assert part(response, "Год", to="Алгебра") == ["Аттестация"]
    assert part(response, "Алгебра")[4:6] == ["—", "3"]


def test_results_of_halves_stand_in_a_table_of_their_own(opened, course, teacher, student):
    make.course(teacher=teacher, students=[student], subject_name="История", term_system=TermSystem.HALF)

    response = opened("results/")

    assert part(response, "По полугодиям", to=END)[:5] == ["Предмет", "I полугодие", "II полугодие", "Год", "История"]


def test_results_of_nothing_say_what_to_wait_for(opened):
    assert part(opened("results/"), "Итоги", to=END)[0] == "Предметов пока нет"


def test_results_without_a_year_say_what_to_wait_for(client, deputy, school):
    child = make.student("Абрамов", "Пётр")
    client.force_login(deputy)

    assert part(client.get(f"/students/{child.pk}/results/"), "Итоги")[0] == "Учебный год ещё не внесён"


@pytest.mark.parametrize("courses", [1, 3])
@pytest.mark.parametrize("page, queries", [("programme/", 7), ("programme/?subject={}", 6), ("results/", 7)])
def test_pages_ask_the_same_number_of_queries(
    opened, teacher, student, courses, page, queries, django_assert_num_queries
):
    for number in range(courses):
        course = make.course(teacher=teacher, students=[student], subject_name=f"Предмет {number}")
        make.lesson(course=course, number=number + 1, topic="Степени")
        make.planned_topic(course)
    page = page.format(course.subject_id)
    opened(page)

    with django_assert_num_queries(queries):
        opened(page)
