"""Who sees and who changes what in the journal. Source: regulation, 2.1 and 4.1–4.2.

Only what is reached directly is scoped: a student, a class, a course, a lesson, a mark; the rest is reached through it.
Roles unite by `pk__in` subqueries, so that no scan crosses several joins. The models stand above this module,
so they are named through the app registry.
"""

from django.apps import apps
from django.db.models import F, OuterRef, Q, Subquery

from accounts.access import (
    OF_AGE,
    Policy,
    everything,
    own_children,
    themselves,
    themselves_of_age,
    years_before,
)
from accounts.enums import Role

# What somebody owes who does not hold the lesson, or has not set the work: as its index has it, word by word.
HANDED_OVER = {
    "topic": ~Q(topic_owed_by=F("teacher")),
    "homework": ~Q(homework_owed_by=F("teacher")),
    "work": Q(is_written=True) & ~Q(owed_by=F("set_by")),
}


def post_of(user) -> Role:
    """Return as who a person controls: a director who is a deputy director too, as the director."""
    return Role.DIRECTOR if Role.DIRECTOR in user.roles else Role.DEPUTY


def _rows(model: str, user):
    """Return the dated rows of a model that hold on the acting day."""
    return apps.get_model("journal", model).objects.on(user.on)


def homeroom_classes(user):
    """Return the ids of the classes whose homeroom teacher the person is on the acting day."""
    return _rows("Homeroom", user).filter(teacher=user.pk).values("school_class")


def homeroom_students(user):
    """Return the ids of the students of those classes."""
    return _rows("Enrolment", user).filter(school_class__in=homeroom_classes(user)).values("student")


def own_class(user) -> Q:
    return Q(pk__in=homeroom_classes(user))


def own_students(user) -> Q:
    return Q(pk__in=homeroom_students(user))


def _taught_courses(user):
    return _rows("CourseTeacher", user).filter(teacher=user.pk).values("course")


def _reopenings(user):
    """Return those by which the person corrects a course on the acting day."""
    return apps.get_model("journal", "Reopening").objects.lasting(user.on).filter(opened_to=user.pk)


def _read_courses(user) -> Q:
    """Rows of courses the person teaches on the acting day, or corrects while they are open again."""
    return Q(course__in=_taught_courses(user)) | Q(course__in=_reopenings(user).values("course"))


def _courses_of(students):
    return apps.get_model("journal", "Membership").objects.filter(student__in=students).values("course")


def teaches(user) -> Q:
    """Courses the person teaches on the acting day."""
    return Q(pk__in=_taught_courses(user))


def corrects(user) -> Q:
    """Courses that are open again, on the acting day, to the person."""
    return Q(pk__in=_reopenings(user).values("course"))


def homeroomed(user) -> Q:
    """Courses of the students of one's own class."""
    return Q(pk__in=_courses_of(homeroom_students(user)))


def stands_in(user) -> Q:
    """Courses of which the person has held a lesson in another's place, or owes an entry."""
    return Q(pk__in=_held_courses(user))


def _held_courses(user):
    return apps.get_model("journal", "Lesson").objects.filter(_held(user)).values("course")


def _held(user) -> Q:
    """Lessons the person holds, and those whose topic, homework or marks for a written work have been handed over."""
    works = apps.get_model("journal", "Work").objects.filter(HANDED_OVER["work"], owed_by=user.pk).values("lesson")
    topics, homework = (Q(HANDED_OVER[of], **{f"{of}_owed_by": user.pk}) for of in ("topic", "homework"))
    return Q(teacher=user.pk) | topics | homework | Q(pk__in=works)


def holds(user) -> Q:
    """Lessons the person holds or owes an entry of, and all lessons of the courses the person teaches."""
    return _held(user) | Q(course__in=_taught_courses(user))


def mends(user) -> Q:
    """Lessons of a term, or of a year, in which the course is open again to the person: of no other."""
    of = (OuterRef("course__term_system"), OuterRef("course__year"), OuterRef("date"))
    term = apps.get_model("journal", "Term").objects.going_with(*of).values("pk")[:1]
    within = Q(course__reopenings__term=None) | Q(course__reopenings__term=Subquery(term))
    lessons = apps.get_model("journal", "Lesson").objects.filter(within, course__reopenings__in=_reopenings(user))
    return Q(pk__in=lessons.values("pk"))


