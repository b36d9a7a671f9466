"""Everything about one child in one file."""

import csv
import re
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import reverse

from accounts.models import AuditEntry, Look, User
from accounts.spreadsheet import as_csv
from journal.models.about import Table, every
from tests import make
from tests.reading import lines

ASKED = {"number": "12", "day": "2026-10-05"}
ARCHIVE = every("ARCHIVE")
LATIN = re.compile("[A-Za-z]")

# Keys to those who work with a child, and to grown-ups themselves: rows that are not about the child.
NOT_ABOUT_A_CHILD = {
    "accounts.AuditEntry": {"by"},
    "accounts.Guardianship": {"guardian"},
    "accounts.Look": {"reader"},
    "accounts.Slip": {"issued_by"},
    "admin.LogEntry": {"user"},
    # A case is its author's alone, whichever child it is about.
    "complaints.Answer": {"approved_by"},
    "complaints.Complaint": {"child", "registered_by", "decided_by"},
    "complaints.Entry": {"teacher"},
    "complaints.Question": {"teacher", "asked_by"},
    "complaints.SignedCopy": {"attached_by"},
    "complaints.Step": {"by"},
    "journal.AbsenceNote": {"sent_by", "read_by"},
    "journal.AcademicYear": {"closed_by"},
    "journal.Change": {"by"},
    "journal.ControlReport": {"written_by"},
    "journal.CourseTeacher": {"teacher"},
    "journal.ExamMark": {"given_by"},
    "journal.FinalMark": {"given_by"},
    "journal.Homeroom": {"teacher"},
    "journal.Handover": {"giver", "successor", "made_by"},
    "journal.JournalDestruction": {"by"},
    "journal.Lesson": {"teacher", "replaces", "topic_owed_by", "homework_owed_by"},
    "journal.Mark": {"given_by", "owed_by"},
    "journal.Operation": {"user"},
    "journal.Pause": {"teacher", "recorded_by", "withdrawn_by"},
    "journal.PauseRequest": {"teacher", "answered_by"},
    "journal.Promotion": {"decided_by"},
    "journal.Reminder": {"recipient", "sent_by"},
    "journal.RemotePeriod": {"recorded_by"},
    "journal.Reopening": {"opened_to", "opened_by", "ended_by"},
    "journal.Term": {"closed_by"},
    "journal.TermMark": {"given_by"},
    "journal.Waiver": {"owed_by", "waived_by"},
    "journal.Work": {"set_by", "owed_by"},
    "journal.YearMark": {"given_by"},
    "otp_totp.TOTPDevice": {"user"},
}


def keys_to_people():
    """Return the keys to a person of each model of the whole project, third parties' too."""
    found = {}
    for model in apps.get_models():
        fields = [field for field in model._meta.concrete_fields if field.many_to_one or field.one_to_one]
        keys = {field.name for field in fields if issubclass(field.related_model, User)}
        if keys and not model._meta.proxy:
            found[model._meta.label] = keys
    return found


@pytest.fixture
def address(student):
    return reverse("journal:person-archive", args=[student.pk])


@pytest.fixture
def desk(client, director, school):
    client.force_login(director)
    return client


@pytest.fixture
def opened(desk, address):
    """Ask for the archive and return its files by name."""

    def ask():
        with ZipFile(BytesIO(desk.post(address, ASKED).content)) as zipped:
            return {name: zipped.read(name) for name in zipped.namelist()}

    return ask


def table(files, name):
    return list(csv.DictReader(files[f"tables/{name}.csv"].decode("utf-8-sig").splitlines(), delimiter=";"))


def test_archive_holds_every_key_to_a_child():
    told = {(entry.model._meta.label, key) for entry in ARCHIVE for key in entry.by if key != "pk"}
    others = {(label, key) for label, keys in NOT_ABOUT_A_CHILD.items() for key in keys}

    known = {(label, key) for label, keys in keys_to_people().items() for key in keys}
    assert (known - told - others, told & others) == (set(), set())
    assert {entry.model for entry in ARCHIVE if "pk" in entry.by} == {User}


@pytest.mark.parametrize("entry", ARCHIVE, ids=lambda entry: entry.file)
def test_archive_is_in_russian_and_opens_nothing(entry: Table):
    secret = {"password", "digest", "session_key", "session_data", "ground", "document"}

    assert [title for title in entry.head if LATIN.search(title)] == []
    told = {field.name for field in entry.columns} & secret
    assert told == ({"ground"} if entry.file in ("exemption", "absencenote") else set())


