"""The command that writes a year as an archive."""

from hashlib import sha256
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from journal.management.commands import write_archive
from journal.models import AcademicYear
from tests import make
from tests.archiving import opened
from tests.owing import plain

pytestmark = pytest.mark.usefixtures("school")


def write(to, *arguments, year="2026/27"):
    told = StringIO()
    call_command("write_archive", "--year", year, "--to", str(to), *arguments, stdout=told)
    return plain(told.getvalue()).splitlines()


def test_whole_school_is_written(tmp_path, lesson):
    told = write(tmp_path / "a.zip")

    files = opened((tmp_path / "a.zip").read_bytes())
    assert f"journals/{lesson.course_id}.html" in files
    assert told == [
        f"Записан архив: {tmp_path / 'a.zip'}, 2026/27 учебный год, вся школа.",
        f"SHA-256 checksums.txt: {sha256(files['checksums.txt']).hexdigest()}",
    ]


@pytest.mark.parametrize("code", ["7 А", "7а", "7 «А»"])
def test_class_is_written_whatever_way_it_is_called(tmp_path, lesson, stranger, code):
    told = write(tmp_path / "a.zip", "--class", code)

    assert told[0].endswith("2026/27 учебный год, 7 «А».")
    assert sum(name.startswith("classes/") for name in opened((tmp_path / "a.zip").read_bytes())) == 1


@pytest.mark.parametrize(
    "arguments, year, sentence",
    [
        ((), "2031/32", "Учебного года 2031/32 в дневнике нет. Есть: 2026/27."),
        (("--class", "7 Я"), "2026/27", "Класса 7 Я в 2026/27 учебном году нет. Есть: 5 Б, 7 А."),
    ],
)
def test_what_is_not_there_is_said(tmp_path, lesson, arguments, year, sentence):
    with pytest.raises(CommandError) as refused:
        write(tmp_path / "a.zip", *arguments, year=year)

    assert (str(refused.value), list(tmp_path.iterdir())) == (sentence, [])


def test_empty_diary_has_no_years():
    with pytest.raises(CommandError, match=r"в дневнике нет\. Есть: ни одного\."):
        write_archive.year_of("2026/27")


def test_year_without_classes_says_so():
    year = AcademicYear.objects.create(name="2027/28", first_day=make.YEAR_ENDS, last_day=make.YEAR_ENDS)

    with pytest.raises(CommandError, match=r"Класса 7 А в 2027/28 учебном году нет\. Есть: ни одного\."):
        write_archive.class_of(year, "7 А")


def test_file_that_is_there_stays(tmp_path, lesson):
    kept = tmp_path / "a.zip"
    kept.write_text("прошлый год")

    with pytest.raises(CommandError, match=r"уже есть\. Укажите другое имя, чтобы не потерять его\."):
        write(kept)

    assert kept.read_text() == "прошлый год"


def test_place_that_is_not_there_is_said(tmp_path, lesson):
    with pytest.raises(CommandError, match=r"a\.zip не записать: No such file or directory\."):
        write(tmp_path / "nowhere" / "a.zip")


def test_half_an_archive_is_none(tmp_path, lesson, settings):
    settings.HISTORY_KEY = None

    with pytest.raises(AttributeError):
        write(tmp_path / "a.zip")

    assert list(tmp_path.iterdir()) == []
