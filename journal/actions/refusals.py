"""Why a change of the journal did not happen, where the answer needs more than a sentence."""

from accounts.actions.refusals import Refused, demand_room, unless

__all__ = ("Conflict", "Doubt", "Refused", "demand_room", "unless")


class Conflict(Refused):
    """Somebody else has written since; nothing was overwritten, `standing` is the row as it stands."""

    def __init__(self, message, standing):
        super().__init__(message)
        self.standing = standing


class Doubt(Refused):
    """The person is asked once whether it is meant; nothing was written, `standing` is the row as it stands."""

    def __init__(self, message, standing):
        super().__init__(message)
        self.standing = standing