def test_archive_tells_what_the_diary_holds(opened, student, parent, lesson, deputy):
    make.mark(lesson=lesson, student=student, value=4, comment="Хорошо")
    make.absence(lesson=make.lesson(course=lesson.course, number=2), student=student)
    make.absence_note(student=student, by=parent, text="Сообщу завтра")
    Look.objects.create(child=student, reader=deputy, role="deputy", day=make.TODAY)

    files = opened()

    assert table(files, "user")[0]["Фамилия"] == "Абрамов"
    mark = table(files, "mark")[0]
    assert (mark["Предмет"], mark["День урока"], mark["Отметка"]) == ("Алгебра", "12.10.2026", "4")
    assert (mark["Пояснение"], mark["Не сдано"], mark["Кто поставил"]) == ("Хорошо", "нет", "Сидорова Анна Сергеевна")
    assert [row["Посещение"] for row in table(files, "attendance")] == ["Н"]
    assert [row["Классному руководителю"] for row in table(files, "absencenote")] == ["Сообщу завтра"]
    assert {row["Стало"] for row in table(files, "change")} == {"Н", "4 — Хорошо"}
    assert {row["Кто смотрел"] for row in table(files, "look")} == {"Власова Нина Андреевна", "Орлова Елена Викторовна"}
    assert [row["Представитель"] for row in table(files, "guardianship")] == ["Абрамова Ольга Юрьевна"]
    page = files["index.html"].decode()
    assert all(words in page for words in ("Абрамов Пётр Ильич", "Сообщу завтра", "Хорошо", "Записей нет."))


def test_page_to_read_leaves_to_the_table_what_paper_has_no_room_for(opened, student, lesson):
    make.mark(lesson=lesson, student=student, value=4)

    files = opened()

    page = files["index.html"].decode()
    assert [title for title in ("Почему в другой день", "Убрано") if f'<th scope="col">{title}</th>' in page] == []
    assert "В tables/mark.csv есть ещё: День урока, Работа выполнена" in page
    assert "Почему в другой день" in table(files, "mark")[0]
    assert max(len(entry.head) - len(entry.head_aside) for entry in ARCHIVE) <= 12


def test_archive_of_one_child_tells_nothing_of_another(opened, student, lesson, stranger):
    other = make.student("Жук", "Егор", school_class=make.school_class())
    make.membership(lesson.course, other)
    make.mark(lesson=lesson, student=other, comment="Чужое")
    make.mark(lesson=lesson, student=student)

    everything = b"".join(opened().values()).decode()

    assert [words for words in ("Жук", "Егор", "Чужое", "Яшин") if words in everything] == []


def test_archive_proves_that_it_is_unchanged(opened):
    files = opened()
    sums = files.pop("checksums.txt").decode().splitlines()

    assert sums == [f"{sha256(content).hexdigest()}  {name}" for name, content in files.items()]
    assert {name for name in files if not name.startswith("tables/")} == {"index.html", "style.css"}
    assert len(files) == 2 + len(ARCHIVE)


def test_handing_over_is_noted_without_a_name(desk, address, student, director):
    response = desk.post(address, ASKED)

    entry = AuditEntry.objects.get()
    assert (entry.kind, entry.by, entry.person_id, entry.at) == ("archived", director, student.pk, make.NOW)
    assert entry.detail == "Обращение №\u00a012 от 05.10.2026"
    assert response["Content-Disposition"] == f'attachment; filename="diary-{student.pk}-2026-10-12.zip"'
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize("typed", ["№ 17", "№17", "17"])
def test_request_has_one_sign_of_a_number(desk, address, typed):
    desk.post(address, ASKED | {"number": typed})

    assert AuditEntry.objects.get().detail == "Обращение №\u00a017 от 05.10.2026"


def test_family_is_told_who_took_everything_about_the_child(desk, address, student, director):
    desk.get(address)
    desk.post(address, {"number": ""})
    assert not Look.objects.exists()

    desk.post(address, ASKED)

    look = Look.objects.get()
    assert (look.child_id, look.reader, look.role, look.day) == (student.pk, director, "director", make.TODAY)


def test_archive_waits_for_the_request_it_answers(desk, address):
    response = desk.post(address, {"number": "", "day": "вчера"})

    assert "Номер обращения: Напишите номер обращения; если номера нет, «б/н»." in lines(response)
    assert "Дата обращения: Напишите день так: 16.11.2026." in lines(response)
    assert not AuditEntry.objects.exists()


def test_page_names_the_child(desk, address):
    assert lines(desk.get(address))[1] == "Абрамов Пётр Ильич · архив сведений"


def test_who_is_no_student_has_no_archive(desk, teacher):
    assert desk.get(reverse("journal:person-archive", args=[teacher.pk])).status_code == 404


@pytest.mark.parametrize("marks", [1, 3])
def test_archive_asks_the_same_number_of_queries(desk, address, student, lesson, marks, django_assert_num_queries):
    for number in range(marks):
        at = make.lesson(course=lesson.course, number=number + 2)
        make.mark(lesson=at, student=student)
        make.absence(lesson=make.lesson(course=lesson.course, number=number + 5), student=student)
    desk.post(address, ASKED)

    # Session, person, child, a savepoint with the note, and one for each table.
    with django_assert_num_queries(6 + len(ARCHIVE)):
        desk.post(address, ASKED)


@pytest.mark.parametrize("cell", ["=1+1", "+7 846", "-5", "@кто", "\tтаб"])
def test_table_holds_no_formula(cell):
    assert as_csv([[cell, "слово; два"]]).decode("utf-8-sig") == f'\'{cell};"слово; два"\r\n'


def test_archive_opens_no_door(opened, student):
    everything = b"".join(opened().values()).decode()

    secrets = (settings.SECRET_KEY, settings.HISTORY_KEY, student.password)
    assert [secret for secret in secrets if secret in everything] == []
