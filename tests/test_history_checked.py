"""When all of the history was checked last, and what was found: kept, sealed, told by the report."""

from datetime import date

import pytest
from django.urls import reverse

from journal.actions import cancel_work, check_whole_history, destroy_journals
from journal.control.chains import Walk, check_history, fault_of, fault_of_still
from journal.models import ChainHead, Change, HistoryCheck, Lesson, Mark, Work, last_check
from journal.rules.periods import Period
from tests import make, meddling
from tests.downloads import csv_rows, xlsx_rows
from tests.reading import lines, links

REPORT = reverse("journal:control-report", args=[Period.named("2026-W42")])
PAGE = reverse("journal:control-history")
EXTRACT = "Выписка из электронного журнала по состоянию на 12.10.2026, 10:00."
TOPIC, LESSON = "тема урока: в журнале «Дробь», в истории «Степень»", "12 октября 2026 года, урок 1"
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


def test_page_names_what_the_last_check_found(client, deputy, written):
    Lesson.objects.filter(number=1).update(topic="Дробь")
    check_whole_history(at=make.NOW)
    client.force_login(deputy)

    page = lines(client.get(PAGE))

    assert "■ Нарушено журналов: 1 из 1" in page
    assert f"Алгебра, 7 «А»: {TOPIC} ({LESSON})." in page


def test_what_the_last_check_found_is_taken_away_as_a_table(client, deputy, written):
    Lesson.objects.filter(number=1).update(topic="Дробь")
    check_whole_history(at=make.NOW)
    client.force_login(deputy)

    response = client.get(links(client.get(PAGE))["XLSX"])

    assert xlsx_rows(response) == [
        [f"{EXTRACT} Нарушенные журналы. Проверка 12.10.2026, 10:00.", *[""] * 4],
        ["Предмет", "Группа", "Запись №", "Что нарушено", "О чём"],
        ["Алгебра", "7 «А»", "", TOPIC, LESSON],
    ]


@pytest.mark.parametrize("number", [0, 1])
def test_table_of_nothing_found_is_empty(client, deputy, written, number):
    for _ in range(number):
        check_whole_history(at=make.NOW)
    client.force_login(deputy)

    caption, _ = csv_rows(client.get(reverse("journal:control-list", args=["history", "csv"])))

    assert caption == [f"{EXTRACT} Нарушенные журналы.{' Проверка 12.10.2026, 10:00.' * number}"]


def test_findings_that_another_hand_took_away_make_the_check_count_for_nothing(client, deputy, written):
    Lesson.objects.update(topic="Дробь")
    check_whole_history(at=make.NOW)

    HistoryCheck.objects.update(found=[])

    assert not last_check().is_genuine
    client.force_login(deputy)
    assert "■ Нарушено журналов: 1 из 1" not in lines(client.get(PAGE))


@pytest.fixture
def cut(meddle, written):
    """Cut a chain that has been checked, with its head and with what stands in the journal."""
    check_whole_history(at=make.NOW)
    meddling.cut_the_tail()
    ChainHead.objects.update(number=4, digest=Change.objects.get(number=4).digest)
    Mark.objects.update(value=None)
    return written


def test_chain_cut_with_its_head_lacks_what_the_check_before_saw(cut):
    alone = check_history().faults

    [fault] = check_whole_history(at=make.at(11)).faults

    said = "проверка 12.10.2026, 10:00 видела запись № 7, теперь её нет или она другая"
    assert (alone, fault.course, fault.number, fault.said) == ([], cut, 7, said)
    assert [one.said for one in check_whole_history(at=make.at(12)).faults] == [said.replace("10:00", "11:00")]


def test_what_is_broken_anyway_is_named_once(cut):
    Lesson.objects.filter(number=1).update(topic="Дробь")

    [fault] = check_whole_history(at=make.at(11)).faults

    assert fault.said == TOPIC


def test_check_that_another_hand_has_written_is_no_witness(cut):
    HistoryCheck.objects.update(links=8)

    assert check_whole_history(at=make.at(11)).faults == []


def test_journal_destroyed_by_an_act_is_missed_by_no_check(written, administrator):
    check_whole_history(at=make.NOW)

    destroy_journals(make.year(), [written], act="3", by=administrator, at=make.at(on=date(2033, 1, 1)))

    assert check_whole_history(at=make.at(11)).faults == []


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
