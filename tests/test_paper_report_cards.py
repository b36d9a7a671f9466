"""Report cards: what stands on one, that its code confirms it, and all of a class."""

import re
from datetime import date

import pytest

from accounts.enums import Paper
from accounts.papers import read_code
from accounts.qr import qr
from journal.enums import ExamKind, Presence, TermSystem
from journal.models import ExamMark, FinalMark
from journal.views.paper.cards import Cards, Issue
from tests import make
from tests.papers import decide, free
from tests.reading import lines, links, part

SAID = "Выписка из электронного журнала по состоянию на 12.10.2026, 10:00"
QUARTERS = ("I четверть", "II четверть", "III четверть", "IV четверть")
HOST = "http://testserver"
END = "Посещаемость"


@pytest.fixture
def card(client, parent, student, school):
    """Return the student's card as the mother opens it."""
    client.force_login(parent)
    return lambda: client.get(f"/students/{student.pk}/print/report-card/")


@pytest.fixture
def cards(client, homeroom, school, school_class):
    """Return the cards of the class as its homeroom teacher opens them."""
    client.force_login(homeroom)
    return lambda: client.get(f"/classes/{school_class.pk}/print/report-cards/")


def made(student, *, now=make.NOW, host=HOST):
    """Return the card of a student of 7 «А» as a page would print it."""
    terms = tuple(make.term(number) for number in range(1, 5))
    return Cards([student], make.school_class(), terms, Issue(make.TODAY, now, host)).cards[0]


def missed(response):
    found = part(response, "Пропущено")
    return found[: next(place for place, line in enumerate(found) if line.startswith("Классный"))]


def test_card_stands_on_the_school_s_paper(card, course, homeroom):
    response = card()

    assert part(response, "Итоги", to="По четвертям") == [
        make.school().full_name,
        "Табель успеваемости",
        "Абрамов Пётр Ильич, 7 «А», 2026/27 учебный год",
        SAID,
    ]
    assert [line for line in lines(response) if line.startswith(("Классный", "Родитель"))] == [
        "Классный руководитель Крылова В. П.",
        "Родитель (законный представитель)",
    ]


def test_card_tells_what_was_decided(card, course, student):
    decide(student, course, value=4, term=make.term())
    decide(student, course, verdict="exempt", term=make.term(2))
    decide(student, course, value=5)
    decide(student, course, 2, model=ExamMark)
    decide(student, course, 3, model=ExamMark, attempt=2)
    decide(student, course, 4, model=ExamMark, kind=ExamKind.ATTESTATION, form="зачёт", held_on=date(2027, 5, 20))
    decide(student, course, 4, model=FinalMark)
    decide(student, course, 5, model=FinalMark, subject=make.subject("Математика"))

    assert part(card(), "Предмет", to=END) == [
        *(*QUARTERS, "Год", "Аттестация", "Экзамен", "Итоговая"),
        *("Алгебра", "4", "осв", "5", "4", "2; п. 1: 3", "4"),
        "Промежуточная аттестация. Алгебра: зачёт, 20 мая — 4.",
        "В аттестат: Математика — 5",
    ]


def test_student_freed_for_the_term_is_said_to_be(card, course, student):
    free(student, course)

    assert part(card(), "Год", to=END) == ["Алгебра", "осв"]


def test_halves_stand_in_a_table_of_their_own(card, course, student):
    make.course(students=[student], subject_name="Музыка", term_system=TermSystem.HALF)

    assert part(card(), "По полугодиям", to=END) == ["Предмет", "I полугодие", "II полугодие", "Год", "Музыка"]


def test_subject_of_two_groups_stands_once(card, course, student):
    make.course(students=[student], since=date(2026, 10, 5), group="7 «А», 2-я группа")
    course.memberships.update(until=date(2026, 10, 4))

    assert part(card(), "Год", to=END) == ["Алгебра"]


def test_subject_without_marks_has_no_line(card, course, student):
    make.course(students=[student], subject_name="Разговоры о важном", marks_since=None)

    assert part(card(), "Год", to=END) == ["Алгебра"]


def test_absences_are_counted_by_lessons_and_days(card, course, student):
    for number, presence in ((1, Presence.ILL), (2, Presence.ILL), (3, Presence.LATE)):
        make.absence(lesson=make.lesson(course=course, number=number), student=student, presence=presence)
    make.absence(lesson=make.lesson(course=course, on=date(2026, 10, 9)), student=student)
    cancelled = make.lesson(course=course, on=date(2026, 10, 8))
    make.absence(lesson=cancelled, student=student)
    type(cancelled).objects.filter(pk=cancelled.pk).update(cancelled_at=make.NOW, cancelled_on=make.TODAY)

    assert missed(card()) == [
        *(*QUARTERS, "Год"),
        *("уроков", "3", "—", "—", "—", "3"),
        *("из них по болезни", "2", "—", "—", "—", "2"),
        *("дней с пропусками", "2", "—", "—", "—", "2"),
    ]


def test_card_of_one_who_joined_late_is_whole(client, deputy, school, course):
    late = make.student("Белов", school_class=make.school_class(), since=date(2026, 10, 1))
    make.membership(course, late, since=make.TODAY)
    client.force_login(deputy)

    response = client.get(f"/students/{late.pk}/print/report-card/")

    assert part(response, "Год", to=END) == ["Алгебра"]


