"""The deputy's page of remote periods: what one more would change is shown before it does."""

from datetime import date

import pytest
from django.urls import reverse

from journal.actions import TopicEntry, write_topics
from journal.enums import Mode
from journal.models import Lesson, RemotePeriod
from tests import make
from tests.reading import lines, part

PAGE = reverse("journal:control-distance")
TYPED = {"part": "new", "new-first_day": "2026-10-12", "new-last_day": "2026-10-16", "new-order": " Приказ  № 7 "}
pytestmark = pytest.mark.usefixtures("school")


@pytest.fixture
def office(client, deputy):
    client.force_login(deputy)
    return client


def seen(response):
    """Return what the page says of the period before it is recorded."""
    found = (line for line in lines(response) if line.startswith("Период ещё не внесён."))
    return next(found, None)


def record(client, **typed):
    """Post the form, look at what it would change, and agree."""
    shown = client.post(PAGE, TYPED | typed).context["page"].new.sign
    return client.post(PAGE, TYPED | typed | {"new-shown": shown, "new-record": "1"}, follow=True)


def test_page_without_periods_says_how_it_goes(office):
    shown = lines(office.get(PAGE))

    assert "Дистанционных периодов нет" in shown
    assert part(office.get(PAGE), "Какие сроки действуют дистанционно")[:6] == [
        "Отметка на уроке",
        "в день получения (п. 4.1.3)",
        "Письменная работа",
        "не позднее 6 дней, как и в школе (п. 4.1.2)",
        "Тема и задание",
        "в день урока (п. 4.1.4)",
    ]


def test_nothing_is_recorded_before_it_is_seen(office, course, teacher):
    written, _ = make.lesson(course=course), make.lesson(course=course, number=2)
    write_topics([TopicEntry(lesson=written, topic="Степень", by=teacher, at=make.NOW)])

    response = office.post(PAGE, TYPED)

    assert seen(response) == (
        "Период ещё не внесён. Дистанционно пройдёт уроков: 1. Останутся как были: 1, в них уже есть записи."
    )
    assert not RemotePeriod.objects.exists()


def test_period_is_recorded_once_it_is_seen(office, lesson, deputy):
    response = record(office)

    row = RemotePeriod.objects.get()
    assert (row.first_day, row.last_day, row.order, row.recorded_by) == (
        make.TODAY,
        date(2026, 10, 16),
        "Приказ № 7",
        deputy,
    )
    assert Lesson.objects.get().mode == Mode.REMOTE
    assert [str(message) for message in response.context["messages"]] == [
        "Период внесён. Дистанционно теперь уроков: 1."
    ]
    assert part(response, "Периоды", to="Закончить раньше") == [
        "с 12 по 16 октября: вся школа идёт",
        "Приказ: Приказ № 7",
        "Внёс: Власова Н. А., сегодня в 10:00",
    ]


def test_other_days_than_were_seen_are_shown_anew(office, lesson):
    sign = office.post(PAGE, TYPED).context["page"].new.sign

    changed = office.post(PAGE, TYPED | {"new-last_day": "", "new-shown": sign, "new-record": "1"})
    looked = office.post(PAGE, TYPED | {"new-shown": sign})

    assert seen(changed) == seen(looked) == "Период ещё не внесён. Дистанционно пройдёт уроков: 1."
    assert not RemotePeriod.objects.exists()


@pytest.mark.parametrize(
    "whom, said",
    [({"new-grade_from": "5", "new-grade_to": "9"}, "5–9 классы"), ({"new-school_class": "own"}, "7 «А»")],
)
def test_period_is_for_grades_or_a_class(office, school_class, whom, said):
    whom = {name: str(school_class.pk) if value == "own" else value for name, value in whom.items()}

    response = record(office, **whom)

    assert part(response, "Периоды")[0] == f"с 12 по 16 октября: {said} идёт"


