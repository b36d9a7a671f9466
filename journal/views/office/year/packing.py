"""A file of many, written one after another: what is in it, and the checksum of each."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from hashlib import sha256
from tempfile import SpooledTemporaryFile
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.timezone import localtime

from accounts.spreadsheet import as_csv, csv_lines

CHECKSUMS = "checksums.txt"
# So many bytes of a table stay in the memory, and so many are read from it at once.
IN_MEMORY = AT_ONCE = 1 << 20


class Pack:
    """A ZIP that grows file by file; nothing of it stays in the memory but names and checksums."""

    def __init__(self, file: BinaryIO, at: datetime):
        self.whole, self.at, self.sums = ZipFile(file, "w", ZIP_DEFLATED), at, []

    def close(self) -> None:
        self.whole.close()

    def add(self, name: str, *parts: bytes) -> None:
        self.add_all(name, parts)

    def add_all(self, name: str, parts: Iterable[bytes]) -> None:
        """Add a file that comes in parts."""
        own, digest = ZipInfo(name, localtime(self.at).timetuple()[:6]), sha256()
        own.compress_type = ZIP_DEFLATED
        with self.whole.open(own, "w", force_zip64=True) as member:
            for part in parts:
                digest.update(part)
                member.write(part)
        self.sums.append(f"{digest.hexdigest()}  {name}\n")

    def seal(self) -> str:
        """Add the checksums in the format of `sha256sum -c`; return the checksum of themselves, for the paper."""
        sums = "".join(self.sums).encode()
        self.add(CHECKSUMS, sums)
        return sha256(sums).hexdigest()


class Tables:
    """Tables for a spreadsheet that grow course by course, on the disk: a ZIP takes one file at a time."""

    def __init__(self, files: dict[str, BinaryIO], heads: dict[str, Sequence[str]]):
        self.files = files
        for name, head in heads.items():
            files[name].write(as_csv([head]))

    def add(self, name: str, rows: Iterable[Sequence[str]]) -> None:
        self.files[name].write(csv_lines(map(_reversible, rows)))

    def move_to(self, pack: Pack) -> None:
        for name, file in self.files.items():
            pack.add_all(f"tables/{name}.csv", _parts(file))


@contextmanager
def growing(heads: dict[str, Sequence[str]]) -> Iterator[Tables]:
    """Open tables with these heads; whatever happens, they leave nothing on the disk."""
    with ExitStack() as stack:
        yield Tables({name: stack.enter_context(SpooledTemporaryFile(IN_MEMORY)) for name in heads}, heads)


def _reversible(row: Sequence[str]) -> list[str]:
    """Return cells of which the first ' is always one that was added: typed, it would look like that of a formula."""
    return [f"'{cell}" if cell.startswith("'") else cell for cell in row]


def _parts(file) -> Iterator[bytes]:
    file.seek(0)
    return iter(lambda: file.read(AT_ONCE), b"")
