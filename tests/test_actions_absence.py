"""A word of the family about an absence: sent, told, taken back, read."""

import pytest

from accounts.models import Notice
from journal.actions import Refused, read_note, send_note, withdraw_note
from journal.enums import AbsenceGround, Presence
from journal.models import AbsenceNote
from tests import make

TOMORROW, WEDNESDAY = make.TODAY + make.days(1), make.TODAY + make.days(2)


@pytest.fixture
def send(student, parent):
    def send(first=make.TODAY, last=None, **facts):
        facts = {"ground": AbsenceGround.ILLNESS, "text": "", "by": parent, "at": make.NOW} | facts
        return send_note(student=student, first_day=first, last_day=last or first, **facts)

    return send


def told(person):
    return list(Notice.objects.filter(recipient=person).order_by("pk").values_list("text", "address"))


def test_note_is_sent_and_told_to_the_homeroom_teacher(send, homeroom, school_class):
    note = send(last=WEDNESDAY, text="температура")

    assert list(AbsenceNote.objects.values_list("first_day", "last_day", "ground", "text")) == [
        (make.TODAY, WEDNESDAY, "illness", "температура")
    ]
    assert told(homeroom) == [
        ("Абрамов Пётр: не придёт с\u00a012 по\u00a014\u00a0октября, болеет", f"/classes/{school_class.pk}/")
    ]
    assert (note.days, note.is_read, note.is_withdrawn) == ("с\u00a012 по\u00a014\u00a0октября", False, False)


@pytest.mark.parametrize(
    "first, last", [(TOMORROW, None), (make.TODAY, TOMORROW), (WEDNESDAY, WEDNESDAY), (make.TODAY, WEDNESDAY)]
)
def test_days_that_are_told_already_are_refused(send, first, last):
    send(TOMORROW, WEDNESDAY)

    with pytest.raises(Refused, match=r"Об отсутствии с.13 по.14.октября уже сообщено: Абрамова О"):
        send(first, last)


@pytest.mark.parametrize(
    "first, last, sentence",
    [
        (make.TODAY - make.days(1), make.TODAY, "о сегодняшнем дне и о днях после него"),
        (TOMORROW, make.TODAY, "раньше первого"),
        (make.TODAY, make.TODAY + make.days(31), "не больше 31 дней"),
    ],
)
def test_days_that_cannot_be_told_are_refused(send, first, last, sentence):
    with pytest.raises(Refused, match=sentence):
        send(first, last)


def test_word_that_is_too_long_is_refused(send):
    with pytest.raises(Refused, match="Слишком длинный текст: классному руководителю"):
        send(text="о" * 301)


def test_note_taken_back_is_told_and_its_days_are_free_again(send, homeroom):
    withdraw_note(send(), at=make.at(11))
    again = send(ground=AbsenceGround.FAMILY)

    assert list(AbsenceNote.objects.standing()) == [again]
    assert [text for text, _ in told(homeroom)] == [
        "Абрамов Пётр: не придёт 12\u00a0октября, болеет",
        "Абрамов Пётр: семья отозвала сообщение, что не придёт 12\u00a0октября",
        "Абрамов Пётр: не придёт 12\u00a0октября, семейные обстоятельства",
    ]


def test_note_taken_back_twice_keeps_the_first_moment(send, homeroom):
    note = send()
    withdraw_note(note, at=make.at(11))
    withdraw_note(note, at=make.at(12))

    note.refresh_from_db()
    assert (note.withdrawn_at, len(told(homeroom))) == (make.at(11), 2)


def test_note_about_days_behind_is_not_taken_back(send):
    note = send()

    with pytest.raises(Refused, match="Эти дни уже прошли"):
        withdraw_note(note, at=make.at(on=TOMORROW))

    assert list(AbsenceNote.objects.standing()) == [note]


def test_note_is_read_once_and_its_notice_with_it(send, homeroom, deputy):
    note = send()
    read_note(note, by=homeroom, at=make.at(11))
    read_note(note, by=deputy, at=make.at(12))

    note.refresh_from_db()
    assert (note.read_by, note.read_at, list(Notice.objects.unread())) == (homeroom, make.at(11), [])


def test_student_without_a_class_has_nobody_to_be_told(student, parent):
    child = make.student("Белов")
    facts = {"ground": AbsenceGround.EVENT, "text": "", "by": parent, "at": make.NOW}

    send_note(student=child, first_day=make.TODAY, last_day=make.TODAY, **facts)

    assert Notice.objects.count() == 0


def test_each_ground_proposes_a_reason():
    assert {ground: ground.presence for ground in AbsenceGround} == {
        AbsenceGround.ILLNESS: Presence.ILL,
        AbsenceGround.DOCTOR: Presence.EXCUSED,
        AbsenceGround.FAMILY: Presence.EXCUSED,
        AbsenceGround.EVENT: Presence.EXCUSED,
    }