def controls(user) -> bool:
    """Who records pauses, waivers and hand-overs, answers requests, concludes reports; the director reads (4.2)."""
    return Role.DEPUTY in user.roles


def of_themselves(user) -> Q:
    return Q(student=user)


def of_children(user) -> Q:
    return Q(student__in=user.children())


def under_age(user, prefix: str = "") -> Q:
    """Those who have not turned 18 by the acting day, the unknown birthdays included: grown-ups speak for them."""
    last = years_before(user.on, OF_AGE)
    return Q(**{f"{prefix}born_on__isnull": True}) | Q(**{f"{prefix}born_on__gt": last})


def of_own_students(user) -> Q:
    return Q(student__in=homeroom_students(user))


STUDENT_READERS: Policy = {
    Role.STUDENT: themselves,
    Role.PARENT: own_children,
    Role.TEACHER: own_students,
    Role.DEPUTY: lambda user: Q(held_roles__role=Role.STUDENT),
    Role.DIRECTOR: lambda user: Q(held_roles__role=Role.STUDENT),
}

# Whose home a diary is: the pages that speak to the family, not to the school.
FAMILY: Policy = {
    Role.STUDENT: themselves,
    Role.PARENT: own_children,
}

# On whose behalf a person speaks to the school; whoever has come of age speaks alone, and may let others read.
SPOKEN_FOR: Policy = {
    Role.STUDENT: themselves_of_age,
    Role.PARENT: lambda user: own_children(user) & under_age(user),
}

# Who reminds a teacher of what is overdue: whoever's diary it is, of any age, and who speaks for a child.
REMINDING: Policy = SPOKEN_FOR | {Role.STUDENT: themselves}

CLASS_READERS: Policy = {
    Role.TEACHER: own_class,
    Role.DEPUTY: everything,
    Role.DIRECTOR: everything,
}
CLASS_WRITERS: Policy = {Role.TEACHER: own_class}

COURSE_READERS: Policy = {
    Role.TEACHER: lambda user: teaches(user) | corrects(user) | homeroomed(user) | stands_in(user),
    Role.DEPUTY: everything,
    Role.DIRECTOR: everything,
}
COURSE_WRITERS: Policy = {Role.TEACHER: teaches}

# Whose rows of a journal somebody reads: of another's course a homeroom teacher reads those of the own class.
MEMBER_READERS: Policy = {
    Role.TEACHER: lambda user: _read_courses(user) | Q(course__in=_held_courses(user)) | of_own_students(user),
    Role.DEPUTY: everything,
    Role.DIRECTOR: everything,
}

LESSON_READERS: Policy = {
    Role.TEACHER: lambda user: _held(user) | _read_courses(user) | Q(course__in=_courses_of(homeroom_students(user))),
    Role.DEPUTY: everything,
    Role.DIRECTOR: everything,
}
LESSON_WRITERS: Policy = {Role.TEACHER: lambda user: holds(user) | mends(user)}

# What is about one student: a mark, a result, a row of the history, a word of the family.
MARK_READERS: Policy = {
    Role.STUDENT: of_themselves,
    Role.PARENT: of_children,
    Role.TEACHER: of_own_students,
    Role.DEPUTY: everything,
    Role.DIRECTOR: everything,
}

# Within the journal of one course: a homeroom teacher reads there what is of the own class, or of no student.
CHANGE_READERS: Policy = {
    Role.TEACHER: lambda user: _read_courses(user) | Q(student__isnull=True) | of_own_students(user),
    Role.DEPUTY: everything,
    Role.DIRECTOR: everything,
}

# What a family has said beforehand it may take back.
NOTE_WRITERS: Policy = {
    Role.STUDENT: lambda user: themselves_of_age(user, "student__"),
    Role.PARENT: lambda user: of_children(user) & under_age(user, "student__"),
}
