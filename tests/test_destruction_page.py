"""The page on which a person's data are destroyed, its act, and the extract of the log."""

from copy import deepcopy
from datetime import date

import pytest
from django.urls import reverse

from accounts.enums import AuditKind
from accounts.keep import forget
from accounts.models import AuditEntry, HeldRole, User
from journal.models import School
from journal.models.about import WIPED
from journal.rules.destruction import JOURNAL, SUMMARY
from journal.views.office.destroy import LINE
from tests import make
from tests.parting import FREE, LEFT, gone_from
from tests.reading import lines, part

TYPED = {"act": "3", "reason": "purpose", "printed": "on", "surname": "абрамов"}
SURE = {"step": "destroy", "is_printed": "on"}
EXTRACT = "Выгрузка из журнала регистрации событий (к акту № 3)"


@pytest.fixture
def gone(student, parent, lesson, homeroom, deputy):
    return gone_from(lesson, student, parent=parent, deputy=deputy)


@pytest.fixture
def desk(client, administrator, time_machine):
    """The administrator's browser when nothing keeps the student any more."""
    make.school(address="ул. Юбилейная, 22А")
    time_machine.move_to(FREE, tick=False)
    client.force_login(administrator)
    return client


def address(person):
    return reverse("journal:person-destroy", args=[person.pk])


def test_act_names_what_the_order_demands(desk, gone, director):
    act = part(desk.post(address(gone), TYPED | SURE), "Акт № 3 об уничтожении персональных данных", to=EXTRACT)

    assert act[:6] == [
        "Оператор",
        "МБОУ «Школа № 89» городского округа Самара, ул. Юбилейная, 22А. Обработка другому лицу не поручалась.",
        "Чьи данные",
        f"Абрамов Пётр Ильич, код в школьной таблице {gone.code}",
        "Какие данные уничтожены",
        "Имя, дата рождения, логин, эл. почта: 1 запись",
    ]
    assert act[act.index("Информационная система") :] == [
        "Информационная система",
        "«Электронный дневник»",
        "Способ",
        "Записи удалены из базы данных; в записях журнала, которые хранятся дальше, имя стёрто",
        "Причина",
        "Цель обработки достигнута, срок хранения истёк",
        "Дата и время",
        "01.01.2053, 10:00",
        *("Подписи", "Кто", "Фамилия, имя, отчество", "Подпись, дата"),
        *("Уничтожил: администратор дневника", "Титов Олег Иванович", LINE),
        *("Присутствовал", LINE, LINE),
        *("Утверждаю: директор", "Орлова Елена Викторовна", LINE),
    ]


def test_act_is_shown_while_everything_stands(desk, gone, director):
    before = lines(desk.post(address(gone), TYPED))

    assert User.objects.living().filter(pk=gone.pk, surname="Абрамов").exists()
    assert not AuditEntry.objects.filter(kind=AuditKind.DESTROYED).exists()
    # The extract of the log is still to get its one line.
    before.remove("До уничтожения событий не было.")
    asked = before.index("Уничтожить данные: Абрамов Пётр Ильич")
    after = lines(desk.post(address(gone), TYPED | SURE))
    first, second = before.index("Оператор"), after.index("Оператор")
    told = {"Дата и время": "Дата", "01.01.2053, 10:00": "01.01.2053"}
    act = [told.get(line, line) for line in after[second:]]
    end = act.index("01.01.2053 10:00")
    assert before[first:asked] == act[:end] + act[end + 4 :][: asked - first - end]


def test_act_is_ticked_before_anything_is_destroyed(desk, gone):
    refused = desk.post(address(gone), TYPED | {"step": "destroy"})

    told = lines(refused)
    assert any("Напечатайте акт, проверьте его и отметьте это." in line for line in told)
    assert "Акт № 3 об уничтожении персональных данных" in told
    assert User.objects.living().filter(pk=gone.pk).exists()


def test_act_is_mended_with_nothing_lost(desk, gone):
    response = desk.post(address(gone), TYPED | {"step": "mend"})

    assert "Показать акт" in lines(response)
    assert 'value="абрамов"' in response.text


@pytest.mark.parametrize("typed", ["3", "№ 3", "№3", "№ № 3"])
def test_act_has_one_sign_of_a_number(desk, gone, typed):
    assert "Акт № 3 об уничтожении персональных данных" in lines(desk.post(address(gone), TYPED | {"act": typed}))


def test_act_names_each_kind_of_rows(desk, gone):
    act = lines(desk.post(address(gone), TYPED | SURE))

    named = [title for _, title, keys in WIPED if "user" in keys or "child" in keys]
    wanted = {*named, "Сообщения семьи об отсутствии", "Основания освобождений"} - {"Действия в кабинете директора"}
    assert wanted <= {line.partition(":")[0] for line in act}


