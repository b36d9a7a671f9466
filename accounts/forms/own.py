"""One's own password, code of the telephone and address for letters."""

import re

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.fields import PasswordField
from accounts.models import User
from accounts.rules.passwords import suggestions
from accounts.validators import own_words

BOTH = "Вы и выбрали готовый пароль, и набрали свой. Оставьте одно: сотрите свой или отметьте «Придумаю свой»."
NEITHER = "Выберите готовый пароль или придумайте свой."
UNLIKE = "Пароли не совпали. Наберите свой пароль одинаково оба раза."
OWN = ("", "Придумаю свой")


class NewPasswordForm(forms.Form):
    """An own password: one of three offered, or one that the person thinks of."""

    offered = forms.ChoiceField(label="Новый пароль", widget=forms.RadioSelect, required=False)
    new_password = PasswordField(
        label="Свой пароль",
        help_text="12 знаков или больше. Можно вставить и можно с пробелами",
        autocomplete="new-password",
        required=False,
    )
    again = PasswordField(label="Свой пароль ещё раз", autocomplete="new-password", required=False)

    def __init__(self, *args, person: User, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.person = person
        # What was chosen stands in the list again, so that a mistake elsewhere does not take it away.
        chosen = PasswordField().to_python(self.data.get(self.add_prefix("offered"), ""))[: PasswordField.LONGEST]
        three = [*filter(None, [chosen]), *suggestions(own_words(person))][:3]
        self.fields["offered"].choices = [*((password, password) for password in three), OWN]

    def clean(self):
        chosen, typed = self.cleaned_data.get("offered"), self.cleaned_data.get("new_password")
        if not self.errors:
            self.check_choice(chosen, typed)
        if not self.errors:
            self.check_strength(chosen or typed)
        return self.cleaned_data

    def check_choice(self, chosen, typed):
        if chosen and typed:
            self.add_error("offered", BOTH)
        elif not chosen and not typed:
            self.add_error("offered", NEITHER)
        elif typed and typed != self.cleaned_data["again"]:
            self.add_error("again", UNLIKE)

    def check_strength(self, password):
        try:
            validate_password(password, self.person)
        except ValidationError as fault:
            self.add_error("new_password", fault)

    @property
    def password(self) -> str:
        return self.cleaned_data["offered"] or self.cleaned_data["new_password"]


class ChangePasswordForm(NewPasswordForm):
    """Another own password, by the one that is known."""

    field_order = ("old_password",)

    old_password = PasswordField(label="Пароль, с которым вы входите сейчас")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["old_password"].error_messages["required"] = "Введите пароль, с которым вы входите сейчас."


class CodeForm(forms.Form):
    """The code that a telephone shows."""

    code = forms.CharField(
        label="Код из приложения",
        help_text="Шесть цифр, которые телефон показывает сейчас",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": "Введите код: шесть цифр.", "max_length": "В коде шесть цифр."},
    )

    def clean_code(self):
        code = re.sub(r"[\s-]", "", self.cleaned_data["code"])
        if not re.fullmatch("[0-9]{6}", code):
            raise ValidationError("В коде шесть цифр.")
        return code


class EmailForm(forms.Form):
    """Where a person gets letters."""

    email = forms.EmailField(
        label="Адрес для писем",
        help_text="Необязательно. В письмах дневника не бывает имён, отметок и паролей",
        max_length=254,
        required=False,
        error_messages={"invalid": "Напишите адрес целиком, например petrova@school.example."},
    )
