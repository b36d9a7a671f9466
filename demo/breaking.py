"""The six ways in which a hand in the database breaks a chain, each tried, told and taken back."""

from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from django.db import transaction
from django.db.models import F
from django.test import override_settings

from demo.triggers import put_aside
from journal.control.chains import Fault, check_history
from journal.models import ChainHead, Change, Course
from journal.models.sealing import seal


def change_a_value(chain, place):
    chain.filter(number=place).update(new="5!")


def insert_a_row(chain, place):
    row = chain.get(number=place - 1)
    for pk, number in reversed(chain.filter(number__gte=place).order_by("number").values_list("pk", "number")):
        Change.objects.filter(pk=pk).update(number=number + 1)
    row.pk, row.number = None, place
    row.save(force_insert=True)
    ChainHead.objects.filter(course=row.course_id).update(number=F("number") + 1)


def remove_a_row(chain, place):
    chain.filter(number=place)._raw_delete("default")


def change_the_order(chain, place):
    beyond = chain.count() + 1
    for number, other in ((place, beyond), (place + 1, place), (beyond, place + 1)):
        chain.filter(number=number).update(number=other)


def cut_the_tail(chain, place):
    chain.filter(number__gte=place)._raw_delete("default")


def compute_anew_without_the_key(chain, place):
    rows = list(chain.order_by("number"))
    rows[place - 1].new = "5"
    with override_settings(HISTORY_KEY="another key"):
        digests = list(accumulate(rows, seal, initial=""))[1:]
    for change, digest in zip(rows, digests, strict=True):
        Change.objects.filter(pk=change.pk).update(new=change.new, digest=digest)
    ChainHead.objects.filter(course=rows[0].course_id).update(digest=digests[-1])


WAYS = {
    "изменить значение": change_a_value,
    "вставить запись": insert_a_row,
    "убрать запись": remove_a_row,
    "переставить две записи": change_the_order,
    "обрезать конец": cut_the_tail,
    "переписать всё без ключа": compute_anew_without_the_key,
}


class Broken(NamedTuple):
    """A way to break a chain, and what the check has said of it: nothing when it has not noticed."""

    way: str
    fault: Fault | None


def longest() -> ChainHead | None:
    return ChainHead.objects.filter(number__gt=3).select_related("course__subject").order_by("-number", "pk").first()


def break_chain(course: Course, *, place: int) -> Iterator[Broken]:
    """Break the chain of a course at a link, each time in another way; nothing of it stays in the database."""
    for way, break_by in WAYS.items():
        with transaction.atomic():
            put_aside()
            break_by(Change.objects.filter(course=course), place)
            faults = check_history([course]).faults
            transaction.set_rollback(True)
        yield Broken(way, faults[0] if faults else None)
