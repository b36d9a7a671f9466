"""The home page of the deputy director and of the director: how the duties stand, who asks for a pause, the ways on."""

from datetime import date

import pytest
from django.urls import reverse

from accounts import keep
from journal.actions import ask_for_pause
from journal.enums import PauseReason
from tests import make
from tests.reading import lines, links, part

CONTROL = "journal:control"
SAID = "■ Просрочено записей: 3 (учителей: 2). Сегодня осталось внести: 2."
pytestmark = pytest.mark.usefixtures("school")


@pytest.fixture
def home(client, deputy):
    """Open the home page as the deputy, or as another."""

    def open_page(by=deputy):
        client.force_login(by)
        return client.get("/home/")

    return open_page


@pytest.fixture
def busy(course, student, belova, teacher, colleague):
    """Today's lesson without entries, an old topic, marks of an old work but one, an old topic of a colleague."""
    make.lesson(course=course)
    old = make.lesson(course=course, on=date(2026, 10, 5), homework_not_set=True)
    make.mark(work=make.work(lesson=old), student=student)
    other = make.course(teacher=colleague, students=[student], homework_since=None)
    make.lesson(course=other, on=date(2026, 10, 8))


@pytest.mark.parametrize("who", ["deputy", "director"])
def test_office_reads_how_the_duties_stand(request, home, busy, who):
    response = home(request.getfixturevalue(who))

    assert part(response, "Контроль")[0] == SAID
    assert links(response)[SAID.removeprefix("■ ")] == reverse(CONTROL)


def test_home_says_what_the_board_says(home, client, busy):
    said = part(home(), "Контроль")[0]

    assert said in lines(client.get(reverse(CONTROL)))


def test_home_says_that_all_is_entered(home):
    assert part(home(), "Контроль")[0] == "● Просроченных нет. На сегодня всё внесено."


def test_requests_for_a_pause_are_told_until_they_are_answered(home, teacher, deputy):
    asked = {"first_day": make.TODAY, "last_day": make.TODAY, "reason": PauseReason.AWAY, "words": "Олимпиада"}
    request = ask_for_pause(teacher=teacher, **asked, at=make.NOW)

    told = links(home())
    request.answered_by, request.answered_at, request.decline_words = deputy, make.NOW, "Нет приказа"
    request.save()

    assert told["Учителя просят о приостановке: 1"] == reverse("journal:control-pauses")
    assert "Учителя просят о приостановке: 1" not in links(home())


def test_teacher_is_told_nothing_of_the_school(home, teacher, busy):
    assert "Контроль" not in lines(home(teacher))


def test_deputy_has_the_way_to_the_control_and_the_classes(home):
    assert links(home()) == {
        "Просроченных нет. На сегодня всё внесено.": "/control/",
        "Классы и дневники": "/classes/",
        "Обращения к директору": "/admin/",
    }


def test_director_has_the_way_to_the_admin(home, director, administrator):
    assert list(links(home(director)).items())[1:] == [
        ("Классы и дневники", "/classes/"),
        ("Кабинет директора", "/admin/"),
        ("Администраторы дневника", "/accounts/appointment/"),
    ]


@pytest.mark.parametrize("lessons", [1, 3])
def test_duties_are_counted_once_a_minute(home, client, course, lessons, time_machine, django_assert_num_queries):
    for number in range(1, lessons + 1):
        make.lesson(course=course, number=number)
    home()

    with django_assert_num_queries(4):  # session, user, requests for a pause, notices
        client.get("/home/")
    time_machine.move_to(make.at(10, 1), tick=False)
    with django_assert_num_queries(5):
        client.get("/home/")


def test_what_is_kept_is_counted_anew_after_an_import(home, busy, course):
    home()
    make.lesson(course=course, number=2)

    keep.forget()

    assert part(home(), "Контроль")[0].endswith("Сегодня осталось внести: 4.")
