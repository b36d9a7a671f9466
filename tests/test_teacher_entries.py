"""Where the script of the journal sends what was typed: what is read, what is answered, what is refused whole."""

import json
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from journal.enums import Presence
from journal.models import Attendance, Mark, Operation
from tests import make

UNREADABLE = "Запрос не разобрать. Обновите страницу: набранное останется в очереди."


@pytest.fixture
def other(course):
    """Another student of the course."""
    new = make.student("Белова", "Анна", "Юрьевна")
    make.membership(course, new)
    return new


@pytest.fixture
def send(client, course, teacher, school):
    """Send a body to the journal of the course as a teacher."""

    def send(body, *, by=teacher):
        client.force_login(by)
        sent = body if isinstance(body, bytes) else json.dumps(body)
        return client.post(reverse("journal:teacher-entries", args=[course.pk]), sent, content_type="application/json")

    return send


@pytest.fixture
def batch(lesson, teacher):
    """Make a batch: a value by student, for today's answers."""

    def batch(values, *, user=teacher.pk, **told):
        typed = {"base": "0.", "at": "2026-10-12T09:59:00+04:00", "sure": False} | told
        ops = [
            {"id": str(uuid4()), "cell": f"o{lesson.pk}-{student.pk}", "value": value} | typed
            for student, value in values.items()
        ]
        return {"user": user, "ops": ops}

    return batch


def results(response):
    return [(row["status"], row["value"], row["base"], row["reason"]) for row in response.json()["results"]]


def values():
    return list(Mark.objects.order_by("student__sort_key").values_list("value", flat=True))


def test_values_are_saved_and_answered_one_by_one(send, batch, student, other):
    body = batch({student: "5", other: "н"})

    response = send(body)

    told = response.json()
    assert (response.status_code, told["time"], told["cells"]) == (200, "10:00", {})
    assert [row["id"] for row in told["results"]] == [op["id"] for op in body["ops"]]
    assert results(response) == [("ok", "5", "1.", ""), ("ok", "Н", "0.Н", "")]
    assert (values(), list(Attendance.objects.values_list("student", "presence"))) == ([5], [(other.pk, "absent")])


def test_batch_sent_again_is_stored_once(send, batch, student):
    body = batch({student: "5"})

    first, again = send(body), send(body)

    assert results(again) == results(first)
    assert (Mark.objects.get().version, Operation.objects.count()) == (1, 1)


def test_cells_that_others_have_changed_come_along(send, batch, lesson, student, other):
    late = make.student("Волков", "Илья")
    make.membership(lesson.course, late)
    make.mark(lesson=lesson, student=other, value=3)
    make.absence(lesson=lesson, student=late, presence=Presence.LATE)

    response = send(batch({student: "5"}))

    column = f"o{lesson.pk}"
    assert response.json()["cells"] == {
        f"{column}-{other.pk}": {"value": "3", "base": "1."},
        f"{column}-{late.pk}": {"value": "ОП", "base": "0.ОП"},
    }


def test_cells_of_a_work_come_along_beside_the_answers(send, lesson, student, other, teacher):
    work = make.work(lesson=lesson)
    make.mark(work=work, student=other, value=2)
    make.absence(lesson=lesson, student=other)
    op = {"id": str(uuid4()), "cell": f"w{work.pk}-{student.pk}", "base": "0.", "value": "4"}

    response = send({"user": teacher.pk, "ops": [op]})

    assert response.json()["cells"] == {
        f"o{lesson.pk}-{other.pk}": {"value": "Н", "base": "0.Н"},
        f"w{work.pk}-{other.pk}": {"value": "2", "base": "1."},
    }


def test_two_values_are_asked_about(send, batch, lesson, student):
    make.mark(lesson=lesson, student=student, value=3)

    [told] = send(batch({student: "5"})).json()["results"]

    assert (told["status"], told["base"], told["value"]) == ("ask", "1.", "3")
    assert told["reason"] == "Абрамов Пётр: в журнале 3 (Сидорова А.\u00a0С., 08:00), у вас 5. Что оставить?"
    assert told["choices"] == [{"label": "Оставить 3", "value": "3"}, {"label": "Поставить 5", "value": "5"}]
    assert values() == [3]


def test_emptied_cell_and_an_edit_are_asked_about(send, batch, lesson, student):
    make.mark(lesson=lesson, student=student, value=3)

    [told] = send(batch({student: ""})).json()["results"]

    assert told["reason"].endswith("у вас пусто. Что оставить?")
    assert [choice["label"] for choice in told["choices"]] == ["Оставить 3", "Очистить"]


def test_edit_of_an_emptied_cell_is_asked_about(send, batch, lesson, student):
    mark = make.mark(lesson=lesson, student=student, value=3)
    Mark.objects.filter(pk=mark.pk).update(value=None, version=2)

    [told] = send(batch({student: "5"}, base="1.")).json()["results"]

    assert told["reason"].startswith("Абрамов Пётр: в журнале пусто")
    assert [choice["label"] for choice in told["choices"]] == ["Оставить пустым", "Поставить 5"]