@pytest.mark.parametrize(
    "typed, sentence",
    [
        ({"new-first_day": "скоро"}, "С какого дня: Напишите день так: 16.11.2026."),
        ({"new-first_day": "2026-08-01"}, "С какого дня: Этот день не входит ни в один учебный год дневника."),
        ({"new-last_day": "2026-10-11"}, "Последний день раньше первого."),
        ({"new-order": " "}, "Приказ: Укажите приказ."),
        ({"new-grade_from": "12"}, "Параллели с: Выберите параллель из списка."),
        ({"new-grade_from": "5"}, "Параллели по: Выберите обе параллели: с какой и по какую."),
        ({"new-grade_to": "5"}, "Параллели с: Выберите обе параллели: с какой и по какую."),
        (
            {"new-grade_from": "7", "new-grade_to": "5"},
            "Параллели по: Последняя параллель раньше первой. Поменяйте их местами.",
        ),
        ({"new-school_class": "0"}, "Или один класс: Выберите класс из списка."),
        (
            {"new-school_class": "own", "new-grade_from": "7", "new-grade_to": "7"},
            "Или один класс: Выберите параллели или один класс, не то и другое.",
        ),
    ],
)
def test_period_that_cannot_be_is_explained_and_kept(office, school_class, lesson, typed, sentence):
    typed = {name: str(school_class.pk) if value == "own" else value for name, value in typed.items()}

    response = office.post(PAGE, TYPED | typed)

    assert (sentence in lines(response), seen(response), "Ошибка:" in response.text) == (True, None, True)
    if "new-order" not in typed:
        assert 'value=" Приказ  № 7 "' in response.text


def test_period_recorded_meanwhile_is_explained(office, lesson):
    sign = office.post(PAGE, TYPED).context["page"].new.sign
    record(office)

    response = office.post(PAGE, TYPED | {"new-shown": sign, "new-record": "1"})

    assert "Эти дни уже дистанционные: с 12 по 16 октября, вся школа." in lines(response)
    assert RemotePeriod.objects.count() == 1


def test_period_is_ended_earlier(office, lesson):
    record(office)
    row = RemotePeriod.objects.get()

    response = office.post(PAGE, {"part": f"end-{row.pk}", f"end-{row.pk}-last_day": "2026-10-11"}, follow=True)

    assert [str(message) for message in response.context["messages"]] == ["Сохранено. Снова в школе уроков: 1."]
    assert (Lesson.objects.get().mode, RemotePeriod.objects.exists()) == (Mode.SCHOOL, False)


def test_wrong_end_is_explained(office, lesson):
    record(office)
    row = RemotePeriod.objects.get()

    response = office.post(PAGE, {"part": f"end-{row.pk}", f"end-{row.pk}-last_day": "2026-10-16"})

    assert "Период и так кончается 16.10.2026. Продлевают его ещё одним периодом." in lines(response)


@pytest.mark.parametrize(
    "first, state, is_ended_here, proposed",
    [
        (make.TODAY - make.days(7), "○ закончился", False, None),
        (make.TODAY - make.days(4), "идёт", True, make.TODAY - make.days(1)),
        (make.TODAY - make.days(1), "идёт", True, make.TODAY),
        (make.TODAY + make.days(1), "○ впереди", True, None),
    ],
)
def test_period_says_how_it_stands(office, deputy, first, state, is_ended_here, proposed):
    said = {"recorded_by": deputy, "recorded_at": make.NOW}
    last = first + make.days(4)
    RemotePeriod.objects.create(year=make.year(), first_day=first, last_day=last, order="№ 7", **said)

    page = office.get(PAGE)

    [line] = page.context["page"].lines
    assert part(page, "Периоды")[0].endswith(f"вся школа {state}")
    assert (line.form is not None, line.form and line.form.initial["last_day"]) == (
        is_ended_here,
        proposed if is_ended_here else None,
    )


def test_period_of_the_workbook_is_only_read(office):
    RemotePeriod.objects.create(year=make.year(), first_day=make.TODAY, last_day=make.TODAY)

    page = office.get(PAGE)

    assert part(page, "Периоды")[:3] == ["12 октября: вся школа идёт", "Приказ не указан", "Из школьной таблицы"]
    assert "Закончить раньше" not in lines(page)


def test_director_reads_and_changes_nothing(client, director, lesson):
    client.force_login(director)

    assert client.get(PAGE).context["page"].forms == {}
    assert client.post(PAGE, TYPED).status_code == 403


def test_part_that_is_not_there_is_a_bad_request(office):
    assert office.post(PAGE, {"part": "end-1"}).status_code == 400


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_the_same_number_of_queries(office, deputy, number, django_assert_num_queries):
    for day in range(number):
        first = make.TODAY + make.days(day)
        said = {"recorded_by": deputy, "recorded_at": make.NOW, "school_class": make.school_class(7, "АБВ"[day])}
        RemotePeriod.objects.create(year=make.year(), first_day=first, last_day=first, order="№ 7", **said)
    office.get("/help/")

    with django_assert_num_queries(4):
        office.get(PAGE)
