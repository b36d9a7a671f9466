"""A mark as families read it."""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from journal.models import Mark

IN_WORDS = {1: "один", 2: "два", 3: "три", 4: "четыре", 5: "пять"}


@dataclass(frozen=True)
class ShownMark:
    """What a page needs to show a mark: its looks, its words, its address, what stood before."""

    digits: str
    css: str
    spoken: str
    url: str
    label: str
    comment: str
    date: date
    previous: str
    corrected_on: date | None


def shown(mark: Mark) -> ShownMark:
    """Return the mark for a page; it must come with its work and the kind of it, and may with its correction."""
    work = mark.work
    return ShownMark(
        digits=mark.digits,
        css=_css(mark, work.weight),
        spoken=_spoken(mark, work),
        url=mark.get_absolute_url(),
        label=work.label,
        comment=mark.comment,
        date=mark.date,
        previous=mark.digits_before or "",
        corrected_on=localdate(mark.replaced_at) if mark.replaced_at else None,
    )


def _css(mark, weight):
    kind = "mark-code" if mark.value is None else f"mark-{mark.value}"
    return f"{kind} mark-heavy" if weight > 1 else kind


def _spoken(mark, work):
    values = [IN_WORDS[value] for value in (mark.value, mark.second_value) if value is not None]
    words = " и ".join(values) or ("не сдано" if mark.not_handed_in else "снята")
    said = work.label[0].lower() + work.label[1:]
    return f"{words}, {said}, вес {work.weight}" if work.weight > 1 else f"{words}, {said}"
