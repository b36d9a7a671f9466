"""Density of marks: who has enough of them to be attested, and the page of it."""

from datetime import date

import pytest
from django.urls import reverse

from journal.control import DensityAsked, DensityRow, density_of, running
from journal.enums import Retake, TermSystem
from journal.models import Exemption
from tests import make
from tests.reading import lines, links, part

PAGE = reverse("journal:control-density")
WEDNESDAY = date(2026, 10, 7)
pytestmark = pytest.mark.usefixtures("school")


def density(**asked):
    facts = {"terms": running(make.TODAY), "now": make.at(20), "today": make.TODAY} | asked
    return density_of(DensityAsked(**facts))


def marks(**asked):
    """Return by student how many marks there are."""
    return {row.student: row.marks for row in density(**asked)}


@pytest.fixture
def opened(client, deputy):
    client.force_login(deputy)
    return lambda **asked: client.get(PAGE, asked)


@pytest.fixture
def opened_on(client, deputy, time_machine):
    """Open the page on another day, having signed in anew."""

    def get(day, **asked):
        time_machine.move_to(make.at(20, on=day), tick=False)
        client.force_login(deputy)
        return client.get(PAGE, asked)

    return get


@pytest.fixture
def weekly(course):
    """Algebra twice a week, with a lesson held on Wednesday and today's to come."""
    make.slot(course)
    make.slot(course, weekday=3)
    make.lesson(course=course, number=5, on=date(2026, 10, 14))
    return make.lesson(course=course, on=WEDNESDAY)


def test_row_tells_lessons_marks_and_how_many_are_wanted(weekly, course, student):
    make.mark(lesson=weekly, student=student)
    term = make.term()

    assert density() == [DensityRow(term, course.pk, student.pk, lessons=1, marks=1, wanted=5)]
    assert density()[0].lacking == 4


def test_nothing_lacks_where_there_is_more_than_wanted(course, student):
    for number in range(4):
        make.mark(lesson=make.lesson(course=course, number=1 + number), student=student)

    assert [(row.marks, row.wanted, row.lacking) for row in density()] == [(4, 3, 0)]


def test_marks_are_those_that_count_in_the_term(weekly, student):
    make.mark(lesson=weekly, student=student, value=None, not_handed_in=True)
    make.mark(work=make.work(lesson=weekly), student=student)
    weekly.works.filter(is_implicit=False).update(cancelled_at=make.NOW, cancelled_on=make.TODAY)
    later = make.lesson(course=weekly.course, on=date(2026, 11, 2))
    make.mark(lesson=later, student=student)

    assert marks() == {student.pk: 0}


def test_two_marks_for_one_work_are_two(weekly, student):
    make.mark(work=make.work(lesson=weekly, kind_code="essay"), student=student, value=5, second_value=4)

    assert marks() == {student.pk: 2}


@pytest.mark.parametrize("rule, number", [(Retake.LAST, 1), (Retake.BOTH, 2)])
def test_work_done_again_counts_by_the_rule_of_the_school(weekly, student, rule, number):
    make.school(retakes=rule)
    work = make.work(lesson=weekly)
    make.mark(work=work, student=student, value=2)
    again = make.work(lesson=make.lesson(course=weekly.course), retake_of=work, students=[student])
    make.mark(work=again, student=student, value=4)

    assert marks() == {student.pk: number}


def test_marks_follow_a_student_who_has_changed_group(weekly, student, teacher):
    make.mark(lesson=weekly, student=student)
    weekly.course.memberships.update(until=WEDNESDAY)
    present = make.course(teacher=teacher, students=[student], since=date(2026, 10, 8))

    assert [(row.course, row.marks) for row in density()] == [(present.pk, 1)]


def test_nothing_is_wanted_of_who_is_freed_or_has_left(weekly, student, belova, teacher):
    days = {"since": make.YEAR_BEGINS, "recorded_at": make.NOW}
    Exemption.objects.create(subject=weekly.course.subject, student_id=student.pk, ground="Справка", **days)
    weekly.course.memberships.filter(student=belova).update(until=WEDNESDAY)

    assert density() == []


def test_courses_without_marks_have_no_density(student, teacher):
    for facts in ({"marks_since": None}, {"marks_until": WEDNESDAY}, {"marks_since": date(2026, 10, 13)}):
        make.course(teacher=teacher, students=[student], **facts)

    assert density() == []


def test_terms_are_those_of_the_course(weekly, student, teacher):
    half = make.course(teacher=teacher, students=[student], term_system=TermSystem.HALF, subject_name="Физика")

    assert [(row.course, row.wanted) for row in density()] == [(weekly.course_id, 5), (half.pk, 5)]
    assert [row.course for row in density(terms=[make.term(1, TermSystem.HALF)])] == [half.pk]


