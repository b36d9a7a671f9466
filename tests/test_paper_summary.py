"""The summary sheet of a class: students by subjects, a line of each period."""

from datetime import date

import pytest

from accounts.enums import Role
from accounts.models import User
from journal.enums import ExamKind, Outcome, TermSystem
from journal.models import ExamMark, FinalMark, Promotion
from tests import make
from tests.papers import decide, free
from tests.reading import lines, links, part

TITLE = (
    "Школа № 89. Сводная ведомость учёта успеваемости, 7 «А», 2026/27 учебный год. "
    "Выписка из электронного журнала по состоянию на 12.10.2026, 10:00"
)
DECISION = "Переведён, выпущен, оставлен, выбыл"


@pytest.fixture
def sheet(client, homeroom, school, school_class):
    """Return the sheet of the class as its homeroom teacher opens it."""
    client.force_login(homeroom)
    return lambda: client.get(address(school_class))


def address(school_class):
    return f"/classes/{school_class.pk}/print/summary/"


def rows(response):
    """Return the words of the students' rows."""
    found = part(response, DECISION)
    return found[: next(place for place, line in enumerate(found) if line.startswith("Пусто —"))]


def test_sheet_says_what_it_is_and_of_when(sheet, course):
    assert part(sheet(), "Класс 7 «А»", to="1") == [TITLE, "№", "Ученик", "Период", "Алгебра", DECISION]


def test_student_has_a_line_of_each_period(sheet, course, student):
    decide(student, course, value=4, term=make.term())
    decide(student, course, verdict="not_attested", term=make.term(2))
    decide(student, course, value=5)

    assert rows(sheet()) == [
        *("1", "Абрамов Пётр", "I четв.", "4", "II четв.", "н/а", "III четв.", "IV четв.", "Год", "5"),
    ]


def test_what_comes_after_the_year_has_lines_where_anybody_has_it(sheet, course, student):
    for attempt, value in ((1, 2), (2, 3)):
        decide(student, course, value, model=ExamMark, attempt=attempt)
    decide(student, course, 4, model=ExamMark, kind=ExamKind.ATTESTATION)
    decide(student, course, 4, model=FinalMark)
    decide(student, course, 5, model=FinalMark, subject=make.subject("Математика"))

    response = sheet()

    assert part(response, "Период", to=DECISION) == ["Алгебра", "Математика"]
    # Nobody teaches what stands in the certificate alone.
    assert rows(response)[2:] == [
        *("I четв.", "–", "II четв.", "–", "III четв.", "–", "IV четв.", "–", "Год", "–"),
        *("Атт.", "4", "–", "Экз.", "2; п. 1: 3", "–", "Итог.", "4", "5"),
    ]


def test_exempt_student_is_said_to_be(sheet, course, student):
    decide(student, course, verdict="exempt", term=make.term())

    assert rows(sheet())[2:4] == ["I четв.", "осв"]


def test_student_freed_for_the_whole_term_needs_no_mark(sheet, course, student, school_class):
    other = make.membership(course, make.student("Белов", school_class=school_class)).student
    free(student, course)
    free(other, course, since=make.YEAR_BEGINS + make.days(1))

    found = rows(sheet())

    # The terms that have not begun are not told of yet, nor is the year.
    assert found[2:8] == ["I четв.", "осв", "II четв.", "III четв.", "IV четв.", "Год"]
    assert found[10:] == ["I четв.", "II четв.", "III четв.", "IV четв.", "Год"]


def test_student_freed_for_the_year_is_told_of_once_its_last_term_has_begun(
    sheet, client, course, student, time_machine
):
    half = make.course(students=[student], subject_name="Музыка", term_system=TermSystem.HALF)
    for freed in (course, half):
        free(student, freed)
    decide(student, course, value=4, term=make.term(2))
    time_machine.move_to(make.at(on=make.term(4).first_day))
    client.force_login(make.person(roles=[Role.DEPUTY]))

    assert rows(client.get(address(make.school_class())))[2:] == [
        *("I четв.", "осв", "–", "II четв., I полуг.", "4", "осв", "III четв.", "осв", "–"),
        *("IV четв., II полуг.", "осв", "осв", "Год", "осв", "осв"),
    ]


def test_student_who_came_freed_owes_nothing_from_before(sheet, course, student):
    course.memberships.update(since=make.TODAY)
    free(student, course, since=make.TODAY)

    assert rows(sheet())[2:4] == ["I четв.", "осв"]


def test_forms_and_days_of_exams_stand_below(sheet, course, student, school_class):
    other = make.membership(course, make.student("Белов", school_class=school_class)).student
    of_year = {"model": ExamMark, "kind": ExamKind.ATTESTATION, "form": "контрольная", "held_on": date(2026, 5, 20)}
    for child in (student, other):
        decide(child, course, 2, **of_year)
    decide(other, course, 3, **of_year | {"attempt": 2, "form": "", "held_on": date(2026, 5, 27)})
    decide(student, course, 4, model=ExamMark)

    assert lines(sheet())[-4] == "Промежуточная аттестация. Алгебра: контрольная, 20 мая; пересдача 1, 27 мая."


