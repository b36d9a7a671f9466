"""Every page against every role, with objects of one's own and of others, by GET and by POST."""

import pytest
from django.urls import URLPattern, get_resolver

from journal.models import Lesson
from tests import make
from tests.addresses import addresses, answered
from tests.crawl import fingerprint

ROLES = (
    "anonymous",
    "student",
    "parent",
    "stranger",
    "teacher",
    "colleague",
    "homeroom",
    "deputy",
    "director",
    "administrator",
)

PUBLIC = (200,) * 10
SIGNED_IN = (302, *(200,) * 9)
# The objects belong to the student of 7 «А», to the teacher of its algebra, to its homeroom teacher.
CHILD = (302, 200, 200, 404, 403, 403, 200, 200, 200, 403)
CLASSES = (302, 403, 403, 403, 403, 403, 200, 200, 200, 403)
LEADING = (302, 403, 403, 403, 403, 403, 200, 403, 403, 403)
TEACHING = (302, 403, 403, 403, 200, 200, 200, 403, 403, 403)
LESSON = (302, 403, 403, 403, 200, 404, 404, 403, 403, 403)
JOURNAL = (302, 403, 403, 403, 200, 404, 200, 200, 200, 403)
VISITS = (302, *(403,) * 6, 200, 200, 200)
DESK = (302, *(403,) * 7, 200, 200)
CONTROL = (302, *(403,) * 6, 200, 200, 403)
# The case belongs to the student's mother, the question to the teacher; of who complain, the homeroom teacher is one.
FAMILIES = (302, 200, 200, 200, 403, 403, 200, 403, 403, 403)
CASE = (302, 404, 200, 404, 403, 403, 404, 403, 403, 403)
# Where the address does not say of what, the first question is asked.
LATER_QUESTION = tuple(302 if status == 200 else status for status in FAMILIES)
POST_ONLY = (302, *(405,) * 9)

# The pages of the control beside its board.
OF_CONTROL = (
    "class density distance duties duties-table duty handover history list pauses promotion promotion-table "
    "reminder-new reminders report reports rewritten rules table teacher term term-table terms unset year year-table"
).split()

