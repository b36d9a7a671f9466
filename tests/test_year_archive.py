"""A year of a class or of the school as one file: what is in it, and that it is verified without the diary."""

import csv
import re
import subprocess
from hashlib import sha256
from io import BytesIO
from pathlib import PurePosixPath
from posixpath import normpath
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.keep import forget
from accounts.models import AuditEntry
from journal.control.chains import check_history
from journal.models import AcademicYear, ChainHead, Change, Lesson
from journal.models.sealing import keyed
from journal.views.office.year.writing import TITLES, write_archive
from tests import make
from tests.archiving import archived, opened, page, table
from tests.owing import plain

pytestmark = pytest.mark.usefixtures("school")


def test_archive_is_verified_by_its_checksums(filled):
    files = archived()
    sums = files.pop("checksums.txt").decode().splitlines()

    assert sums == [f"{sha256(content).hexdigest()}  {name}" for name, content in files.items()]


def test_archive_is_verified_by_a_standard_tool(filled, tmp_path):
    with (tmp_path / "a.zip").open("wb") as file:
        write_archive(file, make.year(), None, by=None, at=make.NOW)
    with ZipFile(tmp_path / "a.zip") as zipped:
        zipped.extractall(tmp_path)

    command = ["sha256sum", "-c", "--strict", "--quiet", "checksums.txt"]
    whole = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    (tmp_path / "index.html").write_text("Подмена")
    forged = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)

    assert (whole.returncode, whole.stdout, forged.returncode, forged.stdout) == (0, b"", 1, b"index.html: FAILED\n")


def test_every_class_and_every_course_is_there(filled, stranger):
    other = make.course(teacher=make.teacher("Чужова"), subject_name="Физика", classes=[make.school_class(8, "В")])
    classes = make.year().classes.all()

    files = archived()

    wanted = {f"{folder}/{course.pk}.html" for course in (filled, other) for folder in ("journals", "history")}
    wanted |= {f"{folder}/{found.pk}.html" for found in classes for folder in ("classes", "results")}
    wanted |= {f"tables/{name}.csv" for name in TITLES}
    assert set(files) == {*wanted, "index.html", "README.txt", "style.css", "checksums.txt"}
    assert {row["Курс"] for row in table(files, "courses")} == {filled.code, other.code}
    assert len({row["Класс"] for row in table(files, "students")}) == len(classes) == 3


def test_archive_of_a_class_tells_nothing_of_another(filled, stranger, school_class):
    other = make.course(teacher=make.teacher("Чужова"), subject_name="Физика", classes=[make.school_class(8, "В")])

    files = archived(school_class)

    assert f"journals/{other.pk}.html" not in files
    everything = b"".join(files.values()).decode()
    assert [words for words in ("Яшина", "Физика", "8 «В»", "Чужова") if words in everything] == []
    assert "Абрамов" in everything


@pytest.mark.parametrize("topic", ["Степень", "=формула", "'=формула", "''", "-5 и 'пять'"])
def test_table_of_the_history_is_what_its_seals_are_made_of(filled, topic):
    make.write_topic(Lesson.objects.get(), topic)
    files, digest = archived(), ""

    for cells in csv.reader(files["tables/history.csv"].decode("utf-8-sig").splitlines()[1:], delimiter=";"):
        row = [cell.removeprefix("'") for cell in cells]
        numbers = [int(cell) if cell else None for cell in row[3:9]]
        whole = [digest, int(row[0]), int(row[1]), row[2], *numbers, *row[9:12], int(row[12]), row[13]]
        digest = keyed([*whole, row[14] or None, *row[15:17]])
        assert digest == row[17]
    [head] = table(files, "chains")
    assert (head["Печать последней записи"], head["Записей"]) == (digest, str(Change.objects.count()))


def test_archive_names_the_seal_that_the_check_prints(filled):
    seal = check_history().seal

    files = archived()

    assert f"Всей школы на момент архива, какой её называет проверка истории: {seal}" in page(files, "index.html")
    assert f"    {seal}\n" in files["README.txt"].decode()


