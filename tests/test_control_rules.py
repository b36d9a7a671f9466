"""The school's rules of results as data: shown, changed by the deputy, kept in the log, felt by proposals."""

from decimal import Decimal

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from journal.enums import FinalSource, TermSystem
from journal.models import FinalPart, MinimumMarks, Part, Reopening, School, final_parts, minimum_marks
from tests import make
from tests.reading import lines

PAGE = reverse("journal:control-rules")


@pytest.fixture
def office(client, deputy, school):
    client.force_login(deputy)
    return client


def post(office, shown=None, **typed):
    shown = shown or office.get(PAGE).context["form"]
    fields = {"seen": shown.seen} | {name: shown[name].value() for name in shown.fields}
    return office.post(PAGE, fields | typed, follow=True)


def test_rules_stand_as_most_schools_have_them(office):
    shown = office.get(PAGE)

    assert shown.context["form"]["four_from"].value() == Decimal("3.50")
    assert final_parts(9) == (Part(FinalSource.EXAM, 9), Part(FinalSource.YEAR, 9))
    assert minimum_marks()[1][TermSystem.HALF] == 5


def test_deputy_changes_them_and_the_log_keeps_it(office, deputy):
    post(office, four_from="3.65", **{"minimum-1-quarter": 4, "certificate-9": ["year-9"]})

    assert School.objects.values_list("five_from", "four_from").get() == (Decimal("4.50"), Decimal("3.65"))
    assert minimum_marks()[1][TermSystem.QUARTER] == 4
    assert final_parts(9) == (Part(FinalSource.YEAR, 9),)
    entry = AuditEntry.objects.get(kind="rules-changed")
    assert entry.by == deputy
    assert "Пороги 4.50/3.65/2.50" in entry.detail


def test_rules_changed_meanwhile_are_told_and_stand(office):
    earlier = office.get(PAGE).context["form"]
    post(office, five_from="4.60")

    refused = post(office, earlier, three_from="2.60")

    assert "правила сменили. Сейчас стоит: Пороги 4.60/3.50/2.50" in " ".join(lines(refused))
    assert refused.context["form"]["three_from"].value() == "2.60"
    assert School.objects.values_list("five_from", "three_from").get() == (Decimal("4.60"), Decimal("2.50"))


def test_new_weight_is_of_new_works_alone(office, lesson):
    old = make.work(lesson=lesson)
    before = office.get(PAGE).context["form"]["weight-test"].value()

    post(office, **{"weight-test": 5})

    new = make.work(lesson=lesson, title="Контрольная № 2")
    assert (before, type(old).objects.get(pk=old.pk).weight, new.weight) == (3, 3, 5)


def test_new_rules_are_felt_by_what_is_proposed(office, opened_results, lesson, student, deputy):
    make.mark(lesson=lesson, student=student, value=4)
    post(office, **{"minimum-1-quarter": 1, "four_from": "4.10"})

    [row] = opened_results().context["form"].rows()

    assert (row.proposal.digits, row.proposal.reason) == ("3", "средний 4,00, от 2,50")


@pytest.mark.parametrize(
    "typed, said",
    [
        ({"four_from": "4.70"}, "Пороги должны убывать"),
        ({"five_from": "6"}, "5"),
        ({"minimum-2-half": "0"}, "1"),
        ({"weight-answer": "0"}, "1"),
        ({"certificate-9": []}, "Отметьте, из чего складывается отметка."),
        ({"certificate-11": ["exam-11"]}, "exam-11"),
    ],
)
def test_rules_without_sense_are_refused_whole(office, typed, said):
    refused = post(office, **{"minimum-1-quarter": 4} | typed)

    assert said in " ".join(lines(refused))
    assert refused.context["form"].errors
    assert minimum_marks()[1][TermSystem.QUARTER] == 3
    assert FinalPart.objects.count() == 6


def test_director_reads_and_changes_nothing(office, director):
    office.force_login(director)

    assert not office.get(PAGE).context["may_change"]
    assert office.post(PAGE, {"four_from": "3.65"}).status_code == 403


@pytest.mark.django_db
def test_without_a_school_there_are_no_rules(client, deputy):
    client.force_login(deputy)

    assert "Школы ещё нет" in lines(client.get(PAGE))
    assert client.post(PAGE, {"four_from": "3.65"}).status_code == 200


def test_rules_say_what_they_are(school, course):
    facts = {"opened_by": course.teachers.get().teacher, "opened_at": make.NOW, "opened_on": make.TODAY}
    reopening = Reopening(course=course, term=make.term(), until=make.TODAY, **facts)

    said = [str(MinimumMarks.objects.get(hours=1, system=TermSystem.HALF)), str(FinalPart.objects.get(source="exam"))]
    assert [*said, str(reopening), str(Reopening(course=course, term=None))] == [
        "полугодие, 1: 5",
        "9: экзаменационная отметка, 9 класс",
        "Алгебра, 7\u00a0«А», I четверть",
        "Алгебра, 7\u00a0«А», 2026/27",
    ]
