"""The director acts on a case: each act by its own form, and what is refused keeps what was typed."""

import pytest

from complaints import actions
from complaints.enums import Delivery, Status
from complaints.models import Question
from tests import make
from tests.complaining import FRIDAY, JUSTIFIED, brought_to, complain, orally, reloaded, steps_of
from tests.deciding import DECISION, do, page, words_of


@pytest.fixture
def desk(client, director):
    client.force_login(director)
    return client


def test_page_tells_the_case_with_its_entry_and_its_teacher(desk, complaint):
    text = words_of(desk.get(page("change", complaint.pk)))

    for words in (
        "Обращение № 1-2026",
        "ответ не позднее <time",
        "Темы нет четвёртый день.",
        "Абрамова Ольга Юрьевна",
        '<h2 id="entry">Тема урока: Алгебра, 9 октября</h2>',
        "срок прошёл 09.10, запись ещё не внесена",
        "Запросите объяснения учителя или примите решение.",
        "Сидорова Анна Сергеевна",
        'в срок 50 % из 2; <span class="nowrap">■ просрочено: 1</span>',
        "Обращение зарегистрировано",
    ):
        assert words in text


def test_page_says_at_once_that_the_entry_has_appeared(desk, complaint, late_topic):
    make.write_topic(late_topic, "Степень с целым показателем")

    text = words_of(desk.get(page("change", complaint.pk)))

    assert (
        "Запись появилась в дневнике: Тема урока: Алгебра, 9 октября. Сейчас там: «Степень с целым показателем»."
        in text
    )
    assert "Тема урока: «—» → «Степень с целым показателем»" in text
    assert "Запись уже в дневнике: примите решение и ответьте." in text


def test_take_begins_the_review(desk, complaint):
    response = do(desk, complaint, "take")

    assert (response.status_code, response.url) == (302, page("change", complaint.pk))
    assert reloaded(complaint).status == Status.IN_REVIEW


def test_question_is_put_to_the_teacher_who_answers_for_the_entry(desk, complaint, teacher):
    form = desk.get(page("change", complaint.pk)).text
    response = do(desk, complaint, "ask", teacher=teacher.pk, text="Почему нет темы 9 октября?")

    asked = Question.objects.get()
    assert f'<option value="{teacher.pk}" selected>Сидорова Анна Сергеевна</option>' in form
    assert (response.status_code, asked.teacher, asked.text) == (302, teacher, "Почему нет темы 9 октября?")
    assert "объяснений ещё нет" in desk.get(page("change", complaint.pk)).text


def test_explanation_stands_on_the_page(desk, complaint, teacher, director):
    asked = actions.ask(complaint, teacher=teacher, text="Почему?", by=director, at=make.NOW)
    actions.explain(asked, text="Болела, внесу сегодня.", by=teacher, at=make.NOW)

    text = words_of(desk.get(page("change", complaint.pk)))

    assert "объяснение:</span> Болела, внесу сегодня." in text


def test_entry_is_linked_from_those_that_are_awaited(desk, parent, student, late_topic):
    case = complain(parent, student, about="missing")
    form = words_of(desk.get(page("change", case.pk)))

    do(desk, case, "link", entry=f"topic-{late_topic.pk}", other="")

    assert f'<option value="topic-{late_topic.pk}">Тема урока: Алгебра, 9 октября (срок 09.10, прошёл)</option>' in form
    assert reloaded(case).entry.key == f"topic-{late_topic.pk}"


def test_entry_is_linked_by_the_address_of_its_duty(desk, parent, student, late_topic):
    case = complain(parent, student, about="missing")

    do(desk, case, "link", entry="", other=f"https://diary.example/control/duties/topic-{late_topic.pk}/")

    assert reloaded(case).entry.key == f"topic-{late_topic.pk}"


def test_decision_is_taken_for_all_that_were_joined(desk, complaint, parent, student, director):
    cases = [complain(parent, student) for _ in "12"]
    for case in cases:
        actions.join(case, lead=complaint, by=director, at=make.NOW)

    do(desk, complaint, "decide", **DECISION, why_never="")

    assert [reloaded(case).status for case in (complaint, *cases)] == [Status.DECIDED] * 3


