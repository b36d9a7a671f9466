"""Setting a work at a lesson, and at those of parallel classes, with its due days shown before."""

import pytest
from django.urls import reverse

from journal.enums import Audience
from journal.models import Term, Work
from tests import make
from tests.reading import lines
from tests.teaching import history

CANCELLED = {"cancelled_at": make.NOW, "cancelled_on": make.TODAY}
NEXT = make.TODAY + make.days(1)


@pytest.fixture
def parallel(teacher):
    """Algebra of 7 «Б» by the same teacher."""
    return make.course(teacher=teacher, classes=[make.school_class(7, "Б")])


@pytest.fixture
def physics(student):
    """A test in physics of the same student on the same day."""
    other = make.course(teacher=make.teacher("Петрова"), students=[student], subject_name="Физика")
    return make.work(lesson=make.lesson(course=other, number=3), title="Контрольная № 4")


def new(lesson):
    return reverse("journal:teacher-work-new", args=[lesson.pk])


def a_test(**fields):
    return {"kind": make.kind("test").pk, **fields}


def asked(response):
    """Return what the person is shown before anything is set."""
    found = lines(response)
    start = "Работа ещё не заведена. Проверьте дни и сроки (п. 4.1.2):"
    return found[found.index(start) + 1 : found.index("Завести работу Показать сроки")] if start in found else []


def test_due_day_of_each_kind_is_shown_before_saving(teaching, lesson):
    page = teaching.get(new(lesson)).text

    assert "Контрольная работа: по 18.10, вес 3<" in page
    assert "Домашняя работа: по 18.10, вес 1, по списку<" in page
    assert "Наизусть: по 12.10, вес 1<" in page
    assert "Ответ на уроке" not in page


def test_work_is_set_with_what_its_kind_says(teaching, lesson, teacher):
    response = teaching.post(new(lesson), {"kind": make.kind("test").pk})

    work = Work.objects.get()
    assert response.url == f"{lesson.get_absolute_url()}?saved=marks-{work.pk}#marks-{work.pk}"
    assert (work.label, work.weight, work.audience, work.set_by) == (
        "Контрольная работа",
        3,
        Audience.PRESENT,
        teacher,
    )
    assert history("matter", "new") == [("work", "Контрольная работа, вес 3, отметки не позднее 18.10.2026")]


def test_form_sent_twice_sets_one_work(teaching, lesson):
    typed = a_test(title="Контрольная № 2")
    typed["seen"] = teaching.get(new(lesson)).context["form"]["seen"].value()

    answers = [teaching.post(new(lesson), typed) for _ in range(2)]

    assert answers[0].url == answers[1].url
    assert Work.objects.get().title == "Контрольная № 2"


def test_work_of_the_same_name_is_set_from_a_new_page(teaching, lesson):
    work = make.work(lesson=lesson, kind_code="by-heart")
    seen = teaching.get(new(lesson)).context["form"]["seen"].value()

    teaching.post(new(lesson), {"kind": work.kind_id, "title": work.title, "seen": seen})

    assert (seen, Work.objects.count()) == (1, 2)


def test_work_is_set_as_its_teacher_says(teaching, lesson, student):
    fields = {"title": " Тетради  ", "weight": "2", "audience": "listed", "students": [student.pk]}

    teaching.post(new(lesson), {"kind": make.kind("test").pk, **fields})

    work = Work.objects.get()
    assert (work.title, work.weight, work.audience) == ("Тетради", 2, Audience.LISTED)
    assert [addressee.student_id for addressee in work.addressees.all()] == [student.pk]


@pytest.mark.parametrize(
    "kind, fields, sentence",
    [
        ("", {}, "Выберите вид работы."),
        ("answer", {}, "Выберите вид работы из списка."),
        ("homework", {}, "Отметьте, для кого работа."),
        ("test", {"audience": "listed"}, "Отметьте, для кого работа."),
        ("test", {"students": ["0"]}, "В списке есть ученик, которого нет на этом уроке."),
        ("test", {"weight": "99"}, "Убедитесь, что это значение меньше либо равно 10."),
        ("test", {"audience": "everybody"}, "Проверьте 1\u00a0место"),
    ],
)
def test_work_that_cannot_be_is_explained(teaching, lesson, kind, fields, sentence):
    response = teaching.post(new(lesson), {"kind": kind and make.kind(kind).pk, "title": "Тетради", **fields})

    assert sentence in response.text
    assert 'value="Тетради"' in response.text
    assert Work.objects.count() == 0


