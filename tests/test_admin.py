import pytest

from tests import make

PAGES = (
    "/admin/",
    "/admin/accounts/",
    "/admin/accounts/user/",
    "/admin/accounts/user/?q=Орл",
    "/admin/accounts/heldrole/",
    "/admin/accounts/guardianship/",
    "/admin/accounts/notice/",
)


@pytest.mark.parametrize("address", PAGES)
def test_admin_opens_to_the_director(client, director, parent, address):
    client.force_login(director)

    response = client.get(address)

    assert response.status_code == 200
    assert "css/admin.css" in response.text


@pytest.mark.parametrize("who", ["teacher", "homeroom", "parent", "student"])
@pytest.mark.parametrize("address", ["/admin/", "/admin/accounts/user/", "/admin/login/"])
def test_admin_is_closed_to_other_roles(client, request, who, address):
    client.force_login(request.getfixturevalue(who))

    assert client.get(address).status_code == 403


@pytest.mark.parametrize("who", ["deputy", "administrator"])
def test_admin_shows_no_rows_to_those_who_only_have_a_desk_there(client, request, parent, who):
    client.force_login(request.getfixturevalue(who))

    rows = {
        address: client.get(address).status_code
        for address in (*PAGES[1:], f"/admin/accounts/user/{parent.pk}/change/", "/admin/accounts/user/add/")
    }

    assert client.get("/admin/").status_code == 200
    assert set(rows.values()) <= {403, 404}


@pytest.mark.parametrize("address", ["/admin/?_popup=1", "/admin/accounts/user/?_to_field=password"])
def test_admin_opens_no_rows_for_other_windows(client, director, address):
    client.force_login(director)

    assert client.get(address).status_code == 400


@pytest.mark.parametrize("address", ["/admin/autocomplete/", "/admin/r/1/1/"])
def test_admin_offers_no_ways_round_its_pages(client, director, address):
    client.force_login(director)

    assert client.get(address).status_code == 404


def test_admin_list_speaks_russian(client, director):
    client.force_login(director)

    people = client.get("/admin/accounts/user/").text
    person = client.get(f"/admin/accounts/user/{director.pk}/change/").text

    assert "<h1>Люди</h1>" in people
    assert "Всего: 1\n" in people
    assert "<h1>Человек</h1>" in person


@pytest.mark.parametrize(
    "address, expected",
    [
        ("/admin/", "/login/?next=/admin/"),
        ("/admin/login/", "/login/?next=/admin/"),
        ("/admin/accounts/user/", "/login/?next=/admin/accounts/user/"),
    ],
)
def test_admin_sends_a_passer_by_to_the_portal_s_own_page(client, db, address, expected):
    response = client.get(address, follow=True)

    assert response.redirect_chain[-1] == (expected, 302)


def test_admin_login_page_sends_the_director_to_the_desk(client, director):
    client.force_login(director)

    assert client.get("/admin/login/").url == "/admin/"


def test_admin_shows_a_person_without_the_password(client, director, parent):
    client.force_login(director)

    text = client.get(f"/admin/accounts/user/{parent.pk}/change/").text

    assert "Абрамова" in text
    assert parent.password not in text
    assert "парол" not in text.lower()


@pytest.mark.parametrize("address", ["add/", "{pk}/delete/"])
def test_admin_changes_nobody(client, director, address):
    client.force_login(director)

    assert client.post(f"/admin/accounts/user/{address.format(pk=director.pk)}").status_code == 403


def test_admin_saves_no_change_of_a_person(client, director, parent):
    client.force_login(director)

    response = client.post(f"/admin/accounts/user/{parent.pk}/change/", {"surname": "Другая"})

    parent.refresh_from_db()
    assert (response.status_code, parent.surname) == (403, "Абрамова")


def test_admin_offers_no_password_page(client, director):
    client.force_login(director)

    assert client.get("/admin/password_change/").status_code == 404


@pytest.mark.parametrize("children", [1, 3])
def test_admin_list_asks_the_same_number_of_queries(client, director, parent, django_assert_max_num_queries, children):
    for _ in range(children - 1):
        make.guardianship(parent, make.student(school_class=make.school_class()))
    client.force_login(director)

    with django_assert_max_num_queries(8):
        client.get("/admin/accounts/guardianship/")


@pytest.mark.parametrize("lookup", ["password__startswith", "password", "held_roles__user__password__gt"])
def test_admin_list_cannot_be_cut_by_the_password(client, director, lookup):
    client.force_login(director)

    assert client.get("/admin/accounts/user/", {lookup: "a"}).status_code == 400
