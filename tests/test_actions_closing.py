"""A term and a year closed to changes, one course opened again for a time, all of it in the history."""

from datetime import date

import pytest

from accounts.models import HeldRole
from journal.actions import (
    Place,
    Refused,
    bring_marks,
    close_term,
    close_year,
    draw_up_lessons,
    end_reopening,
    enrol,
    go_remote,
    reopen,
    still_owed,
)
from journal.actions.entries import TransferEntry
from journal.control.chains import check_history
from journal.enums import Mode, TermSystem
from journal.models import (
    AcademicYear,
    Change,
    Course,
    CourseTeacher,
    JournalDestruction,
    Lesson,
    RemotePeriod,
    Reopening,
    Term,
    TermMark,
    YearMark,
)
from tests import make

LAST_DAY = make.at(on=date(2026, 10, 23))
AFTER = make.at(on=date(2026, 10, 26))
SUMMER = make.at(on=date(2027, 6, 1))


@pytest.fixture
def closed(course, deputy):
    """The first quarter, closed on its last day."""
    close_term(make.term(), by=deputy, at=LAST_DAY)
    return make.term()


def steps(course):
    rows = Change.objects.filter(course=course, matter="term").order_by("number")
    return list(rows.values_list("term__number", "year__name", "old", "new", "reason"))


def test_closing_stands_in_the_history_of_each_course_it_divides(closed, course, teacher, deputy):
    halves = make.course(teacher=teacher, subject_name="Музыка", term_system=TermSystem.HALF)

    assert (closed.closed_at, closed.closed_by) == (LAST_DAY, deputy)
    assert steps(course) == [(1, None, "открыт", "закрыт", "")]
    assert steps(halves) == []
    assert check_history().faults == []


def test_closing_again_changes_nothing(closed, course, director):
    close_term(closed, by=director, at=AFTER)

    assert Term.objects.get(pk=closed.pk).closed_at == LAST_DAY
    assert len(steps(course)) == 1


def test_term_that_goes_on_is_not_closed(course, deputy):
    with pytest.raises(Refused, match=r"последний день 23\.10\.2026"):
        close_term(make.term(), by=deputy, at=make.NOW)

    assert make.term().closed_at is None


def test_nothing_of_a_closed_term_is_handed_over(course, lesson, teacher, deputy):
    make.work(lesson=lesson)
    before = still_owed(teacher, at=AFTER)
    close_term(make.term(), by=deputy, at=LAST_DAY)

    assert (len(before.topics), len(before.works)) == (1, 1)
    assert still_owed(teacher, at=AFTER).courses == set()


def test_who_joins_late_joins_no_closed_term(closed, course, school_class, deputy):
    newcomer = make.student("Белов")

    enrol(newcomer, Place(school_class, make.TODAY, "№ 5"), by=deputy, at=AFTER)

    assert course.memberships.get(student=newcomer.pk).since == date(2026, 10, 24)


def test_remote_days_leave_a_closed_term_as_it_was(closed, lesson, deputy):
    period = RemotePeriod(year=make.year(), first_day=make.TODAY, last_day=make.TODAY, order="№ 7")

    go_remote(period, by=deputy, at=AFTER)

    assert Lesson.objects.get().mode == Mode.SCHOOL


def test_course_is_opened_again_for_a_reason_and_a_time(closed, course, lesson, deputy, student):
    with pytest.raises(Refused, match="Период закрыт: I четверть"):
        make.mark(lesson=lesson, student=student, moment=AFTER)

    reopen(course, term=closed, reason="Ошибка в отметке", until=date(2026, 10, 27), by=deputy, at=AFTER)

    make.mark(lesson=lesson, student=student, moment=make.at(on=date(2026, 10, 27)))
    with pytest.raises(Refused, match="Период закрыт"):
        make.mark(lesson=lesson, student=student, value=3, moment=make.at(on=date(2026, 10, 28)))
    assert steps(course)[1:] == [(1, None, "закрыт", "открыт", "по 27.10.2026, Сидорова А.\xa0С.: Ошибка в отметке")]
    assert check_history().faults == []


