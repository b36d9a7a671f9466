"""The page of one person: what the administrator sees and does there, and what the director reads."""

import pytest
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.enums import AuditKind, Role
from accounts.models import AuditEntry, Look, Session, User
from accounts.rules import desk
from tests import make, sound_rows
from tests.desk import YESTERDAY, give, log, sign_in, terms_of
from tests.reading import lines, links, part


@pytest.fixture
def page(client, administrator, school):
    """Return the page of a person as the administrator opens it."""
    client.force_login(administrator)
    return lambda person: client.get(address(person))


@pytest.fixture
def post(client, administrator, school):
    """Return a way to do something with a person on the page."""
    client.force_login(administrator)

    def post(person, name, **typed):
        fields = {f"{name}-{field}": value for field, value in typed.items()}
        return client.post(address(person), fields | {"part": name}, follow=True)

    return post


def address(person):
    return reverse("journal:person", args=[person.pk])


# --- What it shows


def test_page_says_who_it_is(page, student, parent):
    response = page(student)

    assert lines(response)[:2] == ["Абрамов Пётр Ильич", "ученик, 7 «А»"]
    assert links(response)["Абрамова Ольга Юрьевна"] == address(parent)


def test_page_of_a_parent_names_the_children_with_their_class(page, parent, student):
    response = page(parent)

    assert part(response, "Дети")[0] == "Абрамов Пётр Ильич, 7 «А»: родитель с 01.09.2026"
    assert links(response)["Добавить ребёнка"] == f"{address(parent)}children/new/"


def test_page_of_a_student_without_a_class_says_so(page):
    assert lines(page(make.student()))[1] == "ученик, не в классе"


def test_page_names_who_leads_a_class(page, homeroom):
    assert lines(page(homeroom))[1] == "родитель, учитель, классный руководитель"


def test_page_tells_how_far_the_way_in_has_come(page):
    slip = sound_rows.slip()
    TOTPDevice.objects.create(user=slip.user, name="телефон")

    said = lines(page(slip.user))

    assert "● входит" not in said
    assert part(page(slip.user), "Второй шаг")[0] == "включён"
    assert part(page(slip.user), "Карточки: 1")[0] == "12.10.2026, действует по 11.11.2026, Иванова А. С."


@pytest.mark.parametrize(
    "facts, said",
    [({"used_at": make.NOW}, "использована 12.10.2026"), ({"replaced_at": make.NOW}, "заменена 12.10.2026")],
)
def test_page_tells_what_became_of_a_slip(page, facts, said):
    slip = sound_rows.slip()
    type(slip).objects.update(**facts)

    assert part(page(slip.user), "Карточки: 1")[0] == f"12.10.2026, {said}, Иванова А. С."


def test_page_lists_the_devices(page, parent):
    Client().force_login(parent)
    Session.objects.filter(user=parent).update(device="телефон")

    assert part(page(parent), "Устройства")[0] == ("телефон: вход 12.10.2026, 10:00, последний раз сегодня в 10:00")


def test_page_names_roles_that_have_ended(page, administrator):
    person = make.person()
    give(person, Role.PARENT, by=administrator, since=make.YEAR_BEGINS, until=YESTERDAY, order="7")

    response = page(person)

    assert lines(response)[1] == "без роли сегодня"
    assert part(response, "Роли")[0] == "родитель с 01.09.2026 по 11.10.2026, приказ 7 ○ закончена"


def test_page_of_whom_the_law_has_wiped_offers_nothing(client, post, student):
    User.objects.filter(pk=student.pk).update(destroyed_at=make.NOW)

    response = client.get(address(student))

    assert "Персональные данные уничтожены 12.10.2026." in lines(response)
    assert "Закрыть вход" not in lines(response)
    assert post(student, "lock", reason="Ошибка").status_code == 403


def test_student_s_page_is_noted_for_the_family_once_a_day(page, student, administrator):
    page(student)
    page(student)

    assert list(Look.objects.values_list("child", "reader", "role")) == [
        (student.pk, administrator.pk, Role.ADMINISTRATOR)
    ]


def test_director_reads_the_page_and_does_nothing_there(client, director, student, parent, school):
    client.force_login(director)

    response = client.get(address(student))
    refused = client.post(address(student), {"part": "lock", "lock-reason": "Ошибка"})

    assert "Закрыть вход" not in lines(response)
    assert links(response)["Выдать архив сведений"] == f"{address(student)}archive/"
    assert (refused.status_code, log()) == (403, [])


