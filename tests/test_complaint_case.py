"""A case as its author reads it: how it stands, what the diary says now, what may still be done."""

from datetime import date

import pytest

from complaints import actions
from complaints.enums import Delivery, Status
from complaints.views.family.shown import NEXT_STEPS
from tests import make
from tests.complaining import CASE, NAMED, NEVER, WITHDRAW, brought_to, complain, orally, steps_of, told
from tests.reading import lines, links, part


def states(page):
    """Return the state of a case and its clock."""
    return lines(page)[lines(page).index("Обращение № 1-2026") + 1 :][:2]


def write_topic(lesson):
    lesson.topic, lesson.topic_recorded_at, lesson.topic_recorded_on = "Степень", make.NOW, make.TODAY
    lesson.save()


def test_new_case_tells_its_number_its_clock_and_what_comes_next(complaining):
    page = complaining.get(CASE)

    assert states(page) == ["зарегистрировано", "● ответ не позднее 11 ноября 2026 года, осталось 30 дней"]
    assert part(page, "Что дальше", to="Запись дневника") == [
        NEXT_STEPS[Status.REGISTERED],
        "Ответ — не позднее 11 ноября 2026 года, здесь, в дневнике.",
    ]
    assert part(page, "Ход рассмотрения", to="Дополнить обращение") == [
        "12.10.2026, 10:00 Обращение зарегистрировано вы",
        "№ 1-2026, через дневник",
    ]


@pytest.mark.parametrize(
    "day, clock",
    [
        (date(2026, 11, 7), "● ответ не позднее 11 ноября 2026 года, осталось 4 дня"),
        (date(2026, 11, 8), "▲ ответ не позднее 11 ноября 2026 года"),
        (date(2026, 11, 10), "▲ ответ не позднее 11 ноября 2026 года, завтра"),
        (date(2026, 11, 12), "■ срок ответа прошёл: 11 ноября 2026 года"),
    ],
)
def test_clock_is_told_in_words_and_as_a_date(complaining, parent, time_machine, day, clock):
    time_machine.move_to(make.at(on=day))
    complaining.force_login(parent)

    assert states(complaining.get(CASE))[1] == clock


def test_facts_are_shown_as_they_were_and_as_they_are(complaining, late_topic):
    before = part(complaining.get(CASE), "На день обращения", to="Обращение")
    write_topic(late_topic)
    page = complaining.get(CASE)

    late = "срок прошёл 09.10, запись ещё не внесена"
    assert before == [late, "Сейчас", late]
    assert part(page, "На день обращения", to="Обращение") == [
        late,
        "Сейчас",
        "внесено позже срока на 3 дня (срок 09.10): «Степень», внесено 12.10.2026, 10:00",
    ]
    assert part(page, "● ответ не позднее 11 ноября 2026 года, осталось 30 дней", to="Что дальше") == [
        f"Сведения появились в дневнике: {NAMED}: Степень, внесено сегодня в 10:00. Открыть дневник",
    ]


def test_entry_that_is_owed_no_more_is_told(complaining, late_topic):
    late_topic.course.memberships.all().delete()

    assert part(complaining.get(CASE), "Сейчас")[0] == "эта запись больше не требуется"


@pytest.mark.parametrize("status", [Status.REGISTERED, Status.IN_REVIEW, Status.DECIDED])
def test_answer_is_not_shown_before_it_was_given(complaining, complaint, director, status):
    brought_to(status, complaint, by=director)
    if status == Status.DECIDED:
        actions.approve(complaint, by=director, at=make.NOW)

    page = complaining.get(CASE)

    assert "рассмотрено" not in page.text.lower()
    assert "Открыть письмо" not in page.text


