"""A person's data destroyed past the term, with an act; the journal stays whole."""

from copy import deepcopy
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.enums import AuditKind, Entrance, NoticeKind
from accounts.keep import forget
from accounts.models import AuditEntry, HeldRole, Look, Notice, Session, Slip, TakenLogin, User, Visit, fingerprint_of
from journal.actions import Refused, destroy
from journal.actions.history import seal
from journal.enums import DestructionReason
from journal.models import AbsenceNote, Change, Exemption, Mark, Operation, School
from journal.models.about import WIPED
from tests import make
from tests.reading import lines, part
from tests.test_archive import keys_to_people

LEFT = date(2026, 5, 26)
# The first of January after five whole years.
FREE = make.at(on=date(2032, 1, 1))
TYPED = {"act": "3", "reason": "purpose", "printed": "on", "surname": "абрамов"}

# Keys of what stays: the journal, its history and the log point to a row without a name.
STAYING = {
    "accounts.AuditEntry": {"by", "person", "other"},
    "accounts.Look": {"reader"},
    "accounts.Slip": {"issued_by"},
    "journal.AbsenceNote": {"sent_by", "read_by"},
    "journal.Attendance": {"student"},
    "journal.Change": {"student", "by"},
    "journal.CourseTeacher": {"teacher"},
    "journal.Enrolment": {"student"},
    "journal.ExamMark": {"student", "given_by"},
    "journal.Exemption": {"student"},
    "journal.FinalMark": {"student", "given_by"},
    "journal.Homeroom": {"teacher"},
    "journal.HomeworkAddressee": {"student"},
    "journal.Lesson": {"teacher", "replaces"},
    "journal.Mark": {"student", "given_by"},
    "journal.Membership": {"student"},
    "journal.Term": {"closed_by"},
    "journal.TermMark": {"student", "given_by"},
    "journal.Work": {"set_by"},
    "journal.WorkAddressee": {"student"},
    "journal.YearMark": {"student", "given_by"},
}
EXTRACT = "Выгрузка из журнала регистрации событий (к акту № 3)"
# Deleted by an action of its own, with what the homeroom teachers were told.
SAID_BY_FAMILY = {("journal.AbsenceNote", "student")}


@pytest.fixture
def gone(student, parent, lesson, homeroom, deputy):
    """The student, who left five years ago, and whatever the diary may hold of one."""
    make.mark(lesson=lesson, student=student, value=4)
    make.absence(lesson=make.lesson(course=lesson.course, number=2), student=student)
    make.absence_note(student=student, by=parent, text="Сообщу завтра")
    Exemption.objects.create(
        student=student, subject=lesson.course.subject, ground="Справка", since=make.TODAY, recorded_at=make.NOW
    )
    Notice.objects.create(recipient=student, kind=NoticeKind.SCHOOL, text="Собрание", key="a", told_at=make.NOW)
    Session.objects.create(
        session_key="s", session_data="", expire_date=make.NOW, user=student, began_at=make.NOW, seen_at=make.NOW
    )
    Slip.objects.create(
        user=student, digest="d", batch=uuid4(), issued_at=make.NOW, issued_by=deputy, valid_until=make.TODAY
    )
    Visit.objects.create(user=student, began_at=make.NOW, signed_in_at=make.NOW, entrance=Entrance.SLIP)
    Look.objects.create(child=student, reader=deputy, role="deputy", day=make.TODAY)
    Operation.objects.create(user=student, key=uuid4(), answer={}, at=make.NOW)
    TOTPDevice.objects.create(user=student)
    HeldRole.objects.filter(user=student).update(until=LEFT, since=LEFT)
    return User.objects.get(pk=student.pk)


@pytest.fixture
def desk(client, administrator, time_machine):
    """The administrator's browser in five years."""
    make.school(address="ул. Юбилейная, 22А")
    time_machine.move_to(FREE, tick=False)
    client.force_login(administrator)
    return client


def destroyed(person, *, by, at=FREE):
    return destroy(person, reason=DestructionReason.PURPOSE, act="3", by=by, at=at)


def address(person):
    return reverse("journal:person-destroy", args=[person.pk])


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


def test_nobody_is_destroyed_twice(gone, administrator):
    destroyed(gone, by=administrator)

    with pytest.raises(Refused, match="уже уничтожены"):
        destroyed(gone, by=administrator)

    assert AuditEntry.objects.filter(kind=AuditKind.DESTROYED).count() == 1


