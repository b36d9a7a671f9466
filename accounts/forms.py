from django import forms
from django.contrib.auth.forms import AuthenticationForm

from accounts.display import Density, Display, Size, Spacing, Theme, Underline

# One sentence for every refusal: which part was wrong, or whether there is such a login, is nobody's business.
REFUSAL = "Логин или пароль не подходит. Проверьте раскладку клавиатуры и Caps Lock и введите пароль ещё раз."


class SignInForm(AuthenticationForm):
    """Login and password from the school's slip."""

    error_messages = {"invalid_login": REFUSAL, "inactive": REFUSAL}

    def __init__(self, request=None, *args, **kwargs):
        super().__init__(request, *args, **kwargs)
        self.label_suffix = ""
        login, password = self.fields["username"], self.fields["password"]
        login.label, password.label = "Логин", "Пароль"
        login.error_messages["required"] = "Введите логин. Он напечатан в карточке, которую выдала школа."
        password.error_messages["required"] = "Введите пароль."
        login.widget.attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}


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
