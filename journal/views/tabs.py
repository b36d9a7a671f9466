"""Links to pages that stand beside the one shown."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tab:
    """A link to a section or a period."""

    url: str
    label: str
    is_current: bool
