"""Everything the page of one lesson shows: its forms, its states, its neighbours of the day."""

from collections import defaultdict

from journal.actions import Refused
from journal.actions.standing import demand_open_lesson, fresh_lessons
from journal.enums import Audience, Presence
from journal.forms.teacher.marks import MarksForm, part_of
from journal.forms.teacher.presence import PresenceForm
from journal.forms.teacher.texts import HomeworkForm, TopicForm, offered, proposed
from journal.models import HomeworkAddressee, Lesson, Mark, Work, roster_of, the_school, with_progress
from journal.views.teacher.states import State, states, work_state

UPCOMING = 20
NO_MARKS = State("marks", "idle", "отметок нет")


class LessonPage:
    """The page of a lesson in one state: shown, or refused with what was posted, or met by a conflict (`unsaved`)."""

    def __init__(self, lesson, *, today, posted=None, unsaved=None):
        self.lesson, self.today = lesson, today
        self.posted, self.unsaved = posted, unsaved
        # What was posted in vain says itself why, and is never taken from the person's eyes.
        self.refusal = "" if posted or unsaved else refusal(lesson)
        self.members = list(roster_of(lesson))
        works = Work.objects.standing().filter(lesson=lesson).with_lesson().prefetch_related("addressees")
        self.works = list(with_progress(works).in_order())
        # The line of the plan to take next, as long as the lesson has no topic.
        self.plan = None if lesson.topic else offered(lesson).first()
        self.forms = {form.prefix: form for form in self._forms()}

    @property
    def states(self) -> list[State]:
        return states(self.lesson, self.works, absences=len(self.absent), today=self.today)

    @property
    def absent(self):
        return [member for member in self.members if member.presence in Presence.away()]

    @property
    def bound(self):
        """The form that was posted, or met a conflict; None when the page is only shown."""
        shown_again = (form for form in self.forms.values() if form.is_bound or form.unsaved)
        return next(shown_again, None)

    @property
    def has_begun(self) -> bool:
        """Whether there is anybody to note and to mark: not before the lesson's day."""
        return self.lesson.date <= self.today

    @property
    def topic(self):
        return self.forms["topic"]

    @property
    def homework(self):
        return self.forms.get("homework")

    @property
    def presence(self):
        return self.forms.get("presence")

    @property
    def marks(self) -> list[MarksForm]:
        return [form for form in self.forms.values() if isinstance(form, MarksForm)]

    @property
    def is_proposed(self) -> bool:
        """Whether the homework shown is the plan's and not yet anybody's."""
        return bool(proposed(self.lesson)) and not self.lesson.has_homework_entry

    def _forms(self):
        yield self._form(TopicForm, "topic")
        if self.lesson.course.sets_homework_on(self.lesson.date):
            yield self._form(HomeworkForm, "homework", members=self.members, **self._homework())
        if not self.has_begun:
            return
        yield self._form(PresenceForm, "presence", members=self.members)
        if self.lesson.course.is_marked_on(self.lesson.date):
            yield from self._marks_forms()

    def _form(self, form, part, **kwargs):
        unsaved = self.unsaved if self.unsaved and self.unsaved.prefix == part else None
        return form(self.lesson, posted=self.posted, unsaved=unsaved, **kwargs)

    def _homework(self):
        later = Lesson.objects.held().filter(course=self.lesson.course_id, starts_at__gt=self.lesson.starts_at)
        addressees = HomeworkAddressee.objects.filter(lesson=self.lesson)
        return {
            "upcoming": list(later.in_order()[:UPCOMING]),
            "addressees": list(addressees.values_list("student", flat=True)),
        }

    def _marks_forms(self):
        given = marks_of(self.works)
        oral = next((work for work in self.works if work.is_implicit), None)
        yield self._marks_form(oral, given)
        for work in self.works:
            if not work.is_implicit:
                yield self._marks_form(work, given)

    def _marks_form(self, work, given):
        form = self._form(MarksForm, part_of(work), **marks_form_of(work, self.members, given))
        form.state = work_state(work, self.today) if work else NO_MARKS
        return form


def refusal(lesson) -> str:
    """Return why nothing may be written to the lesson now, or an empty string. One query."""
    try:
        demand_open_lesson(fresh_lessons([lesson])[lesson.pk])
    except Refused as refused:
        return str(refused)
    return ""


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
