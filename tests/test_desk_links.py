"""Children and adults linked by the administrator, and the families that need a look."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.enums import Ground, Role
from accounts.models import Guardianship, HeldRole
from accounts.rules import desk
from tests import make
from tests.desk import TOMORROW, log
from tests.reading import lines, links

OF_AGE = date(2008, 10, 12)


@pytest.fixture
def post(client, administrator, school):
    """Return a way to look for the other side of a link, or to make it."""
    client.force_login(administrator)

    def post(person, side, words="Яшина", *, button="find", **typed):
        address = reverse(f"journal:person-{side}", args=[person.pk])
        return client.post(address, {"words": words, button: "1"} | typed, follow=True)

    return post


@pytest.fixture
def listed(client, administrator, school):
    """Return the lines of one of the lists as the administrator opens it."""
    client.force_login(administrator)
    return lambda show: lines(client.get("/accounts/links/", {"show": show}))


def typed(other, **facts):
    facts = {"ground": "guardian", "document": "Распоряжение 5", "since": "2026-10-12", "until": ""} | facts
    return {"other": other.pk, "button": "link"} | facts


# --- A new link


def test_child_is_found_with_what_tells_namesakes_apart(post, parent, stranger):
    child = stranger.guardianships.get().child

    response = post(parent, "child")

    assert f"Яшина Дарья Игоревна, ученик, 8 «В», {child.code}" in lines(response)


def test_only_those_who_learn_here_are_children(post, parent, teacher):
    coming = make.person("Сидорова", "Будущая")
    HeldRole.objects.create(user=coming, role=Role.STUDENT, since=TOMORROW)

    said = " ".join(lines(post(parent, "child", "Сидорова")))

    assert ("Сидорова Будущая" in said, "Сидорова Анна" in said) == (True, False)


def test_nobody_found_is_said(post, parent):
    assert "Никого не нашлось" in lines(post(parent, "child", "Ъ"))


def test_empty_name_is_asked_for(post, parent):
    assert "Напишите, кого найти." in lines(post(parent, "child", " "))


def test_many_found_are_cut(post, student):
    for number in range(21):
        make.person("Иванова", f"Анна{number:02}")

    response = post(student, "guardian", "Иванова")

    assert "Нашлось больше 20 человек: напишите имя точнее." in lines(response)
    assert response.content.decode().count('type="radio"') == 20


def test_link_is_made_from_the_child_s_side(post, student, stranger):
    response = post(student, "guardian", "Яшин Игорь", **typed(stranger))

    row = Guardianship.objects.get(guardian=stranger, child=student.pk)
    assert (row.ground, row.document, row.since, row.until) == (Ground.GUARDIAN, "Распоряжение 5", make.TODAY, None)
    assert lines(response)[:2] == ["Записано: представитель видит дневник ребёнка в эти дни.", "Абрамов Пётр Ильич"]


def test_link_is_made_from_the_adult_s_side(post, parent, stranger):
    child = stranger.guardianships.get().child

    post(parent, "child", **typed(child, until="2026-10-13"))

    assert Guardianship.objects.get(guardian=parent, child=child).until == TOMORROW


def test_person_who_was_not_found_cannot_be_chosen(post, student, stranger, teacher):
    response = post(student, "guardian", "Яшин Игорь", **typed(teacher))

    assert "Найдите его и выберите ещё раз." in " ".join(lines(response))
    assert log() == []


def test_refusal_of_the_rules_loses_nothing_typed(post, student, parent):
    response = post(student, "guardian", "Абрамова", **typed(parent))

    assert "Такая строка уже есть" in lines(response)[0]
    assert 'value="Распоряжение 5"' in response.content.decode()


def test_looking_again_loses_nothing_typed(post, student, stranger):
    response = post(student, "guardian", "Яшин Игорь", document="Распоряжение 5")

    assert 'value="Распоряжение 5"' in response.content.decode()


def test_days_of_a_link_go_forward(post, student, stranger):
    response = post(student, "guardian", "Яшин Игорь", **typed(stranger, until="2026-10-11"))

    assert "Последний день раньше первого." in " ".join(lines(response))


def test_administrator_is_linked_with_nobody_by_the_own_hand(post, student, administrator):
    response = post(student, "guardian", "Титов", **typed(administrator))

    assert lines(response)[0] == desk.OWN_LINK


def test_grown_student_s_link_waits_for_leave(client, post, parent, student):
    type(student).objects.filter(pk=student.pk).update(born_on=OF_AGE)

    assert "с 18 лет решает ученик" in " ".join(lines(client.get(f"/accounts/{parent.pk}/")))


# --- Families that need a look


def test_children_without_anybody_are_listed(listed, parent, stranger):
    make.student("Один")
    make.student("Взрослый", born_on=OF_AGE)

    assert [line for line in listed("alone") if "Пётр" in line] == [f"Один Пётр Ильич {code_of('Один')}"]


def test_parents_without_a_child_are_listed(listed, parent):
    make.person("Бездетный", roles=(Role.PARENT,), born_on=OF_AGE)

    said = [line for line in listed("childless") if "Бездетный" in line]
    assert said == [f"Бездетный Анна Сергеевна {code_of('Бездетный')}, 12.10.2008"]


def test_links_that_end_soon_are_listed(listed, parent, student, stranger):
    Guardianship.objects.filter(guardian=parent).update(until=TOMORROW, document="Решение 7")
    Guardianship.objects.filter(guardian=stranger).update(until=make.TODAY + make.days(31))

    said = listed("ending")

    assert "родитель, Решение 7" in said
    assert "13 октября 2026 года" in said
    assert "1 связь" in said


@pytest.mark.parametrize("show", ["alone", "childless", "ending"])
def test_empty_list_says_so(listed, show):
    assert "Здесь пусто" in listed(show)


def test_list_that_is_none_is_no_page(client, administrator, school):
    client.force_login(administrator)

    assert client.get("/accounts/links/?show=kings").status_code == 404


def test_list_comes_in_pages(client, administrator, school):
    for _ in range(51):
        make.student()
    client.force_login(administrator)

    assert links(client.get("/accounts/links/"))["Дальше →"] == "/accounts/links/?show=alone&page=2"
    assert links(client.get("/accounts/links/?page=2"))["← Назад"] == "/accounts/links/?show=alone&page=1"


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("show", ["alone", "childless", "ending"])
def test_lists_ask_the_same_number_of_queries(client, administrator, school, show, number, django_assert_num_queries):
    for _ in range(number):
        make.student()
        make.person(roles=(Role.PARENT,))
        make.guardianship(make.person(), make.student(), until=TOMORROW)
    client.force_login(administrator)
    client.get("/accounts/links/")

    with django_assert_num_queries(4):
        client.get("/accounts/links/", {"show": show})


def code_of(surname):
    return HeldRole.objects.get(user__surname=surname).user.code
