"""The home page: notices, a card for each child, the way to one's work."""

from datetime import date

import pytest

from accounts.actions import tell
from accounts.enums import NoticeKind, Role
from accounts.models import Notice
from journal.enums import Audience, CourseKind, DayOffKind
from journal.models import HomeworkAddressee
from tests import make
from tests.reading import lines, links, part

TUESDAY, THURSDAY = date(2026, 10, 13), date(2026, 10, 15)
LAST_FRIDAY = date(2026, 10, 9)
SECTIONS = ["Дневник", "Задания", "Отметки", "Темы уроков", "Итоги"]


@pytest.fixture
def home(client, parent, school):
    """Open the home page as the mother, who signs in at the moment at which she reads."""

    def open_page():
        client.force_login(parent)
        return client.get("/home/")

    return open_page


@pytest.fixture
def tomorrow(course):
    return make.lesson(course=course, on=TUESDAY)


def card(response):
    """Return what the card of the student says after its title."""
    return part(response, "Пётр, 7 «А»", to="Дневник")


def test_card_gives_the_homework_for_tomorrow(home, course, tomorrow):
    make.lesson(course=course, on=LAST_FRIDAY, homework="§ 4", homework_due_on=TUESDAY)

    assert card(home()) == ["На завтра, вторник", "Алгебра", "§ 4"]


def test_card_names_the_next_school_day_if_it_is_not_tomorrow(home, course):
    make.day_off(TUESDAY, date(2026, 10, 14), title="Дни здоровья")
    make.lesson(course=course, on=THURSDAY)
    make.lesson(course=course, on=LAST_FRIDAY, homework="§ 4", homework_due_on=THURSDAY)

    assert card(home()) == ["Дни здоровья", "По 14 октября.", "На четверг, 15 октября", "Алгебра", "§ 4"]


def test_card_keeps_today_above_tomorrow_until_two(home, course, tomorrow, time_machine):
    make.lesson(course=course, homework="§ 5", homework_due_on=TUESDAY)
    make.lesson(course=course, on=LAST_FRIDAY, homework="§ 4", homework_due_on=make.TODAY)

    morning = card(home())
    time_machine.move_to(make.at(14))

    assert morning == ["Сегодня, понедельник", "Алгебра", "§ 4", "На завтра, вторник", "Алгебра", "§ 5"]
    assert card(home()) == ["На завтра, вторник", "Алгебра", "§ 5"]


@pytest.mark.parametrize(
    "facts, said",
    [
        ({"homework_not_set": True}, ["не задано"]),
        ({}, ["■ срок прошёл 09.10, запись ещё не внесена п. 4.1.4"]),
        ({"homework": "§ 9", "homework_due_on": date(2026, 10, 20)}, ["к этому уроку не задано"]),
        ({"homework": "Карточка", "homework_due_on": TUESDAY, "homework_is_listed": True}, ["не задано"]),
    ],
    ids=["not set", "late", "for another day", "for others"],
)
def test_card_says_why_there_is_no_homework(home, course, tomorrow, facts, said):
    make.lesson(course=course, on=LAST_FRIDAY, **facts)

    assert card(home()) == ["На завтра, вторник", "Алгебра", *said]


def test_card_says_that_a_subject_begins_tomorrow(home, tomorrow):
    assert card(home()) == ["На завтра, вторник", "Алгебра", "уроков по предмету ещё не было"]


def test_card_names_what_nothing_is_set_to_after_the_tasks(home, teacher, student, tomorrow):
    hour = {"subject_name": "Классный час", "kind": CourseKind.ACTIVITY, "marks_since": None, "homework_since": None}
    make.lesson(course=make.course(teacher=teacher, students=[student], **hour), on=TUESDAY, number=0)

    assert part(home(), "На завтра, вторник", to="Дневник")[-1] == "Без задания: Классный час"


def test_card_of_the_first_grade_is_silent_about_homework(home, parent, teacher):
    first = make.school_class(1, "А")
    child = make.student("Абрамова", "Яна", school_class=first)
    make.guardianship(parent, child)
    course = make.course(teacher=teacher, students=[child], classes=[first], marks_since=None, homework_since=None)
    make.lesson(course=course, on=LAST_FRIDAY)
    make.lesson(course=course, on=TUESDAY)
    new = make.course(teacher=teacher, students=[child], classes=[first], subject_name="Чтение", homework_since=None)
    make.lesson(course=new, on=TUESDAY, number=2)

    assert part(home(), "Яна, 1 «А»", to="Дневник") == ["На завтра, вторник", "Уроки: Алгебра, Чтение"]


def test_card_says_what_is_unusual_tomorrow(home, teacher, colleague, student, course):
    make.lesson(course=course, on=TUESDAY, teacher=colleague, replaces=teacher)
    make.lesson(course=course, on=TUESDAY, number=2, cancelled_at=make.NOW)
    chemistry = make.course(teacher=teacher, students=[student], subject_name="Химия")
    make.lesson(course=chemistry, on=TUESDAY, number=3, cancelled_at=make.NOW)

    assert card(home()) == [
        "На завтра, вторник",
        *("Алгебра ○ замена: Чужова А. С.", "уроков по предмету ещё не было"),
        "Химия ○ урок отменён",
    ]


