"""The cast of the tests. Monday 12 October 2026, ten in the morning, class 7 «А» of an invented school."""

from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis.configuration import set_hypothesis_home_dir

from accounts.enums import Role
from accounts.keep import forget
from journal.actions.grid import CellEntry, save_cells
from journal.rules.cells import Base, Cell, Column
from tests import make
from tests.archiving import filled  # noqa: F401 — a fixture
from tests.complaining import complaining, complaint, late_topic  # noqa: F401 — fixtures
from tests.complaint_questions import about  # noqa: F401 — a fixture
from tests.controlling import busy  # noqa: F401 — a fixture
from tests.living import demonstration, founded  # noqa: F401 — fixtures
from tests.meddling import meddle, written  # noqa: F401 — fixtures
from tests.owing import check, late  # noqa: F401 — fixtures
from tests.plugins.flush import let_history_be_flushed
from tests.results import opened_results, post_results  # noqa: F401 — fixtures

# A busy machine is no fault of ours. The gate tries the same cases each time, so that a change is what turns it red;
# new ones are looked for by `./test --hypothesis-profile=hunt`. Nowhere are failures made smaller: hypothesis ends that
# by the clock, and ours stands still. What tests write lies in the one ignored folder.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
settings.register_profile("hunt", deadline=None, phases=PHASES)
settings.register_profile("diary", settings.get_profile("hunt"), derandomize=True)
settings.load_profile("diary")
set_hypothesis_home_dir(Path(__file__).parents[1] / "var" / "hypothesis")

let_history_be_flushed()


@pytest.fixture(autouse=True)
def _clock(time_machine):
    """Stop every clock that a view reads at the school's Monday."""
    time_machine.move_to(make.NOW, tick=False)


@pytest.fixture(autouse=True)
def _nothing_kept():
    forget()


@pytest.fixture
def school(db):
    return make.school()


@pytest.fixture
def homeroom(db):
    """Homeroom teacher of 7 «А», who reads its subjects and may not write to them, and a parent in 5 «Б»."""
    holder = make.person("Крылова", "Вера", "Павловна", roles=(Role.TEACHER, Role.PARENT), login="homeroom")
    make.school_class(homeroom=holder)
    child = make.student("Крылов", "Лев", "Олегович", school_class=make.school_class(5, "Б"))
    make.guardianship(holder, child)
    return holder


@pytest.fixture
def school_class(homeroom):
    return make.school_class()


@pytest.fixture
def teacher(db):
    """Teaches algebra to 7 «А»."""
    return make.teacher("Сидорова", login="teacher")


@pytest.fixture
def colleague(db):
    """Teaches, but nothing to anybody here, and is no homeroom teacher."""
    return make.teacher("Чужова", login="colleague")


@pytest.fixture
def student(school_class):
    return make.student("Абрамов", "Пётр", "Ильич", school_class=school_class, login="student")


@pytest.fixture
def parent(student):
    """Mother of the student."""
    mother = make.person("Абрамова", "Ольга", "Юрьевна", roles=(Role.PARENT,), login="parent")
    make.guardianship(mother, student)
    return mother


@pytest.fixture
def sister(parent):
    """The student's sister in 5 «Б»."""
    child = make.student("Абрамова", "Анна", "Ильинична", school_class=make.school_class(5, "Б"))
    make.guardianship(parent, child)
    return child


@pytest.fixture
def stranger(db):
    """Parent of a child in another class."""
    father = make.person("Яшин", "Игорь", "Львович", roles=(Role.PARENT,), login="stranger")
    child = make.student("Яшина", "Дарья", "Игоревна", school_class=make.school_class(8, "В"))
    make.guardianship(father, child)
    return father


@pytest.fixture
def deputy(db):
    return make.person("Власова", "Нина", "Андреевна", roles=(Role.DEPUTY,), login="deputy")


@pytest.fixture
def director(db):
    return make.person("Орлова", "Елена", "Викторовна", roles=(Role.DIRECTOR,), login="director")


@pytest.fixture
def administrator(db):
    return make.person("Титов", "Олег", "Иванович", roles=(Role.ADMINISTRATOR,), login="administrator")


@pytest.fixture
def course(teacher, student):
    """Algebra of 7 «А», with the student in it."""
    return make.course(teacher=teacher, students=[student])


@pytest.fixture
def lesson(course):
    """Today's first lesson of algebra, at eight."""
    return make.lesson(course=course)


@pytest.fixture
def belova(course):
    """Another student of the course."""
    return make.membership(course, make.student("Белова", "Алёна", "")).student


@pytest.fixture
def work(lesson):
    return make.work(lesson=lesson, title="Контрольная № 1")


@pytest.fixture
def teaching(client, teacher, school):
    """A browser in which the teacher has signed in."""
    client.force_login(teacher)
    return client


@pytest.fixture
def save_cell(lesson):
    """Save one cell of today's lesson as its teacher, or as another; returns the answer."""
    lesson.teacher.acting_on(make.TODAY)

    def save(student, wanted, *, base="0.", work=None, by=None, at=make.NOW, **facts):
        column = Column(work.pk, is_work=True) if work else Column(lesson.pk)
        entry = CellEntry(column=column, student_id=student.pk, base=Base.read(base), wanted=Cell.read(wanted), **facts)
        return save_cells(lesson.course_id, [entry], by=by or lesson.teacher, at=at).answers[0]

    return save
