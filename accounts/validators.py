"""The school's rule about passwords, where Django asks for it."""

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from accounts.models import User
from accounts.rules.logins import words_of
from accounts.rules.passwords import refusal

BORN = ("%d%m%Y", "%d%m%y", "%Y%m%d", "%d.%m.%Y")
COMMON = "Этот пароль есть в списках, с которых начинают подбор. Придумайте другой."


class HardToGuess(CommonPasswordValidator):
    """Refuse what guessers try first: by our rule, and by Django's list of the most common passwords."""

    def validate(self, password, user=None):
        sentence = refusal(password, own_words(user) if user else ())
        if not sentence and password.lower() in self.passwords:
            sentence = COMMON
        if sentence:
            raise ValidationError(sentence)


def own_words(person: User) -> list[str]:
    """Return what everybody knows of the person: names, login, date of birth."""
    named = [person.surname, person.name, person.patronymic, person.login or "", *words_of(person.login or "")]
    born = [f"{person.born_on:{form}}" for form in BORN] if person.born_on else []
    return [*filter(None, named), *born]
