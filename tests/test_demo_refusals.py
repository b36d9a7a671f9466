"""What the demonstration does not do: touch a real school, or invent one too small."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from demo.models import Demonstration
from journal.models import School
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


@pytest.mark.parametrize("students", ["29", "-5", "много"])
def test_school_without_all_grades_is_refused(tmp_path, students):
    with pytest.raises(CommandError, match="нужно целое число не меньше 30"):
        call_command("generate_school", str(tmp_path / "school.xlsx"), f"--students={students}")
