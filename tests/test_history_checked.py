"""When all of the history was checked last, and what was found: kept, sealed, told by the report."""

import pytest
from django.urls import reverse

from journal.actions import cancel_work, check_whole_history
from journal.control.chains import Walk, check_history, fault_of, fault_of_still
from journal.models import ChainHead, HistoryCheck, Lesson, Work, last_check
from journal.rules.periods import Period
from tests import make
from tests.reading import lines

REPORT = reverse("journal:control-report", args=[Period.named("2026-W42")])
SAID = "Вся история проверена 12.10.2026, 10:00:"
NEVER = "Вся история ещё ни разу не проверена."
pytestmark = pytest.mark.usefixtures("school")


@pytest.fixture
def report(client, deputy):
    """Return the lines of the report, as the deputy director reads it."""
    client.force_login(deputy)
    return lambda: lines(client.get(REPORT))


def test_report_says_that_all_is_as_it_was_written(report, written):
    before = report()

    check_whole_history(at=make.NOW)

    assert NEVER in before
    assert f"{SAID} ● всё так, как было записано; журналов 1, записей 7." in report()


def test_report_says_what_was_broken(report, written):
    Lesson.objects.update(topic="Дробь")

    check_whole_history(at=make.NOW)

    assert f"{SAID} ■ нарушено журналов: 1 из 1." in report()
    assert str(last_check()).endswith("нарушено 1")


def test_check_that_another_hand_has_written_counts_for_nothing(report, written):
    check_whole_history(at=make.NOW)

    HistoryCheck.objects.update(links=8)

    assert "■ Запись о последней проверке изменена мимо дневника: проверьте историю снова." in report()


def test_what_is_written_during_the_check_is_no_fault(written):
    before = ChainHead.objects.get(course=written)
    make.write_topic(Lesson.objects.first(), "Дробь")

    meanwhile = fault_of(written, before, Walk())

    assert meanwhile.said == "конец цепи не тот: записей 8, а отмечено 7"
    assert fault_of_still(written) is None


def test_work_that_was_cancelled_is_cancelled_in_the_journal_too(course, lesson):
    work = make.work(lesson=lesson)
    cancel_work(work, reason="Не успели", by=lesson.teacher, at=lesson.starts_at)
    before = check_history([course]).faults

    Work.objects.update(cancelled_at=None, cancelled_on=None, cancel_reason="")

    [fault] = check_history([course]).faults
    assert (before, fault.said) == ([], "работа: в журнале «вес 3», в истории «отменена»")
