"""Works: set, renamed, cancelled, refused."""

import pytest

from journal.actions import Refused, WorkEntry, bring_marks, cancel_work, give_marks, oral_works, rename_work, set_works
from journal.actions.entries import MarkEntry, TransferEntry
from journal.enums import Audience, Matter
from journal.models import Change, Lesson, Mark, Term, Work
from tests import make

YESTERDAY = make.TODAY - make.days(1)


@pytest.fixture
def set_work(lesson, teacher):
    def set_work(code="test", **facts):
        entry = WorkEntry(**{"lesson": lesson, "kind": make.kind(code), "by": teacher, "at": make.NOW} | facts)
        return set_works([entry])[0]

    return set_work


def said():
    return list(Change.objects.about(Matter.WORK).order_by("number").values_list("old", "new", "reason"))


def test_work_copies_from_its_kind(set_work, lesson, teacher):
    work = set_work("dictation-task", title="  Осень ")

    work.refresh_from_db()
    assert (work.is_written, work.days, work.weight, work.parts, work.audience) == (True, 6, 3, 2, Audience.PRESENT)
    assert (work.date, work.due_on, work.set_on) == (make.TODAY, make.TODAY + make.days(6), make.TODAY)
    assert (work.label, work.set_by, work.number, work.is_implicit) == ("Осень", teacher, 1, False)
    assert said() == [("", "Осень, вес 3, отметки не позднее 18.10.2026", "")]


def test_work_set_after_its_day_keeps_both_days(set_work, lesson):
    Lesson.objects.update(date=YESTERDAY)

    work = set_work()

    assert (work.date, work.set_on, work.due_on) == (YESTERDAY, make.TODAY, YESTERDAY + make.days(6))


def test_change_of_the_kind_does_not_change_the_work(set_work):
    work = set_work()
    kind = make.kind()
    kind.weight, kind.days = 9, 9
    kind.save()

    work.refresh_from_db()
    assert (work.weight, work.days, str(work)) == (3, 6, "Контрольная работа")


def test_work_is_for_those_listed(set_work, student):
    work = set_work("independent", students=[student, student], weight=5)

    assert (work.audience, [row.student for row in work.addressees.all()]) == (Audience.LISTED, [student])
    assert said() == [("", "Самостоятельная работа, вес 5, отметки не позднее 18.10.2026, по списку", "")]


def test_works_of_a_lesson_are_numbered(lesson, teacher):
    oral = make.work(lesson=lesson, kind_code="answer")
    facts = {"lesson": lesson, "by": teacher, "at": make.NOW}
    first = set_works([WorkEntry(kind=make.kind(code), **facts) for code in ("test", "essay")])
    then = set_works([WorkEntry(kind=make.kind("quiz"), **facts)])

    assert [work.number for work in (oral, *first, *then)] == [0, 1, 2, 3]
    assert list(Work.objects.in_order()) == [oral, *first, *then]


# --- Answers


def test_oral_work_of_a_lesson_is_one(lesson, course, teacher, colleague):
    other = make.lesson(course=course, number=2)
    first = oral_works([(lesson, teacher, make.NOW)])
    both = oral_works([(lesson, colleague, make.NOW), (other, teacher, make.NOW)])

    assert set(both) == {lesson.pk, other.pk}
    assert (both[lesson.pk], both[lesson.pk].set_by) == (first[lesson.pk], teacher)
    assert Work.objects.count() == Change.objects.about(Matter.WORK).count() == 2


# --- Renamed, cancelled


def test_work_is_renamed(set_work, teacher):
    work = set_work(title="Осень")

    for title in (" Зима ", "Зима", ""):
        rename_work(work, title=title, by=teacher, at=make.NOW)

    work.refresh_from_db()
    assert (work.title, work.label) == ("", "Контрольная работа")
    assert [new.partition(",")[0] for _, new, _ in said()] == ["Осень", "Зима", "Контрольная работа"]


def test_work_is_cancelled_until_its_due_day(set_work, teacher, student):
    work = set_work()
    mark = make.mark(work=work, student=student)
    last = make.at(23, 59, on=work.due_on)

    cancel_work(work, reason="ошибка", by=teacher, at=last)

    work.refresh_from_db()
    assert (work.cancelled_at, work.cancel_reason) == (last, "ошибка")
    assert (list(Work.objects.standing()), list(Mark.objects.standing()), list(Mark.objects.all())) == ([], [], [mark])
    assert said()[1:] == [("Контрольная работа, вес 3, отметки не позднее 18.10.2026", "", "ошибка")]


def after_its_day(work):
    return {"at": make.at(0, on=work.due_on + make.days(1))}


def when_cancelled(work):
    cancel_work(work, reason="ошибка", by=work.set_by, at=make.NOW)
    return {}


def with_a_long_reason(work):
    return {"reason": "о" * 201}


def after_the_day_of_a_mark(work):
    """Of one given by who owed it before; what is owed now is due later."""
    Work.objects.filter(pk=work.pk).update(due_on=work.due_on + make.days(4))
    mark = make.mark(work=work, student=work.course.memberships.get().student)
    Mark.objects.filter(pk=mark.pk).update(due_on=work.due_on)
    return after_its_day(work)


