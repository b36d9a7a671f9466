"""Give a person of the school a login and a one-time password: the way in for the first administrator."""

from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from accounts.actions import Refused, issue
from accounts.models import User


class Command(BaseCommand):
    help = (
        "Выдаёт человеку логин и одноразовый пароль, как на карточке. Прежние карточка и пароль перестают действовать."
    )

    def add_arguments(self, parser):
        parser.add_argument("code", help="код из школьной таблицы")

    def handle(self, *, code, **options):
        person = User.objects.filter(code=code).first()
        if person is None:
            raise CommandError(f"В дневнике нет человека с кодом {code}. Сначала загрузите школьную таблицу.")
        try:
            (slip,) = issue([person], by=None, at=timezone.now(), batch=uuid4())
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(
            f"{slip.person.full_name}\n"
            f"Логин: {slip.person.login}\n"
            f"Одноразовый пароль: {slip.code}\n"
            f"Действует по {slip.valid_until:%d.%m.%Y} на странице {reverse('accounts:activate')}"
        )
