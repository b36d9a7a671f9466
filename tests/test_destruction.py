"""A person's data destroyed past the term, with an act; the journal stays whole."""

from datetime import date

import pytest

from accounts.enums import AuditKind, Role
from accounts.models import AuditEntry, Notice, TakenLogin, User, fingerprint_of
from journal.actions import Refused, destroy, destroy_journals
from journal.actions.history import seal
from journal.enums import DestructionReason, Outcome
from journal.models import (
    AbsenceNote,
    Change,
    ExamMark,
    Exemption,
    FinalMark,
    Mark,
    Promotion,
    TermMark,
    YearMark,
)
from journal.models.about import WIPED, past_term, what_keeps
from journal.rules.destruction import Keeping
from tests import make
from tests.parting import FREE, gone_from
from tests.test_archive import keys_to_people

# Keys of what stays: the journal, its history and the log point to a row without a name.
STAYING = {
    "accounts.AuditEntry": {"by", "person", "other"},
    "accounts.Look": {"reader"},
    "accounts.Slip": {"issued_by"},
    "complaints.Answer": {"approved_by"},
    "complaints.Complaint": {"author", "child", "registered_by", "decided_by"},
    "complaints.Entry": {"teacher"},
    "complaints.Question": {"teacher", "asked_by"},
    "complaints.SignedCopy": {"attached_by"},
    "complaints.Step": {"by"},
    "journal.AbsenceNote": {"sent_by", "read_by"},
    "journal.AcademicYear": {"closed_by"},
    "journal.Attendance": {"student"},
    "journal.Change": {"student", "by"},
    "journal.ControlReport": {"written_by"},
    "journal.CourseTeacher": {"teacher"},
    "journal.Enrolment": {"student"},
    "journal.ExamMark": {"student", "given_by"},
    "journal.Exemption": {"student"},
    "journal.FinalMark": {"student", "given_by"},
    "journal.Homeroom": {"teacher"},
    "journal.HomeworkAddressee": {"student"},
    "journal.Handover": {"giver", "successor", "made_by"},
    "journal.JournalDestruction": {"by"},
    "journal.Lesson": {"teacher", "replaces", "topic_owed_by", "homework_owed_by"},
    "journal.Mark": {"student", "given_by", "owed_by"},
    "journal.Membership": {"student"},
    "journal.Pause": {"teacher", "recorded_by", "withdrawn_by"},
    "journal.PauseRequest": {"teacher", "answered_by"},
    "journal.Promotion": {"student", "decided_by"},
    "journal.RemindedDuty": {"student"},
    "journal.Reminder": {"recipient", "sent_by"},
    "journal.RemotePeriod": {"recorded_by"},
    "journal.Reopening": {"opened_to", "opened_by", "ended_by"},
    "journal.Term": {"closed_by"},
    "journal.TermMark": {"student", "given_by"},
    "journal.Waiver": {"student", "owed_by", "waived_by"},
    "journal.Work": {"set_by", "owed_by"},
    "journal.WorkAddressee": {"student"},
    "journal.YearMark": {"student", "given_by"},
}
# Deleted by an action of its own, with what the homeroom teachers were told.
SAID_BY_FAMILY = {("journal.AbsenceNote", "student")}


@pytest.fixture
def gone(student, parent, lesson, homeroom, deputy):
    return gone_from(lesson, student, parent=parent, deputy=deputy)


def destroyed(person, *, by, at=FREE):
    return destroy(person, reason=DestructionReason.PURPOSE, act="3", by=by, at=at)


def words_of_database():
    """Return every text that any table holds."""
    from_models = {model for model, _, _ in WIPED} | {User, Mark, Change, AbsenceNote, Exemption, AuditEntry}
    return " ".join(str(row) for model in from_models for row in model._base_manager.values_list())


def test_every_key_to_a_person_is_wiped_or_stays():
    wiped = {(model._meta.label, key) for model, _, keys in WIPED for key in keys} | SAID_BY_FAMILY
    staying = {(label, key) for label, keys in STAYING.items() for key in keys}

    every = {(label, key) for label, keys in keys_to_people().items() for key in keys}
    assert (wiped | staying, wiped & staying) == (every, set())


def test_name_and_rows_are_gone_everywhere(gone, administrator):
    before = words_of_database()

    destroyed(gone, by=administrator)

    after = words_of_database()
    told = ("Абрамов Пётр", "абрамов\tп", gone.code, "Сообщу завтра", "Справка", "Собрание", "болеет")
    assert [words for words in ("Абрамов Пётр", "Сообщу завтра", "Справка") if words not in before] == []
    assert [words for words in told if words in after] == []
    assert [model for model, _, keys in WIPED for key in keys if model._base_manager.filter(**{key: gone.pk})] == []


def test_row_stays_nameless_and_lets_nobody_in(gone, administrator):
    destroyed(gone, by=administrator)

    row = User.objects.get(pk=gone.pk)
    assert (row.full_name, row.code, row.destroyed_at) == ("Данные уничтожены", f"destroyed-{gone.pk}", FREE)
    assert (row.born_on, row.email, row.login, row.last_login) == (None, "", None, None)
    assert (row.is_active, row.has_usable_password()) == (False, False)
    assert TakenLogin.objects.filter(pk=fingerprint_of("student")).exists()


