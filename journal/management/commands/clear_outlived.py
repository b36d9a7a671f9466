"""Delete what nobody will ask about any more; for once a day, safe to run at any time, and twice."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.models import Session, Tries
from accounts.russian import plural
from journal.models import Operation


class Command(BaseCommand):
    help = "Удаляет законченные сеансы, старые попытки входа и операции журнала старше 30 дней; отметки остаются."

    def handle(self, **options):
        now = timezone.now()
        outlived = {
            "сеанс,сеанса,сеансов": Session.objects.filter(expire_date__lte=now),
            "счётчик попыток входа,счётчика попыток входа,счётчиков попыток входа": Tries.objects.filter(
                until__lte=now
            ),
            "операция журнала,операции журнала,операций журнала": Operation.objects.outlived(now),
        }
        deleted = [plural(rows.delete()[0], forms) for forms, rows in outlived.items()]
        self.stdout.write(f"Удалено: {', '.join(deleted)}.")
