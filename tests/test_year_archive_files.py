"""The pages of an archived year: the journal, the history, the class and its results."""

from datetime import date

import pytest

from journal.actions import (
    ResultEntry,
    TransferEntry,
    bring_marks,
    cancel_work,
    give_results,
)
from journal.enums import ExamKind, Mode
from journal.models import Course, ExamMark, FinalMark, Lesson, TermMark, YearMark
from tests import make
from tests.archiving import archived, page, table

pytestmark = pytest.mark.usefixtures("school")


def give(model, course, student, **of):
    whose = {"student": student, "subject": course.subject, "course": course, "by": course.teachers.get().teacher}
    give_results(model, [ResultEntry(of=of, at=make.NOW, value=4, **whose)])


def test_journal_reads_as_on_paper(filled, lesson):
    told = page(archived(), f"journals/{filled.pk}.html")

    assert told[:4] == ["Содержание архива · История журнала", "Алгебра, 7 «А»: журнал, 2026/27", *told[2:4]]
    assert told[2] == "Учитель: Сидорова Анна Сергеевна (с 01.09.2026)."
    grid = told[told.index("I четверть") + 1 : told.index("Темы и домашние задания")]
    assert grid == [
        *("Ученик", "12.10", "12.10 К"),
        *("Абрамов Пётр", "5", "4"),
        *("Белова Алёна", "Н"),
        "12.10, Абрамов Пётр: 4 — Хорошо",
    ]
    topics = told[told.index("Темы и домашние задания") + 7 : told.index("Работы")]
    assert topics == ["12.10.2026", "1", "Степень", "§ 7 (кому: Абрамов Пётр)", "Сидорова А. С."]


def test_journal_tells_what_went_otherwise(course, student, colleague):
    make.lesson(course=course, cancelled_at=make.NOW, cancel_reason="Карантин")
    make.lesson(course=course, number=2, cancelled_at=make.NOW)
    last = make.lesson(course=course, number=3, mode=Mode.REMOTE)
    Lesson.objects.update(replaces=colleague)
    make.work(lesson=last, students=[student])
    gone = make.work(lesson=last, title="Лишняя")
    cancel_work(gone, reason="Замена", by=last.teacher, at=make.NOW)
    make.planned_topic(course, hours=2)

    told = page(archived(), f"journals/{course.pk}.html")

    remarks = [line for line in told if "замещает" in line or "отменена" in line]
    substituted = "замещает: Чужова А. С."
    assert remarks == [
        f"отменён: Карантин; {substituted}",
        f"отменён; {substituted}",
        f"{substituted}; дистанционно",
        "отменена: Замена",
    ]
    assert told[told.index("Ученик") :][:4] == ["Ученик", "12.10", "12.10 К", "Абрамов Пётр"]
    assert "Абрамов Пётр" in told[told.index("Для кого") :]
    assert told[told.index("План тем") + 5 :] == ["1", "Степень с натуральным показателем", "2"]


def test_mark_of_another_school_stands_by_its_day(course, student, deputy):
    make.lesson(course=course)
    facts = {"course": course, "student": student, "value": 3, "document": "Справка № 5", "by": deputy, "at": make.NOW}
    bring_marks([TransferEntry(date=date(2026, 9, 7), **facts), TransferEntry(date=date(2026, 10, 28), **facts)])

    told = page(archived(), f"journals/{course.pk}.html")

    assert told[told.index("I четверть") :][:6] == ["I четверть", "Ученик", "07.09 Спр", "12.10", "Абрамов Пётр", "3"]
    assert told[told.index("Вне учебных периодов") :][2:5] == ["28.10 Спр", "Абрамов Пётр", "3"]
    assert told.count("Справка № 5") == 2


def test_member_who_left_and_came_again_has_one_row(course, student):
    make.membership(course, student, since=make.TODAY)
    make.lesson(course=course)

    told = page(archived(), f"journals/{course.pk}.html")

    assert told.count("Абрамов Пётр") == 1


def test_class_names_its_students_and_its_pages(filled, school_class):
    told = page(archived(), f"classes/{school_class.pk}.html")

    assert told == [
        "Содержание архива · Итоги класса",
        "7 «А»: класс, 2026/27",
        "Классный руководитель: Крылова Вера Павловна (с 01.09.2026).",
        *("Ученики", "Ученик", "С", "По", "Приказ о зачислении", "Приказ о выбытии"),
        *("Абрамов Пётр Ильич", "01.09.2026"),
        *("Предметы", "Предмет", "Группа", "Учителя", "Страницы"),
        *("Алгебра", "7 «А»", "Сидорова А. С.", "Журнал", "История"),
    ]


def test_results_of_a_class_stand_by_term_year_exam_and_certificate(course, student, school_class):
    give(TermMark, course, student, term=make.term())
    give(YearMark, course, student, year=make.year())
    give(ExamMark, course, student, year=make.year(), kind=ExamKind.ATTESTATION, attempt=1)
    give(FinalMark, course, student, year=make.year())

    files = archived()

    one = ["Ученик", "Алгебра", "Абрамов Пётр", "4"]
    told = page(files, f"results/{school_class.pk}.html")
    periods = ["I четверть", "Год", "Промежуточная аттестация, попытка 1", "Итоговые отметки"]
    assert told[3:] == [line for period in periods for line in (period, *one)]
    rows = [(row["Вид"], row["Период"], row["Отметка"]) for row in table(files, "results")]
    assert rows == [
        ("отметка за период", "I четверть", "4"),
        ("годовая отметка", "год", "4"),
        ("промежуточная аттестация, попытка 1", "год", "4"),
        ("итоговая отметка", "год", "4"),
    ]


def test_class_and_course_without_rows_say_so(course, stranger):
    Course.objects.all().delete()
    empty = make.course(classes=[make.school_class(9, "Г")])
    other = make.school_class(9, "Г")

    files = archived(other)

    assert page(files, f"history/{empty.pk}.html")[-1] == "Записей нет."
    assert page(files, f"results/{other.pk}.html")[-1] == "Записей нет."
    assert "Классный руководитель: не назначен." in page(files, f"classes/{other.pk}.html")
    assert "Учитель: не назначен." in page(files, f"journals/{empty.pk}.html")


def test_history_tells_each_change(filled):
    told = page(archived(), f"history/{filled.pk}.html")

    assert told[told.index("1") :][:6] == ["1", "12.10.2026 08:00", "тема урока", "12.10, урок 1", "—", "Степень"]
    assert "4 — Хорошо" in told


def test_history_says_what_was_typed_without_a_network(filled, save_cell, student):
    save_cell(student, "3", base="1.", typed_at=make.at(8, 30))

    assert "набрано в 08:30 без связи" in " ".join(page(archived(), f"history/{filled.pk}.html"))
