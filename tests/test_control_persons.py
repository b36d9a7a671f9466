"""One teacher, one class: the figures, what makes them fair, and from each the way to its rows."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from journal.control import teachers
from journal.enums import Beside, TermSystem
from journal.models import Lesson
from journal.views.control.practice import after_said
from tests import make
from tests.reading import lines, links, part

WEDNESDAY, TOMORROW = date(2026, 10, 7), date(2026, 10, 13)
pytestmark = pytest.mark.usefixtures("school")


@pytest.fixture
def of_teacher(client, deputy, teacher):
    client.force_login(deputy)
    return lambda **asked: client.get(reverse("journal:control-teacher", args=[teacher.pk]), asked)


@pytest.fixture
def of_class(client, deputy, school_class):
    client.force_login(deputy)
    return lambda **asked: client.get(reverse("journal:control-class", args=[school_class.pk]), asked)


@pytest.fixture
def rows(client, deputy):
    """Return how many rows the list behind an address holds."""
    client.force_login(deputy)
    return lambda address: client.get(address).context["page"].paginator.count


@pytest.fixture
def busy(lesson, student, belova, colleague):
    """Today's lesson without entries, a planned test of Wednesday with a topic written twice, a dot, a colleague."""
    line = make.planned_topic(lesson.course, hours=2, work_kind=make.kind())
    old = make.lesson(course=lesson.course, on=WEDNESDAY, homework_not_set=True)
    for topic, hour in (("Степень", 9), ("", 10), ("Корень", 11)):
        make.write_topic(old, topic, at=make.at(hour, on=WEDNESDAY))
    Lesson.objects.filter(pk=old.pk).update(planned_topic=line)
    work = make.work(lesson=lesson, moment=make.at(9))
    make.mark(work=work, student=student, value=None, not_handed_in=True, moment=make.at(9))
    make.lesson(course=make.course(teacher=colleague, subject_name="Физика"), on=WEDNESDAY)
    return old


@pytest.fixture
def common(teacher, school_class):
    """A course that two classes attend together."""
    return make.course(teacher=teacher, subject_name="Труд", classes=[school_class, make.school_class(7, "Б")])


def test_teacher_is_told_what_is_still_to_be_entered(of_teacher, busy, rows):
    make.lesson(course=busy.course, on=date(2026, 10, 6), homework_not_set=True)
    response = of_teacher()

    found = part(response, "Осталось внести", to="Что ещё проверить")
    assert found == [
        "■ просрочено: 1 ▲ срок не прошёл: 3",
        "Сегодня до 23:59: 2.",
        "Алгебра, 7 «А»: тема урока ■ срок прошёл 6 октября",
        "Алгебра, 7 «А»: тема урока ▲ сегодня до 23:59",
        "Алгебра, 7 «А»: домашнее задание ▲ сегодня до 23:59",
        "Алгебра, 7 «А»: отметка за письменную работу ▲ не позднее 18 октября",
        "Напомнить",
    ]
    opened = response.context["opened"].lines
    assert [rows(line.url) for line in opened] == [line.number for line in opened] == [1, 1, 1, 1]


def test_class_is_told_by_whom_it_is_still_to_be_entered(of_class, busy, colleague, rows):
    make.lesson(course=busy.course, on=WEDNESDAY, number=2, teacher=colleague, homework_not_set=True)
    make.lesson(course=busy.course, on=WEDNESDAY, number=3, homework_not_set=True)
    response = of_class()

    found = part(response, "Осталось внести", to="Что ещё проверить")
    assert found[2:6] == [
        "Алгебра, 7 «А»: тема урока Сидорова А. С. ■ срок прошёл 7 октября",
        "Алгебра, 7 «А»: тема урока Чужова А. С. ■ срок прошёл 7 октября",
        "Физика, 7 «А»: тема урока Чужова А. С. ■ срок прошёл 7 октября",
        "Физика, 7 «А»: домашнее задание Чужова А. С. ■ срок прошёл 7 октября",
    ]
    opened = response.context["opened"].lines
    assert [rows(line.url) for line in opened] == [line.number for line in opened]


def test_teacher_who_is_late_may_be_reminded(of_teacher, course, teacher):
    make.lesson(course=course, on=WEDNESDAY)

    assert links(of_teacher())["Напомнить"] == f"/control/reminders/new/?teacher={teacher.pk}"


