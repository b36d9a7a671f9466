"""A case about missing information ends when the diary has it, or with a stated reason (regulation, 3.5)."""

from datetime import date

import pytest
from django.utils.timezone import localtime

from complaints import actions
from complaints.actions import Refused, entry_now, tell_appeared
from complaints.actions.appearing import tell_if_appeared
from complaints.enums import About, Status
from complaints.models import Complaint, Entry
from tests import make
from tests.at_once import WITH_MANY_WRITERS, at_once
from tests.complaining import JUSTIFIED, NEVER, brought_to, complain, reloaded, steps_of, told

LATER = make.at(15)


@pytest.fixture
def answered(complaint, director):
    return brought_to(Status.ANSWERED, complaint, by=director)


def test_case_is_not_closed_while_the_diary_lacks_the_entry(answered, director):
    with pytest.raises(Refused) as refusal:
        actions.close(answered, by=director, at=LATER)

    assert str(refusal.value) == "Сведения ещё не появились. Свяжите запись или укажите, почему её не будет."
    assert reloaded(answered).status == Status.ANSWERED


def test_case_is_closed_with_the_excerpt_and_its_time(answered, director, parent, late_topic):
    make.write_topic(late_topic, "Степень", at=make.at(12))

    actions.close(answered, by=director, at=LATER)

    kept = Entry.objects.get()
    assert kept.proof == "Тема урока: Алгебра, 9\u00a0октября: Степень"
    assert (kept.entered_at, kept.proven_at) == (make.at(12), LATER)
    assert steps_of(answered)[-1] == ("closed", "Тема урока: Алгебра, 9 октября: Степень")
    assert told(parent)[-1] == "Рассмотрение обращения № 1-2026 завершено."


def test_case_is_closed_with_the_reason_why_there_will_be_no_entry(complaint, director):
    case = brought_to(Status.ANSWERED, complaint, by=director, decision=NEVER)

    actions.close(case, by=director, at=LATER)

    assert (reloaded(case).why_never, Entry.objects.get().proof) == ("Урок отменён приказом.", "")


def test_reason_is_forgotten_when_the_entry_stands_after_all(complaint, director, late_topic):
    case = brought_to(Status.ANSWERED, complaint, by=director, decision=NEVER)
    make.write_topic(late_topic, "Степень", at=make.at(12))

    actions.close(case, by=director, at=LATER)

    assert reloaded(case).why_never == ""


def test_case_in_words_needs_its_entry_or_a_reason(parent, student, director, late_topic):
    case = brought_to(Status.ANSWERED, complain(parent, student, about=About.MISSING), by=director)

    with pytest.raises(Refused, match="Свяжите запись"):
        actions.close(case, by=director, at=LATER)


def test_case_about_anything_else_ends_with_its_answer(parent, student, director):
    case = brought_to(Status.ANSWERED, complain(parent, student, about=About.MARK), by=director)

    actions.close(case, by=director, at=LATER)

    assert reloaded(case).status == Status.CLOSED


def test_entry_that_appears_is_seen_at_once_and_told_once(complaint, director, parent, late_topic):
    assert tell_appeared(at=LATER) == 0
    make.write_topic(late_topic, "Степень", at=make.at(12))

    assert entry_now(reloaded(complaint), now=LATER).said == "Степень"
    assert [tell_appeared(at=LATER) for _ in range(2)] == [1, 0]
    assert told(parent) == ["В дневнике появилась запись: Тема урока: Алгебра, 9 октября. Обращение № 1-2026."]
    assert told(director)[1:] == ["Запись по обращению № 1-2026 появилась: Тема урока: Алгебра, 9 октября."]


def test_entry_told_meanwhile_is_not_told_again(complaint, director, late_topic):
    make.write_topic(late_topic, "Степень", at=make.at(12))

    assert [tell_if_appeared(complaint, at=LATER) for _ in range(2)] == [True, False]


def test_ended_case_is_told_nothing_more(complaint, director, late_topic):
    brought_to(Status.CLOSED, complaint, by=director)
    make.write_topic(late_topic, "Степень", at=make.at(12))

    assert tell_appeared(at=LATER) == 0


def test_joined_case_is_decided_with_its_lead_and_answered_by_its_own_letter(complaint, director, student, late_topic):
    other = complain(student, student, entry=f"topic-{late_topic.pk}")
    actions.join(other, lead=complaint, by=director, at=LATER)

    with pytest.raises(Refused, match="присоединено"):
        actions.decide(reloaded(other), decision=JUSTIFIED, by=director, at=LATER)
    actions.decide(complaint, decision=JUSTIFIED, by=director, at=LATER)
    letters = [actions.approve(case, by=director, at=LATER) for case in (complaint, other)]

    assert [(letter.number, letter.addressee) for letter in letters] == [
        ("1-2026", "Абрамова Ольга Юрьевна"),
        ("2-2026", "Абрамов Пётр Ильич"),
    ]
    assert "Уважаемый Пётр Ильич!" in letters[1].text
    assert {case.finding for case in Complaint.objects.all()} == {"justified"}


