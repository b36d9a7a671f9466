"""How the server's faults are written down: where, never with what a person typed or what a row holds."""

import logging
from traceback import format_tb


class Nameless(logging.Formatter):
    """Writes of an exception its kind and its way through the code.

    Its words stay out: a database quotes the whole row that it refuses, and a conversion what was typed.
    """

    def formatException(self, ei):  # noqa: N802 - the library's own name
        error, told = ei[1], []
        while error is not None:
            told.append("".join([*format_tb(error.__traceback__), type(error).__qualname__]))
            error = error.__cause__ or error.__context__
        return "\nwhich led to\n".join(reversed(told))
