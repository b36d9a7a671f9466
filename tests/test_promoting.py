"""How a year ends for students, and the next year opened from it without losing a row."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from journal.actions import Refused, open_year, promote
from journal.enums import Outcome
from journal.models import AcademicYear, Enrolment, Homeroom, Promotion, Term, YearMark
from tests import make
from tests.crawl import fingerprint
from tests.reading import lines, links

SUMMER = make.at(on=date(2027, 6, 1))
NEXT = {"first_day": date(2027, 9, 1), "last_day": date(2028, 5, 26)}
TYPED = {"part": "next", "next-first_day": "2027-09-01", "next-last_day": "2028-05-26"}
pytestmark = pytest.mark.usefixtures("school")


@pytest.fixture
def year(course, deputy):
    """The year, closed in summer."""
    Term.objects.update(closed_at=SUMMER, closed_by=deputy)
    AcademicYear.objects.update(closed_at=SUMMER, closed_by=deputy)
    return AcademicYear.objects.get()


@pytest.fixture
def office(client, deputy, time_machine):
    time_machine.move_to(SUMMER)
    client.force_login(deputy)
    return client


@pytest.fixture
def decide(school_class, deputy):
    """Write the outcome of students of the class down; about the one of the other class it is decided."""
    other = Enrolment.objects.exclude(school_class=school_class).get()
    promote(other.school_class, {other.student_id: Outcome.LEFT}, order="№ 11", by=deputy, at=SUMMER)
    return lambda outcomes, at=SUMMER: promote(
        school_class,
        {student.pk: outcome for student, outcome in outcomes.items()},
        order="№ 12",
        by=deputy,
        at=at,
    )


def test_outcome_is_corrected_and_stays_in_the_log(decide, student, deputy, school_class):
    decide({student: Outcome.MOVED})
    decide({student: Outcome.MOVED})
    decide({student: Outcome.KEPT})

    row = Promotion.objects.get(school_class=school_class)
    assert (row.outcome, row.order, row.decided_by, str(row)) == (
        *("kept", "№ 12", deputy),
        "Абрамов Пётр: оставлен на повторное обучение",
    )
    told = AuditEntry.objects.filter(kind="promoted", person=student).order_by("pk").values_list("detail", flat=True)
    assert list(told) == ["переведён, № 12", "оставлен на повторное обучение, № 12"]


def test_outcome_is_taken_back(decide, student, school_class):
    decide({student: Outcome.MOVED})
    decide({student: None})

    assert not Promotion.objects.filter(school_class=school_class).exists()
    assert AuditEntry.objects.filter(kind="promoted", person=student).latest("pk").detail == "решение снято, № 12"


def test_who_has_left_since_the_decision_does_not_move_up(year, decide, student, deputy):
    decide({student: Outcome.MOVED})
    Enrolment.objects.filter(student=student.pk).update(until=date(2027, 5, 24))

    new = open_year(year, **NEXT, by=deputy, at=SUMMER)

    assert not Enrolment.objects.filter(school_class__year=new).exists()


def test_next_year_takes_who_goes_on_and_loses_no_row(year, decide, student, school_class, homeroom, deputy):
    kept, gone = (make.student(name, school_class=school_class) for name in ("Белов", "Волков"))
    decide({student: Outcome.CONDITIONALLY, kept: Outcome.KEPT, gone: Outcome.LEFT})
    before = set(Enrolment.objects.values_list("student", "school_class", "since"))

    new = open_year(year, **NEXT, by=deputy, at=SUMMER)

    places = Enrolment.objects.filter(school_class__year=new)
    assert {(row.student_id, row.school_class.title, row.order) for row in places} == {
        (student.pk, "8\u00a0«А»", "№ 12"),
        (kept.pk, "7\u00a0«А»", "№ 12"),
    }
    old = Enrolment.objects.filter(school_class__year=year)
    assert set(old.values_list("student", "school_class", "since")) == before
    assert set(old.values_list("until", flat=True)) == {date(2027, 8, 31)}
    led = Homeroom.objects.on(date(2027, 9, 1)).values_list("teacher", "school_class__grade")
    assert list(led) == [(homeroom.pk, 8)]
    assert (new.name, new.bells.count(), new.terms.count()) == ("2027/28", 8, 6)
    quarters = new.terms.filter(system="quarter").order_by("number").values_list("first_day", "last_day")
    assert (quarters[0][0], quarters[3][1], quarters[1][0]) == (*NEXT.values(), date(2027, 11, 2))


def test_primary_school_leaves_its_teacher(year, decide, deputy, homeroom, student, school_class):
    type(school_class).objects.update(grade=4)
    decide({student: Outcome.MOVED})

    new = open_year(year, **NEXT, by=deputy, at=SUMMER)

    assert not Homeroom.objects.filter(school_class__year=new).exists()


def test_leader_of_nobody_leads_no_class(year, decide, deputy, student):
    decide({student: Outcome.LEFT})

    new = open_year(year, **NEXT, by=deputy, at=SUMMER)

    assert not Homeroom.objects.filter(school_class__year=new).exists()


def test_year_opens_only_once_it_has_ended_for_everybody(deputy, year, decide, student):
    with pytest.raises(Refused, match="учеников 1"):
        open_year(year, **NEXT, by=deputy, at=SUMMER)
    decide({student: Outcome.MOVED})
    AcademicYear.objects.update(closed_at=None, closed_by=None)
    with pytest.raises(Refused, match="Сначала закройте учебный год 2026/27"):
        open_year(year, **NEXT, by=deputy, at=SUMMER)


@pytest.mark.parametrize(
    "days, sentence",
    [
        ({"first_day": date(2027, 5, 1)}, "после 26.05.2027"),
        ({"first_day": date(2028, 9, 1), "last_day": date(2029, 5, 26)}, "не позже чем через полгода"),
        ({"last_day": date(2028, 3, 1)}, "не помещается IV четверть"),
        ({"last_day": date(2027, 8, 1)}, "не позже чем через год"),
        ({"last_day": date(2029, 5, 1)}, "не позже чем через год"),
    ],
)
def test_year_out_of_place_is_refused(year, decide, student, deputy, days, sentence):
    decide({student: Outcome.MOVED})

    with pytest.raises(Refused, match=sentence.replace(".", r"\.")):
        open_year(year, **NEXT | days, by=deputy, at=SUMMER)

    assert AcademicYear.objects.count() == 1


def test_opened_year_ends_the_decisions_about_the_old_one(year, decide, student, deputy):
    decide({student: Outcome.MOVED})
    open_year(year, **NEXT, by=deputy, at=SUMMER)

    with pytest.raises(Refused, match="Следующий учебный год уже открыт: 2027/28"):
        decide({student: Outcome.KEPT})
    with pytest.raises(Refused, match="уже открыт"):
        open_year(year, **NEXT, by=deputy, at=SUMMER)


def test_deputy_decides_a_class_by_what_is_proposed(office, school_class, course, student, year):
    address = reverse("journal:control-promotion", args=[school_class.pk])
    type(year).objects.update(closed_at=None, closed_by=None)
    make.result(course, student, model=YearMark, year=year, value=4)

    shown = office.get(address)
    field = shown.context["form"].rows()[0].field
    refused = office.post(address, {field.html_name: "moved", "order": ""})
    saved = office.post(address, {field.html_name: field.value(), "order": "№ 12 от 28.05.2027"}, follow=True)

    assert field.value() == Outcome.MOVED
    assert "Укажите приказ." in " ".join(lines(refused))
    assert "итоги года сохранены" in " ".join(lines(saved))
    assert Promotion.objects.values_list("outcome", "order").get() == ("moved", "№ 12 от 28.05.2027")


def test_decision_is_undone_on_the_page(office, school_class, student):
    address = reverse("journal:control-promotion", args=[school_class.pk])

    office.post(address, {f"outcome-{student.pk}": "moved", "order": "№ 12"})
    undone = {f"outcome-{student.pk}": "", f"seen-{student.pk}": "moved", "order": "№ 13"}
    office.post(address, undone)

    assert not Promotion.objects.exists()


def test_what_another_has_decided_meanwhile_is_told_and_stays(office, decide, school_class, student):
    address = reverse("journal:control-promotion", args=[school_class.pk])
    decide({student: Outcome.KEPT})

    refused = office.post(address, {f"outcome-{student.pk}": "", f"seen-{student.pk}": "", "order": "№ 13"})
    stood = Promotion.objects.values_list("outcome", flat=True).get(student=student.pk)
    again = office.post(address, {f"outcome-{student.pk}": "moved", f"seen-{student.pk}": "kept", "order": "№ 13"})

    said = "решили иначе: Абрамов Пётр: оставлен на повторное обучение (Власова Н. А.)"
    assert said in " ".join(lines(refused))
    assert f'name="seen-{student.pk}" value="kept"' in refused.text
    assert (stood, again.status_code) == ("kept", 302)
    assert Promotion.objects.values_list("outcome", flat=True).get(student=student.pk) == "moved"


def test_decision_taken_back_meanwhile_is_told(office, school_class, student):
    address = reverse("journal:control-promotion", args=[school_class.pk])

    refused = office.post(address, {f"outcome-{student.pk}": "kept", f"seen-{student.pk}": "moved", "order": "№ 13"})

    assert "решили иначе: решение снято" in " ".join(lines(refused))


@pytest.mark.parametrize("grade, refused", [(7, Outcome.GRADUATED), (11, Outcome.MOVED), (11, Outcome.CONDITIONALLY)])
def test_year_ends_as_its_grade_can_end(school_class, student, deputy, grade, refused):
    type(school_class).objects.filter(pk=school_class.pk).update(grade=grade)
    school_class.refresh_from_db()

    with pytest.raises(Refused, match=f"так {grade} класс не заканчивают"):
        promote(school_class, {student.pk: refused}, order="№ 12", by=deputy, at=SUMMER)


def test_nothing_is_proposed_while_marks_of_the_year_are_missing(office, school_class, course, student, teacher):
    make.course(teacher=teacher, students=[student], subject_name="Физика")
    make.result(course, student, model=YearMark, year=make.year(), value=4)

    [row] = office.get(reverse("journal:control-promotion", args=[school_class.pk])).context["form"].rows()

    assert row.proposed is None


def test_what_is_not_decided_stays_so(office, school_class, student):
    address = reverse("journal:control-promotion", args=[school_class.pk])

    office.post(address, {f"outcome-{student.pk}": "", "order": "№ 12"})
    strange = office.post(address, {f"outcome-{student.pk}": "flown", "order": "№ 12"})

    assert "Выберите решение из списка." in " ".join(lines(strange))
    assert not Promotion.objects.exists()


def test_director_reads_the_outcomes_and_decides_nothing(office, director, school_class, student):
    office.force_login(director)
    address = reverse("journal:control-promotion", args=[school_class.pk])

    assert "не решено" in lines(office.get(address))
    assert office.post(address, {"order": "№ 12"}).status_code == 403


def test_class_of_nobody_says_so(office, year):
    empty = make.school_class(1, "Я")

    assert "В классе никого нет" in lines(office.get(reverse("journal:control-promotion", args=[empty.pk])))


def test_year_page_leads_to_the_next_year(office, year, school_class, decide, student):
    address = reverse("journal:control-year", args=[year.pk])

    undecided, refused = office.get(address), office.post(address, TYPED)
    decide({student: Outcome.MOVED})
    opened = office.post(address, TYPED, follow=True)

    assert "Ещё не решено: 1 ученик." in lines(undecided)
    assert links(undecided)[school_class.title.replace("\u00a0", " ")].endswith(f"/promotion/{school_class.pk}/")
    assert "учеников 1" in " ".join(lines(refused))
    assert "Решено о каждом ученике." in lines(opened)
    assert "2027/28" in links(opened)
    shown = office.get(reverse("journal:control-promotion", args=[school_class.pk]))
    assert not shown.context["may_change"]
    assert "переведён" in lines(shown)


def test_refused_year_leaves_everything_as_it_was(office, year, student):
    before = fingerprint()

    office.post(reverse("journal:control-year", args=[year.pk]), TYPED)

    assert fingerprint() == before


def test_debt_is_made_good_after_the_next_year_has_opened(office, year, school_class, decide, student, deputy):
    decide({student: Outcome.CONDITIONALLY})
    open_year(year, **NEXT, by=deputy, at=SUMMER)
    address = reverse("journal:control-promotion", args=[school_class.pk])

    [row] = office.get(address).context["form"].rows()
    kept = office.post(address, {row.field.html_name: "kept", "order": "№ 40"})
    undone = office.post(address, {row.field.html_name: "", "order": "№ 40"})
    seen = {f"seen-{student.pk}": "conditionally"}
    office.post(address, seen | {row.field.html_name: "moved", "order": "№ 40"})

    assert [value for value, _ in row.field.field.choices] == ["conditionally", "moved"]
    assert "Выберите решение из списка." in " ".join(lines(kept))
    assert "Следующий учебный год уже открыт" in " ".join(lines(undone))
    assert Promotion.objects.values_list("outcome", "order").get(student=student.pk) == ("moved", "№ 40")
    assert AuditEntry.objects.latest("pk").detail == "переведён, № 40"
    assert office.get(address).context["form"].asked == []
