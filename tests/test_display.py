import pytest

from accounts.display import COOKIE, COOKIE_AGE, Display, Size, Theme, chosen

CHOICE = {"theme": "dark", "size": "150", "spacing": "wide", "density": "compact", "underline": "always"}


@pytest.fixture(autouse=True)
def _database(db):
    """Every page asks for the letterhead."""


@pytest.mark.parametrize(
    "cookie, expected",
    [
        ("", Display()),
        ("dark.150.wide.compact.always", Display(**CHOICE)),
        ("dark", Display(theme=Theme.DARK)),
        ("pink.150.loose", Display(size=Size.LARGE)),
        ('"><script>.200.usual.comfortable.text.more', Display(size=Size.LARGEST)),
    ],
)
def test_chosen_takes_only_what_is_offered(cookie, expected):
    assert chosen(cookie) == expected


def test_cookie_says_the_whole_look_again():
    assert chosen(Display(**CHOICE).as_cookie()) == Display(**CHOICE)


def test_attributes_name_only_what_differs_from_the_usual():
    assert Display(theme=Theme.DARK, size=Size.LARGER).attributes == [("theme", "dark"), ("size", "125")]


@pytest.mark.parametrize("size, expected", [("100", True), ("125", False), ("200", False)])
def test_low_bar_is_left_out_where_it_would_cover_the_page(size, expected):
    assert Display(size=size).has_low_bar == expected


def test_display_is_kept_for_a_year(client):
    response = client.post("/settings/display/", CHOICE)

    kept = response.cookies[COOKIE]
    assert (kept.value, kept["max-age"], kept["httponly"], kept["samesite"]) == (
        "dark.150.wide.compact.always",
        COOKIE_AGE,
        True,
        "Lax",
    )


def test_display_is_obeyed_by_the_next_page(client):
    response = client.post("/settings/display/", CHOICE, follow=True)

    assert response.redirect_chain == [("/settings/display/", 302)]
    assert '<html lang="ru" data-theme="dark" data-size="150" data-spacing="wide"' in response.text
    assert "Вид сохранён на этом устройстве на год." in response.text


@pytest.mark.parametrize(
    "asked, expected",
    [
        ("/help/?a=1", "/help/?a=1"),
        ("https://example.org/", "/settings/display/"),
        ("//example.org/", "/settings/display/"),
        ("javascript:alert(1)", "/settings/display/"),
    ],
)
def test_display_leads_back_only_within_this_site(client, asked, expected):
    response = client.post("/settings/display/", {**CHOICE, "next": asked})

    assert response.url == expected


def test_display_refuses_what_is_not_offered(client):
    response = client.post("/settings/display/", {**CHOICE, "theme": "pink"})

    assert COOKIE not in response.cookies
    assert "<title>Ошибка: Вид и шрифт" in response.text
    assert "Проверьте 1\u00a0место" in response.text


def test_display_page_shows_what_is_chosen_and_the_way_back(client):
    client.cookies[COOKIE] = "light.125"

    response = client.get("/settings/display/?next=/help/")

    assert '<input type="radio" name="size" value="125" id="id_size_1" required checked>' in response.text
    assert '<a href="/help/">Вернуться без изменений</a>' in response.text


def test_page_of_the_look_does_not_lead_back_to_itself(client):
    assert "next=/settings/" not in client.get("/settings/display/?next=/help/").content.decode()
