"""Static files as browsers get them: ours without what only their readers need."""

import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

OURS = ("js/", "css/")
# Lines that are comments, and indentation. No text of ours goes over several lines.
FOR_READERS = re.compile(rb"^ *(?://.*|/\*.*\*/)\n|^ +", re.MULTILINE)


def lean(source: bytes) -> bytes:
    return FOR_READERS.sub(b"", source)


class LeanStorage(CompressedManifestStaticFilesStorage):
    """Collects our scripts and style sheets lean, compressed, and named by what is in them."""

    def _save(self, name, content):
        return super()._save(name, ContentFile(lean(b"".join(content.chunks()))) if name.startswith(OURS) else content)