def test_reopening_opens_one_course_alone(closed, course, teacher, deputy, student):
    other = make.course(teacher=teacher, students=[student], subject_name="Физика")
    reopen(course, term=closed, reason="Ошибка", until=date(2026, 10, 27), by=deputy, at=AFTER)

    with pytest.raises(Refused, match="Период закрыт"):
        make.mark(lesson=make.lesson(course=other), student=student, moment=AFTER)


def test_course_is_closed_again_before_its_day(closed, course, lesson, student, deputy):
    opened = reopen(course, term=closed, reason="Ошибка", until=date(2026, 10, 27), by=deputy, at=AFTER)

    for _ in range(2):
        end_reopening(opened, by=deputy, at=AFTER)

    with pytest.raises(Refused, match="Период закрыт"):
        make.mark(lesson=lesson, student=student, moment=AFTER)
    assert steps(course)[2:] == [(1, None, "открыт", "закрыт", "закрыт снова раньше срока")]


@pytest.mark.parametrize(
    "facts, sentence",
    [
        ({"until": date(2026, 10, 25)}, "Этот день уже прошёл"),
        ({"until": date(2026, 11, 10)}, "не больше чем на 14 дней: по 09.11.2026"),
        ({"reason": "д" * 301}, "300"),
    ],
)
def test_reopening_without_sense_is_refused(closed, course, deputy, facts, sentence):
    facts = {"reason": "Ошибка", "until": date(2026, 10, 27)} | facts

    with pytest.raises(Refused, match=sentence):
        reopen(course, term=closed, by=deputy, at=AFTER, **facts)

    assert not Reopening.objects.exists()


def test_course_is_not_opened_twice(closed, course, deputy):
    facts = {"reason": "Ошибка", "until": date(2026, 10, 27), "by": deputy, "at": AFTER}
    reopen(course, term=closed, **facts)

    with pytest.raises(Refused, match="уже открыт"):
        reopen(course, term=closed, **facts)


def test_course_is_opened_to_who_taught_it_last_and_is_here(closed, course, teacher, colleague, deputy):
    CourseTeacher.objects.update(until=make.TODAY)
    CourseTeacher.objects.create(course=course, teacher=colleague, since=make.TODAY + make.days(1))
    HeldRole.objects.filter(user=colleague.pk).update(until=make.TODAY)
    facts = {"term": closed, "reason": "Ошибка", "until": date(2026, 10, 27), "by": deputy, "at": AFTER}

    opened = reopen(course, **facts)
    HeldRole.objects.filter(user=teacher.pk).update(until=make.TODAY)
    end_reopening(opened, by=deputy, at=AFTER)

    assert opened.opened_to == teacher
    for named in (None, teacher):
        with pytest.raises(Refused, match="Назовите, кто исправит записи"):
            reopen(course, **facts, to=named)


def test_course_is_opened_to_the_teacher_named_alone(closed, course, lesson, teacher, colleague, deputy):
    CourseTeacher.objects.update(until=make.TODAY)
    facts = {"term": closed, "reason": "Ошибка", "until": date(2026, 10, 27), "by": deputy, "at": AFTER}
    colleague.acting_on(AFTER.date())
    make.lesson(course=course, on=date(2026, 11, 2), teacher=teacher)
    before = list(Course.objects.visible_to(colleague))

    opened = reopen(course, to=colleague, **facts)
    read, written = list(Course.objects.visible_to(colleague)), list(Lesson.objects.editable_by(colleague))
    end_reopening(opened, by=deputy, at=AFTER)

    # Of the term that is open again, and of no other.
    assert (before, read, written) == ([], [course], [lesson])
    assert list(Course.objects.editable_by(colleague)) == list(Lesson.objects.editable_by(colleague)) == []


@pytest.fixture
def gone(course, deputy):
    """The course, its journal destroyed."""
    seals = {"counts": [], "number": 0, "results": "…", "seal": "…"}
    JournalDestruction.objects.create(course=course, act="7", by=deputy, at=AFTER, **seals)
    return course


