"""«Напомнить» by the deputy director's hand: the page with the words to be sent."""

import re

import pytest
from django.urls import reverse

from accounts.models import Notice
from journal.actions import remind
from journal.enums import Duty
from journal.rules.duties import DutyKey
from tests import make
from tests.owing import FRIDAY, YESTERDAY, reminders
from tests.reading import lines, links, part

PAGE = reverse("journal:control-reminder-new")
LOG = reverse("journal:control-reminders")
OFFERED = (
    "Заместитель директора напоминает. Просрочено: 2 записи. 09.10, Алгебра, 7 «А»: тема, задание. "
    "Внесите, пожалуйста, или напишите, что мешает."
)


@pytest.fixture
def control(client, deputy, school):
    client.force_login(deputy)
    return client


@pytest.fixture
def other(colleague, student):
    """A lesson of Friday of the colleague's, without its topic."""
    course = make.course(teacher=colleague, students=[student], subject_name="Физика")
    return make.lesson(course=course, on=FRIDAY, number=2, homework="№ 7")


def keys(*lessons):
    return [f"topic-{lesson.pk}" for lesson in lessons]


def every(lesson):
    return {f"topic-{lesson.pk}", f"homework-{lesson.pk}"}


def asked(page):
    """Return the cards: of whom, of what, which of that is chosen, in which words."""
    return [
        (
            card.teacher.surname,
            [line.keys for line in card.lines],
            [line.keys for line in card.lines if line.is_chosen],
            card.form["text"].value().replace("\u00a0", " "),
        )
        for card in page.context["page"].cards
    ]


def test_director_is_offered_a_directors_words(client, late, director, teacher):
    client.force_login(director)

    page = client.get(PAGE, {"teacher": teacher.pk})

    assert asked(page)[0][3].startswith("Директор напоминает. Просрочено: 2 записи. ")


def test_page_offers_whom_to_remind(control, late, other, teacher):
    page = control.get(PAGE)

    assert part(page, "Кому") == ["Сидорова Анна Сергеевна ■ просрочено: 2", "Чужова Анна Сергеевна ■ просрочено: 1"]
    assert links(page)["Сидорова Анна Сергеевна"] == f"?teacher={teacher.pk}"


def test_page_says_that_there_is_nobody_to_remind(control, lesson):
    assert lines(control.get(PAGE))[-2:] == ["Напоминать не о чем", "Просроченных записей нет."]


def test_page_of_a_teacher_offers_the_facts_in_words(control, late, teacher):
    page = control.get(PAGE, {"teacher": teacher.pk})

    [(surname, [line], chosen, words)] = asked(page)
    assert (surname, set(line.split()), chosen, words) == ("Сидорова", every(late), [line], OFFERED)
    assert "09.10, Алгебра, 7 «А»: тема, задание (срок 09.10)" in page.text.replace("\u00a0", " ")


def test_teacher_who_owes_nothing_has_nothing_to_be_reminded_of(control, colleague):
    assert "Просроченных записей нет" in lines(control.get(PAGE, {"teacher": colleague.pk}))


@pytest.mark.parametrize("whom", ["9" * 18, "9" * 30, "Сидорова", ""])
def test_teacher_who_is_not_there_is_no_page_or_nobody(control, late, whom):
    status = control.get(PAGE, {"teacher": whom}).status_code

    assert status == (404 if whom == "9" * 18 else 200)


def test_another_page_posts_what_is_selected_there(control, late, other, course):
    make.lesson(course=course, on=YESTERDAY, homework="№ 7")

    page = control.post(PAGE, {"duty": [*keys(late, other), "nonsense", "topic-0"]})

    algebra, physics = asked(page)
    assert (algebra[0], len(algebra[1]), algebra[2]) == ("Сидорова", 2, keys(late))
    assert (physics[0], physics[1], physics[2]) == ("Чужова", keys(other), keys(other))
    assert algebra[3].startswith("Заместитель директора напоминает. Просрочено: 1 запись. 09.10, Алгебра, 7 «А»: тема.")
    assert reminders() == []


