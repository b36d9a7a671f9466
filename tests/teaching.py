"""How a teacher posts the parts of a lesson, and what stays of it."""

from journal.models import Change


def post(client, lesson, part, **fields):
    """Post a part of the page with its fields."""
    typed = {f"{part}-{name}": value for name, value in fields.items()}
    return client.post(lesson.get_absolute_url(), {"part": part, **typed})


def saved(lesson, part):
    return f"{lesson.get_absolute_url()}?saved={part}#{part}"


def history(*names):
    """Return the history of the tests' one course, as it went."""
    return list(Change.objects.order_by("number").values_list(*names))
