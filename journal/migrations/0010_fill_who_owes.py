"""Say of each lesson, work and mark who owes the entry, by which rule and until when: nobody has paused anything yet."""

from django.db import migrations
from django.db.models import Case, F, OuterRef, Subquery, Value, When
from django.utils.timezone import localdate


def fill(apps, schema_editor):
    lessons, works, marks = (apps.get_model("journal", name).objects.all() for name in ("Lesson", "Work", "Mark"))
    for rows in (lessons, works):
        for row in rows.filter(cancelled_at__isnull=False).only("cancelled_at"):
            rows.filter(pk=row.pk).update(cancelled_on=localdate(row.cancelled_at))
    lessons.update(
        topic_owed_by=F("teacher"),
        homework_owed_by=F("teacher"),
        topic_deadline_on=F("date"),
        homework_deadline_on=F("date"),
    )
    holder = lessons.filter(pk=OuterRef("lesson")).values("teacher")
    works.update(owed_by=F("set_by"))
    works.filter(is_written=False, lesson__isnull=False).update(owed_by=Subquery(holder))
    work = works.filter(pk=OuterRef("work"))
    rule = Case(
        When(kind__owes_marks=False, then=Value("")),
        When(is_written=True, then=Value("written")),
        When(lesson__mode="remote", then=Value("remote")),
        default=Value("mark"),
    )
    marks.update(
        course=Subquery(work.values("course")),
        owed_by=Subquery(work.values("owed_by")),
        duty=Subquery(work.annotate(rule=rule).values("rule")),
    )
    _date_corrections(apps.get_model("journal", "Change"), lessons, marks)
    _free_of_cancelled(marks, works.filter(cancelled_on__isnull=False), "work")
    _free_of_cancelled(marks, lessons.filter(cancelled_on__isnull=False), "work__lesson")


def _date_corrections(change, lessons, marks):
    """Keep beside each entry the day on which it was last corrected; a mark in the place of a dot is no correction."""
    corrected = change.objects.exclude(old="").exclude(new="").order_by("at", "number")
    for matter in ("topic", "homework"):
        rows = corrected.filter(matter=matter).values_list("lesson", "at")
        for lesson, at in dict(rows).items():
            lessons.filter(pk=lesson).update(**{f"{matter}_corrected_on": localdate(at)})
    rows = corrected.filter(matter="mark").values_list("work", "student", "old", "new", "at")
    days = {
        (work, student): at
        for work, student, old, new, at in rows
        if old[0].isdigit() and old.split()[0] != new.split()[0]
    }
    for (work, student), at in days.items():
        marks.filter(work=work, student=student).update(corrected_on=localdate(at))


def _free_of_cancelled(marks, rows, key):
    """Take the duty from marks of what was cancelled no later than their due day."""
    for row in rows.only("cancelled_on"):
        marks.filter(**{key: row.pk}, due_on__gte=row.cancelled_on).update(duty="")


class Migration(migrations.Migration):
    dependencies = [("journal", "0009_who_owes_until_when")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