def test_duties_that_are_overdue_can_be_selected_on_their_list(control, late, lesson, work):
    page = control.get(reverse("journal:control-duties"))
    duty = control.get(reverse("journal:control-duty", args=[DutyKey(Duty.TOPIC, late.pk)]))

    boxes = sorted(re.findall(r'form="remind" name="duty" value="([^"]+)"', page.text))
    assert (boxes, f'action="{PAGE}"' in page.text) == (sorted(every(late)), True)
    assert links(duty)["Напомнить учителю"] == f"{PAGE}?duty=topic-{late.pk}"
    assert asked(control.get(PAGE, {"duty": f"topic-{late.pk}"}))[0][2] == keys(late)


def test_list_without_overdue_duties_offers_no_reminder(control, lesson):
    assert "Напомнить о выбранных" not in control.get(reverse("journal:control-duties")).text


def send(client, *teachers, duties, **texts):
    """Press «Отправить»: `texts` by the surname of the teacher."""
    typed = {f"to-{teacher.pk}-text": texts[teacher.surname] for teacher in teachers if teacher.surname in texts}
    named = {"duty": duties, "teacher": [teacher.pk for teacher in teachers], "send": "1"}
    return client.post(PAGE, named | typed)


def test_what_is_typed_is_sent_to_each(control, late, other, teacher, colleague):
    answer = send(control, teacher, colleague, duties=keys(late, other), Сидорова="Тему, пожалуйста.", Чужова="Тема?")

    assert answer.url == LOG
    assert reminders() == [("Сидорова", "hand", "Тему, пожалуйста."), ("Чужова", "hand", "Тема?")]
    assert "Отправлено: 2\u00a0напоминания." in control.get(LOG).text


def test_teacher_of_whom_nothing_is_chosen_is_passed_over(control, late, other, teacher, colleague):
    send(control, teacher, colleague, duties=keys(other), Сидорова="", Чужова="Тема?")

    assert reminders() == [("Чужова", "hand", "Тема?")]


@pytest.mark.parametrize(
    "words, chosen, sentence",
    [
        ("", True, "Текст: Напишите, о чём напомнить."),
        ("А" * 401, True, "Текст: Уместится 400 знаков. Сократите текст."),
        ("Тему, пожалуйста.", False, "Отметьте, о каких записях напомнить."),
    ],
)
def test_what_cannot_be_sent_is_explained_and_kept(control, late, other, teacher, colleague, words, chosen, sentence):
    duties = [*keys(late), *keys(other)] if chosen else []

    page = send(control, teacher, colleague, duties=duties, Сидорова=words, Чужова="Тема?")

    assert (sentence in lines(page), reminders(), Notice.objects.count()) == (True, [], 0)
    if chosen:
        assert [text for *_, text in asked(page)] == [words, "Тема?"]


def test_what_is_entered_meanwhile_is_refused_and_the_words_stay(control, late, teacher):
    type(late).objects.update(topic="Степень", topic_recorded_at=make.NOW, topic_recorded_on=make.TODAY)

    page = send(control, teacher, duties=keys(late), Сидорова="Тему, пожалуйста.")

    assert ("Отметьте, о каких записях напомнить." in lines(page), reminders()) == (True, [])


def test_same_words_twice_are_refused(control, late, teacher, deputy):
    remind(teacher=teacher, duties=[DutyKey(Duty.TOPIC, late.pk)], text="Тему!", by=deputy, at=make.NOW)

    page = send(control, teacher, duties=keys(late), Сидорова="Тему!")

    assert ("Это напоминание сегодня уже отправлено." in lines(page), len(reminders())) == (True, 1)
    assert asked(page)[0][3] == "Тему!"


def test_words_are_made_anew_for_what_is_chosen(control, late, course, teacher):
    other = make.lesson(course=course, on=YESTERDAY, homework="№ 7")
    typed = {"teacher": teacher.pk, "duty": keys(other), f"to-{teacher.pk}-text": "Тему!"}

    page = control.post(PAGE, typed)

    assert asked(page)[0][3].startswith(
        "Заместитель директора напоминает. Просрочено: 1 запись. 11.10, Алгебра, 7 «А»: тема."
    )


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_the_same_number_of_queries(control, late, course, teacher, number, django_assert_num_queries):
    for day in range(number):
        make.lesson(course=course, on=FRIDAY - make.days(7 * day), number=3)
        make.work(lesson=make.lesson(course=course, on=FRIDAY - make.days(7 * day + 7), number=4))
    control.get(PAGE, {"teacher": teacher.pk})

    with django_assert_num_queries(7):  # session, user, duties, works, lessons, people, the teacher
        control.get(PAGE, {"teacher": teacher.pk})
