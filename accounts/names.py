"""How people's names are kept for sorting and searching, on any database alike."""

# What the code of a person whose data are destroyed begins with; nobody else's may.
NAMELESS_CODE = "destroyed-"


def folded(text: str) -> str:
    """Return the text as it is compared: one case, ё as е, single spaces."""
    return " ".join(text.casefold().replace("ё", "е").split())


def sort_key(surname: str, name: str, patronymic: str = "") -> str:
    """Return a key by which code-point order is the order of a Russian class list."""
    return "\t".join(folded(part) for part in (surname, name, patronymic))


def search_key(*parts: str) -> str:
    """Return the words of a person, each after a space, so that « аб» finds the beginning of any of them."""
    return " " + folded(" ".join(parts))