MATRIX = {
    "healthz": PUBLIC,
    "accounts:landing": (200, *(302,) * 9),
    "accounts:login": (200, *(302,) * 9),
    "accounts:activate": (200, *(302,) * 9),
    # Nobody is awaited there but who has just named the right password.
    "accounts:activate-password": (302,) * 10,
    "accounts:login-code": (302,) * 10,
    "accounts:login-factor": (302,) * 10,
    "accounts:account": SIGNED_IN,
    "accounts:account-factor": (302, 403, 403, 403, *(200,) * 6),
    "accounts:logout": (405,) * 10,
    "accounts:password-help": PUBLIC,
    "accounts:display": PUBLIC,
    "journal:service": PUBLIC,
    "accounts:help": PUBLIC,
    "accounts:help-topic": PUBLIC,
    "accounts:accessibility": PUBLIC,
    "accounts:privacy": PUBLIC,
    "accounts:verify": (404,) * 10,
    "accounts:visits": VISITS,
    "accounts:visits-table": VISITS,
    **{f"journal:never-{whose}": VISITS for whose in ("came", "in-class", "of-staff")},
    **{f"journal:never-{whose}-table": VISITS for whose in ("came", "in-class", "of-staff")},
    "journal:slips": DESK,
    "journal:home": SIGNED_IN,
    "journal:notice-read": POST_ONLY,
    "journal:control": CONTROL,
    **{f"journal:control-{page}": CONTROL for page in OF_CONTROL},
    "journal:people": DESK,
    "journal:person": DESK,
    "journal:person-child": (302, *(403,) * 8, 200),
    "journal:person-guardian": (302, *(403,) * 8, 200),
    "accounts:appointment": (302, *(403,) * 7, 200, 403),
    "accounts:audit": DESK,
    "accounts:audit-table": DESK,
    "accounts:links": DESK,
    "journal:family-diary": tuple(302 if status == 200 else status for status in CHILD),
    "journal:family-week": CHILD,
    "journal:family-day": CHILD,
    "journal:family-homework": CHILD,
    "journal:family-marks": CHILD,
    "journal:family-subject": CHILD,
    "journal:family-entry": CHILD,
    "journal:family-programme": CHILD,
    "journal:family-results": CHILD,
    "journal:family-looks": (302, 200, 200, 404, 403, 403, 404, 403, 403, 403),
    "journal:family-remind": (302, 405, 405, 405, 403, 403, 405, 403, 403, 403),
    "journal:family-absence": CHILD,
    "journal:family-absence-withdraw": (302, 405, 405, 405, 403, 403, 405, 403, 403, 403),
    "journal:year-archives": CONTROL,
    "journal:outlived": (302, *(403,) * 8, 200),
    "journal:journals-destroy": (302, *(403,) * 8, 200),
    "journal:person-archive": (302, *(403,) * 7, 200, 403),
    "journal:person-destroy": (302, *(403,) * 8, 200),
    "journal:school-import": (302, *(403,) * 8, 200),
    "journal:person-new": (302, *(403,) * 8, 200),
    "journal:school-template": (302, *(403,) * 8, 200),
    "journal:classes": CLASSES,
    "journal:class": CLASSES,
    "journal:class-table": CLASSES,
    "journal:class-attendance": CLASSES,
    "journal:class-attendance-table": CLASSES,
    "journal:class-results": CLASSES,
    "journal:class-results-table": CLASSES,
    "journal:class-year-results": CLASSES,
    "journal:class-year-results-table": CLASSES,
    "journal:class-print-marks": CLASSES,
    "journal:class-print-notices": CLASSES,
    "journal:class-print-notices-table": CLASSES,
    "journal:student-extract": (302, 403, 403, 403, 403, 403, 200, 200, 200, 403),
    "journal:class-slips": LEADING,
    "journal:class-note-read": (302, 403, 403, 403, 405, 405, 405, 403, 403, 403),
    "complaints:letter": CASE,
    "complaints:complaints": FAMILIES,
    "complaints:new": FAMILIES,
    "complaints:new-reply": LATER_QUESTION,
    "complaints:new-check": LATER_QUESTION,
    "complaints:new-discard": (302, 405, 405, 405, 403, 403, 405, 403, 403, 403),
    "complaints:complaint": CASE,
    "complaints:withdraw": CASE,
    "complaints:questions": TEACHING,
    "complaints:question": LESSON,
    "journal:teacher-day": TEACHING,
    "journal:teacher-day-on": TEACHING,
    "journal:teacher-duties": TEACHING,
    "journal:teacher-pauses": TEACHING,
    "journal:teacher-lesson": LESSON,
    "journal:teacher-work-new": LESSON,
    "journal:teacher-work": LESSON,
    "journal:teacher-paste": LESSON,
    "journal:teacher-journal": JOURNAL,
    "journal:teacher-journal-table": JOURNAL,
    "journal:paper-journal": JOURNAL,
    "journal:paper-summary": CLASSES,
    "journal:paper-report-cards": CLASSES,
    "journal:paper-report-card": CHILD,
    "journal:paper-week": CHILD,
    "journal:teacher-entries": (302, 403, 403, 403, 405, 405, 405, 403, 403, 403),
    "journal:teacher-cell": JOURNAL,
    "journal:teacher-history": JOURNAL,
    "journal:teacher-history-table": JOURNAL,
    "journal:teacher-plan": JOURNAL,
    "journal:teacher-results": JOURNAL,
    "journal:teacher-results-table": JOURNAL,
    "journal:teacher-plan-table": JOURNAL,
    "journal:teacher-plan-import": LESSON,
    "journal:teacher-plan-new": LESSON,
    "journal:teacher-plan-line": LESSON,
}

# The same pages about the class next door: its student, its teacher (the colleague), its parent (the stranger).
FOREIGN_CHILD = (302, 404, 404, 200, 403, 403, 404, 200, 200, 403)
FOREIGN_LESSON = (302, 403, 403, 403, 404, 200, 404, 403, 403, 403)
FOREIGN_JOURNAL = (302, 403, 403, 403, 404, 200, 404, 200, 200, 403)
FOREIGN_CLASS = (302, 403, 403, 403, 403, 403, 404, 200, 200, 403)
FOREIGN_LEADING = (302, 403, 403, 403, 403, 403, 404, 403, 403, 403)
FOREIGN_CASE = (302, 404, 404, 200, 403, 403, 404, 403, 403, 403)
FOREIGN_ROWS = {
    CASE: FOREIGN_CASE,
    CHILD: FOREIGN_CHILD,
    LESSON: FOREIGN_LESSON,
    JOURNAL: FOREIGN_JOURNAL,
    LEADING: FOREIGN_LEADING,
}
FOREIGN = {name: FOREIGN_ROWS[row] for name, row in MATRIX.items() if row in FOREIGN_ROWS}
# The list of classes is not about one of them.
FOREIGN |= {name: FOREIGN_CLASS for name, row in MATRIX.items() if row == CLASSES and name != "journal:classes"}


