"""How a teacher posts the parts of a lesson, and what stays of it."""

from django.urls import reverse

from journal.models import Change


def post(client, lesson, part, **fields):
    """Post a part of the page with its fields."""
    typed = {f"{part}-{name}": value for name, value in fields.items()}
    return client.post(lesson.get_absolute_url(), {"part": part, **typed})


def work_page(work):
    return reverse("journal:teacher-work", args=[work.pk])


def post_work(client, work, part, **fields):
    """Post a part of a work's own page."""
    return client.post(work_page(work), {"part": part, **fields})


def post_rows(client, lesson, part, rows):
    """Post rows of a part: {student: {question: value}}; a leading «was_» names what the page showed."""
    typed = {"part": part}
    for student, answers in rows.items():
        for question, value in answers.items():
            seen = question.startswith("was_")
            name = f"{part}-s{student.pk}-{question.removeprefix('was_')}"
            typed[f"initial-{name}" if seen else name] = value
    return client.post(lesson.get_absolute_url(), typed)


def rows_of(form) -> list[tuple]:
    """Return the names with the chosen buttons."""
    return [(row.name, *(chosen(group) for group in row.groups)) for row in form.rows()]


def chosen(group) -> str:
    return next(pick.label for pick in group.picks if pick.is_chosen)


def page_of(client, lesson):
    return client.get(lesson.get_absolute_url()).context["page"]


def saved(lesson, part):
    return f"{lesson.get_absolute_url()}?saved={part}#{part}"


def history(*names):
    """Return the history of the tests' one course, as it went."""
    return list(Change.objects.order_by("number").values_list(*names))
