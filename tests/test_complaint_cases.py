"""The cases of one who complained: whose they are, the list of them, the ways to them."""

from datetime import date

import pytest

from accounts.models import Guardianship, User
from complaints import actions
from complaints.enums import Status
from tests import make
from tests.complaining import CASE, NAMED, WITHDRAW, brought_to, complain
from tests.reading import lines, links, part


@pytest.mark.parametrize("person", ["father", "child", "stranger", "homeroom"])
@pytest.mark.parametrize("path", [CASE, WITHDRAW, "/complaints/"])
def test_case_is_its_authors_alone(complaining, complaint, student, stranger, homeroom, person, path):
    father = make.person("Абрамов", "Илья", roles=["parent"])
    make.guardianship(father, student)
    people = {"father": father, "child": User.objects.get(pk=student.pk), "stranger": stranger, "homeroom": homeroom}
    complaining.force_login(people[person])

    response = complaining.get(path)

    assert response.status_code == (200 if path == "/complaints/" else 404)
    assert ("№\u00a01-2026" in response.text, complaint.text in response.text) == (False, False)


def test_parent_does_not_read_what_the_child_has_written(client, parent, student, late_topic, school):
    complain(User.objects.get(pk=student.pk), student, entry=f"topic-{late_topic.pk}")
    client.force_login(parent)

    assert (client.get(CASE).status_code, "1-2026" in client.get("/complaints/").text) == (404, False)


@pytest.mark.parametrize("person", ["teacher", "deputy", "director", "administrator"])
def test_families_pages_are_not_those_of_the_staff(complaining, complaint, request, person):
    complaining.force_login(request.getfixturevalue(person))

    assert [complaining.get(page).status_code for page in (CASE, WITHDRAW, "/complaints/")] == [403] * 3


def test_case_stays_its_authors_when_the_child_has_come_of_age(complaining, complaint, student):
    User.objects.filter(pk=student.pk).update(born_on=date(2008, 10, 12))
    Guardianship.objects.filter(child=student.pk).update(allowed_at=None)

    assert complaining.get(CASE).status_code == 200


def test_nobody_has_complained_yet(client, parent, school):
    client.force_login(parent)

    page = client.get("/complaints/")

    assert ("Вы ещё не обращались" in lines(page), links(page)["Написать директору"]) == (True, "/complaints/new/")


def test_own_cases_are_listed_the_newest_first(complaining, complaint, parent, student, director):
    complain(parent, student)
    brought_to(Status.WITHDRAWN, complaint, by=director)

    assert part(complaining.get("/complaints/"), "№ 2-2026") == [
        "другое",
        "Абрамов Пётр Ильич, 12 октября 2026 года",
        "зарегистрировано",
        "● ответ не позднее 11 ноября 2026 года, осталось 30 дней",
        "№ 1-2026",
        NAMED,
        "Абрамов Пётр Ильич, 12 октября 2026 года",
        "○ прекращено по просьбе заявителя",
        "Их читает директор с заместителем: ни второй родитель, ни ребёнок, ни учитель их не откроют. Как это устроено",
    ]


def test_many_cases_are_listed_in_pages(complaining, parent, student):
    for _ in range(50):
        complain(parent, student)

    first, second = complaining.get("/complaints/"), complaining.get("/complaints/?page=2")

    assert (links(first)["Раньше →"], links(second)["← Новее"]) == ("?page=2", "?page=1")
    assert ("№ 1-2026" in lines(first), "№ 1-2026" in lines(second)) == (False, True)


@pytest.mark.parametrize("number", [1, 3])
def test_pages_ask_the_same_number_of_queries(
    complaining, complaint, parent, student, number, django_assert_num_queries
):
    for _ in range(number):
        complain(parent, student, follows=complaint)
        actions.add_message(complaint, text="Ещё.", by=parent, at=make.NOW)

    # Session, person; a list: how many, the cases; a case: with those that go on, the entry in four, the steps.
    for page, queries in {"/complaints/": 4, CASE: 8, WITHDRAW: 3}.items():
        complaining.get(page)
        with django_assert_num_queries(queries):
            complaining.get(page)


def test_every_page_of_a_child_leads_to_the_director(complaining, student):
    page = complaining.get(f"/students/{student.pk}/marks/")

    assert links(page)["Нет нужной информации?"] == f"/complaints/new/?child={student.pk}"


def test_who_only_reads_a_diary_is_led_to_the_regulation(client, deputy, student, school):
    client.force_login(deputy)

    page = client.get(f"/students/{student.pk}/marks/")

    assert links(page)["Нет нужной информации?"] == "/service/#p-3-4"


def test_author_finds_the_case_from_home(complaining, complaint, director):
    brought_to(Status.ANSWERED, complaint, by=director)

    assert links(complaining.get("/home/"))["На ваше обращение № 1-2026 дан ответ."] == CASE
