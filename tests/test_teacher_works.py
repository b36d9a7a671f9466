"""The page of a work: its marks, its name, its end."""

import pytest
from django.urls import reverse

from journal.actions import cancel_work
from journal.models import Mark, Work
from tests import make
from tests.reading import lines, links, part
from tests.teaching import history, post_work, work_page


def details(student, work, **answers):
    """Return the posted row of a student, whose mark was not there."""
    row = {"value": "4", "comment": "", "done_on": "", "received_on": "", "received_reason": ""} | answers
    start = f"marks-{work.pk}-s{student.pk}"
    return {f"{start}-{question}": value for question, value in row.items()} | {f"{start}-version": "0"}


def test_work_of_a_foreign_lesson_is_not_there(teaching, colleague):
    foreign = make.lesson(course=make.course(teacher=colleague))
    work = make.work(lesson=foreign)

    address = reverse("journal:teacher-work-new", args=[foreign.pk])
    assert teaching.post(address, {"kind": make.kind("test").pk}).status_code == 404
    assert post_work(teaching, work, "cancel", **{"cancel-reason": "Чужая"}).status_code == 404
    assert history("matter") == [("work",)]


def test_every_form_carries_its_token(teaching, lesson, work):
    addresses = (lesson.get_absolute_url(), reverse("journal:teacher-work-new", args=[lesson.pk]), work_page(work))

    pages = [teaching.get(address).text for address in addresses]

    forms = [page.count('method="post"') for page in pages]
    # Signing out is a form of every page.
    assert forms == [6, 2, 6]
    assert [page.count('name="csrfmiddlewaretoken"') for page in pages] == forms


def test_page_shows_the_work(teaching, work):
    page = teaching.get(work_page(work)).text

    assert "<h1>Контрольная № 1</h1>" in page
    assert "отметки не позднее 18\u00a0октября" in page
    assert "отметки: 0 из 1, не позднее 18.10" in page


@pytest.mark.parametrize("students", [5, 25])
def test_page_asks_the_same_number_of_queries(teaching, course, work, students, django_assert_num_queries):
    for number in range(students - 1):
        make.mark(work=work, student=make.membership(course, make.student(f"Ученик{number:02}")).student)
    teaching.get("/help/")

    with django_assert_num_queries(10):
        teaching.get(work_page(work))


def test_mark_is_given_with_its_explanation(teaching, work, student):
    row = details(student, work, comment=" Ошибка  в знаке ")

    response = post_work(teaching, work, f"marks-{work.pk}", **row)

    mark = Mark.objects.get()
    assert response.url == f"{work_page(work)}?saved=marks-{work.pk}#marks-{work.pk}"
    assert (mark.value, mark.comment) == (4, "Ошибка в знаке")
    assert "Ошибка в знаке" in teaching.get(work_page(work)).text


def test_work_done_later_has_a_day_of_its_own(teaching, course, student):
    work = make.work(lesson=make.lesson(course=course, on=make.TODAY - make.days(3)))

    post_work(teaching, work, f"marks-{work.pk}", **details(student, work, done_on="2026-10-12"))

    mark = Mark.objects.get()
    assert (mark.done_on, mark.due_on) == (make.TODAY, make.TODAY + make.days(6))


def test_mark_received_on_another_day_needs_a_reason(teaching, course, student):
    work = make.work(lesson=make.lesson(course=course, on=make.TODAY - make.days(3)))
    row = details(student, work, received_on="2026-10-12")

    refused = post_work(teaching, work, f"marks-{work.pk}", **row)
    row |= {f"marks-{work.pk}-s{student.pk}-received_reason": "Пересдача"}
    accepted = post_work(teaching, work, f"marks-{work.pk}", **row)

    assert "Напишите, почему отметка получена в другой день" in refused.text
    assert (accepted.status_code, Mark.objects.get().received_on) == (302, make.TODAY)


def test_day_that_is_no_day_is_explained_and_kept(teaching, work, student):
    response = post_work(teaching, work, f"marks-{work.pk}", **details(student, work, done_on="вчера"))

    assert "Введите правильную дату." in response.text
    assert 'value="вчера"' in response.text
    assert Mark.objects.count() == 0


