"""The chains of a lived fortnight: whole as they were written, and broken on purpose in one course, in six ways."""

from itertools import accumulate

import pytest
from django.db import transaction
from django.db.models import F
from django.test import override_settings

from journal.control.chains import check_history
from journal.models import ChainHead, Change
from journal.models.sealing import seal
from tests.living import live

# In the midst of a long chain.
PLACE = 10


def change_a_value(chain):
    chain.filter(number=PLACE).update(new="5", old="")


def insert_a_row(chain):
    row = chain.get(number=PLACE - 1)
    renumber(chain.filter(number__gte=PLACE), by=1)
    row.pk, row.number = None, PLACE
    row.save(force_insert=True)
    ChainHead.objects.filter(course=row.course_id).update(number=F("number") + 1)


def remove_a_row(chain):
    chain.filter(number=PLACE)._raw_delete("default")


def change_the_order(chain):
    beyond = chain.count() + 1
    for number, other in ((PLACE, beyond), (PLACE + 1, PLACE), (beyond, PLACE + 1)):
        chain.filter(number=number).update(number=other)


def cut_the_tail(chain):
    chain.filter(number__gte=PLACE)._raw_delete("default")


def compute_anew_without_the_key(chain):
    rows = list(chain.order_by("number"))
    rows[PLACE - 1].new = "5"
    with override_settings(HISTORY_KEY="another key"):
        digests = list(accumulate(rows, seal, initial=""))[1:]
    for change, digest in zip(rows, digests, strict=True):
        Change.objects.filter(pk=change.pk).update(new=change.new, digest=digest)
    ChainHead.objects.filter(course=rows[0].course_id).update(digest=digests[-1])


# Which link is named as the first broken one.
BROKEN = {
    change_a_value: PLACE,
    insert_a_row: PLACE,
    remove_a_row: PLACE,
    change_the_order: PLACE,
    cut_the_tail: PLACE,
    compute_anew_without_the_key: 1,
}


def renumber(chain, *, by):
    for pk, number in reversed(chain.order_by("number").values_list("pk", "number")):
        Change.objects.filter(pk=pk).update(number=number + by)


@pytest.mark.usefixtures("meddle")
def test_lived_fortnight_is_whole_and_each_way_to_break_it_is_named(demonstration):
    live(demonstration, "2026-09-12T23:59")
    whole = check_history()
    head = ChainHead.objects.order_by("-number").select_related("course").first()

    named = {}
    for way in BROKEN:
        with transaction.atomic():
            way(Change.objects.filter(course=head.course))
            named[way] = [(fault.course, fault.number) for fault in check_history([head.course]).faults]
            transaction.set_rollback(True)

    assert (whole.faults, whole.links) == ([], Change.objects.count())
    assert named == {way: [(head.course, number)] for way, number in BROKEN.items()}
