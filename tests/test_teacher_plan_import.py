"""A plan brought in as a table: shown beside the plan that stands, mended, applied as it was shown."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from journal.enums import Way
from journal.forms.teacher import plan_table
from journal.forms.teacher.plan_table import TableForm
from journal.models import PlannedTopic, plan_of
from journal.rules.plan import Line
from journal.workbook.plan import workbook_of
from tests import make
from tests.reading import lines, part
from tests.teaching import history


@pytest.fixture
def send(client, teacher, school, course):
    """Post the form as the page last shown would: with what it was compared with."""
    client.force_login(teacher)
    address = reverse("journal:teacher-plan-import", args=[course.pk])
    shown = [client.get(address)]

    def post(asked="check", **fields):
        form = shown[-1].context["form"]
        hidden = {name: form[name].value() or "" for name in ("seen", "checked")}
        response = client.post(address, {"part": asked, **hidden, **fields})
        shown.append(response)
        return response

    return post


@pytest.fixture
def topics(course):
    """Make a plan of three topics, the first of which was held."""
    rows = [make.planned_topic(course, place, topic) for place, topic in enumerate(("Степень", "Корень", "Дробь"), 1)]
    make.lesson(course=course, planned_topic=rows[0], topic="Степень")
    return rows


def standing(course):
    return [(line.position, line.topic, line.hours) for line in plan_of(course)]


def test_page_begins_without_complaints(client, teacher, school, course):
    client.force_login(teacher)

    response = client.get(reverse("journal:teacher-plan-import", args=[course.pk]))

    assert lines(response)[:3] == ["План таблицей", "План тем: Алгебра, 7 «А»", "Таблица"]


def test_first_plan_is_shown_and_applied(send, course):
    shown = send(text="Степень;2;№ 45;К\nКорень")
    before = standing(course)
    response = send("apply", text="Степень;2;№ 45;К\r\nКорень")

    assert part(shown, "Что изменится", to="Загрузить в план") == [
        "В таблице 2 темы на 3 ч.",
        *("Новые: 2 темы", "1. Степень, 2 ч, Контрольная работа, на дом: № 45", "2. Корень, 1 ч"),
    ]
    assert (before, standing(course)) == ([], [(1, "Степень", 2), (2, "Корень", 1)])
    assert response.url == reverse("journal:teacher-plan", args=[course.pk]) + "?saved"
    assert history("matter", "new", "way") == [
        ("plan", "1. Степень, 2 ч, Контрольная работа, на дом: № 45", Way.IMPORT),
        ("plan", "2. Корень, 1 ч", Way.IMPORT),
    ]


def test_table_changes_what_is_ahead_with_a_reason(send, course, topics):
    text = "Тема\tЧасов\tДата\nСтепень\t5\t01.09\nКорень\t2\t02.09\nВекторы\t\t\nМножества\t1"
    shown = send(text=text)
    without_reason = send("apply", text=text)
    send("apply", text=text, reason=" карантин ")

    assert part(shown, "Что изменится", to="Почему меняется план") == [
        "В таблице 4 темы на 9 ч. Проведённая тема остаётся как есть: 1.",
        "Столбцы не загружаются: «Дата».",
        *("Изменятся: 2 темы", "2. Корень, 1 ч", "2. Корень, 2 ч", "3. Дробь, 1 ч", "3. Векторы, 1 ч"),
        *("Новые: 1 тема", "4. Множества, 1 ч"),
    ]
    assert "Напишите, почему меняются темы, которые уже стоят в плане." in without_reason.text
    assert standing(course) == [(1, "Степень", 1), (2, "Корень", 2), (3, "Векторы", 1), (4, "Множества", 1)]
    assert set(history("reason")) == {("карантин",)}


def test_table_says_what_goes(send, course, topics):
    shown = send(text="Корень")

    assert part(shown, "Что изменится", to="Почему меняется план")[1:] == ["Уйдут: 1 тема", "3. Дробь, 1 ч"]


def test_table_that_changes_nothing_is_not_applied(send, course, topics):
    response = send(text="Степень\nКорень\nДробь")

    assert "План уже такой, как в таблице." in lines(response)
    assert "Загрузить в план" not in response.text


def test_rows_that_cannot_be_read_are_mended_in_the_text(send, course):
    response = send(text="\tСтепень\t2\n\tКорень\tдва")

    assert part(response, "Что прочитано", to="Таблица")[1:] == [
        "Ошибки в строках",
        "Строка 2, столбец «Часов»: здесь не то число: «два». Что сделать: нужно целое число от 1 до 99.",
    ]
    assert "Исправьте в таблице 1\xa0ошибку или удалите эти строки." in response.text
    assert "\tСтепень\t2\n\tКорень\tдва</textarea>" in response.text
    assert (send("apply", text="Степень;два").status_code, standing(course)) == (200, [])


def test_of_many_mistakes_the_first_are_shown(send, course):
    response = send(text="Степень;два\n" * 31)

    assert "Показаны первые 30 ошибок из 31. Исправьте их и проверьте ещё раз." in lines(response)
    assert ("Строка 30, " in response.text, "Строка 31, " in response.text) == (True, False)


def test_file_is_read_into_the_text(send, course):
    file = SimpleUploadedFile("plan.xlsx", workbook_of([Line(topic="Степень", hours=2, position=1)]))

    response = send("apply", file=file)
    text = response.context["form"]["text"].value()

    assert text == "№\tТема\tЧасов\tДомашнее задание\tВид работы\n1\tСтепень\t2"
    assert ("Новые: 1 тема" in lines(response), standing(course)) == (True, [])
    assert (send("apply", text=text).status_code, standing(course)) == (302, [(1, "Степень", 2)])


@pytest.mark.parametrize(
    "content, largest, sentence",
    [
        (b"no table", 100, "это не таблица XLSX или файл повреждён"),
        (b"", 100, "Отправленный файл пуст."),
        (b"no table", 7, "Файл больше 0 МБ. Оставьте в нём одну таблицу."),
    ],
)
def test_file_that_cannot_be_read_leaves_the_text(send, monkeypatch, content, largest, sentence):
    monkeypatch.setattr(plan_table, "LARGEST_FILE", largest)

    response = send(file=SimpleUploadedFile("plan.xlsx", content), text="Степень")

    assert (sentence in response.text, "Степень</textarea>" in response.text) == (True, True)


@pytest.mark.parametrize(
    "text, sentence", [("", "Вставьте строки плана или выберите файл."), ("а" * 200_001, "не более")]
)
def test_text_that_is_no_table_is_explained(send, course, text, sentence):
    assert sentence in send("apply", text=text).text


def test_text_that_was_not_shown_is_shown_first(send, course):
    send(text="Степень")

    response = send("apply", text="Степень;2")

    assert "Строки стали другими. Проверьте ещё раз, что изменится, и загрузите." in lines(response)
    assert (response.status_code, standing(course)) == (200, [])
    assert (send("apply", text="Степень;2").status_code, standing(course)) == (302, [(1, "Степень", 2)])


def test_plan_that_became_another_is_compared_anew(send, course, topics):
    send(text="Корень")
    PlannedTopic.objects.filter(pk=topics[1].pk).update(hours=3)

    response = send("apply", text="Корень", reason="карантин")

    assert response.status_code == 409
    assert "Пока страница была открыта, план изменили. Проверьте ещё раз, что изменится, и загрузите." in lines(
        response
    )
    assert ("2. Корень, 3 ч" in lines(response), 'value="карантин"' in response.text) == (True, True)
    assert send("apply", text="Корень", reason="карантин").status_code == 302
    assert standing(course) == [(1, "Степень", 1), (2, "Корень", 1)]


def test_plan_that_becomes_another_in_the_last_moment_stays(course, teacher, topics):
    seen = TableForm(course, plan_of(course), {"text": "Корень"})
    seen.is_valid()
    form = TableForm(course, plan_of(course), {**seen.data, "part": "apply", "reason": "карантин"})
    is_valid = form.is_valid()
    PlannedTopic.objects.filter(pk=topics[1].pk).update(hours=3)

    form.save(by=teacher, at=make.NOW)

    assert (is_valid, len(form.conflicts), len(standing(course))) == (True, 1, 3)
    assert form.non_field_errors() == [str(form.conflicts[0])]


@pytest.mark.parametrize("number", [1, 3])
def test_preview_asks_the_same_number_of_queries(send, course, number, django_assert_num_queries):
    text = "\n".join(f"Тема {place};2" for place in range(number))
    for place in range(number):
        make.planned_topic(course, place + 1, f"Тема {place}")
    send(text=text)

    with django_assert_num_queries(5):
        send(text=text)