def test_mark_of_an_absent_student_is_asked_about_once(send, batch, lesson, student):
    make.absence(lesson=lesson, student=student)

    [told] = send(batch({student: "5"}, base="0.Н")).json()["results"]
    sure = send(batch({student: told["choices"][1]["value"]}, base=told["base"], sure=True))

    assert told["reason"] == "Абрамов Пётр: отмечено отсутствие (Н). Поставить отметку?"
    assert [choice["label"] for choice in told["choices"]] == [
        "Оставить Н",
        "Поставить 5, Н остаётся",
        "Поставить 5: был на уроке",
    ]
    assert results(sure) == [("ok", "5 Н", "1.Н", "")]


def test_mark_for_a_work_of_an_absent_student_is_asked_about(send, lesson, student, teacher):
    work = make.work(lesson=lesson)
    make.absence(lesson=lesson, student=student)
    op = {"id": str(uuid4()), "cell": f"w{work.pk}-{student.pk}", "base": "0.", "value": "4"}

    [told] = send({"user": teacher.pk, "ops": [op]}).json()["results"]

    assert told["reason"] == "Абрамов Пётр: на уроке отмечено отсутствие. Поставить 4?"
    assert [choice["value"] for choice in told["choices"]] == ["", "4"]


def test_one_foreign_cell_stops_the_whole_batch(send, batch, student):
    body = batch({student: "5", make.student("Чужой"): "5"})

    response = send(body)

    assert response.status_code == 404
    assert response.json() == {
        "error": "Этого урока или ученика нет в вашем журнале. Возможно, урок ведёт уже другой учитель.",
        "foreign": [body["ops"][1]["id"]],
    }
    assert values() == []


def test_batch_of_another_person_waits_for_that_person(send, batch, student, colleague):
    response = send(batch({student: "5"}, user=colleague.pk))

    assert response.status_code == 401
    assert response.json()["error"] == "Нужно войти снова: на этом компьютере вошёл другой человек."
    assert values() == []


def _without(name):
    def change(body):
        del body["ops"][0][name]

    return change


def _with(**told):
    return lambda body: body["ops"][0].update(told)


@pytest.mark.parametrize(
    "change",
    [
        _without("id"),
        _without("cell"),
        _with(id="no key"),
        _with(id=5),
        _with(sure="yes"),
        _with(version=3),
        lambda body: body.update(more=1),
        lambda body: body.update(ops=[]),
        lambda body: body.update(ops="all"),
        lambda body: body.update(ops=["5"]),
        lambda body: body.update(ops=body["ops"] * 101),
    ],
)
def test_what_is_no_batch_is_refused_whole(send, batch, student, change):
    body = batch({student: "5"})
    change(body)

    response = send(body)

    assert (response.status_code, response.json()) == (400, {"error": UNREADABLE})
    assert values() == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b"[" * 100_000])
def test_what_is_no_json_is_refused(send, body):
    response = send(body)

    assert (response.status_code, response.json()) == (400, {"error": UNREADABLE})


@pytest.mark.parametrize(
    "told",
    [
        {"value": "7 5 3"},
        {"value": "пять"},
        {"cell": "x1-2"},
        {"cell": "o1"},
        {"cell": "o1-²"},
        {"base": "3"},
        {"base": "x."},
        {"base": "1.ПР"},
    ],
)
def test_what_is_no_value_of_a_cell_is_refused(send, batch, student, told):
    body = batch({student: "5"})
    body["ops"][0] |= told

    response = send(body)

    assert (response.status_code, values()) == (400, [])
    assert response.json() == {"error": "Можно поставить отметку, Н, ОП или точку; за работу из двух частей — 5/4."}


def test_cell_named_twice_is_refused(send, batch, student):
    body = batch({student: "5"})
    body["ops"] *= 2

    assert send(body).json() == {"error": "Одна клетка или операция названа дважды. Обновите страницу."}


@pytest.mark.parametrize("at", ["", "yesterday", "2026-10-12T09:59:00", "2026-13-45T00:00:00Z"])
def test_clock_of_a_device_that_cannot_be_read_is_left_out(send, batch, student, at):
    assert results(send(batch({student: "5"}, at=at))) == [("ok", "5", "1.", "")]


def test_session_that_ended_is_said_to_a_script(client, course, batch, student):
    address = reverse("journal:teacher-entries", args=[course.pk])

    response = client.post(address, json.dumps(batch({student: "5"})), content_type="application/json")

    assert (response.status_code, list(response.json())) == (401, ["error"])


def test_stale_token_is_said_to_a_script_and_stores_nothing(course, teacher, batch, student):
    client = Client(enforce_csrf_checks=True)
    client.force_login(teacher)
    address = reverse("journal:teacher-entries", args=[course.pk])

    response = client.post(address, json.dumps(batch({student: "5"})), content_type="application/json")

    assert (response.status_code, values()) == (403, [])
    assert response.json() == {"error": "Страница устарела. Набранное будет отправлено ещё раз."}


@pytest.mark.parametrize("students", [1, 30])
def test_saving_asks_the_same_number_of_queries(
    send, client, batch, lesson, course, student, students, django_assert_num_queries
):
    for number in range(1, students):
        make.membership(course, make.student("Волков", f"Илья {number}"))
    make.mark(lesson=lesson, student=student, value=3)
    send(batch({student: "4"}, base="1."))
    address = reverse("journal:teacher-entries", args=[course.pk])
    body = json.dumps(batch({student: "5"}, base="2."))

    # Session, person, head of the history, cells; mark, operation, change, head. And two nested transactions.
    with django_assert_num_queries(8 + 4):
        client.post(address, body, content_type="application/json")
