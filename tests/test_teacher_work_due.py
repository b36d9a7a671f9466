"""The days of marks shown before a work is set, moved or done again: with the pauses of who will owe them."""

from django.urls import reverse

from journal.actions import hand_over
from tests import make
from tests.reading import lines, part
from tests.teaching import work_page

LATER = make.TODAY + make.days(3)


def new(lesson):
    return reverse("journal:teacher-work-new", args=[lesson.pk])


def test_due_day_shown_counts_the_pauses_of_who_will_owe(teaching, course, teacher, colleague):
    """Of a written work whoever sets it, of another the holder of the lesson."""
    lesson = make.lesson(course=course, teacher=colleague)
    make.pause(make.TODAY, make.TODAY + make.days(1), teacher=colleague)
    make.pause(make.TODAY + make.days(2), teacher=teacher)

    page = teaching.get(new(lesson)).text
    posted = teaching.post(new(lesson), {"kind": make.kind("test").pk, "check": "1"})

    assert "Контрольная работа: по 19.10 (перенесено приостановкой), вес 3<" in page
    assert "Наизусть: по 14.10 (перенесено приостановкой), вес 1<" in page
    assert "7 «А», пн, 12 октября, 1-й урок: отметки не позднее 19 октября." in lines(posted)


def test_days_to_choose_from_count_the_pauses(teaching, course, student, teacher):
    # Of a lesson still ahead: what has been held is not moved to another day.
    work = make.work(lesson=make.lesson(course=course, number=5))
    make.lesson(course=course, on=LATER, number=3)
    make.pause(LATER + make.days(1), teacher=teacher)

    page = teaching.get(work_page(work))

    # To move, and to do again.
    assert page.text.count("чт, 15\u00a0октября, 3-й урок: отметки по 22.10 (перенесено приостановкой)<") == 2
    assert "отметки не позднее 19 октября (п. 4.1.2), перенесено приостановкой" in lines(page)


def test_work_is_not_moved_after_the_day_of_one_of_its_marks(teaching, course, student, belova, teacher, colleague):
    """Given by who owed it before, and due before what the teacher owes now."""
    work = make.work(lesson=make.lesson(course=course, on=make.TODAY - make.days(7)), by=colleague)
    make.mark(work=work, student=student, by=colleague)
    make.pause(make.TODAY - make.days(3), make.TODAY, teacher=teacher)
    hand_over(giver=colleague, successor=teacher, reason="Приказ", by=teacher, at=make.NOW)

    page = part(teaching.get(work_page(work)), "Перенести на другой урок")

    assert page[0] == "Срок отметок за работу прошёл 11.10.2026. Отменить или перенести её может только завуч."
