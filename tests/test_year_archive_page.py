"""The page of the school's years: until when each is kept, and its archive."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from journal.models import AcademicYear
from tests import make
from tests.archiving import opened
from tests.reading import lines, links

ADDRESS = reverse("journal:year-archives")


@pytest.fixture
def desk(client, deputy, school):
    client.force_login(deputy)
    return client


def earlier_year():
    return AcademicYear.objects.create(name="2025/26", first_day=date(2025, 9, 1), last_day=date(2026, 5, 26))


def test_page_says_until_when_each_year_is_kept(desk, lesson, deputy):
    earlier_year()
    AcademicYear.objects.create(
        name="2024/25",
        first_day=date(2024, 9, 1),
        last_day=date(2025, 5, 26),
        closed_at=make.at(on=date(2025, 6, 20)),
        closed_by=deputy,
    )
    AcademicYear.objects.create(name="2027/28", first_day=date(2027, 9, 1), last_day=date(2028, 5, 26))

    told = lines(desk.get(ADDRESS))

    table = told[told.index("Итоговые отметки") + 1 :][:16]
    assert table == [
        *("2027/28", "ещё не начался", "до 31 декабря 2033 года", "до 31 декабря 2053 года"),
        *("2026/27", "идёт, не закрыт", "до 31 декабря 2032 года", "до 31 декабря 2052 года"),
        *("2025/26", "закончился, не закрыт", "до 31 декабря 2031 года", "до 31 декабря 2051 года"),
        *("2024/25", "закрыт 20.06.2025", "до 31 декабря 2030 года", "до 31 декабря 2050 года"),
    ]
    assert "Журнал хранится 5 лет с 1 января после учебного года." in " ".join(told)
    assert "Записать архив: 2026/27" in told


def test_school_without_a_year_says_so(desk):
    assert "Учебных лет пока нет" in lines(desk.get(ADDRESS))


def test_page_is_reached_from_the_classes(desk, lesson, client, homeroom):
    label = "Архив журналов: учебные годы и сроки хранения"
    assert links(desk.get(reverse("journal:classes")))[label] == ADDRESS

    client.force_login(homeroom)
    assert label not in links(client.get(reverse("journal:classes")))


def test_whole_year_is_sent(desk, lesson, deputy):
    response = desk.post(ADDRESS)

    files = opened(b"".join(response.streaming_content))
    assert f"journals/{lesson.course_id}.html" in files
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%D0%90%D1%80%D1%85%D0%B8%D0%B2%20%D0%B6%D1%83%D1%80%D0%BD%D0%B0%D0%BB%D0%B0"
        "%202026-27.zip"
    )
    assert "no-store" in response["Cache-Control"]
    assert list(AuditEntry.objects.values_list("kind", "by")) == [("year-archived", deputy.pk)]


def test_class_is_sent_by_itself(desk, lesson, school_class, stranger):
    response = desk.post(ADDRESS, {"school_class": school_class.pk})

    files = opened(b"".join(response.streaming_content))
    assert [name for name in files if name.startswith("classes/")] == [f"classes/{school_class.pk}.html"]
    assert response["Content-Disposition"].endswith("2026-27%2C%207%20%D0%90.zip")


def test_year_asked_for_has_its_own_classes(desk, lesson, school_class):
    earlier_year()
    address = f"{ADDRESS}?year=2025/26"

    told = lines(desk.get(address))
    refused = lines(desk.post(address, {"school_class": school_class.pk}))

    assert "Записать архив: 2025/26" in told
    assert "Что записать: Выберите класс из списка." in refused
    assert not AuditEntry.objects.exists()


def test_year_that_is_not_there_is_no_page(desk, lesson):
    assert desk.get(f"{ADDRESS}?year=1999/00").status_code == 404


@pytest.mark.parametrize("who", ["teacher", "homeroom", "student", "parent", "administrator"])
def test_archive_is_closed_to_other_roles(request, client, lesson, who):
    client.force_login(request.getfixturevalue(who))

    assert (client.get(ADDRESS).status_code, client.post(ADDRESS).status_code) == (403, 403)
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("years", [1, 3])
def test_page_asks_the_same_number_of_queries(desk, lesson, years, django_assert_num_queries):
    for number in range(1, years):
        day = date(2026 - number, 9, 1)
        AcademicYear.objects.create(name=f"{2026 - number}/{27 - number}", first_day=day, last_day=day)
    desk.get(ADDRESS)

    # Session, person, years, classes of the chosen one.
    with django_assert_num_queries(4):
        desk.get(ADDRESS)
