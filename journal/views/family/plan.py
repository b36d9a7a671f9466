"""How far the programme of each subject has gone: hours planned and held, topics behind and ahead."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from accounts.prepared import prepared
from journal.enums import Duty
from journal.models import Course, Lesson, Membership, PlannedTopic, Student, Subject
from journal.views.family.child import Child
from journal.views.family.said import Said, promised, topic_of
from journal.views.family.subjects import TopicLine


@dataclass(frozen=True)
class SubjectPlan:
    """One subject: `planned` hours are 0 while the school has not brought the plan in."""

    subject: Subject
    planned: int
    held: int
    last_topic: str
    last_on: date | None
    next_topic: str
    awaited: "Awaited | None"


@dataclass(frozen=True)
class Awaited:
    """The last lesson whose topic is not entered, and until when it may be."""

    date: date
    said: Said


def plans_of(student: Student, courses: list[Course], *, now: datetime, today: date) -> list[SubjectPlan]:
    """Return the subjects of the courses, all of one year; of two groups the present one's plan. Three queries."""
    if not courses:
        return []
    whose = {"student": student.pk, "year": courses[0].year_id, "now": now}
    held = dict(_held(**whose))
    awaited = {subject: Awaited(day, promised(Duty.TOPIC, due, today)) for subject, day, due in _lacking(**whose)}
    topics = {course.pk: course for course in _with_topics(**whose)}
    present = {course.subject: topics[course.pk] for course in courses}
    return [
        SubjectPlan(
            subject,
            plan.hours,
            held.get(subject.pk, 0),
            plan.last_topic,
            plan.last_on,
            plan.next_topic,
            awaited.get(subject.pk),
        )
        for subject, plan in present.items()
    ]


def passed(child: Child, courses: list[Course], *, now: datetime, today: date) -> list[TopicLine]:
    """Return what the lessons of the year were about, the last one first. One query."""
    attended = Lesson.objects.attended_by(child.student).of_courses(courses).held().begun(now)
    lessons = attended.with_course().with_lacks(now).in_order().reverse()
    return [TopicLine(lesson, topic_of(lesson, today, child.reminding)) for lesson in lessons]


def planned(course: Course) -> list[PlannedTopic]:
    """Return the lines of a plan that have lessons ahead. One query."""
    return list(PlannedTopic.objects.of(course).to_be_held().in_order())


@prepared
def _held(student: int, year: int, now: datetime):
    attended = Lesson.objects.attended_by(student).filter(course__year=year).held().begun(now)
    return attended.values_list("course__subject").annotate(Count("pk"))


@prepared
def _lacking(student: int, year: int, now: datetime):
    attended = Lesson.objects.attended_by(student).filter(course__year=year).held().begun(now)
    return attended.lacking(Duty.TOPIC).in_order().values_list("course__subject", "date", "topic_deadline_on")


@prepared
def _with_topics(student: int, year: int, now: datetime):
    own = Course.objects.filter(year=year, pk__in=Membership.objects.of(student).values("course"))
    attended = Lesson.objects.attended_by(student).held().begun(now)
    last = attended.filter(course=OuterRef("pk")).exclude(topic="").in_order().reverse()
    ahead = PlannedTopic.objects.of(OuterRef("pk")).to_be_held().in_order()
    return own.annotate(
        hours=Coalesce(Sum("planned_topics__hours"), 0),
        last_topic=Subquery(last.values("topic")[:1]),
        last_on=Subquery(last.values("date")[:1]),
        next_topic=Subquery(ahead.values("topic")[:1]),
    )
