"""What nearly never changes may be kept for seconds by each process."""

from functools import wraps
from time import monotonic

# Arguments may come from an address: whoever walks through a thousand weeks must not fill the memory.
MOST = 1000

_kept: dict = {}


def kept(*, seconds: float):
    """Keep a function's answer by its arguments; another process's change shows after at most that many seconds."""

    def decorate(load):
        @wraps(load)
        def recall(*arguments):
            key = (load.__module__, load.__qualname__, arguments)
            known = _kept.get(key)
            if known is None or known[0] < monotonic():
                if len(_kept) >= MOST:
                    forget()
                known = _kept[key] = (monotonic() + seconds, load(*arguments))
            return known[1]

        return recall

    return decorate


def forget() -> None:
    """Drop everything kept: after an import, after a closing, between tests."""
    _kept.clear()
