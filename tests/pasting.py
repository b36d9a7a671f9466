"""How a teacher pastes a list of marks, and what the page then shows."""

from django.urls import reverse


def at(work):
    return reverse("journal:teacher-paste", args=[work.pk])


def look(client, work, text, **fields):
    """Ask what a list will put."""
    return client.post(at(work), {"part": "paste", "paste-text": text, **fields})


def seen(response, text):
    """Return what a browser sends when the list has been looked at."""
    puts = {put.seen_name: str(put.base) for put in response.context["form"].puts}
    return puts | {"part": "paste", "paste-text": text, "paste-shown": text, "apply": "1"}


def put(client, work, text):
    """Look at what a list will put, and put it."""
    return client.post(at(work), seen(look(client, work, text), text))


def marks(work):
    rows = work.marks.order_by("student__sort_key")
    return {mark.student.list_name: mark.digits for mark in rows.select_related("student")}


def shown(response):
    """Return the rows of the preview."""
    return [(row.student.list_name, row.about, row.old, row.new) for row in response.context["form"].puts]


def left(response):
    return [(row.line, row.reason) for row in response.context["form"].left]


def questions(response, answer):
    """Return the answer to each question of a page."""
    asked = [question.answer for question in response.context["outcome"].questions]
    answers = {row.cell: answer for row in asked} | {f"v-{row.cell}": f"{row.base}={row.value}" for row in asked}
    return answers | {f"sure-{row.cell}": "1" for row in asked}


def kept(response):
    """Return the answers that the page carries along."""
    asked = response.context["outcome"].asked
    puts = response.context["form"].puts
    return {put.name: str(put.wanted) for put in puts if put.is_answered and put.name not in asked}
