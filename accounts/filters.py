"""What lists are narrowed by: forms asked by GET, whose answers stand in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Chip:
    """A filter in force, in words, with the address of the list without it."""

    label: str
    url: str


class ListSelect(forms.Select):
    """A list without groups, drawn at once: a template for each of its lines costs more than the rest of a form."""

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        chosen = self.format_value(value)
        lines = ((key, flatatt({"selected": str(key) in chosen}), said) for key, said in self.choices)
        options = format_html_join("\n", '<option value="{}"{}>{}</option>', lines)
        own = self.build_attrs(self.attrs, {"name": name} | (attrs or {}))
        return format_html("<select{}>{}</select>", flatatt(own), options)


def one_of(label: str, **kwargs) -> forms.TypedChoiceField:
    """Return the question which one of a list, or any; `choices` may be set by the form."""
    return forms.TypedChoiceField(
        label=label,
        required=False,
        widget=ListSelect,
        error_messages={"invalid_choice": "Выберите из списка."},
        **kwargs,
    )


class Filters(forms.Form):
    """Filters of a list; those in force can be taken off one by one."""

    def __init__(self, asked: Mapping[str, str], *, address: str):
        super().__init__({name: asked[name] for name in self.base_fields if asked.get(name)})
        self.address = address

    @property
    def in_force(self) -> dict:
        """The valid answers that narrow the list."""
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def said(self) -> dict[str, str]:
        """The filters in force by their names, each in words: for paper and for files."""
        return {name: self._said(name, value) for name, value in self.in_force.items()}

    @property
    def chips(self) -> list[Chip]:
        return [Chip(label, self._without(name)) for name, label in self.said.items()]

    def with_more(self, **params) -> str:
        """Return the address of the list with the same filters and some more parameters."""
        return self._with(self.data | params)

    def _without(self, name):
        return self._with({other: value for other, value in self.data.items() if other != name})

    def _with(self, params):
        return f"{self.address}?{urlencode(params)}" if params else self.address

    def _said(self, name, value):
        field = self.fields[name]
        if value is True:
            return field.label
        if isinstance(value, date):
            return f"{field.label} {value:%d.%m.%Y}"
        return f"{field.label}: {dict(field.choices)[value]}"
