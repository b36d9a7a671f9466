"""Writing to the director: one question a page, from what is missing to the case."""

import pytest
from django.urls import reverse

from accounts.models import User
from complaints.models import Complaint
from tests import make
from tests.complaining import FRIDAY, NAMED, complain, told
from tests.complaint_questions import CHECK, HERE, NEW, REPLY, WORDS, once_of, sent, written
from tests.reading import lines, links, part


@pytest.fixture
def family(client, parent, school, director):
    """The browser of the mother."""
    client.force_login(parent)
    return client


def test_overdue_entry_becomes_a_case_in_three_answers(family, about, parent, student, late_topic, director):
    first = family.post(f"{NEW}?{about}", WORDS)
    second = family.post(first.url, HERE)
    third = family.post(second.url, {"once": once_of(family)})

    case = Complaint.objects.get()
    assert (first.url, second.url, third.url) == (f"{REPLY}?{about}", f"{CHECK}?{about}", "/complaints/1-2026/")
    assert (case.author, case.child_id, case.about, case.text, case.wish, case.reply_by, case.channel) == (
        *(parent, student.pk, "missing", WORDS["text"], WORDS["wish"], "portal", "portal"),
    )
    assert (case.entry.key, case.entry.said) == (
        *(f"topic-{late_topic.pk}", "срок прошёл 09.10, запись ещё не внесена"),
    )
    assert told(director) == ["Новое обращение № 1-2026. Ответ не позднее 11 ноября."]
    assert lines(family.get(third.url))[0] == (
        "Обращение № 1-2026 зарегистрировано и отправлено директору. Ответ — не позднее 11 ноября 2026 года."
    )


def test_link_beside_the_entry_leads_to_its_words(family, about, student):
    diary = family.get(f"/students/{student.pk}/days/{FRIDAY}/")

    page = family.get(links(diary)["Обратиться к директору"])

    assert links(diary)["Обратиться к директору"] == f"{NEW}?{about}"
    assert part(page, "Обращение к директору", to="Что случилось")[:11] == [
        "Шаг 2 из 4",
        "Что приложено к обращению",
        "Ученик",
        "Абрамов Пётр Ильич, 7 «А»",
        "О чём",
        NAMED,
        "Пункт",
        "п. 4.1.4",
        "Срок",
        "не позднее 9 октября 2026 года",
        "Сейчас",
    ]


def test_check_shows_all_answers_each_with_a_way_to_change_it(family, about):
    page = written(family, about, place={"reply_by": "post", "reply_to": "443077, Самара,  Юбилейная, 1"})

    assert part(page, "Проверьте и отправьте", to="Отправить директору")[-9:] == [
        "Что случилось",
        "Изменить",
        WORDS["text"],
        "Какого результата вы хотите",
        "Изменить",
        WORDS["wish"],
        "Куда прислать ответ",
        "Изменить",
        "Почтой, письмом на бумаге: 443077, Самара, Юбилейная, 1",
    ]


def test_parent_of_two_is_asked_for_whom(family, sister, student):
    asked = family.get(NEW)
    chosen = family.get(f"{NEW}?child={sister.pk}&next=child")

    assert [line for line in lines(asked) if line.startswith(("Шаг", "Анна", "Пётр"))] == [
        *("Шаг 1 из 5", "Пётр, 7 «А» Анна, 5 «Б»"),
    ]
    assert ("Шаг 2 из 5" in lines(chosen), "Чего не хватает в дневнике" in chosen.text) == (True, True)
    assert "Проверьте 1 место" not in lines(chosen)
    assert "О каком ребёнке обращение: Выберите ребёнка." in lines(family.get(f"{NEW}?next=child"))


