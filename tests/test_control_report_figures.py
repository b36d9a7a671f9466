"""The figures of a report of the control: sentences, tables, what is overdue by teacher, the trend of eight weeks."""

from datetime import date

import pytest
from django.urls import reverse

from journal.actions import conclude
from journal.enums import Duty
from journal.models import Waiver
from journal.rules.periods import Period
from tests import make
from tests.reading import lines, part

WEEK, OCTOBER = Period.named("2026-W42"), Period.named("2026-10")
SUNDAY = make.at(20, on=date(2026, 10, 18))
pytestmark = pytest.mark.usefixtures("school")


def page(period):
    return reverse("journal:control-report", args=[period])


@pytest.fixture
def opened(client, deputy, time_machine):
    """Return the report as the deputy director opens it at a moment."""

    def open_page(period=WEEK, *, at=SUNDAY):
        time_machine.move_to(at, tick=False)
        client.force_login(deputy)
        return client.get(period if isinstance(period, str) else page(period))

    return open_page


@pytest.fixture
def week(course, student, belova, colleague):
    """Of the week: two topics in time, one late, one overdue; of the week before one in time of two."""
    before = [make.lesson(course=course, on=date(2026, 10, day), homework_not_set=True) for day in (5, 6)]
    make.write_topic(before[0], at=before[0].starts_at)
    for day in (12, 13):
        make.lesson(course=course, on=date(2026, 10, day), topic="Степень", homework_not_set=True)
    late = make.lesson(course=course, on=date(2026, 10, 14), homework_not_set=True)
    make.write_topic(late, at=make.at(on=date(2026, 10, 16)))
    other = make.course(teacher=colleague, students=[student], subject_name="Физика", homework_since=None)
    return make.lesson(course=other, on=date(2026, 10, 15))


def proposed(response) -> str:
    return response.context["page"].proposed.replace("\u00a0", " ")


def test_report_of_a_week_concludes_in_three_sentences(opened, week):
    assert proposed(opened()) == (
        "За неделю с 12 по 18 октября 2026 года в срок внесено 71 % записей: 5 из 7. "
        "Позже срока внесено: 1, просрочено: 1 (учителей: 1); самое большое опоздание — 3 дня. "
        "Неделей раньше в срок было 75 %."
    )


def test_report_of_a_month_compares_its_weeks_that_are_over(opened, week):
    assert "По неделям" not in proposed(opened(OCTOBER))
    weeks = "По неделям — от 71 % (с 12 по 18 октября) до 75 % (с 5 по 11 октября)."

    assert proposed(opened(OCTOBER, at=make.at(on=date(2026, 10, 19)))).endswith(weeks)


def test_first_week_without_a_mistake_is_praised(opened, course):
    make.lesson(course=course, topic="Степень", homework_not_set=True)

    assert proposed(opened()) == (
        "За неделю с 12 по 18 октября 2026 года в срок внесено 100 % записей: 2 из 2. "
        "Опозданий нет. Учителей, у которых всё в срок: 1 из 1."
    )


def test_late_entries_alone_are_named_so(opened, course):
    make.write_topic(make.lesson(course=course, homework_not_set=True), at=make.at(on=date(2026, 10, 13)))

    said = "Позже срока внесено: 1; самое большое опоздание — 1 день."
    assert said in proposed(opened())


def test_period_in_which_nothing_is_due_says_so(opened):
    response = opened(at=make.NOW)

    assert proposed(response) == "За неделю с 12 по 18 октября 2026 года сроки ещё не проходили."
    assert "Сроков в эти дни нет" in lines(response)


def test_report_shows_the_tables_of_the_board_for_its_days(opened, week):
    response = opened()
    board = opened(f"{reverse('journal:control')}?since=2026-10-12&through=2026-10-18", at=SUNDAY)

    assert part(response, "По пунктам порядка", to="Отдельно учтено") == part(
        board, "По пунктам порядка", to="По неделям"
    )
    # Below the board's tables there is the way to the complaints.
    assert part(response, "Учителя") == part(board, "Учителя")[:-1]


