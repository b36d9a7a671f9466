"""The command that checks the history: what it prints, what it ends with."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from journal.control.chains import check_history
from journal.models import Lesson
from tests import make
from tests.owing import plain

pytestmark = pytest.mark.usefixtures("lesson")


def check(*arguments):
    told = StringIO()
    try:
        call_command("check_history", *arguments, stdout=told)
    except SystemExit as ended:
        return plain(told.getvalue()), ended.code
    return plain(told.getvalue()), 0


def test_whole_history_is_told(lesson):
    make.write_topic(lesson, "Степень")

    said, code = check()

    assert said.splitlines() == [
        "Проверено: 1 курс, 1 запись истории.",
        f"Печать истории: {check_history().seal}",
        "Всё так, как было записано.",
    ]
    assert code == 0


def test_broken_place_is_named_and_ends_with_a_fault(lesson):
    make.write_topic(lesson, "Степень")
    Lesson.objects.update(topic="Дробь")

    said, code = check()

    place = f"тема урока: в журнале «Дробь», в истории «Степень» ({lesson.pk})"
    assert said.splitlines()[2:] == [f"Нарушено: Алгебра, 7 «А»: {place}"]
    assert code == 1


def test_seal_of_a_former_minute_is_told_to_compare_with_the_paper(lesson):
    make.write_topic(lesson, "Степень", at=make.at(9))
    printed = check_history().seal
    make.write_topic(lesson, "Дробь", at=make.at(9, 30))

    said, _ = check("--then", "2026-10-12T09:15")

    assert said.splitlines()[2] == f"На 12.10.2026, 09:15: {printed}"


def test_json_tells_the_same(lesson):
    make.write_topic(lesson, "Степень")
    Lesson.objects.update(topic="")

    told = json.loads(check("--json", "--then", "2026-10-12T23:59")[0])

    assert told == {
        "courses": 1,
        "links": 1,
        "seal": check_history().seal,
        "destroyed": [],
        "then": check_history().seal,
        "faults": [
            {
                "course": lesson.course.code,
                "number": 0,
                "said": f"тема урока: в журнале «», в истории «Степень» ({lesson.pk})",
            }
        ],
    }
