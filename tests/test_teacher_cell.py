"""The card of a cell: its mark with words and days, the other times the work was done, its history."""

import pytest

from journal.enums import Presence, Retake
from journal.models import Mark
from tests import make
from tests.cards import at, card, of_answers, of_work
from tests.reading import lines, links, part
from tests.teaching import history

YESTERDAY, LATER = make.TODAY - make.days(1), make.TODAY + make.days(3)


def test_mark_is_given_with_its_words_and_day(teaching, course, student):
    work = make.work(lesson=make.lesson(course=course, on=YESTERDAY))
    words = {"comment": " Ошибка  в знаке ", "done_on": "2026-10-12"}

    response = teaching.post(at(work, student), of_work(student, work, value="4", **words))

    mark = Mark.objects.get()
    assert response.url == f"{at(work, student)}?saved=marks-{work.pk}#marks-{work.pk}"
    assert (mark.value, mark.comment, mark.done_on, mark.due_on) == (
        *(4, "Ошибка в знаке", make.TODAY),
        make.TODAY + make.days(6),
    )
    assert "сохранено" in teaching.get(response.url).text


def test_both_parts_of_a_mark_are_given(teaching, lesson, student):
    work = make.work(lesson=lesson, kind_code="essay")

    teaching.post(at(work, student), of_work(student, work, value="5", second="4"))

    assert Mark.objects.get().digits == "5/4"
    assert [group.caption for group in teaching.get(at(work, student)).context["page"].row.groups] == [
        "Первая отметка",
        "Вторая отметка",
    ]


def test_first_answer_of_a_lesson_is_given(teaching, lesson, student):
    address = of_answers(lesson, student)
    page = teaching.get(address)

    teaching.post(address, card(student, "answers", value="5", comment="У доски"))

    assert (lines(page)[0], "Записей пока нет." in lines(page)) == ("Абрамов Пётр", True)
    assert (Mark.objects.get().comment, Mark.objects.get().work.is_implicit) == ("У доски", True)


def test_card_sent_untouched_changes_nothing(teaching, lesson, student):
    teaching.post(of_answers(lesson, student), card(student, "answers"))

    assert history("matter") == []


def test_mark_received_on_another_day_needs_a_reason(teaching, course, student):
    work = make.mark(student=student, lesson=make.lesson(course=course, on=YESTERDAY), value=3).work
    typed = card(student, "answers", 1, was="3", received_on="2026-10-12")

    refused = teaching.post(at(work, student), typed)

    assert "Напишите, почему отметка получена в другой день" in refused.text
    typed |= {f"answers-s{student.pk}-received_reason": "Отвечал позже"}
    assert teaching.post(at(work, student), typed).status_code == 302
    assert Mark.objects.get().received_on == make.TODAY


def test_words_without_a_mark_are_explained_and_kept(teaching, work, student):
    response = teaching.post(at(work, student), of_work(student, work, comment="Молодец"))

    assert "Пояснение стоит рядом с отметкой. Поставьте отметку или уберите пояснение." in lines(response)
    assert ('value="Молодец"' in response.text, Mark.objects.count()) == (True, 0)


def test_mark_taken_away_takes_its_words_along(teaching, work, student):
    make.mark(work=work, student=student, value=4, comment="Молодец")
    stood = {f"initial-marks-{work.pk}-s{student.pk}-comment": "Молодец"}

    teaching.post(at(work, student), of_work(student, work, 1, was="4", value="", comment="Молодец") | stood)

    mark = Mark.objects.get()
    assert (mark.digits, mark.comment) == ("", "")


def test_mark_that_another_has_given_is_not_overwritten(teaching, work, student, colleague):
    make.mark(work=work, student=student, value=3, by=colleague, comment="Описка")
    typed = of_work(student, work, value="5", comment="Ошибка в знаке")

    response = teaching.post(at(work, student), typed)

    row = response.context["page"].row
    assert (response.status_code, Mark.objects.get().value) == (409, 3)
    assert row.conflict == (
        "В журнале 3 (Чужова А.\u00a0С., 08:00), у вас 5. Оставьте выбранным нужное и сохраните ещё раз."
        " В журнале рядом с отметкой: Описка."
    )
    assert [pick.value for pick in row.groups[0].picks if pick.is_chosen] == ["5"]
    assert (row.version.value(), row.details[0].value()) == (1, "Ошибка в знаке")