def test_destroyed_journal_is_not_opened(closed, gone, deputy):
    with pytest.raises(Refused, match="Журнал этого курса уничтожен по акту № 7"):
        reopen(gone, term=closed, reason="Ошибка", until=date(2026, 10, 27), by=deputy, at=AFTER)


def test_history_of_a_destroyed_journal_ends_before_its_year_is_closed(gone, deputy):
    closed_year(deputy)

    assert steps(gone) == []


def test_open_term_is_not_opened(course, deputy):
    with pytest.raises(Refused, match="период не закрыт"):
        reopen(course, term=make.term(), reason="Ошибка", until=make.TODAY, by=deputy, at=make.NOW)


def test_course_is_opened_by_terms_of_its_own_alone(closed, teacher, deputy):
    halves = make.course(teacher=teacher, subject_name="Музыка", term_system=TermSystem.HALF)

    with pytest.raises(Refused, match="делит год на другие периоды"):
        reopen(halves, term=closed, reason="Ошибка", until=date(2026, 10, 27), by=deputy, at=AFTER)


def test_interim_mark_is_given_in_a_course_that_is_open_again(closed, course, student, deputy):
    entry = {"term": closed, "value": 4}
    with pytest.raises(Refused, match="Период закрыт"):
        make.result(course, student, **entry)

    reopen(course, term=closed, reason="Ошибка", until=date(2026, 10, 27), by=deputy, at=AFTER)
    make.result(course, student, **entry)

    assert TermMark.objects.get().value == 4


def test_year_is_closed_after_its_terms(course, deputy):
    with pytest.raises(Refused, match=r"Сначала закройте периоды года: I полугодие, II полугодие, I четверть"):
        close_year(make.year(), by=deputy, at=SUMMER)
    with pytest.raises(Refused, match=r"последний день 26\.05\.2027"):
        close_year(make.year(), by=deputy, at=AFTER)


def test_closed_year_takes_results_only_of_a_course_that_is_open_again(course, student, deputy):
    closed_year(deputy)
    with pytest.raises(Refused, match="Учебный год 2026/27 закрыт"):
        make.result(course, student, model=YearMark, year=make.year(), value=4)

    facts = {"reason": "Академическая задолженность", "until": date(2027, 6, 10), "by": deputy, "at": SUMMER}
    opened = reopen(course, term=None, **facts)
    make.result(course, student, model=YearMark, year=make.year(), value=4)
    end_reopening(opened, by=deputy, at=SUMMER)

    assert YearMark.objects.get().value == 4
    assert [step[:4] for step in steps(course)][-3:] == [
        (None, "2026/27", "открыт", "закрыт"),
        (None, "2026/27", "закрыт", "открыт"),
        (None, "2026/27", "открыт", "закрыт"),
    ]


def closed_year(deputy):
    for term in Term.objects.filter(year=make.year()):
        close_term(term, by=deputy, at=SUMMER)
    for _ in range(2):
        close_year(AcademicYear.objects.get(), by=deputy, at=SUMMER)


def test_open_year_is_not_opened(course, deputy):
    with pytest.raises(Refused, match="2026/27: период не закрыт"):
        reopen(course, term=None, reason="Ошибка", until=make.TODAY, by=deputy, at=make.NOW)


def test_mark_of_another_school_is_not_brought_into_a_closed_year(course, student, deputy):
    closed_year(deputy)
    Term.objects.update(closed_at=None)
    whose = {"course": course, "student": student, "by": deputy, "at": SUMMER}

    with pytest.raises(Refused, match="Учебный год 2026/27 закрыт"):
        bring_marks([TransferEntry(value=4, date=make.TODAY, document="Справка № 7", **whose)])


def test_lessons_of_a_closed_term_are_neither_drawn_nor_taken_away(closed, course):
    make.slot(course)
    stray = make.lesson(course=course, on=date(2026, 10, 13))
    later = make.lesson(course=course, on=date(2026, 11, 3))

    draw_up_lessons(make.year(), since=make.YEAR_BEGINS)

    within = Lesson.objects.filter(date__lte=closed.last_day)
    assert list(within) == [stray]
    assert not Lesson.objects.filter(pk=later.pk).exists()
    assert Lesson.objects.filter(date__gt=closed.last_day).exists()
