"""A family reminds a teacher of what is overdue: the button, what stands beside it, who may press."""

from datetime import date

import pytest

from accounts.models import Guardianship, HeldRole, User
from journal.enums import Duty
from journal.models import Reminder
from journal.rules.duties import DutyKey
from tests import make
from tests.owing import BESIDE, FRIDAY, TOMORROW
from tests.reading import lines, links

LATE = "срок прошёл 09.10, запись ещё не внесена п. 4.1.4"
COMPLAIN = "Обратиться к директору"


@pytest.fixture
def family(client, parent, student, school):
    """Open a page of the student as the mother, or press a button on it."""
    client.force_login(parent)

    class Family:
        address = f"/students/{student.pk}/"
        new = f"/complaints/new/?child={student.pk}"

        def get(self, page):
            return client.get(self.address + page)

        def press(self, key, page="days/2026-10-09/"):
            return client.post(f"{self.address}remind/", {"duty": str(key), "page": self.address + page})

        def sign_in(self, person, on=make.TODAY):
            client.force_login(User.objects.get(pk=person.pk))

    return Family()


def topic(lesson):
    return DutyKey(Duty.TOPIC, lesson.pk)


def beside(response):
    """Return what stands beside the overdue entries of the page."""
    return [
        line.partition(" п. 4.1.4 ")[2] for line in lines(response) if "срок прошёл" in line and " п. 4.1.4" in line
    ]


PAGES = ["days/2026-10-09/", "diary/2026-W41/", "homework/", "subjects/{}/", "programme/?subject={}"]


@pytest.mark.parametrize("page", PAGES)
def test_button_stands_beside_what_is_overdue(family, late, page):
    response = family.get(page.format(late.course.subject_id))

    assert BESIDE in beside(response)
    assert f'name="duty" value="{"homework" if "homework" in page else "topic"}-{late.pk}"' in response.text
    assert response.text.count('<form id="remind"') == 1
    assert links(response)[COMPLAIN].startswith(f"{family.new}&entry=")


@pytest.mark.parametrize("page", ["diary/2026-W41/", "subjects/{}/"])
def test_button_stands_beside_a_mark_that_is_late(family, course, student, page):
    work = make.work(lesson=make.lesson(course=course, on=make.TODAY - make.days(7), topic="Степень", homework="№ 7"))

    response = family.get(page.format(course.subject_id))

    assert f"Контрольная работа 05.10: ■ срок прошёл 11.10, отметка ещё не внесена (п. 4.1.2) {BESIDE}" in lines(
        response
    )
    assert f'value="written-{work.pk}-{student.pk}"' in response.text


@pytest.mark.parametrize("page", ["days/2026-10-12/", "diary/2026-W42/", "homework/", "subjects/{}/"])
def test_nothing_is_offered_while_the_day_has_not_passed(family, lesson, page):
    response = family.get(page.format(lesson.course.subject_id))

    assert ("remind" in response.text, COMPLAIN in links(response)) == (False, False)


def test_press_reminds_and_the_place_says_so(family, late, student):
    answer = family.press(topic(late))
    page = family.get("days/2026-10-09/")

    assert (answer.url, Reminder.objects.count()) == (f"/students/{student.pk}/days/2026-10-09/", 1)
    assert beside(page) == [f"Вы напомнили сегодня в 10:00 {COMPLAIN}", BESIDE]
    assert lines(page)[0] == "Учитель получит напоминание. Его увидит и классный руководитель."


def test_family_reads_that_the_deputy_is_reminded_where_the_teacher_has_left(family, late, teacher, deputy):
    HeldRole.objects.filter(user=teacher).update(until=FRIDAY)

    family.press(topic(late))

    assert lines(family.get("days/2026-10-09/"))[0] == (
        "Учитель сейчас не работает в школе. Напоминание получит заместитель директора: "
        "он передаст обязанности другому учителю. Его увидит и классный руководитель."
    )


def test_second_press_is_answered_and_sends_nothing(family, late):
    for _ in range(2):
        family.press(topic(late))

    said = "Вы уже напомнили учителю сегодня в 10:00. Напомнить ещё раз можно завтра."
    assert (lines(family.get("homework/"))[1], Reminder.objects.count()) == (said, 1)


def test_next_day_one_may_remind_again(family, late, parent, time_machine):
    family.press(topic(late))
    time_machine.move_to(make.at(on=TOMORROW))
    family.sign_in(parent)

    assert beside(family.get("days/2026-10-09/"))[0] == f"Вы напомнили вчера в 10:00 {BESIDE}"


def test_others_of_the_family_read_that_it_has_reminded_and_not_who(family, late, student):
    family.press(topic(late))
    family.sign_in(student)

    assert beside(family.get("days/2026-10-09/"))[0] == f"Семья напомнила сегодня в 10:00 {COMPLAIN}"


def test_student_reminds_too(family, late, student):
    family.sign_in(student)
    family.press(topic(late))

    assert Reminder.objects.get().sent_by_id == student.pk


def test_parent_of_one_come_of_age_reads_and_does_not_remind(family, late, student):
    User.objects.filter(pk=student.pk).update(born_on=date(2008, 10, 12))
    Guardianship.objects.filter(child=student.pk).update(allowed_at=make.NOW)

    offered, answer = beside(family.get("days/2026-10-09/")), family.press(topic(late))
    family.sign_in(student)

    assert (offered, answer.status_code, Reminder.objects.count()) == (["", ""], 404, 0)
    assert beside(family.get("days/2026-10-09/")) == [BESIDE, BESIDE]


@pytest.mark.parametrize("reader", ["homeroom", "deputy", "director"])
def test_those_who_only_read_are_offered_nothing(family, late, request, reader):
    family.sign_in(request.getfixturevalue(reader))

    response = family.get("days/2026-10-09/")

    assert (len(beside(response)), "remind" in response.text, LATE in response.text) == (2, False, False)


@pytest.mark.parametrize("key", ["", "nonsense", "topic-0", "topic-1-2"])
def test_press_that_names_no_duty_is_no_page(family, late, key):
    assert (family.press(key).status_code, Reminder.objects.count()) == (404, 0)


def test_press_for_the_child_of_another_is_no_page(family, late, stranger):
    family.sign_in(stranger)

    assert (family.press(topic(late)).status_code, Reminder.objects.count()) == (404, 0)


@pytest.mark.parametrize(
    "page", ["https://example.com/", "//example.com/", "/complaints/new/?child=0&", "/students/1/../../", "", "/home/"]
)
def test_press_leads_back_to_a_page_of_the_child_alone(client, family, late, student, page):
    answer = client.post(f"/students/{student.pk}/remind/", {"duty": str(topic(late)), "page": page})

    assert answer.url == f"/students/{student.pk}/diary/"


def test_press_beside_a_complaint_leads_back_to_it(client, family, late):
    page = f"{family.new}&entry={topic(late)}"

    assert client.post(f"{family.address}remind/", {"duty": str(topic(late)), "page": page}).url == page


@pytest.mark.parametrize("lessons", [1, 3])
@pytest.mark.parametrize("page, queries", [("days/2026-10-09/", 7), ("homework/", 6), ("subjects/{}/", 8)])
def test_pages_ask_once_more_where_something_is_overdue(
    family, late, student, page, queries, lessons, django_assert_num_queries
):
    for number in range(1, lessons):
        make.lesson(course=late.course, on=FRIDAY, number=number + 1)
        make.mark(lesson=late, student=student)
    make.mark(lesson=late, student=student, value=3)
    family.press(topic(late))
    page = page.format(late.course.subject_id)
    family.get(page)

    with django_assert_num_queries(queries):
        family.get(page)
