"""A page as a person reads it: the lines of its main part, without its tags."""

from html.parser import HTMLParser

UNSEEN = {"visually-hidden", "print-only"}
BLOCKS = {
    "h1",
    "h2",
    "h3",
    "p",
    "li",
    "dt",
    "dd",
    "tr",
    "th",
    "td",
    "caption",
    "summary",
    "div",
    "section",
    "ul",
    "form",
}


class Reader(HTMLParser):
    """Collects the words of <main>, a line for each block; what only the ear or only print is given stays out."""

    def __init__(self):
        super().__init__()
        self.lines, self.links, self.unseen = [""], {}, []
        self.is_main, self.address, self.words = False, None, ""

    def handle_starttag(self, tag, attributes):
        known = dict(attributes)
        self.is_main |= tag == "main"
        if self.unseen or UNSEEN & set((known.get("class") or "").split()):
            self.unseen.append(tag)
        if tag in BLOCKS or tag == "br":
            self.lines.append("")
        if tag == "a":
            self.address, self.words = known["href"], ""

    def handle_endtag(self, tag):
        self.is_main &= tag != "main"
        if tag == "a" and self.is_main:
            self.links.setdefault(" ".join(self.words.split()), self.address)
        if self.unseen and self.unseen[-1] == tag:
            self.unseen.pop()
        if tag in BLOCKS:
            self.lines.append("")

    def handle_data(self, words):
        if self.is_main and not self.unseen:
            self.lines[-1] += words
            self.words += words


def reader(response) -> Reader:
    new = Reader()
    new.feed(response.content.decode())
    return new


def lines(response) -> list[str]:
    """Return the lines of the page, spaces and non-breaking ones made single."""
    return [line for line in (" ".join(line.split()) for line in reader(response).lines) if line]


def links(response) -> dict[str, str]:
    """Return the address of each link of the page by its words; of several alike the first."""
    return reader(response).links


def part(response, title: str, *, to: str | None = None) -> list[str]:
    """Return the lines after the first one that is `title`, up to the line `to`."""
    found = lines(response)
    found = found[found.index(title) + 1 :]
    return found[: found.index(to)] if to else found
