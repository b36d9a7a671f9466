"""Administrators, appointed and dismissed by the director."""

import pytest

from accounts.actions import Refused, name_order
from accounts.enums import AuditKind, Role
from accounts.models import HeldRole
from tests import make
from tests.desk import TOMORROW, YESTERDAY, log, terms_of
from tests.reading import lines, links, part

NOBODY = "Сейчас администратора нет: выдать карточку и закрыть вход некому. Назначьте его."


@pytest.fixture
def page(client, director, school):
    client.force_login(director)
    return lambda: client.get("/accounts/appointment/")


@pytest.fixture
def post(client, director, school):
    client.force_login(director)
    return lambda **typed: client.post("/accounts/appointment/", typed, follow=True)


def appointed(person, **facts):
    facts = {"words": person.surname, "other": person.pk, "order": "12-к", "since": "2026-10-12", "until": ""} | facts
    return facts | {"appoint": "1"}


def test_page_names_the_appointed_with_their_orders(page, administrator):
    make.person("Бывший").held_roles.create(
        role=Role.ADMINISTRATOR, since=make.YEAR_BEGINS, until=YESTERDAY, order="3-к"
    )
    make.person("Будущий").held_roles.create(role=Role.ADMINISTRATOR, since=TOMORROW)
    make.person("Закрытый", locked_at=make.NOW).held_roles.create(role=Role.ADMINISTRATOR, since=make.TODAY)

    said = " ".join(part(page(), "Назначены", to="Назначить"))

    assert "Титов Олег Иванович с 01.09.2026, приказ не вписан" in said
    assert "Бывший Анна Сергеевна с 01.09.2026 по 11.10.2026, приказ 3-к ○ закончено" in said
    assert "Будущий Анна Сергеевна с 13.10.2026, приказ не вписан ещё не начал Вписать приказ" in said
    assert "Закрытый Анна Сергеевна с 12.10.2026, приказ не вписан ▲ вход закрыт Вписать приказ" in said


def test_director_goes_from_the_appointment_to_the_slip(page, administrator):
    for name, facts in (("Бывший", {"until": YESTERDAY}), ("Будущий", {"since": TOMORROW})):
        make.person(name).held_roles.create(**{"role": Role.ADMINISTRATOR, "since": make.YEAR_BEGINS} | facts)
    make.person("Закрытый", locked_at=make.NOW).held_roles.create(role=Role.ADMINISTRATOR, since=make.TODAY)

    response = page()

    assert links(response)["Напечатать карточку"] == f"/accounts/slips/?person={administrator.pk}"
    assert lines(response).count("Напечатать карточку") == 1


def test_director_is_warned_when_nobody_is_appointed(client, page):
    home = client.get("/home/")

    assert NOBODY in lines(page())
    assert links(home)["Назначьте администратора"] == "/accounts/appointment/"


def test_director_is_not_warned_while_somebody_is(client, page, administrator):
    assert NOBODY not in lines(page())
    assert "Назначьте администратора" not in links(client.get("/home/"))


def test_nobody_else_is_warned(client, deputy, school):
    client.force_login(deputy)

    assert "Назначьте администратора" not in links(client.get("/home/"))


def test_person_is_found_and_appointed(post, teacher):
    found = post(words="Сидорова", find="1")
    done = post(**appointed(teacher))

    assert f"Сидорова Анна Сергеевна, учитель, {teacher.code}" in lines(found)
    assert lines(done)[0] == "Приказ записан."
    assert terms_of(teacher, Role.ADMINISTRATOR) == [(make.TODAY, None)]
    assert HeldRole.objects.get(role=Role.ADMINISTRATOR).order == "12-к"


def test_person_without_a_login_is_told_apart(post):
    person = make.person("Новый")

    assert f"Новый Анна Сергеевна, {person.code}, логина ещё нет" in lines(post(words="Новый", find="1"))


def test_neither_a_student_nor_the_director_is_found(post, student, director):
    assert "Никого не нашлось" in lines(post(words="Абрамов", find="1"))
    assert "Никого не нашлось" in lines(post(words="Орлова", find="1"))


def test_many_found_are_cut(post):
    for number in range(21):
        make.person("Иванова", f"Анна{number:02}")

    response = post(words="Иванова", find="1")

    assert "Нашлось слишком много людей, показаны первые. Напишите имя точнее." in lines(response)


@pytest.mark.parametrize(
    "facts, said",
    [
        ({"order": " "}, "Впишите номер и дату приказа"),
        ({"other": ""}, "Выберите человека."),
        ({"other": "1"}, "Найдите его и выберите ещё раз."),
        ({"until": "2026-10-11"}, "Последний день раньше первого."),
        ({"since": "завтра"}, "Напишите день так"),
    ],
)
def test_appointment_is_refused_in_words(post, teacher, facts, said):
    response = post(**appointed(teacher) | facts)

    assert said in " ".join(lines(response))
    assert log() == []


def test_appointed_already_is_said(post, administrator):
    assert "Такая строка уже есть" in lines(post(**appointed(administrator)))[0]


def test_administrator_is_dismissed(post, administrator):
    row = administrator.held_roles.get()
    name = f"role-end-{row.pk}"

    done = post(part=name, **{f"{name}-until": "2026-10-11", f"{name}-reason": "Уволен", f"{name}-seen": ""})

    assert lines(done)[0] == "Титов Олег, роль «администратор»: последний день 11.10.2026."
    assert terms_of(administrator, Role.ADMINISTRATOR) == [(make.YEAR_BEGINS, YESTERDAY)]
    assert [kind for kind, *_ in log()] == [AuditKind.ROLE_ENDED]


def test_missing_order_is_written_down(post, administrator):
    row = administrator.held_roles.get()
    name = f"role-order-{row.pk}"

    done = post(part=name, **{f"{name}-order": "12-к от 01.09.2026"})

    assert lines(done)[0] == "Приказ записан."
    assert log() == [(AuditKind.CHANGED, administrator, None, "администратор с 01.09.2026, приказ 12-к от 01.09.2026")]
    assert "Вписать приказ" not in lines(done)


def test_order_that_is_named_is_not_written_over(administrator, director):
    row = administrator.held_roles.get()
    HeldRole.objects.filter(pk=row.pk).update(order="12-к")

    with pytest.raises(Refused, match="Тем временем"):
        name_order(row, order="13-к", by=director, at=make.NOW)

    assert HeldRole.objects.get(pk=row.pk).order == "12-к"


@pytest.mark.parametrize("role", [Role.TEACHER, Role.DIRECTOR])
def test_other_roles_are_not_ended_here(post, role):
    row = make.person(roles=(role,)).held_roles.get()

    response = post(part=f"role-end-{row.pk}", **{f"role-end-{row.pk}-until": "2026-10-11"})

    assert (response.status_code, log()) == (400, [])


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_the_same_number_of_queries(client, page, number, django_assert_num_queries):
    for _ in range(number):
        make.person("Иванова", roles=(Role.ADMINISTRATOR,))
    page()

    with django_assert_num_queries(5):
        client.post("/accounts/appointment/", {"words": "Иванова", "find": "1"})
