"""A work to be set at a lesson and at those of parallel classes, its name, its day, its retakes, and its end."""

from django import forms
from django.db.models import Max
from django.db.models.functions import Coalesce

from accounts.russian import short_date
from journal.actions import (
    Conflict,
    WorkEntry,
    cancel_work,
    counted_at,
    counted_for,
    move_work,
    rename_work,
    set_retake,
    set_works,
)
from journal.enums import Audience
from journal.forms.teacher.parts import Part, one_line
from journal.forms.teacher.texts import lesson_said
from journal.models import Dues, WorkKind

USUAL, NONE = "", "Не заводить"
# More works than a lesson can have.
MANY = 1000
STRANGER = "В списке есть ученик, которого нет на этом уроке. Обновите страницу."


class KindChoice(forms.ModelChoiceField):
    """The kinds of work, each with what a work of it copies and with its due day; `due` says it of a kind."""

    due = None

    def label_from_instance(self, kind):
        audience = ", по списку" if kind.audience == Audience.LISTED else ""
        return f"{kind.name}: по {self.due(kind)}, вес {kind.weight}{audience}"


class NewWorkForm(forms.Form):
    """A work at a lesson; what is left empty is taken from its kind."""

    kind = KindChoice(
        WorkKind.objects.settable().in_order(),
        label="Вид работы",
        help_text="Рядом с видом стоит последний день для отметок",
        empty_label="Выберите вид",
        error_messages={"required": "Выберите вид работы.", "invalid_choice": "Выберите вид работы из списка."},
    )
    title = forms.CharField(
        label="Название",
        help_text="Его увидит семья. Если не написать, будет назван вид работы",
        max_length=200,
        required=False,
    )
    weight = forms.IntegerField(
        label="Вес", help_text="Если не написать, будет вес вида работы", min_value=1, max_value=10, required=False
    )
    audience = forms.ChoiceField(
        label="Для кого",
        choices=(
            (USUAL, "Как принято для вида"),
            (Audience.PRESENT, "Все присутствующие"),
            (Audience.LISTED, "Ученики по списку"),
        ),
        widget=forms.RadioSelect,
        initial=USUAL,
        required=False,
    )
    students = forms.TypedMultipleChoiceField(
        label="Ученики по списку",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": STRANGER},
        required=False,
    )

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    # What the person has been shown: the kind and the lessons, each with its due day.
    shown = forms.CharField(required=False)

    def __init__(self, lesson, members, *, by, beside=None, posted=None):
        super().__init__(posted, initial={"seen": lesson.works.aggregate(last=Coalesce(Max("number"), 0))["last"]})
        self.lesson, self.by, self.dues = lesson, by, Dues()
        people = {str(member.student_id): member.student for member in members}
        self.fields["kind"].due = lambda kind: due_said(self.dues, counted_for(kind, lesson, by))
        self.fields["students"].choices = [(pk, student.list_name) for pk, student in people.items()]
        self.fields["students"].coerce = people.get
        for course, lessons in (beside or {}).items():
            self.fields[f"course-{course.pk}"] = _beside(course, lessons)

    @property
    def beside(self) -> list:
        """The questions about parallel classes."""
        return [self[name] for name in self.fields if name.startswith("course-")]

    @property
    def is_beside_open(self) -> bool:
        """Whether anything is said about parallel classes."""
        return any(field.value() or field.errors for field in self.beside)

    @property
    def lessons(self) -> list:
        """The lessons of a valid form: this one, and those chosen of parallel classes."""
        return [self.lesson, *filter(None, (self.cleaned_data[field.name] for field in self.beside))]

    @property
    def last_seen(self) -> int:
        """The number of the last work that the person saw at the lesson."""
        seen = self.cleaned_data["seen"]
        return MANY if seen is None else seen

    @property
    def sign(self) -> str:
        """What is to be shown before saving, in short: the kind and the lessons of a valid form."""
        return "-".join(str(row.pk) for row in (self.cleaned_data["kind"], *self.lessons))

    def due_on(self, lesson):
        return self.dues.due_on(*counted_for(self.cleaned_data["kind"], lesson, self.by))

    @property
    def is_test(self) -> bool:
        """Whether the work of a valid form is a written one for everybody."""
        kind = self.cleaned_data["kind"]
        return kind.is_written and (self.cleaned_data["audience"] or kind.audience) == Audience.PRESENT

    def clean_title(self):
        return one_line(self.cleaned_data["title"])

    def clean(self):
        self.check_beside()
        self.check_list()

    def check_beside(self):
        """Refuse a class that is offered no lesson any more: it is not to be left out in silence."""
        asked = {name for name, lesson in self.data.items() if name.startswith("course-") and lesson}
        if asked - self.fields.keys():
            raise forms.ValidationError("Урока, выбранного для параллельного класса, больше нет. Обновите страницу.")

    def check_list(self):
        kind, asked, listed = (self.cleaned_data.get(name) for name in ("kind", "audience", "students"))
        if kind is None or listed is None:
            return
        is_for_listed = (asked or kind.audience) == Audience.LISTED
        if is_for_listed and not listed:
            self.add_error("students", "Отметьте, для кого работа.")
        if listed and asked == Audience.PRESENT:
            self.add_error("students", "Снимите отметки или выберите «Ученики по списку».")
        if is_for_listed and any(self.cleaned_data.get(field.name) for field in self.beside):
            self.add_error(
                "audience", "Параллельным классам заводят работу для всех, а по списку в каждом классе свою."
            )

    def save(self, *, by, at) -> list:
        """Set the works, all or none, and return them; of a form sent twice the one that stands. Raises Refused."""
        typed = self.cleaned_data
        same = {"kind": typed["kind"], "title": typed["title"], "weight": typed["weight"], "by": by, "at": at}
        same |= {"audience": typed["audience"] or None}
        own = WorkEntry(lesson=self.lesson, students=typed["students"], seen=typed["seen"], **same)
        try:
            return set_works([own, *(WorkEntry(lesson=lesson, **same) for lesson in self.lessons[1:])])
        except Conflict as twice:
            return [twice.standing]