def column(table, role):
    """Return what each page of the table answers the role."""
    return {name: row[ROLES.index(role)] for name, row in table.items()}


def named_views(patterns, namespace=""):
    """Yield the name of each view of the project; the admin's own pages have tests of their own."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield namespace + (pattern.name or "")
        elif pattern.namespace != "admin":
            yield from named_views(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else namespace)


@pytest.fixture
def cast(request, school):
    people = [request.getfixturevalue(role) for role in ROLES[1:]]
    return dict(zip(ROLES[1:], people, strict=True))


@pytest.fixture
def own(cast, school_class, lesson):
    make.planned_topic(lesson.course)
    work = make.work(lesson=lesson)
    mark = make.mark(student=cast["student"], work=work, value=4)
    facts = {"student": cast["student"], "school_class": school_class, "lesson": lesson, "mark": mark}
    return addresses(MATRIX, question=answered(cast, "parent", "teacher"), **facts)


@pytest.fixture
def foreign(cast):
    child = cast["stranger"].guardianships.get().child
    course = make.course(teacher=cast["colleague"], students=[child], classes=[make.school_class(8, "В")])
    lesson = make.lesson(course=course)
    make.planned_topic(course)
    mark = make.mark(student=child, work=make.work(lesson=lesson), value=4)
    facts = {"student": child, "school_class": make.school_class(8, "В"), "lesson": lesson, "mark": mark}
    return addresses(MATRIX, question=answered(cast, "stranger", "colleague"), **facts)


@pytest.fixture
def signed_in(client, cast):
    """Return a client of the one who plays the role."""

    def sign(role):
        if role != "anonymous":
            client.force_login(cast[role])
        return client

    return sign


def test_what_is_posted_changes_a_lesson_of_ones_own(own, signed_in):
    before = fingerprint()

    signed_in("teacher").post(own["journal:teacher-lesson"], POSTED)

    assert Lesson.objects.filter(topic="Чужая тема").count() == 1
    assert fingerprint() != before


# Open to anybody who sends a login and a password, whoever has signed in before.
WAYS_IN = {"accounts:landing", "accounts:login", "accounts:activate"}

# What a teacher's pages take, so that a page that forgot to ask for the role would change something.
POSTED = {
    "part": "topic",
    "topic-text": "Чужая тема",
    "topic-seen": "",
    "homework-text": "Чужое задание",
    "title-title": "Чужая работа",
    "cancel-reason": "Чужая причина",
}


def test_every_page_has_a_row():
    assert set(named_views(get_resolver().url_patterns)) == set(MATRIX)


@pytest.mark.parametrize("role", ROLES)
def test_pages_answer_the_role(own, signed_in, role):
    client = signed_in(role)

    assert {name: client.get(own[name]).status_code for name in MATRIX} == column(MATRIX, role)


@pytest.mark.parametrize("role", ROLES)
def test_pages_about_others_answer_the_role(foreign, signed_in, role):
    client = signed_in(role)

    assert {name: client.get(foreign[name]).status_code for name in FOREIGN} == column(FOREIGN, role)


@pytest.mark.parametrize("role", ROLES)
def test_no_get_changes_anything(own, foreign, signed_in, role):
    client, before = signed_in(role), fingerprint()

    for name in MATRIX:
        client.get(own[name])
        client.get(foreign[name])

    assert fingerprint() == before


@pytest.mark.parametrize("role", ROLES)
def test_no_post_changes_what_is_closed_to_the_role(own, foreign, signed_in, role):
    client, before = signed_in(role), fingerprint()
    closed = [own[name] for name, status in column(MATRIX, role).items() if status != 200 and name not in WAYS_IN]
    closed += [foreign[name] for name, status in column(FOREIGN, role).items() if status != 200]

    answers = {client.post(address, POSTED).status_code for address in closed}

    assert (answers - {302, 400, 403, 404, 405}, fingerprint()) == (set(), before)