@pytest.mark.parametrize("again", ["itself", "its lead", "a third"])
def test_cases_are_joined_in_one_step_only(again, complaint, director, student, parent):
    other, third = complain(student, student), complain(parent, student)
    actions.join(other, lead=complaint, by=director, at=LATER)
    case, lead = {
        "itself": (third, third),
        "its lead": (complaint, third),
        "a third": (third, other),
    }[again]

    with pytest.raises(Refused):
        actions.join(reloaded(case), lead=reloaded(lead), by=director, at=LATER)


def test_case_whose_lead_has_been_withdrawn_is_decided_alone(complaint, director, parent, student):
    other = complain(student, student)
    actions.join(other, lead=complaint, by=director, at=LATER)
    actions.withdraw(complaint, by=parent, at=LATER)

    actions.decide(reloaded(other), decision=JUSTIFIED, by=director, at=LATER)

    assert reloaded(other).status == Status.DECIDED


def test_author_is_not_told_that_somebody_else_complained(complaint, director, student):
    other = complain(student, student)

    actions.join(other, lead=complaint, by=director, at=LATER)

    for case in (complaint, other):
        assert [step.kind for step in case.steps.told().as_it_went()] == ["registered", "taken"][: 1 + (case == other)]


def test_entry_is_linked_after_the_answer_where_none_was_named(parent, student, director, late_topic):
    case = brought_to(Status.ANSWERED, complain(parent, student, about=About.MISSING), by=director)
    make.write_topic(late_topic, "Степень", at=make.at(12))

    actions.link_entry(case, entry=f"topic-{late_topic.pk}", by=director, at=LATER)
    actions.close(case, by=director, at=LATER)

    assert Entry.objects.get().proof == "Тема урока: Алгебра, 9\u00a0октября: Степень"


def test_entry_linked_instead_leaves_what_stood_before_in_a_step(complaint, director, late_topic, course):
    other = make.lesson(course=course, on=date(2026, 10, 8), homework_not_set=True)
    with pytest.raises(Refused, match="не переписывают"):
        actions.link_entry(complaint, entry=f"topic-{late_topic.pk}", by=director, at=LATER)

    actions.link_entry(complaint, entry=f"topic-{other.pk}", by=director, at=LATER)

    assert steps_of(complaint)[-1][1].endswith(
        ". Прежде: Тема урока: Алгебра, 9 октября: срок прошёл 09.10, запись ещё не внесена"
    )


def test_missing_entry_makes_a_case_one_of_missing_information(parent, student, director, late_topic):
    case = complain(parent, student)

    actions.link_entry(case, entry=f"topic-{late_topic.pk}", by=director, at=LATER)

    assert reloaded(case).about == About.MISSING


def test_entry_that_had_stood_is_not_told_to_have_appeared(parent, student, director, late_topic):
    make.write_topic(late_topic, "Степень", at=make.at(9))
    complain(parent, student, entry=f"topic-{late_topic.pk}")

    assert tell_appeared(at=LATER) == 0


@pytest.mark.parametrize("side", [0, 1])
def test_decided_case_is_joined_to_nothing(side, complaint, director, parent, student):
    pair = [complaint, complain(parent, student)]
    brought_to(Status.DECIDED, pair[side], by=director)

    with pytest.raises(Refused, match="уже «решено»"):
        actions.join(pair[0], lead=pair[1], by=director, at=LATER)


class TestAtOnce:
    pytestmark = WITH_MANY_WRITERS

    def test_complaints_of_one_moment_have_numbers_of_their_own(self, director):
        authors = [make.person() for _ in range(4)]

        refused = at_once(complain, *authors)

        numbers = sorted(Complaint.objects.values_list("serial", flat=True))
        assert (refused, numbers) == (0, [1, 2, 3, 4])

    def test_two_who_decide_what_both_have_seen_decide_once(self, director):
        case = complain(make.person())

        refused = at_once(lambda _: actions.decide(case, decision=JUSTIFIED, by=director, at=LATER, seen=1), 1, 2)

        assert (refused, [kind for kind, _ in steps_of(case)]) == (1, ["registered", "decided"])

    def test_two_approvals_give_one_number(self, director):
        case = brought_to(Status.DECIDED, complain(make.person()), by=director)

        refused = at_once(lambda _: actions.approve(case, by=director, at=LATER), 1, 2)

        assert (refused, [kind for kind, _ in steps_of(case)].count("approved")) == (1, 1)

    def test_entry_is_told_once_by_two_runs(self):
        student = make.student(school_class=make.school_class())
        lesson = make.lesson(course=make.course(teacher=make.teacher(), students=[student]), on=date(2026, 10, 9))
        case = complain(student, student, entry=f"topic-{lesson.pk}")
        make.write_topic(lesson, "Степень", at=make.at(12))

        at_once(lambda _: tell_appeared(at=localtime(LATER)), 1, 2)

        assert [kind for kind, _ in steps_of(case)] == ["registered", "appeared"]