def test_answer_is_read_once_it_was_given(complaining, complaint, director):
    brought_to(Status.ANSWERED, complaint, by=director)

    page = complaining.get(CASE)

    answer = part(page, "Ответ № 1-2026 от 12 октября 2026 года", to="Запись дневника")
    assert states(page)[0] == "● ответ направлен"
    assert answer[0].startswith("Уважаемая Ольга Юрьевна! Ваше обращение № 1-2026 от 12 октября 2026 года рассмотрено.")
    assert "Орлова Елена Викторовна, директор. Направлен в дневнике 12 октября 2026 года" in answer
    assert "Отозвать обращение" not in links(page)


@pytest.mark.parametrize(
    "is_missing, said",
    [
        (True, "Ответ дан. Рассмотрение завершат, когда сведения будут в дневнике или скажут, почему их не будет."),
        (False, "Ответ дан. Если вы с ним не согласны, напишите ещё раз или обжалуйте его."),
    ],
)
def test_answered_case_says_when_it_ends(client, parent, student, late_topic, director, school, is_missing, said):
    case = complain(parent, student, entry=f"topic-{late_topic.pk}" if is_missing else "")
    brought_to(Status.ANSWERED, case, by=director)
    client.force_login(parent)

    assert part(client.get(CASE), "Что дальше")[0] == said


def test_closed_case_keeps_the_proof(complaining, complaint, director, late_topic):
    write_topic(late_topic)
    brought_to(Status.CLOSED, complaint, by=director)

    page = complaining.get(CASE)

    assert part(page, "При завершении")[0] == f"{NAMED}: Степень, внесено 12.10.2026, 10:00"
    assert ("Отправить дополнение" in lines(page), "Отозвать обращение" in links(page)) == (False, False)


def test_closed_case_without_the_entry_says_why(complaining, complaint, director):
    brought_to(Status.CLOSED, complaint, by=director, decision=NEVER)

    page = complaining.get(CASE)

    assert ("Чем закончилось" in lines(page), "эта запись больше не требуется" in lines(page)) == (True, False)
    assert "12.10.2026, 10:00 Рассмотрение завершено Орлова Е. В." in lines(page)


def test_oral_answer_is_a_step_and_no_letter(client, parent, student, director, school):
    case = orally(parent, student)
    brought_to(Status.DECIDED, case, by=director)
    actions.mark_answered(case, delivery=Delivery.ORAL, on=make.TODAY, by=director, at=make.NOW)
    client.force_login(parent)

    page = client.get(CASE)

    assert ("рассмотрено" in page.text, "Ответить устно" in " ".join(lines(page))) == (False, True)
    assert "12.10.2026, 10:00 Ответ направлен Орлова Е. В." in lines(page)


@pytest.mark.parametrize(
    "status, said",
    [
        (Status.REDIRECTED, "Обращение передали туда, где на него должны ответить: куда, сказано в ходе рассмотрения."),
        (Status.WITHDRAWN, "Вы отозвали обращение, отвечать на него не будут. Можно написать снова."),
    ],
)
def test_case_that_ended_otherwise_says_how(complaining, complaint, director, status, said):
    brought_to(status, complaint, by=director)

    assert part(complaining.get(CASE), "Чем закончилось")[0] == said


def test_prolonging_is_told_with_its_reason(complaining, complaint, director):
    until = date(2026, 12, 1)
    actions.prolong(complaint, until=until, why="Ждём ответа учителя.", by=director, at=make.NOW)

    assert part(complaining.get(CASE), "Что дальше", to="Запись дневника")[1:] == [
        "Ответ — не позднее 1 декабря 2026 года, здесь, в дневнике.",
        "Почему срок продлён: Ждём ответа учителя.",
    ]


def test_author_is_not_told_what_the_school_asks_its_own_people(complaining, complaint, director, teacher):
    question = actions.ask(complaint, teacher=teacher, text="Где тема?", by=director, at=make.NOW)
    actions.explain(question, text="Болела.", by=teacher, at=make.NOW)

    page = complaining.get(CASE).text

    assert ("Где тема?" in page, "Болела." in page, "запрошены" in page.lower()) == (False, False, False)