def test_teacher_who_is_not_late_is_not_reminded(of_teacher, lesson):
    assert "Напомнить" not in links(of_teacher())


def test_only_the_first_open_entries_are_shown(of_teacher, course):
    for number in range(12):
        make.lesson(course=course, on=date(2026, 9, 1) + make.days(number), homework_not_set=True)

    found = part(of_teacher(), "Осталось внести", to="Что ещё проверить")

    assert found[0] == "■ просрочено: 12"
    assert (len(found), found[-2][:38]) == (13, "Показаны первые 10, дальше ещё 2: откр")


def test_load_and_the_usual_hour_stand_beside_the_shares(of_teacher, lesson, student):
    make.write_topic(lesson, at=make.at(9))
    make.mark(lesson=lesson, student=student, moment=make.at(8, 30))
    make.mark(work=make.work(lesson=lesson), student=student, moment=make.at(9, on=date(2026, 10, 15)))

    assert part(of_teacher(), "Нагрузка и время записей", to="По пунктам порядка")[:-1] == [
        *("Уроков проведено", "1", "Работ заведено", "1", "Отметок поставлено", "2"),
        *("Темы", "обычно в 09:00, через 1 ч после начала урока (1 урок)"),
        *("Отметки за урок", "обычно в 08:30, через 30 мин после начала урока (1 урок)"),
        *("Отметки за письменные", "обычно в 09:00, через 3 дня после урока (1 работа)"),
    ]


@pytest.mark.parametrize(
    "after, said",
    [
        (timedelta(seconds=-601), "за 10 мин до начала урока"),
        (timedelta(seconds=20), "в начале урока"),
        (timedelta(hours=3, seconds=20), "через 3 ч после начала урока"),
        (timedelta(hours=11, minutes=40), "через 12 ч после начала урока"),
        (timedelta(hours=47), "через 47 ч после начала урока"),
        (timedelta(days=3, hours=20), "через 4 дня после урока"),
    ],
)
def test_time_after_a_lesson_is_said_in_words(after, said):
    assert after_said(after).replace("\u00a0", " ") == said


def test_every_number_leads_to_as_many_rows(of_teacher, busy, rows):
    response = of_teacher()

    numbers = [number for number in response.context["further"] if number.number]
    assert {number.label for number in numbers} == {
        "Мало отметок для аттестации: I четверть, до конца 11\u00a0дней",
        "Закрыто точкой",
        "Тема стёрта и записана снова",
        "Письменная работа по плану не заведена",
    }
    numbers += [number for rule in response.context["rules"] for number in rule.linked.states]
    numbers += [row.whole.everything for table in response.context["tables"] for row in table["rows"]]
    assert [rows(number.url) for number in numbers] == [number.number for number in numbers]


def test_what_does_not_occur_is_told_as_none(of_teacher, course):
    found = part(of_teacher(), "Что ещё проверить")

    assert [found[found.index(name.label.capitalize()) + 1] for name in Beside] == ["0"] * 5


def test_plan_stands_beside_the_fact(of_teacher, busy):
    found = part(of_teacher(), "Не хватает")[:6]

    assert found == ["Алгебра, 7 «А»", "2", "2", "2", "1", "▲ 1: без темы 1"]
    assert links(of_teacher())["Алгебра, 7 «А»"].startswith("/control/duties/")


def test_plan_tells_cancelled_lessons_and_a_course_without_a_plan(of_teacher, course):
    make.lesson(course=course, topic="Степень")
    make.lesson(course=course, number=2, cancelled_at=make.NOW)

    assert part(of_teacher(), "Не хватает")[:6] == ["Алгебра, 7 «А»", "нет плана", "2", "1", "1", "▲ 1: отменено 1"]


def test_page_of_a_person_is_no_section(of_teacher):
    assert [tab.label for tab in of_teacher().context["sections"] if tab.is_current] == []


def test_figures_are_of_the_days(of_teacher, busy):
    assert of_teacher(since="2026-10-07", through="2026-10-07").context["whole"].tally.total == 2
    assert "В эти дни записей не требовалось" in lines(of_teacher(since="2026-09-01", through="2026-09-02"))


def test_days_that_make_no_sense_are_explained_and_kept(of_teacher, busy):
    spoilt = {"since": "вчера", "through": "2026-10-12"}
    response = of_teacher(**spoilt)

    assert "Напишите день так: 16.11.2026." in " ".join(lines(response))
    assert response.context["form"].data == spoilt
    assert response.context["whole"].tally.total > 0