def test_work_for_all_has_no_list(teaching, lesson, student):
    fields = {"audience": "present", "students": [student.pk]}

    response = teaching.post(new(lesson), {"kind": make.kind("homework").pk, **fields})

    assert "Снимите отметки или выберите «Ученики по списку»." in response.text


def test_notebooks_may_be_collected_from_all(teaching, lesson):
    teaching.post(new(lesson), {"kind": make.kind("homework").pk, "audience": "present"})

    assert Work.objects.get().audience == Audience.PRESENT


def test_work_of_a_closed_term_is_refused(teaching, lesson):
    Term.objects.update(closed_at=make.NOW)

    assert "<button>Завести работу</button>" not in teaching.get(new(lesson)).text
    response = teaching.post(new(lesson), {"kind": make.kind("test").pk})
    assert "Период закрыт: I четверть" in response.text
    assert Work.objects.count() == 0


def test_due_days_are_shown_when_asked_for(teaching, lesson):
    response = teaching.post(new(lesson), a_test(title="Дроби", check="1"))

    assert asked(response) == ["7 «А», пн, 12 октября, 1-й урок: отметки не позднее 18 октября."]
    assert ('value="Дроби"' in response.text, Work.objects.count()) == (True, 0)


def test_one_work_is_set_in_parallel_classes_each_with_its_day(teaching, lesson, parallel):
    other = make.lesson(course=parallel, on=NEXT, number=2)
    typed = a_test(title="Дроби", **{f"course-{parallel.pk}": other.pk})

    shown = teaching.post(new(lesson), typed)
    answer = teaching.post(new(lesson), typed | {"shown": shown.context["form"].sign}, follow=True)

    assert asked(shown) == [
        "7 «А», пн, 12 октября, 1-й урок: отметки не позднее 18 октября.",
        "7 «Б», вт, 13 октября, 2-й урок: отметки не позднее 19 октября.",
    ]
    works = Work.objects.order_by("date").values_list("lesson", "title", "due_on")
    assert list(works) == [
        (lesson.pk, "Дроби", make.TODAY + make.days(6)),
        (other.pk, "Дроби", NEXT + make.days(6)),
    ]
    told = "Работа заведена. 7 «Б», вт, 13 октября, 2-й урок: отметки не позднее 19 октября."
    assert lines(answer)[0] == told


def test_nothing_is_set_before_its_due_days_are_shown(teaching, lesson, parallel):
    other = make.lesson(course=parallel, on=NEXT)
    typed = a_test(**{f"course-{parallel.pk}": other.pk})
    sign = teaching.post(new(lesson), typed).context["form"].sign

    changed = typed | {"kind": make.kind("quiz").pk, "shown": sign}

    assert (len(asked(teaching.post(new(lesson), changed))), Work.objects.count()) == (2, 0)


def test_nearest_lessons_of_parallel_classes_are_offered(teaching, lesson, teacher, parallel, colleague):
    near = [make.lesson(course=parallel, on=make.TODAY + make.days(day)) for day in (-7, -3, 0, 1, 2, 8)]
    make.lesson(course=parallel, on=NEXT, number=2, cancelled_at=make.NOW)
    unmarked = {"classes": [make.school_class(7, "Г")], "marks_since": None}
    others = [
        make.course(teacher=teacher, classes=[make.school_class(8, "В")]),
        make.course(teacher=teacher, subject_name="Геометрия"),
        make.course(teacher=teacher, **unmarked),
        make.course(teacher=colleague, classes=[make.school_class(7, "В")]),
    ]
    for course in others:
        make.lesson(course=course)

    [field] = teaching.get(new(lesson)).context["form"].beside

    assert field.label == "7\u00a0«Б»"
    assert [value for value, _ in field.field.choices] == ["", *(other.pk for other in near[1:5])]
    assert field.field.choices[1] == (near[1].pk, "пт, 9\u00a0октября, 1-й урок")


def test_foreign_lesson_among_parallel_ones_sets_nothing(teaching, lesson, parallel, colleague):
    make.lesson(course=parallel)
    foreign = make.lesson(course=make.course(teacher=colleague, classes=[make.school_class(7, "В")]))

    response = teaching.post(new(lesson), a_test(**{f"course-{parallel.pk}": foreign.pk}, shown="?"))

    assert "Этого урока у класса нет. Выберите урок из списка." in response.text
    assert Work.objects.count() == 0


