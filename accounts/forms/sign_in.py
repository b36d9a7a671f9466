"""The way in."""

from django import forms

from accounts.fields import PasswordField


class SignInForm(forms.Form):
    """Login and password, the own one or that of the school's slip."""

    username = forms.CharField(label="Логин", max_length=150)
    password = PasswordField()
    own_device = forms.BooleanField(
        label="Это моё устройство",
        help_text="Не отмечайте на общем компьютере. Пароль не понадобится 90 дней; "
        "работника школы дневник всё равно попросит войти снова после часа без дела.",
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        login, password = self.fields["username"], self.fields["password"]
        login.error_messages["required"] = "Введите логин. Он напечатан в карточке, которую выдала школа."
        login.error_messages["max_length"] = "Логин не бывает таким длинным. Он напечатан в карточке."
        password.error_messages["required"] = "Введите пароль."
        login.widget.attrs |= {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}


class SlipForm(SignInForm):
    """The same from a slip, whose one-time password is no secret from who holds the paper."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        code = self.fields["password"]
        code.label, code.help_text = "Одноразовый пароль", "Например 4F7K-2MQP. Большие буквы и дефис не важны"
        code.error_messages["required"] = "Введите одноразовый пароль с карточки."
        code.widget = forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        )
