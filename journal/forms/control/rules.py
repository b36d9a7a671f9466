"""The school's rules of results: thresholds, the least number of marks, weights, what goes into a certificate."""

from collections.abc import Iterator

from django import forms
from django.core.exceptions import ValidationError

from journal.actions.rules import Minimum, ResultRules, change_rules, standing_rules
from journal.enums import FinalSource, TermSystem
from journal.models import CERTIFICATES, Part, School, WorkKind, final_parts, minimum_marks

THRESHOLDS = {"five_from": "5 — от среднего", "four_from": "4 — от среднего", "three_from": "3 — от среднего"}
ORDER = "Пороги должны убывать: для 5 выше, чем для 4, для 4 выше, чем для 3."


class RulesForm(forms.Form):
    """All rules of results at once; what has been decided by them stays. `seen`: those that stand now, said."""

    def __init__(self, school: School, *, posted=None):
        super().__init__(posted)
        self.seen = str(standing_rules())
        for name, label in THRESHOLDS.items():
            bounds = {"min_value": 1, "max_value": 5, "max_digits": 3, "decimal_places": 2}
            self.fields[name] = forms.DecimalField(label=label, initial=getattr(school, name), **bounds, localize=True)
        for system in TermSystem:
            for hours, wanted in minimum_marks().items():
                label = f"{system.label.capitalize()}, уроков в неделю: {hours}"
                bounds = {"min_value": 1, "max_value": 30}
                self.fields[f"minimum-{hours}-{system}"] = forms.IntegerField(
                    label=label, initial=wanted[system], **bounds
                )
        for kind in WorkKind.objects.in_order():
            self.fields[f"weight-{kind.code}"] = forms.IntegerField(
                label=kind.name, initial=kind.weight, min_value=1, max_value=10
            )
        for certificate in CERTIFICATES:
            self.fields[f"certificate-{certificate}"] = forms.MultipleChoiceField(
                label=f"Аттестат за {certificate} класс: среднее из",
                choices=[(f"{part.source}-{part.grade}", _said(part)) for part in _possible(certificate)],
                initial=[f"{part.source}-{part.grade}" for part in final_parts(certificate)],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": "Отметьте, из чего складывается отметка."},
            )

    def clean(self):
        five, four, three = (self.cleaned_data.get(name) for name in THRESHOLDS)
        if None not in (five, four, three) and not five > four > three:
            raise ValidationError(ORDER)

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The questions under their headings."""
        return [
            ("От какого среднего какая отметка предлагается", [self[name] for name in THRESHOLDS]),
            ("Сколько отметок нужно для аттестации", self._named("minimum-")),
            ("Вес новой работы в среднем; заданные раньше остаются со своим", self._named("weight-")),
            ("Из чего складывается отметка в аттестат", self._named("certificate-")),
        ]

    def save(self, *, by, at) -> None:
        typed = self.cleaned_data
        minimum = [
            Minimum(int(hours), TermSystem(system), typed[field.name])
            for field in self._named("minimum-")
            for _, hours, system in [field.name.split("-")]
        ]
        parts = {certificate: _read(typed[f"certificate-{certificate}"]) for certificate in CERTIFICATES}
        thresholds = {name: typed[name] for name in THRESHOLDS}
        weights = {field.name.removeprefix("weight-"): typed[field.name] for field in self._named("weight-")}
        rules = ResultRules(thresholds, minimum, weights, parts)
        change_rules(rules, by=by, at=at, seen=self.data.get("seen", ""))

    def _named(self, prefix) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(prefix)]


def _possible(certificate: int) -> Iterator[Part]:
    """Yield what may go into a certificate: of its last grade, of grade 11 of the one before too, but no exam."""
    for grade in (10, 11) if certificate == max(CERTIFICATES) else (certificate,):
        for source in FinalSource:
            if source != FinalSource.EXAM or certificate != max(CERTIFICATES):
                yield Part(source, grade)


def _said(part: Part) -> str:
    return f"{part.source.label} за {part.grade} класс"


def _read(chosen) -> list[Part]:
    named = (one.split("-") for one in chosen)
    return [Part(FinalSource(source), int(grade)) for source, grade in named]