def test_lesson_cancelled_in_one_class_sets_nothing_in_the_other(teaching, lesson, parallel):
    other = make.lesson(course=parallel, on=NEXT)
    typed = a_test(**{f"course-{parallel.pk}": other.pk})
    sign = teaching.post(new(lesson), typed).context["form"].sign
    other.cancelled_at, other.cancelled_on = make.NOW, make.TODAY
    other.save()

    response = teaching.post(new(lesson), typed | {"shown": sign})

    sentence = "Урока, выбранного для параллельного класса, больше нет."
    assert (sentence in response.text, Work.objects.count()) == (True, 0)


def test_closed_term_of_one_class_sets_nothing_in_the_other(teaching, lesson, teacher):
    halves = make.course(teacher=teacher, classes=[make.school_class(7, "Б")], term_system="half")
    other = make.lesson(course=halves)
    Term.objects.filter(system="half").update(closed_at=make.NOW)
    typed = a_test(**{f"course-{halves.pk}": other.pk})
    sign = teaching.post(new(lesson), typed).context["form"].sign

    response = teaching.post(new(lesson), typed | {"shown": sign})

    assert ("Период закрыт: I полугодие" in response.text, Work.objects.count()) == (True, 0)


def test_listed_work_is_not_set_in_parallel_classes(teaching, lesson, student, parallel):
    other = make.lesson(course=parallel)
    listed = {"audience": "listed", "students": [student.pk], f"course-{parallel.pk}": other.pk}

    response = teaching.post(new(lesson), a_test(**listed))

    assert "Параллельным классам заводят работу для всех" in response.text


def test_class_with_a_test_that_day_is_a_warning(teaching, lesson, physics):
    warning = "12 октября у этих учеников уже есть: Физика, контрольная № 4 (Петрова А. С.)."

    shown = teaching.post(new(lesson), a_test())
    set_nevertheless = teaching.post(new(lesson), a_test(shown=shown.context["form"].sign), follow=True)

    assert asked(shown) == ["7 «А», пн, 12 октября, 1-й урок: отметки не позднее 18 октября.", warning]
    assert (lines(set_nevertheless)[0], Work.objects.count()) == (f"7 «А»: {warning}", 2)


@pytest.mark.parametrize(
    "kind, facts", [("by-heart", {}), ("homework", {"audience": "listed"}), ("test", {"audience": "listed"})]
)
def test_what_is_no_test_needs_no_warning(teaching, lesson, student, physics, kind, facts):
    listed = {"students": [student.pk]} if facts else {}

    teaching.post(new(lesson), {"kind": make.kind(kind).pk, **facts, **listed})

    assert Work.objects.filter(lesson=lesson).count() == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda physics: physics.__class__.objects.filter(pk=physics.pk).update(
            cancelled_at=make.NOW, cancelled_on=make.TODAY
        ),
        lambda physics: physics.__class__.objects.filter(pk=physics.pk).update(date=NEXT),
        lambda physics: physics.__class__.objects.filter(pk=physics.pk).update(audience=Audience.LISTED),
        lambda physics: physics.__class__.objects.filter(pk=physics.pk).update(is_written=False),
        lambda physics: physics.course.memberships.update(since=NEXT),
        lambda physics: physics.lesson.__class__.objects.filter(pk=physics.lesson_id).update(
            cancelled_at=make.NOW, cancelled_on=make.TODAY
        ),
    ],
    ids=["cancelled", "another day", "listed", "oral", "not yet there", "cancelled lesson"],
)
def test_what_is_not_there_that_day_is_no_warning(teaching, lesson, physics, spoil):
    spoil(physics)

    teaching.post(new(lesson), a_test())

    assert Work.objects.filter(lesson=lesson).count() == 1


@pytest.mark.parametrize("classes", [1, 3])
def test_new_page_asks_the_same_number_of_queries(teaching, lesson, teacher, classes, django_assert_num_queries):
    for letter in "БВГ"[:classes]:
        other = make.course(teacher=teacher, classes=[make.school_class(7, letter)])
        make.lesson(course=other)
    teaching.get("/help/")

    with django_assert_num_queries(9):
        teaching.get(new(lesson))
