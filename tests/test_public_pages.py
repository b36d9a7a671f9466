import re

import pytest

from accounts.regulation import PARTS
from accounts.views.service import TOPICS

PAGES = (
    "/",
    "/login/",
    "/password/help/",
    "/settings/display/",
    "/service/",
    "/help/",
    *(f"/help/{topic}/" for topic in TOPICS),
    "/accessibility/",
    "/privacy/",
)


@pytest.mark.parametrize("address", PAGES)
def test_public_page_opens_with_one_heading(client, db, address):
    text = client.get(address).text

    assert len(re.findall("<h1>", text)) == 1
    assert '<html lang="ru">' in text
    assert 'href="#main">К содержанию</a>' in text


@pytest.mark.parametrize("address", PAGES)
def test_public_page_has_nothing_inline(client, db, address):
    text = client.get(address).text

    assert re.findall(r"<style|\sstyle=|\son\w+=|<script(?! src=)", text) == []


@pytest.mark.parametrize("address", PAGES)
def test_public_page_asks_for_the_letterhead_alone(client, school, django_assert_num_queries, address):
    # Of the regulation: before the first school year, which is asked for as well; see its own tests.
    with django_assert_num_queries(1 + (address == "/service/")):
        client.get(address)


def test_header_leads_back_from_the_display_settings(client, db):
    text = client.get("/help/?a=1&b=2").text

    assert 'href="/settings/display/?next=%2Fhelp%2F%3Fa%3D1%26b%3D2">Вид и шрифт · Версия для слабовидящих</a>' in text


def test_footer_says_where_the_school_is_and_how_fresh_the_page(client, school, settings):
    settings.REVISION = "7f3a2c1"

    text = client.get("/help/").text

    assert school.telephone in text
    assert "12.10.2026, 10:00</time> · версия 7f3a2c1" in text
    assert "Выписка из электронного журнала по состоянию на 12.10.2026, 10:00" in text


def test_footer_without_a_school_shows_the_letterhead_of_the_regulation(client, db):
    assert "(846) 995-08-86" in client.get("/help/").text


def test_regulation_has_an_anchor_for_every_clause(client, db):
    text = client.get("/service/").text

    anchors = re.findall(r'id="(p-[\d-]+)"', text)
    assert len(anchors) == len(set(anchors)) == 31
    assert {"p-1-1", "p-1-3-4", "p-3-4", "p-4-1-1", "p-4-1-2", "p-4-1-3", "p-4-1-4", "p-4-2"} < set(anchors)


def test_regulation_names_no_person(client, db):
    text = client.get("/service/").text

    assert re.findall(r"\b[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+", text) == []


def test_regulation_is_quoted_whole():
    assert [clause.number for part in PARTS for clause in part.clauses] == (
        "1.1 1.2 1.3 1.4 2.1 2.2 2.3 2.4 3.1 3.2 3.3 3.4 3.5 4.1 4.2".split()
    )


def test_every_link_to_a_clause_has_its_anchor(client, db):
    anchors = set(re.findall(r'id="(p-[\d-]+)"', client.get("/service/").text))

    linked = {clause for page in PAGES for clause in re.findall(r'/service/#(p-[\d-]+)"', client.get(page).text)}

    assert linked - anchors == set()


def test_help_lists_its_topics(client, db):
    text = client.get("/help/").text

    assert [title for title in TOPICS.values() if title not in text] == []


def test_help_knows_no_other_topic(client, db):
    response = client.get("/help/magic/")

    assert response.status_code == 404
    assert "Страница не найдена" in response.text
