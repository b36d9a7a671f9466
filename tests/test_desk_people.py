"""The list of people: by name, by class, by role, by the state of the way in."""

import pytest

from accounts.enums import Role
from accounts.models import User
from tests import make, sound_rows
from tests.desk import YESTERDAY
from tests.reading import lines, links, part


@pytest.fixture
def listed(client, administrator, school):
    """Return the names that the list shows the administrator under the filters."""
    client.force_login(administrator)
    return lambda **asked: names(client.get("/accounts/", asked))


@pytest.fixture
def found(client, administrator, school):
    """Return the answer to a name looked for by the administrator."""
    client.force_login(administrator)
    return lambda words: client.post("/accounts/", {"words": words})


def names(response):
    return [words for words, address in links(response).items() if address.removeprefix("/accounts/")[:1].isdigit()]


# --- By name


@pytest.mark.parametrize("words", ["абр оль", "Абрамова", "АБРАМОВА ольга", " parent ", "Ю"])
def test_person_is_found_by_name_or_login(found, parent, stranger, words):
    assert names(found(words)) == ["Абрамова Ольга Юрьевна"]


def test_person_is_found_by_code(found, parent):
    assert names(found(parent.code.lower())) == ["Абрамова Ольга Юрьевна"]


def test_name_looked_for_stands_in_no_address(found, parent):
    response = found("Абрамова")

    assert "words" not in " ".join(links(response).values())
    assert "%D0" not in response.content.decode()


def test_person_without_a_role_is_found_too(found):
    make.person("Ушедший", "Илья")

    assert part(found("ушед"), "Ушедший Илья Сергеевна")[0] == "без роли сегодня"


def test_person_whose_data_are_destroyed_is_found_no_more(found, parent):
    User.objects.filter(pk=parent.pk).update(destroyed_at=make.NOW)

    assert names(found("Абрамова")) == []


def test_nobody_found_is_said(found):
    assert "Никого не нашлось" in lines(found("Ъ"))


@pytest.mark.parametrize("words", ["", "  "])
def test_empty_name_is_asked_for(found, words):
    assert "Напишите, кого найти." in lines(found(words))


def test_name_of_many_shows_the_first_of_them(found):
    for number in range(51):
        make.person("Иванова", f"Анна{number:02}")

    response = found("Иванова")

    assert len(names(response)) == 50
    assert "Показаны первые 50 из 51. Напишите имя точнее." in lines(response)


# --- As a list


def test_line_tells_namesakes_apart(client, listed, student, parent, homeroom):
    response = client.get("/accounts/")

    assert part(response, "Абрамов Пётр Ильич")[:4] == ["ученик", "7 «А»", "○ карточка не выдана", "ни разу"]
    assert part(response, "Абрамова Ольга Юрьевна")[:2] == ["родитель", "Абрамов Пётр, 7 «А»"]
    assert part(response, "Крылова Вера Павловна")[:3] == [
        "родитель, учитель",
        "ведёт класс 7 «А»",
        "Крылов Лев, 5 «Б»",
    ]


def test_list_is_of_those_who_have_a_role(listed, parent):
    make.person("Ушедший", "Илья")

    assert "Ушедший Илья Сергеевна" not in listed()
    assert listed(standing="gone") == ["Ушедший Илья Сергеевна"]


def test_class_is_listed_with_its_parents(listed, parent, stranger, school_class):
    assert listed(school_class=school_class.pk) == ["Абрамов Пётр Ильич", "Абрамова Ольга Юрьевна"]
    assert listed(school_class=school_class.pk, role=Role.STUDENT) == ["Абрамов Пётр Ильич"]


def test_student_who_has_left_stands_in_no_class(client, listed, school_class):
    gone = make.student("Бывший", "Пётр")
    make.enrolment(gone, school_class, until=YESTERDAY)

    assert listed(school_class=school_class.pk) == []
    assert part(client.get("/accounts/"), "Бывший Пётр Ильич")[:2] == ["ученик", "выбыл из 7 «А»"]


def test_list_follows_the_state_of_the_way_in(listed):
    slips = [sound_rows.slip() for _ in range(2)]
    slips[1].valid_until = YESTERDAY
    slips[1].save()
    people = {
        "issued": slips[0].user,
        "expired": slips[1].user,
        "none": make.person(),
        "entered": make.person(last_login=make.NOW),
        "locked": make.person(locked_at=make.NOW, last_login=make.NOW),
    }
    for state, person in people.items():
        User.objects.filter(pk=person.pk).update(surname=state)
        person.held_roles.create(role=Role.PARENT, since=make.YEAR_BEGINS)

    shown = {state: [name.split()[0] for name in listed(state=state, role=Role.PARENT)] for state in people}

    assert shown == {state: [state] for state in people}
    assert len(listed(entered="on", role=Role.PARENT)) == 3


def test_list_announces_who_turns_18(listed, school_class):
    for surname, days in (("Вчера", -1), ("Сегодня", 0), ("Скоро", 30), ("Нескоро", 31)):
        birthday = make.TODAY + make.days(days)
        make.student(surname, school_class=school_class, born_on=birthday.replace(year=birthday.year - 18))

    assert [name.split()[0] for name in listed(adult="on")] == ["Сегодня", "Скоро"]


def test_list_comes_in_pages_of_fifty(client, listed):
    for number in range(51):
        make.person("Иванова", f"Анна{number:02}", roles=(Role.PARENT,))

    first = client.get("/accounts/?role=parent")
    second = client.get("/accounts/?role=parent&page=2")

    assert (len(names(first)), names(second)) == (50, ["Иванова Анна50 Сергеевна"])
    assert links(first)["Дальше →"] == "/accounts/?role=parent&page=2"
    assert links(second)["← Назад"] == "/accounts/?role=parent&page=1"


@pytest.mark.parametrize("asked", [{"role": "king"}, {"school_class": "0"}, {"state": "x"}, {"standing": "x"}])
def test_filter_that_is_none_is_refused_in_words(client, listed, asked):
    response = client.get("/accounts/", asked)

    assert "Выберите из списка." in lines(response)
    assert names(response) == []


def test_filters_in_force_can_be_taken_off(client, listed):
    response = client.get("/accounts/?role=deputy&adult=on")

    assert {"Роль: заместитель директора ×", "Скоро 18 лет ×"} <= {" ".join(words.split()) for words in links(response)}
    assert "Никого не нашлось" in lines(response)


def test_director_reads_the_list_and_adds_nobody(client, director, parent, school):
    client.force_login(director)

    shown = links(client.get("/accounts/"))

    assert ("Абрамова Ольга Юрьевна" in shown, "Добавить человека" in shown) == (True, False)


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_the_same_number_of_queries(client, administrator, school, number, django_assert_num_queries):
    for _ in range(number):
        child = make.student(school_class=make.school_class())
        make.guardianship(make.person(roles=(Role.PARENT,)), child)
    client.force_login(administrator)
    client.get("/accounts/")

    with django_assert_num_queries(8):
        client.get("/accounts/")