def test_report_counts_apart_what_is_beside_the_duties(opened, week, deputy, teacher):
    said = {"reason": "Экскурсия", "waived_by": deputy, "waived_at": make.NOW, "owed_by": week.topic_owed_by}
    Waiver.objects.create(duty=Duty.TOPIC, lesson=week, **said)

    response = opened()

    assert part(response, "Отдельно учтено", to="По неделям") == [
        *("Снято", "1", "Перенесено приостановкой", "0", "Закрыто точкой", "0", "Получено в другой день", "0"),
        *("Работа заведена после своего дня", "0", "Исправлено после срока", "0"),
    ]
    assert "Просроченных записей нет." in lines(response)


def test_overdue_are_told_by_teacher_with_their_rows(opened, client, week, course):
    for day in (15, 16):
        make.lesson(course=course, on=date(2026, 10, day))

    response = opened()

    assert part(response, "Просрочено, по учителям", to="Учителя")[4:] == [
        *("Сидорова А. С.", "4", "темы: 2, задания: 2", "15.10"),
        *("Чужова А. С.", "1", "темы: 1", "15.10"),
        "Скачать таблицу: XLSX, CSV",
    ]
    debtor = response.context["page"].debtors[0]
    counts = [client.get(number.url).context["page"].paginator.count for number in (debtor.whole, *debtor.rules)]
    assert counts == [4, 2, 2]


def test_trend_is_of_the_last_eight_weeks(opened, course):
    for number in range(10):
        make.lesson(course=course, on=date(2026, 11, 30) - make.days(7 * number), topic="Степень")

    trend = opened(Period.named("2026-11"), at=make.at(on=date(2026, 11, 24))).context["page"].trend

    mondays = [row.week.monday for row in trend.rows]
    assert (len(mondays), mondays[0], mondays[-1]) == (8, date(2026, 11, 23), date(2026, 10, 5))


def test_tables_of_a_report_are_files_of_its_days(opened, client, week):
    found = opened().context["page"]

    files = (found.rule_files, found.week_files, found.debtor_files, found.tables[0]["files"])
    tables = [client.get(named["CSV"]).text.splitlines()[2:] for named in files]
    # Two rules and their sum; two weeks of the trend and theirs; the one overdue entry; two teachers and theirs.
    assert [len(table) for table in tables] == [3, 3, 1, 3]


@pytest.mark.parametrize(
    "period, previous, following",
    [
        (WEEK, "/control/reports/2026-W41/", None),
        (Period.named("2026-W41"), "/control/reports/2026-W40/", "/control/reports/2026-W42/"),
        (Period.named("2026-09"), "/control/reports/2026-08/", "/control/reports/2026-10/"),
    ],
)
def test_report_leads_to_its_neighbours(opened, period, previous, following):
    found = opened(period, at=make.NOW).context["page"]

    assert (found.previous.url, found.following and found.following.url) == (previous, following)


@pytest.mark.parametrize("name", ["2026-13", "2026-W60", "1999-12", "9999-12", "0000-01", "november"])
def test_period_that_is_not_there_is_no_page(opened, name):
    assert lines(opened(f"/control/reports/{name}/"))[0] == "Страница не найдена"


@pytest.mark.parametrize("lessons", [1, 3])
def test_report_asks_the_same_number_of_queries(opened, client, course, deputy, lessons, django_assert_num_queries):
    for number in range(1, lessons + 1):
        make.work(lesson=make.lesson(course=course, number=number))
    conclude(period=WEEK, text="В срок.", seen=None, by=deputy, at=make.NOW)
    opened()

    with django_assert_num_queries(13):  # session, user, figures twice, teachers, courses, conclusion, heads, check
        client.get(page(WEEK))
