"""Everything the page of one lesson shows: its forms, made one by one, and its states."""

import re
from collections import defaultdict
from datetime import date

from journal.actions import Refused
from journal.actions.standing import demand_open_lesson, fresh_lessons
from journal.enums import Audience
from journal.forms.teacher.by_plan import ByPlanForm
from journal.forms.teacher.cells import AnswersForm, CellsForm
from journal.forms.teacher.marks import MarksForm, part_of
from journal.forms.teacher.parts import Part
from journal.forms.teacher.presence import PresenceForm
from journal.forms.teacher.texts import HomeworkForm, TopicForm, proposed
from journal.models import Mark, Work, the_school, with_progress
from journal.rules.homework import beyond_the_norm
from journal.views.teacher.facts import Facts, listed
from journal.views.teacher.states import Reader, State, states, work_state

# A key beyond this many digits is none.
WORK = re.compile(r"marks-(\d{1,18})")
NO_MARKS = State("marks", "idle", "отметок нет")
PLAN, TOPIC, HOMEWORK, PRESENCE, ANSWERS = "plan", "topic", "homework", "presence", "answers"


class LessonPage:
    """The page of a lesson: only shown, or shown again with a form that was not saved (`shown`)."""

    def __init__(self, facts: Facts, *, shown: Part | None = None):
        self.facts, self.lesson, self.bound = facts, facts.lesson, shown
        # What was posted in vain says itself why, and is never taken from the person's eyes.
        self.refusal = "" if shown else standing_refusal(facts.lesson)
        self.forms = dict(self._forms())

    @property
    def states(self) -> list[State]:
        facts = self.facts
        missing = {"absences": len(facts.absent), "announced": len(facts.announced)}
        return states(self.lesson, facts.works, reader=Reader(facts.user.pk, facts.today), **missing)

    @property
    def plan(self) -> ByPlanForm | None:
        return self.forms.get(PLAN)

    @property
    def topic(self) -> TopicForm:
        return self.forms[TOPIC]

    @property
    def homework(self) -> HomeworkForm | None:
        return self.forms.get(HOMEWORK)

    @property
    def presence(self) -> PresenceForm | None:
        return self.forms.get(PRESENCE)

    @property
    def marks(self) -> list[MarksForm]:
        return [form for form in self.forms.values() if isinstance(form, MarksForm)]

    @property
    def takes_presses(self) -> bool:
        """Whether the script may send each press by itself; a form shown again is answered as a whole."""
        return bool(self.marks) and not self.bound and not self.refusal

    @property
    def has_begun(self) -> bool:
        return has_begun(self.facts)

    @property
    def line(self):
        """The line of the plan to take next, as long as the lesson has no topic."""
        return None if self.lesson.topic else self.facts.line

    @property
    def is_proposed(self) -> bool:
        """Whether the homework shown is the plan's and not yet anybody's."""
        return bool(proposed(self.lesson)) and not self.lesson.has_homework_entry

    @property
    def warning(self) -> str | None:
        """Say that the students have too much to do for one day."""
        return beyond_the_norm(self.facts.load, self.lesson.course.grade)

    def _forms(self):
        parts = [*parts_of(self.facts), *set_parts(self.facts)]
        shown_again = [self.bound.prefix] if self.bound else []
        for part in dict.fromkeys(parts + shown_again):
            form = self.bound if part in shown_again else form_of(self.facts, part)
            if isinstance(form, MarksForm):
                form.state = self._state(form)
            if part != PLAN or form.is_needed:
                yield part, form

    def _state(self, form):
        known = {part_of(work): work for work in self.facts.works}
        work = known.get(form.prefix, form.work)
        return work_state(work, self.facts.today, is_own=work.owed_by_id == self.facts.user.pk) if work else NO_MARKS


def has_begun(facts) -> bool:
    """Say whether there is anybody to note and to mark: not before the lesson's day."""
    return facts.lesson.date <= facts.today


def is_marked(facts) -> bool:
    return has_begun(facts) and facts.lesson.course.is_marked_on(facts.lesson.date)


def parts_of(facts) -> list[str]:
    """Return the parts that the lesson has whatever works are set at it. No queries."""
    is_there = {
        PLAN: True,
        TOPIC: True,
        HOMEWORK: facts.lesson.course.sets_homework_on(facts.lesson.date),
        PRESENCE: has_begun(facts),
        ANSWERS: is_marked(facts),
    }
    return [part for part, there in is_there.items() if there]


def set_parts(facts) -> list[str]:
    """Return the parts of the works that were set."""
    return [part_of(work) for work in facts.works if not work.is_implicit] if is_marked(facts) else []


def form_of(facts: Facts, part: str, **state) -> Part | None:
    """Return the form of one part, and read no more than it is made of; None for a part that the lesson has not.

    `state`: what was posted, or the form that met a conflict.
    """
    if part in parts_of(facts):
        return MAKERS[part](facts, **state)
    work = work_of_part(facts, part) if is_marked(facts) else None
    return work and _marks(facts, work, CellsForm, **state)


def work_of_part(facts, part) -> Work | None:
    """Return a work of the course that was set; it may have been cancelled or moved since the page was opened."""
    found = WORK.fullmatch(part)
    works = Work.objects.filter(pk=found[1] if found else 0, course=facts.lesson.course, is_implicit=False)
    here = [work for work in facts.works if part_of(work) == part]
    return next(iter(here or listed(list(with_progress(works.with_lesson())))), None)


def _plan(facts, **state):
    members = facts.members if has_begun(facts) else ()
    due = next(iter(facts.upcoming), None)
    return ByPlanForm(facts.lesson, plan=facts.line, members=members, due=due, **state)


def _topic(facts, **state):
    return TopicForm(facts.lesson, **state)


def _homework(facts, **state):
    seen = {"members": facts.members, "upcoming": facts.upcoming, "beside": facts.beside}
    return HomeworkForm(facts.lesson, **seen, **state)


def _presence(facts, **state):
    return PresenceForm(facts.lesson, members=facts.members, **state)


def _answers(facts, **state):
    return _marks(facts, facts.oral, AnswersForm, **state)


def _marks(facts, work, kind, **state):
    return kind(facts.lesson, **marks_form_of(work, facts.members, facts.marks), **state)


MAKERS = {PLAN: _plan, TOPIC: _topic, HOMEWORK: _homework, PRESENCE: _presence, ANSWERS: _answers}


def standing_refusal(lesson) -> str:
    """Return why nothing may be written to a lesson that comes with its closed term, or an empty string."""
    try:
        demand_open_lesson(lesson)
    except Refused as refused:
        return str(refused)
    return ""


def refusal(lesson, today: date) -> str:
    """Return why nothing may be written to the lesson today, or an empty string. One query."""
    return standing_refusal(fresh_lessons([lesson], on=today)[lesson.pk])


def marks_of(works) -> dict[int, list[Mark]]:
    """Return the marks of some works by the work's id. One query."""
    found = defaultdict(list)
    for mark in Mark.objects.filter(work__in=works).select_related("given_by"):
        found[mark.work_id].append(mark)
    return found


def marks_form_of(work, members, given) -> dict:
    """Return what a form of marks is about; a work must come with its addressees, None stands for the answers."""
    school = the_school()
    if work and work.audience == Audience.LISTED:
        listed = {addressee.student_id for addressee in work.addressees.all()}
        members = [member for member in members if member.student_id in listed]
    return {
        "work": work,
        "members": members,
        "marks": given[work.pk] if work else (),
        "gives_ones": bool(school and school.gives_ones),
    }
