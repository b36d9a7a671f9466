"""The conclusion of a report on how the journal is kept. Source: regulation, 4.2."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from journal.actions.refusals import Refused, demand_room
from journal.models import ControlReport
from journal.rules.periods import Period


@transaction.atomic
def conclude(*, period: Period, text: str, seen: int | None, by: User, at: datetime) -> ControlReport:
    """Keep what the deputy director concludes of a period.

    `seen`: the version that stood on the author's page, None for nothing. Raises Refused: too long, or written anew by
    somebody else meanwhile.
    """
    demand_room(ControlReport, text=text)
    said = {"text": text, "written_by": by, "written_at": at}
    # Of two who both write the first one the second waits, and then finds it.
    report, is_new = ControlReport.objects.select_for_update().get_or_create(
        kind=period.kind, first_day=period.first, last_day=period.last, defaults=said
    )
    if is_new or report.text == text:
        return report
    if report.version != seen:
        raise Refused(
            f"Пока вы писали, заключение изменил(а) {report.written_by.short_name}. "
            "Прочитайте его и сохраните ещё раз, если верно ваше."
        )
    report.text, report.written_by, report.written_at = text, by, at
    report.version += 1
    report.save(update_fields=(*said, "version"))
    return report
