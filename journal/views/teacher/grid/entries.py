"""Where the script of the grid sends what was typed."""

from django.http import HttpRequest, JsonResponse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from accounts.access import for_roles
from accounts.enums import Role
from journal.actions.grid import Foreign, Saved, save_cells
from journal.forms.teacher.operations import Unreadable, read_operations
from journal.rules.cells import Base, Cell, Column
from journal.views.teacher.grid.questions import questions

ANOTHER_PERSON = "Нужно войти снова: на этом компьютере вошёл другой человек."


@for_roles(Role.TEACHER)
@require_POST
def entries(request: HttpRequest, pk: int) -> JsonResponse:
    """Save a batch of operations; each has its own answer, but one foreign operation stops them all."""
    try:
        author, operations = read_operations(request.body)
    except Unreadable as problem:
        return JsonResponse({"error": str(problem)}, status=400)
    if author != request.user.pk:
        return JsonResponse({"error": ANOTHER_PERSON}, status=401)
    try:
        saved = save_cells(pk, operations, by=request.user, at=request.now)
    except Foreign as refused:
        foreign = [str(entry.key) for entry in refused.entries]
        return JsonResponse({"error": str(refused), "foreign": foreign}, status=404)
    return JsonResponse(
        {
            "results": _results(operations, saved, request.today),
            "cells": _beside(operations, saved),
            "time": f"{localtime(request.now):%H:%M}",
        }
    )


def _results(operations, saved: Saved, today) -> list[dict]:
    asked = questions(saved.answers, saved.cells, today)
    return [
        _result(operation, answer, asked.get(answer.cell))
        for operation, answer in zip(operations, saved.answers, strict=True)
    ]


def _result(operation, answer, question) -> dict:
    told = {"id": str(operation.key), "cell": operation.name}
    told |= {"status": answer.status, "base": answer.base, "value": answer.value, "reason": answer.reason}
    if question:
        choices = [{"label": choice.label, "value": choice.value} for choice in question.choices]
        told |= {"reason": question.sentence, "choices": choices}
    return told


def _beside(operations, saved: Saved) -> dict[str, dict]:
    """Return the other cells of the touched columns that anybody has ever written to."""
    cells, named = saved.cells, {operation.name for operation in operations}
    found = {}
    for (lesson, student), row in cells.attendances.items():
        found[f"{Column(lesson)}-{student}"] = (Cell(presence=row.presence), Base(0, row.presence))
    for (work, student), mark in cells.marks.items():
        own = cells.works[work]
        column = Column(own.lesson_id) if own.is_implicit else Column(work, is_work=True)
        noted = cells.presence(own.lesson_id, student) if own.is_implicit else ""
        found[f"{column}-{student}"] = (Cell(*mark.content, noted), Base(mark.version, noted))
    return {name: {"value": str(cell), "base": str(base)} for name, (cell, base) in found.items() if name not in named}
