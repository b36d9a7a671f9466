"""Printed sheets of slips: what stands on them, once."""

import re

import pytest

from accounts.actions.issuing import CHANGED
from accounts.models import AuditEntry, Slip, User
from accounts.rules.one_time import folded_code
from tests import make
from tests.reading import lines
from tests.slips import SLIPS, form_of, issued, print_at, problem, spaced

CODE = re.compile(r"\b[2-9A-Z]{4}-[2-9A-Z]{4}\b")


@pytest.fixture
def office(client, administrator, school):
    client.force_login(administrator)
    return client


def test_sheet_holds_a_slip_for_each_person(office, parent, sister, school):
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
    sent = form_of(office.get(address))
    office.post(address, sent)

    again = office.post(address, sent)

    assert again.status_code == 409
    assert problem(again).startswith("Эти карточки уже показаны в 10:00. Печатайте снова, только если листа нет")
    assert Slip.objects.open().of([student]).count() == 1


def test_printing_that_has_changed_meanwhile_is_shown_anew(office, student, parent):
    sent = form_of(office.get(SLIPS))
    User.objects.filter(pk=parent.pk).update(last_login=make.NOW)

    response = office.post(SLIPS, sent)

    assert (response.status_code, problem(response), Slip.objects.count()) == (
        409,
        CHANGED,
        0,
    )
    assert print_at(office, SLIPS).status_code == 200


@pytest.mark.parametrize("has_slip", [False, True])
def test_second_of_two_who_print_at_once_is_asked_again(office, student, has_slip):
    """Or the sheets of the first would be dead before they are cut."""
    if has_slip:
        issued(student)
    address = f"{SLIPS}?person={student.pk}"
    first, second = form_of(office.get(address)), form_of(office.get(address))
    office.post(address, first)

    response = office.post(address, second)

    assert (response.status_code, problem(response)) == (409, CHANGED)
    assert str(Slip.objects.open().get().batch) == str(first["batch"])


def test_printing_without_its_number_is_no_printing(office, student):
    response = office.post(SLIPS, {})

    assert (response.status_code, Slip.objects.count()) == (409, 0)


def test_one_person_is_printed_alone(office, parent, student):
    User.objects.update(last_login=make.NOW)

    response = print_at(office, f"{SLIPS}?person={parent.pk}")

    assert [card.holder.person for card in response.context["sheets"].stacks[0].cards] == [parent]
    assert [entry.person for entry in AuditEntry.objects.all()] == [parent]
