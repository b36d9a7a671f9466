"""The page on which the journals of a year are destroyed, its act, and the extract of the log."""

from copy import deepcopy

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from journal.models import AcademicYear, JournalDestruction, Lesson, School
from journal.rules.destruction import JOURNAL
from journal.views.office.destroy import LINE
from tests import make
from tests.reading import lines, links, part
from tests.test_journals_destroyed import FREE

OUTLIVED = reverse("journal:outlived")
TYPED = {"act": "№ 3", "archived": "on", "year_name": "2026/27"}
SURE = {"step": "destroy", "is_printed": "on"}
TITLE, EXTRACT = "Акт № 3 об уничтожении журналов", "Выгрузка из журнала регистрации событий (к акту № 3)"


@pytest.fixture
def desk(client, administrator, time_machine):
    """The administrator's browser when the term is over."""
    make.school(address="ул. Юбилейная, 22А")
    time_machine.move_to(FREE, tick=False)
    client.force_login(administrator)
    return client


@pytest.fixture
def address(filled):
    return reverse("journal:journals-destroy", args=[filled.year_id])


def test_act_names_what_how_many_and_why(desk, address, director):
    act = part(desk.post(address, TYPED | SURE), TITLE, to=EXTRACT)

    assert act == [
        "Оператор",
        "МБОУ «Школа № 89» городского округа Самара, ул. Юбилейная, 22А. Обработка другому лицу не поручалась.",
        *("Какие журналы", "2026/27 учебный год, 1 журнал", "Алгебра, 7 «А»"),
        "Какие записи уничтожены",
        *("История изменений: 7 записей", "Отметки: 2 записи", "Работы: 2 записи", "Кому задано на дом: 1 запись"),
        *("Посещение: 1 запись", "Уроки с темами и заданиями: 1 запись", "Учителя курса: 1 запись"),
        "Что хранится дальше",
        "Отметки за периоды и год, экзаменационные и итоговые: до 31 декабря 2052 года",
        *("Информационная система", "«Электронный дневник»", "Способ", "Записи удалены из базы данных"),
        "Основание",
        f"Срок хранения журналов истёк 31 декабря 2032 года. {JOURNAL.source}",
        *("Дата и время", "01.01.2033, 10:00"),
        *("Подписи", "Кто", "Фамилия, имя, отчество", "Подпись, дата"),
        *("Уничтожил: администратор дневника", "Титов Олег Иванович", LINE),
        *("Присутствовал", LINE, LINE),
        *("Утверждаю: директор", "Орлова Елена Викторовна", LINE),
    ]


def test_act_comes_with_the_extract_of_the_log(desk, address):
    extract = part(desk.post(address, TYPED | SURE), EXTRACT)

    assert extract[extract.index("Подробности") + 2 :] == [
        "01.01.2033 10:00",
        "журналы года уничтожены",
        "Акт № 3. 2026/27: 1 журнал, записей: 15.",
        "Титов Олег Иванович",
    ]


def test_act_is_shown_while_everything_stands(desk, address):
    before = lines(desk.post(address, TYPED))

    assert (Lesson.objects.exists(), AuditEntry.objects.exists()) == (True, False)
    assert "История изменений: 7 записей" in before
    assert ("01.01.2033" in before, "До уничтожения событий не было." in before) == (True, True)


def test_act_is_ticked_before_anything_is_destroyed(desk, address):
    told = lines(desk.post(address, TYPED | {"step": "destroy"}))

    assert any("Напечатайте акт, проверьте его и отметьте это." in line for line in told)
    assert (TITLE in told, Lesson.objects.exists()) == (True, True)


def test_act_is_mended_with_nothing_lost(desk, address):
    response = desk.post(address, TYPED | {"step": "mend"})

    assert "Показать акт" in lines(response)
    assert ('value="2026/27"' in response.text, Lesson.objects.exists()) == (True, True)


