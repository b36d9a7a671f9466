"""The ways in: how a mark for a work reaches the journal, and what its author is answered."""

import json
from types import SimpleNamespace
from uuid import uuid4

from django.contrib.auth import SESSION_KEY
from django.urls import reverse

from tests.reading import lines


def by_entries(client, work, typed, *, sure=False):
    """As the script of the journal sends them."""
    ops = [
        {"id": str(uuid4()), "cell": f"w{work.pk}-{student.pk}", "base": f"{version(work, student)}.", "value": value}
        for student, value in typed.items()
    ]
    return send(client, work, [operation | {"sure": sure} for operation in ops])


def by_grid(client, work, typed, *, sure=False):
    """By the chosen column of the journal, a plain form."""
    fields = {}
    for student, value in typed.items():
        name = f"w{work.pk}-{student.pk}"
        fields |= {name: value, f"v-{name}": f"{version(work, student)}.=?"} | ({f"sure-{name}": "1"} if sure else {})
    return read(client.post(f"{reverse('journal:teacher-journal', args=[work.course_id])}?work={work.pk}", fields))


def by_lesson(client, work, typed, *, sure=False):
    """By the large buttons of the lesson's page."""
    return press(client, work.lesson.get_absolute_url(), work, typed, sure=sure)


def by_work(client, work, typed, *, sure=False):
    """By the page of the work."""
    return press(client, reverse("journal:teacher-work", args=[work.pk]), work, typed, sure=sure)


def by_card(client, work, typed, *, sure=False):
    """By the card of a cell, one after the other."""
    place = [reverse("journal:teacher-cell", args=[work.course_id, f"w{work.pk}-{student.pk}"]) for student in typed]
    cells = zip(place, typed.items(), strict=True)
    told = [press(client, address, work, {student: value}, sure=sure) for address, (student, value) in cells]
    return SimpleNamespace(status=told[0].status, said=" ".join(answer.said for answer in told))


def by_paste(client, work, typed, *, sure=False):
    """From a list with names: looked at, then put."""
    address = reverse("journal:teacher-paste", args=[work.pk])
    text = "\n".join(f"{student.list_name} {value}" for student, value in typed.items())
    fields = {"part": "paste", "paste-text": text}
    looked = read(client.post(address, fields))
    fields |= {"paste-shown": text, "apply": "1"}
    for student in typed:
        name = f"w{work.pk}-{student.pk}"
        fields |= {f"v-{name}": f"{version(work, student)}."} | ({f"sure-{name}": "1"} if sure else {})
    put = read(client.post(address, fields))
    return SimpleNamespace(status=put.status, said=f"{looked.said} {put.said}")


def send(client, work, ops):
    body = {"user": int(client.session[SESSION_KEY]), "ops": ops}
    address = reverse("journal:teacher-entries", args=[work.course_id])
    response = client.post(address, json.dumps(body), content_type="application/json")
    told = response.json()
    said = [told.get("error", ""), *(result["reason"] for result in told.get("results", ()))]
    return SimpleNamespace(status=response.status_code, said=" ".join(said))


def press(client, address, work, typed, *, sure):
    part, fields = f"marks-{work.pk}", {}
    for student, value in typed.items():
        name = f"{part}-s{student.pk}"
        fields |= {f"{name}-value": value, f"initial-{name}-value": "?", f"{name}-version": version(work, student)}
        fields |= {f"{name}-sure": "1"} if sure else {}
    return read(client.post(address, fields | {"part": part}))


def read(response):
    said = " ".join(lines(response)) if response.content else ""
    return SimpleNamespace(status=response.status_code, said=said)


def version(work, student) -> int:
    return work.marks.filter(student=student.pk).values_list("version", flat=True).first() or 0


DOORS = {
    "entries": by_entries,
    "grid": by_grid,
    "lesson": by_lesson,
    "work": by_work,
    "card": by_card,
    "paste": by_paste,
}
