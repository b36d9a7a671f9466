"""Chance that falls the same way whenever it is asked: by the seed and the name of what it is about."""

from collections.abc import Sequence
from random import Random


def chance(seed: int, *names) -> Random:
    """Return the dice of one thing: the same seed and names always throw the same."""
    return Random(" ".join(map(str, (seed, *names))))


def pick(dice: Random, shares: Sequence[tuple[float, object]]):
    """Return one of the values by its share."""
    weights, values = zip(*shares, strict=True)
    return dice.choices(values, weights)[0]