def test_joined_case_says_so(complaining, complaint, director, student):
    lead = complain(make.person(), student)
    actions.join(complaint, lead=lead, by=director, at=make.NOW)

    page = complaining.get(CASE)

    assert "Рассматривается вместе с другим обращением о том же; ответ вам дадут отдельно." in lines(page)


def test_case_is_added_to(complaining, complaint, director):
    response = complaining.post(CASE, {"text": "И задания нет.\r\nУже неделю."}, follow=True)

    assert lines(response)[0] == "Дополнение отправлено директору."
    assert steps_of(complaint)[-1] == ("message", "И задания нет.\nУже неделю.")
    assert told(director)[-1] == "Заявитель дополнил обращение № 1-2026."


@pytest.mark.parametrize(
    "text, sentence",
    [
        (" ", "Дополнить обращение: Напишите, чем вы дополняете обращение."),
        ("я" * 4001, "Дополнить обращение: Слишком длинно: уместится 4000 знаков, сейчас 4001."),
    ],
)
def test_message_that_cannot_be_sent_stays(complaining, complaint, text, sentence):
    response = complaining.post(CASE, {"text": text})

    assert (sentence in lines(response), text in response.text, len(steps_of(complaint))) == (True, True, 1)


def test_message_to_a_case_that_has_ended_is_refused_and_stays(complaining, complaint, director):
    brought_to(Status.WITHDRAWN, complaint, by=director)

    response = complaining.post(CASE, {"text": "Есть ещё вопрос."})

    assert "Рассмотрение завершено. Напишите ещё раз: новое обращение будет связано с этим." in lines(response)
    assert "Есть ещё вопрос." in response.text


def test_case_is_taken_back(complaining, complaint, director):
    page = complaining.get(links(complaining.get(CASE))["Отозвать обращение"])
    response = complaining.post(WITHDRAW, {"why": "Внесли.", "seen": "1"}, follow=True)

    assert part(page, "Отозвать обращение № 1-2026")[0] == NAMED
    assert lines(response)[0] == "Обращение № 1-2026 отозвано."
    assert (steps_of(complaint)[-1], told(director)[-1]) == (("withdrawn", "Внесли."), "Обращение № 1-2026 отозвано.")


def test_case_that_moved_on_meanwhile_is_taken_back_by_a_second_press(complaining, complaint, director):
    brought_to(Status.IN_REVIEW, complaint, by=director)

    first = complaining.post(WITHDRAW, {"why": "Внесли.", "seen": "1"})
    second = complaining.post(WITHDRAW, {"why": "Внесли.", "seen": "2"})

    assert "С обращением № 1-2026 тем временем что-то сделали: взято на рассмотрение." in " ".join(lines(first))
    assert ("Внесли." in first.text, 'name="seen" value="2"' in first.text, second.url) == (True, True, CASE)


@pytest.mark.parametrize("status", [Status.ANSWERED, Status.WITHDRAWN])
def test_case_that_was_answered_or_has_ended_is_not_taken_back(complaining, complaint, director, status):
    case = brought_to(status, complaint, by=director)

    page = complaining.get(WITHDRAW)
    answer = complaining.post(WITHDRAW, {"why": "", "seen": case.version})

    assert "Отозвать уже нельзя" in lines(page)
    assert f"Обращение сейчас «{status.label}»" in answer.text


def test_case_shows_what_it_goes_on_from_and_what_goes_on_from_it(complaining, complaint, parent, student):
    second = complain(parent, student, follows=complaint)

    first = complaining.get(CASE)

    assert links(first)["Написать ещё раз"] == "/complaints/new/?follows=1-2026"
    assert links(first)["обращением № 2-2026"] == "/complaints/2-2026/"
    assert links(complaining.get(second.get_absolute_url()))["обращения № 1-2026"] == CASE
