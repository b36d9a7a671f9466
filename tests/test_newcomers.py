"""Somebody new to the school, written down one at a time: a parent, an employee, and what is asked of anybody."""

from datetime import date

import pytest

from accounts.actions import Newcomer, Refused, add_person
from accounts.enums import AuditKind, Ground, Role
from accounts.models import Guardianship, HeldRole, User
from tests import make
from tests.arriving import log, newcomer
from tests.reading import lines, links

ADDRESS = "/accounts/new/"
WHO = {"surname": "Носов", "name": "Илья", "patronymic": "Олегович", "code": "77"}
MOTHER = {"surname": "Носова", "name": "Анна", "code": "Р-77", "since": "2026-10-12", "ground": Ground.PARENT}


@pytest.fixture
def desk(client, administrator, school):
    client.force_login(administrator)
    return client


def send(desk, kind, **typed):
    return desk.post(f"{ADDRESS}?kind={kind}", typed)


def test_parent_is_linked_to_the_child_that_was_named(desk, student):
    response = send(desk, "parent", **MOTHER, words="абрам", document="свидетельство № 5", until="2027-05-26")

    mother = User.objects.get(code="Р-77")
    assert response.url == f"/accounts/{mother.pk}/"
    bond = Guardianship.objects.get(guardian=mother)
    assert (bond.child_id, bond.ground, bond.document) == (student.pk, Ground.PARENT, "свидетельство № 5")
    assert (bond.since, bond.until) == (make.TODAY, date(2027, 5, 26))
    assert HeldRole.objects.get(user=mother).role == Role.PARENT
    assert [entry[:3] for entry in log()] == [
        (AuditKind.ADDED, "Р-77", None),
        (AuditKind.LINKED, student.code, "Р-77"),
        (AuditKind.ROLE_GIVEN, "Р-77", None),
    ]


def test_child_is_chosen_among_several(desk, student):
    make.student("Абрамова", school_class=make.school_class(8, "В"))

    asked = send(desk, "parent", **MOTHER, words="абрам")
    send(desk, "parent", **MOTHER, words="абрам", child=student.pk)

    assert "Кто из найденных: Нашлось несколько детей. Выберите одного или напишите точнее." in lines(asked)
    choices = [words.split(",")[0] for _, words in asked.context["form"]["child"].field.choices]
    assert choices == ["Абрамов Пётр Ильич", "Абрамова Пётр Ильич"]
    assert Guardianship.objects.get(guardian__code="Р-77").child_id == student.pk


def test_code_names_one_child_though_it_begins_other_codes(desk):
    for code in ("12", "121"):
        make.student("Абрамов", code=code)

    send(desk, "parent", **MOTHER, words="12")

    assert Guardianship.objects.get(guardian__code="Р-77").child.code == "12"


def test_child_may_be_named_by_the_address(desk, student):
    address = f"{ADDRESS}?kind=parent&child={student.pk}"

    shown = desk.get(address)
    desk.post(address, MOTHER)

    assert shown.context["form"]["child"].value() == student.pk
    assert Guardianship.objects.get(guardian__code="Р-77").child_id == student.pk


def test_page_is_found_where_no_adult_was_found_for_a_child(desk, student):
    response = desk.post(f"/accounts/{student.pk}/guardians/new/", {"words": "Ъ", "find": "1"})

    assert links(response)["Добавить нового родителя"] == f"{ADDRESS}?kind=parent&child={student.pk}"


@pytest.mark.parametrize("query", ["&child=999999", "&child=abc", f"&child={'9' * 30}", ""])
def test_child_nobody_knows_is_asked_for(desk, student, query):
    response = desk.post(f"{ADDRESS}?kind=parent{query}", MOTHER)

    assert "Ребёнок: Напишите имя или код ребёнка, который учится в школе." in lines(response)
    assert not User.objects.filter(code="Р-77").exists()


@pytest.mark.parametrize(
    "words, sentence",
    [
        ("Б\0", "Данные содержат запрещённый символ: ноль-байт"),
        ("б " * 2000, "Убедитесь, что это значение содержит не более 200 символов (сейчас 3999)."),
    ],
    ids=["nul", "many"],
)
def test_words_that_nobody_is_called_are_not_looked_for(desk, student, words, sentence):
    response = send(desk, "parent", **MOTHER, words=words)

    assert [line for line in lines(response) if line.startswith("Ребёнок: ")] == [f"Ребёнок: {sentence}"]


def test_child_that_was_not_found_is_refused(desk, student, stranger):
    foreign = stranger.guardianships.get().child_id

    response = send(desk, "parent", **MOTHER, words="абрам", child=foreign)

    assert "Кто из найденных: Этого ребёнка среди найденных нет. Выберите ещё раз." in lines(response)