def test_card_names_the_tests_of_the_week(home, course, tomorrow):
    make.lesson(course=course, on=LAST_FRIDAY, homework_not_set=True)
    for number, day in enumerate((make.TODAY, THURSDAY, date(2026, 10, 20)), 2):
        make.work(lesson=make.lesson(course=course, on=day, number=number), moment=make.NOW, title=f"№ {number}")
    listed = make.lesson(course=course, on=THURSDAY, number=5)
    make.work(lesson=listed, moment=make.NOW, audience=Audience.LISTED, title="Долги")

    assert part(home(), "Работы на неделе", to="Дневник") == ["чт, 15 октября: Алгебра, № 3"]


def test_card_without_lessons_ahead_says_why(home, student):
    make.day_off(TUESDAY, date(2026, 10, 20), title="Осенние каникулы", kind=DayOffKind.BREAK)

    assert card(home()) == ["Осенние каникулы", "По 20 октября, уроки с ср, 21 октября."]


def test_card_leads_to_the_four_sections_and_to_the_word_about_an_absence(home, student):
    assert list(links(home()).items()) == [
        ("Дневник", f"/students/{student.pk}/diary/"),
        ("Задания", f"/students/{student.pk}/homework/"),
        ("Отметки", f"/students/{student.pk}/marks/"),
        ("Темы уроков", f"/students/{student.pk}/programme/"),
        ("Итоги", f"/students/{student.pk}/results/"),
        ("Сегодня не придёт", f"/students/{student.pk}/absence/"),
    ]


def test_homework_of_a_brother_is_not_shown_to_the_sister(home, parent, student, course, tomorrow):
    sister = make.student("Абрамова", "Яна", school_class=make.school_class())
    make.guardianship(parent, sister)
    make.membership(course, sister)
    lesson = make.lesson(
        course=course, on=LAST_FRIDAY, homework="Карточка", homework_due_on=TUESDAY, homework_is_listed=True
    )
    HomeworkAddressee.objects.create(lesson=lesson, student_id=student.pk)

    found = home()

    assert card(found)[2] == "Карточка"
    assert part(found, "Яна, 7 «А»")[2] == "не задано"


def test_third_child_is_folded(home, parent, student):
    for name in ("Лев", "Яна"):
        make.guardianship(parent, make.student("Абрамов", name, school_class=make.school_class(5, "Б")))

    content = home().content.decode()

    assert (content.count('<section class="card">'), content.count('<details class="card">')) == (2, 1)


def test_student_sees_one_card(client, student, tomorrow, school):
    client.force_login(student)

    assert lines(client.get("/home/"))[:3] == ["Пётр, здравствуйте", "Пётр, 7 «А»", "На завтра, вторник"]


def test_parent_without_children_is_told_where_to_go(client, school):
    client.force_login(make.person("Пустова", roles=[Role.PARENT]))

    assert lines(client.get("/home/"))[1] == "К вам не привязан ни один ребёнок"


def test_homeroom_teacher_who_is_a_parent_has_work_and_a_card(client, homeroom, school):
    client.force_login(homeroom)

    response = client.get("/home/")

    assert lines(response)[:5] == [
        *("Вера Павловна, здравствуйте", "Работа", "Мой день", "Мой класс: 7 «А»"),
        "Лев, 5 «Б»",
    ]
    assert links(response)["Мой класс: 7 «А»"] == f"/classes/{make.school_class().pk}/"


def test_administrator_sees_who_is_in_the_school(client, administrator, parent, school):
    client.force_login(administrator)

    assert part(client.get("/home/"), "Кто пользуется дневником", to="Люди") == [
        *("Ученики", "2", "Родители", "2", "Учителя", "1"),
        *("Заместители директора", "0", "Директор", "0", "Администраторы", "1"),
    ]


def notice(recipient, key="first", address=""):
    tell([recipient], kind=NoticeKind.SCHOOL, text="Собрание в среду", address=address, key=key, at=make.at(9))
    return Notice.objects.get(recipient=recipient, key=key)


def test_notice_stands_until_it_is_read(home, client, parent):
    new = notice(parent, address="/service/")

    told = home()
    answer = client.post(f"/notices/{new.pk}/read/")

    new.refresh_from_db()
    assert lines(told)[1:3] == ["Собрание в среду сегодня в 09:00", "Прочитано"]
    assert links(told)["Собрание в среду"] == "/service/"
    assert (answer.url, new.read_at) == ("/home/", make.NOW)
    assert "Собрание в среду" not in " ".join(lines(home()))


def test_notice_of_another_cannot_be_read_for_them(home, client, parent, stranger):
    new = notice(stranger)
    client.force_login(parent)

    answer = client.post(f"/notices/{new.pk}/read/")

    new.refresh_from_db()
    assert (answer.status_code, new.read_at) == (404, None)


@pytest.mark.parametrize("lessons", [1, 3])
def test_home_asks_the_same_number_of_queries(home, client, parent, course, lessons, django_assert_num_queries):
    for number in range(1, lessons + 1):
        make.work(lesson=make.lesson(course=course, on=TUESDAY, number=number), moment=make.NOW)
        make.lesson(course=course, number=number, homework="§ 1", homework_due_on=TUESDAY)
        notice(parent, key=str(number))
        make.guardianship(parent, make.student("Абрамов", f"Лев {number}", school_class=make.school_class(5, "Б")))
    home()

    with django_assert_num_queries(7):  # session, user, notices, children, memberships, lessons, tests
        client.get("/home/")
