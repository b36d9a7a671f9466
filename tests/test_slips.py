"""Printed slips: whom they are for, what a printing ends is said beforehand, and what stands on the sheets."""

import re

import pytest

from accounts.actions import issue
from accounts.enums import Role
from accounts.models import AuditEntry, Guardianship, HeldRole, Slip, User
from accounts.rules.one_time import folded_code
from tests import make
from tests.reading import lines, links

SLIPS = "/accounts/slips/"
CODE = re.compile(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b")


@pytest.fixture
def office(client, administrator, school):
    client.force_login(administrator)
    return client


@pytest.fixture
def leader(client, homeroom, school):
    """The browser of the homeroom teacher of 7 «А»."""
    client.force_login(homeroom)
    return client


@pytest.fixture
def other_child(parent):
    """The student's sister in 5 «Б»."""
    child = make.student("Абрамова", "Анна", "Ильинична", school_class=make.school_class(5, "Б"))
    make.guardianship(parent, child)
    return child


def names(response):
    """Return whom the page names, pile by pile."""
    piles = response.context["page"].piles
    return {spaced(pile.title): [holder.person.list_name for holder in pile.holders] for pile in piles}


def spaced(text):
    return text.replace("\u00a0", " ")


def form_of(response):
    """Return what the button «Напечатать» sends."""
    return {field.name: field.value() for field in response.context["page"].anew}


def print_at(client, address):
    return client.post(address, form_of(client.get(address)))


def problem(response):
    return response.context["page"].problem


def issued(*people, at=make.NOW):
    return issue(people, by=None, at=at, batch="7a6f1c1e-3a52-4a43-9d2e-0d1d6f0f3c11")


def test_all_who_have_never_signed_in_are_listed_in_their_piles(office, parent, other_child, teacher):
    User.objects.filter(login="homeroom").update(last_login=make.NOW)
    HeldRole.objects.create(user=make.person("Белов"), role=Role.PARENT, since=make.TODAY)

    response = office.get(SLIPS)

    assert names(response) == {
        "Класс 5 «Б»": ["Абрамова Анна", "Абрамова Ольга", "Крылов Лев"],
        "Класс 7 «А»": ["Абрамов Пётр"],
        "Работники школы": ["Сидорова Анна"],
        "Не в классе": ["Белов Анна"],
    }


@pytest.mark.parametrize(
    "asked, people",
    [
        ("", ["Абрамов Пётр", "Абрамова Ольга"]),
        ("&who=student", ["Абрамов Пётр"]),
        ("&who=parent", ["Абрамова Ольга"]),
        ("&state=fresh", ["Абрамов Пётр"]),
        ("&state=everyone", ["Абрамов Пётр", "Абрамова Ольга", "Яшин Игорь"]),
    ],
)
def test_class_is_narrowed_by_who_and_by_how_far_they_came(office, parent, other_child, student, asked, people):
    entered = make.person("Яшин", "Игорь", roles=(Role.PARENT,), last_login=make.NOW)
    make.guardianship(entered, student)
    issued(parent)

    response = office.get(f"{SLIPS}?place={make.school_class().pk}{asked}")

    assert names(response) == {"Класс 7 «А»": people}


def test_fresh_are_also_those_whose_slip_has_expired(office, parent):
    issued(parent, at=make.at(on=make.TODAY - make.days(31)))

    assert "Абрамова Ольга" in names(office.get(f"{SLIPS}?state=fresh"))["Класс 7 «А»"]


def test_staff_stand_apart_even_when_their_child_is_in_the_class(office, homeroom):
    in_class = office.get(f"{SLIPS}?place={make.school_class(5, 'Б').pk}")

    assert names(in_class) == {"Класс 5 «Б»": ["Крылов Лев"]}
    assert names(office.get(f"{SLIPS}?place=staff")) == {"Работники школы": ["Крылова Вера"]}


def test_people_without_a_way_in_and_oneself_are_not_listed(office, teacher, deputy):
    User.objects.filter(pk=teacher.pk).update(locked_at=make.NOW)
    HeldRole.objects.filter(user=deputy).update(until=make.TODAY - make.days(1))

    response = office.get(f"{SLIPS}?place=staff&state=everyone")

    assert (names(response), lines(response)[-2:]) == (
        {},
        [
            "Здесь никого нет",
            (
                "Если карточка потеряна или пароль забыт, выберите «все, и те, кто уже входит» и новую карточку рядом с "
                "именем."
            ),
        ],
    )


def test_everybody_has_signed_in(office, student):
    User.objects.update(last_login=make.NOW)

    assert "Все вошли" in lines(office.get(SLIPS))


def test_what_a_printing_ends_is_said_beforehand(office, parent, student):
    User.objects.filter(pk=student.pk).update(last_login=make.NOW)
    issued(parent)

    said = lines(office.get(f"{SLIPS}?place={make.school_class().pk}&state=everyone"))

    assert "2 карточки" in said
    assert "Перестанут действовать прежние карточки, которыми ещё не воспользовались: 1." in said
    assert "Уже входят в дневник: 1. Их пароль перестанет действовать, и на всех устройствах вход закончится." in said


def test_older_slips_can_be_left_alone(office, parent, student):
    issued(parent)

    left = links(office.get(SLIPS))["Оставить их и напечатать остальным"]

    assert names(office.get(left)) == names(office.get(f"{SLIPS}?state=fresh"))


def test_expired_and_used_slips_are_not_counted_as_ended(office, parent):
    issued(parent, at=make.at(on=make.TODAY - make.days(31)))

    assert office.get(SLIPS).context["page"].replaced == 0


def test_sheet_holds_a_slip_for_each_person(office, parent, other_child, school):
    address = f"{SLIPS}?place={make.school_class().pk}&who=parent"

    response = print_at(office, address)

    (code,) = CODE.findall(response.content.decode())
    assert Slip.objects.holding(parent.pk, folded_code(code)).get().is_valid_on(make.TODAY + make.days(30))
    said = lines(response)
    first = said.index("Школа № 89 · Электронный дневник")
    assert said[first : first + 10] == [
        "Школа № 89 · Электронный дневник",
        "Абрамова Ольга Юрьевна",
        "родитель: Абрамова Анна, 5 «Б»; Абрамов Пётр, 7 «А»",
        "Логин",
        "parent",
        "Одноразовый пароль",
        code,
        "Адрес",
        response.context["sheets"].address_said,
        (
            "Действует по 11 ноября 2026 года. Пароль одноразовый: при входе вы придумаете свой. Администратору и "
            "учителю он не нужен. Бесплатно."
        ),
    ]


def test_sheet_is_followed_by_a_list_to_sign(office, student, parent):
    response = print_at(office, f"{SLIPS}?place={make.school_class().pk}")

    said = lines(response)
    first = said.index("Ведомость выдачи карточек для входа в электронный дневник")
    assert said[first + 1 : first + 15] == [
        "Школа № 89. Класс 7 «А». Напечатано 12.10.2026, 10:00.",
        *("№", "Кому", "Кто", "Дата", "Подпись"),
        *("1", "Абрамов Пётр Ильич", "ученик, 7 «А»"),
        *("2", "Абрамова Ольга Юрьевна", "родитель: Абрамов Пётр, 7 «А»"),
        "Напечатал: Титов О. И.",
        "Выдал (подпись, фамилия): ______________________________",
    ]


def test_address_on_the_slip_opens_and_holds_nothing_of_the_person(office, client, student):
    address = print_at(office, SLIPS).context["sheets"].address

    client.logout()
    path = address.removeprefix("http://testserver")
    assert ("?" in address, client.get(path).status_code) == (False, 200)


def test_printed_page_is_kept_by_no_cache(office, student):
    assert "no-store" in print_at(office, SLIPS)["Cache-Control"]


def test_eight_slips_are_a_sheet_and_each_pile_begins_a_new_one(office, school_class, teacher):
    for number in range(9):
        make.student(f"Абрамов{'абвгдежзи'[number]}", school_class=school_class)

    stacks = print_at(office, SLIPS).context["sheets"].stacks

    assert [(spaced(stack.title), [len(sheet) for sheet in stack.sheets]) for stack in stacks] == [
        ("Класс 5 «Б»", [1]),
        ("Класс 7 «А»", [8, 1]),
        ("Работники школы", [2]),
    ]


def test_same_printing_sent_again_is_refused(office, student):
    address = f"{SLIPS}?place={make.school_class().pk}&who=student"
    # With an open slip already, the second look counts what the first one counted.
    issued(student)
    sent = form_of(office.get(address))
    office.post(address, sent)

    again = office.post(address, sent)

    assert again.status_code == 409
    assert problem(again).startswith("Эти карточки уже напечатаны.")
    assert Slip.objects.open().of([student]).count() == 1


def test_printing_that_has_changed_meanwhile_is_shown_anew(office, student, parent):
    sent = form_of(office.get(SLIPS))
    User.objects.filter(pk=parent.pk).update(last_login=make.NOW)

    response = office.post(SLIPS, sent)

    assert (response.status_code, problem(response), Slip.objects.count()) == (
        409,
        "Пока страница была открыта, список изменился. Проверьте его и нажмите ещё раз.",
        0,
    )
    assert print_at(office, SLIPS).status_code == 200


def test_printing_without_its_number_is_no_printing(office, student):
    response = office.post(SLIPS, {})

    assert (response.status_code, Slip.objects.count()) == (409, 0)


@pytest.mark.parametrize("asked", ["place=нет", "place=999999", "who=teacher", "state=x", "person=x", "person=0"])
def test_unknown_filter_prints_nobody(office, student, asked):
    response = office.get(f"{SLIPS}?{asked}")

    assert (names(response), response.context["page"].form.is_valid()) == ({}, False)


def test_one_person_is_printed_alone(office, parent, student):
    User.objects.update(last_login=make.NOW)

    response = print_at(office, f"{SLIPS}?person={parent.pk}")

    assert [card.holder.person for card in response.context["sheets"].stacks[0].cards] == [parent]
    assert [entry.person for entry in AuditEntry.objects.all()] == [parent]


def test_one_person_without_a_way_in_is_explained(office, parent):
    User.objects.filter(pk=parent.pk).update(locked_at=make.NOW)

    assert "Карточку не напечатать" in lines(office.get(f"{SLIPS}?person={parent.pk}"))


def test_person_who_is_not_there_is_no_page(office):
    assert office.get(f"{SLIPS}?person=999999").status_code == 404


def test_many_people_are_told_by_number_with_the_way_to_each_class(office, school_class):
    for number in range(151):
        make.student(f"Абрамов{number}", school_class=school_class)

    found = links(office.get(SLIPS))

    assert {"Класс 7 «А»", "Класс 5 «Б»"} <= set(found)
    assert found["Класс 7 «А»"] == f"{SLIPS}?place={school_class.pk}"


@pytest.mark.parametrize("children", [1, 3])
def test_slips_ask_the_same_number_of_queries(office, school_class, django_assert_num_queries, children):
    for number in range(children):
        child = make.student(f"Абрамов{number}", school_class=school_class)
        make.guardianship(make.person(f"Яшин{number}", roles=(Role.PARENT,)), child)
    office.get(SLIPS)

    # Session, the person with the roles, classes, people, their roles, links, enrolments.
    with django_assert_num_queries(7):
        office.get(SLIPS)


def test_homeroom_teacher_prints_for_the_own_class(leader, parent, student, homeroom):
    response = print_at(leader, f"/classes/{make.school_class().pk}/slips/")

    assert [card.holder.person for card in response.context["sheets"].stacks[0].cards] == [student, parent]
    assert {slip.issued_by for slip in Slip.objects.all()} == {homeroom}


def test_homeroom_teacher_finds_the_slips_from_the_class(leader, student, school_class):
    address = f"/classes/{school_class.pk}/"

    assert links(leader.get(address))["Карточки для входа"] == f"{address}slips/"


def test_homeroom_teacher_prints_no_slip_of_a_colleague(leader, student, teacher, school_class):
    HeldRole.objects.create(user=teacher, role=Role.PARENT, since=make.TODAY)
    make.guardianship(teacher, student)
    address = f"/classes/{school_class.pk}/slips/?person={teacher.pk}"

    shown, sent = leader.get(address), print_at(leader, address)

    assert "Карточку не напечатать" in lines(shown)
    assert (sent.status_code, Slip.objects.count()) == (409, 0)


def test_homeroom_teacher_prints_no_slip_of_another_class(leader, stranger, school_class):
    assert leader.get(f"/classes/{school_class.pk}/slips/?person={stranger.pk}").status_code == 404


def test_parent_whose_right_has_ended_gets_no_slip(leader, parent, student, school_class):
    Guardianship.objects.update(until=make.TODAY - make.days(1))

    assert names(leader.get(f"/classes/{school_class.pk}/slips/")) == {"Класс 7 «А»": ["Абрамов Пётр"]}