def test_mark_that_another_has_given_is_not_overwritten(teaching, work, student, colleague):
    make.mark(work=work, student=student, value=3, by=colleague, comment="Описка")

    response = post_work(teaching, work, f"marks-{work.pk}", **details(student, work, comment="Ошибка в знаке"))

    assert (response.status_code, Mark.objects.get().value) == (409, 3)
    row = response.context["page"].marks.rows()[0]
    assert row.conflict.startswith("В журнале 3 (Чужова А.\u00a0С., 08:00), у вас 4.")
    assert [detail.value() for detail in row.details] == ["Ошибка в знаке", None, None, ""]


def test_work_leads_to_its_journal_and_cells(teaching, lesson, work, student):
    shown = links(teaching.get(work_page(work)))

    journal = reverse("journal:teacher-journal", args=[lesson.course_id])
    assert shown["Столбец журнала"] == f"{journal}?work={work.pk}#grid"
    assert shown["История и пересдача"] == f"{journal}cells/w{work.pk}-{student.pk}/"
    oral = make.mark(lesson=lesson, student=student).work
    shown = links(teaching.get(work_page(oral)))
    assert shown["Столбец журнала"] == f"{journal}?lesson={lesson.pk}#grid"
    assert shown["История и пересдача"] == f"{journal}cells/o{lesson.pk}-{student.pk}/"


def test_work_is_renamed(teaching, work):
    response = post_work(teaching, work, "rename", **{"rename-title": " Контрольная  № 2 "})

    work.refresh_from_db()
    assert (response.url, work.title) == (f"{work_page(work)}?saved=rename#rename", "Контрольная № 2")
    assert history("old", "new")[-1] == (
        "Контрольная № 1, вес 3, отметки не позднее 18.10.2026",
        "Контрольная № 2, вес 3, отметки не позднее 18.10.2026",
    )


def test_same_name_changes_nothing(teaching, work):
    post_work(teaching, work, "rename", **{"rename-title": "Контрольная № 1"})

    assert len(history("matter")) == 1


def test_work_is_cancelled_with_a_reason(teaching, work, student):
    make.mark(work=work, student=student)

    post_work(teaching, work, "cancel", **{"cancel-reason": "Класс на экскурсии"})

    work.refresh_from_db()
    assert (work.cancelled_at, work.cancel_reason) == (make.NOW, "Класс на экскурсии")
    page = teaching.get(work_page(work)).text
    assert "Работа отменена." in page
    assert ">Абрамов Пётр</a></dt><dd>5</dd>" in page


def test_work_is_not_cancelled_without_a_reason(teaching, work):
    response = post_work(teaching, work, "cancel", **{"cancel-reason": ""})

    assert "Напишите, почему работа отменяется." in response.text
    assert Work.objects.standing().count() == 1


def test_work_past_its_day_is_not_cancelled(teaching, course):
    work = make.work(lesson=make.lesson(course=course, on=make.TODAY - make.days(7)))

    assert "Срок отметок за работу прошёл 11.10.2026." in teaching.get(work_page(work)).text
    response = post_work(teaching, work, "cancel", **{"cancel-reason": "Класс на экскурсии"})
    assert "Срок отметок за работу прошёл 11.10.2026." in response.text
    assert 'value="Класс на экскурсии"' in response.text
    assert Work.objects.standing().count() == 1


def test_answers_have_neither_another_name_nor_an_end(teaching, lesson, student):
    work = make.mark(lesson=lesson, student=student).work

    assert list(teaching.get(work_page(work)).context["page"].forms) == ["answers"]
    assert post_work(teaching, work, "cancel", **{"cancel-reason": "Ошибка"}).status_code == 400


def test_who_did_the_work_later_has_a_due_day_of_their_own(teaching, course, student):
    work = make.work(lesson=make.lesson(course=course, on=make.TODAY - make.days(3)))
    make.mark(work=work, student=student, value=None, done_on=make.TODAY, moment=make.NOW)

    response = teaching.get(work_page(work))

    assert part(response, "Абрамов Пётр")[0] == "свой день 12 октября, отметка не позднее 18 октября"


def test_marks_for_a_work_cancelled_meanwhile_stay_in_sight(teaching, work, student):
    cancel_work(work, reason="ошибка", by=work.set_by, at=make.NOW)

    response = post_work(teaching, work, f"marks-{work.pk}", **details(student, work, comment="Ошибка в знаке"))

    assert "Работа отменена. Отметки за неё не ставятся." in lines(response)
    assert (response.status_code, 'value="Ошибка в знаке"' in response.text) == (200, True)
    chosen = [pick.value for pick in response.context["page"].marks.rows()[0].groups[0].picks if pick.is_chosen]
    assert (chosen, Mark.objects.count()) == (["4"], 0)
