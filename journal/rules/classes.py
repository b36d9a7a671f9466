"""Which courses a class has as a whole, and which by groups."""

# Two groups of a class are never as unequal as that, and one who is taught at home or freed makes no group of the rest.
WHOLE = 0.75


def is_of_whole_class(members: int, students: int) -> bool:
    """Whether so many members of a course out of so many students of a class are the class itself."""
    return 0 < students * WHOLE <= members