@pytest.mark.parametrize(
    "happen, sentence",
    [
        (after_the_day_of_a_mark, r"Срок отметок за работу прошёл 18\.10\.2026"),
        (after_its_day, r"Срок отметок за работу прошёл 18\.10\.2026"),
        (when_cancelled, "Работа отменена"),
        (with_a_long_reason, "Слишком длинный текст: почему отменена"),
    ],
)
def test_work_is_not_cancelled(set_work, teacher, happen, sentence):
    work = set_work()
    facts = {"reason": "ошибка", "by": teacher, "at": make.NOW} | happen(work)

    with pytest.raises(Refused, match=sentence):
        cancel_work(work, **facts)


def test_answer_at_a_lesson_is_not_cancelled(lesson, teacher):
    with pytest.raises(Refused, match="Ответ на уроке не отменяется"):
        cancel_work(make.work(lesson=lesson, kind_code="answer"), reason="ошибка", by=teacher, at=make.NOW)


# --- Refused


@pytest.mark.parametrize("code", ["answer", "transfer"])
def test_kinds_that_nobody_sets_are_refused(set_work, code):
    with pytest.raises(Refused, match="на уроке не заводят"):
        set_work(code)


def test_work_in_a_course_without_marks_is_refused(set_work, course, lesson, teacher):
    course.marks_since = None
    course.save()

    with pytest.raises(Refused, match="отметки в этом курсе не ставятся"):
        set_work()
    with pytest.raises(Refused, match="отметки в этом курсе не ставятся"):
        oral_works([(lesson, teacher, make.NOW)])


@pytest.mark.parametrize(
    "close, sentence",
    [
        (lambda: Lesson.objects.update(cancelled_at=make.NOW, cancelled_on=make.TODAY), "Урок отменён"),
        (lambda: Term.objects.update(closed_at=make.NOW), "Период закрыт"),
    ],
)
def test_work_at_a_closed_lesson_is_refused(set_work, close, sentence):
    work = set_work()
    close()

    for write in (set_work, lambda: rename_work(work, title="Осень", by=work.set_by, at=make.NOW)):
        with pytest.raises(Refused, match=sentence):
            write()


def test_work_for_a_stranger_is_refused(set_work, lesson):
    with pytest.raises(Refused, match="Белов Пётр: ученика нет в списке"):
        set_work(students=[make.student("Белов")])


def test_name_that_is_too_long_is_refused(set_work):
    with pytest.raises(Refused, match="Слишком длинный текст: название"):
        set_work(title="о" * 201)


# --- Marks brought from another school


@pytest.fixture
def brought(course, student, deputy):
    def brought(value=4, *, day=YESTERDAY, document="Справка № 7"):
        facts = {"course": course, "student": student, "by": deputy, "at": make.NOW}
        return bring_marks([TransferEntry(value=value, date=day, document=document, **facts)])[0]

    return brought


def test_brought_mark_stands_without_a_lesson(brought, course, student):
    mark = brought()

    mark = Mark.objects.with_work().get(pk=mark.pk)
    assert (mark.value, mark.date, mark.version, mark.recorded_on) == (4, YESTERDAY, 1, make.TODAY)
    assert (mark.work.lesson, mark.work.document, mark.work.kind.code) == (None, "Справка № 7", "transfer")
    assert list(Change.objects.values_list("matter", "work", "student", "old", "new", "reason")) == [
        (Matter.MARK, mark.work.pk, student.pk, "", "4", "Справка № 7")
    ]


def test_brought_mark_is_corrected_like_any(brought, student, deputy):
    mark = brought()

    give_marks([MarkEntry(work=mark.work, student=student, value=5, by=deputy, at=make.NOW)])

    mark.refresh_from_db()
    assert (mark.value, mark.version) == (5, 2)


def test_brought_mark_belongs_to_who_brought_it(brought, course, deputy):
    other = make.student("Белов")
    make.membership(course, other)
    entry = MarkEntry(work=brought().work, student=other, value=5, by=deputy, at=make.NOW)

    with pytest.raises(Refused, match="Белов Пётр: отметка из справки есть только у того, кто её принёс"):
        give_marks([entry])


def test_brought_mark_is_cancelled_with_its_work(brought, deputy):
    mark = brought(day=make.TODAY)

    cancel_work(mark.work, reason="ошибка", by=deputy, at=make.NOW)

    assert not Mark.objects.standing().exists()


@pytest.mark.parametrize("value, is_open", [(1, True), (0, False), (6, False)])
def test_another_school_may_give_ones(brought, value, is_open):
    if is_open:
        assert brought(value).value == value
    else:
        with pytest.raises(Refused, match="Можно поставить отметку от 1 до 5"):
            brought(value)


def test_brought_mark_is_refused_in_a_closed_term(brought):
    make.year()
    Term.objects.update(closed_at=make.NOW)

    with pytest.raises(Refused, match="Период закрыт: I четверть"):
        brought()


def test_brought_mark_is_refused_on_a_day_without_marks(brought):
    with pytest.raises(Refused, match="отметки в этом курсе не ставятся"):
        brought(day=make.YEAR_BEGINS - make.days(1))


def test_brought_mark_needs_room_for_its_document(brought):
    with pytest.raises(Refused, match="Слишком длинный текст: документ"):
        brought(document="С" * 201)
