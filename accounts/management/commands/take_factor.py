"""Take off the second step of the sign-in of a person who has lost the telephone: the only way for a director."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actions import Refused, take_factor
from accounts.models import User


class Command(BaseCommand):
    help = "Выключает второй шаг входа тому, у кого пропал телефон. Директору его выключают только так."

    def add_arguments(self, parser):
        parser.add_argument("code", help="код из школьной таблицы")
        parser.add_argument("reason", help="почему; останется в учёте действий")

    def handle(self, *, code, reason, **options):
        person = User.objects.filter(code=code).first()
        if person is None:
            raise CommandError(f"В дневнике нет человека с кодом {code}.")
        try:
            take_factor(person, reason=reason, by=None, at=timezone.now())
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"{person.full_name}: второй шаг входа выключен.")