def test_terms_that_end_together_share_a_line(sheet, course, student):
    half = make.course(students=[student], subject_name="Музыка", term_system=TermSystem.HALF)
    decide(student, half, value=5, term=make.term(1, TermSystem.HALF))
    decide(student, course, value=4, term=make.term(2))

    assert rows(sheet())[2:] == [
        *("I четв.", "–", "II четв., I полуг.", "4", "5", "III четв.", "–", "IV четв., II полуг.", "Год"),
    ]


def test_subject_that_a_student_does_not_take_has_no_place(sheet, course, school_class):
    make.student("Белов", school_class=school_class)

    found = part(sheet(), "Белов Пётр")

    assert found[:10] == ["I четв.", "–", "II четв.", "–", "III четв.", "–", "IV четв.", "–", "Год", "–"]


def test_student_who_joined_late_has_no_place_before(sheet, course, school_class):
    late = make.student("Белов", school_class=school_class, since=date(2026, 10, 1))
    make.membership(course, late, since=date(2026, 11, 5))

    assert part(sheet(), "Белов Пётр")[:5] == ["I четв.", "–", "II четв.", "III четв.", "IV четв."]


def test_end_of_the_year_is_said_once_it_was_decided(sheet, course, student, school_class, deputy):
    facts = {"school_class": school_class, "decided_by": deputy, "decided_at": make.NOW}
    Promotion.objects.create(student_id=student.pk, outcome=Outcome.MOVED, order="№ 7", **facts)

    assert rows(sheet())[3] == "переведён, приказ № 7"


def test_homeroom_teacher_and_director_sign(sheet, course, homeroom, director):
    signed = lines(sheet())[-3:]

    assert signed[0].startswith("Решение педагогического совета о переводе (выпуске): протокол от")
    assert signed[1:] == ["Классный руководитель Крылова В. П.", "Директор Орлова Е. В."]


def test_lines_of_nobody_are_left_empty(client, deputy, school):
    found = make.school_class(9, "Г")
    make.course(students=[make.student(school_class=found)])
    client.force_login(deputy)

    assert lines(client.get(address(found)))[-2:] == ["Классный руководитель", "Директор"]


def test_line_of_who_is_no_longer_known_is_left_empty(client, deputy, school_class, course, homeroom, director):
    User.objects.filter(pk=homeroom.pk).update(destroyed_at=make.NOW, locked_at=make.NOW)
    client.force_login(deputy)

    signed = lines(client.get(address(school_class)))

    assert signed[-2:] == ["Классный руководитель", "Директор Орлова Е. В."]


def test_class_without_students_or_marks_says_so(client, deputy, school):
    found = make.school_class(9, "Г")
    client.force_login(deputy)
    empty = lines(client.get(address(found)))[-1]
    make.student(school_class=found)

    assert (empty, lines(client.get(address(found)))[-1]) == (
        "В классе никого нет.",
        "Предметов с отметками в классе нет.",
    )


def test_class_of_a_year_without_terms_says_so(client, deputy, school):
    found = make.school_class()
    make.student(school_class=found)
    make.year().terms.all().delete()
    client.force_login(deputy)

    assert lines(client.get(address(found)))[-1] == "Предметов с отметками в классе нет."


def test_sheet_of_the_year_behind_has_its_students(client, deputy, school, course, student, time_machine):
    student_left = make.school_class().enrolments.get()
    student_left.until = make.YEAR_ENDS
    student_left.save()
    time_machine.move_to(make.at(on=date(2027, 9, 10)))
    client.force_login(deputy)

    assert "Абрамов Пётр" in lines(client.get(address(make.school_class())))


def test_results_of_a_class_lead_to_its_papers(client, homeroom, school, school_class):
    client.force_login(homeroom)

    found = links(client.get(f"/classes/{school_class.pk}/results/{make.term().pk}/"))

    assert found["Сводная ведомость"] == address(school_class)
    assert found["Табели класса"] == f"/classes/{school_class.pk}/print/report-cards/"


@pytest.mark.parametrize("number", [1, 3])
def test_sheet_asks_the_same_number_of_queries(sheet, client, number, school_class, django_assert_num_queries):
    for one in range(number):
        child = make.student("Белов", f"Лев {one}", school_class=school_class)
        course = make.course(students=[child], subject_name=f"Предмет {one}")
        decide(child, course, value=4, term=make.term())
        decide(child, course, value=4, model=FinalMark, subject=make.subject("Математика"))
    page = sheet().request["PATH_INFO"]

    # Session, user, class, students, memberships, courses, results, exemptions, certificate, decisions, homeroom,
    # director.
    with django_assert_num_queries(12):
        client.get(page)
