"""The school's rules of results changed; what has been decided by them stays."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction

from accounts.actions import note
from accounts.enums import AuditKind
from accounts.keep import forget
from accounts.models import User
from journal.actions.refusals import Refused
from journal.enums import FinalSource, TermSystem
from journal.models import FinalPart, MinimumMarks, Part, School, WorkKind

THRESHOLDS = ("five_from", "four_from", "three_from")


class Minimum(NamedTuple):
    """How many marks of a term are wanted at so many lessons a week."""

    hours: int
    system: TermSystem
    marks: int


@dataclass(frozen=True)
class ResultRules:
    """All rules of results.

    Thresholds by the field of the school, least numbers of marks, weights by the kind, parts by certificate.
    """

    thresholds: Mapping[str, Decimal]
    minimum: Sequence[Minimum]
    weights: Mapping[str, int]
    parts: Mapping[int, Sequence[Part]]

    def __str__(self):
        """Say the rules shortly, as the log keeps them."""
        thresholds = "/".join(str(value) for value in self.thresholds.values())
        marks = "/".join(str(row.marks) for row in self.minimum)
        parts = "; ".join(
            f"{certificate}: {', '.join(f'{part.source} {part.grade}' for part in of)}"
            for certificate, of in self.parts.items()
        )
        weights = "/".join(str(weight) for weight in self.weights.values())
        return f"Пороги {thresholds}, отметок {marks}, вес {weights}, аттестат {parts}"


def standing_rules() -> ResultRules:
    """Return the rules as they stand at this moment. Four queries."""
    [thresholds] = School.objects.values(*THRESHOLDS)
    rows = MinimumMarks.objects.order_by("hours", "system").values_list("hours", "system", "marks")
    parts = defaultdict(list)
    for certificate, source, grade in FinalPart.objects.order_by("certificate", "grade", "source").values_list(
        "certificate", "source", "grade"
    ):
        parts[certificate].append(Part(FinalSource(source), grade))
    weights = dict(WorkKind.objects.in_order().values_list("code", "weight"))
    return ResultRules(thresholds, [Minimum(*row) for row in rows], weights, parts)


@transaction.atomic
def change_rules(rules: ResultRules, *, by: User, at: datetime, seen: str | None = None) -> None:
    """Put these rules in the place of those that stand; the log of deeds keeps them.

    `seen`: how the rules that stood were said when the page was opened; None: whatever stands. Raises Refused when
    others stand by now.
    """
    School.objects.select_for_update(no_key=True).get()
    now = str(standing_rules())
    if seen not in (None, now):
        raise Refused(f"Пока страница была открыта, правила сменили. Сейчас стоит: {now}. Проверьте и сохраните снова.")
    School.objects.update(**rules.thresholds)
    MinimumMarks.objects.all().delete()
    MinimumMarks.objects.bulk_create(MinimumMarks(**row._asdict()) for row in rules.minimum)
    for kind, weight in rules.weights.items():
        WorkKind.objects.filter(code=kind).exclude(weight=weight).update(weight=weight)
    FinalPart.objects.all().delete()
    FinalPart.objects.bulk_create(
        FinalPart(certificate=certificate, **part._asdict()) for certificate, of in rules.parts.items() for part in of
    )
    note(AuditKind.RULES_CHANGED, by=by, at=at, detail=str(rules))
    forget()
