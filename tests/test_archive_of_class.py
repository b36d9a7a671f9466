"""The year of one class as a file: nothing of those who were never in it, and a history that is verified still."""

import csv

import pytest

from journal import actions
from journal.models import ChainHead, Enrolment
from journal.models.sealing import keyed
from tests import make
from tests.archiving import archived, page, table

pytestmark = pytest.mark.usefixtures("school")
MOVED_ON = make.TODAY - make.days(7)
SECRETS = ("Яшина", "Списывает", "Выучить стих", "Перевод из школы № 5", "Своя карточка", "Абрамов")


@pytest.fixture
def other(student):
    """A student of 7 «Б», who is in a course beside the student of 7 «А»."""
    return make.student("Яшина", "Дарья", "Игоревна", school_class=make.school_class(7, "Б"))


@pytest.fixture
def joint(teacher, student, other):
    """A course of both classes, with an entry of each kind about either student."""
    classes = [make.school_class(7, "А"), make.school_class(7, "Б")]
    course = make.course(teacher=teacher, students=[student, other], classes=classes, group="7 «А»+7 «Б»")
    lesson, alone = make.lesson(course=course), make.lesson(course=course, number=2)
    make.mark(lesson=lesson, student=student, value=5, comment="Хорошо")
    make.mark(lesson=lesson, student=other, value=3, comment="Списывает")
    make.absence(lesson=alone, student=other)
    make.work(lesson=alone, title="Своя карточка", students=[other])
    set_for(alone, "Выучить стих", other)
    set_for(lesson, "§ 7", student, other)
    brought = {"course": course, "date": make.TODAY, "value": 4, "document": "Перевод из школы № 5"}
    actions.bring_marks([actions.TransferEntry(student=other, by=teacher, at=make.NOW, **brought)])
    for member in (student, other):
        make.result(course, member, term=make.term(), value=4)
    return course


def set_for(lesson, text, *students):
    fresh = type(lesson).objects.get(pk=lesson.pk)
    actions.write_homework(
        [actions.HomeworkEntry(lesson=fresh, text=text, students=students, by=lesson.teacher, at=make.NOW)]
    )


def told(files, words) -> dict[str, list[str]]:
    """Return which of the words stand in which file."""
    found = {name: [word for word in words if word in content.decode()] for name, content in files.items()}
    return {name: here for name, here in found.items() if here}


def test_joint_course_tells_nothing_of_the_other_class(joint, other):
    files = archived(make.school_class(7, "А"))

    assert told(files, [*SECRETS[:-1], other.code]) == {}
    assert set(told(files, ["Абрамов"])) >= {f"{of}/{joint.pk}.html" for of in ("journals", "history")}
    assert [row["Отметка"] for row in table(files, "marks")] == ["5"]
    homework = [row["Домашнее задание"] for row in table(files, "lessons")]
    assert homework == ["§ 7 (кому: Абрамов Пётр)", "ученикам другого класса"]


def test_archive_of_the_school_tells_of_everybody(joint):
    files = archived()

    assert set(SECRETS) == {word for here in told(files, SECRETS).values() for word in here}


def test_history_of_a_joint_course_is_verified_link_by_link(joint, student):
    history = archived(make.school_class(7, "А"))["tables/history.csv"].decode("utf-8-sig")

    _, *rows = csv.reader(history.splitlines(), delimiter=";")
    assert verified(rows) == {True}
    [head] = ChainHead.objects.all()
    assert ([row[1] for row in rows], rows[-1][17]) == ([str(n + 1) for n in range(head.number)], head.digest)
    withheld = [row for row in rows if not row[2]]
    assert len(withheld) == 6
    assert {(*row[2:17], row[18]) for row in withheld} == {("",) * 16}


def test_page_of_a_joint_history_keeps_a_line_for_each_link(joint):
    [head] = ChainHead.objects.all()

    files = archived(make.school_class(7, "А"))

    html = files[f"history/{joint.pk}.html"].decode()
    assert (html.count("запись об ученике другого класса"), html.count("<tr>") - 1) == (6, head.number)


def test_first_page_says_what_is_left_out(joint):
    of_class, of_school = archived(make.school_class(7, "А")), archived()

    words = "оставлены номер и печать, поэтому цепь не прерывается. Таких записей: 6."
    assert words in " ".join(page(of_class, "index.html"))
    assert words in " ".join(of_class["README.txt"].decode().split())
    assert told(of_school, ["чего здесь нет", "ЧЕГО ЗДЕСЬ НЕТ", "ученике другого класса"]) == {}


def test_results_are_of_the_courses_of_the_class(teacher, student, course):
    """Given in 7 «А» before the student moves to 7 «Б», and there after it."""
    Enrolment.objects.update(until=MOVED_ON - make.days(1))
    moved_to = make.school_class(7, "Б")
    make.enrolment(student, moved_to, since=MOVED_ON)
    chemistry = make.course(teacher=teacher, students=[student], subject_name="Химия", classes=[moved_to])
    make.result(course, student, term=make.term(), value=4)
    make.result(chemistry, student, term=make.term(), value=3)

    first, second = (archived(of) for of in (make.school_class(7, "А"), moved_to))

    assert (told(first, ["Химия"]), told(second, ["Алгебра"])) == ({}, {})
    assert results_of(first) == ["I четверть", "Ученик", "Алгебра", "Абрамов Пётр", "4"]
    assert results_of(second) == ["I четверть", "Ученик", "Химия", "Абрамов Пётр", "3"]


def results_of(files) -> list[str]:
    """Return the lines of the tables of results of the one class."""
    [name] = [name for name in files if name.startswith("results/")]
    return page(files, name)[3:]


def verified(rows) -> set[bool]:
    """Return what the recipe of the archive says of its links that are told whole."""
    digest, found = "", set()
    for row in rows:
        if row[2]:
            numbers = [int(cell) if cell else None for cell in row[3:9]]
            whole = [digest, int(row[0]), int(row[1]), row[2], *numbers, *row[9:12], int(row[12]), row[13]]
            found.add(keyed([*whole, row[14] or None, *row[15:17]]) == row[17])
        digest = row[17]
    return found
