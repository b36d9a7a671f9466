"""Everything the page of one work shows: its forms, its retakes, what else its students have that day."""

from collections import defaultdict
from datetime import date
from functools import cached_property

from django.db.models import Count
from django.utils.timezone import localdate

from journal.actions import first_due
from journal.forms.teacher.marks import MarksForm
from journal.forms.teacher.works import CancelForm, MoveForm, RenameForm, RetakeForm
from journal.models import Dues, Work, roster_of, written_beside
from journal.rules.openness import cancelled_work, held_work_put_ahead, work_past_its_day
from journal.views.teacher.page import marks_form_of, marks_of, standing_refusal
from journal.views.teacher.places import IN_SIGHT, lessons_around, lessons_from, written_said
from journal.views.teacher.states import work_state


class WorkPage:
    """The page of a work in one state: shown, or refused with what was posted, or met by a conflict (`unsaved`)."""

    def __init__(self, work, *, user, now, posted=None, unsaved=None):
        self.work, self.user, self.now, self.posted, self.unsaved = work, user, now, posted, unsaved
        self.today = today = localdate(now)
        self.refusal = "" if posted or unsaved else standing_refusal(work.lesson) or cancelled_work(work)
        self.state = work_state(work, today, is_own=work.owed_by_id == user.pk)
        self.members = list(roster_of(work.lesson))
        self.given = marks_of(filter(None, (work, work.retake_of)))
        self.past_its_day = work_past_its_day(first_due(work, self.given[work.pk]), today)
        self.forms = {form.prefix: form for form in self._forms()}

    @property
    def bound(self):
        """The form that was posted, or met a conflict; None when the page is only shown."""
        return next((form for form in self.forms.values() if form.is_bound or form.unsaved), None)

    @property
    def marks(self):
        return next(iter(self.forms.values()))

    @property
    def rename(self):
        return self.forms["rename"]

    @property
    def move(self):
        return self.forms["move"]

    @property
    def retake(self):
        return self.forms["retake"]

    @property
    def cancel(self):
        return self.forms["cancel"]

    @property
    def retakes(self) -> list[Work]:
        """The retakes of the work with the number of those who do it again. One query."""
        standing = Work.objects.standing().filter(retake_of=self.work).with_kind()
        return list(standing.annotate(students=Count("addressees")).in_order())

    @property
    def firsts(self) -> list[str]:
        """The marks that are to be replaced or joined, of a retake."""
        first = {mark.student_id: mark.digits for mark in self.given[self.work.retake_of_id]}
        names = ((row.name, first.get(row.member.student_id)) for row in self.marks.rows())
        return [f"{name}: {digits}" for name, digits in names if digits]

    @property
    def own_days(self) -> list:
        """The marks of those who did the work on a day of their own."""
        return [row for row in self.marks.rows() if row.mark.done_on]

    @property
    def tests(self) -> list[str]:
        """What else the students have on the day, of a test."""
        return self.busy[self.work.date]

    def _forms(self):
        about = marks_form_of(self.work, self.members, self.given)
        yield MarksForm(self.work.lesson, posted=self.posted, unsaved=self.unsaved, is_detailed=True, **about)
        if self.work.is_implicit:
            return
        yield RenameForm(self.work, posted=self.posted)
        dues = Dues()
        yield MoveForm(self.work, lessons=self._others(), busy=self.busy, dues=dues, posted=self.posted)
        again = lessons_from(self.work, self._lessons)
        yield RetakeForm(self.work, lessons=again, members=self.members, by=self.user, dues=dues, posted=self.posted)
        yield CancelForm(self.work, posted=self.posted)

    @cached_property
    def _lessons(self):
        return lessons_around(self.work, self.today)

    def _others(self):
        """Return the lessons to which the work may be moved."""
        near = (lesson for lesson in self._lessons if abs(lesson.date - self.work.date) <= IN_SIGHT)
        others = (lesson for lesson in near if lesson.pk != self.work.lesson_id)
        return [lesson for lesson in others if held_work_put_ahead(self.work, lesson, self.now) is None]

    @cached_property
    def busy(self) -> dict[date, list[str]]:
        """What else the students have on the days around the work, if it is a test. One query."""
        busy = defaultdict(list)
        if self.work.is_test:
            for test in written_beside(self.work.lesson, self.work.date - IN_SIGHT, self.work.date + IN_SIGHT):
                if test.pk != self.work.pk:
                    busy[test.date].append(written_said(test))
        return busy