@pytest.mark.parametrize(
    "other, sentence",
    [
        ("", "Выберите запись или вставьте её адрес."),
        ("topic-999", "Такой записи в дневнике этого ученика не должно быть."),
    ],
)
def test_link_to_nothing_is_refused(desk, parent, student, other, sentence):
    case = complain(parent, student, about="missing")

    response = do(desk, case, "link", entry="", other=other)

    assert (response.status_code, sentence in response.text, case.steps.count()) == (200, True, 1)


def test_term_is_prolonged_with_a_reason(desk, complaint):
    response = do(desk, complaint, "prolong", until="2026-12-10", why="Нужны документы")

    case = reloaded(complaint)
    assert (response.status_code, f"{case.due_on}", case.prolonged_why) == (302, "2026-12-10", "Нужны документы")
    text = words_of(desk.get(page("change", complaint.pk)))
    assert "срок продлён: Нужны документы" in text
    assert 'id="prolong"' not in text


def test_refused_prolongation_keeps_what_was_typed(desk, complaint):
    response = do(desk, complaint, "prolong", until="2027-03-01", why="Нужны документы")

    text = words_of(response)
    assert "Срок можно продлить не больше чем на 30 дней: до 11.12.2026 (59-ФЗ, ст. 12, ч. 2)." in text
    assert 'value="2027-03-01"' in text
    assert 'value="Нужны документы"' in text
    assert reloaded(complaint).prolonged_until is None


def test_duplicate_is_joined_from_the_page(desk, complaint, parent, student, late_topic):
    again = complain(parent, student, entry=f"topic-{late_topic.pk}")
    text = words_of(desk.get(page("change", again.pk)))

    response = do(desk, again, "join", lead="1-2026")

    assert "Об этой же записи писали ещё" in text
    assert "Присоединить к № 1-2026" in text
    assert (response.status_code, reloaded(again).lead) == (302, complaint)
    beside = [words_of(desk.get(page("change", pk))) for pk in (again.pk, complaint.pk)]
    assert "Решение примите по обращению № 1-2026" in beside[0]
    assert "Присоединённые обращения" in beside[1]
    assert all("Об этой же записи писали ещё" not in one for one in beside)


@pytest.mark.parametrize("number", ["77-2026", "сто", "1-2026"])
def test_join_to_what_is_not_there_is_refused(desk, complaint, number):
    response = do(desk, complaint, "join", lead=number)

    assert (response.status_code, f'value="{number}"' in response.text) == (200, True)
    assert reloaded(complaint).lead is None


def test_case_is_redirected(desk, complaint):
    do(desk, complaint, "redirect", where="Департамент образования")

    assert reloaded(complaint).status == Status.REDIRECTED
    assert "Рассмотрение закончено, делать ничего не нужно." in desk.get(page("change", complaint.pk)).text


def test_withdrawal_told_to_the_office_ends_the_case(desk, complaint):
    do(desk, complaint, "withdraw", why="По телефону, 12.10")

    assert reloaded(complaint).status == Status.WITHDRAWN
    assert steps_of(complaint)[-1] == ("withdrawn", "По телефону, 12.10")


def test_decision_drafts_the_answer(desk, complaint):
    response = do(desk, complaint, "decide", **DECISION, why_never="")

    case = reloaded(complaint)
    text = words_of(desk.get(page("change", complaint.pk)))
    assert (response.status_code, case.status, case.finding) == (302, Status.DECIDED, "justified")
    assert "Решение: обосновано" in text
    assert "Ответ заявителю: черновик" in text
    assert "Проверьте черновик ответа и утвердите его." in text


def test_decision_without_reasons_keeps_what_was_typed(desk, complaint):
    response = do(desk, complaint, "decide", **DECISION | {"reasons": "", "done": "Проведена беседа"}, why_never="")

    text = words_of(response)
    assert "Напишите основания решения." in text
    assert "Проведена беседа</textarea>" in text
    assert "<title>Ошибка: Обращение № 1-2026" in text
    assert reloaded(complaint).status == Status.REGISTERED