@pytest.mark.parametrize(
    "first, sentence",
    [
        (date(2026, 9, 29), "Данных меньше двух недель: первый урок 29 сентября 2026 года."),
        (None, "Данных меньше двух недель: уроков ещё не было."),
    ],
)
def test_of_a_new_teacher_it_is_said_that_little_is_known(of_teacher, course, first, sentence):
    if first:
        make.lesson(course=course, on=first)

    assert sentence in " ".join(lines(of_teacher()))


def test_of_a_teacher_of_two_weeks_it_is_not_said(of_teacher, course, teacher):
    make.lesson(course=course, on=date(2026, 9, 28))

    assert "двух недель" not in " ".join(lines(of_teacher()))
    assert teachers().get(pk=teacher.pk).first_lesson_on == date(2026, 9, 28)


def test_duty_of_a_year_that_is_over_is_named_all_the_same(of_teacher, lesson):
    old = Lesson.objects.filter(pk=lesson.pk)
    old.update(topic_deadline_on=date(2027, 9, 6))

    response = of_teacher(since="2027-09-01", through="2027-09-30")

    assert [row.label for row in response.context["tables"][0]["rows"]] == ["Алгебра, 7\u00a0«А»"]


def test_class_is_shown_by_subject_and_by_teacher(of_class, busy, teacher, colleague):
    response = of_class()

    subjects, people = ([row.label for row in table["rows"]] for table in response.context["tables"])
    assert (subjects, people) == (["Алгебра", "Физика"], ["Сидорова А.\u00a0С.", "Чужова А.\u00a0С."])
    days = "?since=2026-09-01&through=2026-11-01"
    assert links(response)["Чужова А. С."] == f"/control/teachers/{colleague.pk}/{days}"


def test_course_attended_together_is_named_so_and_belongs_to_both_classes(client, of_class, busy, common):
    make.lesson(course=common)
    other = reverse("journal:control-class", args=[make.school_class(7, "Б").pk])

    tables = [response.context["tables"][0] for response in (of_class(), client.get(other))]

    names = [[row.label.replace("\u00a0", " ") for row in table["rows"]] for table in tables]
    assert names == [["Алгебра", "Физика", "Труд, вместе 7 «А», 7 «Б»"], ["Труд, вместе 7 «А», 7 «Б»"]]


def test_every_number_of_a_class_leads_to_as_many_rows(of_class, busy, common, student, rows):
    make.membership(common, student)
    make.membership(common, make.student("Яшин", school_class=make.school_class(7, "Б")))
    make.lesson(course=common)
    response = of_class()

    parts = [row.whole for table in response.context["tables"] for row in table["rows"]]
    numbers = [number for whole in [*parts, response.context["whole"]] for number in [whole.everything, *whole.states]]
    numbers += [number for number in response.context["further"] if number.number]
    assert [rows(number.url) for number in numbers] == [number.number for number in numbers]
    assert [sum(row.whole.tally.total for row in table["rows"]) for table in response.context["tables"]] == [10, 10]


def test_density_of_a_class_is_told_by_term(of_class, course, student, teacher):
    make.course(teacher=teacher, students=[student], term_system=TermSystem.HALF, subject_name="Физика")
    named = [number.label.replace("\u00a0", " ") for number in of_class().context["further"][:2]]

    assert named == [
        "Мало отметок для аттестации: I четверть, до конца 11 дней",
        "Мало отметок для аттестации: I полугодие, до конца 78 дней",
    ]


def test_class_without_courses_in_the_days_owes_nothing(of_class, busy):
    assert "В эти дни записей не требовалось" in lines(of_class(since="2024-09-01", through="2024-12-31"))


@pytest.mark.parametrize("lessons", [1, 3])
@pytest.mark.parametrize("name, queries", [("teacher", 10), ("class", 11)])
def test_pages_ask_the_same_number_of_queries(
    request, busy, school_class, name, queries, lessons, django_assert_num_queries
):
    opened = request.getfixturevalue(f"of_{name}")
    for number in range(lessons):
        course = make.course(teacher=make.teacher(f"Новая {number}"), subject_name=f"Предмет {number}")
        make.lesson(course=course)
        make.lesson(course=busy.course, number=2 + number)
    opened()

    with django_assert_num_queries(queries):
        opened()
