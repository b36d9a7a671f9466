"""Give a person of the school a login and a password: the way in for the first administrator."""

import sys
from getpass import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User


class Command(BaseCommand):
    help = "Выдаёт человеку логин и пароль. Пароль спрашивается, а без терминала читается строкой со входа."

    def add_arguments(self, parser):
        parser.add_argument("code", help="код из школьной таблицы")
        parser.add_argument("login", type=lambda text: text.strip().lower())

    def handle(self, *, code, login, **options):
        person = User.objects.filter(code=code).first()
        if person is None:
            raise CommandError(f"В дневнике нет человека с кодом {code}. Сначала загрузите школьную таблицу.")
        person.login = login
        try:
            person.full_clean(exclude=("password",))
            password = asked()
            validate_password(password, person)
        except ValidationError as fault:
            raise CommandError(" ".join(fault.messages)) from None
        person.set_password(password)
        person.save()
        self.stdout.write(f"{person.full_name} входит с логином {login}.")


def asked() -> str:
    """Return the password: asked for out of sight, or the first line of the input where nobody can be asked."""
    if sys.stdin.isatty():
        return getpass("Пароль: ")
    return sys.stdin.readline().rstrip("\n")
