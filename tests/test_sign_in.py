import unicodedata

import pytest

from accounts.rules.entering import WRONG
from tests import make
from tests.reading import lines

RIGHT = {"username": "parent", "password": make.PASSWORD}


@pytest.fixture
def parent(parent):
    """Mother of the student, with a slip."""
    parent.set_password(make.PASSWORD)
    parent.save()
    return parent


def signed_in(client):
    return "_auth_user_id" in client.session


def test_landing_tells_the_four_kinds_and_lets_in(client, db):
    response = client.get("/")

    for words in ("Дневник", "Отметки", "Темы уроков", "Итоги"):
        assert f"<dt><strong>{words}</strong></dt>" in response.text
    assert "Бесплатно, документы не нужны." in response.text
    assert 'action="/login/"' in response.text


def test_landing_sends_who_came_in_home(client, parent):
    client.force_login(parent)

    response = client.get("/")

    assert (response.status_code, response.url) == (302, "/home/")


def test_login_lets_in(client, parent):
    response = client.post("/login/", RIGHT)

    assert response.url == "/home/"
    assert signed_in(client)


def test_login_takes_a_login_with_spaces_and_capitals(client, parent):
    client.post("/login/", {**RIGHT, "username": " Parent "})

    assert signed_in(client)


@pytest.mark.parametrize("typed", [" зайка-берег-река ", "зай\u0438\u0306ка"])
def test_login_takes_a_password_as_any_keyboard_sends_it(client, parent, typed):
    parent.set_password(unicodedata.normalize("NFC", typed.strip()))
    parent.save()

    client.post("/login/", {**RIGHT, "password": typed})

    assert signed_in(client)


def test_login_refuses_a_password_longer_than_any(client, parent):
    response = client.post("/login/", {**RIGHT, "password": "д" * 129})

    assert response.context["form"].errors["password"] == ["Пароль не бывает длиннее 128 знаков."]


@pytest.mark.parametrize(
    "asked, expected",
    [("/students/7/diary/?a=1", "/students/7/diary/?a=1"), ("https://example.org/", "/home/"), ("//x.org", "/home/")],
)
def test_login_leads_only_within_this_site(client, parent, asked, expected):
    response = client.post("/login/", {**RIGHT, "next": asked})

    assert response.url == expected


@pytest.mark.parametrize("wrong", [{"password": "Diary-89"}, {"username": "nobody"}])
def test_login_refuses_without_saying_which_part_is_wrong(client, parent, wrong):
    response = client.post("/login/", {**RIGHT, **wrong})

    assert response.context["form"].non_field_errors() == [WRONG]
    assert "<title>Ошибка: Вход" in response.text
    assert not signed_in(client)


def test_login_keeps_the_login_and_the_way_on_but_not_the_password(client, parent):
    response = client.post("/login/", {"username": "parent", "password": "wrong-one", "next": "/help/"})

    assert 'value="parent"' in response.text
    assert 'name="next" value="/help/"' in response.text
    assert "wrong-one" not in response.text


def test_login_names_what_is_left_out(client, db):
    response = client.post("/login/", {"username": "", "password": ""})

    assert "Проверьте 2\u00a0места" in response.text
    assert "Введите логин. Он напечатан в карточке, которую выдала школа." in response.text
    assert "Введите пароль." in response.text


def test_login_page_sends_who_came_in_on(client, parent):
    client.force_login(parent)

    response = client.get("/login/?next=/help/")

    assert response.url == "/help/"


def test_login_of_another_person_takes_the_place_of_the_first(client, parent, teacher):
    client.force_login(teacher)

    client.post("/login/", RIGHT)

    assert client.session["_auth_user_id"] == str(parent.pk)


def test_login_tells_the_browser_what_the_fields_are(client, db):
    text = client.get("/login/").text

    assert 'autocomplete="username"' in text
    assert 'autocomplete="current-password"' in text


@pytest.mark.parametrize("address", ["/", "/login/"])
def test_demonstration_lists_its_logins(client, db, settings, address):
    settings.DEMO = True

    text = client.get(address).text

    for login in ("student", "parent", "teacher", "homeroom", "deputy", "director", "administrator"):
        assert f"<dt><strong>{login}</strong></dt>" in text
    assert '<strong class="nowrap">diary-89</strong>' in text


@pytest.mark.parametrize("address", ["/", "/login/"])
def test_real_school_lists_no_logins(client, db, address):
    text = client.get(address).text

    assert "diary-89" not in text
    assert "демонстрация" not in text


def test_logout_needs_a_button(client, parent):
    client.force_login(parent)

    response = client.get("/logout/")

    assert response.status_code == 405
    assert signed_in(client)


def test_logout_forgets_the_person(client, parent):
    client.force_login(parent)

    response = client.post("/logout/")

    assert response.url == "/login/"
    assert not signed_in(client)


def test_logout_says_that_it_is_done(client, parent):
    client.force_login(parent)

    assert "Вы вышли из дневника." in lines(client.post("/logout/", follow=True))


def test_password_help_says_where_to_go(client, school):
    text = client.get("/password/help/").text

    assert "Новую карточку напечатает классный руководитель или администратор школы." in text
    assert school.telephone in text


def test_password_help_tells_which_letters_are_typed(client, school):
    said = " ".join(lines(client.get("/password/help/")))

    assert "Логин набирают латинскими буквами, пароль из трёх слов — русскими, маленькими, через дефис." in said
    assert "раскладка" not in said


@pytest.mark.parametrize("address", ["/", "/login/"])
def test_sign_in_does_not_ask_for_the_code_that_was_used(client, school, address):
    assert '<h2 id="sign-in">Логин и пароль</h2>' in client.get(address).text


@pytest.mark.parametrize("address", ["abc", "a.b", "journal:home", "%FF"])
def test_next_that_is_no_path_leads_home(client, teacher, address):
    client.force_login(teacher)

    assert client.get("/login/", {"next": address})["Location"] == "/home/"
