"""Reports of the control: the periods of the year, the figures of one, and what the deputy concludes of it."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import HeldRole
from journal.actions import Refused, conclude
from journal.models import ControlReport
from journal.rules.periods import Period
from tests import make
from tests.reading import lines, links, part

LIST = reverse("journal:control-reports")
WEEK, OCTOBER = Period.named("2026-W42"), Period.named("2026-10")
SUNDAY = make.at(20, on=date(2026, 10, 18))
pytestmark = pytest.mark.usefixtures("school")


def page(period=WEEK):
    return reverse("journal:control-report", args=[period])


@pytest.fixture
def opened(client, deputy, time_machine):
    """Return a page as the deputy director opens it at a moment, or as another does."""

    def open_page(address, *, at=make.NOW, by=deputy):
        time_machine.move_to(at, tick=False)
        client.force_login(by)
        return client.get(address)

    return open_page


@pytest.fixture
def post(client, deputy):
    def post(text, *, seen="", period=WEEK, by=deputy):
        client.force_login(by)
        return client.post(page(period), {"text": text, "seen": seen})

    return post


def conclusion(**facts):
    facts = {"period": WEEK, "text": "Всё в порядке.", "seen": None, "at": make.NOW} | facts
    return conclude(**facts)


# --- The list


def test_periods_of_the_year_are_listed_with_their_conclusions(opened, deputy):
    conclusion(by=deputy)
    make.year()

    found = opened(LIST)

    listed = lines(found)
    assert listed[listed.index("Октябрь 2026 года") :][:4] == [
        "Октябрь 2026 года",
        "С 12 по 18 октября ● заключение 12.10, Власова Н. А.",
        "С 5 по 11 октября",
        "Сентябрь 2026 года",
    ]
    assert links(found)["Октябрь 2026 года"] == "/control/reports/2026-10/"
    assert links(found)["С 12 по 18 октября"] == "/control/reports/2026-W42/"


@pytest.mark.parametrize("has_year", [True, False])
def test_before_the_year_there_are_no_reports(opened, has_year):
    HeldRole.objects.update(since=date(2026, 8, 1))
    if has_year:
        make.year()

    assert "Учебный год ещё не начался" in lines(opened(LIST, at=make.at(on=date(2026, 8, 20))))


def test_after_the_year_its_reports_stay(opened):
    make.year()

    assert "Май 2027 года" in lines(opened(LIST, at=make.at(on=date(2027, 7, 1))))


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_the_same_number_of_queries(opened, client, deputy, number, django_assert_num_queries):
    make.year()
    for week in range(number):
        conclusion(period=Period.week_of(make.TODAY - make.days(7 * week)), by=deputy)
    opened(LIST)

    with django_assert_num_queries(3):  # session, user, reports
        client.get(LIST)


# --- The conclusion


def test_conclusion_is_proposed_and_kept(opened, post, deputy, lesson):
    shown = opened(page(), at=SUNDAY)
    assert shown.context["form"].initial["text"] == shown.context["page"].proposed

    answer = post("Неделя прошла спокойно.\r\nОпоздания разобраны.")

    kept = ControlReport.objects.get()
    assert (answer.url, kept.text) == (page(), "Неделя прошла спокойно.\nОпоздания разобраны.")
    assert (kept.kind, kept.first_day, kept.last_day) == (WEEK.kind, WEEK.first, WEEK.last)
    assert (kept.written_by, kept.written_at, kept.version) == (deputy, SUNDAY, 1)
    assert str(kept) == "2026-W42"


def test_kept_conclusion_stands_on_the_page_of_both(opened, lesson, deputy, director):
    conclusion(by=deputy, text="Неделя прошла спокойно.")

    deputys, directors = opened(page(), at=SUNDAY), opened(page(), at=SUNDAY, by=director)

    for response in (deputys, directors):
        told = part(response, "Заключение")
        assert told[:2] == ["Неделя прошла спокойно.", "Власова Н. А., 12 октября в 10:00"]
        assert told[2].startswith("По нынешним цифрам: За неделю с 12 по 18 октября")
    assert [response.context["form"] is not None for response in (deputys, directors)] == [True, False]


def test_director_reads_the_proposal_until_there_is_a_conclusion(opened, lesson, director):
    response = opened(page(), at=SUNDAY, by=director)

    assert part(response, "Заключение")[0].startswith(
        "За неделю с 12 по 18 октября 2026 года в срок внесено 0 % записей: 0 из 2."
    )


def test_director_writes_no_conclusion(post, director):
    assert post("Всё хорошо.", by=director).status_code == 403
    assert not ControlReport.objects.exists()


@pytest.mark.parametrize(
    "text, error",
    [
        ("", "Напишите заключение."),
        (" \u200b ", "Напишите заключение."),
        ("а" * 2001, "Слишком длинное заключение: уместится 2000 знаков."),
    ],
    ids=["empty", "blank", "long"],
)
def test_conclusion_that_says_nothing_or_too_much_is_refused(post, text, error):
    response = post(text)

    assert response.context["form"].errors["text"] == [error]
    assert not ControlReport.objects.exists()


def test_conclusion_is_written_anew(post, deputy):
    conclusion(by=deputy)

    post("Итог другой.", seen="1")

    kept = ControlReport.objects.get()
    assert (kept.text, kept.version) == ("Итог другой.", 2)


@pytest.mark.parametrize("seen", ["", "1"])
def test_conclusion_of_another_is_not_overwritten_unseen(post, deputy, seen):
    conclusion(by=make.person("Громова"))
    conclusion(by=make.person("Громова"), text="Второй вариант.", seen=1)

    response = post("Моё заключение.", seen=seen)

    assert (
        "Пока вы писали, заключение изменил(а) Громова А. С."
        in lines(response)[lines(response).index("Заключение") + 4]
    )
    assert ControlReport.objects.get().text == "Второй вариант."
    assert ">Моё заключение.</textarea>" in response.text.replace("\n", "")
    assert 'name="seen" value="2"' in response.text


def test_same_conclusion_twice_is_one(post, deputy):
    post("Итог.")
    post("Итог.")

    assert ControlReport.objects.get().version == 1


def test_action_refuses_what_no_column_holds(deputy):
    with pytest.raises(Refused, match=r"заключение\. Уместится 2000 знаков"):
        conclusion(by=deputy, text="а" * 2001)
