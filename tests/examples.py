"""What happened in each of the worked examples of the rules, done by the actions that people use.

School time; 12 October 2026 is a Monday, on which the lesson is.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from accounts.models import User
from journal import actions
from journal.enums import Audience, Duty, Mode, PauseReason, Presence
from journal.models import Course, Lesson, Membership, Student, Work
from tests import make

YEAR_END = date(2026, 12, 30)


@dataclass
class Cast:
    """Who takes part: the lesson of 12 October, its student, its teacher, and a substitute."""

    course: Course
    student: Student
    teacher: User
    substitute: User
    deputy: User
    mode: Mode = Mode.SCHOOL
    day: date = make.TODAY

    @property
    def lesson(self) -> Lesson:
        """The lesson of the day, as it is held: drawn up when it is first asked for."""
        found = Lesson.objects.select_related("course", "teacher").filter(date=self.day).first()
        return found or make.lesson(course=self.course, on=self.day, mode=self.mode)


def october(day, hour=10, minute=0, second=0):
    return make.at(hour, minute, on=date(2026, 10, day)) + timedelta(seconds=second)


# --- Deeds


def answers(cast, at, **facts):
    """Write into the cell of the oral answer of the student; without a value it is emptied."""
    entry = actions.MarkEntry(work=None, student=cast.student, by=cast.teacher, at=at, **facts)
    actions.give_answers(cast.lesson, [entry])


def marks(cast, work, at, *, student=None, **facts):
    entry = actions.MarkEntry(work=work, student=student or cast.student, by=cast.teacher, at=at, **facts)
    actions.give_marks([entry])


def written(cast, kind="test", **facts):
    return make.work(lesson=cast.lesson, kind_code=kind, **facts)


def topic(cast, at, text):
    actions.write_topics([actions.TopicEntry(lesson=cast.lesson, topic=text, by=cast.teacher, at=at)])


def homework(cast, at, **facts):
    actions.write_homework([actions.HomeworkEntry(lesson=cast.lesson, by=cast.teacher, at=at, **facts)])


def absent(cast, at):
    make.absence(lesson=cast.lesson, student=cast.student, presence=Presence.ABSENT, moment=at)


def pause(cast, first, last, *, at, teacher=None):
    """Leave days out, once the lesson is there: recorded afterwards it counts as much."""
    said = {"reason": PauseReason.OUTAGE, "words": "нет связи", "by": cast.deputy, "at": at}
    assert cast.lesson.date <= at.date()
    actions.pause(teacher=teacher, first_day=first, last_day=last, **said)


def waive_mark(cast, at):
    work = Work.objects.get()
    actions.waive(duty=Duty.WRITTEN, work=work, student=cast.student, reason="выбыл", by=cast.deputy, at=at)


def membership(cast, **facts):
    Membership.objects.filter(student=cast.student.pk).update(**facts)


# --- What happened, by the number of the example


def answer_in_the_last_second(cast):
    answers(cast, october(12, 23, 59, 59), value=5)


def answer_a_second_later(cast):
    answers(cast, october(13, 0, 0, 0), value=5)


def test_marked_on_the_sixth_day(cast):
    marks(cast, written(cast), october(18, 23, 59), value=4)


def test_marked_on_the_seventh_day(cast):
    marks(cast, written(cast), october(19, 0), value=4)


def test_not_marked(cast):
    written(cast)


def test_of_an_absent_student(cast):
    written(cast)
    absent(cast, october(12))


def test_done_later(cast):
    work = written(cast)
    absent(cast, october(12))
    marks(cast, work, october(22), value=4, done_on=date(2026, 10, 16))


def remote_answer_the_next_day(cast):
    cast.mode = Mode.REMOTE
    answers(cast, october(13), value=5)


def remote_test(cast):
    cast.mode = Mode.REMOTE
    marks(cast, written(cast), october(18), value=4)


def topic_corrected(cast):
    topic(cast, october(12), "Степень")
    topic(cast, october(19), "Степень числа")


def topic_emptied_and_written_again(cast):
    topic(cast, october(12), "Степень")
    topic(cast, october(13), "")
    topic(cast, october(14), "Степень")


def homework_not_set_and_then_a_text(cast):
    homework(cast, october(12), not_set=True)
    homework(cast, october(14), text="§ 4, № 215")


def nothing(cast):
    assert cast.lesson.homework == ""


def lesson_cancelled(cast):
    actions.cancel_lessons([cast.lesson], reason="карантин", by=cast.deputy, at=october(12, 12))


def lesson_of_a_substitute(cast):
    said = {"teacher": cast.substitute, "reason": "болезнь", "by": cast.deputy}
    actions.substitute([cast.lesson], **said, at=october(12, 7))


def answer_corrected_after_the_due_day(cast):
    answers(cast, october(12), value=4)
    answers(cast, october(20), value=5)


def answer_recorded_by_the_clock_of_greenwich(cast):
    answers(cast, datetime(2026, 10, 12, 20, 30, tzinfo=UTC), value=5)


def student_joined_later(cast):
    membership(cast, since=date(2026, 10, 14), recorded_on=date(2026, 10, 14))
    written(cast)


def topic_after_an_outage(cast):
    pause(cast, date(2026, 10, 12), date(2026, 10, 14), at=october(14))
    topic(cast, october(15), "Степень")


def topic_a_day_after_an_outage(cast):
    topic(cast, october(16), "Степень")
    pause(cast, date(2026, 10, 12), date(2026, 10, 14), at=october(20))


def test_before_a_sick_leave(cast):
    written(cast)
    pause(cast, date(2026, 10, 14), date(2026, 10, 20), teacher=cast.teacher, at=october(14))


def answer_deleted_by_mistake(cast):
    answers(cast, october(12), value=5)
    answers(cast, october(14, 9))
    answers(cast, october(14, 10), value=5)


def answer_given_again_the_next_day(cast):
    answers(cast, october(12), value=5)
    answers(cast, october(14))
    answers(cast, october(15), value=5)


def student_left_before_the_due_day(cast):
    written(cast)
    membership(cast, until=date(2026, 10, 15), until_recorded_on=date(2026, 10, 15))


def student_left_after_the_due_day(cast):
    written(cast)
    membership(cast, until=date(2026, 10, 20), until_recorded_on=date(2026, 10, 20))


def student_left_and_was_marked(cast):
    student_left_after_the_due_day(cast)
    marks(cast, Work.objects.get(), october(22), value=4)


def student_left_and_the_duty_was_waived(cast):
    student_left_after_the_due_day(cast)
    waive_mark(cast, october(22))


def absence_recorded_after_the_due_day(cast):
    written(cast)
    absent(cast, october(19))


def absence_recorded_late_and_the_duty_waived(cast):
    absence_recorded_after_the_due_day(cast)
    waive_mark(cast, october(20))


def not_handed_in_and_then_marked(cast):
    work = written(cast)
    marks(cast, work, october(17), not_handed_in=True)
    marks(cast, work, october(30), value=3)


def notebooks_collected(cast):
    others = [make.student("Белов", f"Ученик{number}", school_class=make.school_class()) for number in range(29)]
    for other in others:
        make.membership(cast.course, other)
    collected = [cast.student, *others[:4]]
    work = written(cast, "homework", audience=Audience.LISTED, students=collected)
    for student in collected[1:]:
        marks(cast, work, october(18), student=student, value=4)


def dictation_of_two_parts(cast):
    work = written(cast, "dictation-task")
    marks(cast, work, october(14), value=4)
    marks(cast, work, october(19), value=4, second_value=5)


def test_of_december_marked_on_5_january(cast):
    cast.day = YEAR_END
    marks(cast, written(cast), make.at(on=date(2027, 1, 5)), value=4)


def test_of_december_marked_on_6_january(cast):
    cast.day = YEAR_END
    marks(cast, written(cast), make.at(on=date(2027, 1, 6)), value=4)


def test_of_december_and_holidays(cast):
    cast.day = YEAR_END
    written(cast)
    pause(cast, date(2027, 1, 1), date(2027, 1, 8), at=make.at(on=date(2026, 12, 31)))


def enrolment_recorded_later(cast):
    membership(cast, since=date(2026, 10, 1), recorded_on=date(2026, 10, 14))
    written(cast)


def answer_typed_without_a_network(cast):
    answers(cast, october(13), value=5, typed_at=october(12, 10, 42))
