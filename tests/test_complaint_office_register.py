"""The office registers what came by word, on paper, by mail, through the portal of services."""

from uuid import uuid4

import pytest

from complaints.enums import Channel
from complaints.models import Complaint
from tests import make
from tests.complaining import told
from tests.deciding import page, words_of

ADD = "add"


@pytest.fixture
def office(client, administrator):
    client.force_login(administrator)
    return client


def typed(**changed) -> dict:
    """Return a letter as the office types it."""
    return {
        "once": str(uuid4()),
        "channel": "paper",
        "received_on": "2026-10-12",
        "author_words": "Петрова Мария Ивановна",
        "child_words": "",
        "about": "other",
        "text": "Холодно в классе.",
        "wish": "",
        "reply_by": "post",
        "reply_to": "Самара, ул. Юбилейная, 5",
        "heard_by": "",
        "identity": "",
    } | changed


ORAL = {"channel": "oral", "heard_by": "Орлова Е. В.", "identity": "паспорт", "agrees_to_oral": "on", "reply_to": ""}


@pytest.mark.parametrize("channel", Channel.registered())
def test_every_channel_is_registered(office, director, channel):
    facts = ORAL if channel == Channel.ORAL else {"channel": channel.value}

    response = office.post(page(ADD), typed(**facts))

    case = Complaint.objects.get()
    assert (response.status_code, response.url) == (302, page("registered", case.pk))
    assert (case.channel, case.author_name, case.number) == (channel, "Петрова Мария Ивановна", "1-2026")
    assert told(director) == ["Новое обращение № 1-2026. Ответ не позднее 11 ноября."]


def test_confirmation_tells_the_number_and_the_clock_and_nothing_else(office):
    office.post(page(ADD), typed())

    text = words_of(office.get(page("registered", Complaint.objects.get().pk)))

    assert "Обращение зарегистрировано: <strong>№ 1-2026</strong>." in text
    assert "11 ноября 2026 года" in text
    assert "Холодно" not in text
    assert "Петрова" not in text
    assert "Открыть обращение" not in text


def test_confirmation_of_another_is_not_shown(client, office, deputy):
    office.post(page(ADD), typed())
    client.force_login(deputy)

    assert client.get(page("registered", Complaint.objects.get().pk)).status_code == 404


def test_director_is_led_to_the_case(client, director):
    client.force_login(director)
    client.post(page(ADD), typed())
    case = Complaint.objects.get()

    assert page("change", case.pk) in client.get(page("registered", case.pk)).text


def test_late_registration_is_allowed_and_said(client, director):
    client.force_login(director)
    client.post(page(ADD), typed(received_on="2026-10-08"))
    case = Complaint.objects.get()

    assert "зарегистрировано позже 3 дней" in client.get(page("registered", case.pk)).text
    assert "позже 3 дней" in client.get(page("change", case.pk)).text


def test_registration_on_the_third_day_is_in_time(office):
    office.post(page(ADD), typed(received_on="2026-10-09"))

    assert "позже 3 дней" not in office.get(page("registered", Complaint.objects.get().pk)).text


def test_form_sent_twice_registers_once(office):
    sent = typed()

    answers = [office.post(page(ADD), sent).url for _ in range(2)]

    assert (Complaint.objects.count(), len(set(answers))) == (1, 1)