def test_one_journal_goes_by_itself(desk, address, filled, colleague):
    other = make.course(teacher=colleague, subject_name="Физика")
    make.lesson(course=other, number=3)

    desk.post(address, TYPED | SURE | {"course": filled.pk})

    assert (Lesson.objects.get().course, JournalDestruction.objects.get().course) == (other, filled)
    told = lines(desk.get(address))
    assert part(desk.get(address), "Уже уничтожены") == ["Алгебра, 7 «А»: акт № 3, 01.01.2033"]
    assert "Показать акт" in told


def test_year_without_journals_says_so(desk, address):
    desk.post(address, TYPED | SURE)

    told = lines(desk.get(address))
    again = lines(desk.post(address, TYPED | SURE))

    assert "Журналов не осталось" in told
    assert "Журналов не осталось" in again
    assert JournalDestruction.objects.count() == 1


def test_act_without_rows_and_without_a_school_says_so(desk, course):
    course.teachers.all().delete()
    School.objects.all().delete()

    told = lines(desk.post(reverse("journal:journals-destroy", args=[course.year_id]), TYPED | SURE))

    assert "В журналах записей не было" in told


def test_destruction_without_its_act_does_not_happen(desk, address, settings):
    """An act that cannot be shown would be lost, and nobody could prove anything any more."""
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["context_processors"].append("tests.test_destruction_page.broken")
    settings.TEMPLATES = templates

    with pytest.raises(ZeroDivisionError):
        desk.post(address, TYPED | SURE)

    assert (Lesson.objects.exists(), JournalDestruction.objects.exists()) == (True, False)


@pytest.mark.parametrize(
    "typed, sentence",
    [
        ({"year_name": "2025/26"}, "Учебный год: Это другой год: здесь уничтожаются журналы 2026/27."),
        ({"year_name": ""}, "Учебный год: Напишите учебный год, журналы которого уничтожаете."),
        ({"act": ""}, "Номер акта: Напишите номер акта."),
        ({"course": "0"}, "Какие журналы: Выберите журнал из списка."),
        ({"archived": ""}, "Сдайте ведомости в архив и отметьте это."),
    ],
)
def test_destruction_is_confirmed_in_full(desk, address, typed, sentence):
    told = lines(desk.post(address, TYPED | SURE | typed))

    assert (any(sentence in line for line in told), Lesson.objects.exists()) == (True, True)


def test_page_says_that_it_is_early(desk, address, client, administrator, time_machine):
    time_machine.move_to(make.NOW, tick=False)
    client.force_login(administrator)

    for answer in (desk.get(address), desk.post(address, TYPED | SURE)):
        assert lines(answer)[2:] == [
            "Уничтожать рано",
            "Журналы этого года хранятся до 31 декабря 2032 года включительно: срок хранения ещё не истёк.",
        ]
    assert Lesson.objects.exists()


def test_years_are_listed_with_their_terms(desk, address):
    AcademicYear.objects.create(name="2031/32", first_day=make.YEAR_ENDS, last_day=FREE.date())

    response = desk.get(OUTLIVED)

    told = part(response, "Учебные годы, новые сверху")
    early = "Журналы этого года хранятся до 31 декабря 2038 года включительно: срок хранения ещё не истёк."
    assert told[2:] == ["2031/32", early, "2026/27", "Срок хранения истёк: журналы уничтожают по акту."]
    assert links(response)["2026/27"] == address


def test_years_that_are_not_there_are_waited_for(desk):
    assert "Учебных лет пока нет" in lines(desk.get(OUTLIVED))


def test_years_are_reached_from_the_people(desk, filled):
    assert links(desk.get(reverse("journal:people")))["Сроки хранения журналов"] == OUTLIVED


@pytest.mark.parametrize("courses", [1, 3])
def test_page_asks_the_same_number_of_queries(desk, address, courses, django_assert_num_queries):
    for _ in range(1, courses):
        make.course()
    desk.get(address)

    # Session, person, year, courses that stand, acts.
    with django_assert_num_queries(5):
        desk.get(address)
