"""The written answer on the director's desk: draft, approval, signed copy, sending."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from complaints import actions
from complaints.enums import Channel, Delivery, Status
from complaints.models import Answer
from tests import make
from tests.complaining import brought_to, complain, reloaded
from tests.deciding import do_reply, page, words_of

WORDS = {"addressee": "Абрамовой О. Ю.", "address": "Самара", "text": "Тема внесена.", "executor": "Титов, 995 08 86"}


@pytest.fixture
def desk(client, director):
    client.force_login(director)
    return client


@pytest.fixture
def decided(complaint, director):
    return brought_to(Status.DECIDED, complaint, by=director)


@pytest.fixture
def approved(decided, director):
    actions.approve(decided, by=director, at=make.NOW)
    return decided


def scan(name="ответ.pdf", content=b"%PDF-1.7"):
    return SimpleUploadedFile(name, content)


def answer_of(case) -> Answer:
    return Answer.objects.get(complaint=case)


def test_page_shows_the_draft_as_a_letter(desk, school, decided):
    text = words_of(desk.get(page("reply", decided.pk)))

    assert "№ и дата появятся при утверждении" in text
    assert "<p>Уважаемая Ольга Юрьевна!</p>" in text
    assert "Утвердить ответ</a>" in text
    assert "Отметить отправку" not in text


def test_case_without_a_decision_has_no_answer(desk, complaint):
    assert desk.get(page("reply", complaint.pk)).status_code == 404
    assert do_reply(desk, complaint, "words", **WORDS).status_code == 404


def test_words_are_changed_and_shown(desk, decided):
    response = do_reply(desk, decided, "words", **WORDS)

    text = words_of(desk.get(page("reply", decided.pk)))
    assert (response.status_code, response.url) == (302, page("reply", decided.pk))
    assert "<strong>Абрамовой О. Ю.</strong><br>Самара" in text
    assert "<p>Тема внесена.</p>" in text
    assert "Исполнитель: Титов, 995 08 86" in text


@pytest.mark.parametrize(
    "changed, sentence",
    [
        ({"text": ""}, "Напишите текст ответа."),
        ({"addressee": ""}, "Напишите, кому ответ."),
        ({"seen": 1}, "тем временем что-то сделали: решение принято."),
    ],
)
def test_refused_words_stay_on_the_page(desk, decided, changed, sentence):
    before = answer_of(decided).text

    response = do_reply(desk, decided, "words", **WORDS | {"executor": "Титов"} | changed)

    text = words_of(response)
    assert (response.status_code, sentence in text, 'value="Титов"' in text) == (200, True, True)
    assert answer_of(decided).text == before


def test_approval_shows_what_will_be_fixed_and_gives_the_number(desk, decided):
    asked = words_of(desk.get(page("approve", decided.pk)))
    response = desk.post(page("approve", decided.pk), {"seen": reloaded(decided).version})

    text = words_of(desk.get(page("reply", decided.pk)))
    assert "ни слова в нём больше не изменить" in asked
    assert "Уважаемая Ольга Юрьевна!" in asked
    assert (response.status_code, answer_of(decided).number) == (302, "1-2026")
    assert "№ 1-2026 от 12.10.2026" in text
    assert "Открыть для печати" in text
    assert "Текст ответа" not in text


def test_approval_of_what_has_changed_shows_it_anew(desk, decided, director):
    seen = reloaded(decided).version
    actions.write_answer(decided, text="Иначе.", addressee="Кому", by=director, at=make.NOW)

    response = desk.post(page("approve", decided.pk), {"seen": seen})

    assert "тем временем что-то сделали" in words_of(response)
    assert "<p>Иначе.</p>" in response.text
    assert not answer_of(decided).is_approved


def test_approved_words_are_not_changed_by_post(desk, approved):
    before = answer_of(approved)

    changed = do_reply(desk, approved, "words", **WORDS)
    again = desk.post(page("approve", approved.pk), {"seen": reloaded(approved).version})
    opened = desk.get(page("approve", approved.pk))

    assert "Ответ утверждён: ни решение, ни текст больше не меняются." in changed.text
    assert "Ответ утверждён" in again.text
    assert (opened.status_code, opened.url) == (302, page("reply", approved.pk))
    after = answer_of(approved)
    assert (after.text, after.addressee, after.number) == (before.text, before.addressee, before.number)


def test_signed_copy_is_attached_and_given_back(desk, approved):
    do_reply(desk, approved, "copy", signature="hand", copy=scan())

    text = words_of(desk.get(page("reply", approved.pk)))
    given = desk.get(page("copy", approved.pk))
    assert "Собственноручно: <a" in text
    assert (b"".join(given.streaming_content), given["Content-Type"]) == (b"%PDF-1.7", "application/pdf")
    assert given["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize(
    "file, sentence",
    [
        (scan("ответ.exe"), "Приложите файл одного из видов: pdf, jpg, png, sig."),
        (scan(content=b"0" * (5 * 2**20 + 1)), "Файл больше 5 МБ."),
        (scan(content=b""), "Файл пуст."),
        ("", "Выберите файл."),
    ],
    ids=["kind", "size", "empty", "none"],
)
def test_wrong_file_is_refused_in_words(desk, approved, file, sentence):
    response = do_reply(desk, approved, "copy", signature="hand", copy=file)

    assert (response.status_code, sentence in response.text) == (200, True)
    assert desk.get(page("copy", approved.pk)).status_code == 404


def test_draft_takes_no_signed_copy(desk, decided):
    response = do_reply(desk, decided, "copy", signature="hand", copy=scan())

    assert "Приложить можно утверждённый ответ" in response.text


def test_answer_is_marked_as_sent(desk, approved):
    guided = words_of(desk.get(page("reply", approved.pk)))
    do_reply(desk, approved, "sent", delivery="portal", on="2026-10-12", where="")

    text = words_of(desk.get(page("reply", approved.pk)))
    assert "Распечатайте ответ, подпишите его" in guided
    assert reloaded(approved).status == Status.ANSWERED
    assert "12.10.2026, в дневнике" in text
    assert "Отметить отправку" not in text


def test_missing_address_is_asked_for(desk, parent, director):
    facts = {"channel": Channel.PAPER, "reply_by": Delivery.POST}
    case = brought_to(Status.DECIDED, complain(parent, **facts), by=director)
    actions.approve(case, by=director, at=make.NOW)

    refused = do_reply(desk, case, "sent", delivery="post", on="2026-10-12", where="")
    done = do_reply(desk, case, "sent", delivery="post", on="2026-10-12", where="Самара, ул. Юбилейная, 5")

    assert "Нет адреса, по которому отправлен ответ. Впишите его." in refused.text
    assert (done.status_code, answer_of(case).sent_where) == (302, "Самара, ул. Юбилейная, 5")


def test_next_step_after_the_copy_is_to_send(desk, approved):
    do_reply(desk, approved, "copy", signature="qualified", copy=scan("ответ.sig"))

    assert "Отправьте подписанный ответ и отметьте" in desk.get(page("reply", approved.pk)).text


def test_deputy_reads_the_answer_and_changes_nothing(client, deputy, decided):
    client.force_login(deputy)

    text = client.get(page("reply", decided.pk)).text

    assert "Уважаемая Ольга Юрьевна!" in text
    assert "/reply/approve/" not in text
    assert '<form class="stack"' not in text


def test_unknown_act_upon_an_answer_is_not_there(desk, decided):
    assert do_reply(desk, decided, "burn").status_code == 404