@pytest.mark.parametrize("reader, printed_for", [("administrator", ["teacher"]), ("director", ["administrator"])])
def test_page_leads_to_the_slip_whoever_prints_it(client, request, school, reader, printed_for):
    people = {name: request.getfixturevalue(name) for name in ("teacher", "director", "administrator")}
    people["destroyed"] = make.person("Данные", destroyed_at=make.NOW)
    client.force_login(people[reader])

    offered = [name for name, person in people.items() if "Напечатать карточку" in links(client.get(address(person)))]

    assert offered == printed_for


def test_page_leads_to_no_slip_of_whom_it_would_not_let_in(page, parent):
    left = make.person("Ушедший", login="left")
    User.objects.filter(pk=parent.pk).update(locked_at=make.NOW)

    assert [name for name in (left, parent) if "Напечатать карточку" in links(page(name))] == []


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_same_number_of_queries(client, administrator, school, rows, django_assert_num_queries):
    child = make.student(school_class=make.school_class(), login="child")
    for _ in range(rows):
        make.guardianship(make.person(), child)
        Client().force_login(child)
        AuditEntry.objects.create(kind=AuditKind.LOCKED, at=make.NOW, person=child, by=make.person())
    client.force_login(administrator)
    client.get(address(child))

    # The first of a day also notes for the family that it was opened.
    with django_assert_num_queries(9):
        client.get(address(child))


# --- What is done there


def test_lock_is_refused_without_a_reason(post, parent):
    response = post(parent, "lock", reason=" \u2800 ")

    assert "Напишите причину." in " ".join(lines(response))
    assert log() == []


def test_lock_and_unlock(client, post, parent, administrator):
    locked = post(parent, "lock", reason="Телефон украден")
    opened = post(parent, "unlock", reason="Телефон найден")

    assert lines(locked)[0] == "Вход закрыт, открытое на устройствах закончено."
    assert lines(opened)[0] == (
        "Вход открыт: подойдут прежние логин и пароль. Если пароль узнал кто-то ещё, напечатайте новую карточку: "
        "прежний перестанет действовать."
    )
    assert [kind for kind, *_ in log()] == [AuditKind.LOCKED, AuditKind.UNLOCKED]


def test_form_of_a_page_that_is_out_of_date_is_refused(client, post, parent, administrator):
    post(parent, "lock", reason="Телефон украден")

    assert post(parent, "lock", reason="Телефон украден").status_code == 400


def test_sessions_of_a_person_are_ended(client, post, parent, administrator):
    sessions = sign_in(client, parent)
    client.force_login(administrator)

    response = post(parent, "devices")

    assert lines(response)[0] == "Вход закончен на всех устройствах."
    assert sessions.count() == 0


def test_second_step_is_taken_off(post, teacher):
    TOTPDevice.objects.create(user=teacher, name="телефон")

    assert lines(post(teacher, "factor", reason="Потерян"))[0] == "Второй шаг выключен. Человеку об этом сообщено."


def test_role_is_given_by_the_form(post):
    person = make.person()

    response = post(person, "role", role="deputy", since="2026-10-12", until="", order="5")

    assert lines(response)[0] == (
        "Роль дана: заместитель директора. Если была карточка, по которой ещё не вошли, напечатайте новую."
    )
    assert terms_of(person, Role.DEPUTY) == [(make.TODAY, None)]


def test_role_of_the_family_asks_for_no_new_slip(post):
    response = post(make.person(), "role", role="parent", since="2026-10-12", until="")

    assert lines(response)[0] == "Роль дана: родитель."


@pytest.mark.parametrize("role", ["director", "administrator", ""])
def test_form_offers_no_power(post, role):
    person = make.person()

    response = post(person, "role", role=role, since="2026-10-12")

    assert "Выберите роль" in " ".join(lines(response))
    assert (log(), person.held_roles.count()) == ([], 0)


def test_form_keeps_what_was_typed_when_it_is_refused(post):
    response = post(make.person(), "role", role="deputy", since="2026-10-12", until="2026-10-01", order="5-к")

    assert "Последний день раньше первого." in response.content.decode()
    assert 'value="5-к"' in response.content.decode()


def test_refusal_of_the_rules_stands_on_the_page(post, administrator):
    response = post(administrator, "role", role="deputy", since="2026-10-12")

    assert lines(response)[0] == desk.OWN_ROLE
