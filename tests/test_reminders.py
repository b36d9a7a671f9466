"""Reminders that people send: by the deputy director's hand, and by a family."""

import pytest

from accounts.models import Guardianship, HeldRole, Letter, Notice, User
from journal.actions import Refused, remind, remind_by_family, remind_each
from journal.control.reminding import reminded_by_family
from journal.enums import Duty
from journal.models import Membership, Reminder
from journal.rules.duties import DutyKey
from tests import make
from tests.owing import FRIDAY, TOMORROW, YESTERDAY, named, notices, reminders

WORDS = "Внесите, пожалуйста, темы."
DEPUTY, DIRECTOR = "Заместитель директора напоминает.", "Директор напоминает."


def topic(lesson):
    return DutyKey(Duty.TOPIC, lesson.pk)


def homework(lesson):
    return DutyKey(Duty.HOMEWORK, lesson.pk)


@pytest.fixture
def by_hand(teacher, deputy):
    """Remind the teacher of some duties, at ten of the Monday."""

    def press(*duties, to=teacher, text=WORDS, by=deputy, at=make.NOW):
        return remind(teacher=to, duties=duties, text=text, by=by, at=at)

    return press


def test_deputy_reminds_in_own_words(by_hand, late, teacher, deputy):
    sent = by_hand(topic(late))

    assert reminders() == [("Сидорова", "hand", WORDS)]
    assert (named(sent), sent.sent_by, sent.sent_at) == ([f"topic-{late.pk}"], deputy, make.NOW)
    assert notices(teacher) == [(f"{DEPUTY} {WORDS}", f"/teach/lessons/{late.pk}/")]


def test_director_reminds_as_the_director(by_hand, late, teacher, director):
    by_hand(topic(late), by=director)
    by_hand(topic(late), text=f"{DIRECTOR} Тему, пожалуйста.", by=director)

    assert [text for text, _ in notices(teacher)] == [f"{DIRECTOR} {WORDS}", f"{DIRECTOR} Тему, пожалуйста."]


def test_reminder_of_several_lessons_leads_to_all_that_is_owed(by_hand, late, course, teacher):
    other = make.lesson(course=course, on=YESTERDAY)

    by_hand(topic(late), topic(other))

    assert notices(teacher) == [(f"{DEPUTY} {WORDS}", "/teach/duties/")]


def test_only_what_is_overdue_and_of_the_teacher_is_named(by_hand, late, lesson, colleague, student):
    foreign = make.lesson(course=make.course(teacher=colleague, students=[student]), on=FRIDAY, number=2)

    sent = by_hand(topic(late), topic(lesson), topic(foreign), DutyKey(Duty.MARK, 1, student.pk))

    assert named(sent) == [f"topic-{late.pk}"]


@pytest.mark.parametrize(
    "text, refusal",
    [
        (" ", "Напишите, о чём напомнить."),
        ("А" * 367, "Слишком длинный текст: текст. Уместится 400 знаков."),
    ],
)
def test_words_that_say_nothing_or_too_much_are_refused(by_hand, late, text, refusal):
    with pytest.raises(Refused, match=refusal):
        by_hand(topic(late), text=text)

    assert reminders() == []


def test_nothing_overdue_is_refused(by_hand, lesson):
    with pytest.raises(Refused, match="Напоминать не о чем"):
        by_hand(topic(lesson))


def test_same_words_are_sent_once_a_day(by_hand, late):
    by_hand(topic(late))

    with pytest.raises(Refused, match="сегодня уже отправлено"):
        by_hand(topic(late), at=make.at(11))
    by_hand(topic(late), text="Внесите сегодня.")
    by_hand(topic(late), at=make.at(on=TOMORROW))

    assert [text for *_, text in reminders()] == [WORDS, "Внесите сегодня.", WORDS]


def test_who_does_not_work_here_any_more_is_not_reminded(by_hand, late, teacher):
    HeldRole.objects.filter(user=teacher).update(until=YESTERDAY)

    with pytest.raises(Refused, match="сейчас не работает в школе"):
        by_hand(topic(late))


def test_several_are_reminded_or_nobody(late, teacher, colleague, deputy):
    facts = {"duties": [topic(late)], "by": deputy, "at": make.NOW}

    with pytest.raises(Refused, match="Напоминать не о чем"):
        remind_each({teacher: WORDS, colleague: "Внесите задания."}, **facts)
    assert reminders() == []

    remind_each({teacher: WORDS}, **facts)
    assert reminders() == [("Сидорова", "hand", WORDS)]


@pytest.mark.parametrize("post, opening", [("deputy", DEPUTY), ("director", DIRECTOR)])
def test_letter_leaves_out_what_people_write(by_hand, late, teacher, settings, request, post, opening):
    settings.SENDS_MAIL = True
    User.objects.filter(pk=teacher.pk).update(email="sidorova@school.example")

    by_hand(topic(late), text="Абрамов ждёт тему.", by=request.getfixturevalue(post))

    letter = Letter.objects.get()
    assert letter.subject == f"Дневник: {opening[0].lower()}{opening[1:-1]}"
    assert letter.text.replace("\u00a0", " ").splitlines()[:2] == [
        f"{opening} Просрочено: 1 запись",
        "— 09.10, Алгебра, 7 «А»: тема",
    ]
    assert "Абрамов" not in letter.text


# --- A family


@pytest.fixture
def by_family(student, parent):
    """Press the button beside an entry of the student's diary, at ten of the Monday."""

    def press(key, *, of=student, by=parent, at=make.NOW):
        remind_by_family(key=key, student=of, by=by, at=at)
        return Reminder.objects.newest_first()[0]

    return press


