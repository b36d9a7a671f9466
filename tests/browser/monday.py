"""The Monday of the tests on a server of its own: a class of thirty, and a journal for each test."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import time_machine
from django.conf import settings
from django.core.management import call_command
from django.core.servers.basehttp import get_internal_wsgi_application, run
from django.db import transaction

from accounts.enums import Role
from complaints.enums import Status
from journal.actions import MarkEntry, give_marks, oral_works
from journal.enums import TermSystem
from journal.models import Course, CourseTeacher, Lesson, Membership, Term
from tests import make
from tests.browser.school import ROOT, awaited, free_port
from tests.complaining import brought_to, complain

JOURNALS = 250
# The address of one more: thirty lessons with a mark for every student.
LARGE = f"/teach/journals/{JOURNALS + 1}/"
# A day of four lessons that nobody has written to.
UNWRITTEN = make.TODAY - make.days(4)
TEACHERS = (("Сидорова", "teacher"), ("Чужова", "colleague"), ("Крылова", "homeroom"))
SURNAMES = (
    "Абрамов Агеев Бабкин Белов Волков Гусев Дёмин Ежов Жуков Зайцев Ильин Каменев Карпов Лапин Лосев "
    "Макаров Мухин Носов Орехов Панов Рогов Рыбин Савин Сомов Титов Уваров Фролов Хохлов Щукин Юдин"
).split()


@contextmanager
def monday_served(database: Path):
    """Serve the Monday from a database that is yet to be made; yields the address."""
    port = free_port()
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": f"sqlite:///{database}",
    }
    serving = f"from tests.browser import monday; monday.serve({port})"
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", serving]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        yield awaited(f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.wait()


def serve(port: int) -> None:
    """Fill an empty database and serve it, from ten o'clock of the Monday on."""
    call_command("migrate", verbosity=0)
    # The admin's own files lie beside Django, not beside ours.
    settings.WHITENOISE_USE_FINDERS = True
    with time_machine.travel(make.NOW):
        with transaction.atomic():
            fill()
        run("127.0.0.1", port, get_internal_wsgi_application(), threading=True)


def fill() -> None:
    make.school()
    teacher, colleague, homeroom = teachers = [make.teacher(surname, login=login) for surname, login in TEACHERS]
    administrator = make.person("Титов", roles=(Role.ADMINISTRATOR,), login="administrator")
    deputy = make.person("Власова", "Нина", "Андреевна", roles=(Role.DEPUTY,), login="deputy")
    for person in (*teachers, administrator, deputy):
        person.set_password(make.PASSWORD)
        person.save()
    school_class = make.school_class(homeroom=homeroom)
    students = [make.student(surname, school_class=school_class) for surname in SURNAMES]
    families(students)
    for _ in range(JOURNALS):
        course = journal(teacher, colleague, students)
        [*_, lesson] = lessons(course, teacher, days_ago=(5, 3, 0))
        make.work(lesson=lesson, kind_code="dictation-task")
    large(journal(teacher, colleague, students), teacher, students)
    ending(teacher, students[:3])
    planned(teacher)
    # After the journals, whose addresses are counted from the first.
    answered(make.student("Нилова", "Вера", "Юрьевна", school_class=make.school_class(8)))
    for student in students[2:5]:
        waiting(student, colleague)


def families(students) -> None:
    """Give each student a mother and a father; one mother has a long name and three children more."""
    for student in students:
        for name in ("Анна", "Пётр"):
            make.guardianship(make.person(student.surname, name, roles=(Role.PARENT,)), student)
    mother = students[0].guardians.first().guardian
    mother.call("Константинопольская-Задунайская", "Александра-Виктория", "Владиславовна")
    mother.save()
    for student in students[-3:]:
        make.guardianship(mother, student)


def answered(student) -> None:
    """Answer a complaint of a mother, beyond the class of thirty, about a topic that is missing."""
    mother = make.person(student.surname, "Ольга", "Юрьевна", roles=(Role.PARENT,), login="mother")
    director = make.person("Орлова", "Елена", "Викторовна", roles=(Role.DIRECTOR,), login="director")
    for person in (mother, director):
        person.set_password(make.PASSWORD)
        person.save()
    make.guardianship(mother, student)
    course = make.course(teacher=director, students=[student], subject_name="Физика")
    lesson = make.lesson(course=course, on=make.TODAY - make.days(3))
    facts = {"entry": f"topic-{lesson.pk}", "reply_to": "443077, г. Самара, ул. Юбилейная, 22А, кв. 14"}
    brought_to(Status.ANSWERED, complain(mother, student, **facts), by=director)


def waiting(student, teacher) -> None:
    """Let a student's mother wait for the answer about a topic that is missing."""
    course = make.course(teacher=teacher, students=[student], subject_name="Химия")
    lesson = make.lesson(course=course, on=make.TODAY - make.days(3))
    complain(student.guardians.order_by("pk").first().guardian, student, entry=f"topic-{lesson.pk}")


def journal(teacher, colleague, students) -> Course:
    """Make a journal that two teachers write."""
    course = make.course(teacher=teacher)
    CourseTeacher.objects.create(course=course, teacher=colleague, since=make.YEAR_BEGINS)
    since = {"since": make.YEAR_BEGINS, "recorded_on": make.YEAR_BEGINS}
    Membership.objects.bulk_create(Membership(course=course, student=student, **since) for student in students)
    return course


def lessons(course, teacher, *, days_ago) -> list[Lesson]:
    return [make.lesson(course=course, on=make.TODAY - make.days(days), teacher=teacher) for days in days_ago]


def ending(teacher, students) -> None:
    """Make a journal whose trimester ends today: whoever closes it closes nobody else's."""
    days = {"first_day": make.YEAR_BEGINS, "last_day": make.TODAY}
    Term.objects.create(year=make.year(), system=TermSystem.TRIMESTER, number=1, **days)
    facts = {"subject_name": "Музыка", "term_system": TermSystem.TRIMESTER}
    make.lesson(course=make.course(teacher=teacher, students=students, **facts), number=7)


def planned(teacher) -> None:
    """Make a journal with a plan, and a day of lessons that nobody has written to, for another class."""
    surnames = "Шубин Эйлер Юрин Ягодин Якушев Ярцев".split()
    students = [make.student(surname, school_class=make.school_class(9)) for surname in surnames]
    course = make.course(teacher=teacher, students=students, subject_name="Литература")
    for number in range(1, 5):
        make.planned_topic(course, number, f"Глава {number}", homework=f"Прочитать главу {number}")
        make.lesson(course=course, on=UNWRITTEN, number=number)


def large(course, teacher, students) -> None:
    held = lessons(course, teacher, days_ago=range(29, -1, -1))
    works = oral_works([(lesson, teacher, lesson.starts_at) for lesson in held[:-1]])
    for work in works.values():
        given = {"work": work, "by": teacher, "at": work.lesson.starts_at}
        give_marks([MarkEntry(student=student, value=2 + student.pk % 4, **given) for student in students])