@pytest.mark.parametrize("holder", ["act", "extract"])
def test_act_without_a_school_has_its_letterhead(desk, gone, holder):
    School.objects.all().delete()
    forget()

    told = lines(desk.post(address(gone), TYPED | SURE))

    letterhead = "МБОУ «Школа № 89» г. о. Самара, 443077, г. Самара, ул. Юбилейная, 22А. Обработка другому"
    assert (
        letterhead
        in told[told.index(EXTRACT if holder == "extract" else "Оператор") :][2 if holder == "extract" else 1]
    )


def test_extract_of_the_log_comes_with_the_act(desk, gone):
    AuditEntry.objects.create(kind=AuditKind.LOGIN, person=gone, by=gone, at=make.NOW)

    extract = part(desk.post(address(gone), TYPED | SURE), EXTRACT)

    assert extract[3] == f"Абрамов Пётр Ильич, код в школьной таблице {gone.code}"
    assert extract[extract.index("Кто") + 1 :][:7] == [
        "01.01.2053 10:00",
        "персональные данные уничтожены",
        "Акт № 3. Цель обработки достигнута, срок хранения истёк.",
        "Титов Олег Иванович",
        *("12.10.2026 10:00", "логин выдан", "Абрамов Пётр Ильич"),
    ]


def test_destruction_without_its_act_does_not_happen(desk, gone, settings):
    """An act that cannot be shown would be lost, and nobody could prove anything any more."""
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["context_processors"].append("tests.test_destruction_page.broken")
    settings.TEMPLATES = templates

    with pytest.raises(ZeroDivisionError):
        desk.post(address(gone), TYPED | SURE)

    assert User.objects.living().filter(pk=gone.pk).exists()


def broken(request):
    return 1 / 0


def test_people_past_the_term_are_listed_for_the_administrator(desk, gone, parent):
    HeldRole.objects.create(user=make.person("Недавний"), role="student", since=LEFT, until=date(2048, 1, 1))
    listed = reverse("journal:people") + "?standing=past-term"

    before = [line for line in lines(desk.get(listed)) if gone.full_name in line]
    desk.post(address(gone), TYPED | SURE)
    after = lines(desk.get(listed))

    assert (len(before), [line for line in after if "Абрамов" in line or "Недавний" in line]) == (1, [])


def test_act_is_shown_once(desk, gone):
    desk.post(address(gone), TYPED | SURE)

    for again in (desk.get(address(gone)), desk.post(address(gone), TYPED | SURE)):
        assert lines(again)[0] == "Данные этого человека уничтожены"
        assert "Абрамов" not in again.text


@pytest.mark.parametrize(
    "typed, sentence",
    [
        ({"surname": "Жук"}, "Фамилия человека: Это другая фамилия. Проверьте, того ли человека вы открыли."),
        ({"act": ""}, "Номер акта: Напишите номер акта."),
        ({"reason": ""}, "Причина: Выберите причину."),
        ({"reason": "лень"}, "Причина: Выберите причину из списка."),
    ],
)
def test_destruction_is_confirmed_in_full(desk, gone, typed, sentence):
    response = desk.post(address(gone), TYPED | typed)

    assert (sentence in lines(response), User.objects.living().filter(pk=gone.pk).exists()) == (True, True)


def test_summary_of_marks_is_printed_before(desk, gone):
    typed = {name: value for name, value in TYPED.items() if name != "printed"}

    assert "Без ведомостей отметки останутся без имени навсегда." in desk.post(address(gone), typed).text


def test_page_says_until_when_the_law_gives_time(desk, gone):
    assert "не позднее 31\u00a0января 2053\u00a0года" in desk.get(address(gone)).text


def test_page_of_one_whom_nothing_keeps_names_no_day(desk):
    assert "не позднее" not in desk.get(address(make.person("Лишняя"))).text


def test_page_says_that_it_is_early(desk, gone, time_machine, client, administrator):
    time_machine.move_to(make.NOW, tick=False)
    client.force_login(administrator)

    for answer in (desk.get(address(gone)), desk.post(address(gone), TYPED | SURE)):
        early = lines(answer)
        assert early[early.index("Уничтожать рано") + 1] == (
            "Данные хранятся до 1 января 2053 года: срок хранения сводных ведомостей (25 лет) ещё не истёк."
        )
    assert User.objects.living().filter(pk=gone.pk).exists()


def test_page_about_personal_data_tells_the_terms(client, school):
    told = " ".join(part(client.get("/privacy/"), "Сколько хранится"))

    terms = [f"Журнал хранится {JOURNAL.years} лет с 1 января", f"решения о переводе — {SUMMARY.years} лет"]
    assert [term for term in terms if term not in told] == []
