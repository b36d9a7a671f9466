"""Why an act upon a complaint did not happen."""

from accounts.actions.refusals import Refused, demand_room, unless

__all__ = ("Changed", "Refused", "demand_room", "unless")


class Changed(Refused):
    """Somebody else has acted since the page was opened; nothing was written."""