def test_mark_of_an_absent_student_is_asked_about_once(teaching, lesson, work, student):
    make.absence(lesson=lesson, student=student)
    typed = of_work(student, work, value="5")

    asked = teaching.post(at(work, student), typed)
    sure = asked.context["page"].row.sure_name
    answered = teaching.post(at(work, student), typed | {sure: "1"})

    assert "отмечено отсутствие (Н). Поставить отметку?" in asked.context["page"].row.conflict
    assert (asked.status_code, answered.status_code, Mark.objects.get().value) == (409, 302, 5)


def test_part_that_the_card_has_not_is_no_request(teaching, lesson, student):
    assert teaching.post(of_answers(lesson, student), {"part": "retake"}).status_code == 400


# --- Done again


def test_work_is_done_again_from_its_card(teaching, course, work, student):
    later = make.lesson(course=course, on=LATER)
    make.mark(work=work, student=student, value=2)
    make.membership(course, make.student("Белова"))

    page = teaching.get(at(work, student))
    hidden = f'name="retake-students" value="{student.pk}"'
    response = teaching.post(
        at(work, student), {"part": "retake", "retake-at": later.pk, "retake-students": [student.pk]}
    )

    retake = work.retakes.get()
    assert (page.text.count('name="retake-students"'), hidden in page.text) == (1, True)
    assert (response.url, retake.lesson) == (f"{at(work, student)}?saved=retake#retake", later)


@pytest.mark.parametrize("rule", Retake)
def test_retake_stands_beside_the_first_mark(teaching, work, student, rule):
    make.school(retakes=rule)
    make.mark(work=work, student=student, value=2)
    retake = make.work(lesson=work.lesson, retake_of=work, students=[student])
    make.mark(work=retake, student=student, value=4)

    first, again = teaching.get(at(work, student)), teaching.get(at(retake, student))

    counts = f"В среднее идёт: {rule.label}."
    assert part(first, "Пересдача")[:2] == ["пн, 12 октября, пересдача: 4", counts]
    assert part(again, "Пересдача")[:2] == ["пн, 12 октября, первая работа: 2", counts]
    assert links(first)["пн, 12 октября, пересдача"] == at(retake, student)
    assert links(again)["пн, 12 октября, первая работа"] == at(work, student)


def test_retake_of_others_is_not_on_the_card(teaching, course, work, student):
    other = make.membership(course, make.student("Белова")).student
    retake = make.work(lesson=work.lesson, retake_of=work, students=[other])

    assert teaching.get(at(work, student)).context["page"].times == []
    assert teaching.get(at(retake, student)).status_code == 404
    assert [time.label for time in teaching.get(at(retake, other)).context["page"].times] == ["первая работа"]


# --- What has happened


def test_history_of_the_cell_is_told_newest_first(teaching, work, student, teacher):
    make.mark(work=work, student=student, value=3)
    make.mark(work=work, student=student, value=4, comment="Исправлено")

    page = teaching.get(at(work, student))

    assert part(page, "История") == [
        *("Когда", "Было", "Стало", "Кто", "Почему"),
        *("12.10.2026, 08:00", "3", "4 — Исправлено", "Сидорова А. С.", "страница дневника", "—"),
        *("12.10.2026, 08:00", "—", "3", "Сидорова А. С.", "страница дневника", "—"),
    ]


def test_history_of_answers_tells_who_was_there(teaching, lesson, student):
    make.absence(lesson=lesson, student=student, presence=Presence.LATE)
    make.mark(lesson=lesson, student=student, value=4)
    make.mark(work=make.work(lesson=lesson), student=student, value=2)

    page = teaching.get(of_answers(lesson, student)).context["page"]

    assert [(line.old, line.new) for line in page.history] == [("—", "4"), ("на уроке", "ОП")]


@pytest.mark.parametrize("times", [1, 3])
def test_card_asks_the_same_number_of_queries(teaching, work, student, times, django_assert_num_queries):
    for value in range(times):
        make.mark(work=work, student=student, value=2 + value)
        make.work(lesson=work.lesson, retake_of=work, students=[student])
    teaching.get("/help/")

    with django_assert_num_queries(10):
        teaching.get(at(work, student))
