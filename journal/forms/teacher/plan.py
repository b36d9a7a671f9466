"""Corrections of a plan of topics, each with its reason."""

from django import forms

from accounts.russian import NBSP
from journal.actions import Conflict, rewrite_plan
from journal.forms.teacher.parts import one_line
from journal.models import Course, WorkKind
from journal.rules import plan
from journal.rules.openness import held_topic_moved
from journal.rules.plan import Line

EARLIER, LATER = "earlier", "later"
AT_THE_END = ""


class OneLine(forms.CharField):
    """A text of one line, in which there is something to see."""

    def to_python(self, value):
        return one_line(super().to_python(value))


class Correction(forms.Form):
    """A part of a page that makes another plan of the one that its author saw.

    `lines`: the plan as it stands; `chosen`: the line that is corrected, None for none.
    """

    part = ""
    is_possible = True

    reason = OneLine(
        label="Почему меняется план",
        help_text="Останется в истории журнала",
        max_length=400,
        error_messages={"required": "Напишите, почему план меняется."},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, course: Course, lines: list[Line], *, chosen: Line | None = None, posted=None, **kwargs):
        mine = posted if posted and posted.get("part") == self.part else None
        initial = {"seen": plan.version(lines)} | kwargs.pop("initial", {})
        super().__init__(mine, prefix=self.part, initial=initial, **kwargs)
        self.course, self.lines, self.chosen = course, lines, chosen
        self.conflicts = []

    def corrected(self) -> list[Line]:
        """Return the plan that is asked for, each kind of correction its own."""

    def save(self, *, by, at) -> None:
        """Rewrite the plan. Raises Refused; of another's plan it says so, keeping what was typed."""
        seen, reason = self.cleaned_data["seen"], self.cleaned_data["reason"]
        try:
            rewrite_plan(self.course, self.corrected(), seen=seen, reason=reason, by=by, at=at)
        except Conflict as conflict:
            self.conflicts.append(conflict)
            self.add_error(None, str(conflict))
            # What is sent again is about the plan that is shown now.
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = plan.version(self.lines)


class LineForm(Correction):
    """What a line of a plan says."""

    topic = OneLine(
        label="Тема",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Напишите тему."},
    )
    hours = forms.IntegerField(label="Часов", help_text="Сколько уроков займёт тема", min_value=1, max_value=99)
    homework = OneLine(
        label="Домашнее задание",
        help_text="Будет предложено на уроке",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    kind = forms.ModelChoiceField(
        WorkKind.objects.settable().in_order(),
        label="Вид работы",
        help_text="Если на уроке будет работа",
        empty_label="Нет",
        required=False,
    )

    field_order = ("topic", "hours", "homework", "kind", "reason", "seen")

    def facts(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("topic", "hours", "homework", "kind")}


class ChangeForm(LineForm):
    part = "change"

    def __init__(self, course, lines, *, chosen, **kwargs):
        facts = {"topic": chosen.topic, "hours": chosen.hours, "homework": chosen.homework, "kind": chosen.kind}
        super().__init__(course, lines, chosen=chosen, initial=facts, **kwargs)

    def corrected(self):
        return plan.changed(self.lines, self.chosen.pk, **self.facts())


class InsertForm(LineForm):
    """A new line, before one that is ahead or at the end."""

    part = "insert"

    before = forms.TypedChoiceField(
        label="Перед темой",
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Выберите место: этой темы впереди уже нет."},
    )

    field_order = ("before", *LineForm.field_order)

    def __init__(self, course, lines, **kwargs):
        super().__init__(course, lines, **kwargs)
        ahead = [(line.pk, f"{line.position}. {line.topic}") for line in lines if not line.is_begun]
        self.fields["before"].choices = [*ahead, (AT_THE_END, "В конец плана")]

    def corrected(self):
        return plan.inserted(self.lines, Line(**self.facts()), before=self.cleaned_data["before"])


class MergeForm(Correction):
    """The line and the following one made one."""

    part = "merge"

    hours = forms.IntegerField(
        label="Часов на обе темы", help_text="Сколько уроков они займут вместе", min_value=1, max_value=99, initial=1
    )

    field_order = ("hours", "reason", "seen")

    def __init__(self, course, lines, *, chosen, **kwargs):
        super().__init__(course, lines, chosen=chosen, **kwargs)
        self.following = plan.following(lines, chosen.pk)
        self.is_possible = self.following is not None

    def clean(self):
        if not self.is_possible:
            self.add_error(None, "После этой темы в плане нет другой, которую ещё не вели.")

    def corrected(self):
        return plan.merged(self.lines, self.chosen.pk, hours=self.cleaned_data["hours"])


class MoveForm(Correction):
    """The line in the place of its neighbour ahead."""

    part = "move"

    where = forms.ChoiceField(label="Куда", widget=forms.RadioSelect)

    field_order = ("where", "reason", "seen")

    def __init__(self, course, lines, *, chosen, **kwargs):
        super().__init__(course, lines, chosen=chosen, **kwargs)
        neighbours = {EARLIER: plan.preceding(lines, chosen.pk), LATER: plan.following(lines, chosen.pk)}
        words = {EARLIER: "Раньше, на место №", LATER: "Позже, на место №"}
        self.neighbours = {where: line for where, line in neighbours.items() if line}
        self.is_possible = bool(self.neighbours) and not chosen.is_begun
        self.fields["where"].choices = [
            (where, f"{words[where]}{NBSP}{line.position}") for where, line in self.neighbours.items()
        ]
        self.fields["where"].error_messages = dict.fromkeys(("required", "invalid_choice"), "Выберите, куда.")

    def clean(self):
        if refusal := held_topic_moved(self.chosen, None):
            self.add_error(None, refusal)

    def corrected(self):
        return plan.exchanged(self.lines, self.chosen.pk, self.neighbours[self.cleaned_data["where"]].pk)


class RemoveForm(Correction):
    """The line taken out of the plan."""

    part = "remove"

    def __init__(self, course, lines, *, chosen, **kwargs):
        super().__init__(course, lines, chosen=chosen, **kwargs)
        self.is_possible = not chosen.is_begun

    def corrected(self):
        return plan.without(self.lines, self.chosen.pk)


def corrections(course: Course, lines: list[Line], chosen: Line, posted) -> dict[str, Correction]:
    """Return the forms of what may be done with a line by their parts, and in any case the one that was posted."""
    kinds = (ChangeForm, MergeForm, MoveForm, RemoveForm)
    every = [kind(course, lines, chosen=chosen, posted=posted) for kind in kinds]
    return {form.part: form for form in every if form.is_bound or form.is_possible}


def kept_of_a_line(posted) -> dict[str, str]:
    """Return what was typed about a line, by whichever form, as a form of a new line begins with it."""
    typed = {name: posted.get(f"change-{name}", "") for name in ("topic", "hours", "homework", "kind")}
    return typed | {"reason": posted.get(f"{posted.get('part')}-reason", "")}
