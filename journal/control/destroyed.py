"""Whether a journal that is gone was destroyed by an act, and whether what the act kept is as it was then."""

from journal.models import ChainHead, Change, ExamMark, FinalMark, JournalDestruction, TermMark, YearMark
from journal.models.sealing import keyed, moment


def sealed(row: JournalDestruction) -> str:
    """Return the keyed hash of an act's columns, in their order."""
    counts = [list(pair) for pair in row.counts]
    chain = (row.number, row.digest, row.last_at and moment(row.last_at))
    return keyed([row.course_id, row.act, row.by_id, moment(row.at), counts, *chain, row.results])


def results_sealed(course: int) -> str:
    """Return the keyed hash of the marks that stay when a journal goes. Four queries."""
    models = (TermMark, YearMark, ExamMark, FinalMark)
    rows = (row for model in models for row in model.objects.filter(course=course).order_by("pk").values_list())
    return keyed([list(map(str, row)) for row in rows])


def fault_of_destruction(row: JournalDestruction, head: ChainHead | None) -> str:
    """Return what is wrong with a journal that an act destroyed, empty for nothing. Five queries."""
    if row.seal != sealed(row):
        return f"запись об уничтожении по акту № {row.act} изменена или вставлена"
    if head is None or (head.number, head.digest) != (row.number, row.digest):
        return f"конец цепи не тот, что при уничтожении по акту № {row.act}"
    if Change.objects.filter(course=row.course_id).exists():
        return f"журнал уничтожен по акту № {row.act}, а в истории снова есть записи"
    if row.results != results_sealed(row.course_id):
        return f"итоговые отметки изменены после уничтожения журнала по акту № {row.act}"
    return ""
