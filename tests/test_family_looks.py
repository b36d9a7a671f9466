"""«Кто смотрел дневник»: what a family reads of those who read, and what is noted of them."""

import pytest
from django.urls import reverse

from accounts.enums import Role
from accounts.models import HeldRole, Look
from tests import make
from tests.reading import lines, links, part

YESTERDAY = make.TODAY - make.days(1)


@pytest.fixture
def address(student):
    return reverse("journal:family-looks", args=[student.pk])


@pytest.fixture
def pages(student):
    return [reverse(f"journal:family-{page}", args=[student.pk]) for page in ("marks", "results", "homework")]


def looked(child, reader, *, day=make.TODAY, role=Role.DEPUTY):
    return Look.objects.create(child=child, reader=reader, role=role, day=day)


def noted():
    return list(Look.objects.values_list("child__surname", "reader__surname", "role", "day"))


@pytest.mark.parametrize("who", ["homeroom", "deputy", "director"])
def test_staff_who_open_a_diary_are_noted_once_a_day(request, client, school, pages, who, time_machine):
    person = request.getfixturevalue(who)
    client.force_login(person)

    for _ in range(2):
        for page in pages:
            client.get(page)
        time_machine.move_to(make.NOW + make.days(1), tick=False)
        client.force_login(person)

    role = "teacher" if who == "homeroom" else who
    days = (make.TODAY, make.TODAY + make.days(1))
    assert sorted(noted()) == [("Абрамов", person.surname, role, day) for day in days]


def test_who_holds_several_offices_is_noted_by_the_highest(client, school, homeroom, pages):
    HeldRole.objects.create(user=homeroom, role=Role.DEPUTY, since=make.YEAR_BEGINS)
    client.force_login(homeroom)

    client.get(pages[0])

    assert noted() == [("Абрамов", "Крылова", "deputy", make.TODAY)]


@pytest.mark.parametrize("who", ["student", "parent", "stranger", "teacher"])
def test_family_and_who_was_not_let_in_are_not_noted(request, client, school, pages, who):
    client.force_login(request.getfixturevalue(who))

    for page in pages:
        client.get(page)

    assert noted() == []


def test_homeroom_teacher_at_the_diary_of_an_own_child_is_a_parent(client, school, homeroom):
    client.force_login(homeroom)

    client.get(reverse("journal:family-marks", args=[homeroom.guardianships.get().child_id]))

    assert noted() == []


def test_look_costs_one_statement_a_day_in_a_process(client, school, deputy, pages, django_assert_num_queries):
    client.force_login(deputy)
    client.get(pages[1])
    Look.objects.all().delete()

    with django_assert_num_queries(7):
        client.get(pages[1])

    assert noted() == []


def test_family_reads_who_looked_by_days(client, school, student, parent, homeroom, deputy, director, address):
    looked(student, deputy, day=YESTERDAY)
    looked(student, homeroom, role=Role.TEACHER)
    looked(student, director, role=Role.DIRECTOR)
    looked(make.student("Жук"), deputy)
    client.force_login(parent)

    shown = part(client.get(address), "Школа")[1:7]

    assert shown == [
        "Сегодня",
        "Крылова Вера Павловна, классный руководитель",
        "Орлова Елена Викторовна, директор",
        "Вчера",
        "Власова Нина Андреевна, заместитель директора",
        "Нет нужной информации?",
    ]


def test_family_reads_who_of_it_may_read(client, school, student, parent, address):
    father = make.person("Абрамов", "Илья", "Фомич", roles=(Role.PARENT,))
    make.guardianship(father, student)
    make.guardianship(make.person("Бывшая", "Зоя"), student, until=YESTERDAY)
    client.force_login(student)

    response = client.get(address)

    assert part(response, "Семья")[:3] == ["Абрамов Пётр Ильич", "Абрамов Илья Фомич", "Абрамова Ольга Юрьевна"]
    assert "Пока никто не открывал." in lines(response)


def test_looks_of_long_ago_stand_on_further_pages(client, school, student, deputy, address):
    days = [make.TODAY - make.days(number) for number in range(51)]
    for day in days:
        looked(student, deputy, day=day)
    client.force_login(student)

    first, second = client.get(address), client.get(f"{address}?page=2")

    assert (links(first)["Раньше →"], links(second)["← Новее"]) == ("?page=2", "?page=1")
    assert [len([line for line in lines(page) if "Власова" in line]) for page in (first, second)] == [50, 1]


@pytest.mark.parametrize("readers", [1, 3])
def test_page_asks_the_same_number_of_queries(
    client, school, student, parent, address, readers, django_assert_num_queries
):
    for number in range(readers):
        looked(student, make.teacher(), day=make.TODAY - make.days(number))
        make.guardianship(make.person("Абрамова"), student)
    client.force_login(student)
    client.get(address)

    with django_assert_num_queries(6):
        client.get(address)


def test_page_of_another_child_is_not_there(client, school, student, homeroom, address):
    """A parent at home elsewhere reads this child by office alone."""
    client.force_login(homeroom)

    assert client.get(address).status_code == 404
