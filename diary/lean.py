"""Static files as browsers get them: ours without what only their readers need."""

import re
from functools import cached_property

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

OURS = ("js/", "css/")
# Lines that are comments, and indentation. No text of ours goes over several lines.
FOR_READERS = re.compile(rb"^ *(?://.*|/\*.*\*/)\n|^ +", re.MULTILINE)


def lean(source: bytes) -> bytes:
    return FOR_READERS.sub(b"", source)


class LeanStorage(CompressedManifestStaticFilesStorage):
    """Collects our scripts and style sheets lean, compressed, and named by what is in them.

    An address stays the same as long as the server runs: a page names ten of them, and to find one takes as long as
    to draw forty cells of a journal.
    """

    @cached_property
    def addresses(self) -> dict[str, str]:
        return {}

    def url(self, name, force=False):  # noqa: FBT002 — Django's own signature
        if name not in self.addresses:
            self.addresses[name] = super().url(name, force)
        return self.addresses[name]

    def _save(self, name, content):
        return super()._save(name, ContentFile(lean(b"".join(content.chunks()))) if name.startswith(OURS) else content)
