"""Term and year marks: proposed from the weighted average, decided by the teacher in the last evenings."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from math import floor

from django.db.models import Avg, Case, F, Sum, When
from django.db.models.functions import Coalesce

from demo.invention.calendar import DAY, working_day
from demo.living.chance import chance
from demo.living.habits import NIGHT
from demo.living.register import Register, moment
from journal.actions import ResultEntry, give_results
from journal.enums import Verdict
from journal.models import Course, Mark, TermMark, YearMark
from journal.rules.proposing import Proposal

# A student this near to the higher mark may be given it.
NEAR, HALF, KINDNESS, REASON = 0.4, 0.5, 0.5, "Старание и рост к концу периода."


class Results:
    """Gives the marks of a day's evening, as far as their moments are to be lived."""

    def __init__(self, register: Register, is_now: Callable[[datetime], bool]):
        self.register, self.is_now = register, is_now
        self.given: dict[tuple[int, date], list[Course]] = defaultdict(list)
        for term in register.terms:
            for course in self._marked():
                if course.term_system == term.system:
                    self.given[term.pk, self._given_on(term, course)].append(course)

    @property
    def days(self) -> set[date]:
        """On which evenings any are given."""
        return {day for _, day in self.given} | {self.register.terms[-1].last_day}

    def give(self, day: date) -> None:
        for model, entries in ((TermMark, self._of_terms(day)), (YearMark, self._of_year(day))):
            give_results(model, [entry for entry in entries if self.is_now(entry.at)])

    def _of_terms(self, day) -> Iterator[ResultEntry]:
        for term in self.register.terms:
            courses = self.given.get((term.pk, day), [])
            averages = _averages(courses, term) if courses else {}
            for entry in self._places(courses, day, NIGHT):
                average = averages.get((entry["student"].pk, entry["subject"].pk))
                yield ResultEntry(**entry, of={"term": term}, **self._decided(term, entry, average))

    def _of_year(self, day) -> Iterator[ResultEntry]:
        """Yield the year marks, the means of the terms' marks, half an hour after the last of these."""
        if day == self.register.terms[-1].last_day:
            means = _means(self.register.terms)
            for entry in self._places(self._marked(), day, NIGHT + 30):
                mean = means.get((entry["student"].pk, entry["subject"].pk))
                yield ResultEntry(**entry, of={"year": self.register.year}, **_proposed(mean))

    def _marked(self) -> list[Course]:
        return [course for course in self.register.courses.values() if course.marks_since]

    def _given_on(self, term, course) -> date:
        """Return the day on which the marks of the subject and grade are given: one of the term's last three."""
        days_left = chance(self.register.seed, "results", term, course.subject.code, course.grade).randrange(3)
        return working_day(term.last_day - DAY * days_left, step=-DAY)

    def _places(self, courses: Iterable[Course], day, minute) -> Iterator[dict]:
        """Yield who gets a mark in which course from whom at which moment, all within half an hour."""
        for course in courses:
            at = moment(day, minute + chance(self.register.seed, "evening", course.code, day).randrange(25))
            held = [lesson for lesson in self.register.lessons[course.pk] if lesson.date <= day]
            teacher = self.register.people[held[-1].teacher_id]
            for number, student in enumerate(self.register.members(course.pk, day)):
                yield {
                    "student": student,
                    "subject": course.subject,
                    "course": course,
                    "by": teacher,
                    "at": at + timedelta(seconds=5 * number),
                }

    def _decided(self, term, entry, average) -> dict:
        """Return what the teacher decides: what is proposed, or a little more out of kindness, with the reason."""
        decided = _proposed(average)
        dice = chance(self.register.seed, "kindness", term, entry["student"].code, entry["subject"].code)
        if average and NEAR <= average % 1 < HALF and dice.random() < KINDNESS:
            decided |= {"value": decided["value"] + 1, "comment": REASON}
        return decided


def _proposed(average: float | None) -> dict:
    if average is None:
        return {"verdict": Verdict.NOT_ATTESTED}
    proposed = floor(average + HALF)
    return {"value": proposed, "proposal": Proposal(proposed, Verdict.DIGIT, "по среднему")}


def _averages(courses, term) -> dict[tuple[int, int], float]:
    """Return the weighted averages of the term in these courses by student and subject; both parts of a mark count."""
    weight, second = F("work__weight"), F("second_value")
    rows = (
        Mark.objects.counted()
        .between(term.first_day, term.last_day)
        .filter(work__course__in=courses)
        .values_list("student", "work__course__subject")
        .annotate(
            total=Sum((F("value") + Coalesce(second, 0)) * weight),
            weight=Sum(Case(When(second_value=None, then=weight), default=weight * 2)),
        )
    )
    return {(student, subject): total / whole for student, subject, total, whole in rows}


def _means(terms) -> dict[tuple[int, int], float]:
    """Return the means of the term marks by student and subject."""
    rows = TermMark.objects.filter(term__in=terms).exclude(value=None).values_list("student", "subject")
    return {(student, subject): mean for student, subject, mean in rows.annotate(mean=Avg("value"))}
