"""The seal of the history on the report, the page that checks all of it, and a paper compared with it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from journal.actions import ResultEntry, bring_marks, give_results
from journal.actions.entries import TransferEntry
from journal.control.chains import Fault, check_history, heads_now, seal_then
from journal.enums import ExamKind, Matter
from journal.forms.control.history import NO_SEAL
from journal.models import ChainHead, Change, ExamMark, Lesson, Mark, TermMark, Work
from journal.rules.periods import Period
from journal.views.control import history
from journal.views.control.broken import broken_of
from tests import make, meddling
from tests.reading import lines, links

PAGE = reverse("journal:control-history")
REPORT = reverse("journal:control-report", args=[Period.named("2026-W42")])
ALTERED = "изменена, вставлена или стоит не на своём месте"
pytestmark = pytest.mark.usefixtures("school")


@pytest.fixture
def opened(client, deputy):
    """Return a page as the deputy director gets it."""
    client.force_login(deputy)
    return client.get


@pytest.fixture
def check(opened, client):
    """Return what the page says of the history when it has been told to check it."""
    return lambda: client.post(PAGE, {"part": "check"})


@pytest.fixture
def compare(opened, client):
    """Return the page that compares a paper with the history."""

    def compare(seal, *, day="2026-10-12", time="09:35"):
        return client.post(PAGE, {"part": "compare", "compare-day": day, "compare-time": time, "compare-seal": seal})

    return compare


def result_of(response) -> list[str]:
    """Return what the page has found, without the advice; nothing where it was asked nothing."""
    found = lines(response)
    lead = next(place for place, line in enumerate(found) if line.startswith("Каждое изменение"))
    first = next((place for place, line in enumerate(found[:lead]) if line.startswith(("● ", "■ "))), lead)
    return [line for line in found[first:lead] if not line.startswith(("Кто-то менял", "Скачать"))]


# --- The report


def test_report_bears_the_seal_of_all_chains(opened, written):
    response = opened(REPORT)

    seal = f"Печать истории на 12.10.2026, 10:00: {check_history().seal}. Журналов с записями: 1, записей: 7."
    assert seal in lines(response)
    assert links(response)["Проверить историю или сверить печать с бумагой"] == PAGE


def test_report_of_a_school_that_has_written_nothing_bears_a_seal(opened, course):
    seal = f"{heads_now().seal}. Журналов с записями: 0, записей: 0."

    assert f"Печать истории на 12.10.2026, 10:00: {seal}" in lines(opened(REPORT))


# --- The check


def test_page_shows_the_seal_without_walking_anything(opened, written, django_assert_num_queries):
    opened(PAGE)

    with django_assert_num_queries(4):  # session, user, heads, last check
        response = opened(PAGE)

    assert f"Печать истории на 12.10.2026, 10:00: {check_history().seal}. Журналов с записями: 1, записей: 7." in lines(
        response
    )
    assert result_of(response) == []


def test_whole_history_is_told_to_be_whole(check, written):
    assert result_of(check()) == [
        "● Всё так, как было записано. Проверено журналов: 1, записей истории: 7.",
    ]


def test_director_checks_the_history(client, director, written):
    client.force_login(director)

    response = client.post(PAGE, {"part": "check"})

    assert result_of(response)[0].startswith("● Всё так, как было записано.")


WAYS = {
    "value": (meddling.change_a_value, 2, f"запись № 2 {ALTERED}"),
    "inserted": (meddling.insert_a_row, 4, f"запись № 4 {ALTERED}"),
    "removed": (meddling.remove_a_row, 3, "нет записи № 3: за № 2 следует № 4"),
    "order": (meddling.change_the_order, 2, f"запись № 2 {ALTERED}"),
    "tail": (meddling.cut_the_tail, 5, "конец отрезан: записей 4, а было 7"),
    "recomputed": (meddling.compute_anew_without_the_key, 1, f"запись № 1 {ALTERED}"),
}


@pytest.mark.usefixtures("meddle")
@pytest.mark.parametrize("way", WAYS)
def test_broken_link_is_named_with_its_journal(check, opened, written, way):
    meddle, number, said = WAYS[way]
    meddle()

    response = check()

    assert result_of(response)[0] == "■ Нарушено журналов: 1 из 1"
    assert result_of(response)[-1] == f"Алгебра, 7 «А»: {said}."
    url = f"{reverse('journal:teacher-history', args=[written.pk])}?before={number + 1}"
    assert links(response)["Алгебра, 7 «А»"] == url
    assert opened(url).status_code == 200


OF_LESSON = "12 октября 2026 года, урок 1"
OF_WORK = "Ответ на уроке, 12 октября 2026 года, Белова Алёна"
CHANGED = {
    "topic": (
        lambda: Lesson.objects.filter(number=1).update(topic="Дробь"),
        f"тема урока: в журнале «Дробь», в истории «Степень» ({OF_LESSON})",
    ),
    "homework": (
        lambda: Lesson.objects.filter(number=1).update(homework="§ 8"),
        f"домашнее задание: в журнале «§ 8», в истории «§ 7» ({OF_LESSON})",
    ),
    "weight": (
        lambda: Work.objects.update(weight=10),
        "работа: в журнале «вес 10», в истории «вес 1» (Ответ на уроке, 12 октября 2026 года)",
    ),
    "mark": (lambda: Mark.objects.update(value=3), f"отметка: в журнале «3», в истории «5» ({OF_WORK})"),
    "presence": (
        lambda: meddling.connection.cursor().execute("UPDATE journal_attendance SET presence = ''"),
        f"посещение: в журнале «», в истории «Н» ({OF_LESSON}, Абрамов Пётр)",
    ),
}


@pytest.mark.parametrize("what", CHANGED)
def test_what_was_changed_in_the_journal_itself_is_named_in_words(check, written, what):
    change, said = CHANGED[what]
    change()

    response = check()

    assert result_of(response)[-1] == f"Алгебра, 7 «А»: {said}."
    assert links(response)["Алгебра, 7 «А»"] == reverse("journal:teacher-journal", args=[written.pk])


@pytest.mark.parametrize(
    "model, of, said",
    [
        (TermMark, lambda: {"term": make.term()}, "отметка за период: {} (Абрамов Пётр, Алгебра, I четверть)"),
        (
            ExamMark,
            lambda: {"year": make.year(), "kind": ExamKind.EXAM, "attempt": 1},
            "экзаменационная отметка: {} (Абрамов Пётр, Алгебра, 2026/27, экзамен, попытка 1)",
        ),
    ],
)
def test_result_that_was_changed_is_named_in_words(check, course, student, teacher, model, of, said):
    whose = {"student": student, "subject": course.subject, "course": course, "by": teacher, "at": make.NOW}
    give_results(model, [ResultEntry(of=of(), value=4, **whose)])
    model.objects.update(value=5)

    assert result_of(check())[-1] == f"Алгебра, 7 «А»: {said.format('в журнале «5», в истории «4»')}."


def test_so_many_broken_journals_are_named_in_part(check, teacher, monkeypatch):
    monkeypatch.setattr(history, "SHOWN", 2)
    for name in ("Алгебра", "Физика", "Химия"):
        make.write_topic(make.lesson(course=make.course(teacher=teacher, subject_name=name)))
    ChainHead.objects.update(number=2)

    told = result_of(check())

    assert told[0] == "■ Нарушено журналов: 3 из 3"
    assert [line.split(",")[0] for line in told[1:]][-2:] == ["Алгебра", "Физика"]
    assert "показаны первые 2." in " ".join(lines(check()))


@pytest.mark.parametrize("number", [1, 3])
def test_names_of_what_is_broken_cost_the_same(course, belova, number, django_assert_num_queries):
    lessons = [make.lesson(course=course, number=1 + more).pk for more in range(number)]
    faults = [Fault(course, 0, "посещение", (Matter.PRESENCE, lesson, belova.pk)) for lesson in lessons]

    with django_assert_num_queries(2):  # lessons, students
        found = broken_of(faults)

    assert [row.about for row in found] == [
        f"12\u00a0октября 2026\u00a0года, урок {1 + more}, Белова Алёна" for more in range(number)
    ]


def test_mark_of_another_school_is_named_without_a_lesson(course, student, deputy):
    whose = {"course": course, "student": student, "by": deputy, "at": make.NOW}
    bring_marks([TransferEntry(value=4, date=make.TODAY, document="Справка № 7", **whose)])
    work = Work.objects.get()

    [row] = broken_of([Fault(course, 0, "отметка", (Matter.MARK, work.pk, student.pk))])

    assert row.about == f"{work}, 12\u00a0октября 2026\u00a0года, Абрамов Пётр"


def test_what_has_gone_from_the_database_is_told_by_its_number(course):
    assert broken_of([Fault(course, 0, "тема урока", (Matter.TOPIC, 812))])[0].about == "812"


# --- The paper


# Of seven links five were written until 09:20, one more at 09:30, the last at 09:40.
@pytest.mark.parametrize(
    "time, others", [("09:30", "09:18"), ("09:35", "09:20"), ("09:40", "09:38"), ("09:59", "09:38")]
)
def test_paper_of_the_minute_agrees_and_of_another_does_not(compare, written, time, others):
    hour, minute = map(int, time.split(":"))
    seal = seal_then(make.at(hour, minute))

    agreed, other = compare(seal, time=time), compare(seal, time=others)

    assert result_of(agreed) == [f"● Печать совпала: история до 12.10.2026, {time} та же, что и на бумаге."]
    assert result_of(other)[0].startswith(f"■ Печать не совпала с историей на 12.10.2026, {others}.")


def test_paper_printed_between_two_entries_of_a_minute_agrees(compare, lesson):
    make.write_topic(lesson, "Степень", at=make.at(9, 30) + timedelta(seconds=20))
    printed = heads_now().seal
    make.write_topic(lesson, "Корень", at=make.at(9, 30) + timedelta(seconds=40))

    assert result_of(compare(printed, time="09:30"))[0].startswith("● Печать совпала")


@pytest.mark.usefixtures("meddle")
def test_journal_and_history_taken_back_together_disagree_with_the_paper(check, compare, written):
    printed = heads_now().seal
    meddling.cut_the_tail()
    ChainHead.objects.update(number=4, digest=Change.objects.get(number=4).digest)
    Mark.objects.update(value=None)

    assert result_of(check())[0].startswith("● Всё так")
    assert result_of(compare(printed, time="10:00"))[0].startswith("■ Печать не совпала")


def test_signs_of_the_paper_are_taken_as_they_are_read(compare, written):
    seal = heads_now().seal.upper().translate(str.maketrans("ACE", "АСЕ")).replace(" ", "  ")

    assert result_of(compare(f" {seal} ", time="09:59"))[0].startswith("● Печать совпала")


@pytest.mark.parametrize(
    "field, typed, said",
    [
        ("seal", "", "Перепишите печать целиком: восемь групп по четыре знака, цифры и латинские буквы от a до f."),
        ("seal", "3f2a 91c0", NO_SEAL),
        ("seal", "я" * 32, NO_SEAL),
        ("seal", "a" * 33, NO_SEAL),
        ("day", "вчера", "Напишите день так: 16.11.2026."),
        ("time", "полдень", "Напишите время так: 16:20."),
        ("time", "10:01", "Этот момент ещё не наступил. Перепишите день и время с бумаги."),
    ],
)
def test_paper_that_cannot_be_compared_is_told_why_and_stays(compare, written, field, typed, said):
    facts = {"seal": "a" * 32, "day": "2026-10-12", "time": "09:35"} | {field: typed}

    response = compare(facts.pop("seal"), **facts)

    assert response.context["form"].errors == {field: [said]}
    assert f'value="{typed}"' in response.text if typed else True
    assert result_of(response) == []


def test_part_that_the_page_does_not_have_is_refused(opened, client):
    opened(PAGE)

    assert client.post(PAGE, {"part": "mend"}).status_code == 400


@pytest.mark.parametrize("number", [1, 3])
def test_comparison_asks_the_same_number_of_queries(compare, lesson, number, django_assert_num_queries):
    for more in range(number):
        make.write_topic(lesson, f"Степень {more}", at=make.at(9, 35) + timedelta(seconds=more))
    compare("a" * 32)

    # Session, user, heads now; numbers and heads then, those of destroyed journals, links of the minute.
    with django_assert_num_queries(8):
        compare("a" * 32)
