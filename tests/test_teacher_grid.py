"""The journal of a course: what it shows, and its chosen column as a plain form."""

import re

import pytest
from django.urls import reverse

from journal.enums import Audience, Presence
from journal.models import Attendance, Mark, Term
from tests import make
from tests.reading import lines


@pytest.fixture
def other(course):
    new = make.student("Белова", "Анна", "Юрьевна")
    make.membership(course, new)
    return new


@pytest.fixture
def open_grid(client, course, school):
    def open_grid(user, query=""):
        client.force_login(user)
        return client.get(reverse("journal:teacher-journal", args=[course.pk]) + query)

    return open_grid


@pytest.fixture
def post(client, course, lesson, teacher):
    """Save the column of today's lesson: typed values by student."""

    def post(typed, *, base="0.=", **more):
        client.force_login(teacher)
        column = f"o{lesson.pk}"
        fields = {f"{column}-{student.pk}": value for student, value in typed.items()}
        fields |= {f"v-{name}": base for name in tuple(fields)}
        return client.post(f"{reverse('journal:teacher-journal', args=[course.pk])}?lesson={lesson.pk}", fields | more)

    return post


def marks():
    return list(Mark.objects.order_by("student__sort_key").values_list("value", flat=True))


def test_grid_shows_students_down_and_lessons_across(open_grid, lesson, teacher, student, other):
    make.mark(lesson=lesson, student=student, value=4)

    response = open_grid(teacher)

    assert response.status_code == 200
    html = response.content.decode()
    cell = f"o{lesson.pk}-{student.pk}"
    assert f'<td class="m4" data-v="1."><input id="{cell}" name="{cell}" value="4"' in html
    assert [line for line in lines(response) if line in ("Абрамов Пётр", "Белова Анна")] == [
        "Абрамов Пётр",
        "Белова Анна",
    ]


def test_column_is_saved_as_a_plain_form(post, lesson, student, other):
    response = post({student: "5", other: "н"})

    assert (response.url, marks()) == (f"{response.request['PATH_INFO']}?lesson={lesson.pk}&saved=1#grid", [5])
    assert list(Attendance.objects.values_list("student", "presence")) == [(other.pk, "absent")]


def test_column_of_an_address_that_names_none_is_saved_too(client, course, lesson, teacher, student):
    client.force_login(teacher)
    address, cell = reverse("journal:teacher-journal", args=[course.pk]), f"o{lesson.pk}-{student.pk}"

    response = client.post(address, {cell: "5", f"v-{cell}": "0.="})

    assert (response.url, marks()) == (f"{address}?saved=1#grid", [5])


def test_value_of_somebody_else_is_asked_about_and_the_rest_saved(post, lesson, student, other):
    make.mark(lesson=lesson, student=student, value=3)

    response = post({student: "5", other: "4"})

    assert response.status_code == 409
    assert "Абрамов Пётр: в журнале 3 (Сидорова А. С., 08:00), у вас 5. Что оставить?" in " ".join(lines(response))
    assert marks() == [3, 4]


def test_choice_between_two_values_is_saved(post, lesson, student):
    make.mark(lesson=lesson, student=student, value=3)
    cell = f"o{lesson.pk}-{student.pk}"

    post({student: "5"}, base="1.=3", **{f"sure-{cell}": "1"})

    assert marks() == [5]


def test_what_is_no_mark_stays_in_its_field_and_the_rest_is_saved(post, lesson, student, other):
    response = post({student: "пять", other: "4"})

    assert 'value="пять" maxlength' in response.content.decode()
    assert marks() == [4]


def test_column_refused_for_one_reason_says_it_once(post, lesson, student, other):
    lesson.cancelled_at, lesson.cancelled_on = make.NOW, make.TODAY
    lesson.save()

    response = post({student: "5", other: "4"})

    sentence = "Не сохранено: 2 клетки. Урок отменён. Записи отменённого урока не меняются."
    assert (lines(response).count(sentence), marks()) == (1, [])


def test_foreign_student_stops_the_whole_column(post, student):
    stranger = make.student("Чужой")

    response = post({student: "5", stranger: "5"})

    assert "Ничего не сохранено." in " ".join(lines(response))
    assert marks() == []


def test_closed_term_is_shown_without_fields(open_grid, lesson, teacher):
    Term.objects.update(closed_at=make.NOW)

    response = open_grid(teacher)

    assert "Период закрыт: I четверть." in " ".join(lines(response))
    assert 'name="o' not in response.content.decode()