def test_who_does_not_learn_here_is_not_found(desk, teacher):
    response = send(desk, "parent", **MOTHER, words="Сидорова")

    assert "Ребёнок: Напишите имя или код ребёнка, который учится в школе." in lines(response)


def test_employee_is_given_a_role(desk):
    send(
        desk,
        "staff",
        **WHO,
        role=Role.TEACHER,
        since="2026-10-12",
        until="2027-05-26",
        order="№ 5",
        email="n@s.example",
    )

    held = HeldRole.objects.get(user=newcomer())
    assert (held.role, held.since, held.until, held.order) == (Role.TEACHER, make.TODAY, date(2027, 5, 26), "№ 5")
    assert newcomer().email == "n@s.example"


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.DIRECTOR, Role.STUDENT])
def test_roles_that_are_not_to_give_are_refused(desk, role):
    response = send(desk, "staff", **WHO, role=role, since="2026-10-12")

    assert "Роль: Выберите роль из списка." in lines(response)


def test_term_that_ends_before_it_begins_is_refused(desk):
    response = send(desk, "staff", **WHO, role=Role.TEACHER, since="2026-10-12", until="2026-10-01")

    assert "По какой день: Последний день раньше первого. Поменяйте их местами." in lines(response)


@pytest.mark.parametrize("code", ["77", "p-77"])
def test_code_of_somebody_is_refused_however_it_is_typed(desk, code):
    make.person("Прежний", code={"77": "77", "p-77": "Р-77"}[code])

    response = send(desk, "staff", **WHO | {"code": code}, role=Role.TEACHER, since="2026-10-12")

    known = {"77": "77", "p-77": "Р-77"}[code]
    assert f"Код: Код {known} уже у другого человека: найдите его в списке людей." in lines(response)


def test_code_of_the_destroyed_is_nobody_elses(desk):
    response = send(desk, "staff", **WHO | {"code": "Destroyed-7"}, role=Role.TEACHER, since="2026-10-12")

    assert "Код: Здесь код того, чьи данные уничтожены. Что сделать: впишите другой код." in lines(response)
    assert not User.objects.filter(surname="Носов").exists()


def test_code_taken_in_the_last_moment_is_refused(administrator):
    make.person("Прежний", code="77")

    with pytest.raises(Refused, match="Этот код уже у другого человека"):
        add_person(Newcomer(code="77", surname="Носов", name="Илья"), by=administrator, at=make.NOW)

    assert log() == []


def test_namesake_is_asked_about_once(desk):
    other = make.person("Носов", "Илья", "Олегович")
    typed = WHO | {"role": Role.TEACHER, "since": "2026-10-12"}

    asked = send(desk, "staff", **typed)
    send(desk, "staff", **typed, sure="on")

    said = "Человек с таким именем уже есть: откройте его страницу или отметьте, что это другой."
    assert lines(asked)[:2] == ["Проверьте 1 место", said]
    assert links(asked)["Носов Илья Олегович"] == f"/accounts/{other.pk}/"
    assert newcomer().surname == "Носов"


def test_names_are_typed_as_in_the_workbook(desk):
    typed = {"surname": "H0сов", "name": "", "code": "7 7", "role": Role.TEACHER, "since": "2026-10-12"}

    response = send(desk, "staff", **typed)

    assert lines(response)[1:4] == [
        "Фамилия: Здесь это не похоже на имя: «Н0сов». Что сделать: оставьте только буквы, пробел и дефис.",
        "Имя: Напишите имя.",
        "Код: Здесь в коде лишние знаки: «7 7». Что сделать: уберите пробелы, запятые и точки с запятой.",
    ]


def test_page_is_found_from_the_list_of_people(desk):
    found = links(desk.get("/accounts/"))

    assert (found["Добавить человека"], desk.get(found["Добавить человека"]).status_code) == (ADDRESS, 200)
    assert desk.get(f"{ADDRESS}?kind=director").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("kind, queries", [("student", 3), ("parent", 2), ("staff", 2)])
def test_page_asks_the_same_number_of_queries(desk, number, kind, queries, django_assert_num_queries):
    for place in range(number):
        make.student("Белов", school_class=make.school_class(7, "АБВ"[place]))
    desk.get("/home/")

    with django_assert_num_queries(queries):
        desk.get(f"{ADDRESS}?kind={kind}")


@pytest.mark.parametrize("number", [2, 4])
def test_children_found_ask_the_same_number_of_queries(desk, number, django_assert_num_queries):
    for place in range(number):
        make.student("Белов", school_class=make.school_class(7, "АБВГ"[place]))

    with django_assert_num_queries(10):
        send(desk, "parent", **MOTHER, words="белов")
