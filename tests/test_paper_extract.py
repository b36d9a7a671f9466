"""The extract of current marks for a student who leaves."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import Look
from journal.actions import ResultEntry, give_results
from journal.enums import ExamKind, Presence, TermSystem, Verdict
from journal.models import AcademicYear, Enrolment, ExamMark, Exemption, Membership, TermMark, YearMark
from tests import make
from tests.reading import lines, links, part

NOVEMBER = date(2026, 11, 10)


@pytest.fixture
def extract(client, homeroom, school, student):
    """Return the extract as the homeroom teacher prints it."""
    client.force_login(homeroom)
    return lambda: client.get(address(student))


def address(student):
    return reverse("journal:student-extract", args=[student.pk])


def give(model, student, course, **result):
    facts = {"by": make.teacher("Белова"), "at": make.NOW}
    give_results(model, [ResultEntry(student=student, subject=course.subject, course=course, **facts, **result)])


def marks(response, term="I четверть"):
    """Return the words of the subjects of a term."""
    found = part(response, f"Текущие отметки, {term}")[4:]
    ends = ("Текущие", "Выставлено", "Пропуски уроков,")
    return found[: next(number for number, line in enumerate(found) if line.startswith(ends))]


def decided(response):
    return part(
        response, "Выставлено за учебный год 2026/27, Абрамов Пётр Ильич", to="Пропуски уроков, Абрамов Пётр Ильич:"
    )


def test_extract_names_the_school_the_student_and_the_moment(extract, course, homeroom, director):
    assert part(extract(), "Печать на листах A4: Ctrl+P", to="Отметки: Абрамов Пётр") == [
        "МБОУ «Школа № 89» городского округа Самара",
        "Выписка текущих отметок",
        "Выписка из электронного журнала по состоянию на 12.10.2026, 10:00",
        "Ученик: Абрамов Пётр Ильич, класс 7 «А», учебный год 2026/27",
        *("Текущие отметки, I четверть", "Предмет", "Отметки, дни и работы", "Средняя", "Пропуски"),
        *("Алгебра", "нет"),
        *("Пропуски уроков, Абрамов Пётр Ильич:", "I четверть: нет", "учебный год: нет"),
        *("Классный руководитель Крылова В. П.", "Директор Орлова Е. В."),
        "М. П. Дата выдачи: «____» ______________ 20___ г.",
    ]


def test_mark_carries_its_day_its_work_and_its_weight(extract, lesson, student):
    make.mark(lesson=lesson, student=student, value=5)
    make.mark(work=make.work(lesson=lesson, kind_code="test", weight=2), student=student, value=4)

    response = extract()

    assert marks(response)[:3] == ["Алгебра", "5 12.10 О 4 12.10 К ×2", "4,33"]
    assert marks(response)[3].startswith("К — контрольная работа, О — ответ на уроке. ×2 и больше: вес работы")


def test_dot_and_mark_done_again_are_told_apart(extract, course, lesson, student):
    first = make.work(lesson=lesson, weight=1)
    later = make.lesson(course=course, number=2)
    make.mark(work=first, student=student, value=2)
    make.mark(work=make.work(lesson=later, students=[student], retake_of=first, weight=1), student=student, value=5)
    make.mark(work=make.work(lesson=later, weight=1), student=student, value=None, not_handed_in=True)

    assert marks(extract())[1:3] == ["(2) 12.10 К 5 12.10 К · 12.10 К", "5,00"]


def test_exempt_student_has_no_gap(extract, student, course):
    days = {"since": make.YEAR_BEGINS, "recorded_at": make.NOW}
    Exemption.objects.create(subject=course.subject, student=student, ground="Справка", **days)

    assert marks(extract()) == ["Алгебра", "освобождение"]


def test_terms_of_both_systems_run_at_once(extract, student, course):
    physics = make.course(
        students=[student], subject_name="Физика", term_system=TermSystem.HALF, teacher=make.teacher()
    )
    make.mark(lesson=make.lesson(course=physics), student=student, value=3)

    response = extract()

    assert (marks(response), marks(response, "I полугодие")[:3]) == (
        ["Алгебра", "нет"],
        ["Физика", "3 12.10 О", "3,00"],
    )


def test_results_given_in_the_year_stand_in_their_columns(extract, student, course, time_machine, client, homeroom):
    physics = make.course(students=[student], subject_name="Физика")
    give(TermMark, student, course, value=4, of={"term": make.term(1)})
    give(TermMark, student, physics, verdict=Verdict.NOT_ATTESTED, of={"term": make.term(2)})
    give(YearMark, student, physics, value=3, of={"year": make.year()})
    for attempt, value, day in ((1, 2, None), (2, 4, date(2027, 5, 27))):
        of = {"year": make.year(), "kind": ExamKind.EXAM, "attempt": attempt}
        give(ExamMark, student, physics, value=value, held_on=day, of=of)

    assert decided(extract()) == [
        *("Предмет", "I четверть", "II четверть", "Год", "Экзамен"),
        *("Алгебра", "4"),
        *("Физика", "н/а", "3", "2; пересдача 1: 4"),
        "Экзамены. Физика: 2; пересдача 1, 27 мая — 4.",
    ]


def test_absences_are_counted_in_the_term_and_in_the_year(extract, student, course, time_machine, client, homeroom):
    for on, presence in ((make.TODAY, Presence.ILL), (NOVEMBER, Presence.ABSENT), (NOVEMBER, Presence.LATE)):
        lesson = make.lesson(course=course, on=on, number=1 + (presence == Presence.LATE))
        make.absence(lesson=lesson, student=student, presence=presence)
    time_machine.move_to(make.at(on=NOVEMBER))
    client.force_login(homeroom)

    response = extract()

    assert part(response, "Пропуски уроков, Абрамов Пётр Ильич:")[:2] == [
        "II четверть: 1 урок (причина не указана — 1); опозданий — 1",
        "учебный год: 2 урока (по болезни — 1, причина не указана — 1); опозданий — 1",
    ]
    assert marks(response, "II четверть") == ["Алгебра", "нет", "1"]


def test_extract_of_who_has_left_ends_with_the_last_day(client, deputy, school, student, lesson, time_machine):
    make.mark(lesson=lesson, student=student)
    for rows in (Enrolment, Membership):
        rows.objects.update(until=make.TODAY)
    time_machine.move_to(make.at(on=NOVEMBER))
    client.force_login(deputy)

    response = client.get(address(student))

    assert lines(response)[6].endswith("учебный год 2026/27. Последний день в школе: 12 октября 2026 года")
    assert marks(response)[:2] == ["Алгебра", "5 12.10 О"]


def test_end_of_the_year_is_no_leaving(extract, student, course):
    Enrolment.objects.update(until=make.YEAR_ENDS)

    assert lines(extract())[6] == "Ученик: Абрамов Пётр Ильич, класс 7 «А», учебный год 2026/27"


def test_extract_without_a_school_or_a_director_leaves_room(client, homeroom, student, course):
    client.force_login(homeroom)

    response = client.get(address(student))

    assert "МБОУ «Школа № 89» г. о. Самара" in lines(response)
    assert "Директор" in lines(response)


# --- When there is nothing to print


def test_student_of_the_first_grade_has_no_marks(client, deputy, school):
    child = make.student("Белов", school_class=make.school_class(1, "А"))
    make.course(students=[child], classes=[make.school_class(1, "А")], marks_since=None)
    client.force_login(deputy)

    assert lines(client.get(address(child)))[2] == "В 1 классе отметки не ставятся"


def test_student_without_marked_subjects_has_no_extract(extract, student):
    assert lines(extract())[2] == "Предметов пока нет"


def test_results_alone_are_reason_enough(extract, student, course):
    give(TermMark, student, course, value=4, of={"term": make.term(1)})
    Membership.objects.update(since=NOVEMBER)

    assert decided(extract()) == ["Предмет", "I четверть", "Алгебра", "4"]


def test_year_that_is_not_brought_in_is_named(client, deputy, school):
    child = make.student("Белов")
    client.force_login(deputy)

    assert (AcademicYear.objects.count(), lines(client.get(address(child)))[2]) == (0, "Учебный год ещё не внесён")


# --- Who reads it


def test_extract_is_found_from_the_diary_by_the_school_and_not_by_the_family(client, parent, homeroom, student, school):
    found = {}
    for person in (parent, homeroom):
        client.force_login(person)
        found[person] = links(client.get(reverse("journal:family-marks", args=[student.pk])))

    assert "Выписка текущих отметок" not in found[parent]
    assert found[homeroom]["Выписка текущих отметок"] == address(student)


def test_family_sees_that_the_extract_was_opened(extract, student, course, homeroom):
    extract()

    assert list(Look.objects.values_list("child", "reader")) == [(student.pk, homeroom.pk)]


def test_extract_of_another_class_is_not_there(extract, client, stranger):
    child = stranger.guardianships.get().child

    assert client.get(address(child)).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_extract_asks_the_same_number_of_queries(extract, student, number, django_assert_num_queries):
    for one in range(number):
        course = make.course(students=[student], subject_name=f"Предмет {one}", teacher=make.teacher())
        make.mark(lesson=make.lesson(course=course), student=student)
        make.absence(lesson=make.lesson(course=course, number=2), student=student)
        give(TermMark, student, course, value=4, of={"term": make.term(1)})
    extract()

    # Session, user, student, subjects, marks, absences, exemptions, results, homeroom teacher, director.
    with django_assert_num_queries(10):
        extract()