def test_what_is_written_meanwhile_belongs_to_the_next_archive(filled):
    ChainHead.objects.update(number=2)

    assert [row["№"] for row in table(archived(), "history")] == ["1", "2"]


@pytest.mark.parametrize("is_closed", [False, True])
def test_index_says_that_the_year_is_not_closed(filled, deputy, is_closed):
    if is_closed:
        AcademicYear.objects.update(closed_at=make.NOW, closed_by=deputy)

    files = archived()

    words = "Год не закрыт: записи ещё могут измениться, этот архив — не последний."
    told = (words in page(files, "index.html"), words in files["README.txt"].decode())
    assert told == (not is_closed, not is_closed)


def test_archive_needs_nothing_but_itself(filled):
    files = archived()

    pages = {name: content.decode() for name, content in files.items() if name.endswith(".html")}
    for name, html in pages.items():
        addresses = re.findall(r'(?:href|src)="([^"]+)"', html)
        assert {normpath(PurePosixPath(name).parent / address) for address in addresses} <= set(files)
        assert "<script" not in html
        assert "://" not in html


def test_what_people_typed_is_text(lesson, student):
    make.write_topic(lesson, "<b>степень</b> & корень")
    make.mark(lesson=lesson, student=student, comment="<script>alert(1)</script>")

    files = archived()

    pages = "".join(content.decode() for name, content in files.items() if name.endswith(".html"))
    assert ("<b>" in pages, "<script" in pages) == (False, False)
    assert pages.count("&lt;b&gt;степень&lt;/b&gt; &amp; корень") == 2
    assert pages.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2


def test_tables_hold_no_formula(lesson):
    make.write_topic(lesson, "=1+1")

    files = archived()

    assert table(files, "lessons")[0]["Тема"] == "'=1+1"
    assert table(files, "history")[0]["Стало"] == "'=1+1"


def test_typed_sign_is_told_from_an_added_one(course):
    topics = ["'=1+1", "=1+1", "'я", "я'"]
    for place, topic in enumerate(topics):
        make.write_topic(make.lesson(course=course, number=place + 1), topic)

    files = archived()

    assert [row["Тема"] for row in table(files, "lessons")] == ["''=1+1", "'=1+1", "''я", "я'"]
    assert [row["Стало"].removeprefix("'") for row in table(files, "history")] == topics


def test_archive_opens_no_door(filled, student):
    everything = b"".join(archived().values()).decode()

    secrets = (settings.SECRET_KEY, settings.HISTORY_KEY, student.password)
    assert [secret for secret in secrets if secret in everything] == []


@pytest.mark.parametrize("whose, said", [(None, "вся школа"), ("school_class", "7 «А»")])
def test_handing_over_is_noted_with_its_checksum(request, filled, director, whose, said):
    school_class = request.getfixturevalue(whose) if whose else None
    file = BytesIO()

    digest = write_archive(file, make.year(), school_class, by=director, at=make.NOW)

    assert digest == sha256(opened(file.getvalue())["checksums.txt"]).hexdigest()
    entry = AuditEntry.objects.get()
    assert (entry.kind, entry.by, entry.person, entry.at) == ("year-archived", director, None, make.NOW)
    assert plain(entry.detail) == f"2026/27, {said}. SHA-256 checksums.txt: {digest}"


def statements():
    with CaptureQueriesContext(connection) as asked:
        archived()
    return len(asked)


@pytest.mark.parametrize("number", [1, 3])
def test_course_costs_the_same_whatever_it_holds(course, student, belova, number):
    for place in range(number):
        lesson = make.lesson(course=course, number=place + 1)
        make.write_topic(lesson)
        make.mark(work=make.work(lesson=lesson, students=[student]), student=student)
        make.absence(lesson=lesson, student=belova)
        make.planned_topic(course, place + 1)
    forget()

    assert statements() == 39
