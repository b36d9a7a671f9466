"""The picture of an address, for the camera of a telephone."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr(address: str, *, looks: str, title: str) -> SafeString:
    """Return the picture, dark on light in every theme; `looks` is the class it is drawn by."""
    drawn = segno.make(address, error="m", micro=False)
    markup = drawn.svg_inline(omitsize=True, light="#fff", svgclass=looks, lineclass=None, title=title)
    return mark_safe(markup)  # noqa: S308 - squares drawn by segno, and a title of ours
