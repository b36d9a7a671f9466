"""What the demonstration does not do: touch a real school, or invent one too small."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from demo.living.happenings import Marking
from demo.living.writing import write
from demo.models import Demonstration
from journal.enums import Presence
from journal.models import Mark, School
from tests import make


@pytest.mark.parametrize("real", [make.school, make.teacher])
def test_real_school_is_left_alone(db, real):
    real()
    before = (User.objects.count(), School.objects.count())

    with pytest.raises(CommandError, match="В базе настоящая школа") as refusal:
        call_command("demo", "--if-needed")

    assert refusal.value.returncode == 1
    assert (User.objects.count(), School.objects.count()) == before
    assert Demonstration.objects.count() == 0


def test_workbook_of_any_size_is_written(tmp_path):
    out, file = StringIO(), tmp_path / "school.xlsx"

    call_command("generate_school", str(file), "--students", "60", "--on", "2027-07-15", stdout=out)

    assert out.getvalue() == f"Записано: {file}. Учеников: 60, классов: 11.\n"
    assert file.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("is_away, marks", [(True, 1), (False, 0)])
def test_work_of_one_who_was_there_after_all_is_not_done_later(db, lesson, student, is_away, marks):
    work = make.work(lesson=lesson)
    make.absence(lesson=lesson, student=student)
    if not is_away:
        make.absence(lesson=lesson, student=student, presence=Presence.PRESENT)
    day = work.due_on + make.days(1)
    said = {"lesson": lesson, "kind": work.kind, "student": student, "value": 4, "by": lesson.teacher}

    write([Marking(**said, done_on=day, at=make.at(on=day))], register=None)

    assert Mark.objects.count() == marks


@pytest.mark.parametrize("students", ["29", "-5", "много"])
def test_school_without_all_grades_is_refused(tmp_path, students):
    with pytest.raises(CommandError, match="нужно целое число не меньше 30"):
        call_command("generate_school", str(tmp_path / "school.xlsx"), f"--students={students}")
