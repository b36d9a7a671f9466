"""«Вид и шрифт»."""

from django import forms

from accounts.display import Density, Display, Size, Spacing, Theme, Underline


class DisplayForm(forms.Form):
    """What a person chooses about the look of the portal."""

    theme = forms.ChoiceField(label="Цвета", choices=Theme, widget=forms.RadioSelect)
    size = forms.ChoiceField(label="Размер текста", choices=Size, widget=forms.RadioSelect)
    spacing = forms.ChoiceField(
        label="Расстояния между буквами, словами и строками", choices=Spacing, widget=forms.RadioSelect
    )
    density = forms.ChoiceField(label="Таблицы и списки", choices=Density, widget=forms.RadioSelect)
    underline = forms.ChoiceField(label="Подчёркивать ссылки", choices=Underline, widget=forms.RadioSelect)

    def display(self) -> Display:
        return Display(**self.cleaned_data)
