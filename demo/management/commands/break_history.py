"""Show that the check of the history finds each way to break it: on the longest chain of the invented school."""

from django.core.management.base import BaseCommand, CommandError

from accounts.russian import plural
from demo.breaking import break_chain, longest
from demo.founding import RealSchool, standing
from journal.control.chains import check_history


class Command(BaseCommand):
    help = "Ломает историю показательной школы шестью способами и показывает, что проверка называет каждый."

    def handle(self, **options):
        try:
            school = standing()
        except RealSchool:
            raise CommandError("В базе настоящая школа: ломают историю показательной.") from None
        if school is None or (head := longest()) is None:
            raise CommandError("Ломать нечего: сначала наполните базу командой demo.")
        checked = check_history()
        if checked.faults:
            raise CommandError("История уже нарушена: её называет команда check_history.")
        self.stdout.write(f"Проверено записей: {checked.links}. Всё так, как было записано.")
        self.stdout.write(f"Ломаем: {head.course}, {plural(head.number, 'запись,записи,записей')}.")
        missed = [broken for broken in break_chain(head.course, place=head.number // 2) if not self._told(broken)]
        if missed:
            raise SystemExit(1)

    def _told(self, broken) -> bool:
        self.stdout.write(f"— {broken.way}: {broken.fault.told if broken.fault else 'не замечено'}")
        return broken.fault is not None