def test_card_of_the_first_grade_tells_absences_alone(client, deputy, school):
    child = make.student(school_class=make.school_class(1))
    client.force_login(deputy)

    response = client.get(f"/students/{child.pk}/print/report-card/")

    assert part(response, SAID)[:3] == ["В 1 классе отметки не ставятся.", END, "Пропущено"]


def test_card_without_subjects_says_so(card):
    assert part(card(), SAID)[0] == "Предметов с отметками пока нет."


def test_line_of_nobody_is_left_empty(client, deputy, school):
    child = make.student(school_class=make.school_class(8, "В"))
    client.force_login(deputy)

    assert "Классный руководитель" in lines(client.get(f"/students/{child.pk}/print/report-card/"))


@pytest.mark.parametrize("has_year", [True, False])
def test_no_card_without_a_class_or_a_year(client, deputy, school, has_year):
    child = make.student(school_class=None if has_year else make.school_class())
    if has_year:
        make.year()
    else:
        make.year().terms.all().delete()
    client.force_login(deputy)

    assert lines(client.get(f"/students/{child.pk}/print/report-card/"))[-2] == "Табеля ещё нет"


def test_foreign_child_has_no_card_here(client, stranger, student, school):
    client.force_login(stranger)

    assert client.get(f"/students/{student.pk}/print/report-card/").status_code == 404


def test_code_of_the_card_confirms_it(card, client, course, student):
    decide(student, course, value=4, term=make.term())
    response = card()
    own = made(student)

    path = own.address.removeprefix(HOST)
    confirmed = client.get(path)

    code = read_code(path.split("/")[2])
    words = re.search(r"Слова сверки: <strong>([^<]+)</strong>", response.text)[1]
    assert (code.paper, code.on, code.words) == (Paper.REPORT_CARD, make.TODAY, words)
    assert qr(own.address, looks="paper-qr", title="QR-код проверки документа") in response.text
    assert (words in confirmed.text, "Табель успеваемости" in confirmed.text) == (True, True)
    assert [word for word in ("Абрамов", "Алгебра", "7\xa0«А»") if word in confirmed.text] == []


def test_every_word_of_the_card_goes_into_its_code(course, student, teacher):
    words = {made(student).code.words}

    make.absence(lesson=make.lesson(course=course), student=student)
    words.add(made(student).code.words)
    decide(student, course, value=4, term=make.term())
    words.add(made(student).code.words)
    decide(student, course, value=5, model=FinalMark, subject=make.subject("Математика"))
    words.add(made(student).code.words)
    decide(student, course, 3, model=ExamMark)
    words.add(made(student).code.words)
    decide(student, course, 3, model=ExamMark, held_on=date(2027, 5, 20))
    words.add(made(student).code.words)
    words.add(made(student, now=make.at(11)).code.words)
    student.call("Абрамов", "Павел", "Ильич")
    words.add(made(student).code.words)

    assert len(words) == 8
    assert made(student).code.words in words


def test_cards_of_a_class_stand_one_on_a_sheet(cards, course, student, school_class):
    make.student("Белов", school_class=school_class)

    response = cards()

    assert [line for line in lines(response) if "учебный год" in line] == [
        "Абрамов Пётр Ильич, 7 «А», 2026/27 учебный год",
        "Белов Пётр Ильич, 7 «А», 2026/27 учебный год",
    ]
    assert (response.text.count('class="paper paper-card"'), response.text.count('class="paper-qr"')) == (2, 2)


@pytest.mark.parametrize("has_terms", [True, False])
def test_class_without_students_or_terms_says_so(client, deputy, school, has_terms):
    found = make.school_class(9, "Г")
    if not has_terms:
        make.year().terms.all().delete()
    client.force_login(deputy)

    assert lines(client.get(f"/classes/{found.pk}/print/report-cards/"))[-2] == "В классе никого нет"


def test_results_of_a_child_lead_to_the_card(client, parent, student, school, course):
    client.force_login(parent)

    found = links(client.get(f"/students/{student.pk}/results/"))

    assert found["Распечатать табель"] == f"/students/{student.pk}/print/report-card/"


def test_card_asks_nine_statements(card, client, course, student, django_assert_num_queries):
    decide(student, course, value=4, term=make.term())
    page = card().request["PATH_INFO"]

    # Session, user, child, memberships, courses, results, exemptions, absences, homeroom teacher.
    with django_assert_num_queries(9):
        client.get(page)


@pytest.mark.parametrize("number", [1, 3])
def test_cards_ask_the_same_number_of_queries(cards, client, number, school_class, django_assert_num_queries):
    for one in range(number):
        child = make.student("Белов", f"Лев {one}", school_class=school_class)
        course = make.course(students=[child], subject_name=f"Предмет {one}", teacher=make.teacher())
        make.absence(lesson=make.lesson(course=course), student=child)
        decide(child, course, value=4, term=make.term())
    page = cards().request["PATH_INFO"]

    # Session, user, class, students, memberships, courses, results, exemptions, absences, homeroom teacher.
    with django_assert_num_queries(10):
        client.get(page)