def test_what_is_awaited_is_offered_the_overdue_first(family, student, late_topic, course):
    today = make.lesson(course=course, homework="№ 7")

    page = family.get(f"{NEW}?child={student.pk}")

    assert [line for line in lines(page) if "срок" in line and "—" in line][-1] == (
        "Тема урока: Алгебра, 9 октября — срок прошёл 09.10 "
        "Тема урока: Алгебра, 12 октября — срок ещё не прошёл, не позднее 12.10 "
        "Не согласны с отметкой Другое: опишу словами"
    )
    assert f'value="topic-{today.pk}"' in page.text
    assert "Чего не хватает в дневнике: Выберите, о чём обращение." in lines(
        family.get(f"{NEW}?child={student.pk}&next=about")
    )


def test_other_things_are_told_in_words(family, student):
    sent(family, f"child={student.pk}&about=other")

    assert list(Complaint.objects.values_list("about", "entry")) == [("other", None)]


def test_entry_that_is_not_due_may_be_complained_of(family, student, course):
    lesson = make.lesson(course=course)
    about = f"child={student.pk}&entry=topic-{lesson.pk}"

    page = family.get(f"{NEW}?{about}")
    sent(family, about)

    assert "Срок — не позднее 12.10. Можно подождать или всё равно написать." in lines(page)
    assert ("Напомнить учителю" in lines(page), Complaint.objects.count()) == (False, 1)


def test_entry_that_stands_is_told_and_not_forbidden(family, student, course):
    lesson = make.lesson(course=course, topic="Степень")
    about = f"child={student.pk}&entry=topic-{lesson.pk}"

    page = family.get(f"{NEW}?{about}")
    sent(family, about)

    assert "Эта запись уже есть в дневнике. Если дело в другом, всё равно напишите." in lines(page)
    assert Complaint.objects.get().entry.stood == "Степень"


@pytest.mark.parametrize("is_written", [True, False])
def test_disagreement_with_a_mark_is_told_who_decides_and_accepted(family, student, lesson, is_written):
    kind = {"work": make.work(lesson=lesson, title="Контрольная № 1")} if is_written else {"lesson": lesson}
    mark = make.mark(student=student, value=3, **kind)
    entry = family.get(reverse("journal:family-entry", args=[student.pk, mark.pk]))
    about = f"child={student.pk}&mark={mark.pk}"

    page = family.get(f"{NEW}?{about}")
    sent(family, about)

    case = Complaint.objects.get()
    what = "Контрольная № 1" if is_written else "Ответ на уроке"
    assert links(entry)["Не согласны с отметкой?"] == f"{NEW}?{about}"
    assert any("Отметку ставит учитель" in line for line in lines(page))
    assert (case.about, case.text.split("\n")[0]) == ("mark", f"Отметка 3: Алгебра, 12\u00a0октября, {what}.")
    assert (case.entry.stood, case.entry.teacher_id) == ("3", lesson.teacher_id)


def test_mark_that_was_taken_away_is_no_reason_to_offer_it(family, student, lesson):
    for value in (3, None):
        mark = make.mark(lesson=lesson, student=student, value=value)

    page = family.get(reverse("journal:family-entry", args=[student.pk, mark.pk]))

    assert "Не согласны с отметкой?" not in links(page)


def test_disagreement_without_a_mark_named_is_accepted(family, student):
    sent(family, f"child={student.pk}&about=mark")

    assert list(Complaint.objects.values_list("about", "text")) == [("mark", WORDS["text"])]


def test_student_complains_of_the_own_diary(client, student, late_topic, director, school):
    client.force_login(User.objects.get(pk=student.pk))
    sent(client, f"child={student.pk}&entry=topic-{late_topic.pk}")

    case = Complaint.objects.get()
    assert (case.author_id, case.child_id) == (student.pk, student.pk)


def test_parent_without_children_is_told_how_else(client, school):
    client.force_login(make.person(roles=["parent"]))

    assert "К вашему входу не привязан ребёнок" in lines(client.get(NEW))


