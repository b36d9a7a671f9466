"""A work to be set at a lesson, its name, and its end."""

from django import forms
from django.db.models import Max
from django.db.models.functions import Coalesce

from accounts.russian import short_date
from journal.actions import Conflict, WorkEntry, cancel_work, rename_work, set_works
from journal.enums import Audience
from journal.forms.teacher.parts import Part, one_line
from journal.models import WorkKind
from journal.rules.deadlines import due_on

USUAL = ""
STRANGER = "В списке есть ученик, которого нет на этом уроке. Обновите страницу."


class KindChoice(forms.ModelChoiceField):
    """The kinds of work, each with what a work of it copies and with its due day."""

    day = None

    def label_from_instance(self, kind):
        audience = ", по списку" if kind.audience == Audience.LISTED else ""
        return f"{kind.name}: по {short_date(due_on(kind.days, self.day))}, вес {kind.weight}{audience}"


class NewWorkForm(forms.Form):
    """A work at a lesson; what is left empty is taken from its kind."""

    kind = KindChoice(
        WorkKind.objects.settable().in_order(),
        label="Вид работы",
        help_text="После вида стоит последний день, к которому должны быть все отметки",
        empty_label="Выберите вид",
        error_messages={"required": "Выберите вид работы.", "invalid_choice": "Выберите вид работы из списка."},
    )
    title = forms.CharField(
        label="Название", help_text="Видит семья. Пусто: название вида", max_length=200, required=False
    )
    weight = forms.IntegerField(
        label="Вес", help_text="Пусто: вес вида работы", min_value=1, max_value=10, required=False
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

    def __init__(self, lesson, members, posted=None):
        super().__init__(posted, initial={"seen": lesson.works.aggregate(last=Coalesce(Max("number"), 0))["last"]})
        self.lesson = lesson
        people = {str(member.student_id): member.student for member in members}
        self.fields["kind"].day = lesson.date
        self.fields["students"].choices = [(pk, student.list_name) for pk, student in people.items()]
        self.fields["students"].coerce = people.get

    def clean_title(self):
        return one_line(self.cleaned_data["title"])

    def clean(self):
        self.check_list()

    def check_list(self):
        kind, asked, listed = (self.cleaned_data.get(name) for name in ("kind", "audience", "students"))
        if kind is None or listed is None:
            return
        is_for_listed = (asked or kind.audience) == Audience.LISTED
        if is_for_listed and not listed:
            self.add_error("students", "Отметьте, для кого работа.")
        if listed and asked == Audience.PRESENT:
            self.add_error("students", "Снимите отметки или выберите «Ученики по списку».")

    def save(self, *, by, at):
        """Set the work and return it; of a form sent twice the work that stands already. Raises Refused."""
        typed = self.cleaned_data
        entry = WorkEntry(
            lesson=self.lesson,
            kind=typed["kind"],
            title=typed["title"],
            weight=typed["weight"],
            audience=typed["audience"] or None,
            students=typed["students"],
            seen=typed["seen"],
            by=by,
            at=at,
        )
        try:
            return set_works([entry])[0]
        except Conflict as twice:
            return twice.standing


class RenameForm(Part):
    title = forms.CharField(label="Название", help_text="Пусто: название вида", max_length=200, required=False)

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