def test_family_reminds_the_teacher_and_is_not_named(by_family, late, parent, teacher, student):
    sent = by_family(homework(late))

    text = "Семья ученика напоминает: срок прошёл 09.10, записи нет. 09.10, Алгебра, 7 «А»: задание."
    assert reminders() == [("Сидорова", "family", text)]
    assert (named(sent), sent.sent_by) == ([f"homework-{late.pk}"], parent)
    assert notices(teacher) == [(text, f"/teach/lessons/{late.pk}/")]


def test_homeroom_teacher_reads_it_too(by_family, late, homeroom):
    by_family(topic(late))

    said = "Семья из вашего класса напомнила учителю (Сидорова А. С.): срок прошёл 09.10. 09.10, Алгебра, 7 «А»: тема."
    assert notices(homeroom) == [(said, make.school_class().get_absolute_url())]


def test_homeroom_teacher_who_owes_the_entry_is_told_once(by_family, homeroom, student):
    course = make.course(teacher=homeroom, students=[student], subject_name="Физика")

    by_family(topic(make.lesson(course=course, on=FRIDAY)))

    assert [address for _, address in notices(homeroom)] == [f"/teach/lessons/{course.lessons.get().pk}/"]


def test_deputies_are_told_of_an_entry_whose_teacher_has_left(by_family, late, teacher, deputy, homeroom, parent):
    HeldRole.objects.filter(user=teacher).update(until=YESTERDAY)

    sent = by_family(topic(late))

    text = (
        "Семья ученика напоминает: срок прошёл 09.10, записи нет. 09.10, Алгебра, 7 «А»: тема. "
        "Сидорова А. С. сейчас не работает в школе: передайте обязанности."
    )
    assert reminders() == [("Власова", "family", text)]
    assert (named(sent), sent.sent_by, notices(teacher)) == ([f"topic-{late.pk}"], parent, [])
    assert (notices(deputy), len(notices(homeroom))) == ([(text, "/control/handover/")], 1)
    with pytest.raises(Refused, match="Вы уже напомнили"):
        by_family(topic(late))


def test_teacher_who_has_left_is_reminded_where_no_deputy_is(by_family, late, teacher):
    HeldRole.objects.filter(user=teacher).update(until=YESTERDAY)

    by_family(topic(late))

    assert [surname for surname, *_ in reminders()] == ["Сидорова"]


def test_family_reminds_of_an_overdue_mark_of_its_own_child(by_family, course, student, belova):
    work = make.work(lesson=make.lesson(course=course, on=make.TODAY - make.days(7)))

    sent = by_family(DutyKey(Duty.WRITTEN, work.pk, student.pk))

    assert named(sent) == [f"written-{work.pk}-{student.pk}"]
    with pytest.raises(Refused, match="Напоминать не о чем"):
        by_family(DutyKey(Duty.WRITTEN, work.pk, belova.pk))


@pytest.mark.parametrize("whose", ["due today", "another course", "made", "oral", "no such lesson"])
def test_what_is_not_overdue_in_the_diary_is_refused(by_family, lesson, course, teacher, student, whose):
    keys = {
        "due today": topic(lesson),
        "another course": topic(make.lesson(course=make.course(teacher=teacher), on=FRIDAY, number=2)),
        "made": topic(make.lesson(course=course, on=FRIDAY, topic="Степень")),
        "oral": DutyKey(Duty.MARK, make.mark(student=student, lesson=lesson).work_id, student.pk),
        "no such lesson": DutyKey(Duty.TOPIC, 10**17),
    }

    with pytest.raises(Refused, match="Напоминать не о чем: запись уже внесена или её срок ещё не прошёл"):
        by_family(keys[whose])
    assert reminders() == []


def test_family_reminds_of_an_entry_once_a_day(by_family, late, parent, student):
    by_family(topic(late), at=make.at(9))

    with pytest.raises(Refused, match="Вы уже напомнили учителю сегодня в\u00a009:00"):
        by_family(topic(late))
    with pytest.raises(Refused, match=r"^Семья уже напомнила учителю сегодня в\s09:00"):
        by_family(topic(late), by=student)
    by_family(homework(late))
    by_family(topic(late), at=make.at(on=TOMORROW))

    assert Reminder.objects.count() == 3


def test_reminder_of_one_who_was_no_guardian_yet_or_any_more_is_not_the_familys(by_family, late, parent, student):
    by_family(topic(late))
    link = Guardianship.objects.filter(child=student.pk)

    link.update(until=YESTERDAY)
    ended = reminded_by_family(student, [topic(late)])
    link.update(until=make.TODAY)

    assert (ended, list(reminded_by_family(student, [topic(late)]))) == ({}, [topic(late)])


def test_thirty_families_are_one_notice_until_it_is_read(by_family, late, parent, teacher, homeroom, belova):
    make.enrolment(belova, make.school_class())
    mother = make.person("Белова", "Инна")
    make.guardianship(mother, belova)

    by_family(topic(late))
    by_family(topic(late), of=belova, by=mother)
    before = (len(notices(teacher)), len(notices(homeroom)))
    Notice.objects.update(read_at=make.NOW)
    by_family(topic(late), at=make.at(on=TOMORROW))

    assert (Reminder.objects.count(), before) == (3, (1, 1))
    assert (len(notices(teacher)), len(notices(homeroom))) == (2, 2)


def test_child_who_left_the_course_reminds_of_nothing(by_family, late):
    Membership.objects.update(until=FRIDAY - make.days(1))

    with pytest.raises(Refused, match="Напоминать не о чем"):
        by_family(topic(late))
