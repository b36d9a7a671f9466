"""Delete the operations of the grid that no browser will ask about any more; safe to run at any time, and twice."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from accounts.russian import plural
from journal.models import Operation


class Command(BaseCommand):
    help = "Удаляет операции журнала старше 30 дней: сами отметки и их история остаются."

    def handle(self, **options):
        deleted, _ = Operation.objects.outlived(timezone.now()).delete()
        self.stdout.write(f"Удалено: {plural(deleted, 'операция журнала,операции журнала,операций журнала')}")