def test_who_decides_what_another_has_decided_is_told_and_may_go_on(desk, complaint, director):
    seen = reloaded(complaint).version
    actions.decide(complaint, decision=JUSTIFIED, by=director, at=make.NOW)
    typed = DECISION | {"reasons": "Проверено дважды.", "why_never": ""}

    refused = do(desk, complaint, "decide", seen=seen, **typed)
    version = reloaded(complaint).version
    done = do(desk, complaint, "decide", seen=version, **typed)

    text = words_of(refused)
    assert "С обращением № 1-2026 тем временем что-то сделали: решение принято." in text
    assert "Проверено дважды.</textarea>" in text
    assert f'name="seen" value="{version}"' in text
    assert (refused.status_code, done.status_code, reloaded(complaint).reasons) == (200, 302, "Проверено дважды.")


@pytest.mark.parametrize("seen", ["", "x", "9" * 30, "²"])
def test_act_of_an_unknown_version_is_refused(desk, complaint, seen):
    response = do(desk, complaint, "take", seen=seen)

    assert (response.status_code, reloaded(complaint).status) == (200, Status.REGISTERED)


def test_oral_answer_is_marked_and_the_case_closed(desk, parent, director):
    case = brought_to(Status.DECIDED, orally(parent), by=director)
    guided = words_of(desk.get(page("change", case.pk)))

    do(desk, case, "oral", on="2026-10-12")
    do(desk, case, "close")

    assert "Ответьте заявителю устно и отметьте это" in guided
    assert (reloaded(case).status, steps_of(case)[-2]) == (Status.CLOSED, ("answered", "устно 12.10.2026"))


def test_close_is_refused_while_the_diary_lacks_the_entry(desk, complaint, director):
    case = brought_to(Status.ANSWERED, complaint, by=director)
    guided = words_of(desk.get(page("change", case.pk)))

    refused = do(desk, case, "close", why_never="")
    done = do(desk, case, "close", why_never="Урок отменён приказом.")

    assert "Записи в дневнике ещё нет: дождитесь её" in guided
    assert "Сведения ещё не появились. Свяжите запись или укажите, почему её не будет." in refused.text
    assert (done.status_code, reloaded(case).status) == (302, Status.CLOSED)


def test_close_keeps_the_proof(desk, complaint, director, late_topic):
    case = brought_to(Status.ANSWERED, complaint, by=director)
    make.write_topic(late_topic, "Степень")
    guided = words_of(desk.get(page("change", case.pk)))

    do(desk, case, "close", why_never="")

    assert "Завершите рассмотрение." in guided
    assert reloaded(case).entry.proof == "Тема урока: Алгебра, 9\u00a0октября: Степень"
    assert "Выписка</dt><dd>Тема урока" in words_of(desk.get(page("change", case.pk)))


def test_act_that_the_case_has_left_behind_is_not_offered(desk, complaint, director):
    case = brought_to(Status.CLOSED, complaint, by=director)

    text = desk.get(page("change", case.pk)).text
    refused = do(desk, case, "take")

    assert 'id="acts"' not in text
    assert "после этого оно не может стать «рассматривается»" in words_of(refused)


def test_unknown_act_is_not_there(desk, complaint):
    assert do(desk, complaint, "delete").status_code == 404


def test_deputy_reads_and_is_offered_no_act(client, complaint, deputy):
    client.force_login(deputy)

    text = words_of(client.get(page("change", complaint.pk)))

    assert "Решает и отвечает директор; здесь можно только читать." in text
    assert "Темы нет четвёртый день." in text
    assert 'action="/admin/complaints/' not in text


@pytest.mark.parametrize("number", [1, 3])
def test_page_asks_the_same_number_of_queries(
    desk, complaint, late_topic, parent, student, django_assert_max_num_queries, number
):
    for _ in range(number):
        complain(parent, student, entry=f"topic-{late_topic.pk}")
        do(desk, complaint, "ask", teacher=late_topic.teacher_id, text="Почему?")

    with django_assert_max_num_queries(36):
        desk.get(page("change", complaint.pk))


def test_delivery_is_not_for_a_letter_to_be_oral(desk, complaint, director):
    case = brought_to(Status.DECIDED, complaint, by=director)

    response = do(desk, case, "oral", on="2026-10-12", delivery=Delivery.ORAL)

    assert "Отвечают письменно" in response.text
    assert FRIDAY < make.TODAY
