"""What browsers load of ours."""

from gzip import compress
from pathlib import Path

from django.core.files.base import ContentFile

from diary.lean import LeanStorage, lean

SCRIPTS = Path(__file__).resolve().parents[1] / "static" / "js"
# All the journal's own script, compressed together.
JOURNAL = ("queue.js", "grid.js", "keys.js")
MOST = 5 * 1024


def test_comments_and_indentation_are_for_readers():
    source = b"// What it is.\nif (one) {\n  // Why.\n  two('//'); // so\n}\n/* Look. */\na { color: red; }\n"

    assert lean(source) == b"if (one) {\ntwo('//'); // so\n}\na { color: red; }\n"


def test_ours_is_collected_lean_and_the_rest_as_it_is(tmp_path):
    storage = LeanStorage(location=tmp_path)

    for name in ("js/grid.js", "admin/js/core.js"):
        storage.save(name, ContentFile(b"// Theirs.\n  let one;\n"))

    read = [(tmp_path / name).read_bytes() for name in ("js/grid.js", "admin/js/core.js")]
    assert read == [b"let one;\n", b"// Theirs.\n  let one;\n"]


def test_address_of_a_file_is_found_once(tmp_path, settings):
    settings.DEBUG = True
    storage = LeanStorage(location=tmp_path)

    found = [storage.url("js/grid.js") for _ in range(2)]

    assert (found, storage.addresses) == (["/static/js/grid.js"] * 2, {"js/grid.js": "/static/js/grid.js"})


def test_file_that_has_been_read_is_collected_whole(tmp_path):
    content = ContentFile(b"a { color: red; }\n")
    content.read()

    LeanStorage(location=tmp_path).save("css/grid.css", content)

    assert (tmp_path / "css/grid.css").read_bytes() == b"a { color: red; }\n"


def test_script_of_the_journal_is_light():
    together = b"".join(lean((SCRIPTS / name).read_bytes()) for name in JOURNAL)

    assert len(compress(together)) <= MOST