def test_running_terms_are_those_of_the_day_or_the_last_ones(weekly):
    half = make.term(1, TermSystem.HALF)

    assert running(make.TODAY) == [make.term(), half]
    assert running(date(2026, 10, 28)) == [make.term(), half]
    assert running(date(2026, 8, 20)) == density(terms=[]) == []


def test_term_that_has_ended_counts_by_its_last_day(weekly, student, belova):
    weekly.course.memberships.filter(student=student).update(until=date(2026, 10, 23))
    weekly.course.memberships.filter(student=belova).update(since=date(2026, 11, 2))

    rows = density(terms=[make.term()], today=date(2026, 11, 10), now=make.at(on=date(2026, 11, 10)))

    assert [row.student for row in rows] == [student.pk]


def test_density_is_asked_by_teacher_course_and_class(weekly, student, colleague):
    classes = [make.school_class(), make.school_class(8, "В")]
    other = make.student("Яшин", school_class=classes[1])
    common = make.course(teacher=colleague, students=[student, other], classes=classes, subject_name="Труд")

    def pairs(**asked):
        return [(row.course, row.student) for row in density(**asked)]

    assert pairs(teacher=colleague.pk) == pairs(courses=[common.pk]) == [(common.pk, student.pk), (common.pk, other.pk)]
    assert pairs(classes=[classes[0].pk]) == [(weekly.course_id, student.pk), (common.pk, student.pk)]


def test_page_shows_only_who_lacks_marks(opened, weekly, student, belova):
    for number in range(5):
        make.mark(lesson=make.lesson(course=weekly.course, on=WEDNESDAY, number=2 + number), student=belova)

    response = opened()

    assert part(response, "Не хватает", to="Скачать таблицу: XLSX, CSV") == [
        *("Абрамов Пётр", "Алгебра, 7 «А»", "Сидорова А. С.", "6", "0", "5", "5"),
    ]
    assert links(response)["Алгебра, 7 «А»"] == f"/teach/journals/{weekly.course_id}/"
    assert "Белова Алёна" in lines(opened(everybody="on"))


@pytest.mark.parametrize(
    "today, sentence",
    [
        (date(2026, 10, 7), "▲ Отметок пока не хватает: учеников 1, вместе по предметам 1."),
        (date(2026, 10, 12), "■ Аттестовать пока нельзя: учеников 1, вместе по предметам 1."),
    ],
)
def test_page_says_two_weeks_before_the_end_who_cannot_be_attested(opened_on, weekly, today, sentence):
    left = (date(2026, 10, 23) - today).days

    assert f"I четверть, до конца {left} дней. {sentence}" in lines(opened_on(today))


def test_page_of_a_term_that_has_ended(opened_on, weekly, student):
    for number in range(5):
        make.mark(lesson=make.lesson(course=weekly.course, number=1 + number), student=student)

    found = lines(opened_on(date(2026, 11, 3), term=make.term().pk))

    assert "I четверть, период закончился. ● Отметок хватает всем." in found


def test_page_without_marked_courses_says_so(opened):
    assert "Отметок никто не ждёт" in lines(opened())


def test_page_names_the_norm(opened, weekly):
    norms = part(opened(), "За полугодие")[:9]

    assert norms == ["1", "3", "5", "2", "5", "5", "3 и больше", "7", "7"]


def test_page_is_filtered_by_teacher_class_and_subject(opened, weekly, student, colleague):
    physics = make.course(teacher=colleague, students=[student], subject_name="Физика")
    asked = ({"teacher": colleague.pk}, {"classes": make.school_class().pk}, {"subject": physics.subject_id})

    found = [{line.row.course for line in opened(**each).context["lines"]} for each in asked]

    assert found == [{physics.pk}, {weekly.course_id, physics.pk}, {physics.pk}]


@pytest.mark.parametrize("spoilt", [{"term": "лето"}, {"teacher": "Сидорова"}])
def test_filter_that_makes_no_sense_is_explained(opened, weekly, spoilt):
    response = opened(**spoilt)

    assert "Выберите из списка." in " ".join(lines(response))
    assert len(response.context["lines"]) == 1


@pytest.mark.parametrize("students", [1, 3])
def test_page_asks_eight_queries(opened, weekly, students, django_assert_num_queries):
    for number in range(students):
        make.membership(weekly.course, make.student("Белов", f"Иван {number}"))
    opened()

    with django_assert_num_queries(8):
        opened()