class RenameForm(Part):
    title = forms.CharField(
        label="Название", help_text="Если не написать, будет назван вид работы", max_length=200, required=False
    )

    def __init__(self, work, **kwargs):
        super().__init__(work.lesson, part="rename", initial={"title": work.title}, **kwargs)
        self.work = work

    def clean_title(self):
        return one_line(self.cleaned_data["title"])

    def save(self, *, by, at) -> None:
        rename_work(self.work, title=self.cleaned_data["title"], by=by, at=at)


class CancelForm(Part):
    reason = forms.CharField(
        label="Почему отменяется",
        help_text="Останется в истории журнала",
        max_length=200,
        error_messages={"required": "Напишите, почему работа отменяется."},
    )

    def __init__(self, work, **kwargs):
        super().__init__(work.lesson, part="cancel", **kwargs)
        self.work = work

    def save(self, *, by, at) -> None:
        cancel_work(self.work, reason=one_line(self.cleaned_data["reason"]), by=by, at=at)


class MoveForm(Part):
    """Another lesson of the course for the work; `busy`: what the students have on some days, by day.

    `dues`, here and below: the pauses that are counted in the days shown.
    """

    to = forms.TypedChoiceField(
        label="На какой урок",
        help_text="Вместе с работой переносится срок отметок",
        error_messages={"required": "Выберите урок.", "invalid_choice": "Этого урока больше нет. Обновите страницу."},
    )

    def __init__(self, work, *, lessons, busy, dues, **kwargs):
        super().__init__(work.lesson, part="move", **kwargs)
        self.work, self.dues = work, dues
        labels = [(lesson.pk, self._said(lesson, busy.get(lesson.date, ()))) for lesson in lessons]
        self.fields["to"].choices = [("", "Выберите урок"), *labels]
        self.fields["to"].coerce = {str(lesson.pk): lesson for lesson in lessons}.get

    def _said(self, lesson, busy):
        said = f"{lesson_said(lesson)}: отметки по {due_said(self.dues, counted_at(self.work, lesson))}"
        return f"{said}; в этот день уже есть: {', '.join(busy)}" if busy else said

    def save(self, *, by, at) -> None:
        move_work(self.work, lesson=self.cleaned_data["to"], by=by, at=at)


class RetakeForm(Part):
    """Who does the work again, and at which lesson."""

    at = forms.TypedChoiceField(
        label="На каком уроке пересдача",
        error_messages={"required": "Выберите урок.", "invalid_choice": "Этого урока больше нет. Обновите страницу."},
    )
    students = forms.TypedMultipleChoiceField(
        label="Кто пересдаёт",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте, кто пересдаёт работу.", "invalid_choice": STRANGER},
    )

    def __init__(self, work, *, lessons, members, by, dues, **kwargs):
        super().__init__(work.lesson, part="retake", **kwargs)
        self.work, self.by, self.dues = work, by, dues
        people = {str(member.student_id): member.student for member in members}
        if len(people) == 1:
            self.initial["students"] = list(people)
        labels = [(lesson.pk, f"{lesson_said(lesson)}: отметки по {self._due(lesson)}") for lesson in lessons]
        self.fields["at"].choices = [("", "Выберите урок"), *labels]
        self.fields["at"].coerce = {str(lesson.pk): lesson for lesson in lessons}.get
        self.fields["students"].choices = [(pk, student.list_name) for pk, student in people.items()]
        self.fields["students"].coerce = people.get

    def _due(self, lesson):
        return due_said(self.dues, counted_for(self.work.kind, lesson, self.by))

    def save(self, *, by, at) -> None:
        typed = self.cleaned_data
        set_retake(self.work, lesson=typed["at"], students=typed["students"], by=by, at=at)


def due_said(dues: Dues, counted: tuple) -> str:
    """Return the last day of marks: «22.11», and that a pause has moved it, if one has."""
    day = short_date(dues.due_on(*counted))
    return f"{day} (перенесено приостановкой)" if dues.is_moved(*counted) else day


def _beside(course, lessons):
    """Return the question at which of its lessons a parallel class does the same work."""
    return forms.TypedChoiceField(
        label=course.group,
        choices=[("", NONE), *((lesson.pk, lesson_said(lesson)) for lesson in lessons)],
        coerce={str(lesson.pk): lesson for lesson in lessons}.get,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Этого урока у класса нет. Выберите урок из списка."},
    )
