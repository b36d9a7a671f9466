"""The deputy's pages of terms and years: what is missing, closing, opening a course again."""

import re
from datetime import date

import pytest
from django.urls import reverse

from journal.models import AcademicYear, Change, FinalMark, Reopening, Term, YearMark
from tests import make
from tests.controlling import section
from tests.reading import lines, links

TERMS = reverse("journal:control-terms")
FILES = "Скачать таблицу: XLSX, CSV"
TYPED = {"reopen-reason": "Ошибка в отметке", "reopen-until": "2026-10-28"}
pytestmark = pytest.mark.usefixtures("school")


@pytest.fixture
def office(client, deputy, time_machine):
    """A browser of the deputy, after the first quarter."""
    time_machine.move_to(make.at(on=date(2026, 10, 26)))
    client.force_login(deputy)
    return client


@pytest.fixture
def term_page(lesson):
    return reverse("journal:control-term", args=[make.term().pk])


def told(response):
    return [str(message) for message in response.context["messages"]]


def close(office, term_page, **typed):
    return office.post(term_page, {"part": "close", **typed}, follow=True)


def reopened(office, term_page, course, **typed):
    return office.post(term_page, {"part": "reopen", "reopen-course": course.pk, **TYPED, **typed}, follow=True)


def test_terms_are_listed_with_their_state(office, term_page):
    shown = office.get(TERMS)

    assert [line for line in lines(shown) if "закончился" in line or "идёт" in line][:2] != []
    assert links(shown)["I четверть"] == term_page
    assert links(shown)["Учебный год 2026/27"] == reverse("journal:control-year", args=[make.year().pk])


def test_school_without_terms_says_so(office):
    assert "Учебных периодов нет" in lines(office.get(TERMS))


def test_missing_results_and_overdue_entries_lead_to_where_they_are_made(office, term_page, course, student, lesson):
    make.work(lesson=lesson)

    shown = office.get(term_page)

    assert section(shown, "checks") == [
        "Чего не хватает",
        "Не внесено",
        "Алгебра, 7 «А», тем: 1, заданий: 1, работ без отметок: 1",
        "Нет итоговых: 1",
        "Алгебра, 7 «А»: 1 ученик",
        FILES,
    ]
    links_there = re.findall(r'href="(/teach/[^"]*)"', shown.text)
    assert links_there == [
        reverse("journal:teacher-journal", args=[course.pk]) + f"?term={make.term().pk}",
        reverse("journal:teacher-results", args=[course.pk]) + f"?column=term-{make.term().pk}",
    ]


def test_what_is_not_due_yet_is_missing_too(client, deputy, term_page, course, time_machine):
    time_machine.move_to(make.at(on=date(2026, 10, 23)))
    client.force_login(deputy)
    last = make.lesson(course=course, on=date(2026, 10, 23), topic="Степень", homework_not_set=True)
    make.work(lesson=last)

    checks = section(client.get(term_page), "checks")

    # The first lesson lacks its texts, the last one the marks that are due by the 29th.
    assert checks[2] == "Алгебра, 7 «А», тем: 1, заданий: 1, работ без отметок: 1"


@pytest.mark.parametrize("day", [date(2026, 10, 23), date(2026, 10, 30)])
def test_lesson_still_to_come_that_will_be_closed_is_missing_too(client, deputy, term_page, course, time_machine, day):
    time_machine.move_to(make.at(7, on=date(2026, 10, 23)))
    client.force_login(deputy)
    make.lesson(course=course, number=3, on=day)

    assert section(client.get(term_page), "checks")[2] == "Алгебра, 7 «А», тем: 2, заданий: 2"


def test_lesson_still_to_come_is_not_missing_while_the_term_goes_on(client, deputy, term_page, course, time_machine):
    time_machine.move_to(make.at(on=date(2026, 10, 22)))
    client.force_login(deputy)
    make.lesson(course=course, number=3, on=date(2026, 10, 23))

    assert section(client.get(term_page), "checks")[2] == "Алгебра, 7 «А», тем: 1, заданий: 1"


def test_term_with_gaps_is_closed_only_with_a_word(office, term_page, course):
    refused = close(office, term_page)
    closed = close(office, term_page, **{"close-reason": "Учитель болел"})

    assert "Напишите, почему период закрывается, хотя внесено не всё." in " ".join(lines(refused))
    assert told(closed) == ["Период закрыт."]
    assert make.term().closed_at == make.at(on=date(2026, 10, 26))
    assert Change.objects.filter(course=course, matter="term").get().reason == "Учитель болел"


def test_whole_term_is_closed_without_a_word(office, term_page, lesson, course, student):
    type(lesson).objects.all().delete()
    make.result(course, student, term=make.term(), verdict="not_attested")

    shown = office.get(term_page)
    close(office, term_page)

    assert "Внесено всё: итоги выставлены, записи на месте." in lines(shown)
    assert make.term().closed_at is not None


