"""The way in."""

from django import forms
from django.core.exceptions import ValidationError

from accounts.fields import PasswordField
from accounts.rules.entering import WRONG, WRONG_CODE
from accounts.rules.one_time import LENGTH, folded_code
from accounts.rules.passwords import SHORTEST


class SignInForm(forms.Form):
    """Login and password, the own one or that of the school's slip."""

    wrong = WRONG

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

    wrong = WRONG_CODE

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        code = self.fields["password"]
        code.label, code.help_text = "Одноразовый пароль", "Например 4F7K-2MQP. Большие буквы и дефис не важны"
        code.error_messages["required"] = "Введите одноразовый пароль с карточки."
        code.widget = forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        )

    def clean_password(self):
        """Count the signs before the try is counted; what is long enough for an own password may be one."""
        typed = self.cleaned_data["password"]
        signs = len(folded_code(typed))
        if signs != LENGTH and len(typed) < SHORTEST:
            raise ValidationError(f"В одноразовом пароле {LENGTH} знаков, у вас {signs}. Сверьте его с карточкой.")
        return typed
