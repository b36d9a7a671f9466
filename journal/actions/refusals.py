"""Why an action did not happen, in words for the person who asked for it."""


class Refused(Exception):
    """The school's rules do not allow it; the message is a Russian sentence to be shown."""


class Conflict(Refused):
    """Somebody else has written since; nothing was overwritten, `standing` is the row as it stands."""

    def __init__(self, message, standing):
        super().__init__(message)
        self.standing = standing


def unless(sentence: str | None) -> None:
    """Raise a rule's sentence, if it has one to say."""
    if sentence:
        raise Refused(sentence)
