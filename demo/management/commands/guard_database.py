"""Refuse to take a real school for the demonstration, and the demonstration for a real school."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo.guard import Holding, holding

REAL_IN_DEMO = (
    "В базе настоящая школа, а сервер запущен как показательный. "
    "Показательная школа заполняет только пустую базу: укажите другую в DATABASE_URL или запустите с DEMO=0."
)
INVENTED_OUTSIDE = (
    "В базе показательная школа, её пароли знают все. "
    "Для настоящей школы укажите в DATABASE_URL другую базу; для показа запустите с DEMO=1."
)


class Command(BaseCommand):
    help = "Проверяет, та ли школа в базе: показательная или настоящая. Ничего не записывает."
    requires_system_checks = ()

    def handle(self, **options):
        found = holding()
        if settings.DEMO and found is Holding.REAL:
            raise CommandError(REAL_IN_DEMO)
        if not settings.DEMO and found is Holding.INVENTED:
            raise CommandError(INVENTED_OUTSIDE)
