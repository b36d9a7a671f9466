"""An archive of a year, opened: its files by name, its tables by row."""

import csv
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest

from journal.actions import HomeworkEntry, write_homework
from journal.models import Lesson
from journal.views.office.year.writing import write_archive
from tests import make
from tests.reading import Reader


@pytest.fixture
def filled(lesson, student, belova):
    """A course with a topic, homework, an absence, a test with a mark and its word, results of the term and year."""
    make.write_topic(lesson, "Степень")
    entry = {"lesson": Lesson.objects.get(pk=lesson.pk), "text": "§ 7", "by": lesson.teacher, "at": make.NOW}
    write_homework([HomeworkEntry(**entry, students=[student])])
    make.mark(work=make.work(lesson=lesson, title="Контрольная № 1"), student=student, value=4, comment="Хорошо")
    make.mark(lesson=lesson, student=student, value=5)
    make.absence(lesson=lesson, student=belova)
    return lesson.course


def archived(school_class=None, *, at: datetime = make.NOW) -> dict[str, bytes]:
    """Write the archive of the year, and return its files."""
    file = BytesIO()
    write_archive(file, make.year(), school_class, by=None, at=at)
    return opened(file.getvalue())


def opened(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def table(files, name) -> list[dict[str, str]]:
    return list(csv.DictReader(files[f"tables/{name}.csv"].decode("utf-8-sig").splitlines(), delimiter=";"))


def page(files, name) -> list[str]:
    """Return the lines of a page, spaces made single."""
    read = Reader()
    read.feed(files[name].decode())
    return [line for line in (" ".join(line.split()) for line in read.lines) if line]
