"""The chains of a lived fortnight: whole as they were written, and broken on purpose in one course, in six ways."""

from demo.breaking import WAYS, break_chain, longest
from journal.control.chains import check_history
from journal.models import Change
from tests.living import live

# In the midst of a long chain; the whole chain is another one from its first link on.
PLACE = 10
FIRST_BROKEN = dict.fromkeys(WAYS, PLACE) | {"переписать всё без ключа": 1}


def test_lived_fortnight_is_whole_and_each_way_to_break_it_is_named(demonstration):
    live(demonstration, "2026-09-12T23:59")
    before, course = check_history(), longest().course

    named = {broken.way: (broken.fault.course, broken.fault.number) for broken in break_chain(course, place=PLACE)}

    assert (before.faults, before.links) == ([], Change.objects.count())
    assert named == {way: (course, number) for way, number in FIRST_BROKEN.items()}
    assert check_history() == before
