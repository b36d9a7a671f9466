"""A second count of the duties, slow and plain, written from the text of the rules alone.

It asks no queryset of the journal and no rule of it: it reads the rows as they lie, walks the days one by one and the
history step by step, and decides every sentence of the rules in a function that is named after it.
"""

from tests.oracle.counted import Counted
from tests.oracle.counting import count

__all__ = ("Counted", "count")
