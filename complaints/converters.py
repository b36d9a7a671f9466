"""How the number of a complaint stands in its address."""


class NumberConverter:
    """«12-2026»: (2026, 12), the year first."""

    # No longer than a key of the database may be.
    regex = "[1-9][0-9]{0,8}-[12][0-9]{3}"

    def to_python(self, value: str) -> tuple[int, int]:
        serial, year = value.split("-")
        return int(year), int(serial)

    def to_url(self, value: tuple[int, int] | str) -> str:
        return value if isinstance(value, str) else f"{value[1]}-{value[0]}"