def test_act_names_what_the_order_demands(desk, gone, director):
    act = part(desk.post(address(gone), TYPED), "Акт № 3 об уничтожении персональных данных", to=EXTRACT)

    assert act[:6] == [
        "Оператор",
        "МБОУ «Школа № 89» городского округа Самара, ул. Юбилейная, 22А. Обработка другому лицу не поручалась.",
        "Чьи данные",
        f"Абрамов Пётр Ильич, код в школьной таблице {gone.code}",
        "Какие данные уничтожены",
        "Имя, дата рождения, логин, эл. почта: 1 запись",
    ]
    assert act[act.index("Информационная система") :] == [
        "Информационная система",
        "«Электронный дневник»",
        "Способ",
        "Записи удалены из базы данных; в записях журнала, которые хранятся дальше, имя стёрто",
        "Причина",
        "Цель обработки достигнута, срок хранения истёк",
        "Дата и время",
        "01.01.2032, 10:00",
        "Подписи",
        *("Кто", "Фамилия, имя, отчество", "Подпись"),
        *("Уничтожил: администратор дневника", "Титов Олег Иванович"),
        "Присутствовал",
        *("Утверждаю: директор", "Орлова Елена Викторовна"),
    ]


def test_act_names_each_kind_of_rows(desk, gone):
    act = lines(desk.post(address(gone), TYPED))

    named = [title for _, title, keys in WIPED if "user" in keys or "child" in keys]
    wanted = {*named, "Сообщения семьи об отсутствии", "Основания освобождений"} - {"Действия в кабинете директора"}
    assert wanted <= {line.partition(":")[0] for line in act}


@pytest.mark.parametrize("holder", ["act", "extract"])
def test_act_without_a_school_has_its_letterhead(desk, gone, holder):
    School.objects.all().delete()
    forget()

    told = lines(desk.post(address(gone), TYPED))

    letterhead = "МБОУ «Школа № 89» г. о. Самара, 443077, г. Самара, ул. Юбилейная, 22А. Обработка другому"
    assert (
        letterhead
        in told[told.index(EXTRACT if holder == "extract" else "Оператор") :][2 if holder == "extract" else 1]
    )


def test_extract_of_the_log_comes_with_the_act(desk, gone):
    AuditEntry.objects.create(kind=AuditKind.LOGIN, person=gone, at=make.NOW)

    extract = part(desk.post(address(gone), TYPED), EXTRACT)

    assert extract[3] == f"Абрамов Пётр Ильич, код в школьной таблице {gone.code}"
    assert extract[extract.index("Кто") + 1 :][:7] == [
        "01.01.2032 10:00",
        "персональные данные уничтожены",
        "Акт № 3. Цель обработки достигнута, срок хранения истёк.",
        "Титов Олег Иванович",
        *("12.10.2026 10:00", "логин выдан", "дневник"),
    ]


def test_destruction_without_its_act_does_not_happen(desk, gone, settings):
    """An act that cannot be shown would be lost, and nobody could prove anything any more."""
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["context_processors"].append("tests.test_destruction.broken")
    settings.TEMPLATES = templates

    with pytest.raises(ZeroDivisionError):
        desk.post(address(gone), TYPED)

    assert User.objects.living().filter(pk=gone.pk).exists()


def broken(request):
    return 1 / 0


def test_act_is_shown_once(desk, gone):
    desk.post(address(gone), TYPED)

    for again in (desk.get(address(gone)), desk.post(address(gone), TYPED)):
        assert lines(again)[0] == "Данные этого человека уничтожены"
        assert "Абрамов" not in again.text


@pytest.mark.parametrize(
    "typed, sentence",
    [
        ({"surname": "Жук"}, "Фамилия человека: Это другая фамилия. Проверьте, того ли человека вы открыли."),
        ({"act": ""}, "Номер акта: Напишите номер акта."),
        ({"reason": ""}, "Причина: Выберите причину."),
        ({"reason": "лень"}, "Причина: Выберите причину из списка."),
    ],
)
def test_destruction_is_confirmed_in_full(desk, gone, typed, sentence):
    response = desk.post(address(gone), TYPED | typed)

    assert (sentence in lines(response), User.objects.living().filter(pk=gone.pk).exists()) == (True, True)


def test_summary_of_marks_is_printed_before(desk, gone):
    typed = {name: value for name, value in TYPED.items() if name != "printed"}

    assert "Без ведомостей отметки останутся без имени навсегда." in desk.post(address(gone), typed).text


def test_page_says_until_when_the_law_gives_time(desk, gone):
    assert "не позднее 31\u00a0января 2032\u00a0года" in desk.get(address(gone)).text


def test_page_of_one_whom_nothing_keeps_names_no_day(desk):
    assert "не позднее" not in desk.get(address(make.person("Лишняя"))).text


def test_page_says_that_it_is_early(desk, gone, time_machine, client, administrator):
    time_machine.move_to(make.NOW, tick=False)
    client.force_login(administrator)

    for answer in (desk.get(address(gone)), desk.post(address(gone), TYPED)):
        assert "Уничтожать рано" in lines(answer)
    assert User.objects.living().filter(pk=gone.pk).exists()
