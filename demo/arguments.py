"""What the commands of the demonstration are told on their command line."""

from argparse import ArgumentTypeError

from demo.invention.school import SMALLEST


def number_of_students(text: str) -> int:
    """Read the size of a school: large enough to have all the grades."""
    if not text.isdecimal() or int(text) < SMALLEST:
        raise ArgumentTypeError(f"нужно целое число не меньше {SMALLEST}: в школе одиннадцать параллелей")
    return int(text)
