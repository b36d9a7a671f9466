"""Who of the school has never signed in."""

import pytest

from accounts.models import HeldRole, User
from tests import make, reading, sound_rows

ADDRESS = "/accounts/never/"


@pytest.fixture
def read(client, administrator, school):
    """Return the lines of a page as the administrator reads it."""
    client.force_login(administrator)
    User.objects.filter(pk=administrator.pk).update(last_login=make.NOW)
    return lambda address=ADDRESS: reading.lines(client.get(address))


def came(*people):
    User.objects.filter(pk__in=[person.pk for person in people]).update(last_login=make.NOW)


def row(lines, head):
    place = lines.index(head)
    return lines[place + 1 : place + 3]


def test_classes_tell_how_many_have_never_come(read, student, parent, stranger):
    make.student("Белова", school_class=make.school_class())
    came(student)

    lines = read()

    assert row(lines, "7 «А»") == ["1 из 2", "1 из 1"]
    assert row(lines, "8 «В»") == ["1 из 1", "1 из 1"]


def test_staff_have_a_line_of_their_own(read, teacher, homeroom, deputy):
    came(deputy)

    lines = read()

    assert row(lines, "Работники")[0] == "2 из 4"
    assert lines.index("Работники") < lines.index("Ученики")


def test_who_has_no_way_in_is_not_waited_for(read, student, parent):
    HeldRole.objects.filter(user=parent).update(until=make.TODAY - make.days(1))

    lines = read()

    assert row(lines, "7 «А»") == ["1 из 1", "0 из 0"]


def test_class_names_those_who_have_never_come(read, school_class, student, parent):
    father = make.person("Абрамов", "Илья", roles=("parent",))
    make.guardianship(father, student)
    came(student, father)
    slip = sound_rows.slip()
    type(slip).objects.update(user=parent)

    lines = read(f"{ADDRESS}{school_class.pk}/")

    assert "Класс 7 «А»: ещё не входили" in lines
    assert row(lines, "Абрамова Ольга") == ["родитель, ребёнок Абрамов Пётр", "карточка выдана"]
    assert "Абрамов Пётр" not in lines


def test_class_names_a_student_before_the_parents(read, school_class, parent, student):
    lines = read(f"{ADDRESS}{school_class.pk}/")

    assert lines[-7:-1] == [
        "Абрамов Пётр",
        "ученик",
        "▲ карточка не выдана",
        "Абрамова Ольга",
        "родитель, ребёнок Абрамов Пётр",
        "▲ карточка не выдана",
    ]


def test_class_where_everybody_came_says_so(read, school_class, student, parent):
    came(student, parent)

    assert "Все вошли" in read(f"{ADDRESS}{school_class.pk}/")


def test_class_that_is_not_there_is_no_page(client, administrator, school):
    client.force_login(administrator)

    assert client.get(f"{ADDRESS}999999/").status_code == 404


def test_staff_are_named(read, colleague):
    assert row(read(f"{ADDRESS}staff/"), "Чужова Анна") == ["работник", "▲ карточка не выдана"]


def test_classes_stand_in_summer_too(client, administrator, student, time_machine):
    time_machine.move_to(make.at(on=make.YEAR_ENDS + make.days(30)), tick=False)
    client.force_login(administrator)

    assert row(reading.lines(client.get(ADDRESS)), "7 «А»")[0] == "1 из 1"


@pytest.mark.parametrize("reader, expected", [("administrator", True), ("deputy", False)])
def test_slips_are_offered_to_who_prints_them(client, request, school_class, student, reader, expected):
    client.force_login(request.getfixturevalue(reader))

    links = reading.links(client.get(f"{ADDRESS}{school_class.pk}/"))

    assert (links.get("Напечатать им карточки") == f"/accounts/slips/?place={school_class.pk}") == expected


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}staff/", "{of_class}"])
@pytest.mark.parametrize("number", [1, 3])
def test_pages_ask_the_same_number_of_queries(
    client, administrator, school_class, django_assert_max_num_queries, address, number
):
    for _ in range(number):
        make.teacher()
        make.guardianship(make.person(roles=("parent",)), make.student(school_class=school_class))
    client.force_login(administrator)
    address = address.format(of_class=f"{ADDRESS}{school_class.pk}/")
    client.get(address)

    with django_assert_max_num_queries(8):
        client.get(address)