def test_term_that_another_has_closed_meanwhile_stays_closed(office, term_page, deputy):
    Term.objects.update(closed_at=make.NOW, closed_by=deputy)

    again = close(office, term_page, **{"close-reason": "Учитель болел"})

    assert (told(again), make.term().closed_at) == (["Период закрыт."], make.NOW)


def test_term_that_goes_on_cannot_be_closed(office, lesson):
    term_page = reverse("journal:control-term", args=[make.term(2).pk])

    shown, refused = office.get(term_page), close(office, term_page, **{"close-reason": "Рано"})

    assert "Закрыть можно с 29 декабря." in lines(shown)
    assert "последний день 29.12.2026" in " ".join(lines(refused))


def test_course_is_opened_and_closed_again(office, term_page, course, deputy):
    Term.objects.update(closed_at=make.NOW, closed_by=deputy)

    opened = reopened(office, term_page, course)
    row = Reopening.objects.get()
    ended = office.post(term_page, {"part": f"end-{row.pk}"}, follow=True)
    again = office.post(term_page, {"part": f"end-{row.pk}"}, follow=True)

    assert told(opened) == ["Курс открыт: учитель может исправить записи."]
    assert (row.course, row.reason, row.until) == (course, "Ошибка в отметке", date(2026, 10, 28))
    assert told(ended) == told(again) == ["Курс закрыт снова."]
    assert Reopening.objects.get().ended_by == deputy
    assert "закрыл(а) снова" in " ".join(lines(ended))


def test_course_is_opened_to_the_teacher_chosen(office, term_page, course, colleague, deputy):
    Term.objects.update(closed_at=make.NOW, closed_by=deputy)

    opened = reopened(office, term_page, course, **{"reopen-teacher": colleague.pk})

    assert Reopening.objects.get().opened_to == colleague
    assert "Исправляет Чужова А. С.; открыл(а) Власова Н. А." in " ".join(lines(opened))


def test_reopening_without_sense_keeps_what_was_typed(office, term_page, course, deputy):
    Term.objects.update(closed_at=make.NOW, closed_by=deputy)

    refused = reopened(office, term_page, course, **{"reopen-until": "2026-12-01"})

    assert "не больше чем на 14 дней" in " ".join(lines(refused))
    assert refused.context["page"].reopen["reason"].value() == "Ошибка в отметке"
    assert not Reopening.objects.exists()


def test_year_asks_for_its_own_results(office, course, student, school_class):
    type(school_class).objects.filter(pk=school_class.pk).update(grade=9)

    shown = office.get(reverse("journal:control-year", args=[make.year().pk]))

    assert section(shown, "checks")[1:] == [
        "Нет итоговых: 2",
        "Алгебра, 7 «А»: 1 ученик",
        "Алгебра, 7 «А», в аттестат: 1 ученик",
        FILES,
    ]


def test_line_of_a_certificate_is_missed_once(office, course, student, teacher, school_class):
    type(school_class).objects.filter(pk=school_class.pk).update(grade=9)
    line = make.subject("Математика")
    geometry = make.course(teacher=teacher, students=[student], subject_name="Геометрия")
    type(line).objects.exclude(pk=line.pk).update(certificate_subject=line)
    for one in (course, geometry):
        make.result(one, student, model=YearMark, year=make.year(), value=4)
    year_page = reverse("journal:control-year", args=[make.year().pk])

    before = section(office.get(year_page), "checks")
    make.result(geometry, student, model=FinalMark, year=make.year(), value=4, subject=line)

    assert before[1:] == ["Нет итоговых: 1", "Алгебра, 7 «А», в аттестат: 1 ученик", FILES]
    assert "Внесено всё: итоги выставлены, записи на месте." in section(office.get(year_page), "checks")


def test_year_is_closed_after_its_terms(office, course, deputy, time_machine):
    time_machine.move_to(make.at(on=date(2027, 6, 1)))
    office.force_login(deputy)
    year_page = reverse("journal:control-year", args=[make.year().pk])

    refused = close(office, year_page, **{"close-reason": "Учитель болел"})
    Term.objects.update(closed_at=make.NOW, closed_by=deputy)
    closed = close(office, year_page, **{"close-reason": "Учитель болел"})
    reopened(office, year_page, course, **{"reopen-until": "2027-06-05"})

    assert "Сначала закройте периоды года" in " ".join(lines(refused))
    assert told(closed) == ["Учебный год закрыт."]
    assert AcademicYear.objects.get().closed_by == deputy
    assert Reopening.objects.get().term is None


def test_director_reads_and_closes_nothing(office, term_page, director):
    office.force_login(director)

    assert office.get(term_page).context["page"].forms == {}
    assert office.post(term_page, {"part": "close"}).status_code == 403


def test_strange_part_is_no_act(office, term_page):
    assert office.post(term_page, {"part": "open"}).status_code == 400
