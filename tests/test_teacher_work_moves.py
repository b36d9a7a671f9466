"""A work moved to another lesson, and done again."""

import pytest

from tests import make
from tests.reading import lines, links, part
from tests.teaching import post_work, work_page

LATER = make.TODAY + make.days(3)


@pytest.fixture
def ahead(course):
    """A test at a lesson of today that has not begun."""
    return make.work(lesson=make.lesson(course=course, number=4), moment=make.NOW)


def test_work_is_moved_to_another_lesson_of_the_course(teaching, course, ahead):
    later = make.lesson(course=course, on=LATER, number=3)

    page = teaching.get(work_page(ahead)).text
    response = post_work(teaching, ahead, "move", **{"move-to": later.pk})

    ahead.refresh_from_db()
    assert "чт, 15\u00a0октября, 3-й урок: отметки по 21.10<" in page
    assert (response.url, ahead.lesson, ahead.due_on) == (
        f"{work_page(ahead)}?saved=move#move",
        later,
        LATER + make.days(6),
    )
    assert "перенесена" in teaching.get(response.url).text


def test_days_with_a_test_are_told_before_the_work_moves(teaching, course, student, ahead):
    make.lesson(course=course, on=LATER)
    physics = make.course(teacher=make.teacher("Петрова"), students=[student], subject_name="Физика")
    for day in (make.TODAY, LATER):
        make.work(lesson=make.lesson(course=physics, on=day, number=3), moment=make.NOW)

    response = teaching.get(work_page(ahead))

    said = "Физика, контрольная работа (Петрова А. С.)"
    option = f"чт, 15 октября, 1-й урок: отметки по 21.10; в этот день уже есть: {said}"
    assert option in " ".join(response.text.split())
    assert f"В этот день у этих учеников есть ещё: {said}." in lines(response)


def test_lessons_far_away_or_of_others_are_no_place_for_a_work(teaching, course, colleague, ahead):
    make.lesson(course=course, on=make.TODAY + make.days(15))
    make.lesson(course=course, on=LATER, cancelled_at=make.NOW)
    foreign = make.lesson(course=make.course(teacher=colleague), on=LATER)

    response = post_work(teaching, ahead, "move", **{"move-to": foreign.pk})

    assert "Этого урока больше нет. Обновите страницу." in response.text
    assert [value for value, _ in response.context["page"].move.fields["to"].choices] == [""]
    ahead.refresh_from_db()
    assert ahead.date == make.TODAY


def test_held_work_is_offered_lessons_that_have_begun(teaching, course, work):
    make.lesson(course=course, on=LATER)
    before = make.lesson(course=course, on=make.TODAY - make.days(1))

    choices = teaching.get(work_page(work)).context["page"].move.fields["to"].choices

    assert [value for value, _ in choices] == ["", before.pk]


def test_work_past_its_day_is_not_moved(teaching, course):
    work = make.work(lesson=make.lesson(course=course, on=make.TODAY - make.days(7)))
    later = make.lesson(course=course, on=LATER)

    sentence = "Срок отметок за работу прошёл 11.10.2026. Отменить или перенести её может только завуч."
    assert part(teaching.get(work_page(work)), "Перенести на другой урок")[0] == sentence
    assert sentence in lines(post_work(teaching, work, "move", **{"move-to": later.pk}))


def test_work_is_done_again_by_some(teaching, course, work, student):
    later = make.lesson(course=course, on=LATER)
    make.mark(work=work, student=student, value=2)
    typed = {"retake-at": later.pk, "retake-students": [student.pk]}

    response = post_work(teaching, work, "retake", **typed)

    retake = work.retakes.get()
    assert (response.url, retake.lesson, retake.due_on) == (
        f"{work_page(work)}?saved=retake#retake",
        later,
        LATER + make.days(6),
    )
    assert part(teaching.get(work_page(work)), "Пересдача: 1")[0] == "чт, 15 октября: 1 ученик"
    shown = teaching.get(work_page(retake))
    assert part(shown, "Пересдача", to="Состояние") == [
        "работы Контрольная № 1, 12 октября",
        *("Первые отметки", "Абрамов Пётр: 2"),
    ]
    assert links(shown)["Контрольная № 1, 12 октября"] == work_page(work)


def test_retake_of_a_lesson_before_is_not_offered(teaching, course, work, student):
    before, later = (make.lesson(course=course, on=make.TODAY + make.days(day)) for day in (-1, 1))

    choices = teaching.get(work_page(work)).context["page"].retake.fields["at"].choices

    assert ([pk for pk, _ in choices], before.pk in dict(choices)) == (["", work.lesson_id, later.pk], False)


@pytest.mark.parametrize(
    "typed, sentence",
    [
        ({"retake-students": []}, "Отметьте, кто пересдаёт работу."),
        ({"retake-students": ["0"]}, "В списке есть ученик, которого нет на этом уроке."),
        ({"retake-at": ""}, "Выберите урок."),
    ],
)
def test_retake_that_cannot_be_is_explained(teaching, work, student, typed, sentence):
    fields = {"retake-at": work.lesson_id, "retake-students": [student.pk]} | typed

    assert sentence in post_work(teaching, work, "retake", **fields).text
    assert not work.retakes.exists()