@pytest.mark.parametrize(
    "changed, sentence",
    [
        ({"author_words": ""}, "На письмо без подписи ответ не даётся (59-ФЗ, ст. 11)."),
        ({"author_words": " \u2800 "}, "На письмо без подписи ответ не даётся (59-ФЗ, ст. 11)."),
        ({"received_on": "2026-10-13"}, "День поступления ещё не наступил. Проверьте дату."),
        ({"received_on": "вчера"}, "Напишите день так: 16.11.2026."),
        ({"channel": "portal"}, "Выберите из списка."),
        ({"text": ""}, "Напишите, о чём обращение."),
        ({"about": "missing"}, "Напишите, о каком ученике речь: без него запись не найти."),
        ({"child_words": "Нетакой"}, "Такого ученика нет. Проверьте фамилию и имя."),
        ({"reply_to": ""}, "Напишите адрес для ответа."),
        ({"reply_by": "portal"}, "Этого человека в дневнике нет: ответ там он не увидит. Выберите почту."),
        (ORAL | {"heard_by": ""}, "Напишите, кто принял заявителя."),
        (ORAL | {"identity": ""}, "Напишите, чем удостоверена личность."),
        ({"once": "x"}, "Введите правильный UUID."),
    ],
)
def test_refused_registration_keeps_what_was_typed(office, changed, sentence):
    response = office.post(page(ADD), typed(wish="Затопить печь", **changed))

    text = words_of(response)
    assert (response.status_code, sentence in text) == (200, True)
    assert "Затопить печь</textarea>" in text
    assert "<title>Ошибка: Зарегистрировать обращение" in text
    assert not Complaint.objects.exists()


def test_author_is_picked_from_the_people_found(office, parent):
    sent = typed(author_words="Абрамова О", reply_by="portal", reply_to="")

    asked = office.post(page(ADD), sent)
    done = office.post(page(ADD), sent | {"author": parent.pk})

    assert "Выберите заявителя из найденных или отметьте, что его в дневнике нет." in asked.text
    assert f"Абрамова Ольга Юрьевна, код {parent.code}" in words_of(asked)
    assert (done.status_code, Complaint.objects.get().author) == (302, parent)
    assert told(parent) == ["Ваше обращение зарегистрировано: № 1-2026. Ответ будет не позднее 11 ноября."]


def test_namesake_who_is_not_in_the_diary_is_typed(office, parent):
    office.post(page(ADD), typed(author_words="Абрамова Ольга Юрьевна", author="stranger"))

    case = Complaint.objects.get()
    assert (case.author, case.author_name) == (None, "Абрамова Ольга Юрьевна")


def test_child_is_asked_for_where_several_are_found(office, student, sister):
    sent = typed(child_words="Абрам")

    asked = office.post(page(ADD), sent)
    done = office.post(page(ADD), sent | {"child": sister.pk})

    assert "Таких учеников несколько. Выберите одного." in asked.text
    assert "Абрамова Анна Ильинична, 5 «Б»" in words_of(asked)
    assert (done.status_code, Complaint.objects.get().child_id) == (302, sister.pk)


def test_too_many_children_are_not_listed(office, school_class):
    for _ in range(11):
        make.student("Иванов", school_class=school_class)

    response = office.post(page(ADD), typed(child_words="Иванов"))

    assert "Таких много. Допишите имя и отчество." in response.text
    assert not Complaint.objects.exists()


def test_entry_is_chosen_from_those_the_child_awaits(office, student, late_topic):
    sent = typed(child_words="Абрамов Пётр", about="missing")

    asked = office.post(page(ADD), sent)
    done = office.post(page(ADD), sent | {"entry": f"topic-{late_topic.pk}"})

    assert "Выберите запись, которой не хватает, или отметьте, что её нет в списке." in asked.text
    assert "Тема урока: Алгебра, 9 октября (срок 09.10, прошёл)" in words_of(asked)
    case = Complaint.objects.get()
    assert (done.status_code, case.child_id, case.entry.key) == (302, student.pk, f"topic-{late_topic.pk}")


def test_entry_that_is_not_in_the_list_is_left_open(office, student, late_topic):
    office.post(page(ADD), typed(child_words="Абрамов Пётр", about="missing", entry="stranger"))

    assert not hasattr(Complaint.objects.get(), "entry")


def test_card_of_a_reception_is_kept_of_an_oral_one_alone(office):
    office.post(page(ADD), typed(**ORAL))
    office.post(page(ADD), typed(heard_by="Орлова Е. В.", identity="паспорт", agrees_to_oral="on"))

    cards = list(Complaint.objects.order_by("pk").values_list("heard_by", "identity", "agrees_to_oral"))
    assert cards == [("Орлова Е. В.", "паспорт", True), ("", "", False)]
