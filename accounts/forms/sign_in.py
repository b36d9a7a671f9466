"""The way in."""

from django.contrib.auth.forms import AuthenticationForm

from accounts.fields import PasswordField

# One sentence for every refusal: which part was wrong, or whether there is such a login, is nobody's business.
REFUSAL = "Логин или пароль не подходит. Проверьте раскладку клавиатуры и Caps Lock и введите пароль ещё раз."


class SignInForm(AuthenticationForm):
    """Login and password from the school's slip."""

    password = PasswordField()

    error_messages = {"invalid_login": REFUSAL, "inactive": REFUSAL}

    def __init__(self, request=None, *args, **kwargs):
        super().__init__(request, *args, **kwargs)
        self.label_suffix = ""
        login, password = self.fields["username"], self.fields["password"]
        login.label = "Логин"
        login.error_messages["required"] = "Введите логин. Он напечатан в карточке, которую выдала школа."
        password.error_messages["required"] = "Введите пароль."
        login.widget.attrs = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
