"""Two deputies conclude one period at one moment: neither overwrites what they have not seen."""

from journal.actions import conclude
from journal.models import ControlReport
from journal.rules.periods import Period
from tests import make
from tests.at_once import WITH_MANY_WRITERS, at_once

pytestmark = WITH_MANY_WRITERS

WEEK = Period.named("2026-W42")


def test_first_conclusion_is_written_once():
    deputies = {make.person(): text for text in ("Всё в срок.", "Есть опоздания.")}

    refused = at_once(lambda by: conclude(period=WEEK, text=deputies[by], seen=None, by=by, at=make.NOW), *deputies)

    report = ControlReport.objects.get()
    assert (refused, report.version, report.text) == (1, 1, deputies[report.written_by])


def test_conclusion_is_rewritten_once():
    first, second = make.person(), make.person()
    conclude(period=WEEK, text="Всё в срок.", seen=None, by=first, at=make.NOW)
    texts = {first: "Опозданий нет.", second: "Есть опоздания."}

    refused = at_once(lambda by: conclude(period=WEEK, text=texts[by], seen=1, by=by, at=make.NOW), first, second)

    report = ControlReport.objects.get()
    assert (refused, report.version, report.text) == (1, 2, texts[report.written_by])