@pytest.mark.parametrize("entry", ["nonsense", "topic-0", "topic-999999999", "written-1-1"])
def test_entry_that_the_diary_does_not_owe_is_asked_again(family, student, entry):
    response = family.get(f"{NEW}?child={student.pk}&entry={entry}")

    assert lines(response)[3] == (
        "Такой записи в дневнике этого ученика не должно быть. Выберите другую или опишите её словами."
    )


def test_entry_that_has_gone_meanwhile_is_chosen_anew_and_the_words_come_along(family, about, student, late_topic):
    written(family, about)
    late_topic.course.memberships.all().delete()

    response = family.post(f"{CHECK}?{about}", {"once": once_of(family)}, follow=True)
    other = family.get(f"{NEW}?child={student.pk}&was={once_of(family)}&about=other&next=about")

    assert response.redirect_chain == [(f"{NEW}?{about}", 302)]
    assert lines(response)[3].startswith("Такой записи в дневнике этого ученика не должно быть.")
    assert f'name="was" value="{once_of(family)}"' in response.text
    assert (WORDS["text"] in other.text, Complaint.objects.count()) == (True, 0)


@pytest.mark.parametrize("text, kept", [(WORDS["text"], True), ("", False)])
def test_entry_that_goes_while_one_types_is_chosen_anew(family, about, student, late_topic, text, kept):
    late_topic.course.memberships.all().delete()

    response = family.post(f"{NEW}?{about}", WORDS | {"text": text}, follow=True)
    drafts = family.session.get("complaint-drafts", {})
    other = family.get(f"{NEW}?child={student.pk}&was={''.join(drafts)}&about=other&next=about")

    assert lines(response)[3].startswith("Такой записи в дневнике этого ученика не должно быть.")
    assert (len(drafts), WORDS["text"] in other.text) == (int(kept), kept)


@pytest.mark.parametrize("query", ["child=999999999", "child=nonsense", "child={}&mark=1", "child={}&mark=x"])
def test_what_is_not_there_is_no_page(family, student, query):
    assert family.get(f"{NEW}?{query.format(student.pk)}").status_code == 404


@pytest.mark.parametrize("path", [NEW, REPLY, CHECK])
def test_child_of_another_is_no_page(client, about, stranger, path):
    client.force_login(stranger)

    assert client.get(f"{path}?{about}").status_code == 404


@pytest.mark.parametrize("path", [REPLY, CHECK])
def test_later_question_about_nothing_leads_to_the_first(family, student, path):
    assert family.get(path).url == f"{NEW}?"


def test_new_complaint_goes_on_from_an_earlier_one(family, parent, student, late_topic, about):
    first = complain(parent, student, entry=f"topic-{late_topic.pk}")

    page = family.get(f"{NEW}?follows={first.number}")
    sent(family, f"{about}&follows={first.number}")

    assert "Шаг 2 из 4 · в продолжение обращения № 1-2026" in lines(page)
    assert Complaint.objects.get(serial=2).follows == first


def test_earlier_complaint_about_another_thing_is_gone_on_from(family, parent, student):
    first = complain(parent, student)

    assert "Другое" in lines(family.get(f"{NEW}?follows={first.number}"))


@pytest.mark.parametrize("number", ["1-2026", "9-2026", "nonsense"])
def test_earlier_complaint_of_another_is_no_page(family, stranger, student, number):
    complain(stranger, stranger.guardianships.get().child)

    assert family.get(f"{NEW}?follows={number}").status_code == 404


@pytest.mark.parametrize("lessons", [1, 3])
def test_questions_ask_the_same_number_of_queries(family, about, student, course, lessons, django_assert_num_queries):
    for number in range(lessons):
        make.lesson(course=course, on=FRIDAY, number=number + 2)
    written(family, about)

    # Session, person; children; the entry: attended, duty, lesson, teacher. Of a list: topics, homework, marks, terms.
    for page, queries in {f"{NEW}?child={student.pk}": 6, f"{NEW}?{about}": 7, f"{CHECK}?{about}": 7}.items():
        family.get(page)
        with django_assert_num_queries(queries):
            family.get(page)
