"""Where the card of a cell is, and what a browser posts from it."""

from django.urls import reverse


def at(work, student):
    """Return the address of the cell of a work; of answers it is that of their lesson."""
    column = f"o{work.lesson_id}" if work.is_implicit else f"w{work.pk}"
    return reverse("journal:teacher-cell", args=[work.course_id, f"{column}-{student.pk}"])


def of_answers(lesson, student):
    return reverse("journal:teacher-cell", args=[lesson.course_id, f"o{lesson.pk}-{student.pk}"])


def card(student, part, version=0, *, was="", **answers):
    """Return the posted card of a student, where `was` stood as the mark."""
    row = {"value": was, "comment": "", "done_on": "", "received_on": "", "received_reason": ""} | answers
    start = f"{part}-s{student.pk}-"
    typed = {start + question: value for question, value in row.items()}
    return {"part": part, f"initial-{start}value": was, f"{start}version": str(version)} | typed


def of_work(student, work, version=0, **answers):
    return card(student, f"marks-{work.pk}", version, **answers)