def test_journal_stays_whole(gone, administrator, teacher):
    marks, changes = list(Mark.objects.values()), list(Change.objects.order_by("pk").values())

    destroyed(gone, by=administrator)

    assert (list(Mark.objects.values()), list(Change.objects.order_by("pk").values())) == (marks, changes)
    digest = ""
    for link in Change.objects.order_by("number"):
        assert link.digest == (digest := seal(digest, link))


def test_others_keep_what_is_theirs(gone, administrator, parent, homeroom):
    other = make.student("Жук", school_class=make.school_class())
    make.absence_note(student=other, by=parent)

    destroyed(gone, by=administrator)

    assert list(AbsenceNote.objects.values_list("student", flat=True)) == [other.pk]
    assert [notice.text[:3] for notice in Notice.objects.filter(recipient=homeroom)] == ["Жук"]
    assert User.objects.get(pk=parent.pk).full_name == "Абрамова Ольга Юрьевна"


def test_who_has_no_login_is_destroyed_too(administrator):
    person = make.person("Лишняя")

    done = destroyed(person, by=administrator)

    assert (done.full_name, done.categories) == (
        "Лишняя Анна Сергеевна",
        [("Имя, дата рождения, логин, эл. почта", 1)],
    )
    assert not TakenLogin.objects.exists()


@pytest.mark.parametrize(
    "who, at, words",
    [("gone", make.NOW, "хранятся до"), ("parent", FREE, "без последнего дня"), ("administrator", FREE, "Свои данные")],
)
def test_what_may_not_be_destroyed_stays(request, gone, administrator, who, at, words):
    person = request.getfixturevalue(who)

    with pytest.raises(Refused, match=words):
        destroyed(person, by=administrator, at=at)

    assert User.objects.get(pk=person.pk).destroyed_at is None


# Whatever day it ended, the summary of a year is kept from the end of the year.
OF_SUMMARY, OF_JOURNAL = date(2053, 1, 1), date(2033, 1, 1)


def result(model):
    return lambda person, lesson: given(model, person, lesson, by=lesson.teacher)


def given(model, person, lesson, *, by):
    """Put a result down without a course that names the student as its member."""
    course, of = lesson.course, {"term": make.term()} if model is TermMark else {"year": make.year()}
    noted = {"given_by": by, "recorded_at": make.NOW, "recorded_on": make.TODAY}
    model.objects.create(student_id=person.pk, subject=course.subject, course=course, value=4, **noted, **of)


def promoted(person, lesson):
    order = {"order": "12", "outcome": Outcome.MOVED, "decided_by": lesson.teacher, "decided_at": make.NOW}
    Promotion.objects.create(student=person, school_class=make.school_class(), **order)


@pytest.mark.parametrize(
    "write, free",
    [
        (lambda person, lesson: make.enrolment(person, make.school_class()), OF_SUMMARY),
        (lambda person, lesson: make.enrolment(person, make.school_class(), until=make.TODAY), OF_SUMMARY),
        (lambda person, lesson: make.membership(lesson.course, person), OF_SUMMARY),
        (lambda person, lesson: make.membership(lesson.course, person, until=make.TODAY), OF_SUMMARY),
        *((result(model), OF_SUMMARY) for model in (TermMark, YearMark, ExamMark, FinalMark)),
        (promoted, OF_SUMMARY),
        (lambda person, lesson: Mark.objects.update(student=person), date(2032, 1, 1)),
        (lambda person, lesson: make.course(teacher=person), OF_JOURNAL),
        (lambda person, lesson: make.school_class(9, "В", homeroom=person), OF_JOURNAL),
    ],
)
def test_journal_keeps_the_name_whatever_became_of_the_role(administrator, lesson, student, write, free):
    make.mark(lesson=lesson, student=student)
    person = make.person("Быстров")
    person.held_roles.create(role=Role.STUDENT, since=date(2019, 9, 1), until=date(2019, 9, 2))
    write(person, lesson)

    with pytest.raises(Refused, match="хранятся до"):
        destroyed(person, by=administrator, at=make.NOW)

    last = free - make.days(1)
    listed = [person in User.objects.filter(past_term(day)) for day in (make.TODAY, last, free)]
    assert (what_keeps(person).free_on, listed) == (free, [False, False, True])


def test_who_gave_a_result_is_kept_no_longer_than_a_teacher(administrator, lesson, student):
    person = make.person("Быстров")
    person.held_roles.create(role=Role.TEACHER, since=make.YEAR_BEGINS, until=make.TODAY)
    given(YearMark, student, lesson, by=person)

    assert what_keeps(person) == Keeping(date(2032, 1, 1), "срок хранения журнала (5\u00a0лет) ещё не истёк")


def test_summary_keeps_its_names_when_its_journals_are_gone(gone, lesson, administrator, deputy):
    given(YearMark, gone, lesson, by=lesson.teacher)
    at = make.at(on=date(2033, 1, 10))
    destroy_journals(lesson.course.year, [lesson.course], act="7", by=deputy, at=at)

    with pytest.raises(Refused, match=r"до 1.января 2053.года: срок хранения сводных ведомостей \(25.лет\)"):
        destroyed(gone, by=administrator, at=at)

    assert YearMark.objects.get().student.full_name == "Абрамов Пётр Ильич"


def test_nobody_is_destroyed_twice(gone, administrator):
    destroyed(gone, by=administrator)

    with pytest.raises(Refused, match="уже уничтожены"):
        destroyed(gone, by=administrator)

    assert AuditEntry.objects.filter(kind=AuditKind.DESTROYED).count() == 1
