"""How long homework of one day may take: a warning, never a refusal.

Source: SanPiN 1.2.3685-21, table 6.6: at most one hour in grade 1, an hour and a half in grades 2–3, two in 4–5, two
and a half in 6–8, three and a half in 9–11.
"""

# The highest grade of each line, and its minutes.
NORMS = ((1, 60), (3, 90), (5, 120), (8, 150), (11, 210))


def norm(grade: int) -> int:
    """Return how many minutes a day the homework of all subjects may take."""
    return next(minutes for last, minutes in NORMS if grade <= last)


def beyond_the_norm(minutes: int, grade: int) -> str | None:
    """Warn when homework of one day takes longer than it may."""
    if minutes <= norm(grade):
        return None
    return f"на этот день уже задано на {minutes} мин, норма {grade} класса — {norm(grade)} мин в день"
