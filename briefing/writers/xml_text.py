"""Text inside XML that is written by hand."""

from __future__ import annotations

import re

# Characters that XML 1.0 does not allow. A corpus with one is refused; here it must only not break the file.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def escape(text: str) -> str:
    """Text for an element or a quoted attribute; a character that XML cannot carry becomes U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text).translate(_ENTITIES)