def test_homeroom_teacher_reads_and_does_not_write(open_grid, lesson, homeroom):
    response = open_grid(homeroom)

    assert "Урок ведёт Сидорова А. С.: изменить записи может только этот учитель." in lines(response)
    assert 'name="o' not in response.content.decode()


@pytest.mark.parametrize("query", ["?lesson=999999", "?work=999999", "?lesson=x&term=9999"])
def test_what_is_not_of_this_journal_is_no_page(open_grid, lesson, teacher, query):
    assert open_grid(teacher, query).status_code == 404


def test_course_without_lessons_says_so(open_grid, course, teacher):
    assert "Уроков в этом периоде ещё не было" in lines(open_grid(teacher))


def test_course_of_a_year_without_terms_has_no_columns(open_grid, lesson, teacher):
    Term.objects.all().delete()

    assert "Уроков в этом периоде ещё не было" in lines(open_grid(teacher))


def test_work_is_chosen_by_its_own_address(open_grid, lesson, teacher, student):
    work = make.work(lesson=lesson)

    html = open_grid(teacher, f"?work={work.pk}").content.decode()

    assert f'name="w{work.pk}-{student.pk}"' in html
    assert f'name="o{lesson.pk}-{student.pk}"' not in html
    assert "по\u00a018.10\u00a0· 0/1" in html


def test_head_of_a_retake_says_that_it_is_one(open_grid, lesson, teacher, student):
    first = make.work(lesson=lesson)
    again = make.work(lesson=lesson, audience=Audience.LISTED, students=[student], retake_of=first)

    html = open_grid(teacher).content.decode()

    heads = re.findall(r'<th scope="col" id="(w[^"]+)".*?</th>', html)
    says = re.findall(r'<th scope="col" id="(w[^"]+)"[^>]*>(?:(?!</th>).)*<small>пересдача</small></th>', html)
    assert (heads, says) == ([f"w{first.pk}", f"w{again.pk}"], [f"w{again.pk}"])


def test_late_and_absent_students_keep_their_marks(open_grid, lesson, teacher, student, other):
    for person, presence in ((student, Presence.LATE), (other, Presence.ABSENT)):
        make.mark(lesson=lesson, student=person, value=4)
        make.absence(lesson=lesson, student=person, presence=presence)

    html = open_grid(teacher).content.decode()

    assert ('<td class="m4 late" data-v="1.ОП">' in html, '<td class="m4 away" data-v="1.Н">' in html) == (True, True)


def test_late_student_stays_late_when_a_mark_is_typed(post, lesson, student):
    make.absence(lesson=lesson, student=student, presence=Presence.LATE)

    post({student: "4"}, base="0.ОП=ОП")

    assert (marks(), list(Attendance.objects.values_list("presence", flat=True))) == ([4], ["late"])


@pytest.mark.parametrize("typed, mark", [("5", 5), ("", None)])
@pytest.mark.parametrize("noted", [Presence.ABSENT, Presence.ILL])
def test_absence_behind_a_mark_stays_when_the_mark_changes(post, lesson, student, noted, typed, mark):
    make.absence(lesson=lesson, student=student, presence=noted)
    make.mark(lesson=lesson, student=student, value=4)

    post({student: typed}, base=f"1.{noted.label}=4")

    assert (marks(), Attendance.objects.get().presence) == ([mark], noted)


def test_confirmed_choice_takes_the_absence_back(post, lesson, student):
    make.absence(lesson=lesson, student=student)
    cell = f"o{lesson.pk}-{student.pk}"

    post({student: "5"}, base="0.Н=Н", **{f"sure-{cell}": "1"})

    assert (marks(), Attendance.objects.get().presence) == ([5], "")


def test_newest_column_that_owes_an_entry_is_chosen(open_grid, course, teacher):
    first = make.lesson(course=course, on=make.TODAY - make.days(5))
    make.lesson(course=course, on=make.TODAY - make.days(3), topic="Степень", homework="п. 7")

    assert f'id="o{first.pk}" data-parts="1" class="chosen"' in open_grid(teacher).content.decode()


def test_last_column_is_chosen_when_nothing_is_owed(open_grid, course, teacher):
    make.lesson(course=course, on=make.TODAY - make.days(5), topic="Степень", homework="п. 7")
    last = make.lesson(course=course, on=make.TODAY - make.days(3), topic="Степень", homework="п. 7")

    assert f'id="o{last.pk}" data-parts="1" class="chosen"' in open_grid(teacher).content.decode()
